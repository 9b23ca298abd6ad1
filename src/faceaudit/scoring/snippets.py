"""Many texts read at once: what stands between two blanks is read once, however often it comes.

Gives for every text the words that ``cues.words_of`` gives. Knows nothing of points.
"""

import re
from array import array
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.cues import CURRENCIES, LONGEST_READ, LONGEST_TEXT, spell, split_words, words_of
from faceaudit.scoring.growing import Whole, numbers_of
from faceaudit.scoring.kept import Numbers
from faceaudit.scoring.short_snippets import NONE, Pieces, ShortSnippets

BEGIN, END = 0, 1
"""Numbers of what stands for the start and the end of a text among its words."""

_MARK = "\0"
_BREAK = f" {_MARK} "
"""What is set between two texts; no word holds it."""
_NO_MARK = "\1"
_LIKE_BLANKS = b"\t\n\v\f\r\x1c\x1d\x1e\x1f"
_IN_SMALL = bytes.maketrans(
    ascii_uppercase.encode() + _LIKE_BLANKS, ascii_lowercase.encode() + b" " * len(_LIKE_BLANKS)
)
# The only words with a blank in them are sums and shares: "$ 500", "12 k €", "3 %". Where one may go on
# in the next snippet the text is read as a whole.
_ENDS = ((1, re.compile(rf"[{CURRENCIES}]\Z")), (2, re.compile(r"\d[\d.,:]*[km]?\Z")))
_STARTS = ((1, re.compile(r"\d")), (2, re.compile(rf"[{CURRENCIES}%]|(?:k|m|mio|mn|bn)(?!\w)")))
_EDGES = 2
"""Bits that say how a snippet ends; those above say how it starts."""


class Layout(NamedTuple):
    """The words of some texts, one text after the other."""

    snippets: Whole
    """Numbers of the snippets of all texts."""
    snippet_texts: Whole
    """Which text each snippet stands in, from 0."""
    words: Whole
    """Numbers of the words of all texts."""
    word_texts: Whole
    """Which text each word stands in, from 0."""


class Snippets:
    """What stands between blanks, numbered as it is met, and the words in it.

    Attributes:
        seen: the snippets in the order of their numbers.
        words: the words in the order of theirs.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.words: list[str] = []
        self._word_numbers = Numbers(self._add_word)
        self._snippet_numbers = Numbers(self._read)
        self._short = ShortSnippets()
        self._held = array("q")
        self._firsts = array("q")
        self._counts = array("q")
        self._edges = array("b")
        for word in "^$":
            self._add_word(word)
        self._add_snippet("", [])

    def lay_out(self, texts: Sequence[str]) -> Layout:
        """Give the words of texts."""
        text = _join(texts)
        pieces = Pieces(text)
        is_break = pieces.halves[0] == 0
        owners = np.cumsum(is_break)[~is_break]
        snippets = self._find(text, pieces, is_break)[~is_break]
        words, word_texts = self._words_in(self._reread(texts, snippets, owners), owners)
        return Layout(snippets, owners, words, word_texts)

    def _find(self, text: bytes, pieces: Pieces, is_break: NDArray[np.bool_]) -> Whole:
        """Give the numbers of the snippets of a text, those taken in that are met for the first time."""
        found, met = self._short.find(pieces), len(self.seen)
        places = np.flatnonzero((found == NONE) & ~is_break)
        starts = pieces.starts[places]
        spans = zip(starts.tolist(), (starts + pieces.lengths[places]).tolist(), strict=True)
        spelled = [text[start:end].decode("utf-8", "surrogatepass") for start, end in spans]
        found[places] = list(map(self._snippet_numbers.__getitem__, spelled))
        numbers, firsts = np.unique(found[places], return_index=True)
        self._short.add(pieces, places[firsts[numbers >= met]], numbers[numbers >= met])
        return found

    def number_of(self, word: str) -> int:
        """Give the number of a word."""
        return self._word_numbers[word]

    def _reread(self, texts: Sequence[str], snippets: Whole, owners: Whole) -> Whole:
        """Put one snippet that is the whole text in the place of those of texts that cannot be cut at blanks."""
        edges = numbers_of(self._edges)[snippets]
        goes_on = np.flatnonzero(edges[:-1] & edges[1:] >> _EDGES)
        goes_on = goes_on[owners[goes_on] == owners[goes_on + 1]]
        if not len(goes_on):
            return snippets
        whole = np.unique(owners[goes_on])
        is_whole = np.zeros(len(texts), bool)
        is_whole[whole] = True
        found = np.where(is_whole[owners], 0, snippets)
        found[np.searchsorted(owners, whole)] = [self._add_snippet("", words_of(texts[at])) for at in whole.tolist()]
        return found

    def _words_in(self, snippets: Whole, owners: Whole) -> tuple[Whole, Whole]:
        counts = numbers_of(self._counts)[snippets]
        ends = np.cumsum(counts)
        total = int(counts.sum())
        places = np.arange(total, dtype=np.int64)
        places += np.repeat(numbers_of(self._firsts)[snippets] + counts - ends, counts)
        words, texts = numbers_of(self._held)[places], np.repeat(owners, counts)
        # Only the first words of a long text count.
        late = np.flatnonzero(texts[LONGEST_TEXT:] == texts[: max(0, total - LONGEST_TEXT)]) + LONGEST_TEXT
        return (np.delete(words, late), np.delete(texts, late)) if len(late) else (words, texts)

    def _read(self, snippet: str) -> int:
        return self._add_snippet(snippet, split_words(snippet))

    def _add_snippet(self, snippet: str, words: list[str]) -> int:
        self.seen.append(snippet)
        self._firsts.append(len(self._held))
        self._counts.append(len(words))
        self._held.extend([self._word_numbers[word] for word in words])
        ends = sum(bit for bit, form in _ENDS if form.search(snippet))
        starts = sum(bit for bit, form in _STARTS if form.match(snippet))
        self._edges.append(ends | starts << _EDGES)
        return len(self.seen) - 1

    def _add_word(self, word: str) -> int:
        self.words.append(word)
        return len(self.words) - 1


def _join(texts: Sequence[str]) -> bytes:
    """Give texts in one spelling, one after the other, with blanks around all that is to be told apart."""
    read = [text if text.isascii() and len(text) <= LONGEST_READ else spell(text) for text in texts]
    joined = _BREAK.join(read)
    if joined.count(_MARK) != len(texts) - 1:
        joined = _BREAK.join([text.replace(_MARK, _NO_MARK) for text in read])
    return f" {joined}".encode("utf-8", "surrogatepass").translate(_IN_SMALL)
