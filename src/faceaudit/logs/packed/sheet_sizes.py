"""How large the sheets of a workbook are once read, found before they are: the library would fill the memory.

Knows the outline of the XML in a workbook, not what its cells say.
"""

import codecs
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from zipfile import ZipInfo

from faceaudit.errors import FaceauditError
from faceaudit.logs.packed.archives import Archive
from faceaudit.logs.packed.packings import damaged

LARGEST_WORKBOOK = 256 * 1024 * 1024
"""Bytes of a workbook's XML."""
MOST_CELLS = 3_000_000
"""Rows times columns of a sheet, empty ones included."""
MOST_TEXT = 256 * 1024 * 1024
"""Bytes of the texts in a sheet, each as often as it is there."""

_LONGEST_PIECE = 8 * 1024 * 1024
"""Bytes of a row, and of a text."""
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_STRING = re.compile(rb"<(?:\w+:)?si\b")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)")
_PLACE_TOLD = re.compile(rb"([A-Za-z]{0,3})(\d{0,7})")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d{1,9})\s*<")
_HIDDEN_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]*(?:&|<!)")
_SHEET_ELSEWHERE = re.compile(rb"<(?:\w+:)?(?:sheetData|sst)\b")
_LONGEST_TAG = 100
_LETTERS = 26


def check_sizes(archive: Archive) -> None:
    """Make sure that a workbook is whole, and that each of its sheets fits into memory.

    Raises:
        FaceauditError: it is damaged, or too large.
    """
    if archive.unpacked_size > LARGEST_WORKBOOK:
        raise _too_large(archive, "unpacks to more than 256 MB")
    strings = array("L")
    for member in archive.all_members():
        if _is_strings(member):
            strings.extend(len(piece) for piece in islice(_pieces(archive, member, _STRING), 1, None))
    for member in archive.all_members():
        if _is_sheet(member):
            _check_sheet(archive, member, strings)
        elif not _is_strings(member):
            _check_other(archive, member)


def _is_strings(member: ZipInfo) -> bool:
    return member.filename.casefold().endswith("sharedstrings.xml")


def _is_sheet(member: ZipInfo) -> bool:
    return "worksheets/" in member.filename.casefold() and not member.filename.endswith(".rels")


def _too_large(archive: Archive, how: str) -> FaceauditError:
    return FaceauditError(f"the workbook {how}.", "Save the sheet as CSV.", file=archive.name)


def _pieces(archive: Archive, member: ZipInfo, start: re.Pattern[bytes]) -> Iterator[bytes]:
    """Give the content of a member cut before each of such tags; what stands before the first of them comes first."""
    held = b""
    for chunk in archive.read(member):
        held += chunk
        if held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise damaged(archive.name, "Excel")  # no tag could be found in it
        *whole, held = _cut(held, start)
        yield from whole
        if len(held) > _LONGEST_PIECE:
            raise _too_large(archive, "has a row or a text of more than 8 MB")
    yield held


def _cut(data: bytes, start: re.Pattern[bytes]) -> list[bytes]:
    at = [match.start() for match in start.finditer(data)]
    return [data[i:j] for i, j in zip([0, *at], [*at, len(data)], strict=True) if i < j or not i]


def _check_other(archive: Archive, member: ZipInfo) -> None:
    """Read a member to its end, which checks that it is whole; and make sure that no sheet hides in it."""
    before = b""
    for chunk in archive.read(member):
        if _SHEET_ELSEWHERE.search(before + chunk):
            raise damaged(archive.name, "Excel")
        before = chunk[-_LONGEST_TAG:]


def _check_sheet(archive: Archive, member: ZipInfo, strings: "array[int]") -> None:
    longest = max(strings, default=0)
    rows = columns = text = row = 0
    for piece in _pieces(archive, member, _ROW):
        last_column, last_row = _places(archive, piece)
        row = max(row + 1, last_row)
        rows, columns = max(rows, row), max(columns, last_column)
        if rows * columns > MOST_CELLS:
            raise _too_large(archive, f"has a sheet of {rows:,} rows and {columns:,} columns, empty ones included")
        if strings:
            text += sum(strings[i] for value in _VALUE.findall(piece) if (i := int(value)) < len(strings))
            text += longest * len(_HIDDEN_VALUE.findall(piece))
            if text > MOST_TEXT:
                raise _too_large(archive, "repeats long texts too often")


def _places(archive: Archive, piece: bytes) -> tuple[int, int]:
    """Give the last column and the last row that a piece of a sheet may fill, from 1; 0 where it names none."""
    names: Counter[bytes] = Counter()
    last = 0
    for place in _PLACE.findall(piece):
        told = _PLACE_TOLD.fullmatch(place)
        if told is None:
            raise damaged(archive.name, "Excel")
        names[told[1]] += 1
        last = max(last, int(told[2] or 0))
    unnamed = len(_CELL.findall(piece)) - (names.total() - names[b""])
    return max(map(_column, names), default=0) + max(unnamed, 0), last


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number
