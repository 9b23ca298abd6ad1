"""What lessons add to the scores of many entries, as ``Lessons.add_to`` does for one."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.cues import PAIR, WORD
from faceaudit.scoring.growing import Floats, Whole
from faceaudit.scoring.lessons import Lessons
from faceaudit.scoring.rows import Keys, crc_of
from faceaudit.scoring.snippets import Snippets

WORD_BITS = 25
"""Bits of the number of a word where numbers are put together in one."""


def unpack(codes: Whole) -> tuple[Whole, Whole]:
    """Give back what is put together in codes: all but the last word number, and the last."""
    return codes >> WORD_BITS, codes & (1 << WORD_BITS) - 1


class LessonRows:
    """Lessons as rows.

    Args:
        lessons: what was learned.
        snippets: give words their numbers.
        activities: how many there are.

    Attributes:
        kinds: of which kinds the cues are that something was learned of.
        largest: largest size of what a cue adds to a score.
    """

    def __init__(self, lessons: Lessons, snippets: Snippets, activities: int) -> None:
        cues = lessons.cues
        self.kinds = {cue[0] for cue in cues}
        self._places = {cue: at for at, cue in enumerate(cues)}
        self._points: Floats = np.zeros((len(cues), activities))
        for at, cue in enumerate(cues):
            for activity, points in lessons.of(cue).items():
                self._points[at, activity] = points
        self.largest = int(np.abs(self._points).max(initial=0))
        self._snippets = snippets
        taught = sorted((snippets.number_of(cue[1:]), at) for at, cue in enumerate(cues) if cue[0] == WORD)
        self._words = np.array([number for number, _ in taught], np.int64)
        self._word_places = np.array([at for _, at in taught], np.int64)
        self._pair_keys = np.array([crc_of(cue) for cue in cues if cue[0] == PAIR], np.uint32)

    def may_teach(self, keys: Keys) -> NDArray[np.bool_]:
        """Tell which pairs of words may have been learned of, by their keys."""
        return np.isin(keys, self._pair_keys)

    def add_up(self, said: Sequence[Sequence[str]], owners: Whole, words: Whole, pairs: Whole) -> Floats:
        """Give what lessons add to the scores of each entry.

        Args:
            said: the cues of each entry's columns.
            owners: the entry of each word, from 0.
            words: numbers of the words of all entries, each once an entry.
            pairs: the entry, the first and the second word of pairs that may have been learned of, put together.
        """
        scores = np.zeros((len(said), self._points.shape[1]))
        known = np.isin(words, self._words)
        places = self._word_places[np.searchsorted(self._words, words[known])]
        np.add.at(scores, owners[known], self._points[places])
        for at, cue in [*self._named(pairs), *((at, cue) for at, cues in enumerate(said) for cue in cues)]:
            place = self._places.get(cue)
            if place is not None:
                scores[at] += self._points[place]
        return scores

    def _named(self, pairs: Whole) -> Iterator[tuple[int, str]]:
        """Give the entry and the cue of pairs that are put together."""
        names = self._snippets.words
        before, seconds = unpack(pairs)
        owners, firsts = unpack(before)
        for at, first, second in zip(owners.tolist(), firsts.tolist(), seconds.tolist(), strict=True):
            yield at, f"{PAIR}{names[first]} {names[second]}"
