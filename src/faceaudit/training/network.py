"""The model that is fitted: points of cues added into a hidden layer, and from there into activities.

Fitted with Adam on entries whose cues and columns are dropped at random, so that no single cue, and no
column that many logs lack, is leaned on; each entry is looked at twice, the second time pushed to where it is
hardest. Source of the push: Miyato, Dai, Goodfellow: Adversarial Training Methods for Semi-Supervised Text
Classification, ICLR 2017.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from faceaudit.scoring.cues import KINDS, PAIR, PIECE, STATUS, WORD
from faceaudit.training.matrix import Floats, Whole


class Settings(NamedTuple):
    """How the model is fitted; numbers were chosen by cross-validation.

    The weights of first, plain and bare entries grew with the corpus, lest they go under in it.
    """

    members: int = 2
    """How many models are fitted, each from another start, and joined: their scores are averaged."""
    units: int = 64
    """Hidden units of each; an even number, as two share a byte of the file."""
    first_weight: int = 12
    """How often a diary of the first corpus is shown for once that a later one is; see ``is_of_calibration``."""
    reworded_weight: int = 2
    """The same for an entry of such a diary that was put in other words."""
    plain_weight: int = 5
    """How often an entry in the usual words of an activity is shown, or one of a bare word or two."""
    rounds: int = 12
    batch: int = 128
    rate: float = 2e-3
    drop_word: float = 0.6
    drop_pair: float = 0.45
    drop_piece: float = 0.65
    drop_column: float = 0.35
    drop_status: float = 0.1
    """The customer's status is a column to be trusted: the codebook lets it beat the words."""
    drop_unit: float = 0.3
    push: float = 0.7
    """How far the units are pushed, in a second look at each entry, to where the loss grows fastest."""
    category_weight: float = 1.5
    """How much the category counts in the loss beside the activity."""
    alternative: float = 0.25
    """Share of the label given to the second activity where the corpus names one."""
    reader_weight: float = 2.5
    """How much each other reader of the line counts in the label, where the labeller counts 1."""
    smoothing: float = 0.05
    kept: int = 165_000
    """How many cues have a row in the file: as many as its size allows."""
    seed: int = 1


class Network(NamedTuple):
    """A fitted model."""

    cues: Floats
    unit_bias: Floats
    weights: Floats
    bias: Floats


def join(networks: Sequence[Network]) -> Network:
    """Give the model whose scores are the mean of those of several."""
    share = np.float32(1 / len(networks))
    return Network(
        np.hstack([one.cues for one in networks]),
        np.concatenate([one.unit_bias for one in networks]),
        np.vstack([one.weights for one in networks]) * share,
        np.vstack([one.bias for one in networks]).sum(axis=0) * share,
    )


class _Adam:
    """One parameter and its running averages; may be told of some rows only."""

    def __init__(self, value: Floats, rate: float) -> None:
        self.value = value
        self._rate = rate
        self._mean = np.zeros_like(value)
        self._square = np.zeros_like(value)

    def step(self, slope: Floats, count: int, pace: float, rows: Any = slice(None)) -> None:
        mean = self._mean[rows] * np.float32(0.9) + np.float32(0.1) * slope
        square = self._square[rows] * np.float32(0.999) + np.float32(0.001) * slope * slope
        self._mean[rows], self._square[rows] = mean, square
        rate = np.float32(pace * self._rate / (1 - 0.9**count))
        self.value[rows] -= rate * mean / (np.sqrt(square / np.float32(1 - 0.999**count)) + np.float32(1e-8))


