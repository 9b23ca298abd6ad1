"""From logs to what was understood of them: the logs themselves, their people, what looks odd."""

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from faceaudit.errors import Note, escape
from faceaudit.logs import Batch, Entry, Log, Reading
from faceaudit.logs.columns import DURATIONS
from faceaudit.logs.decided import Decided
from faceaudit.rejects import RejectBook
from faceaudit.remarks import remark_people
from faceaudit.reports.phrases import SKIP_WORDS
from faceaudit.tally import Key, Tally
from faceaudit.units import MS_PER_HOUR, count_of, show_hours

LONG_DAY_MS = 16 * MS_PER_HOUR
"""Time of one person on one day beyond which it looks odd."""

NOT_COUNTED = "not counted"
"""Meaning of a duration column that another one is counted in place of."""

_NAMED = 3
_REPLACED = "overfull-days"
"""Note on days of more than 24 h, which are named here among those of more than 16 h."""


class ColumnFact(NamedTuple):
    """A column of a log."""

    name: str
    meanings: tuple[str, ...]
    """Meanings as ``--column`` names them; none where the column is not read."""
    unit: str | None
    """Unit of the bare numbers in it; None where it holds no time, or no bare numbers."""


class LogFact(NamedTuple):
    """What was understood of one log."""

    log: Log
    decided: Decided
    columns: list[ColumnFact]
    entries: int


class Gap(NamedTuple):
    """Working days (Monday to Friday) in a row without an entry."""

    first: str
    last: str
    days: int


class PersonFact(NamedTuple):
    """What was found of one person."""

    name: str
    spellings: dict[str, int]
    """Entries by spelling of the name."""
    entries: int
    ms: int
    days: list[str]
    """Days with an entry, in order."""
    gaps: list[Gap]
    long_days: list[str]


class Check(NamedTuple):
    """What was understood of some logs."""

    logs: list[LogFact]
    people: list[PersonFact]
    tally: Tally
    """What became of the rows; entries stand under no activity."""
    row_notes: list[Note]
    """What was rejected and skipped, a note for each reason."""
    notes: list[Note]
    """What was assumed, and what looks odd."""


class _Watch:
    """Rows as they go by."""

    def __init__(self, rejects: RejectBook) -> None:
        self.tally = Tally()
        self.rejects = rejects
        self.entries: Counter[str] = Counter()
        self.first_skips: dict[str, list[tuple[str, int]]] = {}
        self.places: dict[tuple[str, str], tuple[str, int]] = {}

    def see(self, batch: Batch) -> None:
        for entry in batch.entries:
            self._see_entry(entry)
        for reject in batch.rejects:
            self.tally.rejected[reject.code] += 1
            self.rejects.add(reject)
        for skip in batch.skips:
            self.tally.skipped[skip.code] += 1
            first = self.first_skips.setdefault(skip.code, [])
            if len(first) <= _NAMED:
                first.append((skip.file, skip.line))

    def _see_entry(self, entry: Entry) -> None:
        self.tally.count(Key(entry.person, entry.team, entry.day, "", ""), entry.ms, entry.name)
        self.entries[entry.file] += 1
        self.places.setdefault((entry.person, entry.day), (entry.file, entry.line))

    def skip_notes(self) -> list[Note]:
        """Say what was skipped, a note for each reason."""
        notes = []
        for code, first in self.first_skips.items():
            number = self.tally.skipped[code]
            (file, line), *others = first
            said = f"skipped: {SKIP_WORDS.get(code, code)}"
            if others:
                places = [f"{escape(name)}:{at}" for name, at in others]
                said += f", as {'is' if number == 2 else 'are'} {_listed(places, number - 1)}"
            notes.append(Note("skipped", said, file, line))
        return notes


def check_reading(reading: Reading, rejects: RejectBook) -> Check:
    """Read all rows of logs, and give what was understood.

    Args:
        reading: the logs.
        rejects: takes the rejected rows.
    """
    watch = _Watch(rejects)
    for batch in reading.batches():
        watch.see(batch)
    tally = watch.tally
    logs = [
        LogFact(log, decided, _columns(log, decided), watch.entries[log.source.name])
        for log, decided in zip(reading.logs, reading.decided, strict=True)
    ]
    by_day = _time_by_day(tally)
    people = {person: _person(tally, person, by_day[person]) for person in tally.people()}
    unread = {person: name for person, name in watch.rejects.names.items() if person not in reading.left_out}
    notes = [note for note in reading.notes if note.code != _REPLACED]
    notes += remark_people(tally, unread)
    notes += _remark_days(people, by_day, watch.places)
    return Check(logs, list(people.values()), tally, [*watch.rejects.notes(), *watch.skip_notes()], notes)


