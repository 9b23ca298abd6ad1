"""Entries with what they were sorted into, and the reasons: what ``classify`` shows.

Knows nothing of formats.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from faceaudit.counting import sort_entries, words_of
from faceaudit.explained import give_reasons
from faceaudit.logs import Batch, Entry, Reading, Reject
from faceaudit.logs.columns import OWN_PREFIX
from faceaudit.samples import draw_sample, shuffle
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from faceaudit.scoring.verdict import Verdict, Words
from faceaudit.seals import seal
from faceaudit.tables import COUNT, SECONDS, SHARE, TEXT, Cell, Column
from faceaudit.taxonomy import ACTIVITIES
from faceaudit.units import show_clock

SCHEMA = "faceaudit.classify/1"

_TIME = "duration (seconds)"
CATEGORY = Column(f"{OWN_PREFIX}category", "category", TEXT)
ACTIVITY = Column(f"{OWN_PREFIX}activity", "activity", TEXT)
_TOLD = (
    CATEGORY, ACTIVITY, Column(f"{OWN_PREFIX}certainty", "certainty", SHARE),
    Column(f"{OWN_PREFIX}evidence", "evidence", TEXT), Column(f"{OWN_PREFIX}owner", "owner", TEXT),
)  # fmt: skip
"""What tells of an entry what it was sorted into."""
DURATION = Column(f"{OWN_PREFIX}seconds", "seconds", SECONDS)
SOURCE = Column(f"{OWN_PREFIX}source", "source", TEXT)
_ADDED = (*_TOLD, DURATION, SOURCE)
NUMBER = Column(f"{OWN_PREFIX}number", "number", COUNT)
"""Begins a row of a sample: its number in the order in which they are to be checked, from 1."""
SEALED = Column(f"{OWN_PREFIX}sealed", "sealed", TEXT)
"""In a blind sample in place of all that tells what an entry was sorted into: the same, sealed."""
WEIGHT = Column(f"{OWN_PREFIX}weight", "stands for", SECONDS)
"""Time that an entry of a sample stands for."""
TRUTH = Column("truth", "truth", TEXT)
"""Ends a row of a sample: what the entry was, for a person to fill in."""
OPEN_MARK = "?"
"""Ends what is sealed of an entry that is uncertain; before it stands the likeliest activity."""
_COMMON = tuple(
    Column(name, name, SECONDS if name == _TIME else TEXT)
    for name in (
        "person", "team", "date", "start", _TIME, "activity_type", "notes", "customer", "customer_status", "stage",
    )
)  # fmt: skip
_SHOWN = (
    Column("person", "person", TEXT),
    Column("day", "day", TEXT),
    Column("hours", "hours", SECONDS),
    Column("words", "what was logged", TEXT),
)
_WIDTHS = {"person": 14, "day": 10, "hours": 5, "faceaudit_category": 11, "words": 0}
_REMEMBERED = 50_000
_PER_MILLE = 1000


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

    Logs that are laid out differently have no columns in common: of these, what was read takes the cells' place, under
    names that are read again.

    Args:
        reading: the logs, whose columns make the rows' columns.
        sorter: sorts each entry.
        wanted: which entries are asked for.
        on_reject: called with each row that could not be read.

    Attributes:
        wanted: which entries are asked for.
        met: names of the people with entries, asked for or not, by person key.
        own_columns: the columns that a row has of its log.
        columns: all columns of a row.
        blind_columns: those of a row in which what it was sorted into is sealed.
        is_mixed: the logs are laid out differently.
    """

    def __init__(self, reading: Reading, sorter: Sorter, wanted: Wanted, on_reject: Callable[[Reject], None]) -> None:
        self._sorter = sorter
        self.wanted = wanted
        self._on_reject = on_reject
        self._evidence: dict[Words, str] = {}
        self.met: dict[str, str] = {}
        own: dict[tuple[str, int], int] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}
        self.is_mixed = not reading.fits_one_header
        if not self.is_mixed:
            for log in reading.logs:
                self._places[log.source.name] = _place(log.columns.header, own)
        self._width = len(own)
        self.own_columns = _COMMON if self.is_mixed else tuple(Column(name, name, TEXT) for name, _ in own)
        self.columns = (*self.own_columns, *_ADDED)
        self.blind_columns = (*self.own_columns, SEALED, DURATION, SOURCE)

    def entries(self, batches: Iterable[Batch]) -> Iterator[tuple[Entry, Sorting]]:
        """Give the entries asked for, in order, with what they were sorted into."""
        for batch in batches:
            for entry, sorting in sort_entries(batch.entries, self._sorter):
                if self._holds(entry, sorting):
                    yield entry, sorting
            self._account(batch)

    def rows(self, batches: Iterable[Batch]) -> Iterator[tuple[Cell, ...]]:
        """Give the entries asked for, in order, as rows."""
        return (self.row(entry, sorting) for entry, sorting in self.entries(batches))

    def row(self, entry: Entry, sorting: Sorting) -> tuple[Cell, ...]:
        """Give an entry as it came, with what is added."""
        return (*self.own_cells(entry), *self._added_cells(entry, sorting))

    def blind_row(self, entry: Entry, sorting: Sorting) -> tuple[Cell, ...]:
        """Give an entry as it came, with what it was sorted into sealed."""
        verdict, source = sorting.verdict, _source(entry)
        return (*self.own_cells(entry), seal(verdict.activity + OPEN_MARK * verdict.open, source), entry.ms, source)

    def row_for_text(self, entry: Entry, sorting: Sorting) -> tuple[Cell, ...]:
        """Give an entry in the few columns that fit a terminal."""
        words = entry.text or entry.activity_type
        return (entry.name, entry.day, entry.ms, words, *self._added_cells(entry, sorting))

    def _holds(self, entry: Entry, sorting: Sorting) -> bool:
        self.met.setdefault(entry.person, entry.name)
        return self.wanted.holds(entry, sorting)

    def _account(self, batch: Batch) -> None:
        for reject in batch.rejects:
            self._on_reject(reject)

    def own_cells(self, entry: Entry) -> Sequence[Cell]:
        """Give the cells that an entry has of its log."""
        if self.is_mixed:
            return _common_cells(entry)
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
            owner or None, entry.ms, _source(entry),
        )  # fmt: skip

    def _reasons(self, words: Words, verdict: Verdict) -> str:
        known = self._evidence.get(words)
        if known is None:
            if len(self._evidence) >= _REMEMBERED:
                self._evidence.clear()
            known = self._evidence[words] = give_reasons(self._sorter.scorecard, words, verdict)
        return known


