"""Options and help of ``faceaudit rules``."""

from typing import Any

import click

from faceaudit.cli.options import (
    logs_argument,
    output_options,
    period_options,
    person_option,
    reading_options,
    sorting_options,
)


@click.command("rules", short_help="What your own rules and decisions do, or would do.")
@logs_argument
@click.option(
    "--try",
    "phrases",
    multiple=True,
    metavar="PHRASE",
    help="Try a rule for these words before it is written. May be repeated.",
)
@click.option(
    "--pattern", "patterns", multiple=True, metavar="REGEX", help="The same for a regular expression (RE2 syntax)."
)
@click.option(
    "--type", "activity_types", multiple=True, metavar="TYPE", help="The rule tried asks for this activity type."
)
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="It asks for this status of the customer.")
@click.option("--activity", metavar="ID", help="What the rule tried decides for, e.g. prospecting.")
@person_option
@period_options
@output_options("text")
@reading_options
@sorting_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], **given: Any) -> int:
    """Tell what your own rules and decisions do in logs, or would do.

    Lists the rules of faceaudit.toml and the decisions of review with the
    entries and hours that each decides, those that match nothing, and those
    that stand behind others. With --try (or --pattern, --type, --status) it
    shows what a new rule would change, before it is written. Each of these may be
    given several times: then there are rules for each of the words, and all are
    tried together.

    \b
    Examples:
      faceaudit rules logs.csv
      faceaudit rules logs.csv --try 'golden hour'
      faceaudit rules logs.csv --try 'golden hour' --activity prospecting
      faceaudit rules logs.csv --try 'golden hour' --try 'power hour'
    """
    from faceaudit.cli.actions.rules import show_rules
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return show_rules(logs, **given)
