"""Decisions as a CSV file: one line each, in the order of their words, so that two people's files merge in git.

Read as any log is: in whatever encoding and with whatever delimiter a spreadsheet saved it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from faceaudit.errors import FaceauditError, Note, quote, raise_all
from faceaudit.logs.date_orders import OrderEvidence
from faceaudit.logs.moments import read_moment
from faceaudit.scoring.decisions import Decision, DecisionBook, Likeness, likeness_of
from faceaudit.sheets import Sheet
from faceaudit.taxonomy import ACTIVITIES, activities_of, find_activity, find_category, suggest
from faceaudit.units import count_of

HEADER = Decision._fields
READINGS = ("reading_1", "reading_2")
"""Columns of an export that tell which activities were offered."""
_GUARDED = ("=", "+", "-", "@", "\t", "\r")
_LOST = re.compile(r"\ufffd|\w\?+\w|\?{3}")
"""What a spreadsheet leaves of letters that it cannot write."""
_NAMED = 10
_NEEDED = ("text", "activity")
_NUMBERS = ("1", "2")
"""Answers that stand for the readings."""


class Filled(NamedTuple):
    """What a file of answers says."""

    decisions: list[Decision]
    left_empty: int
    """Rows without an answer."""
    notes: list[Note]
    """What looks wrong and is taken nevertheless."""


def read_decisions(path: str) -> list[Decision]:
    """Read decisions; rows whose activity is still empty are left out, and a file with nothing in it has none.

    Args:
        path: a decisions file, or one that ``review --export`` wrote.

    Raises:
        FaceauditError: it cannot be read, or activities in it are none; all of them are named.
    """
    found, _, faults, _ = _read(path)
    raise_all(faults, "row")
    return [decision for _, decision in found]


def read_answers(path: str) -> Filled:
    """Read decisions as :func:`read_decisions` does, as answers of one person, who does not contradict himself.

    Raises:
        FaceauditError: what :func:`read_decisions` raises; or about the same words, type and status there are different
            answers.
    """
    found, left_empty, faults, name = _read(path)
    by_likeness: dict[Likeness, list[tuple[int, Decision]]] = {}
    for line, decision in found:
        by_likeness.setdefault(likeness_of(decision), []).append((line, decision))
    faults += [
        _contradiction(same, name) for same in by_likeness.values() if len({one.activity for _, one in same}) > 1
    ]
    raise_all(sorted(faults, key=lambda fault: fault.line or 0), "row")
    lost = [(line, decision) for line, decision in found if _LOST.search(decision.text)]
    return Filled([decision for _, decision in found], left_empty, [_note_lost(lost, name)] if lost else [])


def _read(path: str) -> tuple[list[tuple[int, Decision]], int, list[FaceauditError], str]:
    """Give the decisions with their lines, the number of rows without an answer, what is wrong, and the file's name."""
    sheet = Sheet(path, "decisions", columns=(*HEADER, *READINGS), needed=_NEEDED, may_be_empty=True)
    found: list[tuple[int, Decision]] = []
    faults: list[FaceauditError] = []
    left_empty = 0
    for line, told, _ in sheet.rows():
        said = told["activity"]
        if not said:
            left_empty += 1
            continue
        if not (told["text"] or told.get("activity_type")):
            remedy = "Write the text or the type of the entry, or take the activity out."
            faults.append(FaceauditError("the row is about no words and no type.", remedy, file=sheet.name, line=line))
            continue
        activity = said if said in ACTIVITIES else _understand(said, [told.get(name, "") for name in READINGS])
        if activity:
            found.append((line, Decision(*(activity if name == "activity" else told.get(name, "") for name in HEADER))))
        else:
            problem = f"{quote(said)} is no activity."
            faults.append(FaceauditError(problem, _remedy(said), file=sheet.name, line=line, column="activity"))
    found = _with_iso_days(found, sheet.name, faults)
    return found, left_empty, faults, sheet.name


def _with_iso_days(
    found: list[tuple[int, Decision]], name: str, faults: list[FaceauditError]
) -> list[tuple[int, Decision]]:
    """Give the decisions with their days as ISO 8601, as a spreadsheet writes them in its own way.

    Args:
        found: decisions with their lines.
        name: the file, for messages.
        faults: what is wrong; days that are none are added.

    Raises:
        FaceauditError: some days have the day first, others the month.
    """
    written = {decision.when for _, decision in found if decision.when}
    evidence = OrderEvidence()
    for when in written:
        evidence.see(when)
    order = evidence.decide("when", name).order
    days = {when: moment.day.isoformat() for when in written if (moment := read_moment(when, order))}
    for line, decision in found:
        if decision.when and decision.when not in days:
            problem, remedy = f"{quote(decision.when)} is no date.", "Write it as in 2026-03-31."
            faults.append(FaceauditError(problem, remedy, file=name, line=line, column="when"))
    return [(line, decision._replace(when=days.get(decision.when, ""))) for line, decision in found]


def _understand(said: str, readings: Sequence[str]) -> str:
    """Give the activity that an answer means; empty for none.

    Args:
        said: id or title of an activity; ``1`` or ``2`` for one of the readings that were offered; or a category that
            has one activity, or that one of the readings is of.
        readings: those that were offered.
    """
    if said in _NUMBERS:
        return find_activity(readings[_NUMBERS.index(said)])
    category = find_category(said)
    own = activities_of(category) if category else []
    offered = own if len(own) == 1 else [reading for reading in readings if reading in own]
    return find_activity(said) or (offered[0] if len(offered) == 1 else "")


def _remedy(said: str) -> str:
    return "No such reading is offered in this row; write the activity's id." if said.isdecimal() else suggest(said)


def _contradiction(same: Sequence[tuple[int, Decision]], name: str) -> FaceauditError:
    """Say which lines contradict each other."""
    (first, decision), *_ = same
    listed = ", ".join(f"{one.activity} in line {line}" for line, one in same[:_NAMED])
    more = f" and {len(same) - _NAMED} more" if len(same) > _NAMED else ""
    problem = f"{quote(decision.text or decision.activity_type)} has different answers: {listed}{more}."
    return FaceauditError(problem, "Keep one of them.", file=name, line=first, column="activity")


def _note_lost(lost: Sequence[tuple[int, Decision]], name: str) -> Note:
    """Say which texts seem to have lost letters."""
    (first, decision), *others = lost
    also = f" (also {count_of(len(others), 'other line')})" if others else ""
    return Note(
        "lost-letters",
        f"{quote(decision.text)} seems to have lost letters to ?{also}, and so may match no entry; save the file as"
        " UTF-8, and take the text from the export",
        name,
        first,
    )


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
