"""Rows whose cells are shifted by a stray delimiter, as where a decimal comma stands without quotes.

Such a row has a number in the column of words behind the time: ``1,5,demo`` in place of ``"1,5",demo``. Where most rows
have one, the log writes numbers there, or all of its rows are shifted: that is said.
"""

from faceaudit.logs.columns import Columns
from faceaudit.logs.durations import is_bare_number

_WORDS = ("activity", "activity_type", "customer", "customer_status", "stage", "notes")


class Shifts:
    """Evidence on whether the column behind the time holds words.

    Args:
        columns: what the columns mean.
    """

    def __init__(self, columns: Columns) -> None:
        place = -1 if columns.duration is None else columns.duration + 1
        is_there = 0 < place < len(columns.header)
        words = {*(columns.of[meaning] for meaning in _WORDS if meaning in columns.of), *columns.extra_notes}
        self._place = place if is_there and (place in words or not columns.header[place].strip()) else -1
        self._numbers = self._filled = 0

    def see(self, cells: list[str]) -> None:
        """Take a row into account."""
        if 0 <= self._place < len(cells) and (cell := cells[self._place].strip()):
            self._filled += 1
            self._numbers += is_bare_number(cell)

    def merge(self, other: "Shifts") -> None:
        """Add what another log of the same layout tells."""
        self._numbers += other._numbers
        self._filled += other._filled

    def decide(self) -> int:
        """Give the place of the column in which a number shows that a row is shifted; -1 where none does."""
        return self._place if 0 < 2 * self._numbers <= self._filled else -1

    def remark(self) -> str:
        """Say that most rows have a number for words; empty where they have not."""
        if 2 * self._numbers <= self._filled:
            return ""
        return "what stands behind the time is mostly numbers; if these are decimals of the time, quote the time"
