"""What looks unlikely about entries that were read, to be told beside the result.

Knows nothing of columns or files.
"""

from collections import Counter
from collections.abc import Collection

from faceaudit.errors import Note, escape
from faceaudit.logs.rows import Entry
from faceaudit.units import MS_PER_DAY, count_of

_FIRST_YEAR = "2000"
_LAST_YEAR = "2050"
_REMARKS = {
    "all-day": "for whole days: counted without working time",
    "untimed": "without a time, as tasks and running entries are: counted without working time",
    "odd-years": "before 2000 or after 2049",
    "stated-differs": "whose stated time is not end minus start: the stated time is counted",
    "whole-day": "from midnight to midnight, as whole days are written: counted as work of 24 h",
    "break-off": "with a break: their time is end minus start, less the break",
    "two-days": "whose start is on another day than their date: the start tells the day",
    "status-open": "of a system with plans, and no column that tells whether they took place: counted as done",
    "no-zone": "whose times tell no time zone: their days are as written, --timezone does not move them",
    "day-open": "without a day of their own: given to the first day of the span they lie in",
    "minutes-clock": "whose time is read as minutes and seconds, as this system writes it",
    "several-people": "of several people: given to the first named",
}


class Doubts:
    """Watches entries go by."""

    def __init__(self) -> None:
        self._long = 0
        self._first: Entry | None = None
        self._days: Counter[tuple[str, str]] = Counter()
        self._names: dict[str, str] = {}
        self._remarks: dict[str, Entry] = {}
        self._numbers: Counter[str] = Counter()

    def see(self, entry: Entry) -> None:
        """Take an entry into account."""
        self._days[entry.person, entry.day] += entry.ms
        self._names.setdefault(entry.person, entry.name)
        if entry.remark:
            self._numbers[entry.remark] += 1
            self._remarks.setdefault(entry.remark, entry)
        if not _FIRST_YEAR <= entry.day < _LAST_YEAR:
            self._numbers["odd-years"] += 1
            self._remarks.setdefault("odd-years", entry)
        if entry.ms >= MS_PER_DAY:
            self._long += 1
            self._first = self._first or entry

    def notes(self, asked: Collection[str] = ()) -> list[Note]:
        """Say what was noticed.

        Args:
            asked: keys of the people whose days are told of; empty means everybody.
        """
        notes = []
        for remark, first in self._remarks.items():
            message = f"{count_of(self._numbers[remark], 'entry', 'entries')} {_REMARKS[remark]}, the first one here"
            notes.append(Note(remark, message, first.file, first.line))
        if self._first is not None:
            message = f"{count_of(self._long, 'entry', 'entries')} of 24 h or more, the first one here"
            notes.append(Note("day-long-entries", message, self._first.file, self._first.line))
        full = [key for key, ms in self._days.items() if ms > MS_PER_DAY and (not asked or key[0] in asked)]
        if full:
            person, day = min(full)
            who = escape(self._names[person])
            message = f"{count_of(len(full), 'day')} of one person with more than 24 h, such as {day} of {who}"
            notes.append(Note("overfull-days", message))
        return notes
