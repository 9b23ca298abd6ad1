"""Logs that are opened and understood, and their rows in batches.

Knows nothing of activities.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.logs.decided import Decided
from faceaudit.logs.doubts import Doubts
from faceaudit.logs.layouts import Log, ReadOptions, tell_about, understand_log
from faceaudit.logs.opening import open_sources
from faceaudit.logs.periods import Period
from faceaudit.logs.records import Record, read_records
from faceaudit.logs.rows import Entry, Reject, RowReader, Skip
from faceaudit.logs.sources import Source
from faceaudit.logs.stages import Feed, Row, Stages
from faceaudit.logs.survey import Survey, join_surveys

BATCH_ROWS = 1_000
BATCH_CHARACTERS = 8 * 1024 * 1024
"""Where a batch ends early, so that a few huge cells do not add up."""
_NAMES_LISTED = 10
_CELLS_BEYOND = 8
"""Empty cells beyond the header from which on rows are alike."""
_BARE_DAY = re.compile(r"(?:\d{1,4}([-/.] ?)\d{1,2}\1\d{1,4}|\d{5}|\d{8})?\Z")
"""A date that cannot hold a time of day."""


class Batch(NamedTuple):
    """Some rows of a log, each in exactly one of the lists."""

    entries: list[Entry]
    rejects: list[Reject]
    skips: list[Skip]


class Reading:
    """Logs that are understood: what was found out about them, and their rows.

    Attributes:
        logs: the logs, in the order given.
        notes: what was assumed about them; once all rows are read, also what was done about them and looks unlikely.
        left_out: names of the people with entries outside the period, by person key; once all rows are read.
        asked: keys of the people whose overlaps and full days are told, to be set before rows are read; empty means
            everybody.
    """

    def __init__(self, logs: list[Log], options: ReadOptions) -> None:
        self.logs = logs
        self.notes: list[Note] = [
            Note("encoding", log.source.encoding_told, log.source.name) for log in logs if log.source.encoding_told
        ]
        self.notes += [note for log in logs for note in tell_about(log, options)]
        self.left_out: Mapping[str, str] = {}
        self.asked: Collection[str] = ()
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
        noticed = (*stages.notes(self.asked), *doubts.notes(self.asked))
        self.notes += [note for note in noticed if note not in self.notes]

    def refuse_strangers(self, asked: Mapping[str, str], met: Mapping[str, str]) -> None:
        """Stop where somebody asked for has no entry, in the period or outside; once all rows are read.

        Args:
            asked: names of those asked for, by person key.
            met: names of those with entries, by person key; empty names where they must not be told.

        Raises:
            FaceauditError: naming the first of them, and who is there.
        """
        for person, name in asked.items():
            if person not in met and person not in self.left_out:
                there = [escape(one) for one in sorted(met.values(), key=str.casefold) if one]
                more = ", ..." if len(there) > _NAMES_LISTED else ""
                remedy = f"The log has {', '.join(there[:_NAMES_LISTED])}{more}." if there else "Check the name."
                raise FaceauditError(f"there is no entry of '{escape(name)}'.", remedy, column="--person")


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
    return Reading([understand_log(source, options) for source in sources], options)
