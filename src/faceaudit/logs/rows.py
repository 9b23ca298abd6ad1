"""From a record's cells to an entry, a reject with its reason, or a named skip.

Every record becomes exactly one of the three. Knows nothing of activities.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.decided import Decided
from faceaudit.logs.durations import is_bare_number
from faceaudit.logs.moments import in_zone
from faceaudit.logs.names import clean_name
from faceaudit.logs.people import People
from faceaudit.logs.records import Record
from faceaudit.logs.shape import Refused, Shape, value_of
from faceaudit.logs.sums import is_total_word, says_a_sum
from faceaudit.logs.times import Times
from faceaudit.logs.treatment import Treatment, strip_markup
from faceaudit.units import MS_PER_DAY

_LONGEST_SUM = 60
_CELLS_OF_A_ROW = 3
"""Filled cells below which a row tells of nobody: it is a line of something else."""


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
        self._shape = shape
        self._file = file
        self._people = People(columns, salesperson, aliases)
        self._treatment = Treatment(columns, shape.above)
        self._times = Times(columns, decided, self._treatment)
        self._remark = ""
        self._zone = zone
        self._widths = decided.widths
        self._shows_shift = decided.shows_shift

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
        """Give the name of the person of a rejected row; empty where that cannot be read, or little else is there."""
        if sum(bool(cell.strip()) for cell in record.cells) < _CELLS_OF_A_ROW:
            return ""
        try:
            self._shape.check(record, self._widths)
            return self._person(record.cells)[0]
        except Refused:
            return ""

    def _entry(self, record: Record) -> Entry:
        self._shape.check(record, self._widths)
        cells = record.cells
        self._remark = ""
        name, person = self._person(cells)
        start = self._times.start(cells)
        text = self._text(cells)
        self._refuse_sum(cells, text, name)
        self._refuse_shifted(cells)
        ms = self._times.spent(cells, start)
        self._remark = self._remark or self._times.remark
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
            None if start.clock is None else start.day.toordinal() * MS_PER_DAY + start.clock.ms,
            self._cell(cells, "id"), self._treatment.is_break(cells), self._remark,
        )  # fmt: skip

    def _refuse_sum(self, cells: list[str], text: str, name: str) -> None:
        for meaning in ("activity",) if text else ("activity_type", "customer"):
            told = text or self._cell(cells, meaning)
            if len(told) < _LONGEST_SUM and (is_total_word(told) or says_a_sum(told, name)):
                raise Refused(
                    "total-or-entry", f"{quote(told)} may be a sum of other rows", "Take the row out, or say more.",
                    column=self._columns.name_of(meaning), value=told,
                )  # fmt: skip

    def _refuse_shifted(self, cells: list[str]) -> None:
        at = self._shows_shift
        if 0 <= at < len(cells) and is_bare_number(number := cells[at].strip()):
            problem = f"{quote(number)} stands where others have words: the row may be shifted"
            raise Refused(
                "shifted", problem, "Look for a stray delimiter, such as a comma in a number.",
                column=self._columns.header[at].strip(), value=number,
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
        return self._treatment.cell(cells, meaning)

    def _person(self, cells: list[str]) -> tuple[str, str]:
        of = self._columns.of
        if "person" not in of and "last_name" in of:
            return self._people.find(f"{self._cell(cells, 'first_name')} {self._cell(cells, 'last_name')}")
        raw = self._cell(cells, "person")
        first = self._treatment.first_of_several(raw)
        if first != raw:
            self._remark = "several-people"
        return self._people.find(first)
