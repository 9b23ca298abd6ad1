"""A team's time in the classes of a published split, in exact milliseconds.

Uncertain time stands in no class: every share of the team is a range, from none of the uncertain time in a class to all
of it. Knows nothing of how it is shown.
"""

from typing import NamedTuple

from faceaudit.judging.published import HUNDRED, NO_CONTACT, Class, Place, Source
from faceaudit.judging.splits import Split
from faceaudit.tally import Tally
from faceaudit.taxonomy import UNCLEAR, is_work
from faceaudit.units import round_half_up, share


class Beside(NamedTuple):
    """A published figure beside that of a team.

    A published share is compared without what is no working time in a log, such as downtime: 12 % of a week of which
    8 % are downtime are 12 / 92 of the rest.
    """

    percent: int
    """As published."""
    counted: int
    """Percent of the published time that a log can hold: the whole of what is compared."""
    ms: int
    """The team's time in the class for certain."""
    assumed_ms: int
    """Of that, what stands there by assumption."""
    assumed: tuple[str, ...]
    """Ids of the activities that stand there by assumption, most time first."""
    uncertain: int
    """The team's time that may or may not stand there, in milliseconds."""
    working: int
    """The team's working time in milliseconds."""

    @property
    def comparable(self) -> float:
        """The published share of the time that a log can hold."""
        return self.percent / self.counted

    @property
    def shares(self) -> tuple[float | None, float | None]:
        """The team's share of working time without and with all of the uncertain time; None without working time."""
        return share(self.ms, self.working), share(self.ms + self.uncertain, self.working)

    @property
    def differences(self) -> tuple[float | None, float | None]:
        """The team's share less the published one, both ends; exactly zero where they are equal."""
        low, high = (self._excess(ms) for ms in (self.ms, self.ms + self.uncertain))
        return share(low, self.working * self.counted), share(high, self.working * self.counted)

    def points(self, parts: int) -> tuple[int, int]:
        """Round the differences to parts of a percentage point, halves away from zero; there must be working time."""
        return self._round(self.ms, parts), self._round(self.ms + self.uncertain, parts)

    def _round(self, ms: int, parts: int) -> int:
        excess = self._excess(ms) * HUNDRED * parts
        rounded = round_half_up(abs(excess), self.working * self.counted)
        return -rounded if excess < 0 else rounded

    def _excess(self, ms: int) -> int:
        return ms * self.counted - self.percent * self.working


class Comparison(NamedTuple):
    """A team's time as a source sorts it."""

    source: Source
    split: Split
    """The team's time as the codebook sorts it."""
    classes: dict[str, Beside | None]
    """By id of the class; None where a log has no counterpart."""
    selling: Beside | None
    """What the source calls selling, all together; None where it gives no share of selling."""
    rest: int
    """Time for certain in none of the classes, in milliseconds."""


def compare(tally: Tally, split: Split, source: Source) -> Comparison:
    """Put a team's time beside what a source publishes.

    Args:
        tally: what was counted.
        split: the same time by category.
        source: full split or single figures.
    """
    times = sum_places(tally)
    classes = {one.id: _put_beside(one, source, times, split) for one in source.classes}
    taken = frozenset().union(*(one.takes for one in source.classes))
    rest = sum(ms for place, ms in times.items() if place not in taken)
    selling = [one for name in source.selling if (one := classes[name])]
    together = selling[0]._replace(
        percent=sum(one.percent for one in selling),
        ms=sum(one.ms for one in selling),
        assumed_ms=sum(one.assumed_ms for one in selling),
        assumed=tuple(dict.fromkeys(name for one in selling for name in one.assumed)),
    ) if selling else None  # fmt: skip
    return Comparison(source, split, classes, together, rest)


def sum_places(tally: Tally) -> dict[Place, int]:
    """Give the working time that is not uncertain, in milliseconds, by activity and mode of contact."""
    times: dict[Place, int] = {}
    for key, (ms, _) in tally.sums.items():
        if is_work(key.activity) and key.activity != UNCLEAR:
            place = (key.activity, key.mode or NO_CONTACT)
            times[place] = times.get(place, 0) + ms
    return times


def _put_beside(one: Class, source: Source, times: dict[Place, int], split: Split) -> Beside | None:
    if not one.takes:
        return None
    assumed: dict[str, int] = {}
    for place in one.assumed & times.keys():
        assumed[place[0]] = assumed.get(place[0], 0) + times[place]
    return Beside(
        percent=one.percent,
        counted=source.counted,
        ms=sum(times[place] for place in one.takes & times.keys()),
        assumed_ms=sum(assumed.values()),
        assumed=tuple(sorted(assumed, key=lambda name: (-assumed[name], name))),
        uncertain=split.uncertain,
        working=split.working,
    )
