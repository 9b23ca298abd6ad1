"""The scorecard's file: points looked up on demand, so that a short log does not pay for the whole card.

The file is little-endian, in this order: MAGIC; nine 4-byte counts (`Sizes`); activity ids, a line each,
padded to four bytes; for each 12-bit head of a key the place of the first key with it, and the number of keys,
4 bytes each; sorted 4-byte keys; the bias of the hidden units, 4 bytes each; the second layer,
2 bytes a weight, unit by unit; its bias, 4 bytes each; the table of exponentials, 4 bytes each; the table of
certainty, 2 bytes each; and the rows, in the order of the keys: one byte of scale, then half a byte (value + 8)
a hidden unit, the first of two in the upper half.

A row is held as ONE integer of 32-bit lanes, so that adding rows is adding integers: for each hidden unit
(value + 8) * scale, and in the last lane the scale itself.
"""

import sys
from array import array
from bisect import bisect_left
from mmap import ACCESS_READ, mmap
from struct import calcsize, unpack_from
from typing import NamedTuple
from zlib import crc32

from faceaudit.errors import FaceauditError

MAGIC = b"faceaudit card 3"
LANE = 32
"""Bits of a lane: a sum of some thousand rows fits."""
KEY = 32
HEAD = 20
"""By how many bits a key is shifted to give its head."""
MIDDLE = 8
"""What is added to a value to store it as half a byte."""
_HALVES = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))
"""Turns hexadecimal digits, one for each half of a byte, into what they stand for."""


class Sizes(NamedTuple):
    """How much there is of everything in a scorecard file."""

    units: int
    activities: int
    rows: int
    names: int
    """Bytes of the activity ids, padding included."""
    exponentials: int
    certainties: int
    shift: int
    """Bits by which a difference of scores is shifted to find its place in the table of exponentials."""
    selling_limit: int
    """Least raw chance, per mille, at which an entry is decided to be selling."""
    other_limit: int
    """The same for not selling and for not working: higher, as a wrong one costs a person more."""


def key_of(cue: str) -> int:
    """Give the 4-byte key under which a cue is filed."""
    return crc32(cue.encode("utf-8", "surrogatepass"))


class Table:
    """An open scorecard file.

    Attributes:
        sizes: how much there is of everything.
        activities: activity ids, in the order of the scores.
        keys: sorted keys of the rows.
        unit_bias: bias of the hidden units.
        weights: the second layer, unit by unit.
        bias: its bias.
        exponentials: whole numbers in proportion to exp(-step * index).
        certainties: chance per mille that the side is right, by raw chance per mille.
        width: bytes of a row.
    """

    def __init__(self, data: "bytes | mmap", source: str) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise FaceauditError("this is not a scorecard.", "Install faceaudit again.", file=source)
        self._data = data
        self._at = len(MAGIC)
        self.sizes = Sizes(*self._take("I", len(Sizes._fields)))
        names = data[self._at : self._at + self.sizes.names]
        self._at += self.sizes.names
        self.activities = names.decode("ascii").split()
        self._heads = self._array((1 << (KEY - HEAD)) + 1)
        self.keys = self._array(self.sizes.rows)
        units, activities = self.sizes.units, self.sizes.activities
        self.unit_bias = self._take("i", units)
        weights = self._take("h", units * activities)
        self.weights = [weights[at : at + activities] for at in range(0, units * activities, activities)]
        self.bias = self._take("i", activities)
        self.exponentials = self._take("I", self.sizes.exponentials)
        self.certainties = self._take("H", self.sizes.certainties)
        self.width = units // 2 + 1
        self._spread = bytearray((units + 1) * LANE // 8)
        self._spread[units * LANE // 8] = 1
        self._marks = slice(0, units * LANE // 8, LANE // 8)

    @classmethod
    def open(cls, path: str) -> "Table":
        """Open a scorecard file.

        Raises:
            FaceauditError: it can't be read, or is no scorecard.
        """
        try:
            with open(path, "rb") as file:
                return cls(mmap(file.fileno(), 0, access=ACCESS_READ), path)
        except (OSError, ValueError) as error:
            raise FaceauditError(f"can't read the scorecard: {error}.", "Install faceaudit again.", file=path) from None

    def row(self, cue: str) -> int:
        """Give the points of a cue in lanes; 0 where it has none."""
        key = key_of(cue)
        head = key >> HEAD
        end = self._heads[head + 1]
        place = bisect_left(self.keys, key, self._heads[head], end)
        if place == end or self.keys[place] != key:
            return 0
        at = self._at + place * self.width
        self._spread[self._marks] = self._data[at + 1 : at + self.width].hex().encode("ascii").translate(_HALVES)
        return int.from_bytes(self._spread, "little") * self._data[at]

    def packed_rows(self) -> memoryview:
        """Give the bytes of all rows, in the order of the keys."""
        return memoryview(self._data)[self._at : self._at + self.width * len(self.keys)]

    def _take(self, letter: str, count: int) -> tuple[int, ...]:
        form = f"<{count}{letter}"
        found = unpack_from(form, self._data, self._at)
        self._at += calcsize(form)
        return found

    def _array(self, count: int) -> "array[int]":
        found = array("I", self._data[self._at : self._at + 4 * count])
        self._at += 4 * count
        if sys.byteorder == "big":
            found.byteswap()
        return found
