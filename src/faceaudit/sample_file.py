"""The file of a sample: what ``classify --sample`` writes and a person fills in.

Knows nothing of what is made of it.
"""

import contextlib
import difflib
import re
from collections.abc import Sequence

from faceaudit.accuracy import Accuracy, Checked, measure
from faceaudit.classified import NUMBER, OPEN_MARK, SAMPLED
from faceaudit.errors import FaceauditError, Faults, quote
from faceaudit.logs.columns import understand
from faceaudit.logs.shape import clean
from faceaudit.seals import unseal
from faceaudit.sheets import Row, Sheet
from faceaudit.taxonomy import (
    ACTIVITIES,
    CATEGORIES,
    SIDES,
    UNCERTAIN,
    UNCLEAR,
    category_of,
    find_activity,
    find_category,
    find_side,
)
from faceaudit.units import MS_PER_SECOND

_SEALED, _SECONDS, _SOURCE, _WEIGHT, _TRUTH = (column.key for column in SAMPLED)
_NEEDED = (_SEALED, _SECONDS, _WEIGHT, _TRUTH)
_ACCEPTED = (
    f"the id of an activity (the README lists them), of a category ({', '.join(CATEGORIES)}),"
    f" or just {' or '.join(SIDES)}."
)
_DRAW = "Draw a sample with faceaudit classify LOG --sample 50 -o sample.csv."
_NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,3}))?")
"""Seconds, with thousandths at most; where a comma is written for the point, it is one."""
_LEAVE = "Leave this column as faceaudit wrote it."
_OF_WORDS = ("activity", "notes", "activity_type")


def read_sample(path: str) -> Accuracy:
    """Read a sample that a person filled in, in whatever way a spreadsheet saved it, and measure the sorting by it.

    Args:
        path: the file; rows whose truth is empty are left out, and counted.

    Raises:
        FaceauditError: it cannot be read, it is no sample, a truth in it is none, or none is filled in.
    """
    sheet = Sheet(path, "sample", columns=(*_NEEDED, _SOURCE, NUMBER.key), needed=_NEEDED, remedy=_DRAW)
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
        raise FaceauditError(problem, f"Write there {_ACCEPTED}", file=sheet.name, column=_TRUTH)
    return measure(checked, unchecked)


def _read_row(sheet: Sheet, row: Row, words_at: Sequence[int]) -> Checked:
    told = row.told
    activity, mark, _ = _opened(told[_SEALED], sheet, row).partition(OPEN_MARK)
    truth = _known(told[_TRUTH], sheet, row) if told[_TRUTH] else ""
    number = told.get(NUMBER.key, "")
    words = (" ".join(clean(row.cells[at]).split()) for at in words_at if at < len(row.cells))
    return Checked(
        line=row.line,
        source=told.get(_SOURCE, ""),
        words=next((text for text in words if text), ""),
        weight=_milliseconds(told[_WEIGHT], sheet, row, _WEIGHT),
        ms=_milliseconds(told[_SECONDS], sheet, row, _SECONDS),
        is_open=bool(mark),
        guess=activity,
        truth=category_of(truth) if truth in ACTIVITIES else truth,
        truth_activity=truth if truth in ACTIVITIES and truth != UNCLEAR else "",
        number=int(number) if number.isascii() and number.isdecimal() else None,
    )


def _opened(code: str, sheet: Sheet, row: Row) -> str:
    """Give what an entry was sorted into, as it was sealed.

    Raises:
        FaceauditError: the cell is not as faceaudit wrote it.
    """
    with contextlib.suppress(ValueError):
        word = unseal(code)
        if word.removesuffix(OPEN_MARK) in ACTIVITIES:
            return word
    problem = f"{quote(code)} does not tell what the entry was sorted into."
    raise FaceauditError(problem, _LEAVE, file=sheet.name, line=row.line, column=_SEALED)


def _known(value: str, sheet: Sheet, row: Row) -> str:
    """Give the id of the activity, the category or the side that a truth names, by id or title.

    Raises:
        FaceauditError: there is none of that name; with the nearest one.
    """
    found = find_activity(value) or find_category(value) or find_side(value)
    if found:
        return found
    close = difflib.get_close_matches(value.casefold(), [*CATEGORIES, *ACTIVITIES, *SIDES], n=1)
    remedy = f"Did you mean {close[0]}?" if close else f"Write {_ACCEPTED}"
    problem = f"{quote(value)} is no activity and no category."
    raise FaceauditError(problem, remedy, file=sheet.name, line=row.line, column=_TRUTH)


def _milliseconds(value: str, sheet: Sheet, row: Row, column: str) -> int:
    match = _NUMBER.fullmatch(value)
    ms = int(match[1]) * MS_PER_SECOND + int((match[2] or "").ljust(3, "0")) if match else 0
    if not ms:
        raise FaceauditError(
            f"{quote(value)} is no time in seconds.", _LEAVE, file=sheet.name, line=row.line, column=column
        )
    return ms


def _find_words(header: Sequence[str]) -> list[int]:
    """Find the columns that say what was done, the plainest first; only to show them."""
    with contextlib.suppress(FaceauditError):
        of = understand(header, {}).of
        return [of[meaning] for meaning in _OF_WORDS if meaning in of]
    return []
