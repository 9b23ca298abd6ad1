"""Before and after: how a person's selling share differs between two logs, and what is clear of it.

Percentile bootstrap: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapters 8 and 13; expanded
for few days after T. C. Hesterberg, What Teachers Should Know About the Bootstrap (2015).
"""

from collections.abc import Iterable, Sequence
from math import erfc, sqrt
from random import Random
from typing import NamedTuple

from faceaudit.judging.flags import Judgement
from faceaudit.judging.privacy import find_small
from faceaudit.judging.splits import Split, split_sums
from faceaudit.judging.trends import EVERYBODY, HIGHER, LOWER, PERSON, TEAM, middle_of
from faceaudit.tally import Key, Sum, Tally
from faceaudit.units import WHOLE

NO_CLEAR_DIFFERENCE = "no-clear-difference"
TOO_FEW_DAYS = "too-few-days"
ONLY_NOW = "only-now"
ONLY_BASE = "only-base"

LEAST_DAYS = 5
"""Days with working time, in each of the two logs, below which nothing is said."""
DRAWS = 2_000
"""How many times the days are drawn again."""
_Z = 1.959964
"""The normal distribution has 2.5 % beyond it."""
_BITS = 60
"""Room for each of the three times in a packed number: more milliseconds than any log holds, so that none overflows."""
_FIELD = (1 << _BITS) - 1


class Difference(NamedTuple):
    """A person, a team or everybody in both logs; shares in millionths of working time."""

    kind: str
    name: str
    """Name of the person or the team; empty for everybody and for people of no team."""
    team: str
    threshold: int | None
    """Target in millionths; None where it is the default."""
    statement: str
    base: Split
    now: Split
    change: int | None = None
    """From middle to middle of the ranges."""
    low: int | None = None
    """What the change is at least, at 95 %: it holds the chance of the days and the uncertain time."""
    high: int | None = None


class _Days(NamedTuple):
    """A person's days with working time."""

    split: Split
    times: tuple[int, ...]
    """The times of each day packed into one number, so that they add up at once."""


class _Pair(NamedTuple):
    """A person in both logs."""

    judgement: Judgement
    base: _Days
    now: _Days
    base_draws: Sequence[int]
    now_draws: Sequence[int]


def leave_out_days(base: Tally, now: Tally) -> tuple[Tally, int]:
    """Give a tally without the days of each person that the other one has too, and how many entries that takes."""
    shared = {(key.person, key.day) for key in now.sums}
    left = Tally()
    left.names = base.names
    left.sums = {key: sums for key, sums in base.sums.items() if (key.person, key.day) not in shared}
    return left, base.counted - left.counted


