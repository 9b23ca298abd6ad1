"""From physical lines to records of cells: delimiter, header line, quotes.

Knows nothing of what the cells mean but the names in the header.
"""

import csv
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.columns import missing, understand
from faceaudit.logs.delimiters import DELIMITERS, can_delimit, told_delimiter
from faceaudit.logs.formats import Format, recognise_format, recognise_headerless
from faceaudit.logs.moments import DAY_FIRST, MONTH_FIRST, read_moment
from faceaudit.logs.sources import LONGEST_LINE, Source
from faceaudit.logs.vocabulary import plain_name, recognise

_HEAD_LINES = 200
_HEAD_RECORDS = 60
_FEWEST_NAMES = 2
_LONGEST_NAME = 80
_LARGEST_HEAD = LONGEST_LINE
"""Characters in which to look for the header; the line that goes beyond is the last."""
_LARGEST_LINE = 2 * LONGEST_LINE
"""Bytes that a line may take in memory, where a character takes one to four."""
_LONGEST_RECORD = 1024 * 1024
"""Characters in a record of several lines; nothing that people write into a cell is so long."""
_MOST_CELLS = 200_000


class Dialect(NamedTuple):
    """How a log is laid out in lines."""

    delimiter: str
    header: tuple[str, ...]
    header_line: int
    """Physical line, from 1, on which the header starts."""
    before: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Records before the header, left out: line and cells."""
    headerless: Format | None = None
    """The format of a log that has no header; its names stand for one, and the header line is 0."""


class Record(NamedTuple):
    """One record of a log."""

    line: int
    """Physical line, from 1, on which it starts."""
    cells: list[str]
    fault: str
    """Why it could not be split into cells, in which case it has one; empty where it could."""


def find_dialect(source: Source, *, delimiter: str | None, header_row: int | None, given: Mapping[str, str]) -> Dialect:
    """Find delimiter and header: the pair under which all that a log needs is named, else most column names are known.

    Args:
        source: the log, its encoding settled.
        delimiter: the delimiter, where the user gives it.
        header_row: physical line of the header, where the user gives it.
        given: the user's own column names by meaning; they count as known.

    Raises:
        FaceauditError: no line looks like a header.
    """
    if delimiter is not None and not can_delimit(delimiter):
        raise FaceauditError("this cannot be a delimiter.", "Such as ',' ';' '|' or tab.", column="--delimiter")
    head = list(_take_head(_lines(source), max(_HEAD_LINES, header_row or 0)))
    told = told_delimiter(head)
    candidates = (delimiter,) if delimiter else (told,) if told else DELIMITERS
    best = _find_best(head, candidates, header_row, given)
    if best is not None and (header_row is not None or best.known >= _FEWEST_NAMES):
        is_told = told is not None and best.records[0][0] == 1
        before = tuple((line, cells) for line, cells in best.records[is_told : best.at] if any(cells))
        if len(head) == 1:
            _refuse_rows_in_header(best.records[0][1], source)
        return Dialect(best.delimiter, best.records[best.at][1], best.records[best.at][0], before)
    headerless = _find_headerless(head, candidates)
    if headerless is not None and header_row is None:
        return headerless
    if header_row is not None:
        problem = f"there is no line {header_row} to take for the header."
        raise FaceauditError(problem, "Count from 1.", file=source.name, column="--header-row")
    first = next((cells for _, cells in _head_records(head, candidates[0]) if any(cells)), ())
    raise FaceauditError(
        f"no line looks like a header; the first one begins {quote(' '.join(first))}.",
        "Add a line of column names (person, date, minutes, activity), or say where it is with --header-row.",
        file=source.name,
    )


def _take_head(lines: Iterator[str], number: int) -> Iterator[str]:
    size = 0
    for line in islice(lines, number):
        yield line
        size += len(line)
        if size > _LARGEST_HEAD:
            return


def _refuse_rows_in_header(cells: Sequence[str], source: Source) -> None:
    """Refuse a log all of which is one line that holds more than names, as where its lines end in some other way."""
    if any(read_moment(cell, DAY_FIRST) or read_moment(cell, MONTH_FIRST) for cell in cells):
        raise FaceauditError(
            "the whole log is one line, its rows stand beside the header.",
            "Save it with a line end after each row.",
            file=source.name,
            line=1,
        )


def _find_headerless(head: list[str], candidates: Sequence[str]) -> Dialect | None:
    """Give the dialect of a log of a known system that writes no header."""
    for candidate in candidates:
        for _, cells in islice(_head_records(head, candidate), 1):
            found = recognise_headerless(cells)
            if found is not None:
                return Dialect(candidate, found.names, 0, (), found)
    return None


class _Found(NamedTuple):
    """A record that may be the header; the first three tell how well it would do."""

    complete: bool
    known: int
    width: int
    at: int
    records: list[tuple[int, tuple[str, ...]]]
    delimiter: str = ""


def _find_best(
    head: list[str], candidates: Sequence[str], header_row: int | None, given: Mapping[str, str]
) -> _Found | None:
    """Find the header under the delimiter that names most; the first that names all that a log needs will do."""
    best: _Found | None = None
    for candidate in candidates:
        if not any(candidate in line for line in head):
            continue
        records = list(islice(_head_records(head, candidate), _HEAD_RECORDS if header_row is None else None))
        found = _find_header(records, header_row, given)
        if found is not None and (best is None or found[:3] > best[:3]):
            best = found._replace(delimiter=candidate)
            if best.complete:
                break
    return best


def _find_header(
    records: list[tuple[int, tuple[str, ...]]], header_row: int | None, given: Mapping[str, str]
) -> _Found | None:
    """Find the first record that names all that a log needs, else the one with the most known names."""
    own = {plain_name(name)[0] for name in given.values()}
    best: _Found | None = None
    for at, (line, cells) in enumerate(records):
        if header_row is not None and line != header_row:
            continue
        known = {name for cell in cells if len(cell) <= _LONGEST_NAME and (name := _known(cell, own))}
        number = len(known)
        if number < len(cells) and (system := recognise_format([plain_name(cell)[0] for cell in cells])):
            number = max(number, len(system.header))
        found = _Found(number >= _FEWEST_NAMES and _is_complete(cells, given), number, len(cells), at, records)
        if best is None or found[:2] > best[:2]:
            best = found
        if found.complete:
            break
    return best


def _is_complete(cells: Sequence[str], given: Mapping[str, str]) -> bool:
    """Tell whether a header has all that a log needs; who it was may be said apart."""
    try:
        return not missing(understand(cells, given), salesperson="said apart")
    except FaceauditError:
        return False


def _known(cell: str, own: set[str]) -> str | None:
    """Give the meaning of a column's name, or the name where it is one of the user's own."""
    plain = plain_name(cell)[0] if own else ""
    return plain if plain and plain in own else recognise(cell)


def _lines(source: Source) -> Iterator[str]:
    """Give the lines without the byte order marks that joined files have in their middle."""
    for number, line in enumerate(source.lines(), start=1):
        if len(line) > _LARGEST_LINE // 4 and sys.getsizeof(line) > _LARGEST_LINE:
            raise FaceauditError(
                "the line takes more than 32 MB of memory.", "This is no log.", file=source.name, line=number
            )
        yield line.lstrip("\ufeff") if line[0] == "\ufeff" else line


def _head_records(head: list[str], delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(LONGEST_LINE)
    bounded = (line if line.count(delimiter) < _MOST_CELLS else "\n" for line in head)
    reader = csv.reader(bounded, delimiter=delimiter, skipinitialspace=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        yield line, tuple(cell.strip() for cell in cells)
        line = reader.line_num + 1


_TOO_LONG = "record of too many lines"
_TOO_MANY = "too many cells"


class _Rereader:
    """Lines with a way back to those of the record being read; refuses what is too large for one."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._back: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []

    def __iter__(self) -> "_Rereader":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        if self.taken:
            self._size += len(line)
            if self._size > _LONGEST_RECORD:
                raise csv.Error(_TOO_LONG)
        else:
            self._size = len(line)
            if self._size > _MOST_CELLS and line.count(self._delimiter) >= _MOST_CELLS:
                raise csv.Error(_TOO_MANY)
        self.taken.append(line)
        return line

    def go_back_to_second(self) -> str:
        """Give the first line of the record, and have the others read again."""
        first, *others = self.taken
        self._back.extendleft(reversed(others))
        self.taken = [first]
        return first


