"""What looks unlikely about entries that were read, to be told beside the result.

Knows nothing of columns or files.
"""

from collections import Counter

from faceaudit.errors import Note, escape
from faceaudit.logs.rows import Entry
from faceaudit.units import MS_PER_DAY, count_of


class Doubts:
    """Watches entries go by."""

    def __init__(self) -> None:
        self._long = 0
        self._first: Entry | None = None
        self._days: Counter[tuple[str, str]] = Counter()
        self._names: dict[str, str] = {}

    def see(self, entry: Entry) -> None:
        """Take an entry into account."""
        self._days[entry.person, entry.day] += entry.ms
        self._names.setdefault(entry.person, entry.name)
        if entry.ms >= MS_PER_DAY:
            self._long += 1
            self._first = self._first or entry

    def notes(self) -> list[Note]:
        """Say what was noticed."""
        notes = []
        if self._first is not None:
            message = f"{count_of(self._long, 'entry', 'entries')} of 24 h or more, the first one here"
            notes.append(Note("day-long-entries", message, self._first.file, self._first.line))
        full = min((key for key, ms in self._days.items() if ms > MS_PER_DAY), default=None)
        if full is not None:
            number = sum(ms > MS_PER_DAY for ms in self._days.values())
            who = escape(self._names[full[0]])
            message = f"{count_of(number, 'day')} of one person with more than 24 h, such as {full[1]} of {who}"
            notes.append(Note("overfull-days", message))
        return notes
