"""Options and help of ``faceaudit matrix``."""

from typing import Any

import click

from faceaudit.cli.options import audit_options, logs_argument, threshold_option


@click.command("matrix", short_help="Who should own what is not selling, and what that would give.")
@logs_argument
@threshold_option
@click.option(
    "--hand-over", "handed", multiple=True, metavar="NAMES",
    help="Try a choice: departments or activities, with commas between; all that has an owner if not given.",
)  # fmt: skip
@click.option("--raci", is_flag=True, help="Show who is responsible for and consulted on what, and nothing else.")
@click.option("--verbose", is_flag=True, help="Show category, entries and largest texts of each activity too.")
@audit_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], **given: Any) -> int:
    """Tell who should own the work that is not selling, and what that would give.

    Lists each activity that is not selling with its time and the department
    that should own it; the owners are those of the codebook, or of [owners] in
    the settings. Then: what selling share everybody would have if the work
    were handed over, largest first (Pareto's order, after Juran), and the time
    spent selling: (selling + handed over) / working time. It is about the work
    and blames nobody. --raci is the responsibility assignment matrix of
    project management, for the meeting where it is decided.

    \b
    Examples:
      faceaudit matrix logs.csv
      faceaudit matrix logs.csv --hand-over customer-service,order-status
      faceaudit matrix logs.csv --raci -o raci.csv
    """
    from faceaudit.cli.actions.matrix import show_matrix
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return show_matrix(logs, **given)
