"""Selling shares over time, and whether a period lies beyond what is ordinary for the same person.

Chart of individual values and moving ranges (XmR chart): W. A. Shewhart, Economic Control of Quality of Manufactured
Product (1931); D. J. Wheeler, Understanding Variation (1993).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import isqrt
from typing import NamedTuple

from faceaudit.errors import FaceauditError
from faceaudit.judging.flags import Judgement, Limits, gather_named, leave_out_small
from faceaudit.judging.periods import Period, list_periods, period_of
from faceaudit.judging.splits import Split, Sums, gather_people, split_sums
from faceaudit.tally import Key, Sum, Tally
from faceaudit.taxonomy import is_work
from faceaudit.units import WHOLE, round_half_up

PERSON = "person"
TEAM = "team"
EVERYBODY = "everybody"

# Statements on a period:
ORDINARY = "ordinary"
HIGHER = "higher"
LOWER = "lower"
JUMP_UP = "jump-up"
"""Ordinary by itself, but further above the period before than periods in a row are apart."""
JUMP_DOWN = "jump-down"
UNCERTAIN = "uncertain"
"""Beyond or not, depending on what the uncertain time was."""
PART = "part"
"""The first or last period, with less than half of the usual hours: not judged."""
TOO_FEW = "too-few"

LEAST_PERIODS = 6
"""Periods with working time, the one that is judged among them, below which nothing is said."""
LEAST_REACH = 5 * WHOLE // 100
"""Less than this, in millionths, is never called beyond ordinary variation."""

_MOST_PERIODS = 5_000
_HUNDREDTHS_OF_MOVES = 266
"""2.66 mean steps are three standard deviations: in the mean, two values in a row are 1.128 of them apart (d2)."""
_THOUSANDTHS_OF_MOVES = 3267
"""3.267 mean steps are as far as one step goes by chance: the mean and three standard deviations of a step (D4)."""
_SPREAD = 3**2 * 4 // 3
"""Three standard deviations, squared; by 4/3, as entries differ in length and four tell no more than three alike."""
_ADDED = 2
"""Entries of each kind, selling and not, added before the spread is reckoned: it is never zero (Agresti and Coull)."""


class Usual(NamedTuple):
    """What is ordinary, from the periods before; all in millionths of working time."""

    centre: int
    """Mean of the shares."""
    reach: int
    """How far a share may lie from that."""
    jump: int
    """How far a share may lie from the one before."""


class Step(NamedTuple):
    """One period of somebody."""

    period: Period
    split: Split
    """Working time only."""
    entries: int = 0
    """All entries, those of no working time too, as in the selling report."""
    statement: str = ""
    """Whether the share is ordinary; empty where there is no working time."""
    change: int | None = None
    """Against the whole period before that has working time, in millionths, from middle to middle of the ranges."""
    usual: Usual | None = None

    @property
    def low(self) -> int:
        """Share that is selling for certain, in millionths."""
        return round_half_up(self.split.selling * WHOLE, self.split.working)

    @property
    def high(self) -> int:
        """Share with all uncertain time as selling, in millionths."""
        return round_half_up((self.split.selling + self.split.uncertain) * WHOLE, self.split.working)

    @property
    def middle(self) -> int:
        """Middle of the range, in millionths: what is put on the chart."""
        return middle_of(self.split)


class Series(NamedTuple):
    """The periods of a person, a team or everybody."""

    kind: str
    name: str
    """Name of the person or the team; empty for everybody and for time of no team."""
    team: str
    threshold: int
    """Target in millionths."""
    steps: Sequence[Step]

    @property
    def whole(self) -> list[Step]:
        """The periods with working time that are not just a part of one."""
        return [step for step in self.steps if step.split.working and step.statement != PART]

    @property
    def latest(self) -> Step | None:
        """The last whole period with working time; None where there is none."""
        return self.whole[-1] if self.whole else None


class Trends(NamedTuple):
    """Everybody's time, period by period."""

    by: str
    periods: Sequence[Period]
    people: Sequence[Series]
    teams: Sequence[Series]
    """Where there is more than one."""
    everybody: Series

    @property
    def all_series(self) -> list[Series]:
        """People, teams and everybody, in the order in which they are told."""
        return [*self.people, *self.teams, self.everybody]


def middle_of(split: Split) -> int:
    """Give the middle of the range of a selling share, in millionths; there is working time."""
    return round_half_up((2 * split.selling + split.uncertain) * WHOLE, 2 * split.working)


