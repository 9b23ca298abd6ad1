"""``python -m faceaudit.training``: refit the scorecard; ``evaluate`` only measures, ``curves`` varies the sizes."""

import json
import os.path
import sys

from faceaudit.scoring.scorecard import DEFAULT
from faceaudit.training.corpus import read_corpus
from faceaudit.training.curves import trace_curves
from faceaudit.training.evaluation import calibrate_from, evaluate, hold_out
from faceaudit.training.making import make_card

FIGURES = os.path.join(os.path.dirname(DEFAULT), "figures.json")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _write_figures(new: dict[str, object]) -> None:
    """Write figures beside those that were not measured now."""
    with open(FIGURES, encoding="utf-8") as file:
        figures = {**json.load(file), **new}
    with open(FIGURES, "w", encoding="utf-8") as file:
        file.write(json.dumps(figures, indent=1) + "\n")


def main(arguments: list[str]) -> int:
    """Cross-validate, write the figures and, told nothing else, the scorecard; give the exit code."""
    if arguments not in ([], ["evaluate"], ["curves"]):
        _tell("usage: python -m faceaudit.training [evaluate|curves]")
        return 2
    examples = read_corpus()
    if arguments == ["curves"]:
        _write_figures({"curves": trace_curves(examples, _tell)})
        return 0
    found = hold_out(examples, _tell)
    _write_figures(evaluate(found))
    if not arguments:
        _tell("the scorecard")
        with open(DEFAULT, "wb") as card:
            card.write(make_card(examples, calibrate_from(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
