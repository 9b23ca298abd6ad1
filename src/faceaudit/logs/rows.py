"""From a record's cells to an entry, a reject with its reason, or a named skip.

Every record becomes exactly one of the three. Knows nothing of activities.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.moments import Moment, differs, in_zone, ms_between, read_clock, read_moment, read_start
from faceaudit.logs.names import clean_name, person_key
from faceaudit.logs.records import Record
from faceaudit.logs.shape import Refused, Shape, is_total_word, names_a_sum, value_of
from faceaudit.logs.stated import StatedTimes
from faceaudit.logs.survey import Decided
from faceaudit.logs.treatment import Treatment, strip_markup
from faceaudit.units import MS_PER_HOUR, MS_PER_MINUTE

_REMEMBERED = 50_000
_DAY_MS = 24 * MS_PER_HOUR


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
    start: int | None = None
    """Wall clock at which it starts, in milliseconds since the beginning of year 1; None where the log tells none."""
    id: str = ""
    """What the system that wrote the log calls the entry; empty where it tells nothing."""
    is_break: bool = False
    """The log itself says that it is no working time."""
    remark: str = ""
    """What was assumed about it: ``all-day``, ``untimed``, ``several-people`` and so on; empty where nothing was."""


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
    name: str
    """The person's name where it could be read, else empty."""


class Skip(NamedTuple):
    """A row that is no entry, left out by a rule."""

    file: str
    line: int
    code: str
    in_place: str = ""
    """File and line of the entry that is counted in place of it; empty where there is none."""


