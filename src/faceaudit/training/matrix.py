"""Entries as rows of a sparse matrix: one column for each cue that the corpus holds often enough."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from faceaudit.scoring import Words
from faceaudit.scoring.cues import CUSTOMER, KINDS, PAIR, PIECE, STAGE, STATUS, TYPE, WORD, cues_of, pieces_of

LEAST = {WORD: 2, PAIR: 3, PIECE: 3, TYPE: 2, STATUS: 3, STAGE: 2, CUSTOMER: 1}
"""How many entries must hold a cue of this kind for it to get points of its own."""

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


Vocabulary = dict[str, int]
"""The cues that have points of their own, and the matrix column of each."""


def kinds_of(vocabulary: Vocabulary) -> Whole:
    """Give the place in KINDS of each column's kind."""
    return np.array([KINDS.index(cue[0]) for cue in vocabulary], dtype=np.int64)


def draw_cues(words: Words) -> list[str]:
    """Give all cues of an entry once, and pieces as often as there are words with them."""
    cues = list(cues_of(words))
    return cues + [piece for cue in cues if cue[0] == WORD for piece in pieces_of(cue[1:])]


def choose_cues(entries: Iterable[Words]) -> Vocabulary:
    """Give the vocabulary of a corpus, in an order that depends on nothing but its contents."""
    counts: Counter[str] = Counter()
    for words in entries:
        counts.update(set(draw_cues(words)))
    chosen = sorted(cue for cue, count in counts.items() if count >= LEAST[cue[0]])
    return {cue: at for at, cue in enumerate(chosen)}


def lay_out(entries: Iterable[Words], vocabulary: Vocabulary) -> Any:
    """Give the sparse matrix of entries by cues."""
    places: list[int] = []
    ends = [0]
    for words in entries:
        places += [vocabulary[cue] for cue in draw_cues(words) if cue in vocabulary]
        ends.append(len(places))
    ones = np.ones(len(places), dtype=np.float32)
    shape = (len(ends) - 1, len(vocabulary))
    return csr_matrix((ones, np.array(places), np.array(ends)), shape=shape)
