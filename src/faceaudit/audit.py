"""The whole way from logs to judgements, in one call; what the commands and the notebook face share.

Knows nothing of options, formats or where a result goes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from faceaudit.config import Config
from faceaudit.counting import Count, Regrouped, count, customer_of
from faceaudit.errors import Note
from faceaudit.judging.causes import find_causes
from faceaudit.judging.flags import Judgement, Limits, judge_people, split_teams
from faceaudit.judging.splits import Split
from faceaudit.logs import Batch, Entry, Reading, ReadOptions, key_people, person_key, read_logs
from faceaudit.rejects import RejectBook
from faceaudit.remarks import remark_language, remark_people, remark_settings, remark_small_teams
from faceaudit.reports.selling import Findings, make_report
from faceaudit.scoring import Scorecard
from faceaudit.scoring.decisions import DecisionBook
from faceaudit.scoring.rules import RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from faceaudit.tables import Report
from faceaudit.tally import Key, Tally

if TYPE_CHECKING:  # who shows names needs no pseudonyms
    from faceaudit.masks import Mask

_OF_SPELLINGS = ("names-merged", "look-alike-names")
"""Notes that say nothing once names are pseudonyms."""


class Audit(NamedTuple):
    """Logs, read, counted and judged."""

    counted: Count
    judgements: list[Judgement]
    teams: dict[str, Split]
    """Split of each team by name."""
    notes: list[Note]
    limits: Limits
    """What they were judged by."""
    mask: "Mask | None"
    """What gave everybody pseudonyms; None where they have their names."""
    twice: Mapping[Key, int]
    """Time in milliseconds at which a person was in live contact already, by key: face time only once."""

    @property
    def tally(self) -> Tally:
        """What was counted."""
        return self.counted.tally

    def report(self, *, only_flagged: bool) -> Report:
        """Give the selling report; see :func:`faceaudit.reports.selling.make_report`."""
        findings = self.findings()._replace(causes=find_causes(self.tally, self.limits))
        return make_report(findings, only_flagged=only_flagged)

    def report_by(self, by: str, regrouped: Regrouped | None = None) -> Report:
        """Give the report by something else than people; see :func:`faceaudit.reports.groups.make_group_report`.

        Args:
            by: one of :data:`faceaudit.judging.groups.WAYS`.
            regrouped: the same entries under what they are grouped by, where that is told only by the entries.
        """
        from faceaudit.judging.groups import regroup
        from faceaudit.reports.groups import make_group_report

        tally, twice = (regrouped.tally, regrouped.contacts.counted_twice()) if regrouped else (self.tally, self.twice)
        return make_group_report(self.findings(), regroup(by, tally, self.limits, twice), by)

    def findings(self) -> Findings:
        """Give what every selling report is made from."""
        return Findings(
            self.counted.tally,
            self.counted.open_texts,
            self.judgements,
            self.teams,
            self.limits.targets.default,
            self.notes,
        )


def regroup_entries(by: str | None) -> Regrouped | None:
    """Give what has to watch the entries so that they can be reported by something; None where nothing has to.

    Args:
        by: one of :data:`faceaudit.judging.groups.WAYS`; None for people.
    """
    if by is None:
        return None
    from faceaudit.judging.groups import CUSTOMER

    return Regrouped(customer_of) if by == CUSTOMER else None


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
    watch: Callable[[Entry, Sorting], None] | None = None,
    mask: "Mask | None" = None,
    min_group: int = 1,
) -> Audit:
    """Count and judge logs that are opened.

    Args:
        reading: the logs.
        config: targets, teams, roles and rules.
        people: names of those asked for; none means everybody.
        least_ms: working time below which nobody is rated, in milliseconds.
        rejects: takes the rejected rows.
        strict: any rejected row is an error.
        watch: called with each entry that counts and what it was sorted into.
        mask: gives everybody pseudonyms.
        min_group: how many people a group must have at least to be told of.

    Raises:
        FaceauditError: somebody asked for is not in the logs, or a row is rejected under ``strict``.
    """
    asked = key_people(people, config.aliases)
    reading.asked = asked
    met: dict[str, str] = {}
    sorter = make_sorter(config)
    batches = _note_people(reading, met) if asked else reading.batches()
    counted = count(batches, sorter, only=frozenset(asked), on_reject=rejects.add, watch=watch)
    rejects.is_complete = True
    if strict:
        rejects.refuse()
    if mask is not None:
        met = dict.fromkeys(met, "")
    reading.refuse_strangers(asked, met)
    if not counted.tally.counted and not reading.left_out:
        rejects.refuse_all()
    limits = Limits(config.targets, config.teams, config.roles, least_ms, min_group, config.notable)
    if mask is not None:
        _teach_names(mask, config, [*rejects.names.values(), *reading.left_out.values()])
    shown = counted if mask is None else mask.mask_count(counted)
    notes = _gather_notes(reading, rejects, counted, lambda text: _find_strange_words(text, sorter, mask))
    if not asked:
        notes += remark_settings(config, counted)
    if mask is not None:
        counted, limits = shown, mask.mask_limits(limits)
        notes = [mask.mask_note(note) for note in notes if note.code not in _OF_SPELLINGS]
    tally, twice = counted.tally, counted.contacts.counted_twice()
    judgements, teams = judge_people(tally, limits, twice), split_teams(tally, limits, twice)
    notes += remark_small_teams(tally, limits, teams)
    return Audit(counted, judgements, teams, notes, limits, mask, twice)


def _find_strange_words(text: str, sorter: Sorter, mask: "Mask | None") -> tuple[list[str], int]:
    """Give the words of a text that were never met, and how many it has; none that is a name to be hidden."""
    words, number = sorter.scorecard.strange_words(text)
    return [word for word in words if mask is None or mask.hide_words(word) == word], number


def _gather_notes(
    reading: Reading, rejects: RejectBook, counted: Count, strange_words: Callable[[str], tuple[list[str], int]]
) -> list[Note]:
    """Give what was noticed about logs: what was assumed, rows rejected, people, words of another language."""
    unread = {person: name for person, name in rejects.names.items() if person not in reading.left_out}
    return [
        *reading.notes,
        *rejects.notes(),
        *remark_people(counted.tally, unread),
        *remark_language(counted.open_texts, strange_words),
    ]


def _teach_names(mask: "Mask", config: Config, others: Iterable[str]) -> None:
    """Tell a mask the names that stand in settings and in rows that do not count."""
    for alias, name in config.aliases.items():
        mask.learn([name, config.spelled.get(alias, alias)], person_key(name))
    mask.learn(config.spelled.values())
    mask.learn(others)


def _note_people(reading: Reading, met: dict[str, str]) -> Iterator[Batch]:
    """Pass batches on, noting who is in them."""
    for batch in reading.batches():
        for entry in batch.entries:
            met.setdefault(entry.person, entry.name)
        yield batch
