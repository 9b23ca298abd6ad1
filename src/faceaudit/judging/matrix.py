"""The responsibility matrix: who should own the work that is not selling, and what handing it over would change.

The order is Pareto's, as Juran took it up: the few activities that take most of the time come first. Time that is
handed over is given to selling; a person's working time stays what it is. So what would be is judged as what is: by the
same splits and flags, over a tally in which that time has moved. Exact integers throughout.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from faceaudit import taxonomy
from faceaudit.errors import FaceauditError, quote
from faceaudit.judging.departments import Departments, title_of
from faceaudit.judging.flags import Judgement, Limits, judge_people, split_teams
from faceaudit.judging.splits import Split, split_sums
from faceaudit.judging.targets import fold_name
from faceaudit.tally import Key, Sum, Tally, add_up
from faceaudit.units import WHOLE

WORKDAYS = 5
"""Days of a whole working week; weeks are counted in as many parts."""

_GIVEN = taxonomy.activities_of(taxonomy.VALUE_ADDED)[0]
"""The activity that stands for the selling that would be done instead."""


class Row(NamedTuple):
    """An activity that is not selling."""

    activity: str
    owner: str
    """Department that should own it; empty where nobody but the salesperson can do it."""
    ms: int
    entries: int
    people: int
    """How many spend time on it."""
    is_handed_over: bool
    handed_over_ms: int
    """Time handed over with this row and those before it."""
    everybody: Split
    """Everybody's time, once this row and those before it are handed over."""


class Outlook(NamedTuple):
    """A team, or everybody, as it is and with the work handed over."""

    name: str
    now: Split
    then: Split
    threshold: int
    """Target in millionths of working time."""
    low_after: int | None
    """How many hand-overs, in the order of the rows, take the low end of the share to the target; None: all do not."""
    high_after: int | None
    """The same for the high end."""


class Matrix(NamedTuple):
    """The matrix, largest activity first, and what handing over would change."""

    rows: tuple[Row, ...]
    handed_over: tuple[str, ...]
    """Activities handed over, in the order of the rows."""
    people: tuple[tuple[Judgement, Judgement], ...]
    """Everybody as they are and with the work handed over."""
    teams: tuple[Outlook, ...]
    """Those that may be told of."""
    everybody: Outlook
    workers: int
    """How many people have working time."""
    affected: int
    """How many of them spend time on what is not selling."""
    week_parts: int
    """How long the log is, in fifths of a working week; see :func:`count_week_parts`."""

    @property
    def ms(self) -> int:
        """All time of the matrix: baseline and internal."""
        return self.everybody.now.baseline + self.everybody.now.internal


def make_matrix(
    tally: Tally, limits: Limits, departments: Departments, *, chosen: Collection[str] | None = None
) -> Matrix:
    """Make the responsibility matrix.

    Args:
        tally: what was counted.
        limits: what people are judged by.
        departments: who should own which work.
        chosen: activities handed over; None means all that have an owner.
    """
    tally, week_parts = _without_days(tally), count_week_parts(tally)
    sums = _sum_by_activity(tally)
    order = sorted(sums, key=lambda activity: (-sums[activity].ms, activity))
    handed = tuple(one for one in order if departments.owner_of(one) and (chosen is None or one in chosen))
    steps = [hand_over(tally, handed[:number]) for number in range(len(handed) + 1)]
    wholes = [split_sums(step.sums.items()) for step in steps]
    teams = [split_teams(step, limits) for step in steps]
    people = tuple(zip(judge_people(steps[0], limits), judge_people(steps[-1], limits), strict=True))
    targets = limits.targets
    threshold = people[0][0].threshold if len(people) == 1 else targets.default
    return Matrix(
        rows=tuple(_make_rows(tally, sums, order, departments, handed, wholes)),
        handed_over=handed,
        people=people,
        teams=tuple(_look_out(name, [step[name] for step in teams], targets.of("", "", name)) for name in teams[0]),
        everybody=_look_out("", wholes, threshold),
        workers=sum(now.split.working > 0 for now, _ in people),
        affected=sum(now.split.baseline + now.split.internal > 0 for now, _ in people),
        week_parts=week_parts,
    )


def hand_over(tally: Tally, activities: Collection[str]) -> Tally:
    """Give a tally in which the time of some activities is spent selling instead."""
    return _regroup(tally, lambda key: key._replace(activity=_GIVEN, mode="") if key.activity in activities else key)


