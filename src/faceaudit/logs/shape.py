"""What a record is before its values are read: an entry, a sum, a header again, or a row that is broken.

Knows columns, not values, but for dates: they tell a row that a stray quote swallowed.
"""

from collections.abc import Sequence
from unicodedata import category

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, read_moment
from faceaudit.logs.records import Dialect, Record
from faceaudit.logs.sums import is_total_word
from faceaudit.logs.vocabulary import EMPTY_MARKERS, plain_name, recognise
from faceaudit.units import count_of

_GUARDED = "=+-@\t\r"
_LONGEST_MARKER = 40
_LONGEST_NAME = 200
"""Characters of a column's name; a longer cell is compared as it stands, which costs little however long it is."""
_NAMES_OF_A_HEADER = 3
_NAMES_OF_SUBITEMS = 2
_SUBITEMS = frozenset(("subitems", "unterelemente", "sous éléments", "subelementos"))


class Refused(Exception):
    """Carries why a row is rejected from where it is found to where it is reported."""

    def __init__(self, code: str, problem: str, remedy: str, *, column: str = "", value: str = "") -> None:
        super().__init__(problem)
        self.code, self.problem, self.remedy, self.column, self.value = code, problem, remedy, column, value


def clean(cell: str) -> str:
    """Take off outer blanks, the apostrophe that some exports set before ``=``, ``+``, ``-`` and ``@``, ``="..."``."""
    cell = cell.strip()
    if cell[:2] == '="' and cell[-1] == '"' and '"' not in cell[2:-1]:
        return cell[2:-1].strip()
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1 else cell


def visible(cell: str) -> str:
    """Give a cell without the characters that programs put in and nobody sees; other blanks become plain ones."""
    if cell.isascii():
        return cell
    return "".join(" " if category(c) == "Zs" else c for c in cell if category(c) != "Cf").strip()


def value_of(cell: str) -> str:
    """Give what a cell says: cleaned, empty where it only says that it is empty."""
    value = clean(cell)
    return "" if len(value) < _LONGEST_MARKER and value.casefold() in EMPTY_MARKERS else value


