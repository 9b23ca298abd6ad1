"""Breaks in a column of their own: taken off where an entry's time is end minus start.

Knows nothing of people or activities.
"""

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.durations import Unreadable, is_bare_number, read_duration
from faceaudit.logs.shape import Refused, value_of
from faceaudit.logs.vocabulary import plain_name

_SHORTEST_IN_MINUTES = 5
"""No break is of less minutes, and none of as many hours."""


class BreakUnit:
    """Evidence on the unit of bare numbers in the column of breaks.

    Args:
        columns: what the columns mean.
    """

    def __init__(self, columns: Columns) -> None:
        self._place = columns.of.get("break", -1)
        self._named = plain_name(columns.header[self._place])[1] if self._place >= 0 else None
        self._largest = 0.0

    def see(self, cells: list[str]) -> None:
        """Take a row into account."""
        if 0 <= self._place < len(cells) and is_bare_number(cell := cells[self._place].strip()):
            number = cell.replace(",", ".")
            self._largest = max(self._largest, float(number) if number.count(".") < 2 else 0.0)

    def merge(self, other: "BreakUnit") -> None:
        """Add what another log of the same layout tells."""
        self._largest = max(self._largest, other._largest)

    def decide(self) -> str:
        """Give the unit."""
        return self._named or ("minutes" if self._largest >= _SHORTEST_IN_MINUTES else "hours")


def read_break(cells: list[str], columns: Columns, unit: str) -> int:
    """Give the break that a row tells, in milliseconds; zero where it tells none.

    Raises:
        Refused: it cannot be read.
    """
    place = columns.of.get("break")
    told = "" if place is None else value_of(cells[place])
    if not told:
        return 0
    try:
        return read_duration(told, unit, ".,")
    except Unreadable as why:
        raise Refused(
            "bad-duration", f"{quote(told)} {why}", "Write the break like 0:30 or 30 min.",
            column=columns.name_of("break"), value=told,
        ) from None  # fmt: skip
