"""From a record's cells to an entry, a reject with its reason, or a named skip.

Every record becomes exactly one of the three. Knows nothing of activities.
"""

from typing import NamedTuple

from faceaudit.errors import quote
from faceaudit.logs.columns import EMPTY_MARKERS, TOTALS, Columns
from faceaudit.logs.durations import Unreadable, read_duration
from faceaudit.logs.moments import Moment, ms_between, read_clock, read_moment
from faceaudit.logs.names import clean_name, person_key
from faceaudit.logs.records import Record
from faceaudit.logs.survey import Decided

_GUARDED = "=+-@\t\r"
_REMEMBERED = 50_000


class Entry(NamedTuple):
    """One line of a log, read."""

    person: str
    """Key of the person; see :func:`faceaudit.logs.names.person_key`."""
    name: str
    """The person's name as the log spells it."""
    team: str
    day: str
    """Local day on which it starts, ISO 8601."""
    ms: int
    activity_type: str
    text: str
    """What was done, in words, notes included."""
    customer: str
    customer_status: str
    stage: str
    file: str
    line: int
    cells: list[str]
    """The cells as they came."""


class Reject(NamedTuple):
    """A row that could not be read."""

    file: str
    line: int
    column: str
    value: str
    code: str
    problem: str
    remedy: str
    cells: list[str]


class Skip(NamedTuple):
    """A row that is no entry, left out by a rule."""

    file: str
    line: int
    code: str


class Refused(Exception):
    """Carries why a row is rejected from where it is found to where it is reported."""

    def __init__(self, code: str, problem: str, remedy: str, *, column: str = "", value: str = "") -> None:
        super().__init__(problem)
        self.code, self.problem, self.remedy, self.column, self.value = code, problem, remedy, column, value


def clean(cell: str) -> str:
    """Take off outer blanks and the apostrophe that some exports set before ``=``, ``+``, ``-`` and ``@``."""
    cell = cell.strip()
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1 else cell


