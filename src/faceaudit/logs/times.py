"""When an entry starts and how long it took.

Knows columns and their values, not people or words.
"""

from faceaudit.errors import quote
from faceaudit.logs.breaks import read_break
from faceaudit.logs.columns import Columns
from faceaudit.logs.decided import Decided
from faceaudit.logs.moments import (
    Moment,
    differs,
    ms_between,
    read_clock,
    read_moment,
    read_start,
    tells_half_day,
)  # fmt: skip
from faceaudit.logs.shape import Refused, visible
from faceaudit.logs.stated import StatedTimes
from faceaudit.logs.treatment import Treatment
from faceaudit.units import MS_PER_DAY, MS_PER_MINUTE

_REMEMBERED = 50_000
_FIRST_YEAR = 1905
"""Spreadsheets give times of day without a day one of 1899, 1900 or 1904."""


class Times:
    """Reads days and times of one log.

    Args:
        columns: what the columns mean.
        decided: how the values are read.
        treatment: gives the cells.

    Attributes:
        remark: what was assumed about the entry read last; empty where nothing was.
    """

    def __init__(self, columns: Columns, decided: Decided, treatment: Treatment) -> None:
        self._columns = columns
        self._decided = decided
        self._treatment = treatment
        self._moments: dict[str, Moment | None] = {}
        self._stated = StatedTimes(columns, decided)
        self.remark = ""

    def _cell(self, cells: list[str], meaning: str) -> str:
        return visible(self._treatment.cell(cells, meaning))

    def start(self, cells: list[str]) -> Moment:
        """Give the day on which the entry starts, and the time of day where the log tells one.

        Raises:
            Refused: there is no day, or it cannot be read.
        """
        self.remark = ""
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
        if day is not None and moment.day != day.day:
            if moment.day.year < _FIRST_YEAR:
                return Moment(day.day, moment.clock)
            self.remark = "two-days" if self._columns.format is None else ""
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

    def spent(self, cells: list[str], start: Moment) -> int:
        """Give the entry's time in milliseconds: the stated one, else end minus start.

        Raises:
            Refused: there is none, or it cannot be read.
        """
        if self._treatment.is_all_day(cells):
            self.remark = "all-day"
            return 0
        stated = self._stated.read(cells)
        if stated is not None:
            self.remark = self.remark or self._stated.remark or self._contradiction(cells, start, stated)
            return stated
        of = self._columns.of
        if "end" in of and start.clock is not None and self._cell(cells, "end"):
            return self._elapsed(cells, start)
        fallback = self._cell(cells, "fallback")
        if fallback and self._columns.format is not None:
            return self._stated.duration(fallback, self._columns.format.fallback_unit)
        if self._columns.format is not None and self._columns.format.untimed:
            self.remark = "untimed"
            return 0
        column = self._columns.name_of("duration" if self._columns.duration is not None else "end")
        raise Refused("no-duration", "there is no time spent", "Fill in how long it took.", column=column)

    def _contradiction(self, cells: list[str], start: Moment, stated: int) -> str:
        """Name it where the stated time is not end minus start; known systems round, or take breaks off."""
        if self._columns.format is not None:
            return ""
        try:
            end = self._end(cells, start)
            off = read_break(cells, self._columns, self._decided.break_unit)
        except Refused:
            return ""
        is_off = end is not None and differs(start, end, stated) and not (off and not differs(start, end, stated + off))
        return "stated-differs" if is_off else ""

    def _end(self, cells: list[str], start: Moment) -> Moment | None:
        clock = read_clock(self._cell(cells, "end"))
        if clock is None:
            return self._moment(cells, "end")
        day = self._moment(cells, "end_date") if "end_date" in self._columns.of else None
        return Moment(day.day if day else start.day, clock)

    def _elapsed(self, cells: list[str], start: Moment) -> int:
        known = self._columns.format
        cell, clock = self._cell(cells, "end"), read_clock(self._cell(cells, "end"))
        end = self._end(cells, start)
        ms = ms_between(start, end) if end else None
        column = self._columns.name_of("end")
        began = self._cell(cells, "start")
        if tells_half_day(began) != tells_half_day(cell):
            alone = cell if tells_half_day(cell) else began
            problem, remedy = "says am or pm, the other time does not", "Write both times one way."
            raise Refused("one-half-day", f"{quote(alone)} {problem}", remedy, column=column, value=alone)
        if ms is None:
            problem, remedy = "cannot be compared with the start", "Give both a time of day, and an offset or neither."
            raise Refused("no-duration", f"{quote(cell)} {problem}", remedy, column=column, value=cell)
        if ms < 0 and clock is not None and (clock.ms == 0 or (known is not None and known.overnight)):
            ms += MS_PER_DAY  # an end at midnight can only be that of the next day
        if ms < 0:
            problem, remedy = "is before the start", "Write the end with its date."
            raise Refused("end-before-start", f"{quote(cell)} {problem}", remedy, column=column, value=cell)
        if ms >= MS_PER_DAY:
            problem, remedy = "is a day or more after the start", "Fill in how long it took."
            raise Refused("day-long", f"{quote(cell)} {problem}", remedy, column=column, value=cell)
        self.remark = self.remark or ("whole-day" if ms >= MS_PER_DAY - MS_PER_MINUTE else "")
        return ms if known is not None else self._without_break(cells, ms)

    def _without_break(self, cells: list[str], ms: int) -> int:
        off = read_break(cells, self._columns, self._decided.break_unit)
        if off > ms:
            problem, column = "the break is longer than the entry", self._columns.name_of("break")
            raise Refused("long-break", problem, "Check start, end and break.", column=column)
        self.remark = self.remark or ("break-off" if off else "")
        return ms - off