class RowReader:
    """Reads the records of one log.

    Args:
        columns: what the columns mean.
        decided: how the values are read.
        shape: tells the log's records apart.
        file: name of the log.
        salesperson: name to use where the log has no person column.
        zone: time zone whose days count, for times that tell an offset or are UTC; None leaves them as written.
        aliases: name to use by person key, for people with other names in some logs.
    """

    def __init__(
        self,
        columns: Columns,
        decided: Decided,
        shape: Shape,
        *,
        file: str,
        salesperson: str | None,
        zone: tzinfo | None,
        aliases: Mapping[str, str],
    ) -> None:
        self._columns = columns
        self._decided = decided
        self._shape = shape
        self._file = file
        self._salesperson = salesperson
        self._moments: dict[str, Moment | None] = {}
        self._people: dict[str, tuple[str, str]] = {}
        self._stated = StatedTimes(columns, decided)
        self._treatment = Treatment(columns, shape.above)
        self._remark = ""
        self._zone = zone
        self._aliases = aliases

    def read(self, record: Record) -> Entry | Reject | Skip:
        """Read one record."""
        try:
            if not record.fault:
                record = record._replace(cells=self._treatment.fit(record.cells))
            skip = self._shape.skip_reason(record)
            skip = skip or ("" if record.fault else self._treatment.skip_reason(record.cells))
            return Skip(self._file, record.line, skip) if skip else self._entry(record)
        except Refused as why:
            return Reject(
                self._file, record.line, why.column, why.value, why.code, why.problem, why.remedy, record.cells,
                self._name_or_none(record),
            )  # fmt: skip

    def _name_or_none(self, record: Record) -> str:
        """Give the name of the person of a rejected row; empty where even that could not be read."""
        try:
            self._shape.check(record)
            return self._person(record.cells)[0]
        except Refused:
            return ""

    def _entry(self, record: Record) -> Entry:
        self._shape.check(record)
        cells = record.cells
        self._remark = ""
        name, person = self._person(cells)
        start = self._start(cells)
        text = self._text(cells)
        sums = [text] if is_total_word(text) else [name] if not text and names_a_sum(name) else []
        for told in sums:
            raise Refused(
                "total-or-entry", f"{quote(told)} may be a sum of other rows", "Take the row out, or say more.",
                column=self._columns.name_of("activity" if told == text else "person"), value=told,
            )  # fmt: skip
        ms = self._time(cells, start)
        if self._zone is not None:
            is_utc = self._columns.format is not None and self._columns.format.utc
            if start.clock is not None and start.clock.offset is None and not is_utc:
                self._remark = self._remark or "no-zone"
            start = in_zone(start, self._zone, is_utc=is_utc)
        if self._treatment.is_loose:
            start = start._replace(clock=None)
        self._remark = self._remark or self._treatment.remark
        return Entry(
            person, name, clean_name(self._cell(cells, "team")), start.day.isoformat(), ms,
            self._cell(cells, "activity_type"), text, self._cell(cells, "customer"),
            self._cell(cells, "customer_status"), self._cell(cells, "stage"), self._file, record.line, cells,
            None if start.clock is None else start.day.toordinal() * _DAY_MS + start.clock.ms,
            self._cell(cells, "id"), self._treatment.is_break(cells), self._remark,
        )  # fmt: skip

    def _text(self, cells: list[str]) -> str:
        """Give what was done, in words: the activity, then the notes that say more than it."""
        notes = [self._cell(cells, "notes"), *(value_of(cells[i]) for i in self._columns.extra_notes)]
        text = " ".join(strip_markup(self._cell(cells, "activity")).split())
        for note in notes:
            words = " ".join(strip_markup(note).split()) if note else ""
            if words and words != text:
                text = f"{text}. {words}" if text else words
        return text

    def _cell(self, cells: list[str], meaning: str) -> str:
        if meaning in self._treatment.carried:
            return self._treatment.value(cells, meaning)
        i = self._columns.of.get(meaning)
        return "" if i is None else value_of(cells[i])

    def _person(self, cells: list[str]) -> tuple[str, str]:
        of = self._columns.of
        if "person" in of:
            raw = self._cell(cells, "person")
            known_own = self._columns.format is not None and self._columns.format.own
            raw = raw or (self._salesperson or "" if known_own else "")
        elif "last_name" in of:
            raw = f"{self._cell(cells, 'first_name')} {self._cell(cells, 'last_name')}"
        else:
            raw = self._salesperson or ""
        first = self._treatment.first_of_several(raw)
        if first != raw:
            raw, self._remark = first, "several-people"
        known = self._people.get(raw)
        if known is None:
            name = clean_name(raw)
            alias = self._aliases.get(person_key(name))
            known = self._people[raw] = (alias or name, person_key(alias or name))
        if not known[1]:
            column = self._columns.name_of("person" if "person" in of else "last_name")
            raise Refused("no-person", "nobody is named", "Fill in who it was.", column=column)
        return known

    def _start(self, cells: list[str]) -> Moment:
        """Give the day on which the entry starts, and the time of day where the log tells one."""
        of = self._columns.of
        day = self._moment(cells, "date") if "date" in of or self._treatment.heading == "date" else None
        start = self._cell(cells, "start")
        if not start:
            if day is None:
                column = self._columns.name_of("start" if "start" in of and "date" not in of else "date")
                raise Refused("no-date", "there is no date", "Fill in the day.", column=column)
            return day
        if day is not None and (clock := read_start(start)) is not None:
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
            is_time = meaning == "end" or (meaning == "start" and "date" in self._columns.of)
            raise Refused(
                "bad-time" if is_time else "bad-date",
                f"{quote(cell)} is not a {'time' if is_time else 'date'}",
                "Write it like 09:30." if is_time else "Write it like 2025-11-03.",
                column=self._columns.name_of(meaning), value=cell,
            )  # fmt: skip
        return moment

    def _time(self, cells: list[str], start: Moment) -> int:
        """Give the entry's time in milliseconds: the stated one, else end minus start."""
        if self._treatment.is_all_day(cells):
            self._remark = "all-day"
            return 0
        stated = self._stated.read(cells)
        if stated is not None:
            self._remark = self._remark or self._stated.remark or self._contradiction(cells, start, stated)
            return stated
        of = self._columns.of
        if "end" in of and start.clock is not None and self._cell(cells, "end"):
            return self._elapsed(cells, start)
        fallback = self._cell(cells, "fallback")
        if fallback and self._columns.format is not None:
            return self._stated.duration(fallback, self._columns.format.fallback_unit)
        if self._columns.format is not None and self._columns.format.untimed:
            self._remark = "untimed"
            return 0
        column = self._columns.name_of("duration" if self._columns.duration is not None else "end")
        raise Refused("no-duration", "there is no time spent", "Fill in how long it took.", column=column)

    def _contradiction(self, cells: list[str], start: Moment, stated: int) -> str:
        """Name it where the stated time is not end minus start; known systems round, or take breaks off."""
        try:
            end = self._end(cells, start) if self._columns.format is None else None
        except Refused:
            return ""
        return "stated-differs" if end and differs(start, end, stated) else ""

    def _end(self, cells: list[str], start: Moment) -> Moment | None:
        clock = read_clock(self._cell(cells, "end"))
        if clock is None:
            return self._moment(cells, "end")
        day = self._moment(cells, "end_date") if "end_date" in self._columns.of else None
        return Moment(day.day if day else start.day, clock)

    def _elapsed(self, cells: list[str], start: Moment) -> int:
        cell, clock = self._cell(cells, "end"), read_clock(self._cell(cells, "end"))
        end = self._end(cells, start)
        ms = ms_between(start, end) if end else None
        column = self._columns.name_of("end")
        if ms is None:
            problem, remedy = "cannot be compared with the start", "Give both a time of day, and an offset or neither."
            raise Refused("no-duration", f"{quote(cell)} {problem}", remedy, column=column, value=cell)
        if ms < 0 and clock is not None and self._columns.format is not None and self._columns.format.overnight:
            ms += _DAY_MS
        if ms < 0:
            problem, remedy = "is before the start", "Write the end with its date."
            raise Refused("end-before-start", f"{quote(cell)} {problem}", remedy, column=column, value=cell)
        if ms >= _DAY_MS:
            problem, remedy = "is a day or more after the start", "Fill in how long it took."
            raise Refused("day-long", f"{quote(cell)} {problem}", remedy, column=column, value=cell)
        self._remark = self._remark or ("whole-day" if ms >= _DAY_MS - MS_PER_MINUTE else "")
        return ms