class Shape:
    """Tells the records of one log apart.

    Attributes:
        above: the last line before the header that has one cell only; empty where there is none.

    Args:
        columns: what the columns mean.
        dialect: how the log is laid out.
        file: name of the log.
    """

    def __init__(self, columns: Columns, dialect: Dialect, file: str) -> None:
        self._columns = columns
        self._delimiter = dialect.delimiter
        self._file = file
        self._header = [cell.strip() for cell in columns.header]
        self._plain_header = [plain_name(name) for name in self._header]
        self._width = len(self._header)
        self._named = max((i + 1 for i, name in enumerate(self._header) if name), default=0)
        self._is_loose = columns.format is not None and bool(columns.format.pattern)
        of = columns.of
        self._person = of.get("person", self._width)
        self._dates = [of[meaning] for meaning in ("date", "start") if meaning in of]
        self.above = next((c for c in map(_only, [cells for _, cells in dialect.before][::-1]) if c), "")
        self._words = [of[meaning] for meaning in ("activity", "activity_type", "notes") if meaning in of]

    def skip_reason(self, record: Record) -> str:
        """Say why a record is no entry; empty where it is one, or is broken.

        Raises:
            FaceauditError: another header begins here.
        """
        if record.fault or self._is_dated_entry(record.cells):
            return ""
        cells = [cell.strip() for cell in record.cells]
        if not any(cells):
            return "empty-row"
        dates = [cells[i] for i in self._dates if i < len(cells)]
        if not any(c.isdecimal() for date in dates for c in date) and self._is_header(cells, record.line):
            return "repeated-header"
        return "total-row" if self._is_total(cells, dates) else ""

    def is_no_row(self, record: Record) -> bool:
        """Tell whether a record is broken or no entry, so that its values tell nothing of the others."""
        is_broken = bool(record.fault) or not (self._is_loose or self.fits(record.cells))
        return is_broken or bool(self.skip_reason(record))

    def _is_dated_entry(self, cells: list[str]) -> bool:
        """Tell at a glance whether a record is what most are: it starts its date with a digit and is of somebody."""
        is_dated = any(i < len(cells) and cells[i][:1].isdecimal() for i in self._dates)
        return is_dated and not (self._person < len(cells) and is_total_word(cells[self._person].strip()))

    def _is_header(self, cells: list[str], line: int) -> bool:
        if max(map(len, cells)) > _LONGEST_NAME:
            return cells == self._header
        if [plain_name(cell) for cell in cells] == self._plain_header:
            return True
        has_parts = self._columns.format is not None and self._columns.format.subitems
        if has_parts and (not cells[0] or plain_name(cells[0])[0] in _SUBITEMS):
            return sum(recognise(cell) is not None for cell in cells[1:]) >= _NAMES_OF_SUBITEMS
        filled = [cell for cell in cells if cell]
        known = {meaning for cell in filled if (meaning := recognise(cell))}
        if len(known) < _NAMES_OF_A_HEADER or len(known) * 2 < len(filled):
            return False
        raise FaceauditError(
            "another header begins here.", "Put what follows it into a file of its own.", file=self._file, line=line
        )

    def _is_total(self, cells: list[str], dates: list[str]) -> bool:
        person = cells[self._person] if self._person < len(cells) else ""
        if any(value_of(date) and not is_total_word(date) for date in dates):
            return is_total_word(person) and not any(value_of(cells[i]) for i in self._words if i < len(cells))
        return is_total_word(person) or is_total_word(next(cell for cell in cells if cell))

    def fits(self, cells: list[str]) -> bool:
        """Tell whether a row has as many cells as the header has names; empty ones may be too many."""
        return self._named <= len(cells) and not any(cell.strip() for cell in cells[self._width :])

    def check(self, record: Record, widths: tuple[int, int]) -> None:
        """Make sure that a record has the cells of a row, and only of one.

        Args:
            record: the record.
            widths: fewest and most cells of a whole row.

        Raises:
            Refused: it has not.
        """
        cells = record.cells
        if record.fault:
            raise Refused("bad-quotes", f"the row {record.fault}", "Write a quote inside a cell twice.")
        if not self.fits(cells) or not widths[0] <= len(cells) <= widths[1]:
            raise Refused(
                "wrong-cell-count",
                f"the row has {count_of(len(cells), 'cell')} where the header has {self._width}",
                "Check for a stray delimiter or line break.",
            )
        joined = "".join(cells)
        if "\0" in joined or not (joined.isascii() or _is_text(joined)):
            raise Refused(
                "bad-character", "the row has bytes that are no characters", "Name the encoding with --encoding."
            )
        if "\n" in joined or "\r" in joined:
            self._refuse_swallowed(cells)

    def _refuse_swallowed(self, cells: list[str]) -> None:
        """Refuse a row one of whose cells holds other rows, as where two stray quotes pair up."""
        for at, cell in enumerate(cells):
            first, *others = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if others and self._holds_row(at, first.split(self._delimiter), [o.split(self._delimiter) for o in others]):
                raise Refused(
                    "swallowed-rows",
                    f"the cell that begins {quote(cell, 20)} holds other rows",
                    "Close the quote where the cell ends, or take it out.",
                    column=self._header[at] if at < self._width else "",
                )

    def _holds_row(self, at: int, first: list[str], others: list[list[str]]) -> bool:
        """Tell whether the lines of a cell, cut at delimiters, are the end of a row, rows, and the start of a row."""
        rows = [pieces for pieces in others[:-1] if len(pieces) >= self._named]
        if at + len(first) >= self._named:
            rows.append([""] * at + first if len(first) > 1 else [])
        if len(others[-1]) > at > 0:
            rows.append(others[-1])
        dates = (row[i].strip() for row in rows for i in self._dates if i < len(row))
        return any(read_moment(date, order) for date in dates for order in (DAY_FIRST, MONTH_FIRST))


def _only(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    return filled[0] if len(filled) == 1 else ""


def _is_text(joined: str) -> bool:
    try:
        joined.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
