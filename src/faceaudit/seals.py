"""A word that is written so that nobody reads it by chance: who checks a sample must not see what it was sorted into.

No secret: whoever wants to can open it. The same word looks different in every row.
"""

import base64
import hashlib

_MARK = "s"
"""Begins every seal, so that no spreadsheet takes it for a number or a formula."""
_LENGTH = 26
"""Characters to which words are filled up, so that their length tells nothing."""
_START = 4


def seal(word: str, salt: str) -> str:
    """Seal a word.

    Args:
        word: what is not to be seen.
        salt: what is told of the row; the same word and salt give the same seal.
    """
    start = hashlib.sha256(salt.encode("utf-8", "backslashreplace")).digest()[:_START]
    return _MARK + base64.urlsafe_b64encode(start + _mix(word.ljust(_LENGTH).encode(), start)).decode()


def unseal(code: str) -> str:
    """Give the word that was sealed.

    Raises:
        ValueError: this is no seal.
    """
    if not code.startswith(_MARK):
        raise ValueError("a seal begins otherwise")
    whole = base64.b64decode(code.removeprefix(_MARK), altchars=b"-_", validate=True)
    return _mix(whole[_START:], whole[:_START]).decode().rstrip(" ")


def _mix(text: bytes, start: bytes) -> bytes:
    """Mix a text with bytes that follow from the start; mixed again, it is what it was."""
    return bytes(one ^ other for one, other in zip(text, hashlib.shake_256(start).digest(len(text)), strict=True))
