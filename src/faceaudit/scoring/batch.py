"""Many entries sorted at once, with the verdicts that the scorecard gives one by one, bit for bit.

Costs a part of a second to start, then about a tenth of the time.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.chances import WHOLE
from faceaudit.scoring.cue_rows import ColumnRows, WordRows, split_told
from faceaudit.scoring.cues import STATUS
from faceaudit.scoring.growing import Floats, Whole, numbers_of
from faceaudit.scoring.kept import Kept
from faceaudit.scoring.layers import Layers
from faceaudit.scoring.lesson_rows import WORD_BITS, LessonRows
from faceaudit.scoring.mode_marks import MODES, ModeMarks
from faceaudit.scoring.modes import settle_mode
from faceaudit.scoring.rows import NONE, WIDEST, Rows
from faceaudit.scoring.scorecard import FEWEST_STRANGE, STRANGE, STRANGE_OF, Scorecard
from faceaudit.scoring.snippets import BEGIN, END, Layout, Snippets
from faceaudit.scoring.sorting import Sorting, activity_of, make_sorting
from faceaudit.scoring.verdict import SCORECARD, Verdict, Words

_BLOCK = 4_096
"""Entries at a time, so that what is worked on stays near the processor; their number takes 12 bits."""
_SHORT = 32
"""Bits of a short number."""
_MOST = 200_000
"""Snippets, words, columns, rows or answers kept; at the limit all are forgotten, which costs time and nothing else."""


class Batch:
    """Sorts many entries at once, by the scorecard alone.

    Args:
        card: whose verdicts they are.
    """

    def __init__(self, card: Scorecard) -> None:
        self._card = card
        self._layers = Layers(card)
        self._activities = len(card.table.activities)
        self._limits = np.array(card.limits)
        self._certainties = np.array(card.table.certainties)
        self._begin()

    def _begin(self) -> None:
        self._rows = Rows(self._card.table)
        self._most_rows = self._rows.points.count + _MOST
        self._sortings = Kept(self._sorting)
        self._shared: dict[Sorting, Sorting] = {}
        self._snippets = Snippets()
        self._words = WordRows(self._card, self._rows)
        self._columns = ColumnRows(self._card, self._rows)
        self._marks = ModeMarks()
        self._lessons = LessonRows(self._card.lessons, self._snippets, len(self._card.table.activities))

    def sort(self, several: Sequence[Words]) -> list[Sorting]:
        """Give each entry, sorted."""
        sort_some = self._sort_block if self._is_exact else self._sort_each
        return list(chain.from_iterable(map(sort_some, self._blocks(several))))

    def score(self, several: Sequence[Words]) -> Iterator[Sequence[int]]:
        """Give the scores of the activities for each entry, without lessons."""
        for some in self._blocks(several):
            yield from self._score_block(some) if self._is_exact else map(self._card.score_untaught, some)

    def _blocks(self, several: Sequence[Words]) -> Iterator[Sequence[Words]]:
        """Give entries a block at a time, and forget what is kept where it has become too much."""
        for at in range(0, len(several), _BLOCK):
            snippets, words = len(self._snippets.seen), len(self._snippets.words)
            full = max(snippets, words, len(self._columns.cues), len(self._sortings)) > _MOST
            if full or self._rows.points.count > self._most_rows:
                self._begin()
            yield several[at : at + _BLOCK]

    @property
    def _is_exact(self) -> bool:
        """Whether the numbers worked with are those of the scorecard, with its lessons."""
        return self._layers.are_exact(self._lessons.largest) and STATUS not in self._lessons.kinds

    def _sort_each(self, some: Sequence[Words]) -> list[Sorting]:
        return [make_sorting(words, self._card.judge(words)) for words in some]

    def _score_block(self, some: Sequence[Words]) -> list[Sequence[int]]:
        units, order, weights, _ = self._add_up(*self._read(some))
        scores: list[Sequence[int]] = self._layers.score(units)[np.argsort(order)].astype(np.int64).tolist()
        for at in order[weights > WIDEST].tolist():
            scores[at] = self._card.score_untaught(some[at])
        return scores

    def _read(self, some: Sequence[Words]) -> tuple[Layout, Whole, Whole, Whole]:
        """Give the words of entries in order, numbers of what their columns say, and the entry and number of words."""
        texts, kinds, customers, statuses, stages = zip(*some, strict=True)
        said = zip(kinds, map(bool, customers), statuses, stages, strict=True)
        columns = np.fromiter(map(self._columns.known.__getitem__, said), np.int64, len(some))
        layout = self._snippets.lay_out(texts)
        self._words.reach(self._snippets.words)
        return layout, columns, *_list_once(layout, len(self._snippets.words))

    def _sort_block(self, some: Sequence[Words]) -> list[Sorting]:
        layout, columns, owners, words = self._read(some)
        modes = numbers_of(self._columns.modes)[columns]
        modes = np.where(modes, modes, self._marks.tell([one.text for one in some], layout, self._snippets.seen))
        units, order, weights, lessons = self._add_up(layout, columns, owners, words)
        strange, told = split_told(np.bincount(owners, self._words.told.rows[words], len(some)))
        is_strange = (told >= FEWEST_STRANGE) & (strange * STRANGE_OF >= told * STRANGE)
        back = np.argsort(order)
        codes = self._code(is_strange, modes, *(values[back] for values in self._layers.settle(units, lessons)))
        sortings = list(map(self._sortings.__getitem__, codes.tolist()))
        for at in order[weights > WIDEST].tolist():
            sortings[at] = self._share(make_sorting(some[at], self._card.judge(some[at])))
        return sortings

    def _add_up(
        self, layout: Layout, columns: Whole, owners: Whole, words: Whole
    ) -> tuple[NDArray[np.int16], Whole, Whole, Floats | None]:
        """Add up the rows of entries: as ``Rows.add_up`` gives them, and what lessons add to the scores."""
        many = len(columns)
        standings = numbers_of(self._columns.standings)[columns]
        word_rows = self._words.numbers.rows[words, standings[owners]]
        pair_owners, firsts, seconds = _pair_up(layout, many)
        keys = self._words.pair_keys(firsts, seconds)
        pair_rows = self._rows.find(keys)
        codes = (pair_owners << WORD_BITS | firsts) << WORD_BITS | seconds
        starts = numbers_of(self._columns.numbers)[columns]
        has_row = word_rows != NONE
        each = np.flatnonzero(pair_rows != NONE)
        each = each[_distinct(codes[each])]
        rows = np.concatenate([word_rows[has_row], pair_rows[each]])
        whose = np.concatenate([owners[has_row], pair_owners[each]])
        units, order, weights = self._rows.add_up(whose, rows, starts)
        if not self._card.lessons:
            return units, order, weights, None
        said = [self._columns.cues[at] for at in columns.tolist()]
        lessons = self._lessons.add_up(said, owners, words, np.unique(codes[self._lessons.may_teach(keys)]))
        return units, order, weights, lessons[order]

    def _code(self, is_strange: NDArray[np.bool_], modes: Whole, first: Whole, second: Whole, chance: Whole) -> Whole:
        """Give the numbers that :meth:`_sorting` makes sorted entries of."""
        is_open = (chance < self._limits[first]) | is_strange
        verdicts = ((first * self._activities + second) * (WHOLE + 1) + self._certainties[chance]) << 1 | is_open
        return np.asarray(verdicts * len(MODES) + modes)

    def _sorting(self, code: int) -> Sorting:
        """Give the sorted entry that a number of :meth:`_code` stands for."""
        verdict, mode = divmod(code, len(MODES))
        both, certainty = divmod(verdict >> 1, WHOLE + 1)
        first, second = (self._card.table.activities[at] for at in divmod(both, self._activities))
        found = Verdict(first, bool(verdict & 1), certainty, second, SCORECARD)
        activity = activity_of(found)
        return self._share(Sorting(found, activity, settle_mode(activity, MODES[mode])))

    def _share(self, sorting: Sorting) -> Sorting:
        """Give the one that stands for all that say the same."""
        return self._shared.setdefault(sorting, sorting)


def _list_once(layout: Layout, known: int) -> tuple[Whole, Whole]:
    """Give the text and the number of the words of texts, each once a text, in order.

    Args:
        layout: the texts, fewer than a block holds.
        known: how many words have a number.
    """
    bits = known.bit_length()
    codes = layout.word_texts << bits | layout.words
    if bits + _BLOCK.bit_length() - 1 <= _SHORT:
        # Half the size is sorted in half the time.
        codes = codes.astype(np.uint32)
    codes.sort()
    codes = codes[np.append(codes[:1] >= 0, codes[1:] != codes[:-1])].astype(np.int64)
    return codes >> bits, codes & (1 << bits) - 1


def _distinct(codes: Whole) -> Whole:
    """Give where the first of each of some codes stands, the codes in order."""
    order = np.argsort(codes)
    return order[np.flatnonzero(np.diff(codes[order], prepend=-1))]


def _pair_up(layout: Layout, many: int) -> tuple[Whole, Whole, Whole]:
    """Give the text, the first and the second word of all pairs of words that follow each other, ends included."""
    owners = layout.word_texts
    places = np.arange(len(owners), dtype=np.int64) + owners
    firsts = np.full(len(owners) + many, BEGIN, np.int64)
    firsts[places + 1] = layout.words
    seconds = np.full(len(owners) + many, END, np.int64)
    seconds[places] = layout.words
    texts = np.repeat(np.arange(many, dtype=np.int64), np.bincount(owners, minlength=many) + 1)
    return texts, firsts, seconds
