"""Entries as rows of a sparse matrix: one column for each cue that the corpus holds often enough."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from faceaudit.scoring import Words
from faceaudit.scoring.cues import columns_of, pairs_of, pieces_of, words_of

KINDS = ("word", "pair", "piece", "type", "status", "stage", "customer")
LEAST = {"word": 2, "pair": 2, "piece": 3, "type": 2, "status": 2, "stage": 2, "customer": 1}
"""How many entries must hold a cue of this kind for it to get points of its own."""

KindedCue = tuple[str, str]
Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


class Vocabulary(NamedTuple):
    """The cues that have points, and the words they came from."""

    columns: dict[KindedCue, int]
    words: list[str]
    """All words of the corpus, also those without points of their own (their pieces have)."""

    def kinds(self) -> Whole:
        """Give the place in KINDS of each column's kind."""
        return np.array([KINDS.index(kind) for kind, _ in self.columns], dtype=np.int64)


def cues_of(words: Words) -> list[KindedCue]:
    """Give all cues of an entry: words and pairs once each, pieces as often as there are words with them."""
    found = list(dict.fromkeys(words_of(words.text)))
    cues = [("word", word) for word in found]
    cues += [("piece", piece) for word in found for piece in pieces_of(word)]
    cues += [("pair", pair) for pair in dict.fromkeys(pairs_of(words_of(words.text)))]
    return cues + columns_of(words)


def choose_cues(entries: Iterable[Words]) -> Vocabulary:
    """Give the vocabulary of a corpus, in an order that depends on nothing but its contents."""
    counts: Counter[KindedCue] = Counter()
    for words in entries:
        counts.update(set(cues_of(words)))
    chosen = sorted(cue for cue, count in counts.items() if count >= LEAST[cue[0]])
    words = sorted(cue for kind, cue in counts if kind == "word")
    return Vocabulary({cue: at for at, cue in enumerate(chosen)}, words)


def lay_out(entries: Iterable[Words], vocabulary: Vocabulary) -> Any:
    """Give the sparse matrix of entries by cues."""
    places: list[int] = []
    ends = [0]
    for words in entries:
        places += [vocabulary.columns[cue] for cue in cues_of(words) if cue in vocabulary.columns]
        ends.append(len(places))
    ones = np.ones(len(places), dtype=np.float32)
    shape = (len(ends) - 1, len(vocabulary.columns))
    return csr_matrix((ones, np.array(places), np.array(ends)), shape=shape)
