"""Modes of contact that the words of many texts tell, as ``modes.told_by_words`` gives them one by one."""

from collections.abc import Sequence

import numpy as np

from faceaudit.scoring.growing import Growing, Whole
from faceaudit.scoring.modes import PHRASES, told_by_words
from faceaudit.scoring.rules import fold
from faceaudit.scoring.snippets import Layout

MODES = ("", *(mode for mode, _ in PHRASES))
"""The modes by number; 0 where none is told."""

_BITS = 63
_PHRASES = [(place, phrase.split()) for place, (_, phrases) in enumerate(PHRASES) for phrase in phrases]


class ModeMarks:
    """What each snippet says of modes: which it tells by one word, and of which phrases it holds the ends."""

    def __init__(self) -> None:
        self._modes: dict[str, int] = {}
        self._ends: tuple[dict[str, int], dict[str, int]] = ({}, {})
        several = 0
        for place, words in _PHRASES:
            if len(words) == 1:
                self._modes[words[0]] = self._modes.get(words[0], 0) | 1 << place
                continue
            for ends, word in zip(self._ends, (words[0], words[-1]), strict=True):
                ends[word] = ends.get(word, 0) | 1 << (several % _BITS)
            several += 1
        self._bits = Growing(np.zeros((0, 3), np.uint64))
        self._says = Growing(np.zeros(0, bool))

    def tell(self, texts: Sequence[str], layout: Layout, seen: Sequence[str]) -> Whole:
        """Give the number of the mode that the words of each text tell.

        Args:
            texts: the texts.
            layout: their snippets.
            seen: all snippets, by number.
        """
        self._reach(seen)
        told = np.zeros(len(texts), np.int64)
        places = np.flatnonzero(self._says.rows[layout.snippets])
        owners, snippets = layout.snippet_texts[places], layout.snippets[places]
        if not len(owners):
            return told
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        modes, begun, ended = np.bitwise_or.reduceat(self._bits.rows[snippets], starts, axis=0).T
        texts_met = owners[starts]
        for mode in reversed(range(len(PHRASES))):
            told[texts_met[modes >> np.uint64(mode) & np.uint64(1) != 0]] = mode + 1
        for at in texts_met[begun & ended != 0].tolist():
            told[at] = MODES.index(told_by_words(texts[at]))
        return told

    def _reach(self, seen: Sequence[str]) -> None:
        new = seen[self._bits.count :]
        if new:
            bits = np.array([self._mark(one) for one in new], np.uint64)
            self._says.add(np.asarray(bits.any(axis=1)))
            self._bits.add(bits)

    def _mark(self, snippet: str) -> list[int]:
        marks = [0, 0, 0]
        for word in fold(snippet).split():
            for at, known in enumerate((self._modes, *self._ends)):
                marks[at] |= known.get(word, 0)
        return marks
