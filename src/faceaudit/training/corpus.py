"""The labelled corpus: entries with the activity a reader of the codebook gave them."""

import csv
import os.path
import re
from typing import NamedTuple

from faceaudit.scoring import Words

FOLDER = os.path.join(os.path.dirname(__file__), "corpus")
DIARY = "diary"
_MINUTES = 30.0
"""What an entry without a time counts where time is weighed."""


class Example(NamedTuple):
    """A labelled entry."""

    words: Words
    activity: str
    alternative: str
    """A second activity about as right, or empty."""
    kind: str
    """``diary`` (whole logs of people), ``by-activity`` or ``plain`` (entries written for an activity)."""
    writer: str
    """Who is left out as a whole when measuring: the person of a diary, the letters of the id elsewhere."""
    minutes: float


def read_corpus(folder: str = FOLDER) -> list[Example]:
    """Give all labelled entries, file by file in the order of their names."""
    found = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv"):
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                found += [_example(row) for row in csv.DictReader(file)]
    return found


def _example(row: dict[str, str]) -> Example:
    words = Words(row["text"], row["activity_type"], row["customer"], row["customer_status"], row["opportunity_stage"])
    letters = re.match("[A-Za-z]*", row["id"])
    writer = row["person"] if row["set"] == DIARY else letters.group() if letters else ""
    return Example(words, row["activity"], row["alt"], row["set"], writer, float(row["minutes"] or _MINUTES))
