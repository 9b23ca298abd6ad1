"""Time told in several columns of different units: parts of one time to be added, or one time told twice.

Knows nothing of files.
"""

from collections.abc import Sequence

from faceaudit.logs.durations import UNITS, Unreadable, is_bare_number, read_duration
from faceaudit.units import MS_PER_MINUTE

_IN_NEXT_LARGER = 60


class Parts:
    """Evidence on whether such columns are to be added.

    Args:
        columns: number and unit of each column, the largest unit first; see :class:`faceaudit.logs.columns.Columns`.
    """

    def __init__(self, columns: Sequence[tuple[int, str]]) -> None:
        self._columns = columns
        self._same = True
        self._split = True
        self._together = False

    def see(self, cells: list[str]) -> None:
        """Take a row into account."""
        told = [(cells[i].strip() if i < len(cells) else "", unit) for i, unit in self._columns]
        try:
            times = [read_duration(cell, unit, None) for cell, unit in told if cell]
        except Unreadable:
            return
        if not times:
            return
        if max(times) - min(times) > max(MS_PER_MINUTE, max(times) // 50):
            self._same = False
        self._together |= sum(ms > 0 for ms in times) > 1
        whole = all(not cell or (is_bare_number(cell) and cell.isdecimal()) for cell, _ in told[:-1])
        small = all(not cell or _is_below_sixty(cell) for cell, _ in told[1:])
        if not (whole and small):
            self._split = False

    def merge(self, other: "Parts") -> None:
        """Add what another log of the same layout tells."""
        self._same &= other._same
        self._split &= other._split
        self._together |= other._together

    def decide(self) -> bool | None:
        """Tell whether the columns are to be added; None where that is open.

        1 minute and 38 seconds could be parts, or 38 seconds told twice, once rounded up.
        """
        if not self._columns:
            return False
        if self._same and self._split:
            return None if self._together else True
        return self._split if self._same != self._split else None


def _is_below_sixty(cell: str) -> bool:
    try:
        return is_bare_number(cell) and read_duration(cell, "seconds", ".,") < _IN_NEXT_LARGER * UNITS["seconds"]
    except Unreadable:
        return False


def add_parts(cells: Sequence[tuple[str, str]], decimal: str | None) -> int | None:
    """Add a row's parts: each cell with its unit; None where all are empty.

    Raises:
        Unreadable: a cell is no number.
    """
    filled = [(cell, unit) for cell, unit in cells if cell]
    for cell, _ in filled:
        if not is_bare_number(cell):
            raise Unreadable("is not a number")
    return sum(read_duration(cell, unit, decimal) for cell, unit in filled) if filled else None