class Sampling:
    """Draws a random sample of entries for a person to check; time counts.

    Args:
        number: how many to draw.
        seed: settles chance.
        is_blind: what each entry was sorted into is sealed, so that it sways nobody.

    Attributes:
        drawn: how many were drawn.
        of: of how many with time.
        stands_for: the time of all those, in milliseconds.
    """

    def __init__(self, number: int, seed: int, *, is_blind: bool = False) -> None:
        self._number = number
        self.seed = seed
        self._is_blind = is_blind
        self.drawn = self.of = self.stands_for = 0

    def draw(self, listing: Listing, batches: Iterable[Batch]) -> list[tuple[Cell, ...]]:
        """Give the sample as rows in random order, each with the time it stands for and an empty truth."""
        kept = list(listing.entries(batches))
        sizes = [entry.ms for entry, _ in kept]
        sample = shuffle(draw_sample(sizes, self._number, seed=self.seed), seed=self.seed)
        self.drawn, self.of, self.stands_for = len(sample), sum(size > 0 for size in sizes), sum(sizes)
        make_row = listing.blind_row if self._is_blind else listing.row
        return [(number, *make_row(*kept[one.place]), one.weight, None) for number, one in enumerate(sample, 1)]

    def columns(self, listing: Listing) -> tuple[Column, ...]:
        """Give the columns of these rows."""
        return (NUMBER, *(listing.blind_columns if self._is_blind else listing.columns), WEIGHT, TRUTH)


TEXT_COLUMNS = (*_SHOWN, *_ADDED)
TEXT_WIDTHS = tuple(([column.key for column in TEXT_COLUMNS].index(key), width) for key, width in _WIDTHS.items())


def _source(entry: Entry) -> str:
    return f"{entry.file}:{entry.line}"


def _common_cells(entry: Entry) -> tuple[Cell, ...]:
    """Give what was read of an entry, in the order of the common columns."""
    start = "" if entry.start is None else show_clock(entry.start)
    return (
        entry.name, entry.team, entry.day, start, entry.ms, entry.activity_type, entry.text,
        entry.customer, entry.customer_status, entry.stage,
    )  # fmt: skip


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
