"""The time that a row states as spent.

Knows columns and durations, not dates.
"""

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.durations import EITHER, Unreadable, is_two_part_clock, read_duration
from faceaudit.logs.parts import add_parts
from faceaudit.logs.shape import Refused, value_of
from faceaudit.logs.survey import Decided

_REMEMBERED = 50_000


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
        stated = value_of(cells[i]) if i is not None else ""
        return self.duration(stated, self._decided.unit) if stated else None

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
            elif self._columns.unit in ("minutes", "seconds"):
                raise Refused(
                    "bad-duration", f"{quote(stated)} could be hours and minutes, or minutes and seconds",
                    "Write it like 45, 0:45:00 or 45 min.", column=self._columns.name_of("duration"), value=stated,
                )  # fmt: skip
        decimal = self._decided.decimal
        if decimal is None and unit in ("minutes", "seconds"):
            decimal = EITHER  # nobody writes them with three decimals: 1.200 could be thousands
        if (stated, unit) in self._known:
            return self._known[stated, unit]
        try:
            ms = read_duration(stated, unit, decimal)
        except Unreadable as why:
            raise Refused(
                "bad-duration", f"{quote(stated)} {why}", "Write it like 45, 0:45 or 45 min.",
                column=self._columns.name_of("duration"), value=stated,
            ) from None  # fmt: skip
        if len(self._known) < _REMEMBERED:
            self._known[stated, unit] = ms
        return ms

    def _sum_of_parts(self, cells: list[str]) -> int | None:
        parts = [(value_of(cells[i]), unit) for i, unit in self._columns.parts]
        try:
            return add_parts(parts, self._decided.decimal)
        except Unreadable as why:
            told = " and ".join(quote(cell) for cell, _ in parts)
            raise Refused(
                "bad-duration", f"{told} {why}", "Write numbers.", column=self._columns.name_of("duration"), value=told
            ) from None
