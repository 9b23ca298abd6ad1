"""The flag: who spends less than their target of working time selling.

Decided on integers, before any rounding. Knows nothing of how it is shown.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from faceaudit.judging.splits import Split, split_people
from faceaudit.judging.targets import Targets
from faceaudit.tally import Tally
from faceaudit.units import MS_PER_HOUR, WHOLE

BELOW = "below"
UNCERTAIN = "uncertain"
OK = "ok"
NOT_RATED = "not-rated"

LITTLE_TIME_MS = 8 * MS_PER_HOUR
"""Working time below which a judgement is marked as resting on little."""


class Limits(NamedTuple):
    """What people are judged by."""

    targets: Targets = Targets()
    teams: Mapping[str, str] = {}
    """Team by person key, where the settings name one."""
    roles: Mapping[str, str] = {}
    """Role by person key."""
    least_ms: int = 0
    """Working time below which nobody is rated."""


class Judgement(NamedTuple):
    """One person, judged."""

    person: str
    name: str
    team: str
    split: Split
    threshold: int
    """Target in millionths of working time."""
    flag: str
    little_time: bool
    """Rated, but on less than eight hours of working time."""


def flag_split(split: Split, threshold: int, *, least_ms: int = 0) -> str:
    """Flag a split.

    Args:
        split: exact time by category.
        threshold: least selling share wanted, in millionths.
        least_ms: working time below which it is not rated.

    Returns:
        ``below`` where even all uncertain time as selling stays under the threshold, ``uncertain`` where
        only a part of the range does, ``not-rated`` where there is no or too little working time, else ``ok``.
    """
    working = split.working
    if working == 0 or working < least_ms:
        return NOT_RATED
    wanted = threshold * working
    if (split.selling + split.uncertain) * WHOLE < wanted:
        return BELOW
    return UNCERTAIN if split.selling * WHOLE < wanted else OK


def judge_people(tally: Tally, limits: Limits) -> list[Judgement]:
    """Judge everybody in a tally, in the order of their names."""
    logged_teams = _teams_of(tally)
    judgements = []
    for person, split in split_people(tally).items():
        team = limits.teams.get(person, logged_teams[person])
        threshold = limits.targets.of(person, limits.roles.get(person, ""), team)
        flag = flag_split(split, threshold, least_ms=limits.least_ms)
        little = flag != NOT_RATED and split.working < LITTLE_TIME_MS
        judgements.append(Judgement(person, tally.name_of(person), team, split, threshold, flag, little))
    return judgements


def _teams_of(tally: Tally) -> dict[str, str]:
    """Give each person's team as logged: the one with most of their entries, the first by name among equals."""
    entries: dict[str, Counter[str]] = {person: Counter() for person in tally.names}
    for key, sums in tally.sums.items():
        entries[key.person][key.team] += sums.entries
    return {
        person: min((team for team in teams if teams[team] == max(teams.values())), default="")
        for person, teams in entries.items()
    }