def _columns(log: Log, decided: Decided) -> list[ColumnFact]:
    columns = log.columns
    meanings: dict[int, list[str]] = {}
    units: dict[int, str | None] = {}
    for meaning, i in columns.of.items():
        is_other = meaning in DURATIONS and i != columns.duration
        meanings.setdefault(i, []).append(NOT_COUNTED if is_other else meaning)
    for i in columns.extra_notes:
        meanings.setdefault(i, []).append("notes")
    if columns.duration is not None:
        units[columns.duration] = decided.unit
    for i, unit in columns.parts:
        if decided.adds_parts:
            units[i], meanings[i] = unit, [unit]
        elif i != columns.duration:
            meanings[i] = [NOT_COUNTED]
    return [
        ColumnFact(name, tuple(dict.fromkeys(meanings.get(i, ()))), units.get(i))
        for i, name in enumerate(columns.header)
    ]


def _time_by_day(tally: Tally) -> dict[str, dict[str, int]]:
    """Give each person's time by day, in the order of the days."""
    found: dict[str, dict[str, int]] = {}
    for key in sorted(tally.sums, key=lambda key: key.day):
        days = found.setdefault(key.person, {})
        days[key.day] = days.get(key.day, 0) + tally.sums[key].ms
    return found


def _person(tally: Tally, person: str, by_day: dict[str, int]) -> PersonFact:
    spellings = tally.names[person]
    return PersonFact(
        name=tally.name_of(person),
        spellings=dict(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        entries=spellings.total(),
        ms=sum(by_day.values()),
        days=list(by_day),
        gaps=_gaps([date.fromisoformat(day).toordinal() for day in by_day]),
        long_days=[day for day, ms in by_day.items() if ms > LONG_DAY_MS],
    )


def _gaps(days: list[int]) -> list[Gap]:
    """Find the working days between days, given and counted as ordinals."""
    gaps = []
    for before, after in pairwise(days):
        number = _working_days_to(after - 1) - _working_days_to(before)
        if number:
            first, last = before + 1, after - 1
            first += (8 - weekday) % 7 if (weekday := date.fromordinal(first).isoweekday()) > 5 else 0
            last -= max(date.fromordinal(last).isoweekday() - 5, 0)
            gaps.append(Gap(date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat(), number))
    return gaps


def _working_days_to(day: int) -> int:
    """Count Mondays to Fridays up to a day; the first day of year 1 was a Monday."""
    return day // 7 * 5 + min(day % 7, 5)


def _remark_days(
    people: dict[str, PersonFact], by_day: dict[str, dict[str, int]], places: dict[tuple[str, str], tuple[str, int]]
) -> list[Note]:
    notes = []
    for person, found in people.items():
        if found.gaps:
            number = sum(gap.days for gap in found.gaps)
            said = _listed([_show_gap(gap) for gap in found.gaps[:_NAMED]], len(found.gaps))
            notes.append(Note("gap", f"{escape(found.name)} has no entry on {count_of(number, 'working day')}: {said}"))
        if found.long_days:
            number, first = len(found.long_days), found.long_days[0]
            said = _listed([f"{day} ({show_hours(by_day[person][day])} h)" for day in found.long_days[:_NAMED]], number)
            days = count_of(number, "day")
            message = f"{escape(found.name)} has {days} of more than {LONG_DAY_MS // MS_PER_HOUR} h: {said}"
            notes.append(Note("long-day", message, *places[person, first]))
    return notes


def _show_gap(gap: Gap) -> str:
    """Show a gap in few words."""
    return gap.first if gap.first == gap.last else f"{gap.first} to {gap.last}"


def _listed(shown: list[str], number: int) -> str:
    """List the first few of a number of things."""
    rest = number - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest > 0 else "")
