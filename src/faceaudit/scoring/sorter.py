"""What decides over an entry: the user's rules first, then decisions about the same words, then the scorecard.

Knows nothing of files or of people.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from faceaudit.scoring.decisions import DecisionBook
from faceaudit.scoring.rules import RuleBook
from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.sorting import Sorting, make_sorting
from faceaudit.scoring.verdict import Verdict, Words
from faceaudit.taxonomy import UNCLEAR

if TYPE_CHECKING:
    from faceaudit.scoring.batch import Batch

_REMEMBERED = 200_000
_LONGEST_REMEMBERED = 2_000
"""Characters of words that are worth remembering: longer ones hardly come twice."""
_MANY = 3_000
"""Entries from which on it pays to start what judges many at once."""
_FEW = 100
"""Entries that are sooner judged one by one."""
_PORTION = 4_096
"""Entries sorted at once."""
_SURE = 1000


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
        self._shared: dict[Sorting, Sorting] = {}
        self._batch: Batch | None = None
        self._met = 0

    def sort(self, words: Words) -> Sorting:
        """Sort one entry."""
        known = self._memory.get(words)
        if known is None:
            known = self._decide(words)
            self._forget()
            if len(words.text) <= _LONGEST_REMEMBERED:
                self._memory[words] = known
        return known

    def sort_many(self, several: Sequence[Words]) -> list[Sorting]:
        """Sort entries: what :meth:`sort` gives for each, sooner where they are many."""
        self._met = max(self._met, len(several))
        portions = [several[at : at + _PORTION] for at in range(0, len(several), _PORTION)]
        return list(chain.from_iterable(map(self._sort_portion, portions)))

    def _sort_portion(self, several: Sequence[Words]) -> list[Sorting]:
        memory = self._memory
        new = [words for words in dict.fromkeys(several) if words not in memory]
        self._met += len(new)
        if len(new) < _FEW or self._met < _MANY:
            return [self.sort(words) for words in several]
        decided = self._decide_many(new)
        sortings = decided
        if len(new) < len(several):
            found = dict(zip(new, decided, strict=True))
            sortings = [found.get(words) or memory[words] for words in several]
        self._forget()
        memory.update(zip(new, decided, strict=True))
        for words in [words for words in new if len(words.text) > _LONGEST_REMEMBERED]:
            del memory[words]
        return sortings

    def _forget(self) -> None:
        """Forget what is remembered where it has become too much."""
        if len(self._memory) >= _REMEMBERED:
            self._memory.clear()
            self._shared.clear()

    def _share(self, sorting: Sorting) -> Sorting:
        """Give the one that stands for all that say the same."""
        return self._shared.setdefault(sorting, sorting)

    def _decide_many(self, several: Sequence[Words]) -> list[Sorting]:
        if self._batch is None:
            from faceaudit.scoring.batch import Batch

            self._batch = Batch(self.scorecard)
        sortings = self._batch.sort(several)
        if self.rules or self.decisions:
            return list(map(self._resettle, several, sortings))
        return sortings

    def _resettle(self, words: Words, sorting: Sorting) -> Sorting:
        """Give an entry, sorted anew where a rule or a decision overrules the scorecard."""
        verdict = self._overrule(words, sorting.verdict)
        return sorting if verdict is sorting.verdict else self._share(make_sorting(words, verdict))

    def _decide(self, words: Words) -> Sorting:
        return self._share(make_sorting(words, self.verdict(words)))

    def verdict(self, words: Words) -> Verdict:
        """Give the verdict over one entry, by rule, by decision or by scorecard."""
        return self._overrule(words, self.scorecard.judge(words))

    def _overrule(self, words: Words, scored: Verdict) -> Verdict:
        """Give the verdict over one entry where the scorecard's is known."""
        rule = self.rules.find(words.text, words.activity_type, words.customer_status) if self.rules else None
        told = rule or self.decisions.find(words)
        if told is None:
            return scored
        if told.activity == UNCLEAR:
            return scored._replace(open=True, decided_by=told.decider)
        return Verdict(told.activity, open=False, certainty=_SURE, runner_up=scored.activity, decided_by=told.decider)
