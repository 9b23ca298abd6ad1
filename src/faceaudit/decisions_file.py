"""Decisions as a CSV file: one line each, in the order of their words, so that two people's files merge in git.

Read as any log is: in whatever encoding and with whatever delimiter a spreadsheet saved it.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from faceaudit.errors import FaceauditError, quote
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.sheets import Row, Sheet
from faceaudit.taxonomy import ACTIVITIES

HEADER = Decision._fields
_GUARDED = ("=", "+", "-", "@", "\t", "\r")


def read_decisions(path: str) -> list[Decision]:
    """Read decisions; rows whose activity is still empty are left out.

    Args:
        path: a decisions file, or one that ``review --export`` wrote.

    Raises:
        FaceauditError: it cannot be read, or an activity in it is none.
    """
    return read_answers(path)[0]


def read_answers(path: str) -> tuple[list[Decision], int]:
    """Read decisions as :func:`read_decisions` does, and count the rows that are not answered yet."""
    sheet = Sheet(path, "decisions", columns=HEADER, needed=("text", "activity"))
    found = [_decision(sheet, row) for row in sheet.rows()]
    decisions = [decision for decision in found if decision is not None]
    return decisions, len(found) - len(decisions)


def _decision(sheet: Sheet, row: Row) -> Decision | None:
    told = row.told
    if not told["activity"] or not (told["text"] or told.get("activity_type")):
        return None
    activity = told["activity"].casefold().replace(" ", "-")
    if activity not in ACTIVITIES:
        import difflib

        close = difflib.get_close_matches(activity, list(ACTIVITIES), n=1)
        remedy = f"Did you mean {close[0]}?" if close else f"Activities are {', '.join(ACTIVITIES)}."
        raise FaceauditError(
            f"{quote(told['activity'])} is no activity.", remedy, file=sheet.name, line=row.line, column="activity"
        )
    return Decision(**{**dict.fromkeys(HEADER, ""), **told, "activity": activity})


def write_decisions(decisions: Iterable[Decision]) -> Iterator[str]:
    """Give the lines of a decisions file: those in force, one each, in the order of their words."""
    yield from write_rows(HEADER, DecisionBook(list(decisions)).in_force())


def write_rows(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Give the lines of a CSV file that a spreadsheet may open: no cell of it is a formula."""
    for row in (header, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([_guard(str(cell)) for cell in row])
        yield line.getvalue()


def _guard(cell: str) -> str:
    text = " ".join(cell.encode("utf-8", "backslashreplace").decode("utf-8").split())
    return f"'{text}" if text.startswith(_GUARDED) else text
