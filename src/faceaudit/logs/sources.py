"""A log that is open: its bytes as they were at that moment, its encoding, its lines.

Knows bytes and encodings, not rows.
"""

import codecs
import io
import os
import re
import weakref
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from faceaudit.errors import FaceauditError, Note
from faceaudit.logs.kinds import refuse_other_kinds
from faceaudit.logs.packed.spools import CHUNK
from faceaudit.units import count_of

LONGEST_LINE = 16 * 1024 * 1024
"""Characters in a physical line; a longer one is no log."""

_LONGEST_HEADER = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARACTERS_BY_CHANCE = 10
"""Where more than one in so many bytes beyond ASCII makes UTF-8, that is no chance: the rest is damage."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"


class Source:
    """One log, opened; it can be read several times and gives the same bytes each time.

    Args:
        name: as the user named it.
        file: its bytes, from which any part can be read.
        made_from: what its lines were made from, as CSV in UTF-8; empty where they are its own.
        notes: what is to be said of that.

    Attributes:
        name: as the user named it; ``standard input`` for that.
        encoding: the name Python knows it by.
        size: bytes in it.
        made_from: what its lines were made from; empty where they are its own.
        encoding_told: how the encoding was found, for a note; empty where it is plain UTF-8.
        notes: what is to be said of how its lines were made.
    """

    __slots__ = (
        "__weakref__", "_file", "_stamp", "encoding", "encoding_told", "made_from", "name", "notes", "size"
    )  # fmt: skip

    def __init__(self, name: str, file: BinaryIO, *, made_from: str = "", notes: Sequence[Note] = ()) -> None:
        self.name = name
        self.notes = notes
        self.made_from = made_from
        self._file = file
        weakref.finalize(self, file.close)  # rows are read lazily, so nobody else knows when it is done with
        self.size = file.seek(0, os.SEEK_END)
        self._stamp = self._changed_at()
        self.encoding = "utf-8"
        self.encoding_told = ""

    def head(self, size: int = 4096) -> bytes:
        """Give the first bytes."""
        self._file.seek(0)
        return self._file.read(size)

    def chunks(self) -> Iterator[bytes]:
        """Give all bytes in pieces."""
        for at in range(0, self.size, CHUNK):
            self._file.seek(at)
            yield self._file.read(CHUNK)

    def has_rows(self) -> bool:
        """Tell whether anything comes after the first line."""
        return any(line.strip() for line in self.head(_LONGEST_HEADER).splitlines()[1:])

    def lines(self) -> Iterator[str]:
        """Give the physical lines, line ends included; bytes that make no character come as lone surrogates.

        Raises:
            FaceauditError: a line too long for a log, or the file changed while it was read.
        """
        self._file.seek(0)
        errors = "strict" if self.encoding.startswith("utf-16") or self.encoding == "utf-32" else "surrogateescape"
        view: Any = _Unclosed(self._file)
        text = io.TextIOWrapper(view, self.encoding, errors=errors, newline="")
        number = 0
        try:
            for number, line in enumerate(iter(lambda: text.readline(LONGEST_LINE), ""), start=1):
                if len(line) == LONGEST_LINE:
                    raise FaceauditError(
                        "the line is longer than 16 MB.", "This is no log.", file=self.name, line=number
                    )
                yield line
        except UnicodeError:
            raise FaceauditError(
                f"the text is not {self.encoding}.",
                "Name its encoding with --encoding.",
                file=self.name,
                line=number + 1,
            ) from None
        except OSError as error:
            raise unreadable(self.name, error) from None
        if self._changed_at() != self._stamp:
            raise FaceauditError(
                "the file changed while it was read.", "Run it again when nothing writes to it.", file=self.name
            )

    def find_encoding(self, given: str | None) -> None:
        """Settle the encoding: the one given, a byte order mark, else UTF-8 where the bytes are that, else cp1252.

        Raises:
            FaceauditError: the bytes are no text, or the encoding is not known.
        """
        try:
            self._find_encoding(given)
        except OSError as error:
            raise unreadable(self.name, error) from None

    def _find_encoding(self, given: str | None) -> None:
        head = self.head()
        refuse_other_kinds(head, self.size, self.name)
        if self.made_from:
            return
        if given is not None:
            self.encoding = _known_encoding(given)
            return
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                self.encoding = encoding
                self.encoding_told = (
                    f"read as {encoding.upper()}, as its byte order mark says" if encoding != "utf-8-sig" else ""
                )
                return
        if head.count(0) * 5 > len(head):
            raise FaceauditError(
                "this is no text, or UTF-16 without a byte order mark.",
                "If it is a log, name its encoding, e.g. --encoding utf-16-le.",
                file=self.name,
            )
        self._guess_encoding()

    def _guess_encoding(self) -> None:
        good, bad, undefined = self._count_characters()
        if not bad:
            return
        if good * _CHARACTERS_BY_CHANCE >= bad:
            self.encoding_told = (
                f"read as UTF-8 although {count_of(bad, 'byte')} in it {'is' if bad == 1 else 'are'} not"
            )
        elif not undefined:
            self.encoding = "cp1252"
            self.encoding_told = "read as Windows-1252 (cp1252), as it is not UTF-8"
        else:
            raise FaceauditError(
                "the text is neither UTF-8 nor Windows-1252.",
                "Name its encoding, e.g. --encoding cp1250.",
                file=self.name,
            )

    def _count_characters(self) -> tuple[int, int, int]:
        """Count characters beyond ASCII that are UTF-8, bytes that are not, and those of them not in cp1252."""
        self._file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        good = bad = undefined = 0
        while chunk := self._file.read(CHUNK):
            text = decoder.decode(chunk)
            if text.isascii():
                continue
            beyond = _BEYOND_ASCII.findall(text)
            wrong = [c for c in beyond if "\udc80" <= c <= "\udcff"]
            bad += len(wrong)
            undefined += sum((ord(c) - 0xDC00) in _UNDEFINED_IN_CP1252 for c in wrong)
            good += len(beyond) - len(wrong)
        bad += len(decoder.decode(b"", final=True))
        return good, bad, undefined

    def _changed_at(self) -> tuple[int, int] | None:
        try:
            status = os.fstat(self._file.fileno())
        except (OSError, io.UnsupportedOperation):
            return None
        return (status.st_size, status.st_mtime_ns)


class _Unclosed(io.BufferedIOBase):
    """A view of an open file that a text wrapper may close without closing the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._file.read(-1 if size is None else size)

    read1 = read


def unreadable(name: str, error: Exception) -> FaceauditError:
    """Say in plain words why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return FaceauditError("there is no such file.", "Check the name and the folder.", file=name)
    if isinstance(error, PermissionError):
        return FaceauditError("the file may not be read.", "Ask for the right to read it.", file=name)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FaceauditError(f"the file cannot be read: {reason}.", "Check the name.", file=name)


def _known_encoding(name: str) -> str:
    try:
        found = codecs.lookup(name)
        io.TextIOWrapper(io.BytesIO(), name).read()
    except (LookupError, UnicodeError, ValueError):
        raise FaceauditError(
            f"{name!r} is no encoding.", "Use one like utf-8, cp1252 or utf-16.", column="--encoding"
        ) from None
    return "utf-8-sig" if found.name == "utf-8" else found.name
