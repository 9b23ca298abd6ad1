"""The flag: who spends less than their target of working time selling.

Decided on integers, before any rounding. Knows nothing of how it is shown.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from faceaudit.judging.privacy import find_small
from faceaudit.judging.splits import NEVER, Split, Sums, split_people, split_sums
from faceaudit.judging.targets import Targets, fold_name
from faceaudit.tally import Key, Tally
from faceaudit.units import MS_PER_HOUR, WHOLE, round_half_up, share

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
    min_group: int = 1
    """How many people a group must have at least to be told of."""
    notable: int = 2 * WHOLE // 100
    """Share of a person's working time, in millionths, from which an activity is notable."""

    def team_of(self, key: Key) -> str:
        """Give the team that time counts for: the person's by the settings, else that of the log."""
        return self.teams.get(key.person, key.team)


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

    @property
    def target_ms(self) -> int:
        """Selling time at which the target is reached, in milliseconds, rounded half up."""
        return round_half_up(self.threshold * self.split.working, WHOLE)


def reach_target(judgements: Iterable[Judgement]) -> float | None:
    """Give how much of the selling time that the targets ask for is reached, without any uncertain time.

    Of several people it is the sum of what they reached over the sum of what was asked, as 18F/tock reckons the
    utilization of a group; None where nobody worked.
    """
    done = wanted = 0
    for one in judgements:
        done += one.split.selling * WHOLE
        wanted += one.threshold * one.split.working
    return share(done, wanted)


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


def judge_people(tally: Tally, limits: Limits, twice: Mapping[Key, int] = NEVER) -> list[Judgement]:
    """Judge everybody in a tally, in the order of their names.

    Args:
        tally: what was counted.
        limits: what they are judged by.
        twice: time at which a person was in live contact already, by key; see :class:`faceaudit.contacts.Contacts`.
    """
    logged = logged_teams(tally)
    judgements = []
    for person, split in split_people(tally, twice).items():
        team = limits.teams.get(person) or max(logged[person], key=lambda team: logged[person][team])
        threshold = limits.targets.of(person, limits.roles.get(person, ""), team)
        flag = flag_split(split, threshold, least_ms=limits.least_ms)
        little = flag != NOT_RATED and split.working < LITTLE_TIME_MS
        judgements.append(Judgement(person, tally.name_of(person), team, split, threshold, flag, little))
    return judgements


def logged_teams(tally: Tally) -> dict[str, dict[str, int]]:
    """Give the time in milliseconds that each person has under each team of the log, by name of the team.

    Spellings of a team that differ by case and blanks are one; the first by code point is shown.
    """
    spelled: dict[str, str] = {}
    for team in sorted({key.team for key in tally.sums}):
        spelled.setdefault(fold_name(team), team)
    times: dict[str, dict[str, int]] = {person: {} for person in tally.people()}
    for key, sums in sorted(tally.sums.items()):
        team = spelled[fold_name(key.team)]
        times[key.person][team] = times[key.person].get(team, 0) + sums.ms
    return times


def split_teams(tally: Tally, limits: Limits, twice: Mapping[Key, int] = NEVER) -> dict[str, Split]:
    """Give the split of each team by name; time logged under no team is under the empty name.

    A person whom the settings put into a team counts there with all their time; otherwise each entry counts
    for the team it is logged under. Teams of too few people to be told of are left out.
    """
    teams = leave_out_small(gather_named(tally, limits.team_of), limits.min_group)
    return {team: split_sums(sums, twice) for team, sums in teams.items()}


def leave_out_small(sums_of: Mapping[str, Sums], least: int) -> dict[str, Sums]:
    """Give the groups that may be told of, see :func:`faceaudit.judging.privacy.find_small`; empty ones may.

    Args:
        sums_of: the sums of each group by its name; all groups of a total that is shown.
        least: how many people a group must have at least.
    """
    people_of = {name: {key.person for key, _ in sums} for name, sums in sums_of.items() if sums}
    small = find_small(people_of, least)
    return {name: sums for name, sums in sums_of.items() if name not in small}


def gather_named(tally: Tally, name_of: Callable[[Key], str]) -> dict[str, Sums]:
    """Give the sums of each group by its name, in the order of the names, those of no name last.

    Spellings that differ by case and blanks are one; the first by code point is shown.

    Args:
        tally: what was counted.
        name_of: gives the name of the group that a sum belongs to.
    """
    names = {key: name_of(key) for key in tally.sums}
    spelled: dict[str, str] = {}
    for name in sorted(set(names.values())):
        spelled.setdefault(fold_name(name), name)
    sums_of: dict[str, Sums] = {}
    for key, sums in tally.sums.items():
        sums_of.setdefault(spelled[fold_name(names[key])], []).append((key, sums))
    return {name: sums_of[name] for name in sorted(sums_of, key=lambda name: (name == "", name.casefold()))}
