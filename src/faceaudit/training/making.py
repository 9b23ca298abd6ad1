"""From labelled entries to a scorecard."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from faceaudit.taxonomy import ACTIVITIES, UNCLEAR, category_of
from faceaudit.training.corpus import Example
from faceaudit.training.matrix import Floats, Whole, choose_cues, kinds_of, lay_out
from faceaudit.training.network import Network, Settings, fit, join
from faceaudit.training.packing import UNCALIBRATED, Calibration, pack_card


def list_activities() -> list[str]:
    """Give the activities in the order of the scorecard."""
    return [name for name in ACTIVITIES if name != UNCLEAR] + [UNCLEAR]


def make_card(
    examples: Sequence[Example], calibration: Calibration = UNCALIBRATED, settings: Settings | None = None
) -> bytes:
    """Fit a scorecard to labelled entries and give the bytes of its file."""
    settings = settings or Settings()
    activities = list_activities()
    vocabulary = choose_cues(example.words for example in examples)
    entries = lay_out((example.words for example in examples), vocabulary)
    labels = _labels(examples, activities, settings)
    rows = np.repeat(np.arange(len(examples)), [settings.first_weight if e.is_of_calibration else 1 for e in examples])
    networks = [
        fit(entries[rows], kinds_of(vocabulary), labels[rows], _categories(activities), settings._replace(seed=seed))
        for seed in range(settings.seed, settings.seed + settings.members)
    ]
    network = join(networks)
    kept = choose_rows(network, entries, settings.kept)
    return pack_card(network, vocabulary, kept, activities, calibration)


def choose_rows(network: Network, entries: Any, most: int) -> Whole:
    """Give the places of the cues that move scores most, so that the file stays small.

    Args:
        network: the fitted model.
        entries: sparse matrix, entries by cues, that it was fitted to.
        most: how many cues are kept.
    """
    counts = np.bincount(entries.indices, minlength=entries.shape[1])
    weight = np.square(network.cues).sum(axis=1) * np.sqrt(counts)
    return np.sort(np.argsort(-weight, kind="stable")[:most])


def _labels(examples: Sequence[Example], activities: list[str], settings: Settings) -> Floats:
    labels = np.full((len(examples), len(activities)), settings.smoothing / len(activities), dtype=np.float32)
    places = {name: at for at, name in enumerate(activities)}
    for row, example in zip(labels, examples, strict=True):
        other = settings.alternative if example.alternative in places else 0.0
        row[places[example.activity]] += (1 - settings.smoothing) * (1 - other)
        if other:
            row[places[example.alternative]] += (1 - settings.smoothing) * other
    return labels


def _categories(activities: list[str]) -> Floats:
    names = [category_of(name) for name in activities]
    kinds = list(dict.fromkeys(names))
    return np.array([[name == kind for kind in kinds] for name in names], dtype=np.float32)