def follow(tally: Tally, judgements: Sequence[Judgement], limits: Limits, by: str) -> Trends:
    """Give the selling share of each person, of each team and of everybody, period by period.

    Args:
        tally: what was counted.
        judgements: the people, as they were judged.
        limits: what they were judged by.
        by: one of :data:`faceaudit.judging.periods.PERIODS`.

    Raises:
        FaceauditError: the days lie so far apart that there would be thousands of periods.
    """
    edges = tally.period()
    periods = list_periods(*edges, by) if edges else []
    if len(periods) > _MOST_PERIODS:
        raise FaceauditError(
            f"from {periods[0].first} to {periods[-1].last} there are {len(periods):,} {by}s.",
            "Look for a wrong date with faceaudit check, or give --since, or a longer --by.", column="--by",
        )  # fmt: skip
    own = gather_people(tally)
    people = [
        Series(PERSON, one.name, one.team, one.threshold, _judge(_cut(own[one.person], periods, by)))
        for one in judgements
    ]
    target = limits.targets.default
    everybody = Series(EVERYBODY, "", "", target, _judge(_cut(tally.sums.items(), periods, by)))
    return Trends(by, periods, people, _follow_teams(tally, limits, periods, by), everybody)


def _follow_teams(tally: Tally, limits: Limits, periods: Sequence[Period], by: str) -> list[Series]:
    teams = gather_named(tally, limits.team_of)
    if len(teams) < 2:
        return []
    return [
        Series(TEAM, team, team, limits.targets.default, _judge(_cut(sums, periods, by)))
        for team, sums in leave_out_small(teams, limits.min_group).items()
    ]


def _cut(sums: Iterable[tuple[Key, Sum]], periods: Sequence[Period], by: str) -> list[Step]:
    """Cut somebody's working time into periods."""
    parts: dict[str, Sums] = {period.label: [] for period in periods}
    entries: Counter[str] = Counter()
    for key, sum_ in sums:
        label = period_of(key.day, by).label
        entries[label] += sum_.entries
        if is_work(key.activity):
            parts[label].append((key, sum_))
    return [Step(period, split_sums(parts[period.label]), entries=entries[period.label]) for period in periods]


def _judge(steps: list[Step]) -> list[Step]:
    """Judge each period by those before it: what was said of a period stays, whatever comes later."""
    parts = _find_parts(steps)
    before: list[Step] = []
    judged = []
    for at, step in enumerate(steps):
        if step.split.working:
            change = step.middle - before[-1].middle if before else None
            step = step._replace(change=change, statement=PART if at in parts else TOO_FEW)
            if at not in parts:
                if len(before) >= LEAST_PERIODS - 1:
                    usual = find_usual(before, step.split.entries)
                    step = step._replace(usual=usual, statement=_state(step, before[-1], usual))
                before.append(step)
        judged.append(step)
    return judged


def _find_parts(steps: Sequence[Step]) -> set[int]:
    """Find the first and the last period with working time, where it has less than half of the usual hours.

    The log begins or ends within it, or the person does; either way it is no whole period.
    """
    worked = [at for at, step in enumerate(steps) if step.split.working]
    times = sorted(steps[at].split.working for at in worked)
    if len(times) < 3:
        return set()
    twice_the_median = times[(len(times) - 1) // 2] + times[len(times) // 2]
    return {at for at in (worked[0], worked[-1]) if 4 * steps[at].split.working < twice_the_median}


def find_usual(before: Sequence[Step], entries: int) -> Usual:
    """Give what is ordinary for a period, judged by the whole periods before it.

    The limits of the XmR chart: mean ± 2.66 times the mean step from one period to the next, and 3.267 times that for
    a single step; but never narrower than three standard deviations of a share that is made of so few entries (p chart,
    two entries of each kind added after Agresti and Coull 1998; four entries count as three, as they differ in
    length), nor than five points. From few periods, or where nearly all entries are of one kind, the chart's own limits
    are often too narrow by chance.

    Args:
        before: at least two periods with working time.
        entries: entries of the period that is judged.
    """
    middles = [step.middle for step in before]
    moves = sum(abs(later - earlier) for earlier, later in pairwise(middles))
    counts = [step.split.entries for step in before]
    mixed = sum(middle * count for middle, count in zip(middles, counts, strict=True)) + _ADDED * WHOLE
    share = mixed // (sum(counts) + 2 * _ADDED)
    spread = _SPREAD * share * (WHOLE - share)
    number = len(middles) - 1
    return Usual(
        round_half_up(sum(middles), len(middles)),
        max(_HUNDREDTHS_OF_MOVES * moves // (100 * number), isqrt(spread // entries), LEAST_REACH),
        max(
            _THOUSANDTHS_OF_MOVES * moves // (1000 * number),
            isqrt(spread * (entries + counts[-1]) // (entries * counts[-1])),
            LEAST_REACH,
        ),
    )


def _state(step: Step, last: Step, usual: Usual) -> str:
    """Say on which side of the ordinary a period is: only where the whole of its range is."""
    if step.low > usual.centre + usual.reach:
        return HIGHER
    if step.high < usual.centre - usual.reach:
        return LOWER
    if step.low - last.high > usual.jump:
        return JUMP_UP
    if last.low - step.high > usual.jump:
        return JUMP_DOWN
    is_beyond = abs(step.middle - usual.centre) > usual.reach or abs(step.middle - last.middle) > usual.jump
    return UNCERTAIN if is_beyond else ORDINARY