class RowReader:
    """Reads the records of one log.

    Args:
        columns: what the columns mean.
        decided: how the values are read.
        file: name of the log.
        salesperson: name to use where the log has no person column.
    """

    def __init__(self, columns: Columns, decided: Decided, *, file: str, salesperson: str | None) -> None:
        self._columns = columns
        self._decided = decided
        self._file = file
        self._salesperson = salesperson
        self._header = [cell.strip() for cell in columns.header]
        self._width = len(columns.header)
        self._named = max((i + 1 for i, name in enumerate(self._header) if name), default=0)
        self._moments: dict[str, Moment | None] = {}
        self._durations: dict[str, int] = {}
        self._people: dict[str, tuple[str, str]] = {}

    def read(self, record: Record) -> Entry | Reject | Skip:
        """Read one record."""
        try:
            skip = self._skip_reason(record)
            return Skip(self._file, record.line, skip) if skip else self._entry(record)
        except Refused as why:
            return Reject(
                self._file, record.line, why.column, why.value, why.code, why.problem, why.remedy, record.cells
            )

    def _skip_reason(self, record: Record) -> str:
        cells = [cell.strip() for cell in record.cells]
        if record.fault:
            return ""
        if not any(cells):
            return "empty-row"
        if cells == self._header:
            return "repeated-header"
        first = next(cell for cell in cells if cell)
        of = self._columns.of
        names = (first, cells[of["person"]] if of.get("person", len(cells)) < len(cells) else "")
        if any(name.casefold().rstrip(":") in TOTALS for name in names):
            day = cells[of["date"]] if of.get("date", len(cells)) < len(cells) else ""
            if not day or day.casefold().rstrip(":") in TOTALS:
                return "total-row"
        return ""

    def _entry(self, record: Record) -> Entry:
        self._check_shape(record)
        cells = record.cells
        name, person = self._person(cells)
        start = self._start(cells)
        text = " ".join(self._cell(cells, "activity").split())
        notes = [self._cell(cells, "notes"), *(self._value(cells, i) for i in self._columns.extra_notes)]
        for note in notes:
            if note:
                text = f"{text}. {' '.join(note.split())}" if text else " ".join(note.split())
        return Entry(
            person, name, clean_name(self._cell(cells, "team")), start.day.isoformat(), self._time(cells, start),
            self._cell(cells, "activity_type"), text, self._cell(cells, "customer"),
            self._cell(cells, "customer_status"), self._cell(cells, "stage"), self._file, record.line, cells,
        )  # fmt: skip

    def _check_shape(self, record: Record) -> None:
        cells = record.cells
        if record.fault:
            raise Refused("bad-quotes", f"the row {record.fault}", "Write a quote inside a cell twice.")
        has, wants = len(cells), self._width
        if has < self._named or (has > wants and any(cell.strip() for cell in cells[wants:])):
            raise Refused(
                "wrong-cell-count",
                f"the row has {has} cells where the header has {wants}",
                "Check for a stray delimiter or line break.",
            )
        joined = "".join(cells)
        if "\0" in joined or not (joined.isascii() or _is_text(joined)):
            raise Refused(
                "bad-character", "the row has bytes that are no characters", "Name the encoding with --encoding."
            )

    def _value(self, cells: list[str], i: int) -> str:
        value = clean(cells[i])
        return "" if len(value) < 40 and value.casefold() in EMPTY_MARKERS else value

    def _cell(self, cells: list[str], meaning: str) -> str:
        i = self._columns.of.get(meaning)
        return "" if i is None else self._value(cells, i)

    def _person(self, cells: list[str]) -> tuple[str, str]:
        of = self._columns.of
        if "person" in of:
            raw = self._cell(cells, "person")
        elif "last_name" in of:
            raw = f"{self._cell(cells, 'first_name')} {self._cell(cells, 'last_name')}"
        else:
            raw = self._salesperson or ""
        known = self._people.get(raw)
        if known is None:
            name = clean_name(raw)
            known = self._people[raw] = (name, person_key(name))
        if not known[1]:
            column = self._columns.name_of("person" if "person" in of else "last_name")
            raise Refused("no-person", "nobody is named", "Fill in who it was.", column=column)
        return known

    def _start(self, cells: list[str]) -> Moment:
        """Give the day on which the entry starts, and the time of day where the log tells one."""
        of = self._columns.of
        day = self._moment(cells, "date") if "date" in of else None
        if "start" not in of:
            if day is None:
                raise Refused("no-date", "there is no date", "Fill in the day.", column=self._columns.name_of("date"))
            return day
        start = self._cell(cells, "start")
        if not start:
            if day is None:
                raise Refused(
                    "no-date",
                    "there is no date",
                    "Fill in the day.",
                    column=self._columns.name_of("date" if "date" in of else "start"),
                )
            return day
        if day is not None and (clock := read_clock(start)) is not None:
            return Moment(day.day, clock)
        moment = self._moment(cells, "start")
        assert moment is not None
        return moment

    def _moment(self, cells: list[str], meaning: str) -> Moment | None:
        cell = self._cell(cells, meaning)
        if not cell:
            return None
        if cell in self._moments:
            moment = self._moments[cell]
        else:
            moment = read_moment(cell, self._decided.date_order)
            if len(self._moments) < _REMEMBERED:
                self._moments[cell] = moment
        if moment is None:
            is_time = meaning in ("start", "end")
            raise Refused(
                "bad-time" if is_time else "bad-date",
                f"{quote(cell)} is not a {'time' if is_time else 'date'}",
                "Write it like 09:30." if is_time else "Write it like 2025-11-03.",
                column=self._columns.name_of(meaning), value=cell,
            )  # fmt: skip
        return moment

    def _time(self, cells: list[str], start: Moment) -> int:
        """Give the entry's time in milliseconds: the stated one, else end minus start."""
        i = self._columns.duration
        stated = self._value(cells, i) if i is not None else ""
        if stated:
            return self._duration(stated)
        of = self._columns.of
        if "end" in of and start.clock is not None and self._cell(cells, "end"):
            return self._elapsed(cells, start)
        column = self._columns.name_of("duration" if i is not None else "end")
        raise Refused("no-duration", "there is no time spent", "Fill in how long it took.", column=column)

    def _duration(self, stated: str) -> int:
        if stated in self._durations:
            return self._durations[stated]
        try:
            ms = read_duration(stated, self._decided.unit, self._decided.decimal)
        except Unreadable as why:
            raise Refused(
                "bad-duration", f"{quote(stated)} {why}", "Write it like 45, 0:45 or 45 min.",
                column=self._columns.name_of("duration"), value=stated,
            ) from None  # fmt: skip
        if len(self._durations) < _REMEMBERED:
            self._durations[stated] = ms
        return ms

    def _elapsed(self, cells: list[str], start: Moment) -> int:
        cell = self._cell(cells, "end")
        clock = read_clock(cell)
        if clock is not None:
            end_day = self._moment(cells, "end_date") if "end_date" in self._columns.of else None
            end: Moment | None = Moment(end_day.day if end_day else start.day, clock)
        else:
            end = self._moment(cells, "end")
        ms = ms_between(start, end) if end else None
        column = self._columns.name_of("end")
        if ms is None:
            raise Refused(
                "no-duration", f"{quote(cell)} has no time of day", "Fill in when it ended.", column=column, value=cell
            )
        if ms < 0:
            raise Refused(
                "end-before-start",
                f"{quote(cell)} is before the start",
                "Write the end with its date.",
                column=column,
                value=cell,
            )
        return ms


def _is_text(joined: str) -> bool:
    try:
        joined.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