def compare(
    now: Tally, base: Tally, people: Sequence[Judgement], others: Sequence[Judgement], *, min_group: int = 1
) -> list[Difference]:
    """Compare each person with themselves, and teams and everybody over those who are in both logs.

    The days of each person are drawn again, with replacement, 2,000 times; of n days n - 1, which makes up for the
    narrowness of the bootstrap where days are few. In teams the days of those who have but one are drawn from among
    each other. The draws depend on the days only: the same logs give the same.

    Args:
        now: what was counted in the log.
        base: what was counted in the one it is compared with.
        people: those in the log, as they were judged.
        others: those in the other one.
        min_group: how many people a team must have at least to be told of.

    Returns:
        People, teams (where there is more than one), everybody; then those who are in one of the logs only.
    """
    days, days_before = _days_of(now), _days_of(base)
    pairs = [
        _Pair(one, before, after, _draw(before.times), _draw(after.times))
        for one in people
        if (before := days_before.get(one.person)) and (after := days.get(one.person))
    ]
    found = [_compare_group(PERSON, pair.judgement.name, [pair]) for pair in pairs]
    teams: dict[str, list[_Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: (not pair.judgement.team, pair.judgement.team.casefold())):
        teams.setdefault(pair.judgement.team, []).append(pair)
    if len(teams) > 1:
        people_of = {team: {one.judgement.person for one in members} for team, members in teams.items()}
        small = find_small(people_of, min_group)
        found += [_compare_group(TEAM, team, members) for team, members in teams.items() if team not in small]
    if len(pairs) > 1:
        found.append(_compare_group(EVERYBODY, "", pairs))
    found += [
        Difference(PERSON, one.name, one.team, one.threshold, ONLY_NOW, Split(), days[one.person].split)
        for one in people
        if one.person in days.keys() - days_before.keys()
    ]
    found += [
        Difference(PERSON, one.name, one.team, one.threshold, ONLY_BASE, days_before[one.person].split, Split())
        for one in others
        if one.person in days_before.keys() - days.keys()
    ]
    return found


def _days_of(tally: Tally) -> dict[str, _Days]:
    """Give the days of each person who has working time, in order."""
    sums_of: dict[tuple[str, str], list[tuple[Key, Sum]]] = {}
    for key, sums in tally.sums.items():
        sums_of.setdefault((key.person, key.day), []).append((key, sums))
    days: dict[str, _Days] = {}
    for (person, _), sums_of_day in sorted(sums_of.items()):
        split = split_sums(sums_of_day)
        if split.working:
            packed = _pack(split.selling, split.uncertain, split.working)
            before = days.get(person, _Days(Split(), ()))
            days[person] = _Days(before.split + split, (*before.times, packed))
    return days


def _pack(selling: int, uncertain: int, working: int) -> int:
    return (working << 2 * _BITS) + (uncertain << _BITS) + selling


def _unpack(packed: int) -> tuple[int, int, int]:
    """Give selling, uncertain and working time."""
    return packed & _FIELD, packed >> _BITS & _FIELD, packed >> 2 * _BITS


def _draw(times: Sequence[int]) -> list[int]:
    """Draw days again; give the packed sum of each draw, for as many days as there are.

    Fewer days are drawn than there are, so that the sum is scaled: each person weighs in a team as in the log.
    """
    choices = Random(repr(times)).choices  # noqa: S311  # the same days give the same draws
    days = len(times)
    drawn = max(days - 1, 1)
    sums = (sum(choices(times, k=drawn)) for _ in range(DRAWS))
    return [_pack(*(part * days // drawn for part in _unpack(packed))) for packed in sums]


def _add_draws(members: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Iterable[int], int]:
    """Add up the draws of people; give how many days are free, too.

    One day alone has no spread: days of people who have no other are drawn from among each other.

    Args:
        members: the days of each person, and the draws from them.
    """
    drawn = [draws for times, draws in members if len(times) > 1]
    single = sorted(times[0] for times, _ in members if len(times) == 1)
    if single:
        drawn.append(_draw(single))
    return map(sum, zip(*drawn, strict=True)), sum(len(times) for times, _ in members) - len(drawn)


def _cut_off(free: int) -> int:
    """Give how many draws lie outside at each end: fewer than 2.5 % where days are few.

    Args:
        free: free days, in the log that has fewer; each of the two logs has about as many degrees of freedom.
    """
    degrees = 2 * max(free, 1)
    # Student's t for 2.5 %, by its expansion around the normal distribution (Abramowitz and Stegun 26.7.5).
    student = _Z + (_Z**3 + _Z) / (4 * degrees) + (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * degrees**2)
    return int(DRAWS * erfc(student / sqrt(2)) / 2)


def _compare_group(kind: str, name: str, members: Sequence[_Pair]) -> Difference:
    first = members[0].judgement
    team, threshold = ("" if kind == EVERYBODY else first.team), (first.threshold if kind == PERSON else None)
    base = sum((pair.base.split for pair in members), Split())
    now = sum((pair.now.split for pair in members), Split())
    change = middle_of(now) - middle_of(base)
    if min(base.working_days, now.working_days) < LEAST_DAYS:
        return Difference(kind, name, team, threshold, TOO_FEW_DAYS, base, now, change)
    # At least: nothing uncertain was selling now, all of it before. At most: the other way round.
    least, most = [], []
    base_draws, free_base = _add_draws([(pair.base.times, pair.base_draws) for pair in members])
    now_draws, free_now = _add_draws([(pair.now.times, pair.now_draws) for pair in members])
    for of_base, of_now in zip(base_draws, now_draws, strict=True):
        (sold, unsure, worked), (sold_now, unsure_now, worked_now) = _unpack(of_base), _unpack(of_now)
        least.append(sold_now * WHOLE // worked_now - (sold + unsure) * WHOLE // worked)
        most.append((sold_now + unsure_now) * WHOLE // worked_now - sold * WHOLE // worked)
    cut = _cut_off(min(free_base, free_now))
    low, high = sorted(least)[cut], sorted(most)[-1 - cut]
    statement = HIGHER if low > 0 else LOWER if high < 0 else NO_CLEAR_DIFFERENCE
    return Difference(kind, name, team, threshold, statement, base, now, change, low, high)
