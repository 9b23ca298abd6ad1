"""How well the scorecard sorts entries of people it has not learned from.

Measured on the shipped integer form. A person's (elsewhere a writer's) entries are always left out together,
and what a raw chance is worth is learned from the other folds than the one it is measured on.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from faceaudit.scoring import Scorecard, Verdict
from faceaudit.scoring.table import Table
from faceaudit.taxonomy import UNCLEAR
from faceaudit.training.calibration import Trial, calibrate
from faceaudit.training.corpus import DIARY, Example
from faceaudit.training.figures import Judged, measure, side_of
from faceaudit.training.making import make_card
from faceaudit.training.network import Settings
from faceaudit.training.packing import Calibration

FOLDS = 5


class HeldOut(NamedTuple):
    """An entry and the raw verdict of a scorecard that had not learned from its writer.

    It is open only where most words were never met; how sure it must be is settled by the calibration.
    """

    example: Example
    verdict: Verdict
    fold: int


def assign_folds(examples: Sequence[Example], folds: int = FOLDS) -> list[int]:
    """Give each entry's fold; writers are dealt out in order of their entries, diaries and others apart.

    Who writes in the manner of another, and what is reworded from another, is in the other's fold.
    """
    dealt: dict[tuple[bool, str], int] = {}
    counts = {True: 0, False: 0}
    for example in examples:
        writer = (example.kind == DIARY, example.writer)
        if example.like:
            dealt[writer] = dealt[True, example.like]
        elif writer not in dealt:
            dealt[writer] = counts[writer[0]] % folds
            counts[writer[0]] += 1
    return [dealt[example.kind == DIARY, example.writer] for example in examples]


def hold_out(
    examples: Sequence[Example], tell: Callable[[str], None], *, settings: Settings | None = None, part: int = 1
) -> list[HeldOut]:
    """Judge every entry by a scorecard made without its writer.

    Args:
        examples: the labelled entries.
        tell: called with each step.
        settings: how the models are fitted.
        part: one writer of how many is learned from.
    """
    folds = assign_folds(examples)
    taken = assign_folds(examples, part * FOLDS)
    found = []
    for fold in range(FOLDS):
        tell(f"fold {fold + 1} of {FOLDS}")
        learned = [
            example
            for example, other, place in zip(examples, folds, taken, strict=True)
            if other != fold and place < FOLDS
        ]
        card = Scorecard(Table(make_card(learned, settings=settings), f"fold {fold}"), least_certainty=0)
        found += [
            HeldOut(example, card.judge(example.words), fold)
            for example, other in zip(examples, folds, strict=True)
            if other == fold
        ]
    return found


def calibrate_from(found: Sequence[HeldOut]) -> Calibration:
    """Give what raw chances are worth, from diaries: the only entries that are like a log."""
    return calibrate([_trial(item) for item in found if item.example.is_of_calibration and _plain(item)])


def evaluate(found: Sequence[HeldOut]) -> dict[str, object]:
    """Give the figures of held-out verdicts, by set."""
    sets: dict[str, list[Judged]] = {}
    for fold in sorted({item.fold for item in found}):
        calibration = calibrate_from([item for item in found if item.fold != fold])
        for item in found:
            if item.fold == fold:
                sets.setdefault(_set_of(item.example), []).append(_judged(item, calibration))
    return {name: measure(judged) for name, judged in sorted(sets.items())}


def _set_of(example: Example) -> str:
    return f"later {DIARY}" if example.kind == DIARY and not example.is_of_calibration else example.kind


def _plain(item: HeldOut) -> bool:
    return item.example.activity != UNCLEAR


def _trial(item: HeldOut) -> Trial:
    side = side_of(item.verdict.activity)
    return Trial(item.verdict.certainty, side, side == side_of(item.example.activity))


def _judged(item: HeldOut, calibration: Calibration) -> Judged:
    verdict = item.verdict
    return compare(
        item.example,
        verdict,
        is_open=verdict.open or verdict.certainty < calibration.limit_of(side_of(verdict.activity)),
        certainty=calibration.certainties[verdict.certainty],
    )


def compare(example: Example, verdict: Verdict, *, is_open: bool, certainty: int) -> Judged:
    """Put a verdict beside the label.

    Args:
        example: the labelled entry.
        verdict: what was found.
        is_open: whether it is left uncertain.
        certainty: the chance per mille that its side is right.
    """
    return Judged(
        kind=example.kind,
        writer=example.writer,
        minutes=example.minutes,
        truth=example.activity,
        guess=verdict.activity,
        open=is_open,
        certainty=certainty,
        second=example.alternative,
    )
