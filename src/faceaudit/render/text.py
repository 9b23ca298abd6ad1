"""Plain text for people: a table, what is said below it, and notes.

Laid out here rather than by a library because a small report must be there at once.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence

from faceaudit.errors import escape
from faceaudit.render import Look, Stream
from faceaudit.render.cells import flat_heading, show
from faceaudit.tables import SOFT_HYPHEN, TEXT, Cell, Column, Report, Section, Table

_LONGEST_NAME = 40
_SHORTEST = 12
"""Columns that are always left of a text."""
_GAP = "  "
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|h)(?!\w))")
_HELD, _FILLER = "\1", "\0"
"""Stand for a blank at which no line is broken and for a character's second column; no text that is shown has them."""
_TONES = {"bad": "\033[1;31m", "open": "\033[33m", "good": "\033[32m"}
_END = "\033[0m"


def render(report: Report, look: Look) -> str:
    """Give a report as text."""
    paragraphs = [_wrap(report.title, look), _table(report.words, look)]
    said = [_wrap(line, look) for line in report.lines]
    said += [_wrap(f"Note: {note}", look) for note in report.notes]
    sections = [_section(section, look) for section in report.sections]
    return "\n\n".join(part for part in (*paragraphs, "\n".join(said), *sections) if part) + "\n"


def _section(section: Section, look: Look) -> str:
    lines = [_wrap(section.title, look), *(_wrap(line, look) for line in section.lines), *map(escape, section.copied)]
    return "\n".join([*lines, _table(section.table, look)] if section.table else lines).rstrip("\n")


def render_stream(stream: Stream, look: Look) -> Iterator[str]:
    """Give rows one by one, each on a line of its own, cut to fit."""
    fixed = sum(width + len(_GAP) for _, width in stream.words if width)
    widths = [(i, width or max(look.width - fixed, 10)) for i, width in stream.words]
    yield _stream_line([(stream.columns[i].heading, width) for i, width in widths])
    for row in stream.rows:
        yield _stream_line([(show(row[i], stream.columns[i].kind), width) for i, width in widths])


def _stream_line(cells: list[tuple[str, int]]) -> str:
    return (
        _GAP.join(_pad(_shorten(escape(" ".join(text.split())), width), width) for text, width in cells).rstrip() + "\n"
    )


def _table(table: Table, look: Look) -> str:
    if not table.rows and not table.totals:
        return ""
    full = [_cells(table.columns, row) for row in (*table.rows, *table.totals)]
    grid, totals = _cut(full, len(table.rows), [_LONGEST_NAME] * len(table.columns))
    headings = _headings(table.columns)
    widths, gap = _widths(headings + grid + totals), _GAP
    if sum(widths) + len(gap) * (len(widths) - 1) > look.width:
        grid, totals = ([[_tighten(cell) for cell in row] for row in rows] for rows in (grid, totals))
        widths, gap = _widths(headings + grid + totals), " "
        fitting = _narrow(widths, _widths(headings), table.columns, look.width)
        if fitting is None:
            return _records(table, grid, totals, look)
        if fitting != widths:
            widths = fitting
            grid, totals = _cut([[_tighten(cell) for cell in row] for row in full], len(table.rows), widths)
    layout = [(width, column.kind == TEXT) for width, column in zip(widths, table.columns, strict=True)]
    lines = [_line(row, layout, gap) for row in headings]
    for i, row in enumerate(grid):
        lines.append(_line(row, layout, gap, _tones(table, i, look)))
    if totals:
        lines.append("-" * (sum(widths) + len(gap) * (len(widths) - 1)))
        lines += [_line(row, layout, gap) for row in totals]
    return "\n".join(lines)


def _cut(rows: list[list[str]], number: int, widths: Sequence[int]) -> tuple[list[list[str]], list[list[str]]]:
    """Cut cells to the widths of their columns, and give so many of the rows, and the others."""
    columns = [_cut_column(column, width) for column, width in zip(zip(*rows, strict=True), widths, strict=True)]
    cut = [list(row) for row in zip(*columns, strict=True)]
    return cut[:number], cut[number:]


def _cut_column(cells: Sequence[str], width: int) -> list[str]:
    """Cut cells at the end, but within where they would look alike then: nobody must be taken for another."""
    cut = [_shorten(cell, width) for cell in cells]
    meant: dict[str, set[str]] = {}
    for cell, short in zip(cells, cut, strict=True):
        meant.setdefault(short, set()).add(cell)
    return [
        short if len(meant[short]) == 1 else _shorten_within(cell, width)
        for cell, short in zip(cells, cut, strict=True)
    ]


