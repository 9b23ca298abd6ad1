"""Whether the day or the month comes first in the dates of a layout.

Decided for all of them at once; said where it is assumed, refused where the dates contradict each other.
"""

import re
from typing import NamedTuple

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, NUMBERS, read_moment, tells_half_day, whole_year

GIVEN = "given"
SHOWN = "shown"
NAMED = "named"
CLOSE = "close-together"
HALF_DAYS = "half-days"
ASSUMED = "assumed"
ORDER_WHY = {
    NAMED: "as the column's name says",
    CLOSE: "as that puts them close together",
    HALF_DAYS: "as the times use am and pm",
    ASSUMED: "though nothing proves it",
    SHOWN: "as dots or days above 12 show",
    GIVEN: "as --date-order says",
}
"""Reasons for an order of day and month, in words."""

_FORM = re.compile(r"[(\[]\s*(?:([djt]{1,2})|(m{1,2}))[-/. ](?:(m{1,2})|([djt]{1,2}))[-/. ]", re.IGNORECASE)
"""The form of dates in a column's name, as in ``Date (dd/mm/yyyy)``."""


class Order(NamedTuple):
    """Which of day and month comes first, and why."""

    order: str
    """``dmy`` or ``mdy``."""
    why: str
    """A key of ``ORDER_WHY``; empty where no value leaves it open."""
    remark: str = ""
    """What is to be said of it; empty where it is plain."""


class OrderEvidence:
    """What the dates of one layout tell about whether the day or the month comes first.

    Attributes:
        day_first: cells that only make sense with the day first (25/12/2025).
        month_first: cells that only make sense with the month first.
        open: cells that make sense both ways.
        dotted: cells like 03.11.2025, where the day comes first.
        half_days: a 12-hour clock was seen, as where the month comes first.
        short_years: years of two digits were seen, which could as well come first.
    """

    __slots__ = ("day_first", "days", "dotted", "half_days", "month_first", "open", "pairs", "short_years")

    def __init__(self) -> None:
        self.day_first = self.month_first = self.open = self.dotted = 0
        self.half_days = self.short_years = False
        self.pairs: set[tuple[int, int, int]] = set()
        self.days: set[int] = set()

    def see(self, cell: str) -> None:
        """Take one cell of a column of dates or times into account."""
        self.half_days |= tells_half_day(cell)
        match = NUMBERS.match(cell)
        if match is not None and len(match[4]) == 2:
            self.short_years = True
        if match is None or (match[2][0] == "." and len(match[4]) == 4):
            moment = read_moment(cell, DAY_FIRST) if match or cell[:4].isdecimal() else None
            self.dotted += match is not None
            if moment is not None:
                self.days.add(moment.day.toordinal())
            return
        first, second, year = int(match[1]), int(match[3]), whole_year(match[4])
        if match[2][0] == ".":
            self.dotted += 1
        elif first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.open += 1
        self.pairs.add((first, second, year))

    def merge(self, other: "OrderEvidence") -> None:
        """Add what another file of the same layout tells."""
        self.day_first += other.day_first
        self.month_first += other.month_first
        self.open += other.open
        self.dotted += other.dotted
        self.half_days |= other.half_days
        self.short_years |= other.short_years
        self.pairs |= other.pairs
        self.days |= other.days

    def span(self, order: str) -> int:
        """Days from the first to the last date if read in this order; the likelier order gives the shorter span."""
        days = set(self.days)
        for first, second, year in self.pairs:
            day, month = (first, second) if order == DAY_FIRST else (second, first)
            if found := read_moment(f"{year:04d}-{month}-{day}", order):
                days.add(found.day.toordinal())
        return max(days) - min(days) if days else 0

    def decide(self, column: str, file: str) -> Order:
        """Settle the order.

        Args:
            column: name of the column of dates.
            file: name of the log, for messages.

        Raises:
            FaceauditError: some dates have the day first, others the month.
        """
        if self.short_years and self._year_may_come_first():
            raise FaceauditError(
                "the years have two digits, and could come first or last.", "Write them with four digits.",
                file=file, column=column,
            )  # fmt: skip
        if (self.day_first or self.dotted) and self.month_first:
            raise self._contradiction(column, file)
        if self.day_first or self.month_first:
            return Order(MONTH_FIRST if self.month_first else DAY_FIRST, SHOWN)
        if not self.open:
            return Order(DAY_FIRST, SHOWN if self.dotted else "")
        order, why = self._likelier(column)
        if self.dotted and order == MONTH_FIRST:
            raise self._contradiction(column, file)
        if why == NAMED:
            return Order(order, why)
        words = "day first" if order == DAY_FIRST else "month first"
        read = f"dates in {quote(column)} are read {words} {ORDER_WHY[why]}"
        return Order(order, why, f"{read}; if that is wrong, say --date-order")

    def _year_may_come_first(self) -> bool:
        """Tell whether the dates are far closer together with the year first."""
        days = []
        for first, second, year in self.pairs:
            found = read_moment(f"20{first:02d}-{second}-{year % 100}", DAY_FIRST)
            if found is None:
                return False
            days.append(found.day.toordinal())
        likely = MONTH_FIRST if self.month_first and not self.day_first else DAY_FIRST
        return len(days) > 1 and (max(days) - min(days)) * 2 < self.span(likely)

    def _contradiction(self, column: str, file: str) -> FaceauditError:
        return FaceauditError(
            "some dates have the day first, others the month.",
            "Say which is right with --date-order dmy or mdy; the others are then rejected.",
            file=file, column=column,
        )  # fmt: skip

    def _likelier(self, column: str) -> tuple[str, str]:
        if form := _FORM.search(column):
            if form[1] and form[3]:
                return DAY_FIRST, NAMED
            if form[2] and form[4]:
                return MONTH_FIRST, NAMED
        by_day, by_month = self.span(DAY_FIRST), self.span(MONTH_FIRST)
        if by_day * 2 < by_month:
            return DAY_FIRST, CLOSE
        if by_month * 2 < by_day:
            return MONTH_FIRST, CLOSE
        if self.half_days:
            return MONTH_FIRST, HALF_DAYS
        return DAY_FIRST, ASSUMED
