"""What the values of a layout tell before any row is read: date order, unit of bare numbers, decimal mark.

Decided once for all logs with the same header, so that cutting a log changes nothing.
"""

import functools
from collections import Counter
from collections.abc import Mapping

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.breaks import BreakUnit
from faceaudit.logs.columns import Columns
from faceaudit.logs.date_orders import GIVEN, NAMED, Order, OrderEvidence
from faceaudit.logs.decided import COMPARED, SIZED, Decided, Remark
from faceaudit.logs.durations import EITHER, UNITS, decimal_shown, is_bare_number, split_number
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, ms_between, read_moment
from faceaudit.logs.parts import Parts
from faceaudit.logs.shape import visible
from faceaudit.logs.shifts import Shifts
from faceaudit.logs.vocabulary import plain_name

_REMEMBERED = 100_000
_DAY_IN = (("hours", 24), ("minutes", 1_440), ("seconds", 86_400))
_ZERO = "zero"
_UNCLEAR = "unclear"
_LONGEST_NUMBER = 18
_TENTH = 10
_EARLY = 6
"""Hour before which few times of day are, and few durations after."""


class Survey:
    """Evidence from the rows of one layout."""

    def __init__(self, columns: Columns, delimiter: str) -> None:
        self.columns = columns
        self.delimiters = {delimiter}
        self.order = OrderEvidence()
        self.parts = Parts(columns.parts)
        self.decimals: Counter[str] = Counter()
        self.sizes: Counter[str] = Counter()
        self.has_fractions = False
        self.agreeing: Counter[str] = Counter()
        self.compared = 0
        self.clocks: Counter[bool] = Counter()
        self.breaks = BreakUnit(columns)
        self.shifts = Shifts(columns)
        self.rows = 0
        self._seen: set[str] = set()
        of = columns.of
        self._dates = [of[m] for m in ("date", "start", "end", "end_date") if m in of]
        self._times = None
        told_by_format = columns.format is not None and columns.format.unit is not None
        if (columns.unit is None or told_by_format) and {"start", "end"} <= of.keys():
            self._times = (of.get("date"), of["start"], of.get("end_date", of.get("date")), of["end"])

    def see(self, cells: list[str]) -> None:
        """Take a row into account."""
        self.rows += 1
        for i in self._dates:
            if i < len(cells):
                self._see_date(visible(cells[i].strip()))
        self.breaks.see(cells)
        self.shifts.see(cells)
        if self.columns.parts:
            self.parts.see(cells)
        duration = self.columns.duration
        if duration is not None and duration < len(cells):
            number = self._see_duration(visible(cells[duration].strip()))
            if number and self._times is not None:
                times = [cells[i].strip() if i is not None and i < len(cells) else "" for i in self._times]
                self._compare(number, times)

    def _see_date(self, cell: str) -> None:
        if cell in self._seen:
            return
        if len(self._seen) < _REMEMBERED:
            self._seen.add(cell)
        self.order.see(cell)

    def _see_duration(self, cell: str) -> float:
        """Take a duration into account; give its number where it is a bare one, else zero."""
        if self.columns.may_be_clock and (hour := cell.partition(":")[0]) != cell and hour.isdecimal():
            self.clocks[int(hour[:3]) < _EARLY] += 1
        number, size, mark = _size_up(cell)
        if mark is not None:
            self.decimals[mark] += 1
        if size:
            self.sizes[size] += 1
            self.has_fractions |= not number.is_integer()
        return number

    def _compare(self, number: float, times: list[str]) -> None:
        """Compare a bare number with end minus start, in each unit."""
        start_day, start, end_day, end = times
        texts = [
            text if any(mark in text for mark in "-/") else f"{day} {text}"
            for day, text in ((start_day, start), (end_day, end))
        ]
        begins, ends = (read_moment(text, DAY_FIRST) or read_moment(text, MONTH_FIRST) for text in texts)
        ms = ms_between(begins, ends) if begins and ends else None
        if not ms or ms < 0:
            return
        self.compared += 1
        for unit, unit_ms in UNITS.items():
            if ms <= 2 * number * unit_ms <= 4 * ms:
                self.agreeing[unit] += 1

    def merge(self, other: "Survey") -> None:
        """Add what another log of the same layout tells."""
        self.order.merge(other.order)
        self.parts.merge(other.parts)
        self.delimiters |= other.delimiters
        self.decimals.update(other.decimals)
        self.sizes.update(other.sizes)
        self.has_fractions |= other.has_fractions
        self.agreeing.update(other.agreeing)
        self.compared += other.compared
        self.clocks.update(other.clocks)
        self.breaks.merge(other.breaks)
        self.shifts.merge(other.shifts)
        self.rows += other.rows

    def decide(
        self, *, date_order: str | None, unit: str | None, file: str, widths: tuple[int, int]
    ) -> tuple[Decided, list[Remark]]:
        """Settle how the values are read.

        Args:
            date_order: ``dmy`` or ``mdy`` where the user says it.
            unit: unit of bare numbers where the user says it.
            file: name of the first log of the layout, for messages.
            widths: fewest and most cells of a whole row.

        Raises:
            FaceauditError: the values contradict each other, or leave it open where guessing could be wrong.
        """
        order = Order(date_order, GIVEN) if date_order else self.order.decide(self._date_column(), file)
        about_order = [Remark("date-order-assumed", order.remark)] if order.remark else []
        adds_parts = self._decide_parts(file)
        found, unit_by, about_unit = (unit, GIVEN, self._remark_unit(unit)) if unit else self._decide_unit(file)
        decided = Decided(
            order.order,
            found,
            self._decide_decimal(file),
            adds_parts,
            order.why,
            unit_by,
            self.breaks.decide(),
            widths,
            self.shifts.decide(),
        )
        about_words = [Remark("numbers-for-words", said)] if (said := self.shifts.remark()) else []
        return decided, about_order + about_unit + about_words

    def _decide_parts(self, file: str) -> bool:
        adds = self.columns.adds or self.parts.decide()
        if adds is None:
            names = " and ".join(quote(self.columns.header[i]) for i, _ in self.columns.parts)
            raise FaceauditError(
                f"the columns {names} may be parts of one time, or tell different times.",
                "Say which one counts with --column duration=NAME.",
                file=file,
            )  # fmt: skip
        return adds

    def _date_column(self) -> str:
        return self.columns.name_of("date" if "date" in self.columns.of else "start")

    def _remark_unit(self, given: str) -> list[Remark]:
        """Tell where the user says another unit than the column's name or the format."""
        if self.columns.unit in (None, given) or not self.sizes:
            return []
        column = quote(self.columns.name_of("duration"))
        return [Remark("unit-given", f"numbers in {column} are {given}, as --unit says, not {self.columns.unit}")]

    def _decide_unit(self, file: str) -> tuple[str | None, str, list[Remark]]:
        self._refuse_clocks(file)
        if not self.sizes or (self.columns.unit is not None and not self._times_contradict()):
            return self.columns.unit, NAMED if self.columns.unit else "", []
        column = self.columns.name_of("duration")
        for likeliest, agreeing in self.agreeing.most_common(1):
            if agreeing * 10 >= self.compared * 9:
                message = f"numbers in {quote(column)} are {likeliest}, as start and end show"
                return likeliest, COMPARED, [Remark("unit-assumed", message)]
        unit = self._unit_by_size()
        if unit is None:
            problem = "the numbers could be hours or minutes."
            raise FaceauditError(problem, "Say --unit hours or --unit minutes.", file=file, column=column)
        if self.sizes[unit] * _TENTH < self.sizes.total() - self.sizes[_ZERO]:
            raise FaceauditError(
                f"a few numbers are so large that they must be {unit}, most are not.",
                "Say what they are, e.g. with --unit minutes.", file=file, column=column,
            )  # fmt: skip
        message = f"numbers in {quote(column)} are taken for {unit}, judged by their size; if that is wrong, say --unit"
        return unit, SIZED, [Remark("unit-assumed", message)]

    def _times_contradict(self) -> bool:
        """Tell whether start and end show another unit than the format tells; a unit in a column's own name stands."""
        known, held = self.columns.format, self.columns.duration
        if known is None or known.unit is None or held is None or plain_name(self.columns.header[held])[1]:
            return False
        return any(
            unit != known.unit and agreeing > 1 and agreeing * 10 >= self.compared * 9
            for unit, agreeing in self.agreeing.most_common(1)
        )

    def _refuse_clocks(self, file: str) -> None:
        if self.clocks[False] > self.clocks[True]:
            raise FaceauditError(
                "these look like times of day, not like time spent.",
                "If they are time spent say --column duration=NAME, else --column start=NAME and which column is.",
                file=file, column=self.columns.name_of("duration"),
            )  # fmt: skip

    def _unit_by_size(self) -> str | None:
        largest = next((unit for unit in ("milliseconds", "seconds", "minutes") if self.sizes[unit]), "hours")
        return largest if largest != "hours" or self.has_fractions else None

    def _decide_decimal(self, file: str) -> str | None:
        if len(self.decimals) > 1:
            raise FaceauditError(
                "some numbers use a comma as the decimal mark, others a point.", "Write them all one way.",
                file=file, column=self.columns.name_of("duration"),
            )  # fmt: skip
        if self.decimals:
            return next(iter(self.decimals))
        return EITHER if ";" in self.delimiters else None


