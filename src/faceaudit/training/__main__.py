"""``python -m faceaudit.training``: refit the scorecard; with ``evaluate`` only measure."""

import json
import os.path
import sys

from faceaudit.scoring.scorecard import DEFAULT
from faceaudit.training.corpus import read_corpus
from faceaudit.training.evaluation import calibrate_from, evaluate, hold_out
from faceaudit.training.making import make_card

FIGURES = os.path.join(os.path.dirname(DEFAULT), "figures.json")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Cross-validate, write the figures and, unless told ``evaluate``, the scorecard; give the exit code."""
    if arguments not in ([], ["evaluate"]):
        _tell("usage: python -m faceaudit.training [evaluate]")
        return 2
    examples = read_corpus()
    found = hold_out(examples, _tell)
    figures = json.dumps(evaluate(found), indent=1) + "\n"
    print(figures, end="")
    with open(FIGURES, "w", encoding="utf-8") as file:
        file.write(figures)
    if not arguments:
        _tell("the scorecard")
        with open(DEFAULT, "wb") as card:
            card.write(make_card(examples, calibrate_from(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
