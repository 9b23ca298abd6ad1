"""Small tables that people fill in, read by the names of their columns.

Read as any log is: in whatever encoding and with whatever delimiter a spreadsheet saved them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs import Source, open_sources
from faceaudit.logs.records import Dialect, find_dialect, read_records
from faceaudit.logs.shape import clean

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")
"""How the lines begin that git writes where two versions contradict each other."""
_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
"""Bytes of byte order marks and blanks."""
_LARGEST = 64 * 1024 * 1024


class Row(NamedTuple):
    """A row of a sheet."""

    line: int
    """Physical line it starts on, from 1."""
    told: dict[str, str]
    """What it says, by the names asked for; a column that is not there is left out."""
    cells: list[str]
    """All its cells as they stand."""


class Sheet:
    """A table that is opened; its rows are read when they are asked for.

    Args:
        path: the file, or ``-``.
        what: what it holds, for messages, such as ``decisions``.
        columns: names of the columns that are read.
        needed: those of them that must be there.
        remedy: what to do where one is not.
        may_be_empty: a file with nothing in it, not even a header, is one without rows.

    Attributes:
        name: the file as the user named it.
        header: column names as written.

    Raises:
        FaceauditError: it cannot be read, or lacks a column.
    """

    def __init__(
        self,
        path: str,
        what: str,
        *,
        columns: Sequence[str],
        needed: Sequence[str],
        remedy: str = "",
        may_be_empty: bool = False,
    ) -> None:
        self._source = _open(path, what)
        self.name = self._source.name
        self.header: tuple[str, ...] = ()
        self._dialect: Dialect | None = None
        if _is_empty(self._source):
            if not may_be_empty:
                raise FaceauditError("there is nothing in it.", f"Give the file of the {what}.", file=self.name)
            return
        remedy = remedy or f"Its columns are {', '.join(columns)}."
        self._dialect = _find_dialect(self._source, columns, remedy)
        self.header = self._dialect.header
        # The last of equal names counts: what faceaudit adds stands behind what was there.
        own = {name.strip().casefold(): at for at, name in enumerate(self.header)}
        for name in needed:
            if name not in own:
                problem = f"there is no column {quote(name)}."
                line = self._dialect.header_line or None
                raise FaceauditError(problem, remedy, file=self.name, line=line)
        self._places = {name: own[name] for name in columns if name in own}

    def rows(self) -> Iterator[Row]:
        """Give the rows, empty ones left out.

        Raises:
            FaceauditError: one of them cannot be split into cells.
        """
        if self._dialect is None:
            return
        for line, cells, fault in read_records(self._source, self._dialect):
            if fault:
                remedy = "Write a quote inside a cell twice."
                raise FaceauditError(f"the row {fault}.", remedy, file=self.name, line=line)
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == 1 and cells[0].startswith(_CONFLICT):
                remedy = "Keep what is right of both sides, and take the line out."
                raise FaceauditError(
                    "two versions of the file were not merged here.", remedy, file=self.name, line=line
                )
            told = {name: clean(cells[at]) if at < len(cells) else "" for name, at in self._places.items()}
            yield Row(line, told, cells)


def _open(path: str, what: str) -> Source:
    sources = open_sources([path])
    if len(sources) != 1:
        raise FaceauditError(f"there are {len(sources)} tables in it.", f"Keep only the {what}.", file=path)
    (source,) = sources
    if source.size > _LARGEST:
        raise FaceauditError(f"the {what} are larger than 64 MB.", "Is this the right file?", file=path)
    return source


def _find_dialect(source: Source, columns: Sequence[str], remedy: str) -> Dialect:
    """Find encoding, delimiter and header; what to do where one is not found is not what it is for a log."""
    try:
        source.find_encoding(None)
    except FaceauditError as error:
        raise FaceauditError(error.problem, "Save it as UTF-8.", file=source.name, line=error.line) from None
    try:
        return find_dialect(source, delimiter=None, header_row=None, given={name: name for name in columns})
    except FaceauditError as error:
        if error.line is not None:
            raise
        raise FaceauditError(error.problem, remedy, file=source.name) from None


def _is_empty(source: Source) -> bool:
    """Tell whether nothing but blanks is in a file."""
    head = source.head()
    return source.size <= len(head) and not head.strip(_BLANKS)
