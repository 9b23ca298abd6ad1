"""Files that hold logs: packed ones, archives, workbooks, calendars, records in JSON; each becomes plain logs.

Told by their first bytes, not by their names. Knows nothing of what a log's columns mean.
"""

import codecs
import re
from typing import BinaryIO, NamedTuple

from faceaudit.errors import FaceauditError, Note
from faceaudit.logs.packed.packings import GZIP, ZSTD, gunzip, unzstd
from faceaudit.logs.packed.spools import Bounds, RowWriter, Spool, first_bytes

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DEEPEST = 3
"""Packings in one another."""
_JSON = re.compile(r'\s*(?:\[\s*(?:[{\]]|\Z)|\{\s*["}])')
_CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)


class Unpacked(NamedTuple):
    """A log as it was found in a file."""

    name: str
    file: BinaryIO
    made_from: str = ""
    """What its lines were made from here, as CSV in UTF-8; empty where they are its own."""
    notes: tuple[Note, ...] = ()
    """What is to be said of how it was made."""


def unpack(name: str, file: BinaryIO) -> list[Unpacked]:
    """Give the logs that a file holds: itself where it is no container.

    Args:
        name: as the user named it.
        file: its bytes, from which any part can be read; closed unless it is itself the log.

    Raises:
        FaceauditError: it is cut, damaged, locked, unpacks without end, or wants a library that is not installed.
    """
    return _unpack(name, file, Bounds(name), depth=0)


def _unpack(name: str, file: BinaryIO, bounds: Bounds, *, depth: int) -> list[Unpacked]:
    logs: list[Unpacked] = []
    try:
        logs = _look_inside(name, file, bounds, depth=depth)
    finally:
        if all(log.file is not file for log in logs):
            file.close()
    return logs


def _look_inside(name: str, file: BinaryIO, bounds: Bounds, *, depth: int) -> list[Unpacked]:
    head = first_bytes(file)
    if head.startswith((GZIP, ZSTD, *_ZIP)):
        if depth >= _DEEPEST:
            raise FaceauditError("it is packed in itself too many times.", "Unpack it first.", file=name)
        if head.startswith(_ZIP):
            return _open_archive(name, file, bounds, depth=depth)
        chunks = gunzip(name, file, bounds) if head.startswith(GZIP) else unzstd(name, file, bounds)
        return _unpack(name, Spool(bounds).fill(chunks), bounds, depth=depth + 1)
    return _convert_text(name, file, head, bounds)


def _convert_text(name: str, file: BinaryIO, head: bytes, bounds: Bounds) -> list[Unpacked]:
    """Turn a calendar or records in JSON into CSV; other text is a log as it stands."""
    has_mark = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if has_mark else "utf-8-sig"
    text = head.decode(encoding, "replace")
    if _JSON.match(text):
        made_from = "records in JSON"
        from faceaudit.logs.packed.records_json import convert_json as convert
    elif _CALENDAR.match(text):
        made_from = "a calendar"
        from faceaudit.logs.packed.calendars import convert_calendar as convert
    else:
        return [Unpacked(name, file)]
    with RowWriter(bounds) as writer:
        notes = convert(name, file, encoding, writer)
    return [Unpacked(name, writer.spool.file, made_from, tuple(notes))]


def _open_archive(name: str, file: BinaryIO, bounds: Bounds, *, depth: int) -> list[Unpacked]:
    from faceaudit.logs.packed.archives import Archive

    archive = Archive(name, file, bounds)
    if archive.is_office:
        from faceaudit.logs.packed.workbooks import convert_workbook

        with RowWriter(bounds) as writer:
            notes = convert_workbook(name, file, archive, writer)
        return [Unpacked(name, writer.spool.file, "a workbook", tuple(notes))]
    members, notes = archive.choose_logs()
    logs: list[Unpacked] = []
    try:
        for member in members:
            logs += _unpack(f"{name}/{member.filename}", archive.spool(member), bounds, depth=depth + 1)
    except BaseException:
        for log in logs:
            log.file.close()
        raise
    first, *others = logs
    return [first._replace(notes=(*notes, *first.notes)), *others]