def join_surveys(by_width: Mapping[int, Survey]) -> tuple[Survey, tuple[int, int]]:
    """Join what rows of one layout tell, those left out that have more or fewer cells than whole rows have.

    Args:
        by_width: surveys of rows by how many cells these have.

    Returns:
        What the whole rows tell, and the fewest and most cells of these: the header's, and what most rows have.
    """
    columns = next(iter(by_width.values())).columns
    names = len(columns.header)
    usual = max(by_width, key=lambda width: (by_width[width].rows + (width == names), width))
    least, most = min(usual, names), max(usual, names)
    whole = [survey for width, survey in by_width.items() if least <= width <= most]
    joined = whole[0]
    for other in whole[1:]:
        joined.merge(other)
    return joined, (least, most)


@functools.lru_cache(maxsize=4096)
def _size_up(cell: str) -> tuple[float, str, str | None]:
    """Give a bare number's value, the largest unit in which it is less than a day, and the decimal mark it proves."""
    if not is_bare_number(cell):
        return 0.0, "", None
    try:
        whole, fraction = split_number(cell, None)
    except ValueError:
        return 0.0, _UNCLEAR if cell.count(",") == 1 else "", None
    if len(whole) + len(fraction) > _LONGEST_NUMBER:
        return 0.0, "", None
    number = float(f"{whole}.{fraction or 0}")
    size = next((unit for unit, day in _DAY_IN if number <= day), "milliseconds") if number else _ZERO
    return number, size, decimal_shown(cell)
