"""Options and help of ``faceaudit classify``."""

from typing import Any

import click

from faceaudit.cli.options import (
    logs_argument,
    output_options,
    period_options,
    person_option,
    reading_options,
    sorting_options,
    strictness_options,
)


@click.command("classify", short_help="Every entry with its category, activity and the reasons.")
@logs_argument
@click.option(
    "--category",
    "categories",
    multiple=True,
    metavar="ID",
    help="Only this category: value-added, incremental, baseline, internal, excluded, uncertain. May be repeated.",
)
@click.option("--uncertain", is_flag=True, help="Only uncertain entries; the same as --category uncertain.")
@click.option(
    "--sample",
    type=click.IntRange(1, 1_000_000),
    metavar="N",
    help="Draw N entries at random, by their time, for a person to check: see faceaudit score.",
)
@click.option("--blind", is_flag=True, help="In the sample, hide what each entry was sorted into from who checks it.")
@click.option(
    "--seed", type=click.IntRange(min=0), metavar="S", help="Another seed draws another sample; 1 if not given."
)
@person_option
@period_options
@output_options("csv")
@reading_options
@sorting_options
@strictness_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], **given: Any) -> int:
    """Tell for every entry what it was sorted into, and why.

    Gives each counted entry as it came, with added columns whose names begin
    with faceaudit_: category, activity, certainty, evidence, owner, seconds and
    source (file:line). Rows stream: a log of any size can be piped through.

    With --sample it gives a random sample instead, as CSV or TSV in random
    order, with the empty column truth, to be filled in for faceaudit score.
    With --blind what each entry was sorted into is sealed: who sees it while
    checking agrees with it too often.

    \b
    Examples:
      faceaudit classify logs.csv -o sorted.csv
      faceaudit classify logs.csv --uncertain --format text
      faceaudit classify logs.csv | faceaudit report -
      faceaudit classify logs.csv --sample 50 --blind -o sample.csv
    """
    from faceaudit.cli.actions.classify import classify_logs
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return classify_logs(logs, **given)
