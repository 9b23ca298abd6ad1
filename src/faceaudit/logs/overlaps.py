"""Entries of one person that overlap: how much time was logged more than once, and how not to count it twice.

Knows only entries that have a start. All times are whole milliseconds.
"""

from array import array
from collections.abc import Collection, Sequence

from faceaudit.errors import Note, escape
from faceaudit.logs.duplicates import rank
from faceaudit.logs.periods import day_of
from faceaudit.logs.rows import Entry
from faceaudit.units import show_hours

COUNT = "count"
CLIP = "clip"
WAYS = (COUNT, CLIP)
"""What may be done about overlaps: count them as logged, or count no minute twice."""

_PEOPLE_NAMED = 3
_FEWEST_PENDING = 4_096


class Spans:
    """When somebody was at it: spans of time, joined where they overlap or touch.

    Attributes:
        logged: the lengths of all spans, one by one.
    """

    __slots__ = ("_ends", "_pending", "_starts", "logged")

    def __init__(self) -> None:
        self.logged = 0
        self._starts = array("q")
        self._ends = array("q")
        self._pending = _FEWEST_PENDING

    def add(self, start: int, end: int) -> None:
        """Add a span; one without length changes nothing."""
        if start >= end:
            return
        self.logged += end - start
        self._starts.append(start)
        self._ends.append(end)
        if len(self._starts) >= self._pending:
            self._join()
            self._pending = max(_FEWEST_PENDING, 2 * len(self._starts))

    def covered(self) -> int:
        """Give the time in at least one span."""
        self._join()
        return sum(self._ends) - sum(self._starts)

    def _join(self) -> None:
        starts, ends = array("q"), array("q")
        for start, end in sorted(zip(self._starts, self._ends, strict=True)):
            if ends and start <= ends[-1]:
                ends[-1] = max(end, ends[-1])
            else:
                starts.append(start)
                ends.append(end)
        self._starts, self._ends = starts, ends


class Overlaps:
    """Watches entries go by, and tells how much time of each person was logged more than once."""

    def __init__(self) -> None:
        self._spans: dict[str, Spans] = {}
        self._names: dict[str, str] = {}

    def see(self, entry: Entry) -> None:
        """Take an entry into account."""
        if entry.start is None or not entry.ms:
            return
        spans = self._spans.get(entry.person)
        if spans is None:
            spans = self._spans[entry.person] = Spans()
            self._names[entry.person] = entry.name
        spans.add(entry.start, entry.start + entry.ms)

    def excess(self) -> dict[str, int]:
        """Give the time logged more than once by person, in milliseconds, where there is any."""
        found = {person: spans.logged - spans.covered() for person, spans in self._spans.items()}
        return {person: ms for person, ms in found.items() if ms}

    def notes(self, way: str, asked: Collection[str] = ()) -> list[Note]:
        """Say how much it is, and what was done about it.

        Args:
            way: one of ``WAYS``.
            asked: keys of the people to tell of; empty means everybody.
        """
        excess = {person: ms for person, ms in self.excess().items() if not asked or person in asked}
        if not excess:
            return []
        most = sorted(excess, key=lambda person: (-excess[person], person))
        named = ", ".join(f"{escape(self._names[person])} {_hours(excess[person])}" for person in most[:_PEOPLE_NAMED])
        others = len(most) - _PEOPLE_NAMED
        if others > 0:
            named += f" and {others:,} more"
        done = "counted once" if way == CLIP else "counted as logged; --overlaps clip counts it once"
        return [Note("overlaps", f"time of one person logged more than once: {named}; {done}")]


def _hours(ms: int) -> str:
    """Show time that is there: never as no hours."""
    hours = show_hours(ms)
    return f"{hours} h" if hours != "0.0" else "less than 0.1 h"


def clip(entries: Sequence[Entry]) -> list[Entry]:
    """Take from entries the time that an earlier entry of the same person holds.

    The earlier one is that which starts earlier, then the longer one, then the first by content. An entry left
    without any time is given as one of no length.

    Args:
        entries: all entries, of whatever people, in any order.

    Returns:
        The entries in the same order.
    """
    clipped = list(entries)
    timed = [i for i, entry in enumerate(entries) if entry.start is not None and entry.ms]
    timed.sort(key=lambda i: (entries[i].person, entries[i].start, rank(entries[i])))
    person, covered = None, 0
    for i in timed:
        entry = entries[i]
        start = entry.start or 0
        end = start + entry.ms
        if entry.person != person:
            person, covered = entry.person, start
        if covered >= end:
            clipped[i] = entry._replace(ms=0)
        elif covered > start:
            clipped[i] = entry._replace(start=covered, ms=end - covered, day=day_of(covered))
        covered = max(covered, end)
    return clipped
