"""Logs that are opened and understood, and their rows in batches.

Knows nothing of activities.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from functools import partial
from typing import NamedTuple

from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.logs.columns import OWN_PREFIX, Columns, missing, understand
from faceaudit.logs.doubts import Doubts
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, read_moment
from faceaudit.logs.opening import open_sources
from faceaudit.logs.overlaps import COUNT
from faceaudit.logs.periods import Period
from faceaudit.logs.records import Dialect, Record, find_dialect, read_records
from faceaudit.logs.rows import Entry, Reject, RowReader, Skip
from faceaudit.logs.shape import Shape
from faceaudit.logs.sources import Source
from faceaudit.logs.stages import Feed, Row, Stages
from faceaudit.logs.survey import Decided, Survey, join_surveys
from faceaudit.logs.vocabulary import plain_name
from faceaudit.units import count_of

BATCH_ROWS = 1_000
BATCH_CHARACTERS = 8 * 1024 * 1024
"""Where a batch ends early, so that a few huge cells do not add up."""
_CELLS_BEYOND = 8
"""Empty cells beyond the header from which on rows are alike."""
_BARE_DAY = re.compile(r"(?:\d{1,4}([-/.] ?)\d{1,2}\1\d{1,4}|\d{5}|\d{8})?\Z")
"""A date that cannot hold a time of day."""


class ReadOptions(NamedTuple):
    """What the user says about the logs; None where it is to be found out."""

    columns: Mapping[str, str] = {}
    """Column name by meaning."""
    salesperson: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    header_row: int | None = None
    date_order: str | None = None
    unit: str | None = None
    hints: Mapping[str, str] = {}
    """Column name by meaning, used in the logs that have such a column."""
    since: date | None = None
    """First day that counts."""
    until: date | None = None
    """Last day that counts."""
    today: date | None = None
    """The day it is, where that is not to be asked of the clock."""
    timezone: tzinfo | None = None
    """Time zone whose days count, for times that tell an offset or are UTC."""
    aliases: Mapping[str, str] = {}
    """Name to use by person key, for people who have other names in some logs."""
    overlaps: str = COUNT
    """One of :data:`faceaudit.logs.overlaps.WAYS`."""


class Batch(NamedTuple):
    """Some rows of a log, each in exactly one of the lists."""

    entries: list[Entry]
    rejects: list[Reject]
    skips: list[Skip]


class Log(NamedTuple):
    """One log, understood but not yet read."""

    source: Source
    dialect: Dialect
    columns: Columns

    @property
    def layout(self) -> tuple[str, ...]:
        """What makes two logs alike: their column names with the units they tell, faceaudit's own left out."""
        names = (plain_name(name) for name in self.columns.header if not name.strip().startswith(OWN_PREFIX))
        return tuple(f"{name} ({unit})" if unit else name for name, unit in names)

    @property
    def held(self) -> frozenset[tuple[str, str]]:
        """What its columns hold: meaning and column name."""
        header = self.columns.header
        return frozenset((meaning, plain_name(header[i])[0]) for meaning, i in self.columns.of.items())

    @property
    def shape(self) -> Shape:
        """What tells its records apart."""
        return Shape(self.columns, self.dialect, self.source.name)


class Reading:
    """Logs that are understood: what was found out about them, and their rows.

    Attributes:
        logs: the logs, in the order given.
        notes: what was assumed about them; once all rows are read, also what was done about them and looks unlikely.
        left_out: names of the people with entries outside the period, by person key; once all rows are read.
    """

    def __init__(self, logs: list[Log], options: ReadOptions) -> None:
        self.logs = logs
        self.notes: list[Note] = [
            Note("encoding", log.source.encoding_told, log.source.name) for log in logs if log.source.encoding_told
        ]
        self.notes += [note for log in logs for note in log.source.notes]
        if options.timezone is None:
            self.notes += [_tell_utc(log) for log in logs if log.columns.format is not None and log.columns.format.utc]
        self.notes += [note for log in logs for note in (_tell_left_out(log), _tell_own_columns(log)) if note]
        if options.salesperson is None:
            self.notes += [note for note in map(_tell_callers, logs) if note]
        self.left_out: Mapping[str, str] = {}
        self._options = options
        self._may_tell = [not log.columns.of.keys().isdisjoint(("start", "id")) for log in logs]
        self._decided = self._survey()

    def _survey(self) -> dict[tuple[str, ...], Decided]:
        surveys: dict[tuple[str, ...], tuple[str, dict[int, Survey]]] = {}
        for number, log in enumerate(self.logs):
            shape, most = log.shape, len(log.columns.header) + _CELLS_BEYOND
            _, by_width = surveys.setdefault(log.layout, (log.source.name, {}))
            own: dict[int, Survey] = {}
            for record in self._watch(number, read_records(log.source, log.dialect)):
                if not shape.is_no_row(record):
                    width = min(len(record.cells), most)
                    if width not in own:
                        own[width] = Survey(log.columns, log.dialect.delimiter)
                    own[width].see(record.cells)
            for width, survey in (own or {len(log.columns.header): Survey(log.columns, log.dialect.delimiter)}).items():
                if width in by_width:
                    by_width[width].merge(survey)
                else:
                    by_width[width] = survey
        decided = {}
        for layout, (file, by_width) in surveys.items():
            survey, widths = join_surveys(by_width)
            decided[layout], remarks = survey.decide(
                date_order=self._options.date_order, unit=self._options.unit, file=file, widths=widths
            )
            self.notes += [Note(remark.code, remark.message, file) for remark in remarks]
        return decided

    @property
    def decided(self) -> list[Decided]:
        """How the values of each log are read, in the order of the logs."""
        return [self._decided[log.layout] for log in self.logs]

    @property
    def fits_one_header(self) -> bool:
        """Whether rows of all logs can stand under one header: the same columns hold the same, read the same way."""
        known = [log.columns.format for log in self.logs]
        ids = {one.id if one else None for one in known}
        ways = {decided._replace(widths=(0, 0)) for decided in self.decided}
        return len(ids) == len({log.held for log in self.logs}) == len(ways) == 1

    def _watch(self, number: int, records: Iterable[Record]) -> Iterator[Record]:
        """Pass the records of a log on, noting whether its dates may hold times of day."""
        at = self.logs[number].columns.of.get("date", -1)
        known = ""
        for record in records:
            if not self._may_tell[number] and 0 <= at < len(record.cells) and record.cells[at] != known:
                known = record.cells[at]
                self._may_tell[number] = not _BARE_DAY.match(known.strip())
            yield record

    def _rows(self, log: Log) -> Iterator[Row]:
        reader = RowReader(
            log.columns, self._decided[log.layout], log.shape,
            file=log.source.name, salesperson=self._options.salesperson,
            zone=self._options.timezone, aliases=self._options.aliases,
        )  # fmt: skip
        return (reader.read(record) for record in read_records(log.source, log.dialect))

    def batches(self) -> Iterator[Batch]:
        """Give the rows of all logs, in order, each exactly once."""
        doubts = Doubts()
        period = Period(self._options.since, self._options.until, self._options.today)
        feeds = [
            Feed(log.layout, partial(self._rows, log), may_tell)
            for log, may_tell in zip(self.logs, self._may_tell, strict=True)
        ]
        stages = Stages(feeds, period, self._options.overlaps)
        batch, characters = Batch([], [], []), 0
        for row in stages.rows():
            if not isinstance(row, Skip):
                characters += sum(map(len, row.cells))
            if isinstance(row, Entry):
                doubts.see(row)
                batch.entries.append(row)
            elif isinstance(row, Reject):
                batch.rejects.append(row)
            else:
                batch.skips.append(row)
            rows = len(batch.entries) + len(batch.rejects) + len(batch.skips)
            if rows >= BATCH_ROWS or characters >= BATCH_CHARACTERS:
                yield batch
                batch, characters = Batch([], [], []), 0
        yield batch
        self.left_out = period.left_out
        self.notes += [note for note in (*stages.notes(), *doubts.notes()) if note not in self.notes]