def count_week_parts(tally: Tally) -> int:
    """Give how many working weeks a log covers, in fifths of a week.

    An ISO week counts as many fifths as it has days on which anybody worked, five at most: half a week at the edge of
    a log is half a week, and a week in which nobody worked is none.
    """
    days = {key.day for key, sums in tally.sums.items() if sums.ms and taxonomy.is_work(key.activity)}
    by_week: dict[tuple[int, int], int] = {}
    for day in days:
        week = date.fromisoformat(day).isocalendar()[:2]
        by_week[week] = by_week.get(week, 0) + 1
    return sum(min(number, WORKDAYS) for number in by_week.values())


def choose_work(names: Iterable[str], departments: Departments) -> frozenset[str]:
    """Give the activities that somebody wants to hand over.

    Args:
        names: departments or activities, by id or title, whatever the case.
        departments: who should own which work.

    Raises:
        FaceauditError: a name is none of them, or nobody could take the work over.
    """
    owned: dict[str, list[str]] = {}
    for activity in taxonomy.ACTIVITIES:
        owner = departments.owner_of(activity)
        if owner:
            owned.setdefault(owner, []).append(activity)
    by_name = {fold_name(name): work for owner, work in owned.items() for name in (owner, title_of(owner))}
    chosen: set[str] = set()
    for name in names:
        activity = taxonomy.find_activity(name)
        work = by_name.get(fold_name(name), [activity] if activity else [])
        if not any(map(departments.owner_of, work)):
            raise _cannot_hand_over(name, activity, [*owned, *(one for work in owned.values() for one in work)])
        chosen.update(work)
    return frozenset(chosen)


def _cannot_hand_over(name: str, activity: str, known: Sequence[str]) -> FaceauditError:
    if activity and taxonomy.category_of(activity) in taxonomy.NOT_SELLING:
        remedy = f'Name who could, in the settings: [owners] {activity} = "customer-service"'
        return FaceauditError(f"nobody could take over {quote(name)}.", remedy, column="--hand-over")
    if activity:
        problem, remedy = f"{quote(name)} is no work to hand over.", "Hand over baseline and internal activities."
        return FaceauditError(problem, remedy, column="--hand-over")
    import difflib

    close = difflib.get_close_matches("-".join(name.casefold().split()), known, n=1)
    departments = ", ".join(one for one in known if one not in taxonomy.ACTIVITIES)
    remedy = f"Did you mean {close[0]}?" if close else f"Departments are {departments}; or name activities."
    return FaceauditError(f"{quote(name)} is no department and no activity.", remedy, column="--hand-over")


def _without_days(tally: Tally) -> Tally:
    """Give the tally by person, team and activity alone: what is judged here knows no days."""
    return _regroup(tally, lambda key: key._replace(day="", mode=""))


def _regroup(tally: Tally, regroup: Callable[[Key], Key]) -> Tally:
    """Give the tally with every sum under another key."""
    other = Tally()
    other.names = tally.names
    for key, (ms, entries) in tally.sums.items():
        add_up(other.sums, regroup(key), ms, entries)
    return other


def _sum_by_activity(tally: Tally) -> dict[str, Sum]:
    """Give the time of each activity that is not selling and has any."""
    sums: dict[str, Sum] = {}
    for key, (ms, entries) in tally.sums.items():
        if taxonomy.category_of(key.activity) in taxonomy.NOT_SELLING:
            add_up(sums, key.activity, ms, entries)
    return {activity: one for activity, one in sums.items() if one.ms}


def _make_rows(
    tally: Tally,
    sums: dict[str, Sum],
    order: Sequence[str],
    departments: Departments,
    handed: Sequence[str],
    wholes: Sequence[Split],
) -> Iterable[Row]:
    people: dict[str, set[str]] = {}
    for key, one in tally.sums.items():
        if one.ms:
            people.setdefault(key.activity, set()).add(key.person)
    number = cumulative = 0
    for activity in order:
        ms, entries = sums[activity]
        is_handed_over = activity in handed
        number += is_handed_over
        cumulative += ms if is_handed_over else 0
        owner = departments.owner_of(activity)
        yield Row(activity, owner, ms, entries, len(people[activity]), is_handed_over, cumulative, wholes[number])


def _look_out(name: str, steps: Sequence[Split], threshold: int) -> Outlook:
    """Look at a team step by step, a hand-over each."""
    lows = [step.selling for step in steps]
    highs = [step.selling + step.uncertain for step in steps]
    working, then = steps[0].working, steps[-1]
    low_after, high_after = (_reached(parts, working, threshold) for parts in (lows, highs))
    return Outlook(name, steps[0], then, threshold, low_after, high_after)


def _reached(parts: Sequence[int], working: int, threshold: int) -> int | None:
    if not working:
        return None
    return next((i for i, part in enumerate(parts) if part * WHOLE >= threshold * working), None)
