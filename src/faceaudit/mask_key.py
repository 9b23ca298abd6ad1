"""The key file of pseudonyms: read, or made where there is none yet.

It stays with the user: who has it can tell who is who.
"""

import os
import secrets

from faceaudit.errors import FaceauditError
from faceaudit.masks import FEWEST_BYTES, Mask

_BYTES = 32
_LARGEST = 4096
_REMEDY = "Name the file that an earlier run made, or one that is not there yet."


def read_mask(path: str) -> tuple[Mask, bool]:
    """Give the mask of a key file, and whether the file was made now.

    Args:
        path: the file; one that is not there is made, readable by its owner only.

    Raises:
        FaceauditError: it cannot be read or made, or holds no key.
    """
    try:
        try:
            return Mask(_parse(_read(path), path)), False
        except FileNotFoundError:
            return Mask(_make(path)), True
    except OSError as error:
        raise FaceauditError(
            f"the key of --mask cannot be read or made: {error.strerror}.", "Check the folder and the file.", file=path
        ) from None


def _read(path: str) -> bytes:
    if os.path.exists(path) and not os.path.isfile(path):
        raise FaceauditError("this is no file that could hold the key of --mask.", _REMEDY, file=path)
    with open(path, "rb") as file:
        return file.read(_LARGEST + 1)


def _parse(content: bytes, path: str) -> bytes:
    try:
        key = bytes.fromhex(content.decode("ascii")) if len(content) <= _LARGEST else b""
    except ValueError:
        key = b""
    if len(key) < FEWEST_BYTES:
        raise FaceauditError("this file holds no key of --mask.", _REMEDY, file=path)
    return key


def _make(path: str) -> bytes:
    key = secrets.token_bytes(_BYTES)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"{key.hex()}\n")
    return key
