"""A fitted network becomes the scorecard's file: everything in integers."""

from math import exp
from struct import pack
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from faceaudit.scoring.cues import KINDS, WORD, pieces_of
from faceaudit.scoring.table import HEAD, KEY, MAGIC, MIDDLE, Sizes, key_of
from faceaudit.training.figures import SELLING
from faceaudit.training.matrix import Floats, Vocabulary, Whole
from faceaudit.training.network import Network

_UNIT = 512
"""Points of the first layer to a whole of the fitted model."""
_WEIGHT = 1024
"""The same for the second layer."""
_WIDEST_SCALE = 255
_STEPS = 64
"""Steps of the table of exponentials to each factor e."""
_SHIFT = (_UNIT * _WEIGHT // _STEPS).bit_length() - 1
_EXPONENTIALS = [round(2**24 * exp(-at / _STEPS)) for at in range(_STEPS * 17)]


class Calibration(NamedTuple):
    """What raw chances are worth, from cross-validation."""

    certainties: list[int]
    """The chance per mille that the side is right, for each raw chance per mille from 0 to 1000."""
    selling_limit: int
    """Least raw chance per mille at which an entry is decided to be selling."""
    other_limit: int
    """The same for every other side."""

    def limit_of(self, side: str) -> int:
        """Give the limit of a side."""
        return self.selling_limit if side == SELLING else self.other_limit


UNCALIBRATED = Calibration(list(range(1001)), 700, 700)


def pack_card(
    network: Network, vocabulary: Vocabulary, kept: Whole, activities: list[str], calibration: Calibration
) -> bytes:
    """Give the bytes of a scorecard file.

    Args:
        network: the fitted model.
        vocabulary: its cues.
        kept: places of the cues that get a row in the file.
        activities: ids in the order of the scores.
        calibration: what raw chances are worth.
    """
    rows = _rows(network, vocabulary, set(kept.tolist()))
    keys = sorted(rows)
    names = "\n".join(activities).encode("ascii")
    names += b"\n" * (-len(names) % 4)
    units, count = network.weights.shape
    sizes = Sizes(
        units=units,
        activities=count,
        rows=len(keys),
        names=len(names),
        exponentials=len(_EXPONENTIALS),
        certainties=len(calibration.certainties),
        shift=_SHIFT,
        selling_limit=calibration.selling_limit,
        other_limit=calibration.other_limit,
    )
    weights = np.clip(np.rint(network.weights * _WEIGHT), -32768, 32767).astype("<i2")
    return b"".join(
        [
            MAGIC,
            pack(f"<{len(sizes)}I", *sizes),
            names,
            _heads(keys).tobytes(),
            np.array(keys, dtype="<u4").tobytes(),
            np.rint(network.unit_bias * _UNIT).astype("<i4").tobytes(),
            weights.tobytes(),
            np.rint(network.bias * (_UNIT * _WEIGHT)).astype("<i4").tobytes(),
            np.array(_EXPONENTIALS, dtype="<u4").tobytes(),
            np.array(calibration.certainties, dtype="<u2").tobytes(),
            *[rows[key] for key in keys],
        ]
    )


def _rows(network: Network, vocabulary: Vocabulary, kept: set[int]) -> dict[int, bytes]:
    """Give the packed rows by key; a word's row holds its pieces' points too, so that it is looked up once."""
    rows: dict[int, bytes] = {}
    for cue in sorted(vocabulary, key=lambda cue: (KINDS.index(cue[0]), cue)):
        if vocabulary[cue] not in kept:
            continue
        cues = [cue, *pieces_of(cue[1:])] if cue[0] == WORD else [cue]
        places = [vocabulary[part] for part in cues if part in vocabulary]
        # Where two cues share a key (one in some hundred thousand) the first keeps it.
        rows.setdefault(key_of(cue), _pack_row(network.cues[places].sum(axis=0)))
    return rows


def _heads(keys: list[int]) -> NDArray[np.uint32]:
    """Give the place of the first key of each head, and at the end the number of keys."""
    firsts = np.arange((1 << (KEY - HEAD)) + 1, dtype=np.int64) << HEAD
    return np.searchsorted(np.array(keys, dtype=np.int64), firsts).astype("<u4")


def _pack_row(values: Floats) -> bytes:
    """Give a row in half bytes, with the scale that loses least: a small one cuts off the largest values."""
    points = values * np.float32(_UNIT)
    widest = int(np.ceil(np.abs(points).max() / (MIDDLE - 1)))
    scales = np.clip(np.array([[widest * tenths // 10] for tenths in range(10, 5, -1)]), 1, _WIDEST_SCALE)
    small = np.clip(np.rint(points / scales), 1 - MIDDLE, MIDDLE - 1)
    best = int(np.square(small * scales - points).sum(axis=1).argmin())
    halves = (small[best] + MIDDLE).astype(np.uint8)
    return bytes([int(scales[best, 0]), *(halves[::2] << 4 | halves[1::2]).tolist()])
