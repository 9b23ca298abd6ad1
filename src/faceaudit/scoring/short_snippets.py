"""Numbers of short pieces of text, found many at once.

Exact: a piece of up to 16 bytes is two whole numbers, and is found by these. Knows nothing of words.
"""

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.growing import Growing, Whole

NONE = -1
"""In place of the number of a piece that is not known, or too long."""
LONGEST = 16
"""Bytes of a piece that can be found."""

_HALF = LONGEST // 2
_LOW = np.array([(1 << 8 * min(bytes_, _HALF)) - 1 for bytes_ in range(LONGEST + 1)], np.uint64)
_HIGH = np.array([(1 << 8 * max(bytes_ - _HALF, 0)) - 1 for bytes_ in range(LONGEST + 1)], np.uint64)
# Odd, without a pattern: the fractions of the golden ratio and of the square root of 2.
_SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x6A09E667F3BCC909)
_ROOM = 4
"""Slots for each piece, so that few share one."""

Half = NDArray[np.uint64]


class Pieces:
    """Pieces of a text that stand between blanks.

    Args:
        text: the text, in bytes, with a blank before and after each piece; blanks are spaces.

    Attributes:
        starts: where each begins.
        lengths: bytes of each.
        halves: each as two whole numbers; of a piece that is longer than LONGEST its first bytes.
    """

    def __init__(self, text: bytes) -> None:
        padded = text + b" " * LONGEST
        is_blank = np.frombuffer(padded, np.uint8) == ord(" ")
        edges = np.flatnonzero(is_blank[1:] != is_blank[:-1]) + 1
        self.starts: Whole = edges[::2]
        self.lengths: Whole = edges[1::2] - self.starts
        windows: Half = np.ndarray((len(padded) - _HALF + 1,), "<u8", padded, strides=(1,))
        self.halves = (
            windows[self.starts] & _LOW.take(self.lengths, mode="clip"),
            windows[self.starts + _HALF] & _HIGH.take(self.lengths, mode="clip"),
        )


class ShortSnippets:
    """A number for each short piece that was taken in.

    A table with open addressing, in which one after the other is looked at until the piece is found or a slot is
    empty. Source of the method: D. E. Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm L.
    """

    def __init__(self) -> None:
        # The first stands for what is empty: no piece of a text is two noughts.
        self._halves = Growing(np.zeros((1, 2), np.uint64))
        self._numbers = Growing(np.full(1, NONE, np.int64))
        self._slots = np.zeros(1 << 12, np.int64)

    def find(self, pieces: Pieces) -> Whole:
        """Give the number of each piece; NONE where it is not known or too long."""
        low, high = pieces.halves
        slots = self._first_slots(low, high)
        found = self._slots[slots]
        others = np.flatnonzero(self._differ(found, low, high))
        while len(others):
            others = others[found[others] != 0]
            slots[others] = (slots[others] + 1) & (len(self._slots) - 1)
            found[others] = self._slots[slots[others]]
            others = others[self._differ(found[others], low[others], high[others])]
        numbers: Whole = self._numbers.rows[found]
        numbers[pieces.lengths > LONGEST] = NONE
        return numbers

    def add(self, pieces: Pieces, chosen: Whole, numbers: Whole) -> None:
        """Take some pieces in; those that are too long are left out.

        Args:
            pieces: the pieces.
            chosen: places of those to take in, all different and none taken in before.
            numbers: the number of each.
        """
        is_short = pieces.lengths[chosen] <= LONGEST
        chosen, begin = chosen[is_short], self._halves.count
        self._halves.add(np.stack([half[chosen] for half in pieces.halves], axis=1))
        self._numbers.add(numbers[is_short])
        if self._halves.count * _ROOM > len(self._slots):
            self._slots = np.zeros(1 << (self._halves.count * _ROOM * 2).bit_length(), np.int64)
            begin = 1
        self._place(np.arange(begin, self._halves.count))

    def _place(self, new: Whole) -> None:
        slots = self._first_slots(*self._halves.rows[new].T)
        while len(new):
            free = self._slots[slots] == 0
            self._slots[slots[free]] = new[free]
            left = self._slots[slots] != new
            new, slots = new[left], (slots[left] + 1) & (len(self._slots) - 1)

    def _first_slots(self, low: Half, high: Half) -> Whole:
        bits = len(self._slots).bit_length() - 1
        return ((low * _SPREAD[0] + high * _SPREAD[1]) >> np.uint64(64 - bits)).astype(np.int64)

    def _differ(self, found: Whole, low: Half, high: Half) -> NDArray[np.bool_]:
        halves = self._halves.rows
        return np.asarray((halves[found, 0] != low) | (halves[found, 1] != high))
