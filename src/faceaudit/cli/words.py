"""Options and help of ``faceaudit words``."""

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


@click.command("words", short_help="The words that leave most time uncertain.")
@logs_argument
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, metavar="N", help="How many are shown; 20 if not given."
)
@person_option
@period_options
@output_options("text")
@reading_options
@sorting_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], **given: Any) -> int:
    """Tell which words leave most time uncertain: what rules had best begin with.

    Ranks the words of uncertain entries by the time of these entries, and
    shows how many people use them, whether the scorecard knows them, and an
    example. Two words that nearly always stand together are shown as one.
    Names of people and customers and words such as "the" are left out.

    \b
    Examples:
      faceaudit words logs.csv
      faceaudit words logs.csv --limit 100 --format csv -o words.csv
    """
    from faceaudit.cli.actions.words import show_words
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return show_words(logs, **given)
