"""Entries with what they were sorted into, and the reasons: what ``classify`` and ``explain`` show.

Knows nothing of formats.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from faceaudit.counting import sort_entries, words_of
from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.logs import Batch, Entry, Log, Reject
from faceaudit.logs.columns import OWN_PREFIX
from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.sorter import Sorter, Sorting
from faceaudit.scoring.verdict import SCORECARD, Cue, Verdict, Words
from faceaudit.tables import COUNT, SECONDS, SHARE, TEXT, Cell, Column, Report, Table
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES, OWNERS, UNCERTAIN, category_of

SCHEMA = "faceaudit.classify/1"
EXPLAIN_SCHEMA = "faceaudit.explain/1"

_ADDED = tuple(
    Column(f"{OWN_PREFIX}{name}", name, kind)
    for name, kind in (
        ("category", TEXT), ("activity", TEXT), ("certainty", SHARE), ("evidence", TEXT),
        ("owner", TEXT), ("seconds", SECONDS), ("source", TEXT),
    )
)  # fmt: skip
_SHOWN = (
    Column("person", "person", TEXT),
    Column("day", "day", TEXT),
    Column("hours", "hours", SECONDS),
    Column("words", "what was logged", TEXT),
)
_WIDTHS = {"person": 14, "day": 10, "hours": 5, "faceaudit_category": 11, "words": 0}
_CUES_NAMED = 3
_REMEMBERED = 50_000
_PER_MILLE = 1000
_RIVALS = 5


class Wanted(NamedTuple):
    """Which entries are asked for; empty means all."""

    people: Mapping[str, str] = MappingProxyType({})
    """Names asked for, by person key."""
    categories: frozenset[str] = frozenset()
    """Category ids."""

    def holds(self, entry: Entry, sorting: Sorting) -> bool:
        """Tell whether an entry is asked for."""
        return (not self.people or entry.person in self.people) and (
            not self.categories or sorting.category in self.categories
        )


class Listing:
    """The entries of logs as rows: their own cells in order, then what faceaudit adds.

    Args:
        logs: the logs, whose columns make the rows' columns.
        sorter: sorts each entry.
        wanted: which entries are asked for.
        on_reject: called with each row that could not be read.

    Attributes:
        columns: the columns of a row.
        words: for text: number and width of the columns shown.
    """

    def __init__(
        self, logs: Sequence[Log], sorter: Sorter, wanted: Wanted, on_reject: Callable[[Reject], None]
    ) -> None:
        self._sorter = sorter
        self._wanted = wanted
        self._on_reject = on_reject
        self._evidence: dict[Words, str] = {}
        self._met: set[str] = set()
        own: dict[tuple[str, int], int] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}
        for log in logs:
            self._places[log.source.name] = _place(log.columns.header, own)
        self._width = len(own)
        self.columns = (*(Column(name, name, TEXT) for name, _ in own), *_ADDED)

    def rows(self, batches: Iterator[Batch]) -> Iterator[tuple[Cell, ...]]:
        """Give the entries asked for, in order."""
        for batch in batches:
            for entry, sorting in sort_entries(batch.entries, self._sorter):
                if self._holds(entry, sorting):
                    yield (*self._own_cells(entry), *self._added_cells(entry, sorting))
            self._account(batch)

    def rows_for_text(self, batches: Iterator[Batch]) -> Iterator[tuple[Cell, ...]]:
        """Give the entries asked for in the few columns that fit a terminal."""
        for batch in batches:
            for entry, sorting in sort_entries(batch.entries, self._sorter):
                if self._holds(entry, sorting):
                    words = entry.text or entry.activity_type
                    yield (entry.name, entry.day, entry.ms, words, *self._added_cells(entry, sorting))
            self._account(batch)

    def _holds(self, entry: Entry, sorting: Sorting) -> bool:
        self._met.add(entry.person)
        return self._wanted.holds(entry, sorting)

    def _account(self, batch: Batch) -> None:
        for reject in batch.rejects:
            self._on_reject(reject)

    def refuse_strangers(self, left_out: Collection[str] = ()) -> None:
        """Stop where somebody asked for has no entry.

        Args:
            left_out: keys of the people who have entries, but not in the period.

        Raises:
            FaceauditError: naming them.
        """
        for person, name in self._wanted.people.items():
            if person not in self._met and person not in left_out:
                raise FaceauditError(f"there is no entry of '{escape(name)}'.", "Check the name.", column="--person")

    def _own_cells(self, entry: Entry) -> list[str]:
        cells = [""] * self._width
        for at, to in self._places[entry.file]:
            if at < len(entry.cells):
                cells[to] = entry.cells[at]
        return cells

    def _added_cells(self, entry: Entry, sorting: Sorting) -> tuple[Cell, ...]:
        verdict = sorting.verdict
        owner = ACTIVITIES[sorting.activity].owner
        return (
            sorting.category, verdict.activity, verdict.certainty / _PER_MILLE, self._reasons(words_of(entry), verdict),
            owner or None, entry.ms, f"{entry.file}:{entry.line}",
        )  # fmt: skip

    def _reasons(self, words: Words, verdict: Verdict) -> str:
        known = self._evidence.get(words)
        if known is None:
            if len(self._evidence) >= _REMEMBERED:
                self._evidence.clear()
            known = self._evidence[words] = give_reasons(self._sorter.scorecard, words, verdict)
        return known


TEXT_COLUMNS = (*_SHOWN, *_ADDED)
TEXT_WIDTHS = tuple(([column.key for column in TEXT_COLUMNS].index(key), width) for key, width in _WIDTHS.items())


def _place(header: Sequence[str], own: dict[tuple[str, int], int]) -> list[tuple[int, int]]:
    """Find for each column of a log its place among the columns of all logs, adding those not yet there."""
    places = []
    seen: dict[str, int] = {}
    for at, name in enumerate(header):
        if name.strip().startswith(OWN_PREFIX):
            continue
        seen[name] = seen.get(name, 0) + 1
        places.append((at, own.setdefault((name, seen[name]), len(own))))
    return places


def give_reasons(scorecard: Scorecard, words: Words, verdict: Verdict) -> str:
    """Give the weightiest reasons for a verdict in a few words; the rule, where one decided."""
    if verdict.decided_by != SCORECARD:
        return verdict.decided_by
    _, cues = scorecard.explain(words)
    reasons = [cue for cue in cues if cue.points > 0][:_CUES_NAMED]
    return "; ".join(f"{' '.join(_name(cue))} {cue.points:+d}" for cue in reasons)


def _name(cue: Cue) -> tuple[str, str]:
    """Give the kind of a cue and the cue in words: ``^`` and ``$`` stand for the start and the end of the text."""
    if cue.kind == "pair" and cue.cue.startswith("^ "):
        return "begins", cue.cue.removeprefix("^ ").replace("$", "(nothing)")
    if cue.kind == "pair" and cue.cue.endswith(" $"):
        return "ends", cue.cue.removesuffix(" $")
    return cue.kind, cue.cue


def explain_words(sorter: Sorter, words: Words, *, source: str | None) -> Report:
    """Explain the verdict over an entry: the cues with their points, the runner-up, how sure, the rule if one decided.

    Args:
        sorter: sorts it.
        words: the entry.
        source: file and line it stands on, where it stands in a log.
    """
    sorting = sorter.sort(words)
    verdict = sorting.verdict
    _, cues = sorter.scorecard.explain(words)
    points = sorter.scorecard.points(words)
    activity = ACTIVITIES[verdict.activity]
    columns = (Column("kind", "cue", TEXT), Column("cue", "", TEXT), Column("points", "points", COUNT))
    shown = (columns[0], columns[1], Column("points", "points", TEXT))
    head = {
        "text": words.text,
        "activity_type": words.activity_type or None,
        "customer_status": words.customer_status or None,
        "stage": words.stage or None,
        "source": source,
        "category": sorting.category,
        "activity": verdict.activity,
        "certainty": verdict.certainty / _PER_MILLE,
        "runner_up": verdict.runner_up,
        "decided_by": verdict.decided_by,
        "owner": activity.owner or None,
        "mode": sorting.mode or None,
        "points": dict(list(points.items())[:_RIVALS]),
    }
    return Report(
        schema=EXPLAIN_SCHEMA,
        title=_verdict_words(sorting),
        words=Table(shown, [(*_name(cue), f"{cue.points:+d}") for cue in cues]),
        lines=_explain_lines(sorting, points),
        numbers=Table(columns, [tuple(cue) for cue in cues]),
        total=None,
        head=head,
        rows_name="cues",
        notes=[] if cues else [Note("no-cues", "nothing in these words is known to the scorecard")],
    )


def _verdict_words(sorting: Sorting) -> str:
    activity = ACTIVITIES[sorting.verdict.activity]
    said = f"{CATEGORIES[activity.category].title}: {activity.title} ({activity.id})"
    return f"Uncertain; likeliest is {said}" if sorting.category == UNCERTAIN else said


def _explain_lines(sorting: Sorting, points: dict[str, int]) -> list[str]:
    verdict = sorting.verdict
    activity = ACTIVITIES[verdict.activity]
    if verdict.decided_by == SCORECARD:
        lines = [_sure_words(sorting)]
        best = "; ".join(f"{ACTIVITIES[name].title} {score}" for name, score in list(points.items())[:_RIVALS])
        lines.append(
            f"Cues with + speak for {activity.title}, those with - for the runner-up, {_named(verdict.runner_up)}."
        )
        lines.append(f"Best scores: {best}. A hundred points more make an activity 2.7 times as likely.")
    else:
        lines = [f"Decided by your {verdict.decided_by}. The cues are those of the scorecard, which is not asked."]
    if activity.owner:
        lines.append(f"Better owner: {OWNERS[activity.owner]}.")
    lines.append(f"Face time: {sorting.mode or 'none'}.")
    return lines


def _named(activity: str) -> str:
    return f"{ACTIVITIES[activity].title} ({activity}, {category_of(activity)})"


def _sure_words(sorting: Sorting) -> str:
    category = CATEGORIES[category_of(sorting.verdict.activity)]
    side = "selling" if category.selling else "not selling" if category.working else "no working time"
    sure = f"{sorting.verdict.certainty // 10}.{sorting.verdict.certainty % 10} % sure that it is {side}"
    return f"Too little to decide: {sure}." if sorting.category == UNCERTAIN else f"{sure}."