def _narrow(widths: Sequence[int], headings: Sequence[int], columns: Sequence[Column], room: int) -> list[int] | None:
    """Give widths that fit, the widest columns of text cut first; None where no cut that leaves something fits."""
    fitting = list(widths)
    least = [
        max(_SHORTEST, heading) if column.kind == TEXT else width
        for column, heading, width in zip(columns, headings, widths, strict=True)
    ]
    while sum(fitting) + len(fitting) - 1 > room:
        spare, at = max((width, i) for i, width in enumerate([0, *fitting]) if not i or width > least[i - 1])
        if not spare:
            return None
        fitting[at - 1] -= 1
    return fitting


def _records(table: Table, grid: list[list[str]], totals: list[list[str]], look: Look) -> str:
    """Give a table that is wider than the terminal as a paragraph for each row."""
    names = [flat_heading(column) for column in table.columns]
    paragraphs = []
    for i, row in enumerate([*grid, *totals]):
        tones = _tones(table, i, look) if i < len(grid) else {}
        lines = [
            f"{'  ' if at else ''}{name}: {_toned(_wrap_cell(cell, look.width - len(name) - 4), tones.get(at, ''))}"
            for at, (name, cell) in enumerate(zip(names, row, strict=True))
            if cell
        ]
        paragraphs.append("\n".join(lines))
    return "\n".join(paragraphs)


def _wrap_cell(cell: str, width: int) -> str:
    if display_width(cell) <= width or width < _SHORTEST:
        return _shorten(cell, width)
    lines = fill(cell, width, breaks_words=False).splitlines()
    return "\n    ".join(_shorten_within(line, width) for line in lines)


def _tones(table: Table, row: int, look: Look) -> dict[int, str]:
    """Give the tone of each cell of a row, by the number of its column."""
    if not look.color:
        return {}
    return {at: table.marks.get((row, column.key), "") for at, column in enumerate(table.columns)}


def _toned(cell: str, tone: str) -> str:
    return f"{_TONES[tone]}{cell}{_END}" if tone and cell else cell


def _widths(rows: list[list[str]]) -> list[int]:
    return [max(map(display_width, column)) for column in zip(*rows, strict=True)]


def _tighten(cell: str) -> str:
    """Take out the blank before a percent sign, where the table would be too wide."""
    return cell.removesuffix(" %") + "%" if cell.endswith(" %") else cell


def _cells(columns: Sequence[Column], row: Sequence[Cell]) -> list[str]:
    return [escape(show(value, column.kind)) for column, value in zip(columns, row, strict=True)]


def _headings(columns: Sequence[Column]) -> list[list[str]]:
    split = [column.heading.replace(SOFT_HYPHEN, "-").split("\n") for column in columns]
    height = max(map(len, split))
    return [[part[i] if i < len(part) else "" for part in split] for i in range(height)]


def _line(row: list[str], layout: list[tuple[int, bool]], gap: str, tones: dict[int, str] | None = None) -> str:
    cells = []
    for i, (cell, (width, is_text)) in enumerate(zip(row, layout, strict=True)):
        blanks = " " * (width - display_width(cell))
        toned = _toned(cell, tones.get(i, "") if tones else "")
        cells.append(toned + blanks if is_text else blanks + toned)
    return gap.join(cells).rstrip()


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _shorten(text: str, width: int) -> str:
    """Cut a text to a width on the terminal, marking the cut."""
    if display_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if display_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _shorten_within(text: str, width: int) -> str:
    """Cut a text that is too long in its middle."""
    if display_width(text) <= width:
        return text
    end = _shorten(text[::-1], width // 2)[-2::-1]
    return _shorten(text, width - display_width(end)) + end


def _wrap(line: str, look: Look) -> str:
    """Break a paragraph into lines, none between a number and its unit."""
    held = _BEFORE_UNIT.sub(_HELD, line)
    return fill(held, max(look.width, 20), rest="  ", breaks_words=False).replace(_HELD, " ")


def fill(text: str, width: int, first: str = "", rest: str = "", *, breaks_words: bool = True) -> str:
    """Break a text into lines that fit a terminal, where some characters take two columns.

    Args:
        text: one paragraph.
        width: columns.
        first: what the first line begins with.
        rest: what the others begin with.
        breaks_words: a word that is longer than a line is broken, too.
    """
    wide = text if text.isascii() else "".join(c + _FILLER * (display_width(c) - 1) for c in text)
    lines = textwrap.fill(
        wide, width, initial_indent=first, subsequent_indent=rest, break_long_words=breaks_words,
        break_on_hyphens=False,
    )  # fmt: skip
    return lines.replace(_FILLER, "")


def display_width(text: str) -> int:
    """Give the columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)
