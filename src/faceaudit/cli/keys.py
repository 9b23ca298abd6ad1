"""What a person types: a key at a time on a terminal, a line at a time from elsewhere."""

import contextlib
import os
import select
import signal
import sys
from typing import Any

from faceaudit.errors import FaceauditError, quote

_ESCAPE, _INTERRUPT, _END = "\x1b", "\x03", "\x04"
_FOLLOWING = {0xC: 1, 0xD: 1, 0xE: 2, 0xF: 3}
"""How many bytes follow the first one of a character in UTF-8, by how that begins."""
_WITHIN = 0.05
"""Seconds in which a terminal sends the rest of a key such as an arrow."""


class Keyboard:
    """A terminal that gives keys as they are pressed, also those pressed before it was asked; for use in ``with``."""

    def __init__(self) -> None:
        self._terminal = sys.stdin.fileno()
        try:
            import termios
        except ImportError:  # Windows, where each key comes by itself
            self._modes: Any = None
        else:
            self._modes = termios
            self._usual = termios.tcgetattr(self._terminal)

    def __enter__(self) -> "Keyboard":
        return self

    def __exit__(self, *_: object) -> None:
        if self._modes:
            with contextlib.suppress(self._modes.error):  # whoever hung up has no terminal any more
                self._modes.tcsetattr(self._terminal, self._modes.TCSANOW, self._usual)

    def key(self) -> str:
        """Give the next key, in small letters; empty at the end of the input."""
        if not self._modes:
            import click

            return click.getchar().casefold()
        modes = self._modes.tcgetattr(self._terminal)
        modes[3] &= ~(self._modes.ICANON | self._modes.ECHO | self._modes.ISIG)
        # Not TCSAFLUSH, which drops what was typed ahead.
        self._modes.tcsetattr(self._terminal, self._modes.TCSANOW, modes)
        key = self._take()
        if key == _INTERRUPT:
            # A terminal that gives single keys gives Ctrl-C as one; it is to end the program as it does everywhere.
            signal.raise_signal(signal.SIGINT)
        for _ in range(_FOLLOWING.get(ord(key) >> 4, 0) if key else 0):
            key += self._take()
        if key == _ESCAPE:
            while select.select([self._terminal], [], [], _WITHIN)[0] and (more := self._take()):
                key += more
                if (more.isalpha() and more != "O") or more == "~":
                    break
        return "" if key == _END else key.casefold()

    def line(self) -> str:
        """Give the next line, which can be mended until Enter; empty at the end of the input."""
        if not self._modes:
            return sys.stdin.readline()
        self._modes.tcsetattr(self._terminal, self._modes.TCSANOW, self._usual)
        found = ""
        while not found.endswith(("\n", "\r")) and (more := self._take()):
            found += more
        return found.encode("latin-1").decode("utf-8", "replace")

    def refuse(self, said: str) -> None:
        """Take no offence at what is no answer: the person is told and tries again."""

    def _take(self) -> str:
        try:
            return os.read(self._terminal, 1).decode("latin-1")
        except OSError:  # the terminal is gone
            return ""


class Lines:
    """Answers that are piped in, a line each; an empty one skips."""

    def __init__(self) -> None:
        self._first: str | None = sys.stdin.readline() if sys.stdin is not None else ""
        if not self._first:
            raise no_terminal()
        self._number = 0

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None: ...

    def key(self) -> str:
        """Give what the next line says, in small letters; ``s`` where it is empty, and empty at the end."""
        line = self.line()
        return line and (line.strip().casefold() or "s")

    def line(self) -> str:
        """Give the next line; empty at the end."""
        line, self._first = sys.stdin.readline() if self._first is None else self._first, None
        self._number += 1
        return line

    def refuse(self, said: str) -> None:
        """Stop at what is no answer: the lines behind it would answer other questions.

        Raises:
            FaceauditError: always.
        """
        remedy = "Answer with 1, 2, u, s, or the id of an activity, a line each."
        raise FaceauditError(f"{quote(said)} is no answer.", remedy, file="standard input", line=self._number)


def no_terminal() -> FaceauditError:
    """Give the error that nobody can be asked."""
    return FaceauditError(
        "there is no terminal to ask on.",
        "Write the questions with --export FILE, take them back with --import FILE, or pipe answers in, a line each.",
    )
