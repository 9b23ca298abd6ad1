"""The labelled corpus: entries with the activity a reader of the codebook gave them."""

import csv
import os
import re
from typing import NamedTuple

from faceaudit.scoring import Words

FOLDER = os.path.join(os.path.dirname(__file__), "corpus")
DIARY, PLAIN, BARE, REWORDED = "diary", "plain", "bare", "reworded"
_FIRST = "corpus"
_MINUTES = 30.0
"""What an entry without a time counts where time is weighed."""


class Reading(NamedTuple):
    """What a reader other than the labeller gave an entry, from the line alone."""

    activity: str
    tenths: int = 10
    """How many of ten careful readers would, in that reader's view."""
    rival: str = ""
    """What the others of the ten would give; empty where nothing else is likely."""


class Example(NamedTuple):
    """A labelled entry."""

    words: Words
    activity: str
    alternative: str
    """A second activity about as right, or empty."""
    kind: str
    """``diary`` (whole logs of people), ``by-activity`` or ``plain`` (entries written for an activity), ``bare``,
    ``reworded`` (an entry of a first diary as others would put it, with its label)."""
    writer: str
    """Who is left out as a whole when measuring: the person of a diary, also of what is reworded from it, the letters
    of the id elsewhere."""
    minutes: float
    source: str = ""
    """Name of the corpus file it stands in."""
    readings: tuple[Reading, ...] = ()
    """What other readers gave it; never measured against."""
    like: str = ""
    """The writer after whose manner, or entries, it was written; both are left out together."""

    @property
    def is_of_calibration(self) -> bool:
        """Whether what a raw chance is worth is learned from it.

        Only the first corpus's diaries: the later ones were written to teach what the scorecard got wrong, so that
        what is hard stands in them oftener, or in other ways, than in a log.
        """
        return self.kind == DIARY and self.source == _FIRST


def read_corpus(folder: str = FOLDER) -> list[Example]:
    """Give all labelled entries, file by file in the order of their names."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".csv"))
    return [example for name in names for example in read_examples(os.path.join(folder, name))]


def read_examples(path: str | os.PathLike[str]) -> list[Example]:
    """Give the labelled entries of a file."""
    source = os.path.basename(path).removesuffix(".csv")
    with open(path, encoding="utf-8", newline="") as file:
        return [_example(row, source) for row in csv.DictReader(file)]


def _example(row: dict[str, str], source: str) -> Example:
    words = Words(row["text"], row["activity_type"], row["customer"], row["customer_status"], row["opportunity_stage"])
    letters = re.match("[A-Za-z]*", row["id"])
    writer = letters.group() if letters else ""
    if row["set"] == DIARY:
        writer = row["person"] if source == _FIRST else f"{writer} {row['person']}"
    elif row["set"] == REWORDED:
        writer = row["like"]
    minutes = float(row["minutes"] or _MINUTES)
    return Example(
        words,
        row["activity"],
        row["alt"],
        row["set"],
        writer,
        minutes,
        source,
        _readings(row["activity_b"]),
        row.get("like") or "",
    )


def _readings(cell: str) -> tuple[Reading, ...]:
    """Read ``upsell; proposal 6 upsell``: readings by semicolons, each an activity, tenths and rival."""
    found = (reading.split() for reading in cell.split(";"))
    return tuple(
        Reading(words[0], int(words[1]), words[2]) if words[1:] else Reading(words[0]) for words in found if words
    )
