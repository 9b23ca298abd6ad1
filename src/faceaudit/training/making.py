"""From labelled entries to a scorecard."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from faceaudit.scoring.cues import KINDS, WORD
from faceaudit.taxonomy import ACTIVITIES, UNCLEAR, category_of
from faceaudit.training.corpus import BARE, PLAIN, REWORDED, Example
from faceaudit.training.matrix import LEAST, Flags, Floats, Vocabulary, Whole, choose_cues, kinds_of, lay_out
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
    labels = lay_labels(examples, activities, settings)
    rows = np.repeat(np.arange(len(examples)), [_times_shown(example, settings) for example in examples])
    networks = [
        fit(entries[rows], kinds_of(vocabulary), labels[rows], _categories(activities), settings._replace(seed=seed))
        for seed in range(settings.seed, settings.seed + settings.members)
    ]
    network = join(networks)
    kept = choose_rows(network, entries, settings.kept, find_words_of_rewording(examples, entries, vocabulary))
    return pack_card(network, vocabulary, kept, activities, calibration)


def find_words_of_rewording(examples: Sequence[Example], entries: Any, vocabulary: Vocabulary) -> Flags:
    """Tell of each cue whether it is a word that too few entries hold but for reworded ones.

    Some of what is reworded is in part in other languages. With rows for such words a scorecard would hold that it
    knows them, and decide over entries that it must leave open; see ``Scorecard.is_strange``. English words that are
    met nowhere else are barred with them.

    Args:
        examples: the labelled entries.
        entries: sparse matrix, those entries by cues.
        vocabulary: the cues.
    """
    first_hand = np.array([example.kind != REWORDED for example in examples])
    counts = np.bincount(entries[first_hand].indices, minlength=entries.shape[1])
    return np.asarray((kinds_of(vocabulary) == KINDS.index(WORD)) & (counts < LEAST[WORD]))


def choose_rows(network: Network, entries: Any, most: int, barred: Flags) -> Whole:
    """Give the places of the cues that move scores most, so that the file stays small.

    Args:
        network: the fitted model.
        entries: sparse matrix, entries by cues, that it was fitted to.
        most: how many cues are kept.
        barred: of each cue whether it must not be kept.
    """
    counts = np.bincount(entries.indices, minlength=entries.shape[1])
    weight = np.square(network.cues).sum(axis=1) * np.sqrt(counts)
    order = np.argsort(-weight, kind="stable")
    return np.sort(order[~barred[order]][:most])


def _times_shown(example: Example, settings: Settings) -> int:
    if example.is_of_calibration:
        return settings.first_weight
    if example.kind == REWORDED:
        return settings.reworded_weight
    return settings.plain_weight if example.kind in (PLAIN, BARE) else 1


def lay_labels(examples: Sequence[Example], activities: list[str], settings: Settings) -> Floats:
    """Give what is to be learned: entries by activities, each row adding up to 1."""
    labels = np.full((len(examples), len(activities)), settings.smoothing / len(activities), dtype=np.float32)
    places = {name: at for at, name in enumerate(activities)}
    for row, example in zip(labels, examples, strict=True):
        for activity, share in _shares(example, settings):
            row[places[activity]] += (1 - settings.smoothing) * share
    return labels


def _shares(example: Example, settings: Settings) -> list[tuple[str, float]]:
    """Give what each activity has of an entry's label.

    What is measured against is learned as it was labelled; elsewhere other readers share the label.
    """
    shares = [(example.activity, 1.0)]
    if example.alternative:
        shares = [(example.activity, 1 - settings.alternative), (example.alternative, settings.alternative)]
    if example.is_of_calibration:
        return shares
    whole = 1 + settings.reader_weight * len(example.readings)
    theirs = settings.reader_weight / whole
    shares = [(activity, share / whole) for activity, share in shares]
    for reading in example.readings:
        shares.append((reading.activity, theirs * reading.tenths / 10))
        if reading.rival:
            shares.append((reading.rival, theirs * (10 - reading.tenths) / 10))
    return shares


def _categories(activities: list[str]) -> Floats:
    names = [category_of(name) for name in activities]
    kinds = list(dict.fromkeys(names))
    return np.array([[name == kind for kind in kinds] for name in names], dtype=np.float32)
