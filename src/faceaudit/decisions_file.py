"""Decisions as a CSV file: one line each, in the order of their words, so that two people's files merge in git.

Read as any log is: in whatever encoding and with whatever delimiter a spreadsheet saved it.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs import Source, open_sources
from faceaudit.logs.records import Record, find_dialect, read_records
from faceaudit.logs.shape import clean
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.taxonomy import ACTIVITIES

HEADER = Decision._fields
_GUARDED = ("=", "+", "-", "@", "\t", "\r")
_LARGEST = 64 * 1024 * 1024


def read_decisions(path: str) -> list[Decision]:
    """Read decisions; rows whose activity is still empty are left out.

    Args:
        path: a decisions file, or one that ``review --export`` wrote.

    Raises:
        FaceauditError: it cannot be read, or an activity in it is none.
    """
    (source,) = open_sources([path])
    if source.size > _LARGEST:
        raise FaceauditError("the decisions are larger than 64 MB.", "Is this the right file?", file=path)
    source.find_encoding(None)
    dialect = find_dialect(source, delimiter=None, header_row=None, given={name: name for name in HEADER})
    names = [name.strip().casefold() for name in dialect.header]
    for wanted in ("text", "activity"):
        if wanted not in names:
            raise FaceauditError(
                f"there is no column {quote(wanted)}.", f"Its columns are {', '.join(HEADER)}.", file=path, line=1
            )
    places = {name: names.index(name) for name in HEADER if name in names}
    found = (_decision(source, record, places) for record in read_records(source, dialect))
    return [decision for decision in found if decision is not None]


def _decision(source: Source, record: Record, places: dict[str, int]) -> Decision | None:
    if record.fault:
        raise FaceauditError(
            f"the row {record.fault}.", "Write a quote inside a cell twice.", file=source.name, line=record.line
        )
    told = {name: clean(record.cells[at]) if at < len(record.cells) else "" for name, at in places.items()}
    if not told["activity"] or not (told["text"] or told.get("activity_type")):
        return None
    activity = told["activity"].casefold().replace(" ", "-")
    if activity not in ACTIVITIES:
        import difflib

        close = difflib.get_close_matches(activity, list(ACTIVITIES), n=1)
        remedy = f"Did you mean {close[0]}?" if close else f"Activities are {', '.join(ACTIVITIES)}."
        raise FaceauditError(
            f"{quote(told['activity'])} is no activity.", remedy, file=source.name, line=record.line, column="activity"
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
