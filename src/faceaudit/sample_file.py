"""The file of a sample: what ``classify --sample`` writes and a person fills in.

Knows nothing of what is made of it.
"""

import contextlib
import difflib
import re
from collections.abc import Sequence

from faceaudit.accuracy import Accuracy, Checked, measure
from faceaudit.classified import SAMPLED
from faceaudit.errors import FaceauditError, Faults, quote
from faceaudit.logs.columns import OWN_PREFIX, understand
from faceaudit.logs.shape import clean
from faceaudit.sheets import Row, Sheet
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES, UNCERTAIN, UNCLEAR, category_of
from faceaudit.units import MS_PER_SECOND

_WEIGHT, _TRUTH = (column.key for column in SAMPLED)
_CATEGORY, _ACTIVITY, _SECONDS, _SOURCE = (
    f"{OWN_PREFIX}{name}" for name in ("category", "activity", "seconds", "source")
)
_NEEDED = (_CATEGORY, _ACTIVITY, _SECONDS, _WEIGHT, _TRUTH)
_DRAW = "Draw a sample with faceaudit classify LOG --sample 50 -o sample.csv."
_NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,3}))?")
"""Seconds, with thousandths at most; where a comma is written for the point, it is one."""
_OF_WORDS = ("activity", "notes", "activity_type")


def read_sample(path: str) -> Accuracy:
    """Read a sample that a person filled in, in whatever way a spreadsheet saved it, and measure the sorting by it.

    Args:
        path: the file; rows whose truth is empty are left out, and counted.

    Raises:
        FaceauditError: it cannot be read, it is no sample, a truth in it is none, or none is filled in.
    """
    sheet = Sheet(path, "sample", columns=(*_NEEDED, _SOURCE), needed=_NEEDED, remedy=_DRAW)
    words_at = _find_words(sheet.header)
    checked: list[Checked] = []
    unchecked: list[int] = []
    faults: list[FaceauditError] = []
    for row in sheet.rows():
        try:
            one = _read_row(sheet, row, words_at)
        except FaceauditError as fault:
            faults.append(fault)
            continue
        if one.truth:
            checked.append(one)
        else:
            unchecked.append(one.weight)
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)
    if all(one.truth == UNCERTAIN for one in checked):
        problem = "every truth is uncertain." if checked else "no truth is filled in."
        remedy = f"Write the id of an activity or of a category there: {', '.join(CATEGORIES)}."
        raise FaceauditError(problem, remedy, file=sheet.name, column=_TRUTH)
    return measure(checked, unchecked)


def _read_row(sheet: Sheet, row: Row, words_at: Sequence[int]) -> Checked:
    told = row.told
    category, activity = (_known(told[name], sheet, row, name) for name in (_CATEGORY, _ACTIVITY))
    truth = _known(told[_TRUTH], sheet, row, _TRUTH) if told[_TRUTH] else ""
    words = (" ".join(clean(row.cells[at]).split()) for at in words_at if at < len(row.cells))
    return Checked(
        line=row.line,
        source=told.get(_SOURCE, ""),
        words=next((text for text in words if text), ""),
        weight=_milliseconds(told[_WEIGHT], sheet, row, _WEIGHT),
        ms=_milliseconds(told[_SECONDS], sheet, row, _SECONDS),
        is_open=category == UNCERTAIN,
        guess=activity,
        truth=truth if truth in CATEGORIES or not truth else category_of(truth),
        truth_activity=truth if truth in ACTIVITIES and truth != UNCLEAR else "",
    )


def _known(value: str, sheet: Sheet, row: Row, column: str) -> str:
    """Give the id that a cell names: of a category, of an activity, or in the truth of either.

    Raises:
        FaceauditError: there is none of that name; with the nearest one.
    """
    ids = {_CATEGORY: [*CATEGORIES], _ACTIVITY: [*ACTIVITIES]}.get(column, [*CATEGORIES, *ACTIVITIES])
    name = "-".join(value.casefold().replace("_", " ").replace("-", " ").split())
    if name in ids:
        return name
    close = difflib.get_close_matches(name, ids, n=1)
    remedy = f"Did you mean {close[0]}?" if close else f"Such as {', '.join(ids[:5])}; the README lists all."
    kind = {_CATEGORY: "category", _ACTIVITY: "activity"}.get(column, "activity and no category")
    raise FaceauditError(f"{quote(value)} is no {kind}.", remedy, file=sheet.name, line=row.line, column=column)


def _milliseconds(value: str, sheet: Sheet, row: Row, column: str) -> int:
    match = _NUMBER.fullmatch(value)
    ms = int(match[1]) * MS_PER_SECOND + int((match[2] or "").ljust(3, "0")) if match else 0
    if not ms:
        problem, remedy = f"{quote(value)} is no time in seconds.", "Leave this column as faceaudit wrote it."
        raise FaceauditError(problem, remedy, file=sheet.name, line=row.line, column=column)
    return ms


def _find_words(header: Sequence[str]) -> list[int]:
    """Find the columns that say what was done, the plainest first; only to show them."""
    with contextlib.suppress(FaceauditError):
        of = understand(header, {}).of
        return [of[meaning] for meaning in _OF_WORDS if meaning in of]
    return []
