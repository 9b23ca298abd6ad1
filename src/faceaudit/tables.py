"""The one shape between findings and formats: a table of raw cells under keyed columns, and what stands around it.

Knows nothing of any format.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from faceaudit.errors import Note

TEXT = "text"
COUNT = "count"
SECONDS = "seconds"
"""Cells are milliseconds; machine formats print seconds, people read hours."""
SHARE = "share"
"""Cells are a fraction of one, or None."""
TENTHS = "tenths"
"""Cells are tenths of a percent, already rounded to add up."""
HUNDREDTHS = "hundredths"
"""Cells are whole hundredths, such as cents; None where there is no amount."""
RANGE = "range"
"""Cells are a share or a range of shares in percent, as text."""

SOFT_HYPHEN = "\u00ad"
"""Where a heading may be broken; shown only where it is."""

Cell = str | int | float | None


class Column(NamedTuple):
    """A column: its key for machines, its heading for people, the kind of its cells."""

    key: str
    heading: str
    kind: str


class Table(NamedTuple):
    """Rows of raw cells.

    Attributes:
        columns: one for each cell of a row.
        rows: the cells.
        totals: rows of the same columns, set apart below the others.
        marks: tone by (row number, column key), for colours: ``bad``, ``open`` or ``good``.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    totals: Sequence[tuple[Cell, ...]] = ()
    marks: Mapping[tuple[int, str], str] = MappingProxyType({})


class Section(NamedTuple):
    """A part of a result that has a heading of its own.

    Attributes:
        title: its heading.
        lines: what it says, a paragraph each.
        table: what it shows below that; None where it shows nothing.
        copied: lines to be copied, shown as they are, neither broken nor marked up.
    """

    title: str
    lines: Sequence[str]
    table: Table | None = None
    copied: Sequence[str] = ()


class Report(NamedTuple):
    """A result, ready for every format.

    Attributes:
        schema: name and version of the machine formats, e.g. ``faceaudit.report/1``.
        title: a line above the table.
        words: the table for people.
        lines: what is said below it, a paragraph each.
        numbers: the table for machines.
        total: one row for everybody, in columns of its own; JSON only; None where nothing is summed.
        head: what JSON says before the rows.
        rows_name: what JSON calls the rows.
        notes: what was assumed or noticed.
        sections: further parts for people, below all that.
    """

    schema: str
    title: str
    words: Table
    lines: list[str]
    numbers: Table
    total: Table | None
    head: Mapping[str, Any]
    rows_name: str
    notes: list[Note]
    sections: Sequence[Section] = ()
