"""JSON and JSON lines: the keys as names, time in seconds, notes and totals in JSON only."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from faceaudit.errors import Note
from faceaudit.render import Look, Stream
from faceaudit.render.cells import raw
from faceaudit.tables import Cell, Column, Report


def render(report: Report, look: Look) -> str:
    """Give a report whole (JSON), or its rows, one a line (JSON lines)."""
    if look.format == "jsonl":
        return "".join(_lines(report.numbers.columns, report.numbers.rows))
    document: dict[str, Any] = {"schema": report.schema, **report.head}
    document[report.rows_name] = [_object(report.numbers.columns, row) for row in report.numbers.rows]
    if report.total is not None:
        document["total"] = _object(report.total.columns, report.total.rows[0])
    document["notes"] = [_note(note) for note in report.notes]
    return _dump(document, indent=2) + "\n"


def render_stream(stream: Stream, look: Look) -> Iterator[str]:
    """Give rows one by one, in JSON inside one document."""
    if look.format == "jsonl":
        yield from _lines(stream.columns, stream.rows)
        return
    yield f'{{"schema": {_dump(stream.schema)}, {_dump(stream.rows_name)}: ['
    between = "\n"
    for row in stream.rows:
        yield f"{between}{_dump(_object(stream.columns, row))}"
        between = ",\n"
    yield "\n]}\n"


def _lines(columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Iterator[str]:
    for row in rows:
        yield _dump(_object(columns, row)) + "\n"


def _object(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for column, value in zip(columns, row, strict=True):
        key, number = column.key, 1
        while key in found:  # a log may have two columns of one name
            number += 1
            key = f"{column.key} ({number})"
        found[key] = raw(value, column.kind)
    return found


def _note(note: Note) -> dict[str, str | int | None]:
    return {"code": note.code, "message": note.message, "file": note.file, "line": note.line}


def _dump(value: object, *, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
