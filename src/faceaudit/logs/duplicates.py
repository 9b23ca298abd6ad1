"""Entries that stand in the logs more than once: counted once, whichever copy comes first.

Two entries are one where the same system gives both the same id on the same day, or where person, start, time and
words are the same. That is found out in two looks before any row is given, so that which copy is kept depends on what
the copies say, never on the order of the logs. The first look only keeps a hash of each entry; the second one keeps
the entries whose hash came twice, and compares them exactly.
"""

from array import array
from typing import NamedTuple

from faceaudit.errors import Note, escape
from faceaudit.logs.rows import Entry
from faceaudit.units import count_of

DUPLICATE = "duplicate"

Layout = tuple[str, ...]
Place = tuple[int, int]
"""Where an entry comes in a run: number of the log, number of the row."""

_HASHES = (1 << 64) - 1
_FEWEST_SLOTS = 1 << 10


class HashSet:
    """Hashes of 64 bits, sixteen to thirty-two bytes each: a set of integers takes four times as much."""

    __slots__ = ("_filled", "_slots")

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FEWEST_SLOTS))
        self._filled = 0

    def add(self, value: int) -> bool:
        """Add a hash, and tell whether it was there already."""
        if self._put(value & _HASHES or 1):
            return True
        self._filled += 1
        if 2 * self._filled > len(self._slots):
            full, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
            for kept in full:
                if kept:
                    self._put(kept)
        return False

    def _put(self, value: int) -> bool:
        slots, last = self._slots, len(self._slots) - 1
        at = value & last
        while there := slots[at]:
            if there == value:
                return True
            at = (at + 1) & last
        slots[at] = value
        return False


def rank(entry: Entry) -> tuple[int, int, str, str, *tuple[str | bool, ...]]:
    """Put the entries of one person in an order by what they say, the longest first; alike entries are equal."""
    return (
        -entry.ms, -1 if entry.start is None else entry.start, entry.day, entry.text, entry.activity_type, entry.team,
        entry.customer, entry.customer_status, entry.stage, entry.is_break, entry.remark, entry.name,
    )  # fmt: skip


class _Group(NamedTuple):
    """Copies of one entry: the one to be counted."""

    rank: tuple[int, int, str, str, *tuple[str | bool, ...]]
    place: Place
    file: str
    line: int


class Duplicates:
    """Finds copies: see every entry with :meth:`look`, then with :meth:`compare` if asked, then ask about each."""

    def __init__(self) -> None:
        self._seen = HashSet()
        self._repeated: set[int] = set()
        self._parents: dict[object, object] = {}
        self._groups: dict[object, _Group] = {}
        self._days: dict[object, str] = {}
        self._copies = self._differing = self._recurring = self._alike = 0
        self._first: Note | None = None
        self._first_recurring: Entry | None = None
        self._first_alike: Entry | None = None

    def look(self, entry: Entry, layout: Layout) -> None:
        """Take a first look at an entry."""
        for key in (_id_key(entry, layout), _content_key(entry)):
            if key is not None and self._seen.add(hash(key)):
                self._repeated.add(hash(key))

    @property
    def found(self) -> bool:
        """Whether there may be copies, so that a second look is needed."""
        return bool(self._repeated)

    def compare(self, entry: Entry, layout: Layout, place: Place) -> None:
        """Take a second look at an entry."""
        keys = self._keys(entry, layout)
        id_key = _id_key(entry, layout)
        if id_key in keys and self._days.setdefault(id_key, entry.day) != entry.day:
            self._recurring += 1
            self._first_recurring = self._first_recurring or entry
        keys = _with_day(keys, id_key, entry.day)
        if not keys:
            return
        best = _Group(rank(entry), place, entry.file, entry.line)
        first, *others = {self._find(key): None for key in keys}
        for root in (first, *others):
            self._parents[root] = first
            best = min(best, self._groups.pop(root, best))
        self._groups[first] = best

    def copied_from(self, entry: Entry, layout: Layout, place: Place) -> str:
        """Give file and line of the entry that is counted in place of this one; empty where this one is."""
        keys = _with_day(self._keys(entry, layout), _id_key(entry, layout), entry.day)
        if not keys:
            return ""
        kept = self._groups[self._find(keys[0])]
        if kept.place == place:
            return ""
        self._copies += 1
        self._differing += kept.rank[:4] != rank(entry)[:4]
        counted = f"{kept.file}:{kept.line}"
        if self._first is None:
            self._first = Note("duplicates", escape(counted), entry.file, entry.line)
        return counted

    def see_untimed(self, entry: Entry) -> None:
        """Take an entry into account that has neither a time of day nor an id, and so may be like others by chance."""
        if entry.ms and self._seen.add(hash((entry.person, rank(entry)))):
            self._alike += 1
            self._first_alike = self._first_alike or entry

    def _keys(self, entry: Entry, layout: Layout) -> list[object]:
        if not self._repeated:
            return []
        keys = (_id_key(entry, layout), _content_key(entry))
        return [key for key in keys if key is not None and hash(key) in self._repeated]

    def _find(self, key: object) -> object:
        """Give the key that stands for all copies of an entry."""
        parents = self._parents
        root = key
        while (parent := parents.setdefault(root, root)) != root:
            root = parent
        while key != root:
            parents[key], key = root, parents[key]
        return root

    def notes(self) -> list[Note]:
        """Say what was found."""
        notes = []
        if self._first is not None:
            copies = count_of(self._copies, "entry repeats another one", "entries repeat others")
            message = (
                f"{copies} (same id, or same person, start, time and words): counted once;"
                f" the first is this one, like {self._first.message}"
            )
            if self._differing:
                message += f"; {self._differing:,} of them differ in time or words: the longest is counted"
            notes.append(self._first._replace(message=message))
        if self._first_recurring is not None:
            entry = self._first_recurring
            number = count_of(self._recurring, "entry has", "entries have")
            message = f"{number} the id of one on another day, as when a meeting recurs: counted, the first one here"
            notes.append(Note("same-id", message, entry.file, entry.line))
        if self._first_alike is not None:
            entry = self._first_alike
            number = count_of(self._alike, "entry", "entries")
            are = "is" if self._alike == 1 else "are"
            message = (
                f"{number} without a time of day {are} like another one in everything: all are counted,"
                " the first one here; was an export joined twice?"
            )
            notes.append(Note("alike", message, entry.file, entry.line))
        return notes


def _id_key(entry: Entry, layout: Layout) -> object:
    return (layout, entry.person, entry.id) if entry.id else None


def _content_key(entry: Entry) -> object:
    if entry.start is None:
        return None
    return (entry.person, entry.start, entry.ms, entry.text or (entry.activity_type, entry.customer))


def _with_day(keys: list[object], id_key: object, day: str) -> list[object]:
    """Tell the occurrences of a meeting apart, which calendars give one id."""
    return [(key, day) if key == id_key else key for key in keys]
