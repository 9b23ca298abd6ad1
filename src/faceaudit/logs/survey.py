"""What the values of a layout tell before any row is read: date order, unit of bare numbers, decimal mark.

Decided once for all logs with the same header, so that cutting a log changes nothing.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.durations import UNITS, decimal_shown, is_bare_number, split_number
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, OrderEvidence, ms_between, read_moment
from faceaudit.logs.records import Record
from faceaudit.units import MS_PER_MINUTE

_REMEMBERED = 100_000
_COMPARED = 2_000
_HOURS_IN_DAY = 24
_MINUTES_IN_DAY = 1_440
_SECONDS_IN_DAY = 86_400


class Decided(NamedTuple):
    """How the values of a layout are read."""

    date_order: str
    unit: str | None
    decimal: str | None


class Remark(NamedTuple):
    """Something assumed about a layout, to be told."""

    code: str
    message: str


class Survey:
    """Evidence from the rows of one layout."""

    def __init__(self, columns: Columns, delimiter: str) -> None:
        self.columns = columns
        self.delimiter = delimiter
        self.order = OrderEvidence()
        self.decimals: Counter[str] = Counter()
        self.largest = 0.0
        self.bare = 0
        self.fractions = 0
        self.agreeing: Counter[str] = Counter()
        self.compared = 0
        self._seen: set[tuple[str, str]] = set()

    def see(self, records: Iterable[Record]) -> None:
        """Take the records of one log into account."""
        of = self.columns.of
        dates = [of[m] for m in ("date", "start", "end", "end_date") if m in of]
        duration = self.columns.duration
        times = (of.get("date"), of.get("start"), of.get("end")) if {"start", "end"} <= of.keys() else None
        for _, cells, fault in records:
            if fault:
                continue
            for i in dates:
                if i < len(cells):
                    self._see_date(cells[i].strip())
            if duration is not None and duration < len(cells):
                self._see_duration(cells[duration].strip())
                if times is not None and self.compared < _COMPARED:
                    self._compare(cells, duration, times)

    def _is_new(self, kind: str, cell: str) -> bool:
        if (kind, cell) in self._seen:
            return False
        if len(self._seen) < _REMEMBERED:
            self._seen.add((kind, cell))
        return True

    def _see_date(self, cell: str) -> None:
        if self._is_new("date", cell):
            self.order.see(cell)

    def _see_duration(self, cell: str) -> None:
        if not self._is_new("duration", cell) or not is_bare_number(cell):
            return
        self.bare += 1
        mark = decimal_shown(cell)
        if mark is not None:
            self.decimals[mark] += 1
        value = _rough(cell)
        self.largest = max(self.largest, value)
        if value != int(value):
            self.fractions += 1

    def _compare(self, cells: list[str], duration: int, times: tuple[int | None, int | None, int | None]) -> None:
        """Compare a bare number with end minus start, in each unit."""
        cell = cells[duration].strip()
        if not is_bare_number(cell):
            return
        day, start, end = (cells[i].strip() if i is not None and i < len(cells) else "" for i in times)
        texts = [text if any(mark in text for mark in "-/") else f"{day} {text}" for text in (start, end)]
        begins, ends = (read_moment(text, DAY_FIRST) or read_moment(text, MONTH_FIRST) for text in texts)
        ms = ms_between(begins, ends) if begins and ends else None
        if not ms or ms < 0:
            return
        self.compared += 1
        for unit, unit_ms in UNITS.items():
            if abs(_rough(cell) * unit_ms - ms) <= max(MS_PER_MINUTE, ms // 50):
                self.agreeing[unit] += 1

    def merge(self, other: "Survey") -> None:
        """Add what another log of the same layout tells."""
        self.order.merge(other.order)
        self.decimals.update(other.decimals)
        self.largest = max(self.largest, other.largest)
        self.bare += other.bare
        self.fractions += other.fractions
        self.agreeing.update(other.agreeing)
        self.compared += other.compared

    def decide(self, *, date_order: str | None, unit: str | None, file: str) -> tuple[Decided, list[Remark]]:
        """Settle how the values are read.

        Args:
            date_order: ``dmy`` or ``mdy`` where the user says it.
            unit: unit of bare numbers where the user says it.
            file: name of the first log of the layout, for messages.

        Raises:
            FaceauditError: the values contradict each other, or leave it open where guessing could be wrong.
        """
        order, about_order = (date_order, []) if date_order else self._decide_order(file)
        found, about_unit = (unit, []) if unit else self._decide_unit(file)
        return Decided(order, found, self._decide_decimal(file)), about_order + about_unit

    def _decide_order(self, file: str) -> tuple[str, list[Remark]]:
        seen = self.order
        if seen.day_first and seen.month_first:
            raise FaceauditError(
                "some dates have the day first, others the month.",
                "Say which is right with --date-order dmy or mdy; the others are then rejected.",
                file=file, column=self._date_column(),
            )  # fmt: skip
        if seen.day_first or seen.month_first or not seen.open:
            return (MONTH_FIRST if seen.month_first else DAY_FIRST), []
        order, why = self._likelier_order()
        words = "day first" if order == DAY_FIRST else "month first"
        message = f"dates in {quote(self._date_column())} are read {words} {why}; if that is wrong, say --date-order"
        return order, [Remark("date-order-assumed", message)]

    def _likelier_order(self) -> tuple[str, str]:
        if self.order.half_days:
            return MONTH_FIRST, "as the times use am and pm"
        by_day, by_month = self.order.span(DAY_FIRST), self.order.span(MONTH_FIRST)
        if by_day * 2 < by_month:
            return DAY_FIRST, "as that puts them close together"
        if by_month * 2 < by_day:
            return MONTH_FIRST, "as that puts them close together"
        return DAY_FIRST, "though nothing proves it"

    def _date_column(self) -> str:
        return self.columns.name_of("date" if "date" in self.columns.of else "start")

    def _decide_unit(self, file: str) -> tuple[str | None, list[Remark]]:
        if self.columns.unit is not None or not self.bare:
            return self.columns.unit, []
        column = self.columns.name_of("duration")
        for likeliest, agreeing in self.agreeing.most_common(1):
            if agreeing * 10 >= self.compared * 9:
                message = f"numbers in {quote(column)} are {likeliest}, as start and end show"
                return likeliest, [Remark("unit-assumed", message)]
        unit = self._unit_by_size()
        if unit is None:
            raise FaceauditError(
                "the numbers could be hours or minutes.",
                "Say --unit hours or --unit minutes.",
                file=file,
                column=column,
            )
        message = f"numbers in {quote(column)} are taken for {unit}, judged by their size; if that is wrong, say --unit"
        return unit, [Remark("unit-assumed", message)]

    def _unit_by_size(self) -> str | None:
        if self.largest > _SECONDS_IN_DAY:
            return "milliseconds"
        if self.largest > _MINUTES_IN_DAY:
            return "seconds"
        if self.largest > _HOURS_IN_DAY:
            return "minutes"
        return "hours" if self.fractions else None

    def _decide_decimal(self, file: str) -> str | None:
        if len(self.decimals) > 1:
            raise FaceauditError(
                "some numbers use a comma as the decimal mark, others a point.", "Write them all one way.",
                file=file, column=self.columns.name_of("duration"),
            )  # fmt: skip
        if self.decimals:
            return next(iter(self.decimals))
        return "," if self.delimiter == ";" else None


def _rough(number: str) -> float:
    """Give a number's approximate value, for evidence only."""
    try:
        whole, fraction = split_number(number, None)
    except ValueError:
        return 0.0
    return float(f"{whole[:18]}.{fraction[:18] or 0}") if len(whole) <= 18 else 1e18
