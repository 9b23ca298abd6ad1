"""The file of a sample: what ``classify --sample`` writes and a person fills in.

Knows nothing of what is made of it.
"""

import contextlib
import difflib
import re
from collections.abc import Sequence

from faceaudit.accuracy import Accuracy, Checked, measure
from faceaudit.classified import ACTIVITY, CATEGORY, DURATION, NUMBER, OPEN_MARK, SEALED, SOURCE, TRUTH, WEIGHT
from faceaudit.errors import FaceauditError, quote, raise_all
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

_NEEDED = (WEIGHT.key, DURATION.key, TRUTH.key)
_READ = (*_NEEDED, *(column.key for column in (CATEGORY, ACTIVITY, SEALED, SOURCE, NUMBER)))
_ACCEPTED = (
    f"the id of an activity (the README lists them), of a category ({', '.join(CATEGORIES)}), or just"
    f" {' or '.join(SIDES)}; {UNCERTAIN} where nobody can tell."
)
_DRAW = "Draw a sample with faceaudit classify LOG --sample 50 --blind -o sample.csv."
_NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,3}))?")
"""Seconds, with thousandths at most; where a comma is written for the point, it is one."""
_LEAVE = "Leave this column as faceaudit wrote it."
_CLOSE = 0.8
"""How much alike words are that may be a slip of the pen for each other, of 1; less alike ones mislead."""
_LEAVE_ALL = f"{_LEAVE} What the entry was goes into the column {TRUTH.key}."
_OF_WORDS = ("activity", "notes", "activity_type")


def read_sample(path: str) -> Accuracy:
    """Read a sample that a person filled in, in whatever way a spreadsheet saved it, and measure the sorting by it.

    Args:
        path: the file, blind or not; rows whose truth is empty are left out, and counted.

    Raises:
        FaceauditError: it cannot be read, it is no sample, a truth in it is none, or none is filled in.
    """
    sheet = Sheet(path, "sample", columns=_READ, needed=_NEEDED, remedy=_DRAW)
    is_blind = _is_blind(sheet)
    words_at = _find_words(sheet.header)
    checked: list[Checked] = []
    unchecked: list[int] = []
    faults: list[FaceauditError] = []
    lines: dict[int, int] = {}
    for row in sheet.rows():
        try:
            one = _read_row(sheet, row, words_at, is_blind=is_blind)
            _refuse_twice(sheet, one, lines)
        except FaceauditError as fault:
            faults.append(fault)
            continue
        if one.truth:
            checked.append(one)
        else:
            unchecked.append(one.weight)
    raise_all(faults, "row")
    if all(one.truth == UNCERTAIN for one in checked):
        problem, remedy = "no truth is filled in.", f"Write there {_ACCEPTED}"
        if checked:
            problem, remedy = "every truth is uncertain, which measures nothing.", "Check more of the sample."
        raise FaceauditError(problem, remedy, file=sheet.name, column=TRUTH.key)
    return measure(checked, unchecked)


def _is_blind(sheet: Sheet) -> bool:
    """Tell whether what each entry was sorted into is sealed, not plain.

    Raises:
        FaceauditError: it is neither there.
    """
    names = {name.strip().casefold() for name in sheet.header}
    if SEALED.key in names:
        return True
    for column in (CATEGORY, ACTIVITY):
        if column.key not in names:
            raise FaceauditError(f"there is no column {quote(column.key)}.", _DRAW, file=sheet.name)
    return False


def _read_row(sheet: Sheet, row: Row, words_at: Sequence[int], *, is_blind: bool) -> Checked:
    told = row.told
    guess, is_open = (_opened if is_blind else _shown)(sheet, row)
    truth = _known(told[TRUTH.key], sheet, row) if told[TRUTH.key] else ""
    number = told.get(NUMBER.key, "")
    weight, ms = (_milliseconds(sheet, row, column.key) for column in (WEIGHT, DURATION))
    if weight < ms:
        problem = f"{quote(told[WEIGHT.key])} is less than the seconds of the entry itself."
        raise FaceauditError(problem, _LEAVE, file=sheet.name, line=row.line, column=WEIGHT.key)
    words = (" ".join(clean(row.cells[at]).split()) for at in words_at if at < len(row.cells))
    return Checked(
        line=row.line,
        source=told.get(SOURCE.key, ""),
        words=next((text for text in words if text), ""),
        weight=weight,
        ms=ms,
        is_open=is_open,
        guess=guess,
        truth=category_of(truth) if truth in ACTIVITIES else truth,
        truth_activity=truth if truth in ACTIVITIES and truth != UNCLEAR else "",
        number=int(number) if number.isascii() and number.isdecimal() else None,
    )


def _refuse_twice(sheet: Sheet, one: Checked, lines: dict[int, int]) -> None:
    """Note on which line a number stands.

    Raises:
        FaceauditError: it stands on another one too.
    """
    if one.number is None:
        return
    first = lines.setdefault(one.number, one.line)
    if first != one.line:
        problem = f"number {one.number} stands on line {first} too."
        remedy = "Take one of them out; score samples singly."
        raise FaceauditError(problem, remedy, file=sheet.name, line=one.line, column=NUMBER.key)


def _opened(sheet: Sheet, row: Row) -> tuple[str, bool]:
    """Give the activity that an entry was sorted into, as it was sealed, and whether it was left uncertain.

    Raises:
        FaceauditError: the cell is not as faceaudit wrote it.
    """
    code = row.told[SEALED.key]
    with contextlib.suppress(ValueError):
        activity, mark, _ = unseal(code).partition(OPEN_MARK)
        if activity in ACTIVITIES:
            return activity, bool(mark)
    problem = f"{quote(code)} does not tell what the entry was sorted into."
    raise FaceauditError(problem, _LEAVE, file=sheet.name, line=row.line, column=SEALED.key)


def _shown(sheet: Sheet, row: Row) -> tuple[str, bool]:
    """Give the same where it is plain.

    Raises:
        FaceauditError: the cells are not as faceaudit wrote them, such as where the truth was written over them.
    """
    told = {column.key: row.told[column.key] for column in (CATEGORY, ACTIVITY)}
    category, activity = find_category(told[CATEGORY.key]), find_activity(told[ACTIVITY.key])
    if activity and category in (UNCERTAIN, category_of(activity)):
        return activity, category == UNCERTAIN
    column = CATEGORY.key if activity else ACTIVITY.key
    problem = f"{quote(told[column])} does not tell what the entry was sorted into."
    if category and activity:
        problem = f"{quote(told[column])} is not the category of {quote(told[ACTIVITY.key])}."
    raise FaceauditError(problem, _LEAVE_ALL, file=sheet.name, line=row.line, column=column)


def _known(value: str, sheet: Sheet, row: Row) -> str:
    """Give the id of the activity, the category or the side that a truth names, by id or title.

    Raises:
        FaceauditError: there is none of that name; with the nearest one.
    """
    found = find_activity(value) or find_category(value) or find_side(value)
    if found:
        return found
    close = difflib.get_close_matches(value.casefold(), [*CATEGORIES, *ACTIVITIES, *SIDES], n=1, cutoff=_CLOSE)
    remedy = f"Did you mean {close[0]}?" if close else f"Write {_ACCEPTED}"
    problem = f"{quote(value)} is no activity and no category."
    raise FaceauditError(problem, remedy, file=sheet.name, line=row.line, column=TRUTH.key)


def _milliseconds(sheet: Sheet, row: Row, column: str) -> int:
    value = row.told[column]
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
