"""How sorting grows with the corpus, with two kinds of its entries, and with the model: what more would be worth.

Measured on whole diaries of the first corpus, people left out, with one model in place of the joined ones.
"""

from collections.abc import Callable, Sequence

from faceaudit.training.corpus import REWORDED, Example
from faceaudit.training.evaluation import FOLDS, evaluate, hold_out
from faceaudit.training.network import Settings

PARTS = (8, 4, 2, 1)
"""One writer of how many is learned from."""
LIKE_PARTS = (0, 1)
"""Of those who write in the manner of a first diary one of how many is learned from, beside all others; 0 for none."""
UNITS = (64, 128)
_ONE = Settings(members=1)
_FIGURES = (
    "category_right",
    "activity_right",
    "selling_or_not_right",
    "share_error",
)


def thin_likes(examples: Sequence[Example], part: int) -> list[Example]:
    """Leave out those who write in the manner of another, but for one of ``part``; what is reworded stays."""
    writers = list(dict.fromkeys(example.writer for example in examples if _is_alike(example)))
    kept = set(writers[::part] if part else [])
    return [example for example in examples if not _is_alike(example) or example.writer in kept]


def _is_alike(example: Example) -> bool:
    return bool(example.like) and not _is_reworded(example)


def _is_reworded(example: Example) -> bool:
    return example.kind == REWORDED


def trace_curves(examples: Sequence[Example], tell: Callable[[str], None]) -> dict[str, list[dict[str, object]]]:
    """Give shares right by size of corpus, by what of it is like the first diaries or reworded, by size of model."""
    by_corpus = []
    for part in PARTS:
        tell(f"one writer of {part}")
        by_corpus.append(_trace(examples, part, _ONE, tell))
    by_likeness = []
    for part in LIKE_PARTS:
        tell(f"of those in the manner of the first one of {part}")
        by_likeness.append(by_corpus[-1] if part == 1 else _trace(thin_likes(examples, part), 1, _ONE, tell))
    tell("nothing reworded")
    as_written = [example for example in examples if not _is_reworded(example)]
    by_rewording = [_trace(as_written, 1, _ONE, tell), by_corpus[-1]]
    by_model = []
    for units in UNITS:
        tell(f"{units} units")
        settings = _ONE._replace(units=units)
        by_model.append(by_corpus[-1] if settings == _ONE else _trace(examples, 1, settings, tell))
    return {"by_corpus": by_corpus, "by_likeness": by_likeness, "by_rewording": by_rewording, "by_model": by_model}


def _trace(
    examples: Sequence[Example], part: int, settings: Settings, tell: Callable[[str], None]
) -> dict[str, object]:
    found = hold_out(examples, tell, settings=settings, part=part)
    figures = evaluate([item for item in found if item.example.is_of_calibration])
    diary = next(iter(figures.values()))
    assert isinstance(diary, dict)
    share = (FOLDS - 1) / FOLDS / part
    return {
        "entries": round(len(examples) * share),
        "like": round(sum(map(_is_alike, examples)) * share),
        "reworded": round(sum(map(_is_reworded, examples)) * share),
        "units": settings.units,
        **{key: diary[key] for key in _FIGURES},
    }