def softmax(scores: Floats) -> Floats:
    """Give the chances of scores, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def _begin(cues: int, activities: int, settings: Settings, chance: np.random.Generator) -> Network:
    units = settings.units
    return Network(
        (chance.standard_normal((cues, units)) * 0.04).astype(np.float32),
        np.full(units, 0.1, dtype=np.float32),
        (chance.standard_normal((units, activities)) * units**-0.5).astype(np.float32),
        np.zeros(activities, dtype=np.float32),
    )


def _drop(batch: Any, kinds: Whole, settings: Settings, chance: np.random.Generator) -> tuple[Any, Whole]:
    """Leave out cues and whole columns at random; give the batch over the cues it holds, and those cues."""
    kind = kinds[batch.indices]
    entry = np.repeat(np.arange(batch.shape[0]), np.diff(batch.indptr))
    share_of_text = {WORD: settings.drop_word, PAIR: settings.drop_pair, PIECE: settings.drop_piece}
    share_of_column = {STATUS: settings.drop_status, **dict.fromkeys(share_of_text, 0.0)}
    share = np.array([share_of_text.get(letter, 0.0) for letter in KINDS])[kind]
    shares = np.array([share_of_column.get(letter, settings.drop_column) for letter in KINDS])
    gone = chance.random((batch.shape[0], len(KINDS))) < shares
    kept = (chance.random(len(kind)) >= share) & ~gone[entry, kind]
    values = np.where(kept, 1 / (1 - share), 0).astype(np.float32)
    present, places = np.unique(batch.indices, return_inverse=True)
    return csr_matrix((values, places, batch.indptr), shape=(batch.shape[0], len(present))), present


def _slopes(chances: Floats, labels: Floats, categories: Floats, weight: float) -> Floats:
    """Give the slopes of the loss by the scores: activity and, in its share, category."""
    truth = labels @ categories
    guess = np.maximum(chances @ categories, 1e-6)
    slopes = (chances - labels) + weight * chances * (1 - (truth / guess) @ categories.T)
    return np.asarray(slopes / len(chances), dtype=np.float32)


def fit(entries: Any, kinds: Whole, labels: Floats, categories: Floats, settings: Settings) -> Network:
    """Fit the model.

    Args:
        entries: sparse matrix, entries by cues.
        kinds: place in KINDS of each cue's kind.
        labels: entries by activities, each row adding up to 1.
        categories: activities by categories, 1 where the activity is of the category.
        settings: how to fit.
    """
    chance = np.random.default_rng(settings.seed)
    network = _begin(entries.shape[1], labels.shape[1], settings, chance)
    parts = [_Adam(value, settings.rate) for value in network]
    batches = -(-entries.shape[0] // settings.batch)
    count = 0
    for _ in range(settings.rounds):
        order = chance.permutation(entries.shape[0])
        for chosen in np.array_split(order, batches):
            count += 1
            pace = min(1.0, count / 50) * (1 - count / (settings.rounds * batches))
            batch, present = _drop(entries[chosen], kinds, settings, chance)
            slopes = find_slopes(network, batch, present, labels[chosen], categories, settings, chance)
            parts[0].step(slopes[0], count, pace, present)
            for part, own in zip(parts[1:], slopes[1:], strict=True):
                part.step(own, count, pace)
    return network


def find_slopes(
    network: Network,
    batch: Any,
    present: Whole,
    labels: Floats,
    categories: Floats,
    settings: Settings,
    chance: np.random.Generator,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the slopes of the loss by the four parts of the network: the mean of a look as it is, and of one pushed.

    Args:
        network: as fitted so far.
        batch: sparse matrix, entries by present cues.
        present: the cues that the batch holds; slopes are given for these only.
        labels: entries by activities.
        categories: activities by categories.
        settings: how to fit.
        chance: which units are left out.
    """
    units = batch @ network.cues[present] + network.unit_bias
    share = settings.drop_unit
    kept = (chance.random(units.shape) >= share).astype(np.float32) / np.float32(1 - share)
    plain = _look(network, units, kept, labels, categories, settings.category_weight)
    length = np.linalg.norm(plain[0], axis=1, keepdims=True) + np.float32(1e-12)
    push = np.float32(settings.push) * plain[0] / length
    pushed = _look(network, units + push, kept, labels, categories, settings.category_weight)
    back, weights, bias = ((one + other) * np.float32(0.5) for one, other in zip(plain, pushed, strict=True))
    return batch.T.tocsr() @ back, back.sum(axis=0), weights, bias


def _look(
    network: Network, units: Floats, kept: Floats, labels: Floats, categories: Floats, category_weight: float
) -> tuple[Floats, Floats, Floats]:
    """Give the slopes by the units, by the weights and by the bias, with the units where they are."""
    mask = np.where(units > 0, kept, np.float32(0))
    hidden = units * mask
    chances = softmax(hidden @ network.weights + network.bias)
    slopes = _slopes(chances, labels, categories, category_weight)
    return (slopes @ network.weights.T) * mask, hidden.T @ slopes, slopes.sum(axis=0)
