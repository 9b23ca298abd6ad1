"""Rejected rows: what is said of them, and all of them where they are to be kept.

Knows nothing of activities or of where a result goes.
"""

from collections import Counter, defaultdict

from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.logs import Reject, person_key
from faceaudit.units import count_of

_LINES_LISTED = 3


class RejectBook:
    """Rejected rows: the first of each reason, and all of them where they are to be kept.

    Args:
        keep: keep every one.
    """

    def __init__(self, *, keep: bool) -> None:
        self.first: dict[str, Reject] = {}
        self.names: dict[str, str] = {}
        self.is_complete = False
        """All rows have been read: only then are these all the rejects."""
        self.kept: list[Reject] = []
        self._numbers: Counter[str] = Counter()
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._keep = keep

    def add(self, reject: Reject) -> None:
        """Take one more."""
        self.first.setdefault(reject.code, reject)
        self._numbers[reject.code] += 1
        if reject.name:
            self.names.setdefault(person_key(reject.name), reject.name)
        if 1 < self._numbers[reject.code] <= 1 + _LINES_LISTED:
            self._lines[reject.code].append(f"{escape(reject.file)}:{reject.line}")
        if self._keep:
            self.kept.append(reject)

    @property
    def total(self) -> int:
        """How many there are."""
        return self._numbers.total()

    def refuse(self) -> None:
        """Stop where a row was rejected.

        Raises:
            FaceauditError: naming the first such row and how many there are.
        """
        if self.first:
            how_many = count_of(self.total, "row")
            raise self._first_error(f"({how_many} cannot be read and --strict was asked; --rejects FILE lists them.)")

    def refuse_all(self) -> None:
        """Stop where nothing but rejected rows is there: no report on them could be trusted.

        Raises:
            FaceauditError: naming the first such row.
        """
        if self.first:
            raise self._first_error("(No row could be read; faceaudit check tells which and why.)")

    def _first_error(self, why: str) -> FaceauditError:
        first = next(iter(self.first.values()))
        problem = f"{first.problem}. {first.remedy}"
        return FaceauditError(problem, why, file=first.file, line=first.line, column=first.column)

    def notes(self) -> list[Note]:
        """Say what was rejected, a note for each reason."""
        notes = []
        for code, first in self.first.items():
            column = f"{escape(first.column)}: " if first.column else ""
            rest = self._others(code)
            said = f"{column}{first.problem}; rejected{rest}. {first.remedy}"
            notes.append(Note("rejected", said, first.file, first.line))
        return notes

    def _others(self, code: str) -> str:
        """Name the further rows of a reason."""
        others, more = self._lines[code], self._numbers[code] - 1 - len(self._lines[code])
        if not others:
            return ""
        said = f", as {'are' if len(others) + more > 1 else 'is'} {', '.join(others)}"
        return f"{said} and {more:,} more" if more else said
