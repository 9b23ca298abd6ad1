"""What a raw chance is worth: from held-out verdicts to honest certainty and the limit of the open."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from faceaudit.training.packing import Calibration

RIGHT_OF_DECIDED = 0.97
MOST_OPEN = 0.24
_FULL = 1000


class Trial(NamedTuple):
    """A verdict on an entry that the scorecard had not learned from."""

    chance: int
    """Raw chance of the side, per mille."""
    right: bool
    minutes: float


def calibrate(trials: Sequence[Trial]) -> Calibration:
    """Give the table of certainty and the limit that held-out trials ask for."""
    return Calibration(_certainties(trials), _limit(trials))


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
    table, height, next_knot = [], 0, 0
    for chance in range(_FULL + 1):
        while next_knot < len(knots) and knots[next_knot][0] <= chance:
            height = max(height, knots[next_knot][1])
            next_knot += 1
        table.append(height)
    return table


def _limit(trials: Sequence[Trial]) -> int:
    """Give the least raw chance that decides: nearest to the aim without leaving too much time open."""
    total = sum(trial.minutes for trial in trials)
    time = 0.0
    right = count = 0
    limit = _FULL
    for chance, group in groupby(sorted(trials, key=lambda trial: -trial.chance), key=lambda trial: trial.chance):
        too_little = time < (1 - MOST_OPEN) * total
        for trial in group:
            time += trial.minutes
            right += trial.right
            count += 1
        if too_little or right >= RIGHT_OF_DECIDED * count:
            limit = chance
    return limit
