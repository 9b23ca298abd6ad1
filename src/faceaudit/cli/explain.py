"""Options and help of ``faceaudit explain``."""

from typing import Any

import click

from faceaudit.cli.options import output_options, reading_options, sorting_options


@click.command("explain", short_help="Why an entry was sorted as it was.")
@click.argument("text", metavar="TEXT|LOG")
@click.option("--line", type=click.IntRange(min=1), metavar="N", help="Explain the entry on line N of the log LOG.")
@click.option("--type", "activity_type", default="", metavar="TYPE", help="Activity type of the entry TEXT, e.g. Call.")
@click.option("--customer", default="", metavar="NAME", help="Its customer.")
@click.option("--status", default="", metavar="STATUS", help="Status of its customer, e.g. prospect.")
@click.option("--stage", default="", metavar="STAGE", help="Stage of its deal.")
@output_options("text")
@reading_options
@sorting_options
def command(text: str, **given: Any) -> int:
    """Tell why an entry was sorted as it was: the cues with their points.

    Takes the words of an entry, or a log and the line an entry stands on.

    \b
    Examples:
      faceaudit explain "Chased warehouse about Acme's late shipment"
      faceaudit explain "Price talk" --type Call --status prospect
      faceaudit explain logs.csv --line 17
    """
    from faceaudit.cli.actions.explain import explain_entry

    return explain_entry(text, **given)
