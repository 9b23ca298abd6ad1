"""What a person should be asked first: entries that are alike as one question, the weightiest question first.

Knows nothing of files, prompts or who answers.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from faceaudit.counting import sort_entries, words_of
from faceaudit.logs import Entry
from faceaudit.scoring import cues
from faceaudit.scoring.decisions import Decision, fold_text, likeness_of
from faceaudit.scoring.rules import fold
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from faceaudit.scoring.verdict import SCORECARD, Verdict, Words
from faceaudit.tally import NOTHING, Sum
from faceaudit.taxonomy import CATEGORIES, UNCLEAR, category_of

_SURE = 1000
Alike = tuple[tuple[str, ...], str, str]
"""What entries of one question have in common: words with numbers as classes, type and status, whatever the case."""


class Pile:
    """Entries with the same words: their time in milliseconds, their number, whose they are, what they are now."""

    __slots__ = ("entries", "ms", "people", "sorting")

    def __init__(self, sorting: Sorting) -> None:
        self.ms = 0
        self.entries = 0
        self.people: dict[str, str] = {}
        """Names by person key."""
        self.sorting = sorting

    def add(self, entry: Entry) -> None:
        """Add an entry."""
        self.ms += entry.ms
        self.entries += 1
        self.people.setdefault(entry.person, entry.name)


class Case(NamedTuple):
    """Entries that are the same for a decision."""

    words: Words
    """Those with most time."""
    ms: int
    entries: int
    people: tuple[str, ...]
    """Names, in order."""

    def decide(self, activity: str, who: str, when: str) -> Decision:
        """Give the decision that these entries are of an activity."""
        return Decision(
            self.words.text, self.words.activity_type, self.words.customer_status, activity, who=who, when=when
        )


class Question(NamedTuple):
    """Entries that are alike, which one answer settles."""

    cases: tuple[Case, ...]
    """Those with most time first."""
    verdict: Verdict
    """What the words with most time are sorted into now."""
    readings: tuple[str, str]
    """The likeliest activity, and the likeliest one of the other side, selling or not."""
    ms: int
    entries: int
    people: tuple[str, ...]
    open_ms: int
    """The part of the time that is uncertain, in milliseconds."""

    @property
    def words(self) -> Words:
        """The words with most time."""
        return self.cases[0].words


class Effect(NamedTuple):
    """What decisions change."""

    open_before: int
    """Uncertain time, in milliseconds."""
    open_after: int
    learned: Sum
    """Entries that no decision is about and that are of another category now, and their time."""


class Review:
    """The entries of logs that neither a rule nor a decision of the user's is about.

    Args:
        sorter: sorts each entry.

    Attributes:
        silent: entries without words and without a type: they are alike in nothing, so nobody is asked about them.
    """

    def __init__(self, sorter: Sorter) -> None:
        self._sorter = sorter
        self._piles: dict[Words, Pile] = {}
        self.silent = NOTHING

    def gather(self, entries: Iterable[Entry]) -> None:
        """Take entries, those that a rule, a decision or the log itself decides over left out."""
        for entry, sorting in sort_entries(entries, self._sorter):
            if sorting.verdict.decided_by == SCORECARD:
                self._take(entry, sorting)

    def _take(self, entry: Entry, sorting: Sorting) -> None:
        if not entry.text and not entry.activity_type:
            self.silent = Sum(self.silent.ms + entry.ms, self.silent.entries + 1)
            return
        words = words_of(entry)
        if words not in self._piles:
            self._piles[words] = Pile(sorting)
        self._piles[words].add(entry)

    def questions(self, limit: int | None = None) -> list[Question]:
        """Give what to ask, most time that is expected to be wrong first: time by the chance that its side is wrong.

        Args:
            limit: how many; None means all.
        """
        groups: dict[Alike, list[Words]] = {}
        for words in self._piles:
            groups.setdefault(_alike(words), []).append(words)
        order = sorted(groups.items(), key=lambda group: (-sum(map(self._stake, group[1])), group[0]))
        return [self._ask(found) for _, found in order[:limit]]

    def _stake(self, words: Words) -> int:
        pile = self._piles[words]
        return pile.ms * (_SURE - pile.sorting.verdict.certainty)

    def _ask(self, alike: Iterable[Words]) -> Question:
        found = sorted(alike, key=lambda words: (-self._piles[words].ms, words))
        piles = [self._piles[words] for words in found]
        same: dict[tuple[str, str, str], list[Words]] = {}
        for words in found:
            same.setdefault(likeness_of(words), []).append(words)
        whole = self._case(found)
        return Question(
            cases=tuple(sorted(map(self._case, same.values()), key=lambda case: (-case.ms, case.words))),
            verdict=piles[0].sorting.verdict,
            readings=self._readings(found[0], piles[0].sorting.verdict),
            ms=whole.ms,
            entries=whole.entries,
            people=whole.people,
            open_ms=sum(pile.ms for pile in piles if pile.sorting.activity == UNCLEAR),
        )

    def _case(self, found: Sequence[Words]) -> Case:
        piles = [self._piles[words] for words in found]
        people = {person: name for pile in piles for person, name in pile.people.items()}
        return Case(
            found[0],
            sum(pile.ms for pile in piles),
            sum(pile.entries for pile in piles),
            tuple(sorted(people.values(), key=lambda name: (name.casefold(), name))),
        )

    def _readings(self, words: Words, verdict: Verdict) -> tuple[str, str]:
        """Give the likeliest activity and the likeliest of the other side, so that the answer settles what is open."""
        rivals = (name for name in self._sorter.scorecard.points(words) if _sells(name) != _sells(verdict.activity))
        return verdict.activity, next(rivals)

    def compare(self, later: Sorter) -> Effect:
        """Tell what changes when the same entries are sorted by another sorter."""
        before = after = ms = entries = 0
        for words, pile in self._piles.items():
            now = later.sort(words)
            before += pile.ms if pile.sorting.activity == UNCLEAR else 0
            after += pile.ms if now.activity == UNCLEAR else 0
            if now.verdict.decided_by == SCORECARD and now.category != pile.sorting.category:
                ms += pile.ms
                entries += pile.entries
        return Effect(before, after, Sum(ms, entries))


def _alike(words: Words) -> Alike:
    # Of folded text, so that what is the same for a decision is never asked twice.
    found = tuple(cues.words_of(fold(words.text))) or (fold_text(words.text),)
    return found, fold(words.activity_type), fold(words.customer_status)


def _sells(activity: str) -> bool:
    return CATEGORIES[category_of(activity)].selling
