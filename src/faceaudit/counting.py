"""From entries to the Tally: every entry is sorted and its time added up; rejects and skips are counted.

Knows nothing of reports.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from faceaudit.contacts import Contacts
from faceaudit.logs import Batch, Entry, Reject
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from faceaudit.scoring.verdict import SCORECARD, Verdict, Words
from faceaudit.tally import OTHER_PERSON, Key, Tally, TextTimes
from faceaudit.taxonomy import ADMINISTRATION, EXCLUDED, NOT_SELLING, UNCLEAR

_AT_ONCE = 4_000
"""Entries sorted at once."""
_LONGEST_KEPT = 200
"""Characters kept of the words of an entry."""
_BREAK = Sorting(
    Verdict(EXCLUDED, open=False, certainty=1000, runner_up=ADMINISTRATION, decided_by="the log's own break"),
    EXCLUDED,
    "",
)


class Count(NamedTuple):
    """What the rows of some logs add up to."""

    tally: Tally
    open_texts: TextTimes
    by_rule: Counter[str]
    """Entries decided by a rule of the user's, by ``decided_by``."""
    contacts: Contacts
    """When each person was in live contact with somebody."""


class Regrouped:
    """The entries of some logs once more, counted under something else than their team; add with :meth:`watch`."""

    def __init__(self, group_of: Callable[[Entry], str]) -> None:
        self.tally, self.contacts = Tally(), Contacts()
        self._group_of = group_of

    def watch(self, entry: Entry, sorting: Sorting) -> None:
        """Count an entry that counts."""
        key = Key(entry.person, self._group_of(entry), entry.day, sorting.activity, sorting.mode)
        _count_entry(entry, key, self.tally, self.contacts)


class WorkTexts:
    """The words of work that is not selling, by activity; add with :meth:`watch`."""

    def __init__(self) -> None:
        self.texts = TextTimes()

    def watch(self, entry: Entry, sorting: Sorting) -> None:
        """Keep the words of an entry that counts."""
        if sorting.category in NOT_SELLING:
            self.texts.count(sorting.activity, shorten_words(entry), entry.ms)


def customer_of(entry: Entry) -> str:
    """Give the customer that an entry names."""
    return entry.customer


def shorten_words(entry: Entry) -> str:
    """Give the words of an entry as they are kept beside its time, or its type where it has none.

    They are cut between two words, as half a name is none that a mask could know.
    """
    text = entry.text or entry.activity_type
    if len(text) <= _LONGEST_KEPT:
        return text
    return text[: _LONGEST_KEPT + 1].rpartition(" ")[0] or text[:_LONGEST_KEPT]


def words_of(entry: Entry) -> Words:
    """Give what an entry is sorted by."""
    return Words(entry.text, entry.activity_type, entry.customer, entry.customer_status, entry.stage)


def sort_entries(entries: Iterable[Entry], sorter: Sorter) -> Iterator[tuple[Entry, Sorting]]:
    """Give every entry with what it was sorted into."""
    left = iter(entries)
    while some := list(islice(left, _AT_ONCE)):
        sortings = iter(sorter.sort_many([words_of(entry) for entry in some if not entry.is_break]))
        for entry in some:
            yield entry, _BREAK if entry.is_break else next(sortings)


def count(
    batches: Iterable[Batch],
    sorter: Sorter,
    *,
    only: frozenset[str],
    on_reject: Callable[[Reject], None],
    watch: Callable[[Entry, Sorting], None] | None = None,
) -> Count:
    """Add up entries.

    Args:
        batches: rows of logs.
        sorter: sorts each entry.
        only: keys of the people asked for; empty means everybody.
        on_reject: called with each rejected row.
        watch: called with each entry that counts.
    """
    tally, open_texts, deciders, contacts = Tally(), TextTimes(), Counter[str](), Contacts()
    for batch in batches:
        for entry, sorting in sort_entries(batch.entries, sorter):
            if only and entry.person not in only:
                tally.skipped[OTHER_PERSON] += 1
                continue
            key = Key(entry.person, entry.team, entry.day, sorting.activity, sorting.mode)
            _count_entry(entry, key, tally, contacts)
            if watch is not None:
                watch(entry, sorting)
            if not entry.is_break:
                deciders[sorting.verdict.decided_by] += 1
            if sorting.activity == UNCLEAR:
                open_texts.count(entry.person, shorten_words(entry), entry.ms)
        _count_left_out(batch, tally, on_reject)
    del deciders[SCORECARD]
    return Count(tally, open_texts, deciders, contacts)


def _count_entry(entry: Entry, key: Key, tally: Tally, contacts: Contacts) -> None:
    tally.count(key, entry.ms, entry.name)
    if key.mode and entry.start is not None:
        contacts.count(key, entry.start, entry.ms)


def _count_left_out(batch: Batch, tally: Tally, on_reject: Callable[[Reject], None]) -> None:
    for reject in batch.rejects:
        tally.rejected[reject.code] += 1
        on_reject(reject)
    for skip in batch.skips:
        tally.skipped[skip.code] += 1
