"""Options and help of ``faceaudit causes``."""

from typing import Any

import click

from faceaudit.cli.options import audit_options, logs_argument, threshold_option


@click.command("causes", short_help="What is the company's to change, and what one person's matter.")
@logs_argument
@threshold_option
@click.option(
    "--verbose",
    is_flag=True,
    help="Show how evenly every activity is spread, and ask five whys of the largest root causes.",
)
@audit_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], **given: Any) -> int:
    """Tell what eats selling time for most of the team, and what for one person.

    Systemic is what at least half of the people (and at least three) spend 2 %
    or more of their working time on: a matter of quality, process or staffing,
    and blaming a person for it is wrong. Individual is what lies beyond the
    limits of what is ordinary in this team, of at least five people: a matter
    to ask that person about. The difference is that of common and special
    causes (Shewhart 1931, Deming 1986); the limits are those of control charts,
    made for few people and many activities and tried on simulated teams.
    [causes] notable in the settings is the 2 %.

    \b
    Examples:
      faceaudit causes logs.csv
      faceaudit causes logs.csv --period 2025-Q4 --verbose
      faceaudit causes logs.csv --format json -o causes.json
    """
    from faceaudit.cli.actions.causes import show_causes
    from faceaudit.cli.given import has_input, show_short_help

    if not has_input(logs):
        return show_short_help(ctx)
    return show_causes(logs, **given)
