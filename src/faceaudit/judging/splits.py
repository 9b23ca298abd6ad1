"""How time is split into the categories, in exact milliseconds."""

from collections.abc import Iterable
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
    face_time: int = 0
    """Live contact with customers, prospects and partners; lies across the categories."""

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
_FACE_TIME = Split._fields.index("face_time")


def split_sums(sums: Iterable[tuple[Key, Sum]]) -> Split:
    """Add up sums of a tally by category."""
    fields = [0] * len(Split._fields)
    for key, (ms, entries) in sums:
        fields[0] += entries
        fields[_FIELD_OF[key.activity]] += ms
        if key.mode:
            fields[_FACE_TIME] += ms
    return Split(*fields)


def split_people(tally: Tally) -> dict[str, Split]:
    """Give the split of each person by key, in the order of the names shown."""
    by_person: dict[str, list[tuple[Key, Sum]]] = {person: [] for person in tally.people()}
    for key, sums in tally.sums.items():
        by_person[key.person].append((key, sums))
    return {person: split_sums(sums) for person, sums in by_person.items()}
