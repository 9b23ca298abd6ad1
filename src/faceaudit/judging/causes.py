"""Individual or systemic: what eats selling time because of the system, and what is one person's matter.

Shewhart and Deming: common causes lie in the system, which only management can change; special causes are
looked for in the case itself. Blaming a person for a common cause is the mistake this is made to prevent.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from faceaudit import taxonomy
from faceaudit.judging import control
from faceaudit.judging.flags import LITTLE_TIME_MS, Limits
from faceaudit.tally import Tally
from faceaudit.units import WHOLE

SYSTEMIC = "systemic"
BORDERLINE = "borderline"
"""Reaches the rule for systemic, but only just, or in a log so short that chance may show it."""
NEITHER = "neither"
"""An activity that does not reach the rule for systemic."""
INDIVIDUAL = "individual"

LEAST_SYSTEMIC = 3
"""People who must be affected for a cause to be systemic."""
LEAST_INDIVIDUAL = 5
"""People needed to hold one of them against the others."""
_LEAST_EXCESS = 8 * WHOLE // 100
"""Over the others' median, in millionths: less is nothing to ask a person about."""
_MANY = 100
"""With more people than that, one of them makes no difference to the limits of all, nor chance to half of them."""
_CHANCE = 0.01
"""Systemic for sure is only what chance shows in fewer such logs, were everybody's true share half of notable."""


class Burden(NamedTuple):
    """A non-selling activity, by how many of the team it takes a notable share of the time, and how evenly."""

    code: str
    activity: str
    affected: int
    """People for whom it is notable."""
    ms: int
    """Time of everybody who is judged here."""
    largest_ms: int
    """The most that one person spends on it."""
    days: int
    """On how many days anybody spent time on it."""


class Excess(NamedTuple):
    """A person who spends far more of their time on an activity than anybody else of the team."""

    person: str
    activity: str
    ms: int
    working: int
    middle: int
    """Median share of the others, in millionths."""
    limit: int
    """Control limit, or the least excess over the median that counts, whichever is more; in millionths."""
    is_systemic: bool
    """It is systemic as well."""

    @property
    def beyond_ms(self) -> int:
        """Time beyond the limit."""
        return self.ms - self.limit * self.working // WHOLE


class CauseTime(NamedTuple):
    """Non-selling time by root cause group."""

    cause: str
    ms: int
    people: int


class Causes(NamedTuple):
    """What was found."""

    activities: Sequence[Burden] = ()
    """Every non-selling activity of the team: systemic ones, borderline ones, others, each with most time first."""
    excesses: Sequence[Excess] = ()
    pareto: Sequence[CauseTime] = ()
    """Root cause groups, with most time first; everybody's time."""
    judged: Sequence[str] = ()
    """Keys of the people whose log is long enough to count as one of the team here."""
    left_out: Sequence[str] = ()
    """Keys of the others."""
    working: int = 0
    """Working time of those who are judged."""
    notable: int = 0
    """In millionths."""
    least_people: int = 1
    """People a group must have to be told of."""

    @property
    def judges_systemic(self) -> bool:
        """Whether there are enough people to tell what is systemic."""
        return len(self.judged) >= max(LEAST_SYSTEMIC, self.least_people)

    @property
    def judges_individuals(self) -> bool:
        """Whether there are enough people to hold one against the others."""
        return len(self.judged) >= max(LEAST_INDIVIDUAL, self.least_people)

    @property
    def burdens(self) -> list[Burden]:
        """What is systemic, or may be."""
        return [burden for burden in self.activities if burden.code != NEITHER]

    @property
    def systemic(self) -> list[Burden]:
        """What is systemic for sure."""
        return [burden for burden in self.activities if burden.code == SYSTEMIC]


class _Worker:
    """What a person's time went into."""

    def __init__(self) -> None:
        self.days: dict[str, int] = {}
        """Working time by day."""
        self.activities: dict[str, dict[str, int]] = {}
        """Time by non-selling activity and day."""
        self.working = 0

    def on(self, activity: str) -> int:
        return sum(self.activities.get(activity, {}).values())

    def share(self, activity: str) -> float:
        return self.on(activity) / self.working

    def by_day(self, activity: str) -> list[tuple[int, int]]:
        own = self.activities[activity]
        return [(own.get(day, 0), worked) for day, worked in sorted(self.days.items()) if worked]


def find_causes(tally: Tally, limits: Limits) -> Causes:
    """Find what is systemic and what is an individual's matter.

    Systemic: at least half of the people, and at least three, spend a notable share of their working time on it.
    Individual: somebody is beyond the control limit of the team, see :mod:`faceaudit.judging.control`; at least five
    people; at least eight percent of working time, and four times as much as is notable, more than the others'
    median, on five days or more, and not only in one week. Only too much is judged, never too little.

    Args:
        tally: what was counted.
        limits: what is notable, and how many people a group must have to be told of.
    """
    workers, entries = _gather(tally)
    judged = [person for person, worker in workers.items() if worker.working >= LITTLE_TIME_MS]
    left_out = [person for person in workers if person not in judged]
    team = {person: workers[person] for person in judged}
    found = Causes(
        judged=judged, left_out=left_out, working=sum(worker.working for worker in team.values()),
        notable=limits.notable, least_people=limits.min_group,
    )  # fmt: skip
    used = [one for one in taxonomy.ACTIVITIES if any(one in worker.activities for worker in team.values())]
    if found.judges_systemic:
        found = found._replace(activities=_weigh_activities(team, used, entries, limits.notable))
    systemic = {burden.activity for burden in found.systemic}
    excesses = _find_excesses(team, used, limits.notable, systemic) if found.judges_individuals else []
    pareto = _rank_causes(workers) if len(workers) >= limits.min_group else []
    return found._replace(excesses=excesses, pareto=pareto)


