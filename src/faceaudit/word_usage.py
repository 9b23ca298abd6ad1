"""The words that leave time uncertain, ranked by that time: what own rules had best begin with.

Knows nothing of files or formats.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from faceaudit.errors import escape
from faceaudit.logs import Entry
from faceaudit.scoring.cues import words_of
from faceaudit.scoring.lessons import function_words
from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.sorting import Sorting
from faceaudit.scoring.verdict import SCORECARD
from faceaudit.tables import COUNT, RANGE, SECONDS, SHARE, TEXT, Cell, Column, Report, Table
from faceaudit.tally import NOTHING, Sum
from faceaudit.taxonomy import UNCLEAR
from faceaudit.units import count_of, round_half_up, seconds, share, show_hours

SCHEMA = "faceaudit.words/1"

_WORDS = (
    Column("words", "word", TEXT), Column("hours", "hours", SECONDS), Column("entries", "entries", COUNT),
    Column("people", "people", COUNT), Column("is_known", "known", TEXT),
    Column("uncertain_share", "open", RANGE), Column("example", "example", TEXT),
)  # fmt: skip
_NUMBERS = (
    Column("words", "words", TEXT), Column("kind", "kind", TEXT), Column("uncertain_seconds", "seconds", SECONDS),
    Column("entries", "entries", COUNT), Column("people", "people", COUNT), Column("known", "known", TEXT),
    Column("uncertain_share", "uncertain share", SHARE), Column("example", "example", TEXT),
)  # fmt: skip
WORD, PHRASE = "word", "phrase"
YES, NO = "yes", "no"
_NEARLY = 80
"""Percent of the uncertain time of both its words from which on a phrase stands in their place."""
_FEWEST = 2
"""Entries from which on two words beside each other are a phrase."""
_NAME_WIDTH, _EXAMPLE_WIDTH = 20, 26
_LONGEST_EXAMPLE = 200


class _Open:
    """What is uncertain of the entries that a word or phrase stands in."""

    __slots__ = ("entries", "example", "most", "ms", "people")

    def __init__(self) -> None:
        self.ms = self.entries = 0
        self.people: set[str] = set()
        self.most = -1
        self.example = ""

    def count(self, entry: Entry, text: str) -> None:
        self.ms += entry.ms
        self.entries += 1
        self.people.add(entry.person)
        # Of entries of one length the first in the order of letters, so that the order of the log does not matter.
        if entry.ms > self.most or (entry.ms == self.most and text < self.example):
            self.most, self.example = entry.ms, text


class RankedWord(NamedTuple):
    """A word or a phrase of two words, with what is uncertain of it."""

    words: str
    ms: int
    """Uncertain time of the entries it stands in."""
    entries: int
    people: int
    is_known: bool
    """The scorecard has met it; a phrase, where it has met both words."""
    all_ms: int
    """Time of all entries it stands in, uncertain or not."""
    example: str
    """Of the uncertain entries the longest."""


class WordUsage:
    """Words and phrases of entries, and how much of their time is uncertain.

    What a rule or a decision leaves open is settled: it counts for a word's time, not for its uncertain time.

    Attributes:
        open: all that the scorecard leaves open.
        logged: all time but the log's own breaks, in milliseconds.
    """

    def __init__(self) -> None:
        self.open = NOTHING
        self.logged = 0
        self._times: dict[str, int] = {}
        self._opens: dict[str, _Open] = {}
        self._people: set[str] = set()
        self._customers: dict[str, frozenset[str]] = {}
        self._own_times: dict[str, int] = {}

    def count(self, sorted_entries: Iterable[tuple[Entry, Sorting]]) -> None:
        """Count some more entries."""
        for entry, sorting in sorted_entries:
            if entry.is_break:
                continue
            self.logged += entry.ms
            is_open = sorting.activity == UNCLEAR and sorting.verdict.decided_by == SCORECARD
            if is_open:
                self.open = Sum(self.open.ms + entry.ms, self.open.entries + 1)
            text = entry.text[:_LONGEST_EXAMPLE]
            own = self._customers.get(entry.customer, frozenset())
            for words in set(_find_words(entry.text)):
                self._times[words] = self._times.get(words, 0) + entry.ms
                if _without_s(words) in own:
                    self._own_times[words] = self._own_times.get(words, 0) + entry.ms
                if is_open:
                    self._opens.setdefault(words, _Open()).count(entry, text)

    def meet_names(self, entries: Iterable[Entry]) -> None:
        """Take note of the names of people and customers, before their entries are counted."""
        for entry in entries:
            self._people |= _words_of_name(entry.name)
            if entry.customer not in self._customers:
                self._customers[entry.customer] = _words_of_name(entry.customer)

    def ranked(self, scorecard: Scorecard) -> list[RankedWord]:
        """Give words and phrases by their uncertain time, most first; names of people and customers are left out."""
        customers = frozenset().union(*self._customers.values())
        names = {word for word in self._opens if self._is_name(word, customers, scorecard)}
        kept = {words: one for words, one in self._opens.items() if names.isdisjoint(words.split())}
        replaced = set()
        for words, one in list(kept.items()):
            first, _, second = words.partition(" ")
            if not second:
                continue
            if one.entries >= _FEWEST and all(100 * one.ms >= _NEARLY * kept[word].ms for word in (first, second)):
                replaced |= {first, second}
            else:
                del kept[words]
        found = [self._rank(words, one, scorecard) for words, one in kept.items() if words not in replaced]
        return sorted(found, key=lambda row: (-row.ms, -row.entries, row.words))

    def _is_name(self, word: str, customers: frozenset[str], scorecard: Scorecard) -> bool:
        """Tell whether a word is somebody's name.

        A known word out of a customer's name is none where it mostly stands in entries of others: one customer that is
        called "Pumps & Spares" is no reason to leave out pumps.
        """
        bare = _without_s(word)
        if bare in self._people:
            return True
        mostly_own = 2 * self._own_times.get(word, 0) >= self._times[word]
        return bare in customers and (mostly_own or not scorecard.knows(bare))

    def _rank(self, words: str, one: _Open, scorecard: Scorecard) -> RankedWord:
        known = all(map(scorecard.knows, words.split()))
        return RankedWord(words, one.ms, one.entries, len(one.people), known, self._times[words], one.example)


def _find_words(text: str) -> Iterator[str]:
    """Give the words of a text that say something, and each two of them that stand beside each other."""
    before = ""
    for word in words_of(text):
        if len(word) > 1 and word[0].isalpha() and "/" not in word and word not in function_words():
            yield word
            if before and before != word:
                yield f"{before} {word}"
            before = word
        else:
            before = ""


@functools.lru_cache(maxsize=4096)
def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(map(_without_s, words_of(name)))


def _without_s(word: str) -> str:
    return word.removesuffix("'s")


def make_report(usage: WordUsage, scorecard: Scorecard, *, limit: int) -> Report:
    """Make the report of the words that leave time uncertain.

    Args:
        usage: what was counted.
        scorecard: tells which words it knows.
        limit: how many words and phrases are shown.
    """
    ranked = usage.ranked(scorecard)
    shown = ranked[:limit]
    return Report(
        schema=SCHEMA,
        title=_title(usage, len(shown), len(ranked)),
        words=Table(_WORDS, [_row(one) for one in shown]),
        lines=_lines(shown),
        numbers=Table(_NUMBERS, [_numbers(one) for one in shown]),
        total=None,
        head={
            "logged_seconds": seconds(usage.logged),
            "uncertain_seconds": seconds(usage.open.ms),
            "uncertain_entries": usage.open.entries,
            "words_found": len(ranked),
        },
        rows_name="words",
        notes=[],
    )


def _title(usage: WordUsage, shown: int, found: int) -> str:
    entries = count_of(usage.open.entries, "entry", "entries")
    listed = f"the first {shown} of {found:,} words" if shown < found else count_of(found, "word")
    return f"Uncertain: {show_hours(usage.open.ms)} of {show_hours(usage.logged)} h, {entries}; {listed}"


def _lines(shown: list[RankedWord]) -> list[str]:
    if not shown:
        return ["There is no word to begin a rule with."]
    return [
        "hours: uncertain time of the entries a word stands in.",
        "known: the scorecard has met it; open: the share of its time that is uncertain.",
        "To see what a rule would change: faceaudit rules LOG --try 'WORD' --activity ID",
    ]


def _row(one: RankedWord) -> tuple[Cell, ...]:
    part = str(round_half_up(100 * one.ms, one.all_ms)) if one.all_ms else None
    return (
        _cut(one.words, _NAME_WIDTH), one.ms, one.entries, one.people, YES if one.is_known else NO, part,
        _cut_around(one.example, one.words),
    )  # fmt: skip


def _numbers(one: RankedWord) -> tuple[Cell, ...]:
    kind = PHRASE if " " in one.words else WORD
    known = YES if one.is_known else NO
    return (
        one.words, kind, one.ms, one.entries, one.people, known, share(one.ms, one.all_ms), one.example,
    )  # fmt: skip


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _cut_around(text: str, words: str) -> str:
    """Cut a text to a few words in which the word looked for stands."""
    shown = escape(" ".join(text.split()))
    at = shown.casefold().find(words.partition(" ")[0])
    if at + len(words) < _EXAMPLE_WIDTH:
        return _cut(shown, _EXAMPLE_WIDTH)
    start = min(at, len(shown) - _EXAMPLE_WIDTH + 1)
    return "…" + _cut(shown[start:], _EXAMPLE_WIDTH - 1)
