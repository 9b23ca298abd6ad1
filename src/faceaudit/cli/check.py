"""Options and help of ``faceaudit check``."""

from typing import Any

import click

from faceaudit.cli.options import (
    logs_argument,
    output_options,
    period_options,
    reading_options,
    strictness_options,
)


@click.command("check", short_help="What is understood of logs, before any judgement.")
@logs_argument
@strictness_options
@period_options
@output_options("text")
@reading_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], *, strict: bool, **given: Any) -> int:
    """Tell what is understood of logs, before anything is judged.

    For each log: its format, encoding and header, what each column means and
    in which unit, how dates are read and why. Over all logs: the people, what
    became of every row, and what looks odd: working days without an entry,
    days of more than 16 hours, time logged twice, days in the future.

    \b
    Examples:
      faceaudit check logs.csv
      faceaudit check 'exports/*.csv' --format json
      faceaudit check logs.csv --strict > /dev/null && faceaudit report logs.csv
    """
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    from faceaudit.cli.actions.check import check_logs

    return check_logs(logs, strict=strict, **given)
