"""From physical lines to records of cells: delimiter, header line, quotes.

Knows nothing of what the cells mean but the names in the header.
"""

import csv
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.columns import plain_name, recognise
from faceaudit.logs.sources import LONGEST_LINE, Source

DELIMITERS = (",", ";", "\t", "|")
_HEAD_LINES = 200
_HEAD_RECORDS = 60
_FEWEST_NAMES = 2
_LONGEST_NAME = 80


class Dialect(NamedTuple):
    """How a log is laid out in lines."""

    delimiter: str
    header: tuple[str, ...]
    header_line: int
    """Physical line, from 1, on which the header starts."""


class Record(NamedTuple):
    """One record of a log."""

    line: int
    """Physical line, from 1, on which it starts."""
    cells: list[str]
    fault: str
    """Why it could not be split into cells; empty where it could."""


def find_dialect(source: Source, *, delimiter: str | None, header_row: int | None, given: Mapping[str, str]) -> Dialect:
    """Find delimiter and header: the pair under which most column names are known.

    Args:
        source: the log, its encoding settled.
        delimiter: the delimiter, where the user gives it.
        header_row: physical line of the header, where the user gives it.
        given: the user's own column names by meaning; they count as known.

    Raises:
        FaceauditError: no line looks like a header.
    """
    head = list(islice(source.lines(), max(_HEAD_LINES, header_row or 0)))
    told = _told_delimiter(head)
    candidates = (delimiter,) if delimiter else (told,) if told else DELIMITERS
    own = {plain_name(name)[0] for name in given.values()}
    best: tuple[int, int, Dialect] | None = None
    for candidate in candidates:
        if not any(candidate in line for line in head):
            continue
        found = _find_header(head, candidate, header_row, own)
        if found is not None and (best is None or found[:2] > best[:2]):
            best = found
    if best is not None and (header_row is not None or best[0] >= _FEWEST_NAMES):
        return best[2]
    first = next((cells for _, cells in _head_records(head, candidates[0]) if any(cells)), [])
    raise FaceauditError(
        f"no line looks like a header; the first one begins {quote(' '.join(first))}.",
        "Add a line of column names (person, date, minutes, activity), or say where it is with --header-row.",
        file=source.name,
    )


def _told_delimiter(head: list[str]) -> str | None:
    """Give the delimiter that a first line ``sep=;`` tells."""
    line = head[0].lstrip("\ufeff").rstrip("\r\n").strip('"') if head else ""
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else None


def _find_header(
    head: list[str], delimiter: str, header_row: int | None, own: set[str]
) -> tuple[int, int, Dialect] | None:
    best: tuple[int, int, Dialect] | None = None
    for line, cells in islice(_head_records(head, delimiter), _HEAD_RECORDS if header_row is None else None):
        if header_row is not None and line != header_row:
            continue
        known = {name for cell in cells if len(cell) <= _LONGEST_NAME and (name := _known(cell, own))}
        if best is None or len(known) > best[0]:
            best = (len(known), len(cells), Dialect(delimiter, tuple(cells), line))
    return best


def _known(cell: str, own: set[str]) -> str | None:
    """Give the meaning of a column's name, or the name where it is one of the user's own."""
    plain = plain_name(cell)[0] if own else ""
    return plain if plain and plain in own else recognise(cell)


def _head_records(head: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(head, delimiter=delimiter, skipinitialspace=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        yield line, [cell.strip().strip("\ufeff") for cell in cells]
        line = reader.line_num + 1


def read_records(source: Source, dialect: Dialect) -> Iterator[Record]:
    """Give every record after the header, blank lines left out.

    Raises:
        FaceauditError: a quote that never closes, or what the source raises.
    """
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(source.lines(), delimiter=dialect.delimiter, skipinitialspace=True, strict=True)
    while True:
        line = reader.line_num + 1
        fault = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _explain(error, source, line)
        if line <= dialect.header_line or not (cells or fault):
            continue
        if cells and cells[0].startswith("\ufeff"):
            cells[0] = cells[0].lstrip("\ufeff")
        yield Record(line, cells, fault)


def _explain(error: csv.Error, source: Source, line: int) -> str:
    said = str(error)
    if "unexpected end of data" in said or "field larger" in said:
        raise FaceauditError(
            "a quote opens here and never closes.", "Close it, or take it out.", file=source.name, line=line
        ) from None
    return "has a quote inside a quoted cell"
