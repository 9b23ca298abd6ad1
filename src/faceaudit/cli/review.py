"""Options and help of ``faceaudit review``."""

from typing import Any

import click

from faceaudit.cli.options import logs_argument, period_options, person_option, reading_options, sorting_options


@click.command("review", short_help="Settle what may be wrong, what matters most first.")
@logs_argument
@click.option(
    "--limit", type=click.IntRange(1), default=40, metavar="N", help="Ask N questions at most; 40 if not given."
)
@click.option("--export", metavar="FILE", help="Write the questions as CSV for a spreadsheet; - for standard output.")
@click.option("--import", "filled", metavar="FILE", help="Take the answers of such a file; needs no LOG.")
@click.option("--who", metavar="NAME", help="Who decides; the name you are logged in with if not given.")
@person_option
@period_options
@reading_options
@sorting_options
@click.pass_context
def command(ctx: click.Context, /, logs: tuple[str, ...], *, filled: str | None, **given: Any) -> int:
    """Ask what entries were, those first where most time is likely to be wrong.

    That is time by the chance that its side, selling or not, is wrong: mostly
    uncertain entries, but long ones that are nearly sure, too, as errors among
    the decided can only be found so. Nobody is asked about what your rules
    and decisions settle. Entries that are alike are one question, answered
    with one key, or with a line each where answers are piped in.

    Every answer is written at once to the decisions file (--decisions, else
    faceaudit-decisions.csv here), which all commands use from then on: it
    decides over the same words, and teaches about words like them. A decision
    holds for entries of its type and status; where it names none, for any.

    The column activity of an export takes the id or title of an activity, or
    1 or 2 for the readings in its row.

    \b
    Examples:
      faceaudit review logs.csv
      faceaudit review logs.csv --person 'Ann Example' --period last-month
      faceaudit review logs.csv --export open.csv
      faceaudit review --import open.csv --who Ann
      printf '1\\nu\\nproposal\\n' | faceaudit review logs.csv
    """
    from faceaudit.cli.given import has_input, show_short_help

    if filled is not None:
        from faceaudit.cli.actions.review import import_answers

        return import_answers(logs, filled, **given)
    if not has_input(logs):
        return show_short_help(ctx)
    from faceaudit.cli.actions.review import review_logs

    return review_logs(logs, **given)
