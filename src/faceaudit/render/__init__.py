"""From a report to one format: a file for each, all of them total over what a table can hold.

Knows nothing of how a number came about.
"""

import importlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from faceaudit.tables import Cell, Column, Report

FORMATS = {
    "text": "text",
    "csv": "delimited",
    "tsv": "delimited",
    "json": "jsons",
    "jsonl": "jsons",
    "markdown": "markdown",
}
"""Module of each format."""

FORMAT_OF_SUFFIX = {
    ".txt": "text", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip


class Look(NamedTuple):
    """How a result is to look."""

    format: str
    width: int = 80
    """Columns of text to fit into."""
    color: bool = False
    raw: bool = False
    """Leave cells as they are, even those that a spreadsheet would run as a formula."""


class Stream(NamedTuple):
    """Rows too many to hold: rendered one by one."""

    schema: str
    rows_name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    words: tuple[tuple[int, int], ...]
    """Columns for text: number of the column, width to fit it into (0: what is left of the line)."""


class Renderer(Protocol):
    """A module that renders one or two formats."""

    def render(self, report: Report, look: Look) -> str:
        """Render a whole report."""

    def render_stream(self, stream: Stream, look: Look) -> Iterator[str]:
        """Render rows one by one."""


def _renderer(name: str) -> Renderer:
    module: Renderer = importlib.import_module(f"faceaudit.render.{FORMATS[name]}")
    return module


def render(report: Report, look: Look) -> str:
    """Give a report in the format asked for."""
    return _renderer(look.format).render(report, look)


def render_stream(stream: Stream, look: Look) -> Iterator[str]:
    """Give rows in the format asked for, piece by piece."""
    return _renderer(look.format).render_stream(stream, look)
