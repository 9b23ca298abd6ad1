"""When a person was in live contact with somebody: so that a minute of face time counts as one minute.

A second small value beside the Tally, and like it: ``Contacts() + c == c``, whatever the cutting and the order of the
input. Knows nothing of CSV or formats.
"""

from array import array
from collections.abc import Iterator, Mapping

from faceaudit.tally import Key


class Contacts:
    """Spans of live contact by person, for entries that tell when they started."""

    __slots__ = ("_keys", "_spans")

    def __init__(self) -> None:
        self._keys: dict[Key, int] = {}
        self._spans: dict[str, tuple[array[int], array[int], array[int]]] = {}

    def count(self, key: Key, start: int, ms: int) -> None:
        """Count one entry of live contact.

        Args:
            key: what its time is kept under in the Tally.
            start: wall clock at which it starts, in milliseconds.
            ms: its time in milliseconds.
        """
        if ms <= 0:
            return
        spans = self._spans.get(key.person)
        if spans is None:
            spans = self._spans[key.person] = (array("q"), array("q"), array("q"))
        place = self._keys.setdefault(key, len(self._keys))
        for column, value in zip(spans, (start, ms, place), strict=True):
            column.append(value)

    def spans(self) -> Iterator[tuple[Key, int, int]]:
        """Give what was counted, one by one: key, start and time in milliseconds."""
        keys = list(self._keys)
        for spans in self._spans.values():
            for start, ms, place in zip(*spans, strict=True):
                yield keys[place], start, ms

    def __add__(self, other: "Contacts") -> "Contacts":
        both = Contacts()
        for one in (self, other):
            for key, start, ms in one.spans():
                both.count(key, start, ms)
        return both

    def __eq__(self, other: object) -> bool:
        return self._listed() == other._listed() if isinstance(other, Contacts) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it grows

    def _listed(self) -> dict[str, list[tuple[int, int, Key]]]:
        """Give each person's spans by start, the longer one first, then by mode: the same under whatever key."""
        keys = list(self._keys)
        return {
            person: sorted(
                ((start, -ms, keys[place]) for start, ms, place in zip(*spans, strict=True)),
                key=lambda span: (*span[:2], span[2].mode, span[2]),
            )
            for person, spans in self._spans.items()
        }

    def counted_twice(self) -> Mapping[Key, int]:
        """Give the time in milliseconds, by key, at which the person was in live contact already.

        The minute belongs to the entry that started earlier, of those that started together to the longer one.
        """
        twice: dict[Key, int] = {}
        for spans in self._listed().values():
            covered = spans[0][0]
            for start, minus_ms, key in spans:
                end = start - minus_ms
                if covered > start:
                    twice[key] = twice.get(key, 0) + min(covered, end) - start
                covered = max(covered, end)
        return twice
