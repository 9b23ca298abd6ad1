"""Which rows the cues of many entries have: by words, by pairs of words, by columns.

What ``cues.cues_of`` draws from one entry, drawn from many at once.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.cues import LONGEST_TEXT, PAIR, STATUS, WORD, cues_of, pieces_of, standing_of
from faceaudit.scoring.growing import Growing, Whole
from faceaudit.scoring.kept import Numbers
from faceaudit.scoring.mode_marks import MODES
from faceaudit.scoring.modes import told_by_type
from faceaudit.scoring.rows import NONE, Joiner, Keys, Rows, crc_of
from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.standings import EXISTING, LAPSED, PROSPECT
from faceaudit.scoring.verdict import Words

_STANDINGS = ("", EXISTING, PROSPECT, LAPSED)
_TOLD_BITS = LONGEST_TEXT.bit_length()
_NO_WORDS = f"{PAIR}^ $"
"""The one cue of a text without words."""


class WordRows:
    """Rows of words and pairs of words, by the numbers of the words.

    Args:
        card: whose points they are.
        rows: its rows.

    Attributes:
        numbers: rows by number of the word and standing of the customer; NONE where there is none.
        told: by number of the word whether it tells the language, and whether it was never met; for :func:`split_told`.
    """

    def __init__(self, card: Scorecard, rows: Rows) -> None:
        self._card = card
        self._rows = rows
        self._joiner = Joiner()
        self.numbers = Growing(np.zeros((0, len(_STANDINGS)), np.int64))
        self.told = Growing(np.zeros(0, np.int64))
        self._crcs = Growing(np.zeros((0, 2), np.uint32))
        self._lengths = Growing(np.zeros(0, np.int64))

    def reach(self, words: Sequence[str]) -> None:
        """Take in the words that are new."""
        new = words[self.numbers.count :]
        if not new:
            return
        tells = [self._card.tells_language(word) for word in new]
        strange = [tell and self._card.never_met(WORD + word) for tell, word in zip(tells, new, strict=True)]
        self.told.add(np.array(strange, np.int64) << _TOLD_BITS | np.array(tells, np.int64))
        self._crcs.add(np.array([(crc_of(PAIR + word), crc_of(f" {word}")) for word in new], np.uint32))
        self._lengths.add(np.array([len(word.encode("utf-8", "surrogatepass")) + 1 for word in new], np.int64))
        self.numbers.add(self._look_up(new))

    def pair_keys(self, firsts: Whole, seconds: Whole) -> Keys:
        """Give the keys of pairs of words."""
        crcs = self._crcs.rows
        return self._joiner.join(crcs[firsts, 0], crcs[seconds, 1], self._lengths.rows[seconds])

    def _look_up(self, words: Sequence[str]) -> Whole:
        rows = self._rows
        own = rows.find_cues(WORD + word for word in words)
        self._add_pieces(words, own)
        found = [own]
        for standing in _STANDINGS[1:]:
            more = rows.find_cues(f"{STATUS}{standing} + {word}" for word in words)
            both = np.flatnonzero((own != NONE) & (more != NONE))
            joined = np.where(own == NONE, more, own)
            joined[both] = rows.add_sums(
                np.stack([own[both], more[both]], axis=1).ravel(), 2 * np.arange(len(both), dtype=np.int64)
            )
            found.append(joined)
        return np.stack(found, axis=1)

    def _add_pieces(self, words: Sequence[str], own: Whole) -> None:
        """Put in the rows of words never met: those of their pieces, added up."""
        strange = np.flatnonzero(own == NONE)
        pieces = [pieces_of(words[at]) for at in strange.tolist()]
        owners = np.repeat(strange, [len(some) for some in pieces])
        numbers = self._rows.find_cues(chain.from_iterable(pieces))
        known = numbers != NONE
        owners, numbers = owners[known], numbers[known]
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        own[owners[firsts]] = self._rows.add_sums(numbers, firsts)


def split_told(sums: NDArray[Any]) -> tuple[Whole, Whole]:
    """Give how many words were never met, and how many tell the language, by what they tell, added up."""
    found = sums.astype(np.int64)
    return found >> _TOLD_BITS, found & (1 << _TOLD_BITS) - 1


Columns = tuple[str, bool, str, str]
"""Type, whether a customer is given, status, stage."""


class ColumnRows:
    """Rows of all that the columns of an entry say, by number of what they say.

    Args:
        card: whose points they are.
        rows: its rows.

    Attributes:
        known: the number of what columns say.
        cues: the cues of what the columns say.
        standings: what standing they tell, by place.
        modes: the number of the mode of contact that the type tells.
        numbers: the row of each; the bias of the hidden units is in it.
    """

    def __init__(self, card: Scorecard, rows: Rows) -> None:
        self._card = card
        self._rows = rows
        self.known: Numbers[Columns] = Numbers(self._add)
        self.cues: list[list[str]] = []
        self.standings = array("q")
        self.modes = array("q")
        self.numbers = array("q")

    def _add(self, columns: Columns) -> int:
        activity_type, is_given, status, stage = columns
        customer = "given" if is_given else ""
        cues = [cue for cue in cues_of(Words("", activity_type, customer, status, stage)) if cue != _NO_WORDS]
        points = np.array([self._card.units_of(cues)], np.int64)
        self.cues.append(cues)
        self.standings.append(_STANDINGS.index(standing_of(status)))
        self.modes.append(MODES.index(told_by_type(activity_type)))
        self.numbers.extend(self._rows.add(points, np.abs(points).max(axis=1)).tolist())
        return len(self.cues) - 1