def read_records(source: Source, dialect: Dialect) -> Iterator[Record]:
    """Give every record after the header, blank lines left out.

    Raises:
        FaceauditError: a quote that never closes, or what the source raises.
    """
    csv.field_size_limit(LONGEST_LINE)
    first = max(dialect.header_line, 1)
    lines = _Rereader(islice(_lines(source), first - 1, None), dialect.delimiter)
    reader = csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=True, strict=True)
    line = first
    while True:
        fault = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _explain(error, source, line)
            cells = [lines.go_back_to_second().rstrip("\r\n")]
        if line > dialect.header_line and cells:
            yield Record(line, cells, fault)
        line += len(lines.taken)
        lines.taken.clear()


def _explain(error: csv.Error, source: Source, line: int) -> str:
    said = str(error)
    if said == _TOO_MANY:
        raise FaceauditError(
            f"the line has more than {_MOST_CELLS:,} cells.", "This is no log.", file=source.name, line=line
        ) from None
    if said == _TOO_LONG:
        raise FaceauditError(
            "a quote opens here and does not close within 1 MB.",
            "Close it, or take it out.",
            file=source.name,
            line=line,
        ) from None
    if "unexpected end of data" in said or "field larger" in said:
        raise FaceauditError(
            "a quote opens here and never closes.", "Close it, or take it out.", file=source.name, line=line
        ) from None
    return "has a quote inside a quoted cell"
