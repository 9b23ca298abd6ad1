"""What a record is before its values are read: an entry, a sum, a header again, or a row that is broken.

Knows columns, not values, but for dates: they tell a row that a stray quote swallowed.
"""

from collections.abc import Sequence

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.columns import EMPTY_MARKERS, TOTALS, Columns, plain_name, recognise
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, read_moment
from faceaudit.logs.records import Dialect, Record

_GUARDED = "=+-@\t\r"
_LONGEST_MARKER = 40
_LONGEST_NAME = 200
"""Characters of a column's name; a longer cell is compared as it stands, which costs little however long it is."""
_NAMES_OF_A_HEADER = 3


class Refused(Exception):
    """Carries why a row is rejected from where it is found to where it is reported."""

    def __init__(self, code: str, problem: str, remedy: str, *, column: str = "", value: str = "") -> None:
        super().__init__(problem)
        self.code, self.problem, self.remedy, self.column, self.value = code, problem, remedy, column, value


def clean(cell: str) -> str:
    """Take off outer blanks and the apostrophe that some exports set before ``=``, ``+``, ``-`` and ``@``."""
    cell = cell.strip()
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1 else cell


def value_of(cell: str) -> str:
    """Give what a cell says: cleaned, empty where it only says that it is empty."""
    value = clean(cell)
    return "" if len(value) < _LONGEST_MARKER and value.casefold() in EMPTY_MARKERS else value


def is_total_word(text: str) -> bool:
    """Tell whether a text is a word for a sum."""
    return text.casefold().rstrip(":. ") in TOTALS


def names_a_sum(name: str) -> bool:
    """Tell whether a name begins or ends with a word for a sum, as in ``Ann Total``."""
    words = name.split()
    return len(words) > 1 and (is_total_word(words[0]) or is_total_word(words[-1]))


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

    def _is_dated_entry(self, cells: list[str]) -> bool:
        """Tell at a glance whether a record is what most are: it starts its date with a digit and is of somebody."""
        is_dated = any(i < len(cells) and cells[i][:1].isdecimal() for i in self._dates)
        return is_dated and not (self._person < len(cells) and is_total_word(cells[self._person].strip()))

    def _is_header(self, cells: list[str], line: int) -> bool:
        if max(map(len, cells)) > _LONGEST_NAME:
            return cells == self._header
        if [plain_name(cell) for cell in cells] == self._plain_header:
            return True
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

    def check(self, record: Record) -> None:
        """Make sure that a record has the cells of a row, and only of one.

        Raises:
            Refused: it has not.
        """
        cells = record.cells
        if record.fault:
            raise Refused("bad-quotes", f"the row {record.fault}", "Write a quote inside a cell twice.")
        has, wants = len(cells), self._width
        if has < self._named or (has > wants and any(cell.strip() for cell in cells[wants:])):
            raise Refused(
                "wrong-cell-count",
                f"the row has {has} cells where the header has {wants}",
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
