"""Options and help of ``faceaudit trend``."""

from typing import Any

import click

from faceaudit.cli.options import audit_options, logs_argument


@click.command("trend", short_help="How the selling share moves over time, or between two logs.")
@logs_argument
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "quarter"]),
    help="Length of the periods; week if not given, from Monday to Sunday.",
)
@click.option("--compare", metavar="BASE", help="Compare each person with themselves in this log, before and after.")
@click.option("--verbose", is_flag=True, help="Show the periods of each person and team, all of them.")
@audit_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], **given: Any) -> int:
    """Tell how the selling share of each person and team moves over time.

    Shows each period's share, the change against the one before, and whether
    the last one is beyond what is ordinary for the same person, judged by their
    own periods before (XmR chart of Shewhart and Wheeler; at least 6 periods).
    With --compare it tells how each share differs from that in another log, and
    whether the difference is clear of chance and of uncertain time (bootstrap
    over days, Efron and Tibshirani).

    \b
    Examples:
      faceaudit trend logs.csv
      faceaudit trend logs.csv --by day --person "Ann Lee"
      faceaudit trend november.csv --compare october.csv
    """
    from faceaudit.cli.actions.trend import trend_logs
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return trend_logs(logs, **given)
