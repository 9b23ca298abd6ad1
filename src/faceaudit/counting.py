"""From entries to the Tally: every entry is sorted and its time added up; rejects and skips are counted.

Knows nothing of reports.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from faceaudit.logs import Batch, Entry, Reject
from faceaudit.scoring.sorter import Sorter, Sorting
from faceaudit.scoring.verdict import SCORECARD, Verdict, Words
from faceaudit.tally import OTHER_PERSON, Key, OpenTexts, Tally
from faceaudit.taxonomy import ADMINISTRATION, EXCLUDED, UNCLEAR

_AT_ONCE = 4_000
"""Entries sorted at once."""
_LONGEST_OPEN = 200
"""Characters kept of the words of an uncertain entry."""
_BREAK = Sorting(
    Verdict(EXCLUDED, open=False, certainty=1000, runner_up=ADMINISTRATION, decided_by="the log's own break"),
    EXCLUDED,
    "",
)


class Count(NamedTuple):
    """What the rows of some logs add up to."""

    tally: Tally
    open_texts: OpenTexts
    by_rule: Counter[str]
    """Entries decided by a rule of the user's, by ``decided_by``."""


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
    batches: Iterable[Batch], sorter: Sorter, *, only: frozenset[str], on_reject: Callable[[Reject], None]
) -> Count:
    """Add up entries.

    Args:
        batches: rows of logs.
        sorter: sorts each entry.
        only: keys of the people asked for; empty means everybody.
        on_reject: called with each rejected row.
    """
    tally, open_texts, deciders = Tally(), OpenTexts(), Counter[str]()
    for batch in batches:
        for entry, sorting in sort_entries(batch.entries, sorter):
            if only and entry.person not in only:
                tally.skipped[OTHER_PERSON] += 1
                continue
            key = Key(entry.person, entry.team, entry.day, sorting.activity, sorting.mode)
            tally.count(key, entry.ms, entry.name)
            if not entry.is_break:
                deciders[sorting.verdict.decided_by] += 1
            if sorting.activity == UNCLEAR:
                open_texts.count(entry.person, (entry.text or entry.activity_type)[:_LONGEST_OPEN], entry.ms)
        for reject in batch.rejects:
            tally.rejected[reject.code] += 1
            on_reject(reject)
        for skip in batch.skips:
            tally.skipped[skip.code] += 1
    del deciders[SCORECARD]
    return Count(tally, open_texts, deciders)
