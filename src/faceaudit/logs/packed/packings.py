"""Unpacking of single packed files: gzip and Zstandard, step by step, so that no bomb fills memory or disk.

Knows bytes, not what is in them.
"""

from collections.abc import Iterator
from typing import BinaryIO

from faceaudit.errors import FaceauditError
from faceaudit.logs.packed.spools import CHUNK, RATIO_FREE, Bounds

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"

_GZIP_STEP = 64 * 1024
_ZSTD_STEP = 1024
"""Packed bytes to unpack at once; four of them can become 128 KB."""
_ZSTD_MEMORY = 128 * 1024 * 1024


def damaged(name: str, kind: str) -> FaceauditError:
    """Say that a file is not whole."""
    return FaceauditError(f"the {kind} file is cut or damaged.", "Fetch it or make it again.", file=name)


def gunzip(name: str, file: BinaryIO, bounds: Bounds) -> Iterator[bytes]:
    """Unpack gzip: one part after the other, each against its checksum.

    Raises:
        FaceauditError: it is cut, damaged or a bomb.
    """
    import zlib

    watch = _Watch(bounds)
    part = zlib.decompressobj(zlib.MAX_WBITS | 16)
    rest = b""
    while data := rest or file.read(_GZIP_STEP):
        if part.eof:
            data = data.lstrip(b"\0")  # what tapes and blocks are filled up with
            rest = b""
            if not data:
                continue
            part = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            chunk = part.decompress(data, CHUNK)
        except zlib.error:
            raise damaged(name, "gzip") from None
        rest = part.unused_data if part.eof else part.unconsumed_tail
        watch.see(len(data) - len(rest), len(chunk))
        yield chunk
    if not part.eof:
        yield part.flush()
    if not part.eof:
        raise damaged(name, "gzip")


def unzstd(name: str, file: BinaryIO, bounds: Bounds) -> Iterator[bytes]:
    """Unpack Zstandard: one frame after the other, each against its checksum where it has one.

    Raises:
        FaceauditError: it is cut, damaged or a bomb, or the library is missing.
    """
    try:
        import zstandard
    except ImportError:
        raise FaceauditError(
            "to read a zstd file, the library zstandard is needed.",
            "Install it with pip install 'faceaudit[zst]', or unpack the file first.",
            file=name,
        ) from None
    watch = _Watch(bounds)
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_MEMORY)
    frame = unpacker.decompressobj()
    rest = b""
    while data := rest or file.read(_ZSTD_STEP):
        if frame.eof:
            frame = unpacker.decompressobj()
        try:
            chunk = frame.decompress(data)
        except zstandard.ZstdError:
            raise damaged(name, "zstd") from None
        rest = frame.unused_data if frame.eof else b""
        watch.see(len(data) - len(rest), len(chunk))
        yield chunk
    if not frame.eof:
        raise damaged(name, "zstd")


class _Watch:
    """Looks at how much becomes of how little, again after each long stretch."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._packed = self._unpacked = 0

    def see(self, packed: int, unpacked: int) -> None:
        self._packed += packed
        self._unpacked += unpacked
        if self._unpacked > RATIO_FREE:
            self._bounds.compare(self._packed, self._unpacked)
            self._packed = self._unpacked = 0
