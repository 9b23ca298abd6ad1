"""The same time, regrouped: by team, week, customer or activity.

Every counted millisecond and every entry is in exactly one group; groups of too few people may be left out. Groups are
not judged; only people have targets.
"""

from collections.abc import Mapping
from typing import NamedTuple

from faceaudit.judging.flags import Limits, gather_named, leave_out_small
from faceaudit.judging.periods import WEEK, Period, list_periods, period_of
from faceaudit.judging.splits import NEVER, Split, Sums, split_sums
from faceaudit.tally import Key, Tally

TEAM = "team"
CUSTOMER = "customer"
ACTIVITY = "activity"
WAYS = (TEAM, WEEK, CUSTOMER, ACTIVITY)
"""What time can be regrouped by."""


class Group(NamedTuple):
    """Time that belongs together."""

    name: str
    """Name of the team or customer (empty where none is named), label of the week, id of the activity."""
    people: int
    """How many people have entries in it."""
    split: Split
    first: str = ""
    """First day of a week, ISO 8601."""
    last: str = ""


def regroup(by: str, tally: Tally, limits: Limits, twice: Mapping[Key, int] = NEVER) -> list[Group]:
    """Give the time of a tally by groups.

    Teams are in the order of their names; weeks, those of ISO 8601, in order and with none left out between the first
    and the last; customers and activities by working time, the largest first. Time of no team or customer comes last.
    Groups of too few people to be told of are left out.

    Args:
        by: one of :data:`WAYS`; by customer, the tally has been kept by customer in place of team.
        tally: what was counted.
        limits: say who is in which team, and how many people a group must have at least.
        twice: time at which a person was in live contact already, by key; see :class:`faceaudit.contacts.Contacts`.
    """
    groups = {
        name: Group(name, len({key.person for key, _ in sums}), split_sums(sums, twice))
        for name, sums in leave_out_small(_gather(by, tally, limits), limits.min_group).items()
    }
    if by == WEEK:
        weeks = (week for week in _list_weeks(tally) if week.label in groups)
        return [groups[week.label]._replace(first=week.first, last=week.last) for week in weeks]
    if by == TEAM:
        return list(groups.values())
    return sorted(groups.values(), key=lambda one: (not one.name, -one.split.working, -one.split.logged, one.name))


def _gather(by: str, tally: Tally, limits: Limits) -> dict[str, Sums]:
    """Give the sums of each group by its name."""
    if by == TEAM:
        return gather_named(tally, limits.team_of)
    if by == CUSTOMER:
        return gather_named(tally, lambda key: key.team)  # which holds the customer there
    sums_of: dict[str, Sums] = {week.label: [] for week in _list_weeks(tally)} if by == WEEK else {}
    for key, sums in tally.sums.items():
        name = period_of(key.day, WEEK).label if by == WEEK else key.activity
        sums_of.setdefault(name, []).append((key, sums))
    return sums_of


def _list_weeks(tally: Tally) -> list[Period]:
    period = tally.period()
    return list_periods(*period, WEEK) if period else []
