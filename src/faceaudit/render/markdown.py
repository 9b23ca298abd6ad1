"""Markdown, for tickets and wikis: the table for people, pipes and markup in cells made harmless."""

from collections.abc import Iterator

from faceaudit.errors import escape
from faceaudit.render import Look, Stream
from faceaudit.render.cells import flat_heading, show
from faceaudit.tables import TEXT, Cell, Column, Report, Table

_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#!~@"})


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Give a report as Markdown."""
    notes = [f"- {_harmless(str(note))}" for note in report.notes]
    parts = [f"**{_harmless(report.title)}**", _table(report.words), *map(_harmless, report.lines), "\n".join(notes)]
    for section in report.sections:
        lines = [f"- {_harmless(line)}" for line in section.lines]
        parts += [f"**{_harmless(section.title)}**", "\n".join(lines), _table(section.table) if section.table else ""]
        parts.append("\n".join(f"    {escape(line)}" for line in section.copied))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(table: Table) -> str:
    from tabulate import tabulate

    columns = table.columns
    rows = [_cells(columns, row) for row in table.rows]
    rows += [[f"**{cell}**" if i == 0 else cell for i, cell in enumerate(_cells(columns, row))] for row in table.totals]
    return tabulate(
        rows,
        headers=list(map(flat_heading, columns)),
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["left" if column.kind == TEXT else "right" for column in columns] if rows else None,
    )


def render_stream(stream: Stream, look: Look) -> Iterator[str]:  # noqa: ARG001
    """Give rows one by one as lines of a table."""
    yield _line([_harmless(column.key) for column in stream.columns])
    yield _line(["---"] * len(stream.columns))
    for row in stream.rows:
        yield _line(_cells(stream.columns, row))


def _cells(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> list[str]:
    return [_harmless(show(value, column.kind)) for column, value in zip(columns, row, strict=True)]


def _harmless(text: str) -> str:
    return escape(" ".join(text.split())).translate(_MARKUP).replace("://", ":\\//")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