def read_logs(arguments: Sequence[str], options: ReadOptions) -> Reading:
    """Open and understand logs.

    Args:
        arguments: paths, glob patterns or ``-``; none means standard input.
        options: what the user says about them.

    Raises:
        FaceauditError: a log cannot be opened or understood.
    """
    return read_sources(open_sources(arguments), options)


def read_sources(sources: Sequence[Source], options: ReadOptions) -> Reading:
    """Understand logs that are open; otherwise like :func:`read_logs`."""
    return Reading([_understand(source, options) for source in sources], options)


def _understand(source: Source, options: ReadOptions) -> Log:
    source.find_encoding(options.encoding)
    given = {**options.hints, **options.columns}
    delimiter = "," if source.made_from else options.delimiter
    dialect = find_dialect(source, delimiter=delimiter, header_row=options.header_row, given=given)
    there = {plain_name(name) for name in dialect.header}
    hints = {meaning: name for meaning, name in options.hints.items() if plain_name(name) in there}
    try:
        columns = understand(dialect.header, {**hints, **options.columns}, dialect.headerless)
    except FaceauditError as error:
        error.file = source.name
        raise
    lacking = missing(columns, salesperson=options.salesperson)
    if lacking:
        names = ", ".join(escape(name)[:40] for name in dialect.header[:30])
        raise FaceauditError(
            f"the header has no column for {'; nor for '.join(lacking)}.",
            f"Name it with --column MEANING=NAME. The columns are: {names}.",
            file=source.name, line=dialect.header_line,
        )  # fmt: skip
    _refuse_rows_before(source, dialect, columns)
    return Log(source, dialect, columns)


def _refuse_rows_before(source: Source, dialect: Dialect, columns: Columns) -> None:
    """Refuse a log with rows above its header, as where files are joined the wrong way round."""
    dates = [columns.of[meaning] for meaning in ("date", "start") if meaning in columns.of]
    for line, cells in dialect.before:
        if len(cells) == len(dialect.header) and any(
            read_moment(cells[i], order) for i in dates for order in (DAY_FIRST, MONTH_FIRST)
        ):
            raise FaceauditError(
                f"this looks like a row, but the header comes only on line {dialect.header_line}.",
                "Move the header to the top, or take out what stands above it.",
                file=source.name, line=line,
            )  # fmt: skip


def _tell_callers(log: Log) -> Note | None:
    """Tell that a calendar names who called a meeting, which may be somebody else than whose calendar it is."""
    if log.columns.format is None or not log.columns.format.own or "person" not in log.columns.of:
        return None
    message = "who called a meeting is taken for who spent the time; in one person's calendar say --salesperson NAME"
    return Note("meeting-callers", message, log.source.name)


def _tell_left_out(log: Log) -> Note | None:
    before = log.dialect.before
    if not before:
        return None
    message = f"{count_of(len(before), 'line')} before the header left out"
    return Note("before-header", message, log.source.name, before[0][0])


def _tell_utc(log: Log) -> Note:
    return Note(
        "utc", "times are UTC, and so are the days; to count days of another zone say --timezone", log.source.name
    )


def _tell_own_columns(log: Log) -> Note | None:
    if not any(name.strip().startswith(OWN_PREFIX) for name in log.columns.header):
        return None
    message = f"columns that begin with {OWN_PREFIX} are not read: entries are sorted anew; correct them with rules"
    return Note("own-columns", message, log.source.name)
