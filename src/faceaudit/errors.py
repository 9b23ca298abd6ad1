"""What went wrong or was noticed, where, and what to do about it.

Knows nothing of files, formats or the command line.
"""

from typing import NamedTuple


class Note(NamedTuple):
    """Something assumed or noticed, to be told beside a result."""

    code: str
    message: str
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        return locate(self.message, file=self.file, line=self.line)


class FaceauditError(Exception):
    """Something that stops the job, said so that a person can mend it.

    Args:
        problem: what is wrong, a sentence.
        remedy: what to do, a sentence; may be empty.
        file: the file it is about, as the user named it.
        line: physical line in that file, counted from 1.
        column: name of the column or key.
    """

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        said = locate(self.problem, file=self.file, line=self.line, column=self.column)
        return f"{said} {self.remedy}".rstrip()


class PipeClosed(Exception):
    """Nobody reads the result any more, as behind ``| head``; no fault, but the work is over."""


class Faults(FaceauditError):
    """Several things wrong at once, all of them told.

    Args:
        faults: the single errors, in the order of the file.
    """

    def __init__(self, faults: list[FaceauditError]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


_FAULTS_LISTED = 20


def raise_all(faults: list[FaceauditError], what: str) -> None:
    """Raise what is wrong, if anything; of more than 20 faults the first, and how many there are.

    Args:
        faults: what is wrong, in the order of the file.
        what: what each of them is about, such as ``row``.

    Raises:
        FaceauditError: the only fault.
        Faults: there are several.
    """
    more = len(faults) - _FAULTS_LISTED
    if more > 0:
        which = f"1 more {what}" if more == 1 else f"{more:,} more {what}s"
        faults = [*faults[:_FAULTS_LISTED], FaceauditError(f"{which} cannot be taken either.", file=faults[0].file)]
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)


def locate(message: str, *, file: str | None = None, line: int | None = None, column: str | None = None) -> str:
    """Put the place before a message: ``file:line, column: message``."""
    place = escape(file) if file else ""
    if line is not None:
        place = f"{place}:{line}" if place else f"line {line}"
    if column:
        place = f"{place}, {escape(column)}" if place else escape(column)
    return f"{place}: {message}" if place else message


def escape(text: str) -> str:
    """Make a text fit to print: control characters, terminal escapes and direction marks become visible."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)


def quote(value: str, limit: int = 40) -> str:
    """Show a value from a log in a message: quoted, escaped, shortened to ``limit`` characters."""
    shown = escape(value[: limit + 1])
    if len(shown) > limit:
        shown = shown[:limit] + "…"
    return f'"{shown}"'
