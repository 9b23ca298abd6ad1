"""Zip archives: which of their members may be logs, and their bytes, checked before anything is unpacked.

Knows nothing of what the members hold.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.logs.packed.packings import damaged
from faceaudit.logs.packed.spools import CHUNK, Bounds, Spool
from faceaudit.units import count_of

MOST_MEMBERS = 500
"""Logs in one archive; each of them is held open."""

_LARGEST_DIRECTORY = 4 * 1024 * 1024
"""Bytes of an archive's table of contents, all of which is read into memory."""
_END_OF_DIRECTORY = b"PK\x05\x06"
_LONGEST_END = 65_557
_UNPACKABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOG_SUFFIXES = frozenset(("csv", "tsv", "tab", "txt", "json", "ics", "xlsx", "xlsm", "gz", "zst", "zip"))
_NAMES_SHOWN = 3
_CONTENT_TYPES = "[Content_Types].xml"


class Archive:
    """A zip archive whose members can be unpacked.

    Args:
        name: as the user named it.
        file: its bytes; left open.
        bounds: how much may be unpacked.

    Raises:
        FaceauditError: it is cut, damaged, locked, a bomb, or holds nothing.
    """

    def __init__(self, name: str, file: BinaryIO, bounds: Bounds) -> None:
        self.name = name
        self._bounds = bounds
        _refuse_endless_directory(name, file)
        with _named(name):
            self._zip = zipfile.ZipFile(file)
        self._members = [member for member in self._zip.infolist() if not member.is_dir()]
        if not self._members:
            raise FaceauditError("the archive is empty.", "Give one that holds logs.", file=name)
        for member in self._members:
            self._check(member)
        packed = sum(member.compress_size for member in self._members)
        bounds.compare(packed, sum(member.file_size for member in self._members))
        if packed > file.seek(0, os.SEEK_END):
            raise damaged(name, "zip")  # its members lie in one another

    def _check(self, member: zipfile.ZipInfo) -> None:
        inside = f"{self.name}/{member.filename}"
        if member.flag_bits & 1:
            raise FaceauditError("it is locked with a password.", "Unpack it first.", file=inside)
        if member.compress_type not in _UNPACKABLE:
            raise FaceauditError(
                "it is packed in a way that is not read.",
                "Unpack it first, or pack it as an ordinary zip.",
                file=inside,
            )
        self._bounds.compare(member.compress_size, member.file_size)

    @property
    def is_office(self) -> bool:
        """Whether it is a document of an office suite, which is a zip archive too."""
        names = {member.filename for member in self._members}
        return _CONTENT_TYPES in names or "mimetype" in names

    @property
    def unpacked_size(self) -> int:
        """Bytes of all members, as it tells them; none can be unpacked to more."""
        return sum(member.file_size for member in self._members)

    def choose_logs(self) -> tuple[list[zipfile.ZipInfo], list[Note]]:
        """Give the members that may be logs, judged by their names, and a note on what is left out.

        Raises:
            FaceauditError: there are none, or too many.
        """
        visible = [member for member in self._members if not _is_hidden(member.filename)]
        chosen = [member for member in visible if _suffix(member.filename) in _LOG_SUFFIXES]
        if not chosen and len(visible) == 1:
            return visible, []
        if not chosen:
            raise FaceauditError("the archive holds no log.", "Give one with CSV files in it.", file=self.name)
        if len(chosen) > MOST_MEMBERS:
            raise _too_many(self.name)
        others = [escape(member.filename) for member in visible if member not in chosen]
        if not others:
            return chosen, []
        shown = ", ".join(others[:_NAMES_SHOWN]) + (", …" if len(others) > _NAMES_SHOWN else "")
        return chosen, [
            Note("no-log-in-archive", f"{count_of(len(others), 'file')} in it left out: {shown}", self.name)
        ]

    def all_members(self) -> list[zipfile.ZipInfo]:
        """Give every member."""
        return self._members

    def read(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack a member, against its checksum.

        Raises:
            FaceauditError: it is damaged.
        """
        with _named(f"{self.name}/{member.filename}"), self._zip.open(member) as packed:
            while chunk := packed.read(CHUNK):
                yield chunk

    def spool(self, member: zipfile.ZipInfo) -> BinaryIO:
        """Unpack a member to where it can be read from any part.

        Raises:
            FaceauditError: it is damaged, or too much.
        """
        return Spool(self._bounds).fill(self.read(member))


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Turn whatever a damaged archive provokes into one plain error."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise damaged(name, "zip") from None


def _refuse_endless_directory(name: str, file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    end = file.read()
    at = end.rfind(_END_OF_DIRECTORY)
    if at >= 0 and int.from_bytes(end[at + 12 : at + 16], "little") > _LARGEST_DIRECTORY:
        raise _too_many(name)
    file.seek(0)


def _too_many(name: str) -> FaceauditError:
    return FaceauditError(
        f"the archive holds more than {MOST_MEMBERS} files.", "Unpack it, and give the logs in it.", file=name
    )


def _is_hidden(path: str) -> bool:
    """Tell whether a member is something that a system keeps for itself."""
    return path.startswith("__MACOSX/") or path.rpartition("/")[2].startswith(".")


def _suffix(path: str) -> str:
    return path.rpartition(".")[2].casefold()
