"""Logs written with pollution, and what of their rows is lost when they are read."""

import csv
import io
import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, Source, read_sources
from support import SAMPLES

_LINE_END = re.compile(r"\r\n|\r|\n")

with (SAMPLES / "field_team.csv").open(encoding="utf-8", newline="") as _file:
    HEADER, *ROWS = list(csv.reader(_file))
WIDTH = len(HEADER)
FEW = random.Random(10).sample(ROWS, 60)
"""Enough for pollution of which there is a log for each cell."""
AT = 30
"""The row of the few that is polluted where it is one row."""


class Piece(NamedTuple):
    """A part of a log: its text, and number of the row that it is; None where it is none."""

    text: str
    row: int | None = None


class Writing(NamedTuple):
    """How rows are written; what differs from RFC 4180 is pollution."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    end: str = "\n"
    all_quoted: bool = False

    def cell(self, cell: str) -> str:
        needs = self.all_quoted or any(c in cell for c in (self.delimiter, self.quote, "\n", "\r"))
        return f"{self.quote}{cell.replace(self.quote, self.escape + self.quote)}{self.quote}" if needs else cell

    def row(self, cells: Iterable[str]) -> str:
        return self.delimiter.join(map(self.cell, cells)) + self.end


PLAIN = Writing()


def write(rows: list[list[str]], writing: Writing = PLAIN) -> list[Piece]:
    return [Piece(writing.row(HEADER)), *(Piece(writing.row(row), i) for i, row in enumerate(rows))]


def lost(pieces: list[Piece], rows: list[list[str]] = FEW) -> set[int] | None:
    """Read a log and give the rows that are left out by name; None where the log is refused."""
    text = "".join(piece.text for piece in pieces)
    try:
        reading = read_sources([Source("log.csv", io.BytesIO(text.encode()))], ReadOptions())
        batches = list(reading.batches())
    except FaceauditError:
        return None
    counted = {entry.line: entry for batch in batches for entry in batch.entries}
    left_out = {row.line for batch in batches for row in (*batch.rejects, *batch.skips)}
    assert not counted.keys() & left_out
    records = sorted(counted.keys() | left_out)
    ends = [match.end() for match in _LINE_END.finditer(text)]
    missed, found = set(), set()
    offset = 0
    for piece in pieces:
        first = bisect_right(ends, offset) + 1
        offset += len(piece.text)
        if piece.row is None:
            continue
        lines = range(first, bisect_right(ends, offset - 1) + 2)
        here = [line for line in lines if line in counted]
        if here:
            entry, row = counted[here[0]], rows[piece.row]
            assert len(here) == 1, f"counted twice: {piece.text!r}"
            assert (entry.day, entry.ms) == (row[2], int(row[4]) * 60_000), piece.text
            assert letters(entry.name) in letters(row[0])
            found.add(here[0])
            continue
        missed.add(piece.row)
        if piece.text.strip() and left_out.isdisjoint(lines):
            at = bisect_right(records, first) - 1
            assert at >= 0, f"lost in silence: {piece.text!r}"
            assert records[at] in left_out, f"lost in silence: {piece.text!r}"
    assert found == counted.keys(), "something is counted that is no row"
    logged = sum(entry.ms for entry in counted.values()) // 60_000
    assert logged == sum(int(row[4]) for number, row in enumerate(rows) if number not in missed)
    return missed


def letters(name: str) -> str:
    return "".join(filter(str.isalpha, name))


def change(pieces: list[Piece], wanted: str, how: Callable[[str], str]) -> list[Piece]:
    """Pollute one row, every row, or every row and the header."""
    chosen = {"one row": {AT}, "every row": set(range(len(FEW)))}.get(wanted)
    return [Piece(how(p.text), p.row) if chosen is None or p.row in chosen else p for p in pieces]
