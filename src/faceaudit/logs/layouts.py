"""One log, understood but not yet read: how it is laid out, what its columns mean, what is to be told of that.

Knows nothing of its rows.
"""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import NamedTuple

from faceaudit.errors import FaceauditError, Note, escape, quote
from faceaudit.logs.columns import DURATIONS, OWN_PREFIX, Columns, missing, understand
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, is_weekday, read_moment
from faceaudit.logs.overlaps import COUNT
from faceaudit.logs.records import Dialect, find_dialect
from faceaudit.logs.shape import Shape
from faceaudit.logs.sources import Source
from faceaudit.logs.vocabulary import holds_time, plain_name
from faceaudit.units import count_of

_DAYS_OF_A_GRID = 3
_NAMED = 3


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


def understand_log(source: Source, options: ReadOptions) -> Log:
    """Find out how a log is laid out and what its columns mean.

    Raises:
        FaceauditError: it is no log, or lacks what an audit needs.
    """
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
        raise _lacking(source, dialect, columns, lacking)
    _refuse_rows_before(source, dialect, columns)
    return Log(source, dialect, columns)


def _lacking(source: Source, dialect: Dialect, columns: Columns, lacking: Mapping[str, str]) -> FaceauditError:
    """Say what a log lacks, and what can be done about it."""
    names = [escape(name)[:40] for name in dialect.header[:30]]
    days = sum(read_moment(name, DAY_FIRST) is not None or is_weekday(name) for name in dialect.header)
    if days >= _DAYS_OF_A_GRID and not {"date", "start"} & columns.of.keys():
        problem = "this is a timesheet with a column for each day."
        return FaceauditError(
            problem, "Make a row of each entry, with the day in a column.", file=source.name, line=dialect.header_line
        )
    free = [name for i, name in enumerate(names) if name.strip() and i not in columns.of.values()]
    like = f"--column {next(iter(lacking))}=NAME"
    remedy = f"Say {like}, where NAME is one of: {', '.join(free)}." if free else "Add it to the log."
    return FaceauditError(
        f"the header has no column for {'; nor for '.join(lacking.values())}.",
        remedy,
        file=source.name, line=dialect.header_line,
    )  # fmt: skip


def _refuse_rows_before(source: Source, dialect: Dialect, columns: Columns) -> None:
    """Refuse a log with rows above its header, as where files are joined the wrong way round."""
    dates = [columns.of[meaning] for meaning in ("date", "start") if meaning in columns.of]
    times = [columns.of[meaning] for meaning in (*DURATIONS, "end") if meaning in columns.of]
    for line, cells in dialect.before:
        if len(cells) != len(dialect.header):
            continue
        is_dated = any(read_moment(cells[i], order) for i in dates for order in (DAY_FIRST, MONTH_FIRST))
        if is_dated and any(cells[i][:1].isdecimal() for i in times):
            raise FaceauditError(
                f"this looks like a row, but the header comes only on line {dialect.header_line}.",
                "Move the header to the top, or take out what stands above it.",
                file=source.name, line=line,
            )  # fmt: skip


def tell_about(log: Log, options: ReadOptions) -> list[Note]:
    """Give what is to be told of a log before its rows are read."""
    told = [_tell_left_out(log), _tell_own_columns(log), _tell_other_times(log)]
    if options.timezone is None and log.columns.format is not None and log.columns.format.utc:
        told.insert(0, _tell_utc(log))
    if options.salesperson is None:
        told.append(_tell_callers(log))
    return [*log.source.notes, *(note for note in told if note)]


def _tell_other_times(log: Log) -> Note | None:
    """Tell which columns hold times that are not counted, where no known system says why."""
    columns = log.columns
    if columns.format is not None:
        return None
    counted = {columns.duration, *(i for i, _ in columns.parts), columns.of.get("break"), None}
    others = [name for i, name in enumerate(columns.header) if i not in counted and holds_time(name)]
    if not others:
        return None
    names = " and ".join(quote(name.strip()) for name in others[:_NAMED])
    is_counted = "end minus start" if columns.duration is None else quote(columns.name_of("duration"))
    return Note("other-times", f"{is_counted} is counted, and not {names}", log.source.name)


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
