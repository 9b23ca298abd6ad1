"""Excel workbooks, made into rows: the first sheet with a header, its dates and times as ISO text.

Knows which cells name columns, not what the columns are used for.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from faceaudit.errors import FaceauditError, Note, quote
from faceaudit.logs.packed.archives import Archive
from faceaudit.logs.packed.packings import damaged
from faceaudit.logs.packed.sheet_sizes import check_sizes
from faceaudit.logs.packed.spools import RowWriter
from faceaudit.logs.vocabulary import recognise
from faceaudit.units import count_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = int | float | str | bool | time | date | datetime | timedelta

_HEAD_ROWS = 60
_FEWEST_NAMES = 2
_LONGEST_NAME = 80
_DURATIONS_FROM = datetime(1899, 12, 31)  # noqa: DTZ001  # spreadsheets know no zones
_DURATIONS_BEFORE = datetime(1900, 3, 1)  # noqa: DTZ001
_HALF_MS = timedelta(microseconds=500)
_KINDS = (
    ("xl/workbook.bin", "a binary workbook"),
    ("xl/", ""),
    ("word/", "a Word document"),
    ("ppt/", "a presentation"),
    ("content.xml", "an OpenDocument file"),
)
_NAMES_SHOWN = 3


def convert_workbook(name: str, file: BinaryIO, archive: Archive, writer: RowWriter) -> list[Note]:
    """Write the rows of the first sheet that has a header, else of the first one that is not empty.

    Args:
        name: the file, for messages.
        file: its bytes.
        archive: the same as an archive.
        writer: takes the rows.

    Returns:
        What is to be said of it.

    Raises:
        FaceauditError: it is damaged, too large, no workbook, or the library is missing.
    """
    paths = [member.filename for member in archive.all_members()]
    kind = next((kind for start, kind in _KINDS if any(path.startswith(start) for path in paths)), None)
    if kind is None or kind:
        raise FaceauditError(
            f"this is {kind or 'an Office file'}, not CSV.", "Save the log as CSV or .xlsx.", file=name
        )
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise FaceauditError(
            "to read an Excel workbook, the library python-calamine is needed.",
            "Install it with pip install 'faceaudit[xlsx]', or save the sheet as CSV.",
            file=name,
        ) from None
    check_sizes(archive)
    file.seek(0)
    try:
        with load_workbook(file) as workbook:
            return _write_sheet(name, workbook, writer)
    except (CalamineError, OSError, ValueError, OverflowError):
        raise damaged(name, "Excel") from None


def _write_sheet(name: str, workbook: "CalamineWorkbook", writer: RowWriter) -> list[Note]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    filled: list[str] = []
    chosen: CalamineSheet | None = None
    has_header = False
    visible = [
        one.name
        for one in workbook.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
    ]
    for title in visible:
        sheet = workbook.get_sheet_by_name(title)
        if sheet.start is None:
            continue
        filled.append(title)
        if not has_header:
            has_header = _has_header(sheet)
            chosen = sheet if has_header or chosen is None else chosen
    if chosen is None:
        raise FaceauditError("the workbook is empty.", "Give one with a header line and entries.", file=name)
    for row in _texts(chosen):
        writer.write(row)
    others = [title for title in filled if title != chosen.name]
    if not others:
        return []
    shown = ", ".join(quote(title) for title in others[:_NAMES_SHOWN]) + (", …" if len(others) > _NAMES_SHOWN else "")
    told = f"only the sheet {quote(chosen.name)} is read; {count_of(len(others), 'other')} left out: {shown}"
    return [Note("other-sheets", told, name)]


def _has_header(sheet: "CalamineSheet") -> bool:
    """Tell whether a row near the top names columns of a log."""
    for row in islice(sheet.iter_rows(), _HEAD_ROWS):
        names = (cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_NAME)
        if len({meaning for cell in names if (meaning := recognise(cell))}) >= _FEWEST_NAMES:
            return True
    return False


def _texts(sheet: "CalamineSheet") -> Iterator[list[str]]:
    """Give the rows as text.

    In a column with times of day, a mere date is midnight: a spreadsheet makes no difference between the two.
    """
    with_times = {at for row in sheet.iter_rows() for at in _places_of_times(row)}
    for row in sheet.iter_rows():
        yield [_show(cell, is_with_time=at in with_times) for at, cell in enumerate(row)]


def _places_of_times(row: Sequence[Cell]) -> list[int]:
    return [at for at, cell in enumerate(row) if isinstance(cell, datetime) and cell >= _DURATIONS_BEFORE]


def _show(cell: Cell, *, is_with_time: bool) -> str:
    """Give what a cell says."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else f"{cell:.15g}"
    if isinstance(cell, timedelta):
        return _show_duration(cell)
    if isinstance(cell, time):
        return _show_duration(
            timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
        )
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        if moment < _DURATIONS_BEFORE:
            return _show_duration(moment - _DURATIONS_FROM)
        return _show_moment(moment) if is_with_time else moment.date().isoformat()
    return str(cell)


def _show_moment(moment: datetime) -> str:
    moment += _HALF_MS
    return moment.isoformat(" ", "milliseconds" if moment.microsecond >= 1000 else "seconds")


def _show_duration(length: timedelta) -> str:
    """Give a time of day or a length as HH:MM:SS, which both are read from."""
    ms = (abs(length) + _HALF_MS) // timedelta(milliseconds=1)
    seconds, rest = divmod(ms, 1000)
    sign = "-" if length < timedelta() else ""
    fraction = f".{rest:03d}" if rest else ""
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{fraction}"
