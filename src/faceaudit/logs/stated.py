"""The time that a row states as spent.

Knows columns and durations, not dates.
"""

import re

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.decided import Decided
from faceaudit.logs.durations import EITHER, Unreadable, is_two_part_clock, read_duration
from faceaudit.logs.parts import add_parts
from faceaudit.logs.shape import Refused, value_of, visible
from faceaudit.logs.vocabulary import LENGTHS_OF_CALLS, UNIT_OF_WORD, plain_name
from faceaudit.units import MS_PER_SECOND

_REMEMBERED = 50_000
_REMEDY = "Write it like 45, 0:45 or 45 min."
_THREE_PLACES = re.compile(r"[1-9]\d{0,2}([.,])\d{3}\Z")
_MINUS = ("-", "−")
_SMALL_UNITS = ("minutes", "seconds", "milliseconds")


class StatedTimes:
    """Reads the columns of time of one log.

    Args:
        columns: what the columns mean.
        decided: how the values are read.

    Attributes:
        remark: what was assumed about the time read last; empty where nothing was.
    """

    def __init__(self, columns: Columns, decided: Decided) -> None:
        self._columns = columns
        self._decided = decided
        self._known: dict[tuple[str, str | None], int] = {}
        self._has_minute_clocks = columns.format is not None and columns.format.minutes_clock
        held = columns.duration
        self._is_of_calls = held is not None and plain_name(columns.header[held])[0] in LENGTHS_OF_CALLS
        self._has_small_unit = columns.unit in _SMALL_UNITS or (self._is_of_calls and columns.format is None)
        self._is_in_ms = columns.format is not None and columns.format.unit == "milliseconds"
        self.remark = ""

    def read(self, cells: list[str]) -> int | None:
        """Give the time that a row states, in milliseconds; None where it states none.

        Raises:
            Refused: it cannot be read.
        """
        self.remark = ""
        if self._decided.adds_parts:
            return self._sum_of_parts(cells)
        i = self._columns.duration
        stated = visible(value_of(cells[i])) if i is not None else ""
        return self.duration(stated, self._unit_beside(cells) or self._decided.unit) if stated else None

    def _unit_beside(self, cells: list[str]) -> str | None:
        """Give the unit that a row tells in a cell of its own."""
        i = self._columns.of.get("unit")
        told = value_of(cells[i]) if i is not None and self._columns.format is None else ""
        if not told:
            return None
        unit: str | None = UNIT_OF_WORD.get(told.casefold().rstrip("."))
        if unit is None:
            column = self._columns.name_of("unit")
            raise Refused(
                "bad-unit", f"{quote(told)} is no unit of time", "Such as h or min.", column=column, value=told
            )
        return unit

    def duration(self, stated: str, unit: str | None) -> int:
        """Read a time; a bare number is in the unit.

        Raises:
            Refused: it cannot be read.
        """
        if is_two_part_clock(stated):
            if self._has_minute_clocks:
                self.remark = "minutes-clock"
                minutes, _, seconds = stated.partition(":")
                stated = f"{minutes} min {seconds} s"
            elif self._has_small_unit or (unit != self._decided.unit and unit in _SMALL_UNITS):
                why = "could be hours and minutes, or minutes and seconds"
                raise self._refuse(stated, why, "Write it like 45, 0:45:00 or 45 min.")
        decimal = self._decided.decimal
        if decimal is None and unit in ("minutes", "seconds"):
            decimal = EITHER  # nobody writes them with three decimals: 1.200 could be thousands
        self._refuse_three_places(stated, unit, decimal)
        if (stated, unit) in self._known:
            return self._known[stated, unit]
        try:
            ms = read_duration(stated, unit, decimal)
        except Unreadable as why:
            remedy = "Take it off the entry that it corrects." if stated.startswith(_MINUS) else _REMEDY
            raise self._refuse(stated, str(why), remedy) from None
        if self._is_in_ms and unit == "milliseconds" and 0 < ms < MS_PER_SECOND:
            raise self._refuse(stated, "would be less than a second, as this system writes milliseconds", _REMEDY)
        if len(self._known) < _REMEMBERED:
            self._known[stated, unit] = ms
        return ms

    def _refuse_three_places(self, stated: str, unit: str | None, decimal: str | None) -> None:
        """Refuse 1,200 minutes where a comma is decimal: nobody writes these with three places."""
        is_open = unit == "minutes" and self._columns.format is None
        match = _THREE_PLACES.match(stated) if is_open else None
        if match is not None and match[1] == decimal:
            problem = "could be thousands or a decimal"
            raise self._refuse(stated, problem, "Write it without thousands marks, or as hours and minutes.")

    def _refuse(self, stated: str, why: str, remedy: str) -> Refused:
        column = self._columns.name_of("duration")
        return Refused("bad-duration", f"{quote(stated)} {why}", remedy, column=column, value=stated)

    def _sum_of_parts(self, cells: list[str]) -> int | None:
        parts = [(value_of(cells[i]), unit) for i, unit in self._columns.parts]
        try:
            return add_parts(parts, self._decided.decimal)
        except Unreadable as why:
            told = " and ".join(quote(cell) for cell, _ in parts)
            raise Refused(
                "bad-duration", f"{told} {why}", "Write numbers.", column=self._columns.name_of("duration"), value=told
            ) from None
