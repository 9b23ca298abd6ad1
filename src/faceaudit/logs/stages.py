"""What becomes of rows once they are read: copies left out, overlaps clipped, entries cut at the edges of a period.

In this order, so that periods next to each other add up to what they make together.
"""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from faceaudit.errors import Note
from faceaudit.logs.duplicates import DUPLICATE, Duplicates, Layout
from faceaudit.logs.overlaps import CLIP, Overlaps, clip
from faceaudit.logs.periods import OUTSIDE, Period
from faceaudit.logs.rows import Entry, Reject, Skip
from faceaudit.units import MS_PER_DAY

Row = Entry | Reject | Skip


_ROOM = 2_000_000
"""Characters of rows that are kept between two readings of a log."""
_ROW = 200
"""What a row takes beside its cells."""


class Feed(NamedTuple):
    """The rows of one log, as often as they are asked for."""

    layout: Layout
    rows: Callable[[], Iterator[Row]]
    may_tell: bool
    """Whether its entries may have a time of day or an id."""


class Stages:
    """The rows of some logs on their way to the result.

    Args:
        feeds: the logs.
        period: the days that count.
        overlaps: what to do about them, one of :data:`faceaudit.logs.overlaps.WAYS`.
    """

    def __init__(self, feeds: list[Feed], period: Period, overlaps: str) -> None:
        self._feeds = feeds
        self._period = period
        self._way = overlaps
        self._duplicates = Duplicates()
        self._overlaps = Overlaps()
        self._kept: dict[int, list[Row]] = {}
        self._timed: set[Layout] = set()
        """Layouts with an entry that starts at another time than midnight: elsewhere midnight only means the day."""

    def rows(self) -> Iterator[Row]:
        """Give every row of every log once, in order; those left out here as skips."""
        self._look()
        rows = self._without_copies()
        if self._way == CLIP:
            rows = self._clipped(rows)
        for row in rows:
            if not isinstance(row, Entry):
                yield row
            elif (kept := self._period.keep(row)) is not None:
                if self._way != CLIP:
                    self._overlaps.see(kept)
                yield kept
            else:
                yield Skip(row.file, row.line, OUTSIDE)

    def notes(self, asked: Collection[str]) -> list[Note]:
        """Say what was done, once all rows are given; of overlaps only those of the people asked for."""
        return [*self._period.notes(), *self._duplicates.notes(), *self._overlaps.notes(self._way, asked)]

    def _look(self) -> None:
        """Find out what only all rows together tell: which entries come twice, and which logs tell times of day."""
        feeds = [(number, feed) for number, feed in enumerate(self._feeds) if feed.may_tell]
        for number, feed in feeds:
            for row in self._keep(number, feed):
                if isinstance(row, Entry):
                    if row.start is not None and row.start % MS_PER_DAY:
                        self._timed.add(feed.layout)
                    self._duplicates.look(row, feed.layout)
        if not self._duplicates.found:
            return
        for number, feed in feeds:
            for at, row in enumerate(self._rows(number, feed)):
                if isinstance(row, Entry):
                    self._duplicates.compare(self._settle(row, feed.layout), feed.layout, (number, at))

    def _keep(self, number: int, feed: Feed) -> Iterator[Row]:
        """Give the rows of a log, and keep them where they are few: a small log is read once."""
        kept: list[Row] = []
        room = _ROOM
        for row in feed.rows():
            if room > 0:
                room -= _ROW if isinstance(row, Skip) else _ROW + sum(map(len, row.cells))
                kept.append(row)
            yield row
        if room > 0:
            self._kept[number] = kept

    def _rows(self, number: int, feed: Feed) -> Iterator[Row]:
        return iter(self._kept[number]) if number in self._kept else feed.rows()

    def _without_copies(self) -> Iterator[Row]:
        for number, feed in enumerate(self._feeds):
            for at, row in enumerate(self._rows(number, feed)):
                if not isinstance(row, Entry):
                    yield row
                    continue
                entry = self._settle(row, feed.layout)
                if entry.start is None and not entry.id:
                    self._duplicates.see_untimed(entry)
                elif counted := self._duplicates.copied_from(entry, feed.layout, (number, at)):
                    yield Skip(entry.file, entry.line, DUPLICATE, counted)
                    continue
                yield entry

    def _settle(self, entry: Entry, layout: Layout) -> Entry:
        """Take away a start at midnight that only says that no time of day is told."""
        return entry if entry.start is None or layout in self._timed else entry._replace(start=None)

    def _clipped(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Read all rows, and give them with no time of a person's counted twice."""
        kept = list(rows)
        for row in kept:
            if isinstance(row, Entry) and (part := self._period.cut(row)) is not None:
                self._overlaps.see(part)
        clipped = iter(clip([row for row in kept if isinstance(row, Entry)]))
        for row in kept:
            yield next(clipped) if isinstance(row, Entry) else row
