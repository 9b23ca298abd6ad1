"""What decides over an entry: the user's rules first, then decisions about the same words, then the scorecard.

Knows nothing of files or of people.
"""

from typing import NamedTuple

from faceaudit.scoring.decisions import DecisionBook
from faceaudit.scoring.modes import find_mode
from faceaudit.scoring.rules import RuleBook
from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.verdict import Verdict, Words
from faceaudit.taxonomy import UNCLEAR, category_of

_REMEMBERED = 200_000
_LONGEST_REMEMBERED = 2_000
"""Characters of words that are worth remembering: longer ones hardly come twice."""
_SURE = 1000


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


class Sorter:
    """Sorts entries; the same words always give the same answer.

    Args:
        scorecard: asked where no rule decides.
        rules: the user's own; they win.
        decisions: what people decided about the same words; they come second.
    """

    def __init__(self, scorecard: Scorecard, rules: RuleBook, decisions: DecisionBook | None = None) -> None:
        self.scorecard = scorecard
        self.rules = rules
        self.decisions = decisions or DecisionBook([])
        self._memory: dict[Words, Sorting] = {}

    def sort(self, words: Words) -> Sorting:
        """Sort one entry."""
        known = self._memory.get(words)
        if known is None:
            known = self._decide(words)
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            if len(words.text) <= _LONGEST_REMEMBERED:
                self._memory[words] = known
        return known

    def _decide(self, words: Words) -> Sorting:
        verdict = self.verdict(words)
        activity = UNCLEAR if verdict.open else verdict.activity
        return Sorting(verdict, activity, find_mode(activity, words.activity_type, words.text))

    def verdict(self, words: Words) -> Verdict:
        """Give the verdict over one entry, by rule, by decision or by scorecard."""
        rule = self.rules.find(words.text, words.activity_type, words.customer_status) if self.rules else None
        told = rule or self.decisions.find(words)
        scored = self.scorecard.judge(words)
        if told is None:
            return scored
        if told.activity == UNCLEAR:
            return scored._replace(open=True, decided_by=told.decider)
        return Verdict(told.activity, open=False, certainty=_SURE, runner_up=scored.activity, decided_by=told.decider)
