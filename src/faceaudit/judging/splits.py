"""How time is split into the categories, in exact milliseconds."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from faceaudit import taxonomy
from faceaudit.tally import Key, Sum, Tally


class Split(NamedTuple):
    """The time of a person or a group by category, in milliseconds."""

    entries: int = 0
    value_added: int = 0
    incremental: int = 0
    baseline: int = 0
    internal: int = 0
    uncertain: int = 0
    excluded: int = 0
    in_person: int = 0
    """Live contact with customers, prospects and partners, by mode; lies across the categories."""
    video: int = 0
    phone: int = 0
    untold: int = 0
    """Live contact whose mode the log does not tell."""
    working_days: int = 0
    """Days on which a person worked, each person's own; adds up over people and over days, but not over activities."""

    @property
    def face_time(self) -> int:
        """All live contact with customers, prospects and partners."""
        return self.in_person + self.video + self.phone + self.untold

    @property
    def selling(self) -> int:
        """Time that is selling for certain."""
        return self.value_added + self.incremental

    @property
    def working(self) -> int:
        """Working time: the base of every share."""
        return self.selling + self.baseline + self.internal + self.uncertain

    @property
    def logged(self) -> int:
        """All counted time."""
        return self.working + self.excluded

    def __add__(self, other: object) -> "Split":
        if not isinstance(other, Split):
            return NotImplemented
        return Split(*(a + b for a, b in zip(self, other, strict=True)))


_FIELD = {name: Split._fields.index(name.replace("-", "_")) for name in taxonomy.CATEGORIES}
_FIELD_OF = {activity.id: _FIELD[activity.category] for activity in taxonomy.ACTIVITIES.values()}
_FIELD_OF_MODE = {
    mode.replace("_", "-"): Split._fields.index(mode) for mode in ("in_person", "video", "phone", "untold")
}
_WORKING = frozenset(filter(taxonomy.is_work, taxonomy.ACTIVITIES))
Sums = list[tuple[Key, Sum]]
"""The part of a tally that belongs to one person or group."""
NEVER: Mapping[Key, int] = MappingProxyType({})
"""Nobody was in live contact twice at a time."""


def split_sums(sums: Iterable[tuple[Key, Sum]], twice: Mapping[Key, int] = NEVER) -> Split:
    """Add up sums of a tally by category.

    Args:
        sums: of a person or a group.
        twice: time at which a person was in live contact already, by key; it is face time only once.
    """
    fields = [0] * len(Split._fields)
    days = set()
    for key, (ms, entries) in sums:
        fields[0] += entries
        fields[_FIELD_OF[key.activity]] += ms
        if key.mode:
            fields[_FIELD_OF_MODE[key.mode]] += ms - twice.get(key, 0)
        if ms and key.activity in _WORKING:
            days.add((key.person, key.day))
    fields[-1] = len(days)
    return Split(*fields)


def split_people(tally: Tally, twice: Mapping[Key, int] = NEVER) -> dict[str, Split]:
    """Give the split of each person by key, in the order of the names shown."""
    return {person: split_sums(sums, twice) for person, sums in gather_people(tally).items()}


def gather_people(tally: Tally) -> dict[str, Sums]:
    """Give the sums of each person by key, in the order of the names shown."""
    sums_of: dict[str, Sums] = {person: [] for person in tally.people()}
    for key, sums in tally.sums.items():
        sums_of[key.person].append((key, sums))
    return sums_of
