"""Control limits: how far one person's share may lie from the others' before it is more than ordinary difference.

Shewhart's idea, as Deming put it: inside the limits the system is the cause, outside them something special is.
The limits are for few people and many activities at once, so they are set in these steps, each measured on
simulated teams (``tests/judging/test_causes_simulated.py``, ``tests/bench/causes_power.py``):

1. Shares are compared as square roots, which makes the differences that chance brings equally large everywhere
   (Bartlett 1936; Anscombe 1948).
2. A person is held against the others only, so that nobody widens their own limit.
3. The spread of each activity is drawn towards that of all activities, as few people tell little of one
   (empirical Bayes; Smyth 2004), and towards more where it takes more of the time.
4. The largest departures of the others, in any activity, tell how far people stray in this team; their tail is
   carried on to a chance of one in two hundred for the whole team (peaks over threshold; Pickands 1975), so that the
   limit widens with the number of people and of activities.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil, exp, sqrt

ALARMS = 0.005
"""Chance, as the method reckons it, that anybody of a team is beyond a limit though nobody is out of the ordinary."""
_PRIOR = 20
"""How many people's worth the spread common to all activities weighs against that of one activity."""
_TAIL_SHARE, _LEAST_TAIL, _MOST_TAIL = 10, 30, 40
"""One in ten departures makes the tail, but no fewer and no more than these; of few departures, one in three."""
_SHARE_OF_FEW, _FEWEST = 3, 3
_OF_MEDIAN = 1.57
"""A median of a normal sample strays more than its mean: its variance is half of pi times as large."""
_RUN = 5
"""Days that follow each other without which something must still show; the fewest, too, from which it can."""
_ERRORS = 1.5
"""Standard errors by which a person's share is lowered, so that chance in their own log speaks for them."""

_LARGE, _FAR = 500, 1.2
"""Where chance expects so many entries, a fifth more than that is more than four standard deviations away."""


def middle(values: Sequence[float]) -> float:
    """Give the median."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def middle_without(ordered: Sequence[float], value: float) -> float:
    """Give the median of what remains when one value is taken out.

    Args:
        ordered: two values or more, the smallest first.
        value: one of them.
    """
    at = bisect_left(ordered, value)
    half, is_odd = divmod(len(ordered) - 1, 2)
    upper = ordered[half + (half >= at)]
    return upper if is_odd else (ordered[half - 1 + (half - 1 >= at)] + upper) / 2


def upper_limits(others: Sequence[Sequence[float]]) -> list[float]:
    """Give the limit of each activity for one more person, as a share.

    Args:
        others: a row for each of the other people (four or more), a share for each activity.
    """
    people = len(others)
    columns = [[sqrt(share) for share in column] for column in zip(*others, strict=True)]
    middles = [middle(column) for column in columns]
    spreads = _spreads(columns)
    if not any(spreads):
        return [center * center for center in middles]
    departures = [
        max(0.0, (root - center) / spread) ** 2
        for column, center, spread in zip(columns, middles, spreads, strict=True)
        for root in column
    ]
    reach = sqrt(_carry_on(sorted(departures, reverse=True), people)) * sqrt(1 + _OF_MEDIAN / people)
    return [min(1.0, center + reach * spread) ** 2 for center, spread in zip(middles, spreads, strict=True)]


def _spreads(columns: Sequence[Sequence[float]]) -> list[float]:
    """Give the standard deviation of each column, drawn towards that of all."""
    variances = [_variance(column) for column in columns]
    common = sum(variances) / len(variances)
    freedom = len(columns[0]) - 1
    return [sqrt((_PRIOR * common + freedom * own) / (_PRIOR + freedom)) for own in variances]


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _carry_on(departures: Sequence[float], others: int) -> float:
    """Give the departure that is beyond all of one more person's but for a small chance.

    The excesses of the largest departures over the next one are taken as exponential. With k of them, of which the
    mean is e, a further one is beyond t with the chance (1 + t / (k e)) ** -k, as e is only estimated.
    """
    most = min(_MOST_TAIL, max(_FEWEST, len(departures) // _SHARE_OF_FEW))
    tail = min(most, max(_LEAST_TAIL, len(departures) // _TAIL_SHARE))
    start = departures[tail]
    mean = sum(departures[:tail]) / tail - start
    chances = tail * (others + 1) / (others * ALARMS)
    growth: float = chances ** (1 / tail) - 1
    return start + mean * tail * growth


def sure_share(days: Sequence[tuple[int, int]]) -> float:
    """Give the share that a person spends on something for sure, by how much it differs from day to day.

    It is one and a half standard errors below the share (ratio of sums; Cochran 1977), and no more than the share
    without any five days that follow each other, or half of the days where they are fewer than ten: neither one day
    nor one week is a habit. Of fewer than five days nothing is sure.

    Args:
        days: time on it and working time of each day worked, in milliseconds, in order.
    """
    part, whole = (sum(column) for column in zip(*days, strict=True)) if days else (0, 0)
    number = len(days)
    if number < _RUN or not part:
        return 0.0
    share = part / whole
    squares = sum((on_it - share * worked) ** 2 for on_it, worked in days)
    error = sqrt(squares * number / (number - 1)) / whole
    length = min(_RUN, number // 2)
    runs = [days[at : at + length] for at in range(number - length + 1)]
    without_a_run = min(_share_without(run, part, whole) for run in runs)
    return max(0.0, min(share - _ERRORS * error, without_a_run))


def _share_without(days: Sequence[tuple[int, int]], part: int, whole: int) -> float:
    """Give the share of what is left without these days."""
    left_on_it, left_of_whole = part - sum(on_it for on_it, _ in days), whole - sum(worked for _, worked in days)
    return left_on_it / left_of_whole


def chance_of_reaching(share: float, wanted: float, entries: float) -> float:
    """Give the chance that somebody comes to a share though their true one is smaller (Poisson).

    Args:
        share: true share.
        wanted: share to come to.
        entries: entries that would make up the whole working time, all of ordinary length.
    """
    mean, least = share * entries, ceil(wanted * entries - 1e-9)
    if mean > _LARGE:
        return float(wanted < _FAR * share)
    term, below = exp(-mean), 0.0
    for number in range(least):
        below += term
        term *= mean / (number + 1)
    return max(0.0, 1 - below)


def chance_of_so_many(chances: Sequence[float], number: int) -> float:
    """Give the chance that at least so many of independent things happen, each with a chance of its own."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            (exactly[i] * (1 - chance) if i < len(exactly) else 0.0) + (exactly[i - 1] * chance if i else 0.0)
            for i in range(len(exactly) + 1)
        ]
    return sum(exactly[number:])
