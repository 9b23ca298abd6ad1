"""Options that several commands share, each group as one decorator."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from faceaudit.errors import FaceauditError, quote

Command = TypeVar("Command", bound=Callable[..., Any])

FORMAT_NAMES = ("text", "csv", "tsv", "json", "jsonl", "markdown")


def _group(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


logs_argument = click.argument("logs", nargs=-1, metavar="LOG...")

reading_options = _group(
    click.option("--column", "columns", multiple=True, metavar="MEANING=NAME",
                 help="Say which column means what, e.g. --column person=Rep. May be repeated."),
    click.option("--salesperson", metavar="NAME", help="Whose log it is, where it has no column for that."),
    click.option("--delimiter", metavar="CHAR", help="Character between cells: ',' ';' '|' or tab."),
    click.option("--encoding", metavar="NAME", help="E.g. utf-8, cp1252, utf-16."),
    click.option("--header-row", type=click.IntRange(1, 1_000_000), metavar="LINE", help="Line of the column names."),
    click.option("--date-order", type=click.Choice(["dmy", "mdy"]), help="Whether 03/11/2025 is in November or March."),
    click.option("--unit", type=click.Choice(["hours", "minutes", "seconds", "milliseconds"]),
                 help="Unit of bare numbers in the time column."),
    click.option("--timezone", metavar="NAME",
                 help="Zone whose days count, e.g. Europe/Berlin, for times with an offset or in UTC."),
    click.option("--config", metavar="FILE", help="Settings; else faceaudit.toml in this folder, where there is one."),
)  # fmt: skip

period_options = _group(
    click.option("--since", metavar="DATE", help="Count only from this day on, such as 2025-11-03."),
    click.option("--until", metavar="DATE", help="Count only up to this day."),
    click.option("--period", metavar="PERIOD", help="Count only this: 2025-W46, 2025-11, 2025-Q4, 2025, last-week, "
                 "this-week, last-month, this-month, yesterday or today."),
    click.option("--today", metavar="DATE", help="Take this day for today, in place of the clock."),
    click.option("--overlaps", type=click.Choice(["count", "clip"]), default="count",
                 help="Entries of a person at the same time: count as logged, or clip so that no minute counts twice."),
)  # fmt: skip

sorting_options = _group(
    click.option("--decisions", metavar="FILE",
                 help="What was decided in review; else faceaudit-decisions.csv in this folder, where there is one."),
    click.option("--certainty", metavar="PERCENT",
                 help="How sure it must be on which side an entry is for it to be decided."),
)  # fmt: skip

threshold_option = click.option(
    "--threshold", metavar="PERCENT", help="Least selling share wanted, in percent of working time; 90 if not given."
)

privacy_options = _group(
    click.option("--mask", metavar="KEYFILE",
                 help="Show pseudonyms in place of names; the key is made where KEYFILE is not there yet. Keep it."),
    click.option("--min-group", type=click.IntRange(1, 1_000_000), default=1, metavar="N",
                 help="Tell nothing of teams and other groups of fewer than N people, such as 5."),
)  # fmt: skip

person_option = click.option(
    "--person", "people", multiple=True, metavar="NAME", help="Only this person. May be repeated."
)

strictness_options = _group(
    click.option("--rejects", metavar="FILE", help="Write the rows that could not be read, with the reasons, as CSV."),
    click.option("--strict", is_flag=True, help="Stop if any row cannot be read (exit 2)."),
)


def output_options(default: str) -> Callable[[Command], Command]:
    """Options for format and place of the result.

    Args:
        default: the format where neither option nor file name tells one.
    """
    return _group(
        click.option("-f", "--format", "format_name", type=click.Choice(FORMAT_NAMES),
                     help=f"Format of the result; {default} if not given."),
        click.option("-o", "--output", metavar="FILE",
                     help="Write the result to FILE, whole or not at all; the suffix tells the format."),
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
                     help="Colours in text; auto: on a terminal."),
        click.option("--raw", is_flag=True, help="In CSV and TSV, leave cells that begin with = + - @ as they are."),
    )  # fmt: skip


audit_options = _group(
    person_option, privacy_options, period_options, output_options("text"), reading_options, sorting_options,
    strictness_options,
)  # fmt: skip
"""What every command takes that audits whole logs; see ``cli.audited``."""


def split_columns(given: tuple[str, ...]) -> dict[str, str]:
    """Read ``--column`` options into column name by meaning.

    Raises:
        FaceauditError: one of them is not of the form MEANING=NAME.
    """
    from faceaudit.logs.columns import MEANINGS

    found = {}
    for text in given:
        meaning, equals, name = text.partition("=")
        if not equals or meaning.strip() not in MEANINGS or not name.strip():
            raise FaceauditError(
                f"{quote(text)} is not of the form MEANING=NAME.",
                f"MEANING is one of {', '.join(MEANINGS)}.",
                column="--column",
            )
        found[meaning.strip()] = name.strip()
    return found
