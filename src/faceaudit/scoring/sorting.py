"""An entry, sorted: the verdict over it, and what its time counts under."""

from typing import NamedTuple

from faceaudit.scoring.modes import find_mode
from faceaudit.scoring.verdict import Verdict, Words
from faceaudit.taxonomy import UNCLEAR, category_of


class Sorting(NamedTuple):
    """An entry, sorted."""

    verdict: Verdict
    activity: str
    """Activity id that its time counts under; ``unclear`` where the verdict is open."""
    mode: str
    """Mode of live contact; empty where it was none."""

    @property
    def category(self) -> str:
        """Category id that its time counts under."""
        return category_of(self.activity)


def activity_of(verdict: Verdict) -> str:
    """Give the activity that the time of an entry counts under."""
    return UNCLEAR if verdict.open else verdict.activity


def make_sorting(words: Words, verdict: Verdict) -> Sorting:
    """Give an entry, sorted, by its words and the verdict over them."""
    activity = activity_of(verdict)
    return Sorting(verdict, activity, find_mode(activity, words.activity_type, words.text))
