"""The rows of a scorecard as a matrix, for many entries at once.

What many entries share is added up once and kept as a row of its own. Knows nothing of texts.
"""

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.growing import Growing, Whole
from faceaudit.scoring.table import MIDDLE, Table

Keys = NDArray[np.uint32]

NONE = -1
"""In place of the number of a row: there is none."""
WIDEST = 2**15 - 1
"""Largest sum that a matrix of two-byte numbers holds."""
_HEAD = 12
"""By how many bits a key is shifted to give its head."""


def crc_of(text: str) -> int:
    """Give the checksum of a text, or of a part of it; see :func:`table.key_of`."""
    return crc32(text.encode("utf-8", "surrogatepass"))


class Rows:
    """Rows by number: first those of the scorecard, in the order of their keys, then those added.

    Attributes:
        points: the rows, in two-byte numbers.
        weights: at least the largest size of a number in each row; beyond WIDEST where the row does not fit.
    """

    def __init__(self, table: Table) -> None:
        packed = np.frombuffer(table.packed_rows(), np.uint8).reshape(-1, table.width)
        keys = np.array(table.keys, np.uint32)
        # A row with a scale of nought is none, as in Table.row.
        there = packed[:, 0] > 0
        packed, self._keys = packed[there], np.append(keys[there], np.uint32(0))
        sizes = np.bincount(self._keys[:-1] >> _HEAD, minlength=1 << (32 - _HEAD))
        self._firsts = np.append(0, np.cumsum(sizes)).astype(np.int32)
        self._most = int(sizes.max())
        points = np.empty((len(packed), table.sizes.units), np.int16)
        points[:, ::2], points[:, 1::2] = packed[:, 1:] >> 4, packed[:, 1:] & 15
        points -= MIDDLE
        points *= packed[:, :1]
        self.points = Growing(points)
        self.weights = Growing(np.maximum(points.max(axis=1), -points.min(axis=1)).astype(np.int64))

    def find(self, keys: Keys) -> Whole:
        """Give the numbers of the rows with these keys; NONE where there is no row."""
        heads = keys >> _HEAD
        first, last = self._firsts[heads], self._firsts[heads + 1]
        found = np.full(len(keys), NONE, np.int64)
        open_ = np.flatnonzero(first < last)
        for step in range(self._most):
            places = first[open_] + step
            hit = self._keys[places] == keys[open_]
            found[open_[hit]] = places[hit]
            open_ = open_[~hit & (places + 1 < last[open_])]
        return found

    def find_cues(self, cues: Iterable[str]) -> Whole:
        """Give the numbers of the rows of cues; NONE where there is no row."""
        return self.find(np.fromiter(map(crc_of, cues), np.uint32))

    def add(self, points: Whole, weights: Whole) -> Whole:
        """Take rows in and give their numbers.

        Args:
            points: the rows.
            weights: at least the largest size of a number in each.
        """
        begin = self.points.count
        # A row that does not fit is not stored whole: its weight keeps it from being used.
        self.points.add(np.clip(points, -WIDEST, WIDEST))
        self.weights.add(weights)
        return np.arange(begin, self.points.count, dtype=np.int64)

    def add_sums(self, numbers: Whole, firsts: Whole) -> Whole:
        """Take sums of rows in and give their numbers.

        Args:
            numbers: rows to be added up, group by group.
            firsts: where each group begins; none is empty.
        """
        if not len(firsts):
            return firsts
        points = np.add.reduceat(self.points.rows[numbers].astype(np.int64), firsts, axis=0)
        return self.add(points, np.add.reduceat(self.weights.rows[numbers], firsts))

    def add_up(self, owners: Whole, numbers: Whole, starts: Whole) -> tuple[NDArray[np.int16], Whole, Whole]:
        """Add up the rows of each of some entries.

        Args:
            owners: the entry of each row, from 0.
            numbers: the rows.
            starts: a row for each entry that its sum starts from.

        Returns:
            The sums; for each sum its entry; and the weight of each sum: beyond WIDEST it may be wrong.
        """
        counts = np.bincount(owners, minlength=len(starts))
        firsts = np.cumsum(counts) - counts
        order = np.argsort(-counts, kind="stable")
        firsts, falling = firsts[order], -counts[order]
        points, each = self.points.rows, self.weights.rows
        weights = each[starts] + np.bincount(owners, each[numbers], len(starts)).astype(np.int64)
        numbers = numbers[np.argsort(owners.astype(np.uint16), kind="stable")]
        sums = points[starts[order]]
        more = np.empty_like(sums)
        # The first row of every entry, then the second of those that have one, and so on.
        for place in range(int(counts.max(initial=0))):
            many = int(np.searchsorted(falling, -place))
            chosen = numbers[firsts[:many] + place]
            np.take(points, chosen, axis=0, out=more[:many], mode="clip")
            sums[:many] += more[:many]
        return sums, order, weights[order]


class Joiner:
    """Joins checksums: that of two texts, one after the other, is made of theirs and the second's length.

    The checksum is linear: bytes of nought behind a text change it byte by byte of the checksum, by a table for each
    number of bytes. Source of the method: ``crc32_combine`` of zlib.
    """

    def __init__(self) -> None:
        self._tables = np.zeros((0, 4, 256), np.uint32)

    def join(self, firsts: Keys, seconds: Keys, lengths: Whole) -> Keys:
        """Give the checksums of texts joined.

        Args:
            firsts: checksums of the first texts.
            seconds: those of the second ones.
            lengths: bytes of the second ones.
        """
        self._reach(int(lengths.max(initial=0)))
        flat = self._tables.reshape(-1)
        base = lengths << 10
        joined = seconds.copy()
        for place in range(4):
            joined ^= flat[base + (256 * place) + ((firsts >> (8 * place)) & 255)]
        return joined

    def _reach(self, length: int) -> None:
        for more in range(len(self._tables), length + 1):
            zeros = bytes(more)
            start = crc32(zeros)
            table = [[crc32(zeros, byte << (8 * place)) ^ start for byte in range(256)] for place in range(4)]
            self._tables = np.append(self._tables, np.array([table], np.uint32), axis=0)
