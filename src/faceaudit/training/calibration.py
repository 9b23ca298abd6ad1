"""What a raw chance is worth: from held-out verdicts to honest certainty and the limits of the open."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from faceaudit.training.figures import SELLING
from faceaudit.training.packing import Calibration

RIGHT_OF_SELLING = 0.972
"""Share that is to be right of what is decided to be selling."""
RIGHT_OF_OTHER = 0.988
"""The same of every other side. Higher: time wrongly taken from a person's selling can flag them; time wrongly
given to it, or left open, cannot."""
_FULL = 1000


class Trial(NamedTuple):
    """A verdict on an entry that the scorecard had not learned from."""

    chance: int
    """Raw chance of the side, per mille."""
    side: str
    """The side it was decided for; see :func:`faceaudit.training.figures.side_of`."""
    right: bool


def calibrate(trials: Sequence[Trial]) -> Calibration:
    """Give the table of certainty and the limits that held-out trials ask for."""
    return Calibration(
        _certainties(trials),
        _limit([trial for trial in trials if trial.side == SELLING], RIGHT_OF_SELLING),
        _limit([trial for trial in trials if trial.side != SELLING], RIGHT_OF_OTHER),
    )


def _certainties(trials: Sequence[Trial]) -> list[int]:
    """Give how often the side is right at each raw chance, never falling as the chance rises."""
    blocks: list[list[int]] = []  # first chance, right, all: neighbours that would fall are pooled
    for trial in sorted(trials, key=lambda trial: trial.chance):
        blocks.append([trial.chance, int(trial.right), 1])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            _, right, count = blocks.pop()
            blocks[-1][1] += right
            blocks[-1][2] += count
    # One is added to either side, so that no run of luck is called certain.
    knots = [(first, _FULL * (right + 1) // (count + 2)) for first, right, count in blocks]
    # What lies below the least chance that was met is worth what that is.
    table, height, next_knot = [], knots[0][1] if knots else 0, 0
    for chance in range(_FULL + 1):
        while next_knot < len(knots) and knots[next_knot][0] <= chance:
            height = max(height, knots[next_knot][1])
            next_knot += 1
        table.append(height)
    return table


def _limit(trials: Sequence[Trial], aim: float) -> int:
    """Give the least raw chance at and above which at least a share of ``aim`` is right."""
    right = count = 0
    limit = _FULL
    for chance, group in groupby(sorted(trials, key=lambda trial: -trial.chance), key=lambda trial: trial.chance):
        for trial in group:
            right += trial.right
            count += 1
        if right >= aim * count:
            limit = chance
    return limit
