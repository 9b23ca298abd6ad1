"""How right the sorting of a log is, measured on a sample that a person checked.

Shares are estimated from the weights of the sample, each entry standing for the time it was drawn for (Horvitz and
Thompson 1952, as a ratio), and, by weight over own time, for the entries it was drawn for. The range is Wilson's (1927)
at 95 %, on the effective sample size of Kish (1965): the square of the summed weights over the sum of their squares.
Entries that were in for certain stand for nobody else where the whole sample is checked: they count as they are, and
the range is that of the others.

Knows nothing of files, and of chance only what the weights tell.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from faceaudit.taxonomy import CATEGORIES, SIDES, UNCERTAIN, category_of
from faceaudit.units import share

_Z = 1.959963984540054
"""Standard deviations to either side that hold 95 % of a normal distribution."""


class Checked(NamedTuple):
    """An entry of the sample, as it was sorted and as a person sorted it."""

    line: int
    """Line of the sample it stands on."""
    source: str
    """File and line of the log it comes from."""
    words: str
    weight: int
    """Time it stands for, in milliseconds."""
    ms: int
    """Its own time, in milliseconds."""
    is_open: bool
    """It was left uncertain; ``guess`` is then the likeliest."""
    guess: str
    """Activity id it was sorted into."""
    truth: str
    """Category id, or one of ``SIDES``; ``uncertain`` where it cannot be told whether it was selling."""
    truth_activity: str = ""
    """Activity id, where the person named one."""
    number: int | None = None
    """Its number in the random order in which the sample is to be checked; None where that is not told."""

    @property
    def guessed(self) -> str:
        """Category id of the guess, open or not."""
        return category_of(self.guess)

    @property
    def sorted(self) -> str:
        """Category id under which its time counts."""
        return UNCERTAIN if self.is_open else self.guessed

    @property
    def is_right(self) -> bool:
        """Whether the category is right, uncertain or not; the side, where the truth tells no more."""
        return self.is_side_right if self.truth in SIDES else self.guessed == self.truth

    @property
    def is_side_right(self) -> bool:
        """Whether the side is right: selling, not selling, no working time."""
        return _side(self.guessed) == _side(self.truth)


class Estimate(NamedTuple):
    """A share of the log as the sample tells it, and the range that holds it in 95 of 100 samples."""

    share: float
    low: float
    high: float


class Measure(NamedTuple):
    """How often something is right."""

    right: int
    """Entries of the sample."""
    of: int
    """Entries of the sample that it is asked of."""
    time: Estimate | None
    """Share of the time; None where nothing could be asked."""
    entries: Estimate | None
    """Share of the entries."""


class SellingShare(NamedTuple):
    """Selling share of the time the sample stands for; None where none of it is work."""

    truth: float | None
    likeliest: float | None
    """With every entry sorted into its likeliest activity."""
    low: float | None
    """With all that is uncertain not selling."""
    high: float | None
    """With all that is uncertain selling."""

    @property
    def off(self) -> float | None:
        """How far the sorting is above the truth; below it where negative."""
        return None if self.truth is None or self.likeliest is None else self.likeliest - self.truth


class Accuracy(NamedTuple):
    """What a checked sample says of the sorting.

    Entries whose truth is ``uncertain`` have no right side: they count in no measure.
    """

    checked: Sequence[Checked]
    left_out: int
    """Entries of the sample that nobody checked."""
    stands_for: int
    """Time the whole sample stands for, in milliseconds."""
    category: Measure
    """Category right, uncertain entries by their likeliest activity; of the entries for which the person named one."""
    side: Measure
    """Side right, of the entries that were decided."""
    activity: Measure
    """Activity right, of the entries for which the person named one."""
    selling: SellingShare

    @property
    def open_in_truth(self) -> int:
        """Entries of which the person too could not tell."""
        return sum(one.truth == UNCERTAIN for one in self.checked)

    @property
    def is_random(self) -> bool:
        """The checked entries are drawn at random: all of the sample, or the first ones of its random order."""
        numbers = {one.number for one in self.checked}
        return not self.left_out if None in numbers else numbers == set(range(1, len(self.checked) + 1))

    @property
    def wrong(self) -> list[Checked]:
        """Entries in the wrong category, those that stand for most time first."""
        found = [one for one in self.checked if one.truth != UNCERTAIN and not one.is_right]
        return sorted(found, key=lambda one: (-one.weight, one.line))

    def confusions(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Give entries of the sample, and the time they stand for, by truth and by the category they count under."""
        entries, time = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for one in self.checked:
            entries[one.truth, one.sorted] += 1
            time[one.truth, one.sorted] += one.weight
        order = [(truth, into) for truth in (*CATEGORIES, *SIDES) for into in CATEGORIES]
        return {pair: (entries[pair], time[pair]) for pair in order if entries[pair]}


