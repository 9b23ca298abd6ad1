"""Where bytes are kept that can be read only once: in memory, beyond that in a temporary file, within bounds.

Knows nothing of what the bytes mean.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from faceaudit.errors import FaceauditError

CHUNK = 1024 * 1024
UNPACKED_LIMIT = 4 * 1024**3
"""Bytes that one file may unpack to, everything in it together."""
RATIO_LIMIT = 1000
"""How many times larger than packed a log may be; nothing that people write packs so well."""
RATIO_FREE = 64 * 1024 * 1024
"""Bytes to unpack before the ratio counts, and again before it is looked at anew."""

_KEPT_OF_STREAM = 64 * 1024 * 1024
_KEPT_OF_MEMBER = 512 * 1024
"""Small, as an archive may have hundreds of them."""
_LINE_ENDS = re.compile(r"[\r\n]+")


class Bounds:
    """Says stop where a file unpacks to more than any log.

    Args:
        name: the file, for the message.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._total = 0

    def take(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            FaceauditError: they are too many, all in all.
        """
        self._total += size
        if self._total > UNPACKED_LIMIT:
            raise FaceauditError(
                f"it unpacks to more than {UNPACKED_LIMIT / 1024**3:.3g} GB.",
                "If it is a log, unpack it and give it in parts.",
                file=self._name,
            )

    def compare(self, packed: int, unpacked: int) -> None:
        """Make sure that a stretch of packed bytes is no bomb.

        Raises:
            FaceauditError: it is.
        """
        if unpacked > RATIO_FREE and unpacked > packed * RATIO_LIMIT:
            raise FaceauditError(
                f"it unpacks to more than {RATIO_LIMIT:,} times its size, as no log does.",
                "If it is a log, unpack it first.",
                file=self._name,
            )


class Spool:
    """Takes bytes as they are unpacked.

    Attributes:
        file: what it took so far; to be read once all is in it.
    """

    def __init__(self, bounds: Bounds | None, in_memory: int = _KEPT_OF_MEMBER) -> None:
        self._bounds = bounds
        self._in_memory = in_memory
        self.file: BinaryIO = io.BytesIO()

    def write(self, data: bytes) -> None:
        """Take bytes.

        Raises:
            FaceauditError: they are too many.
        """
        if self._bounds is not None:
            self._bounds.take(len(data))
        self.file.write(data)
        if isinstance(self.file, io.BytesIO) and self.file.tell() > self._in_memory:
            import tempfile

            on_disk = tempfile.TemporaryFile()  # noqa: SIM115  # gone when the process ends
            on_disk.write(self.file.getbuffer())
            self.file = on_disk

    def fill(self, chunks: Iterable[bytes]) -> BinaryIO:
        """Take all there is; give the file."""
        try:
            for chunk in chunks:
                self.write(chunk)
        except BaseException:
            self.file.close()
            raise
        return self.file


class RowWriter:
    """Writes rows as CSV in UTF-8, each on one line whatever its cells hold, so that a row's number is its line.

    Attributes:
        spool: where they go.
    """

    def __init__(self, bounds: Bounds) -> None:
        self.spool = Spool(bounds)
        self._csv = csv.writer(_Encoder(self.spool), lineterminator="\n")

    def write(self, cells: Iterable[str]) -> None:
        """Write a row; one without cells is a blank line."""
        self._csv.writerow([_LINE_ENDS.sub(" ", cell) for cell in cells])

    def __enter__(self) -> "RowWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.spool.file.close()


class _Encoder:
    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def write(self, text: str) -> None:
        try:
            data = text.encode()
        except UnicodeEncodeError:  # half a character, as JSON can hold
            data = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
        self._spool.write(data)


def keep(stream: BinaryIO) -> BinaryIO:
    """Copy a stream that can be read only once."""
    return Spool(None, _KEPT_OF_STREAM).fill(iter(lambda: stream.read(CHUNK), b""))


def first_bytes(file: BinaryIO, size: int = 4096) -> bytes:
    """Give the first bytes and go back to the start."""
    file.seek(0)
    head = file.read(size)
    file.seek(0)
    return head
