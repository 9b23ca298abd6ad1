"""The face for notebooks: a DataFrame or log files in, a DataFrame out.

The same reading, sorting and judging as on the command line; knows nothing of the command line.
"""

import datetime
import io
import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from faceaudit.audit import audit_reading, make_sorter, regroup_entries, start_reading
from faceaudit.classified import Listing, Wanted
from faceaudit.config import NO_SETTINGS, Config
from faceaudit.counting import WorkTexts
from faceaudit.judging.groups import WAYS as WAYS_TO_GROUP
from faceaudit.judging.periods import PERIODS, WEEK
from faceaudit.judging.targets import parse_percent
from faceaudit.logs import Reading, ReadOptions, Source, read_sources
from faceaudit.logs.overlaps import COUNT, WAYS
from faceaudit.logs.periods import find_period
from faceaudit.rejects import RejectBook
from faceaudit.render.cells import raw
from faceaudit.tables import Cell, Column

Path = str | os.PathLike[str]
Day = str | date
"""A day, as text like 2025-11-03 or as a date."""
Log = pd.DataFrame | Path | Sequence[Path]
"""A log: a DataFrame with one row an entry, a path, or several paths."""


def split(
    log: Log,
    *,
    threshold: float | str | None = None,
    columns: Mapping[str, str] | None = None,
    salesperson: str | None = None,
    settings: Path | None = None,
    strict: bool = False,
    since: Day | None = None,
    until: Day | None = None,
    overlaps: str = COUNT,
    by: str | None = None,
) -> pd.DataFrame:
    """Give how each person's time is split, one row a person, in the columns of ``faceaudit report --format csv``.

    What became of the rows and what was assumed stands in ``attrs["rows"]`` and ``attrs["notes"]``.

    Args:
        log: the entries.
        threshold: least selling share wanted, in percent of working time; None means that of the settings, else 90.
        columns: column name by meaning, for names faceaudit does not know.
        salesperson: whose log it is, where it has no column for that.
        settings: a ``faceaudit.toml``; its targets count where they are closer to the person than the threshold.
        strict: a row that cannot be read is an error.
        since: the first day that counts.
        until: the last day that counts.
        overlaps: ``count`` entries of a person at the same time as logged, or ``clip`` them.
        by: ``team``, ``week``, ``customer`` or ``activity``: one row for each of these, as ``report --by``.

    Raises:
        FaceauditError: the log, the settings or a day cannot be read.
        ValueError: the threshold is no percentage, or ``overlaps`` or ``by`` is none of these.
    """
    if by not in (None, *WAYS_TO_GROUP):
        raise ValueError(f"by must be one of {', '.join(WAYS_TO_GROUP)}")
    config = _settings(settings)
    if threshold is not None:
        config = config._replace(targets=config.targets._replace(default=parse_percent(threshold)))
    reading = _open(log, _options(columns, salesperson, since, until, overlaps), config)
    regrouped = regroup_entries(by)
    watch = regrouped.watch if regrouped else None
    audit = audit_reading(reading, config, rejects=RejectBook(keep=False), strict=strict, watch=watch)
    report = audit.report_by(by, regrouped) if by else audit.report(only_flagged=False)
    frame = _frame(report.numbers.columns, report.numbers.rows)
    frame.attrs["rows"] = report.head["rows"]
    frame.attrs["notes"] = [str(note) for note in report.notes]
    return frame


def matrix(
    log: Log,
    *,
    hand_over: Sequence[str] | None = None,
    columns: Mapping[str, str] | None = None,
    salesperson: str | None = None,
    settings: Path | None = None,
    since: Day | None = None,
    until: Day | None = None,
    overlaps: str = COUNT,
) -> pd.DataFrame:
    """Give who should own what is not selling, in the columns of ``faceaudit matrix --format csv``.

    What selling shares handing it over would make stands in ``attrs["what_if"]``, what was assumed in
    ``attrs["notes"]``. ``hand_over`` names departments or activities; None means all that has an owner. The other
    arguments and the errors are those of :func:`split`.
    """
    from faceaudit.judging.matrix import choose_work, make_matrix
    from faceaudit.reports.matrix_numbers import MatrixFindings, list_rows, make_head

    config = _settings(settings)
    chosen = None if hand_over is None else choose_work(hand_over, config.departments)
    reading = _open(log, _options(columns, salesperson, since, until, overlaps), config)
    work = WorkTexts()
    audit = audit_reading(reading, config, rejects=RejectBook(keep=False), watch=work.watch)
    found = make_matrix(audit.tally, audit.limits, config.departments, chosen=chosen)
    findings = MatrixFindings(found, config.departments, work.texts, audit.tally.period(), audit.notes)
    table = list_rows(findings)
    frame = _frame(table.columns, table.rows)
    frame.attrs["what_if"] = make_head(findings)["what_if"]
    frame.attrs["notes"] = [str(note) for note in audit.notes]
    return frame


