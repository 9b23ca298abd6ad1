"""Figures of a trial: shares of right verdicts, by entries and by people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from faceaudit.taxonomy import ACTIVITIES, CATEGORIES, EXCLUDED, UNCERTAIN, UNCLEAR, category_of

_BINS = 10
SELLING = "selling"
_NOTSELLING = "not selling"


class Judged(NamedTuple):
    """A labelled entry and what became of it."""

    kind: str
    writer: str
    minutes: float
    truth: str
    guess: str
    open: bool
    certainty: int
    second: str = ""
    """The activity that the labeller found about as right; empty where there is none."""


def measure(judged: Sequence[Judged]) -> dict[str, object]:
    """Give the figures of a set: shares from 0 to 1, rounded to four places, and counts.

    Entries labelled ``unclear`` have no right side; they count only in the shares of time and of the open.
    """
    plain = [item for item in judged if item.truth != UNCLEAR]
    vague = [item for item in judged if item.truth == UNCLEAR]
    decided = [item for item in plain if not item.open]
    return {
        "entries": len(judged),
        "people": len({item.writer for item in judged}),
        "category_right": _share(_category_right(item) for item in plain),
        "category_right_or_second": _share(_category_right(item) or _second_right(item) for item in plain),
        "activity_right": _share(item.truth == item.guess for item in plain),
        "selling_or_not_right": _share(_side_right(item) for item in plain),
        "decided_share_of_time": _ratio(_time(item for item in judged if not item.open), _time(judged)),
        "decided_right": _share(_side_right(item) for item in decided),
        "unclear_left_open": _share(item.open for item in vague),
        **_people(judged),
        "calibration": _calibration(plain),
    }


def _category_right(item: Judged) -> bool:
    return category_of(item.truth) == category_of(item.guess)


def _second_right(item: Judged) -> bool:
    return item.second in ACTIVITIES and category_of(item.second) == category_of(item.guess)


def side_of(activity: str) -> str:
    """Give the side of an activity: selling, not selling, or the category itself (excluded, uncertain)."""
    category = CATEGORIES[category_of(activity)]
    if category.selling:
        return SELLING
    return category.id if category.id in (EXCLUDED, UNCERTAIN) else _NOTSELLING


def _side_right(item: Judged) -> bool:
    return side_of(item.truth) == side_of(item.guess)


def _time(items: Iterable[Judged]) -> float:
    return sum(item.minutes for item in items)


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _share(truths: Iterable[bool]) -> float | None:
    found = list(truths)
    return _ratio(sum(found), len(found))


def _people(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Give how far a person's selling share is off, and how often the printed range holds it.

    The share is measured on entries that are not labelled unclear; the guess sorts every one of them.
    """
    entries: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        if item.truth != UNCLEAR:
            entries[item.writer].append(item)
    errors, held, wronged = [], [], []
    for items in entries.values():
        truth = _selling_share([(item.truth, item.minutes) for item in items])
        guess = _selling_share([(item.guess, item.minutes) for item in items])
        if truth is None or guess is None:
            continue
        low, high = _selling_range(items)
        errors.append(abs(truth - guess))
        held.append(low <= truth + 1e-9 and truth <= high + 1e-9)
        wronged.append(truth > high + 1e-9)
    return {
        "share_error": _ratio(sum(errors), len(errors)),
        "range_holds": _share(held),
        "truth_above_range": _share(wronged),
    }


def _selling_share(items: Sequence[tuple[str, float]]) -> float | None:
    working = sum(minutes for activity, minutes in items if side_of(activity) != EXCLUDED)
    selling = sum(minutes for activity, minutes in items if side_of(activity) == SELLING)
    return selling / working if working else None


def _selling_range(items: Sequence[Judged]) -> tuple[float, float]:
    """Give the selling share with all that is open counted as not selling, and as selling."""
    working = _time(item for item in items if item.open or side_of(item.guess) != EXCLUDED)
    selling = _time(item for item in items if not item.open and side_of(item.guess) == SELLING)
    unsure = _time(item for item in items if item.open)
    return (selling / working, (selling + unsure) / working) if working else (0.0, 1.0)


def _calibration(judged: Sequence[Judged]) -> list[dict[str, float | int | None]]:
    table = []
    for low in range(0, 1000, 1000 // _BINS):
        inside = [item for item in judged if low <= min(item.certainty, 999) < low + 1000 // _BINS]
        if inside:
            said = sum(item.certainty for item in inside) / len(inside) / 1000
            right = _share(_side_right(item) for item in inside)
            table.append({"from": low, "entries": len(inside), "said": round(said, 4), "right": right})
    return table
