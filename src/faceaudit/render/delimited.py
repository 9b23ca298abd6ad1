"""CSV and TSV: the keys as the first line, a row each, no totals."""

import csv
import io
from collections.abc import Iterable, Iterator

from faceaudit.render import Look, Stream
from faceaudit.render.cells import raw
from faceaudit.tables import Cell, Column, Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = {"csv": ",", "tsv": "\t"}


def render(report: Report, look: Look) -> str:
    """Give the rows of a report."""
    return "".join(_lines(report.numbers.columns, report.numbers.rows, look))


def render_stream(stream: Stream, look: Look) -> Iterator[str]:
    """Give rows one by one."""
    return _lines(stream.columns, stream.rows, look)


def _lines(columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], look: Look) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    # A cell with a lone CR is quoted only where CR is in the line end; the line end itself is then made LF.
    writer = csv.writer(buffer, delimiter=_DELIMITERS[look.format], lineterminator="\r\n")
    kinds = [column.kind for column in columns]
    writer.writerow([_guard(column.key, look) for column in columns])
    yield _take(buffer)
    for row in rows:
        writer.writerow([_guard(raw(value, kind), look) for value, kind in zip(row, kinds, strict=True)])
        yield _take(buffer)


def _take(buffer: io.StringIO) -> str:
    """Give the record that was written, its end made LF, and empty the buffer."""
    record = buffer.getvalue().removesuffix("\r\n")
    buffer.seek(0)
    buffer.truncate()
    return f"{record}\n"


def _guard(value: Cell, look: Look) -> Cell:
    """Keep a spreadsheet from running a text as a formula; NUL never comes through."""
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "")
    return f"'{value}" if value.startswith(_FORMULA) and not look.raw else value