def trend(
    log: Log,
    *,
    by: str = WEEK,
    columns: Mapping[str, str] | None = None,
    salesperson: str | None = None,
    settings: Path | None = None,
    since: Day | None = None,
    until: Day | None = None,
    overlaps: str = COUNT,
) -> pd.DataFrame:
    """Give selling shares over time, one row a person, team or everybody and period.

    The columns are those of ``faceaudit trend --format csv``; what was assumed stands in ``attrs["notes"]``. ``by`` is
    ``day``, ``week``, ``month`` or ``quarter``. The other arguments and the errors are those of :func:`split`.
    """
    from faceaudit.judging.trends import follow
    from faceaudit.reports.trend_numbers import list_rows

    if by not in PERIODS:
        raise ValueError(f"by must be one of {', '.join(PERIODS)}")
    config = _settings(settings)
    reading = _open(log, _options(columns, salesperson, since, until, overlaps), config)
    audit = audit_reading(reading, config, rejects=RejectBook(keep=False))
    table = list_rows(follow(audit.tally, audit.judgements, audit.limits, by))
    frame = _frame(table.columns, table.rows)
    frame.attrs["notes"] = [str(note) for note in audit.notes]
    return frame


def classify(
    log: Log,
    *,
    columns: Mapping[str, str] | None = None,
    salesperson: str | None = None,
    settings: Path | None = None,
    since: Day | None = None,
    until: Day | None = None,
    overlaps: str = COUNT,
) -> pd.DataFrame:
    """Give every counted entry with what it was sorted into, in columns whose names begin with ``faceaudit_``.

    Rows that could not be read are left out and told in ``attrs["notes"]``. The arguments and errors are those of
    :func:`split`.
    """
    config = _settings(settings)
    reading = _open(log, _options(columns, salesperson, since, until, overlaps), config)
    rejects = RejectBook(keep=False)
    listing = Listing(reading, make_sorter(config), Wanted(), rejects.add)
    frame = _frame(listing.columns, list(listing.rows(reading.batches())))
    frame.attrs["notes"] = [str(note) for note in [*reading.notes, *rejects.notes()]]
    return frame


def _options(
    columns: Mapping[str, str] | None, salesperson: str | None, since: Day | None, until: Day | None, overlaps: str
) -> ReadOptions:
    if overlaps not in WAYS:
        raise ValueError(f"overlaps must be one of {', '.join(WAYS)}")
    first, last, _ = find_period(since=_told(since), until=_told(until), period=None, today=None)
    return ReadOptions(columns or {}, salesperson, since=first, until=last, overlaps=overlaps)


def _told(day: Day | None) -> str | None:
    return f"{day:%Y-%m-%d}" if isinstance(day, date) else day


def _settings(path: Path | None) -> Config:
    if path is None:
        return NO_SETTINGS
    from faceaudit.config_file import read_config

    return read_config(os.fspath(path))


def _open(log: Log, options: ReadOptions, config: Config) -> Reading:
    if isinstance(log, pd.DataFrame):
        text = log.apply(lambda column: column.map(_as_text)).to_csv(index=False)
        source = Source("DataFrame", io.BytesIO(text.encode("utf-8")))
        return read_sources([source], options._replace(hints=config.columns, aliases=config.aliases))
    paths = [log] if isinstance(log, str | os.PathLike) else log
    return start_reading([os.fspath(path) for path in paths], options, config)


def _as_text(value: Any) -> Any:
    """Write a cell exactly as a log would: moments with their offset, spans as h:mm:ss, numbers without exponents."""
    if isinstance(value, pd.Timestamp | datetime.datetime):
        return "" if pd.isna(value) else value.isoformat(sep=" ", timespec="milliseconds")
    if isinstance(value, pd.Timedelta | datetime.timedelta):
        ms = round(pd.Timedelta(value).total_seconds() * 1000)
        return f"{ms // 3_600_000}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}" if ms >= 0 else "-"
    if isinstance(value, float) and not pd.isna(value):
        return f"{value:.9f}".rstrip("0").rstrip(".")
    return value


def _frame(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> pd.DataFrame:
    cells: list[list[Any]] = [
        [raw(value, column.kind) for value, column in zip(row, columns, strict=True)] for row in rows
    ]
    return pd.DataFrame(cells, columns=[column.key for column in columns])
