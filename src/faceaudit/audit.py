"""The whole way from logs to judgements, in one call; what the commands and the notebook face share.

Knows nothing of options, formats or where a result goes.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faceaudit.config import Config
from faceaudit.counting import Count, count
from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.judging.flags import Judgement, Limits, judge_people, split_teams
from faceaudit.judging.splits import Split
from faceaudit.logs import Batch, Reading, ReadOptions, person_key, read_logs
from faceaudit.rejects import RejectBook
from faceaudit.remarks import remark_language, remark_people, remark_settings
from faceaudit.reports import Findings, make_report
from faceaudit.scoring import Scorecard
from faceaudit.scoring.decisions import DecisionBook
from faceaudit.scoring.rules import RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.tables import Report

_NAMES_LISTED = 10


class Audit(NamedTuple):
    """Logs, read, counted and judged."""

    counted: Count
    judgements: list[Judgement]
    teams: dict[str, Split]
    """Split of each team by name."""
    notes: list[Note]
    default_threshold: int
    """In millionths."""

    def report(self, *, only_flagged: bool) -> Report:
        """Give the selling report; see :func:`faceaudit.reports.make_report`."""
        findings = Findings(
            self.counted.tally,
            self.counted.open_texts,
            self.judgements,
            self.teams,
            self.default_threshold,
            self.notes,
        )
        return make_report(findings, only_flagged=only_flagged)


def make_sorter(config: Config) -> Sorter:
    """Give what sorts entries under these settings."""
    scorecard = Scorecard.load(least_certainty=config.least_certainty, decisions=config.decisions)
    return Sorter(scorecard, RuleBook(config.rules), DecisionBook(config.decisions))


def start_reading(logs: Sequence[str], options: ReadOptions, config: Config) -> Reading:
    """Open logs under the settings; what the options say about columns wins over the settings."""
    return read_logs(logs, options._replace(hints=config.columns, aliases=config.aliases))


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
    people = [config.aliases.get(person_key(name), name) for name in people]
    only = frozenset(person_key(name) for name in people)
    seen: dict[str, str] = {}
    sorter = make_sorter(config)
    counted = count(_watch(reading, seen) if only else reading.batches(), sorter, only=only, on_reject=rejects.add)
    rejects.is_complete = True
    if strict:
        rejects.refuse()
    for name in people:
        if person_key(name) not in counted.tally.names and person_key(name) not in reading.left_out:
            raise _nobody(name, seen)
    if not counted.tally.counted and not reading.left_out:
        rejects.refuse_all()
    limits = Limits(config.targets, config.teams, config.roles, least_ms)
    rejected = {person: name for person, name in rejects.names.items() if person not in reading.left_out}
    notes = [*reading.notes, *rejects.notes(), *remark_people(counted.tally, rejected)]
    notes += remark_language(counted.open_texts, sorter.scorecard.strange_words)
    if not only:
        notes += remark_settings(config, counted)
    return Audit(
        counted, judge_people(counted.tally, limits), split_teams(counted.tally, limits), notes, config.targets.default
    )


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
