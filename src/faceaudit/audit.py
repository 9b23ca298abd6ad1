"""The whole way from logs to judgements, in one call; what the commands and the notebook face share.

Knows nothing of options, formats or where a result goes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faceaudit.config import Config
from faceaudit.counting import Count, count
from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.judging.flags import Judgement, Limits, judge_people
from faceaudit.logs import Batch, Reading, ReadOptions, Reject, person_key, read_logs
from faceaudit.scoring import Scorecard
from faceaudit.scoring.rules import RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.units import count_of

_NAMES_LISTED = 10


class RejectBook:
    """Rejected rows: the first of each reason, and all of them where they are to be kept.

    Args:
        keep: keep every one.
    """

    def __init__(self, *, keep: bool) -> None:
        self.first: dict[str, Reject] = {}
        self.kept: list[Reject] = []
        self._numbers: Counter[str] = Counter()
        self._keep = keep

    def add(self, reject: Reject) -> None:
        """Take one more."""
        self.first.setdefault(reject.code, reject)
        self._numbers[reject.code] += 1
        if self._keep:
            self.kept.append(reject)

    def refuse(self) -> None:
        """Stop where a row was rejected.

        Raises:
            FaceauditError: naming the first such row and how many there are.
        """
        if not self.first:
            return
        first = next(iter(self.first.values()))
        how_many = count_of(self._numbers.total(), "row")
        raise FaceauditError(
            f"{first.problem}. {first.remedy}",
            f"({how_many} cannot be read and --strict was asked; --rejects FILE lists them.)",
            file=first.file, line=first.line, column=first.column,
        )  # fmt: skip

    def notes(self) -> list[Note]:
        """Say what was rejected, a note for each reason."""
        notes = []
        for code, first in self.first.items():
            number = self._numbers[code]
            column = f"{escape(first.column)}: " if first.column else ""
            rest = "" if number == 1 else f" ({number:,} rows such as this)"
            said = f"{column}{first.problem}; rejected{rest}. {first.remedy}"
            notes.append(Note("rejected", said, first.file, first.line))
        return notes


class Audit(NamedTuple):
    """Logs, read, counted and judged."""

    counted: Count
    judgements: list[Judgement]
    notes: list[Note]
    rejects: RejectBook


def make_sorter(config: Config) -> Sorter:
    """Give what sorts entries under these settings."""
    return Sorter(Scorecard.load(), RuleBook(config.rules))


def start_reading(logs: Sequence[str], options: ReadOptions, config: Config) -> Reading:
    """Open logs under the settings; what the options say about columns wins over what the settings say."""
    return read_logs(logs, options._replace(columns={**config.columns, **options.columns}))


def audit_reading(
    reading: Reading,
    config: Config,
    *,
    people: Sequence[str] = (),
    least_ms: int = 0,
    rejects: RejectBook,
    strict: bool = False,
) -> Audit:
    """Count and judge logs that are opened.

    Args:
        reading: the logs.
        config: targets, teams, roles and rules.
        people: names of those asked for; none means everybody.
        least_ms: working time below which nobody is rated, in milliseconds.
        rejects: takes the rejected rows.
        strict: any rejected row is an error.

    Raises:
        FaceauditError: somebody asked for is not in the logs, or a row is rejected under ``strict``.
    """
    only = frozenset(person_key(name) for name in people)
    seen: dict[str, str] = {}
    counted = count(
        _watch(reading, seen) if only else reading.batches(), make_sorter(config), only=only, on_reject=rejects.add
    )
    if strict:
        rejects.refuse()
    for name in people:
        if person_key(name) not in counted.tally.names:
            raise _nobody(name, seen)
    limits = Limits(config.targets, config.teams, config.roles, least_ms)
    judgements = judge_people(counted.tally, limits)
    return Audit(counted, judgements, [*reading.notes, *rejects.notes(), *_notes(counted)], rejects)


def _watch(reading: Reading, seen: dict[str, str]) -> Iterator[Batch]:
    """Pass batches on, noting who is in them."""
    for batch in reading.batches():
        for entry in batch.entries:
            seen.setdefault(entry.person, entry.name)
        yield batch


def _nobody(name: str, seen: dict[str, str]) -> FaceauditError:
    names = sorted(seen.values(), key=str.casefold)
    listed = ", ".join(escape(one) for one in names[:_NAMES_LISTED]) + (", ..." if len(names) > _NAMES_LISTED else "")
    remedy = f"The log has {listed}." if names else "The log has no entry that could be read."
    return FaceauditError(f"there is no entry of '{escape(name)}'.", remedy, column="--person")


def _notes(counted: Count) -> list[Note]:
    notes = []
    for person in counted.tally.people():
        spellings = counted.tally.names[person]
        if len(spellings) > 1:
            others = ", ".join(f"'{escape(name)}'" for name in sorted(spellings))
            notes.append(Note("names-merged", f"{others} are taken for one person"))
    if not counted.tally.rows_read:
        notes.append(Note("no-entries", "there is a header but no entry"))
    return notes
