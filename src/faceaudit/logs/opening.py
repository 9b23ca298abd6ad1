"""Where logs come from: files, globs, standard input; each opened once, all of them before any is read."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from faceaudit.errors import FaceauditError, escape
from faceaudit.logs.packed.containers import unpack
from faceaudit.logs.packed.spools import keep
from faceaudit.logs.sources import Source, unreadable

STANDARD_INPUT = "-"
_ENDLESS = ("/dev/zero", "/dev/random", "/dev/urandom", "/dev/full")


def open_sources(arguments: Sequence[str]) -> list[Source]:
    """Open every log named, before any is read.

    Args:
        arguments: paths, glob patterns, or ``-`` for standard input; none means standard input.

    Raises:
        FaceauditError: one of them cannot be read; nothing is opened halfway then.
    """
    sources: list[Source] = []
    seen: dict[tuple[int, int], str] = {}
    for argument in _expand(arguments or [STANDARD_INPUT]):
        name = "standard input" if argument == STANDARD_INPUT else argument
        identity = _identify(argument)
        if identity is not None and identity in seen:
            raise FaceauditError(
                f"this is the same file as {escape(seen[identity])}.",
                "Give each log once, or its time counts twice.",
                file=name,
            )
        if identity is not None:
            seen[identity] = name
        file = _open(argument)
        try:
            logs = unpack(name, file)
        except OSError as error:
            raise unreadable(name, error) from None
        sources += [Source(log.name, log.file, made_from=log.made_from, notes=log.notes) for log in logs]
    _refuse_twins(sources)
    return sources


def _refuse_twins(sources: Sequence[Source]) -> None:
    """Refuse a copy of another log; logs without a row are alike by nature."""
    seen: dict[int, list[Source]] = {}
    for source in sources:
        others = seen.setdefault(source.size, [])
        for other in others:
            if source.has_rows() and all(a == b for a, b in zip(source.chunks(), other.chunks(), strict=True)):
                raise FaceauditError(
                    f"this is a copy of {escape(other.name)}.",
                    "Give each log once, or its time counts twice.",
                    file=source.name,
                )
        others.append(source)


def _expand(arguments: Sequence[str]) -> Iterator[str]:
    standard_input_taken = False
    for argument in arguments:
        if argument == STANDARD_INPUT:
            if standard_input_taken:
                raise FaceauditError("standard input was given twice.", "Give - once.")
            standard_input_taken = True
            yield argument
        elif "://" in argument:
            raise FaceauditError("web addresses are not read.", "Download the file and give its name.", file=argument)
        elif any(c in argument for c in "*?[") and not os.path.lexists(argument):
            import glob

            matches = sorted(glob.glob(argument, recursive=True))
            if not matches:
                raise FaceauditError(
                    "no file matches this pattern.", "Check the folder and the pattern.", file=argument
                )
            yield from matches
        else:
            yield argument


def _open(path: str) -> BinaryIO:
    """Open a log; what can be read only once is kept."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise FaceauditError("standard input is closed.", "Name a log file instead.")
        return keep(sys.stdin.buffer)
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise FaceauditError(
                "this is a folder, not a file.",
                f"Name the logs in it, e.g. '{escape(path.rstrip('/'))}/*.csv'.",
                file=path,
            )
        if stat.S_ISBLK(mode) or (stat.S_ISCHR(mode) and os.path.realpath(path) in _ENDLESS):
            raise FaceauditError("this is a device, not a file.", "Name a log.", file=path)
        file = open(path, "rb")  # noqa: SIM115  # read until the process ends
        if stat.S_ISREG(mode):
            return file
        with file:
            return keep(file)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def _identify(path: str) -> tuple[int, int] | None:
    """Give device and inode of a file or pipe, to tell the same one given twice, before it is waited for."""
    try:
        status = os.fstat(sys.stdin.fileno()) if path == STANDARD_INPUT else os.stat(path)
    except (OSError, ValueError, AttributeError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode) else None
