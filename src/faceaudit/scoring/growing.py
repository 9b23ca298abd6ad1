"""Kinds of arrays that many entries are sorted with, and matrices that grow as more is met."""

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


class Growing:
    """A matrix that rows are added to; room is made by a quarter at a time, so that little is copied.

    Args:
        rows: those to begin with; taken as they are, not copied.
    """

    def __init__(self, rows: NDArray[Any]) -> None:
        self._room = rows
        self.count = len(rows)

    @property
    def rows(self) -> NDArray[Any]:
        """All rows added so far: a view that is only read, and that later ones are not in."""
        return self._room[: self.count]

    def add(self, rows: NDArray[Any]) -> None:
        """Add rows at the end."""
        end = self.count + len(rows)
        if end > len(self._room):
            room = np.zeros((max(end, len(self._room) * 5 // 4), *self._room.shape[1:]), self._room.dtype)
            room[: self.count] = self.rows
            self._room = room
        self._room[self.count : end] = rows
        self.count = end


def numbers_of(held: "array[int]") -> NDArray[Any]:
    """Give the numbers of an array as a view: take from it at once, as the array cannot grow while it is kept."""
    return np.frombuffer(held, held.typecode)
