"""Where a result goes: standard output, or a file that is written whole or not at all."""

import contextlib
import errno
import itertools
import os
import sys
from collections.abc import Iterable, Sequence

from faceaudit.errors import FaceauditError, Note, PipeClosed, escape
from faceaudit.render import FORMAT_OF_SUFFIX, Look, render
from faceaudit.tables import Report

SAYS_NOTES = ("text", "json", "markdown")
"""Formats that have room for notes; for the others they are said on stderr."""
_WIDTH = 80
_OTHER_SUFFIXES = (".xlsx", ".xls", ".ods", ".html", ".htm", ".pdf", ".docx", ".doc", ".parquet", ".xml")


def choose_look(*, format_name: str | None, output: str | None, color: str, raw: bool, default: str) -> Look:
    """Settle format and colours.

    Args:
        format_name: as asked for; else the output's suffix tells, else ``default``.
        output: file for the result; None means standard output.
        color: ``auto``, ``always`` or ``never``.
        raw: leave formula cells alone.
        default: format where nothing tells one.

    Raises:
        FaceauditError: the suffix promises a format that there is not.
    """
    suffix = os.path.splitext(output)[1].casefold() if output else ""
    if format_name is None and suffix in _OTHER_SUFFIXES:
        raise FaceauditError(
            f"there is no format for {suffix}.", "Use .txt, .csv, .tsv, .json, .jsonl or .md.", file=output
        )
    chosen = format_name or FORMAT_OF_SUFFIX.get(suffix, default)
    return Look(chosen, _width(), color == "always" or (color == "auto" and output is None and _wants_color()), raw)


def _wants_color() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and _is_terminal()


def _is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def _width() -> int:
    """Give the width to fit text into: the terminal's where it is narrower than 80 columns."""
    if not _is_terminal():
        return _WIDTH
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return _WIDTH
    return min(columns, _WIDTH) if columns >= 20 else _WIDTH


def guard_files(written: Sequence[str | None], read: Sequence[str]) -> None:
    """Make sure that no result is written over a log, the settings or another result.

    Args:
        written: files to be written; None where there is none.
        read: files that are read.

    Raises:
        FaceauditError: one of them is.
    """
    places = {_place(path): path for path in read if path}
    for path in written:
        if path is None or path == os.devnull:
            continue
        if _place(path) in places:
            raise FaceauditError(
                f"this would be written over {escape(places[_place(path)])}.", "Name another file.", file=path
            )
        places[_place(path)] = path


def _place(path: str) -> object:
    """Give what is the same for all names of one file."""
    try:
        status = os.stat(path)
        return (status.st_dev, status.st_ino)
    except OSError:
        pass
    try:
        return os.path.realpath(path)
    except OSError:  # the working folder is gone
        return path


def show_report(report: Report, look: Look, output: str | None) -> None:
    """Write a report, and say its notes where the format has no room for them.

    Args:
        report: what to write.
        look: format and colours.
        output: the file; None means standard output.

    Raises:
        FaceauditError: it cannot be written; a file then stays as it was.
        PipeClosed: the reader of standard output went away.
    """
    write_result([render(report, look)], output)
    if look.format not in SAYS_NOTES:
        say_notes(report.notes)


def say_notes(notes: Iterable[Note]) -> None:
    """Say notes on stderr, for formats that have no room for them."""
    if sys.stderr is None:
        return
    try:
        for note in notes:
            sys.stderr.buffer.write(f"Note: {note}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.flush()
    except OSError:
        return  # the result stands without them


def write_result(pieces: Iterable[str], output: str | None) -> None:
    """Write a result, as UTF-8 in every locale.

    Args:
        pieces: the text; for a file it may come in pieces.
        output: the file; None means standard output.

    Raises:
        FaceauditError: it cannot be written; a file then stays as it was.
        PipeClosed: the reader of standard output went away.
    """
    if output is None:
        _write_out(pieces)
    else:
        write_file(pieces, output)


def _write_out(pieces: Iterable[str]) -> None:
    if sys.stdout is None:
        raise FaceauditError("standard output is closed.", "Write to a file with -o FILE.")
    try:
        for piece in pieces:
            sys.stdout.buffer.write(_encode(piece))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise PipeClosed from None
    except OSError as error:
        raise FaceauditError(
            f"the result cannot be written: {error.strerror}.", "Free some space or write elsewhere."
        ) from None


def write_file(pieces: Iterable[str], path: str) -> None:
    """Write a file through a temporary one beside it, so that it is whole or as it was.

    Raises:
        FaceauditError: it cannot be written.
    """
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            if os.path.isdir(path):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
            with open(path, "wb") as device:  # a device or pipe cannot be replaced
                device.writelines(map(_encode, pieces))
        else:
            _replace(os.path.realpath(path, strict=os.path.lexists(path)), pieces)
    except BrokenPipeError:
        raise PipeClosed from None
    except OSError as error:
        raise FaceauditError(
            f"the result cannot be written: {error.strerror}.", "Check the folder and the space left.", file=path
        ) from None


def _replace(path: str, pieces: Iterable[str]) -> None:
    descriptor, temporary = _open_beside(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(map(_encode, pieces))
            file.flush()
            os.fsync(file.fileno())
            if os.path.exists(path):
                os.fchmod(file.fileno(), os.stat(path).st_mode & 0o777)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _open_beside(path: str) -> tuple[int, str]:
    """Open a new file in the folder of a path, under a name that nothing has."""
    folder = os.path.dirname(path)
    for attempt in itertools.count():
        temporary = os.path.join(folder, f".faceaudit-{os.getpid()}-{attempt}.part")
        try:
            return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), temporary
        except FileExistsError:
            continue
    raise AssertionError("there is always a next number")


def _encode(piece: str) -> bytes:
    return piece.encode("utf-8", "backslashreplace")