def _gather(tally: Tally) -> tuple[dict[str, _Worker], dict[str, int]]:
    """Give everybody's time, and the number of entries of each non-selling activity."""
    workers = {person: _Worker() for person in tally.people()}
    entries: dict[str, int] = {}
    for key, sums in tally.sums.items():
        if not taxonomy.is_work(key.activity):
            continue
        worker = workers[key.person]
        worker.working += sums.ms
        worker.days[key.day] = worker.days.get(key.day, 0) + sums.ms
        if taxonomy.category_of(key.activity) in taxonomy.NOT_SELLING and sums.ms:
            own = worker.activities.setdefault(key.activity, {})
            own[key.day] = own.get(key.day, 0) + sums.ms
            entries[key.activity] = entries.get(key.activity, 0) + sums.entries
    return workers, entries


def _weigh_activities(
    team: Mapping[str, _Worker], used: Iterable[str], entries: Mapping[str, int], notable: int
) -> list[Burden]:
    weighed = []
    working = sum(worker.working for worker in team.values())
    for activity in used:
        times = [worker.on(activity) for worker in team.values()]
        affected = sum(ms * WHOLE >= notable * worker.working for ms, worker in zip(times, team.values(), strict=True))
        code = NEITHER
        if affected >= LEAST_SYSTEMIC and 2 * affected >= len(team):
            chance = _chance_of([*team.values()], times, affected, max(1, sum(times) // entries[activity]), notable)
            is_sure = chance <= _CHANCE and sum(times) * WHOLE >= notable * working
            code = SYSTEMIC if is_sure else BORDERLINE
        days = {day for worker in team.values() for day in worker.activities.get(activity, ())}
        weighed.append(Burden(code, activity, affected, sum(times), max(times), len(days)))
    order = (SYSTEMIC, BORDERLINE, NEITHER)
    return sorted(weighed, key=lambda burden: (order.index(burden.code), -burden.ms, burden.activity))


def _chance_of(team: Sequence[_Worker], times: Sequence[int], affected: int, length: int, notable: int) -> float:
    """Give the chance of what is seen, were half of notable everybody's true share, in entries of this length.

    That is of so many affected, or of so much time of all but the one who spends most, whichever is smaller.
    """
    if len(team) > _MANY:
        return 0.0
    share = notable / WHOLE
    chances = [control.chance_of_reaching(share / 2, share, worker.working / length) for worker in team]
    most = times.index(max(times))
    working = sum(worker.working for worker in team) - team[most].working
    of_rest = control.chance_of_reaching(share / 2, (sum(times) - times[most]) / working, working / length)
    return min(control.chance_of_so_many(chances, affected), of_rest)


def _find_excesses(team: Mapping[str, _Worker], used: Sequence[str], notable: int, systemic: set[str]) -> list[Excess]:
    shares = {person: [worker.share(activity) for activity in used] for person, worker in team.items()}
    ordered = [sorted(column) for column in zip(*shares.values(), strict=True)]
    least = max(_LEAST_EXCESS, 4 * notable)
    for_all = control.upper_limits(list(shares.values())) if len(team) > _MANY else None
    found = []
    for person, worker in team.items():
        middles = [control.middle_without(column, own) for column, own in zip(ordered, shares[person], strict=True)]
        far = [
            at for at, activity in enumerate(used)
            if shares[person][at] >= middles[at] + least / WHOLE
            and control.sure_share(worker.by_day(activity)) >= middles[at] + least / WHOLE
        ]  # fmt: skip
        if not far:  # most people, and limits take time
            continue
        limits = for_all or control.upper_limits([row for other, row in shares.items() if other != person])
        for at in far:
            middle, ms = round(middles[at] * WHOLE), worker.on(used[at])
            limit = max(round(limits[at] * WHOLE), middle + least)
            if ms * WHOLE > limit * worker.working:
                found.append(Excess(person, used[at], ms, worker.working, middle, limit, used[at] in systemic))
    return sorted(found, key=lambda one: (-one.beyond_ms, one.person, one.activity))


def _rank_causes(workers: Mapping[str, _Worker]) -> list[CauseTime]:
    times: dict[str, int] = {}
    people: dict[str, set[str]] = {}
    for person, worker in workers.items():
        for activity in worker.activities:
            cause = taxonomy.ACTIVITIES[activity].cause
            times[cause] = times.get(cause, 0) + worker.on(activity)
            people.setdefault(cause, set()).add(person)
    ranked = [CauseTime(cause, ms, len(people[cause])) for cause, ms in times.items()]
    return sorted(ranked, key=lambda one: (-one.ms, one.cause))
