"""Options and help of ``faceaudit report``."""

from typing import Any

import click

from faceaudit.cli.options import audit_options, logs_argument, threshold_option


@click.command("report", short_help="How each person's time is split, and who is below target.")
@logs_argument
@threshold_option
@click.option("--min-hours", metavar="N", type=float, help="Rate nobody with less than N hours of working time.")
@click.option("--flagged", is_flag=True, help="Show only those who are below.")
@click.option("--check", is_flag=True, help="Exit with 1 if anybody is below.")
@click.option(
    "--by",
    type=click.Choice(["team", "week", "customer", "activity"]),
    help="Show a row for each of these in place of people; --check still judges people.",
)
@click.option("--columns", "shown", metavar="A,B,C", help="Show these columns, in this order; README lists them.")
@click.option(
    "--accuracy", metavar="FILE", help="Say how right the sorting is, measured on this sample: see faceaudit score."
)
@audit_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], *, check: bool, **given: Any) -> int:
    """Tell how each person's time is split, and who sells less than 90 % of it.

    Reads the logs named (patterns may be quoted; - or a pipe for standard
    input), sorts every entry, and shows for each person the share of working
    time spent selling. Where entries leave it open whether they were selling,
    the share is a range, and nobody is flagged on what is uncertain.

    \b
    Examples:
      faceaudit report logs.csv
      faceaudit report 'exports/*.csv' --format json -o report.json
      faceaudit report logs.csv --period last-week
      faceaudit report logs.csv --by customer
      faceaudit report logs.csv --columns person,hours,selling,face_time
      faceaudit report logs.csv --check > today.txt || echo somebody is below
    """
    from faceaudit.cli.actions.report import report_logs
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return report_logs(logs, check=check, **given)
