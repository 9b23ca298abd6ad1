"""From the hidden units of many entries to their likeliest activities, in numbers that are exact.

The same as ``Scorecard`` and ``Chances`` do for one entry.
"""

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.chances import SUM_BITS, WHOLE
from faceaudit.scoring.growing import Floats, Whole
from faceaudit.scoring.rows import WIDEST
from faceaudit.scoring.scorecard import Scorecard

_EXACT = 2**53
"""Whole numbers below it are exact in floating point, and so is every sum of them that stays below."""
_MOST_CUES = 400
"""More than an entry can have."""


class Layers:
    """The second layer of a scorecard, and what is made of its scores.

    Args:
        card: the scorecard.
    """

    def __init__(self, card: Scorecard) -> None:
        table, chances = card.table, card.chances
        self._shift = table.sizes.shift
        self._unclear = chances.unclear
        self._weights = np.array(table.weights, np.float64)
        self._bias = np.array(table.bias, np.float64)
        self._exponentials = np.array(table.exponentials, np.int64)
        self._spans = chances.spans
        self._mates = np.array([[at in mates for at in range(len(chances.spans))] for mates in chances.mates], np.int64)

    def are_exact(self, taught: int) -> bool:
        """Tell whether no sum can leave the numbers that are exact.

        Args:
            taught: largest size of what a lesson adds to a score.
        """
        most = WIDEST * np.abs(self._weights).sum(axis=0).max() + np.abs(self._bias).max() + _MOST_CUES * taught
        return bool(most < _EXACT)

    def score(self, units: NDArray[np.int16]) -> Floats:
        """Give the scores of the activities of each entry, without lessons, from the points of its hidden units."""
        scores: Floats = np.maximum(units, 0).astype(np.float64) @ self._weights
        scores += self._bias
        return scores

    def settle(self, units: NDArray[np.int16], lessons: Floats | None) -> tuple[Whole, Whole, Whole]:
        """Give the likeliest activity, the runner-up and the raw chance, as ``Chances.settle`` does.

        Args:
            units: points of the hidden units of each entry.
            lessons: what lessons add to the scores of each entry.
        """
        scores = self.score(units)
        if lessons is not None:
            scores += lessons
        weights = self._weigh(np.ascontiguousarray(scores.T))
        sums = np.stack([weights[span].sum(axis=0) for span in self._spans])
        bests = np.stack([weights[span].argmax(axis=0) + span.start for span in self._spans])
        sides = self._mates @ sums
        group = (sides << SUM_BITS | sums).argmax(axis=0)[None]
        chance = np.take_along_axis(sides, group, axis=0)[0] * WHOLE // weights.sum(axis=0)
        first = np.take_along_axis(bests, group, axis=0)[0]
        weights[first, np.arange(len(first))] = -1
        weights[self._unclear] = -1
        return first, weights.argmax(axis=0), chance

    def _weigh(self, scores: Floats) -> Whole:
        """Give the weights of the activities, a line each, of their scores."""
        lacks = scores.max(axis=0) - scores
        # What lies beyond the last exponential is given that one.
        weights: Whole = self._exponentials.take(lacks.astype(np.int64) >> self._shift, mode="clip")
        return weights
