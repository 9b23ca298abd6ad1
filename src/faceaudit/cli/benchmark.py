"""Options and help of ``faceaudit benchmark``."""

from typing import Any

import click

from faceaudit.cli.options import audit_options, logs_argument


@click.command("benchmark", short_help="How the time compares with published figures.")
@logs_argument
@click.option("--source", "sources", multiple=True, metavar="SOURCE", help="Show this source in full. May be repeated.")
@click.option("--list", "lists", is_flag=True, help="List the published sources; needs no log.")
@audit_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], *, lists: bool, **given: Any) -> int:
    """Tell how a team's time compares with published figures.

    Puts the share of selling that each source publishes beside that of the log,
    counted as that source counts selling. With --source it shows all classes of
    a source, by how many percentage points the log differs, and where the
    definitions are others. Source, year and definition are named: most figures
    come from surveys, and each source counts in a way of its own.

    \b
    Examples:
      faceaudit benchmark logs.csv
      faceaudit benchmark logs.csv --source salesforce-2024
      faceaudit benchmark --list
    """
    from faceaudit.cli.actions.benchmark import compare_logs, list_sources
    from faceaudit.cli.given import has_input, show_short_help

    if lists:
        return list_sources(given)
    if not has_input(logs):
        return show_short_help(ctx)
    return compare_logs(logs, **given)
