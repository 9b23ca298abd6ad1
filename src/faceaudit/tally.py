"""The waist: exact sums of logged time that everything before it makes and everything after it reads.

Knows nothing of CSV, formats, or any library of tables. A Tally adds up: ``Tally() + t == t``, and any cutting of the
input, in any order, gives the same Tally.
"""

from collections import Counter
from typing import NamedTuple, TypeVar

Under = TypeVar("Under")

OTHER_PERSON = "other-person"
"""Reason code of entries left out because another person was asked for."""


class Key(NamedTuple):
    """What a sum is kept under."""

    person: str
    """The person's key: the name without differences of case, spaces and Unicode form."""
    team: str
    """Team as the log gives it; empty where it gives none. In time that is regrouped: the group, such as a customer."""
    day: str
    """Local day on which the entry starts, ISO 8601."""
    activity: str
    """Activity id of the taxonomy; ``unclear`` for uncertain time."""
    mode: str
    """Mode of live contact (``in-person``, ``video``, ``phone``, ``untold``); empty where it was none."""


class Sum(NamedTuple):
    """Time and entries under one key."""

    ms: int
    entries: int


NOTHING = Sum(0, 0)


def add_up(sums: dict[Under, Sum], under: Under, ms: int, entries: int = 1) -> None:
    """Add entries of some milliseconds together to the sum kept under something."""
    before = sums.get(under, NOTHING)
    sums[under] = Sum(before.ms + ms, before.entries + entries)


class Tally:
    """Sums by person, team, day, activity and mode, and what became of every row read.

    Attributes:
        sums: time in milliseconds and number of entries by key.
        names: spellings of each person's name, with how many entries use them.
        rejected: rows that could not be read, by reason code.
        skipped: rows left out by rule, by reason code.
    """

    __slots__ = ("names", "rejected", "skipped", "sums")

    def __init__(self) -> None:
        self.sums: dict[Key, Sum] = {}
        self.names: dict[str, Counter[str]] = {}
        self.rejected: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()

    def count(self, key: Key, ms: int, name: str) -> None:
        """Count one entry.

        Args:
            key: where it belongs.
            ms: its time in milliseconds.
            name: the person's name as the log spells it.
        """
        before = self.sums.get(key, NOTHING)
        self.sums[key] = Sum(before.ms + ms, before.entries + 1)
        spellings = self.names.get(key.person)
        if spellings is None:
            spellings = self.names[key.person] = Counter()
        spellings[name] += 1

    def __add__(self, other: "Tally") -> "Tally":
        both = Tally()
        for one in (self, other):
            for key, (ms, entries) in one.sums.items():
                add_up(both.sums, key, ms, entries)
            for person, spellings in one.names.items():
                both.names.setdefault(person, Counter()).update(spellings)
            both.rejected.update(one.rejected)
            both.skipped.update(one.skipped)
        return both

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return all(getattr(self, slot) == getattr(other, slot) for slot in self.__slots__)

    __hash__ = None  # type: ignore[assignment]  # it grows

    @property
    def counted(self) -> int:
        """Number of entries counted."""
        return sum(entries for _, entries in self.sums.values())

    @property
    def rows_rejected(self) -> int:
        """Number of rows rejected, whatever the reason."""
        return self.rejected.total()

    @property
    def rows_skipped(self) -> int:
        """Number of rows skipped, whatever the reason."""
        return self.skipped.total()

    @property
    def rows_read(self) -> int:
        """Number of rows read: counted + rejected + skipped."""
        return self.counted + self.rows_rejected + self.rows_skipped

    def people(self) -> list[str]:
        """Keys of the people, in the order of the names shown."""
        return sorted(self.names, key=lambda person: (self.name_of(person).casefold(), person))

    def name_of(self, person: str) -> str:
        """Give the name to show: the spelling most entries use, the first by code point among equals."""
        spellings = self.names[person]
        most = max(spellings.values())
        return min(name for name, entries in spellings.items() if entries == most)

    def period(self) -> tuple[str, str] | None:
        """First and last day with an entry; None where there is no entry."""
        days = {key.day for key in self.sums}
        return (min(days), max(days)) if days else None


class TextTimes:
    """Time by something and the words of the entries: what would settle a person's share, what an activity consists of.

    Adds up like a Tally.

    Attributes:
        sums: time in milliseconds and number of entries, by person key or activity, and words.
    """

    __slots__ = ("sums",)

    def __init__(self) -> None:
        self.sums: dict[str, dict[str, Sum]] = {}

    def count(self, under: str, words: str, ms: int, entries: int = 1) -> None:
        """Count entries."""
        add_up(self.sums.setdefault(under, {}), words, ms, entries)

    def __add__(self, other: "TextTimes") -> "TextTimes":
        both = TextTimes()
        for one in (self, other):
            for under, own in one.sums.items():
                for words, (ms, entries) in own.items():
                    both.count(under, words, ms, entries)
        return both

    def __eq__(self, other: object) -> bool:
        return self.sums == other.sums if isinstance(other, TextTimes) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it grows

    def largest(self, under: str, number: int) -> list[tuple[str, Sum]]:
        """The words that hold most of the time, largest first."""
        own = sorted(self.sums.get(under, {}).items(), key=lambda row: (-row[1].ms, row[0]))
        return own[:number]