def measure(checked: Sequence[Checked], unchecked: Sequence[int]) -> Accuracy:
    """Measure the sorting.

    Args:
        checked: the entries of the sample that a person checked.
        unchecked: weights of the others, in milliseconds: the checked ones then stand for these too.
    """
    plain = [one for one in checked if one.truth != UNCERTAIN]
    placed = [one for one in plain if one.truth not in SIDES]
    decided = [one for one in plain if not one.is_open]
    named = [one for one in plain if one.truth_activity]
    whole = not unchecked
    return Accuracy(
        checked,
        len(unchecked),
        sum(one.weight for one in checked) + sum(unchecked),
        _measure(placed, lambda one: one.is_right, whole=whole),
        _measure(decided, lambda one: one.is_side_right, whole=whole),
        _measure(named, lambda one: one.guess == one.truth_activity, whole=whole),
        _selling(plain),
    )


def _side(name: str) -> tuple[bool, bool]:
    """Tell of a category or a side whether it is selling, and whether it is working time."""
    return (SIDES[name], True) if name in SIDES else (CATEGORIES[name].selling, CATEGORIES[name].working)


def _measure(asked: Sequence[Checked], is_right: Callable[[Checked], bool], *, whole: bool) -> Measure:
    right = [is_right(one) for one in asked]
    doubtful = [not whole or one.weight != one.ms for one in asked]
    by_time = [Fraction(one.weight) for one in asked]
    by_entries = [Fraction(one.weight, one.ms) for one in asked]
    return Measure(sum(right), len(right), *(estimate(by, right, doubtful) for by in (by_time, by_entries)))


def estimate(weights: Sequence[Fraction], right: Sequence[bool], doubtful: Sequence[bool]) -> Estimate | None:
    """Estimate a share, with Wilson's range at 95 % on the effective sample size.

    Args:
        weights: what each entry stands for.
        right: whether it is counted in the share.
        doubtful: whether it stands for others that nobody looked at.

    Returns:
        None where there is no entry.
    """
    total = sum(weights)
    if not total:
        return None
    each = list(zip(weights, right, doubtful, strict=True))
    counted = sum((weight for weight, is_right, _ in each if is_right), Fraction(0))
    found = float(counted / total)
    drawn = sum((weight for weight, _, is_drawn in each if is_drawn), Fraction(0))
    if not drawn:
        return Estimate(found, found, found)
    right_of_drawn = sum((weight for weight, is_right, is_drawn in each if is_right and is_drawn), Fraction(0))
    squares = sum(weight * weight for weight, _, is_drawn in each if is_drawn)
    ends = wilson(float(right_of_drawn / drawn), float(drawn * drawn / squares))
    low, high = (float((counted - right_of_drawn + drawn * Fraction(end)) / total) for end in ends)
    return Estimate(found, min(low, found), max(high, found))


def wilson(part: float, size: float) -> tuple[float, float]:
    """Give the range of Wilson's score interval at 95 %.

    Args:
        part: the share that was found.
        size: the number of independent draws it was found in; need not be whole.
    """
    square = _Z * _Z / size
    middle = (part + square / 2) / (1 + square)
    reach = _Z / (1 + square) * math.sqrt(part * (1 - part) / size + square / (4 * size))
    return min(max(middle - reach, 0.0), part), max(min(middle + reach, 1.0), part)


def _selling(plain: Sequence[Checked]) -> SellingShare:
    def time(holds: Callable[[Checked], bool]) -> int:
        return sum(one.weight for one in plain if holds(one))

    vague = time(lambda one: one.is_open)
    sold = time(lambda one: not one.is_open and CATEGORIES[one.guessed].selling)
    worked = time(lambda one: one.is_open or CATEGORIES[one.guessed].working)
    return SellingShare(
        share(time(lambda one: _side(one.truth)[0]), time(lambda one: _side(one.truth)[1])),
        share(time(lambda one: CATEGORIES[one.guessed].selling), time(lambda one: CATEGORIES[one.guessed].working)),
        share(sold, worked),
        share(sold + vague, worked),
    )
