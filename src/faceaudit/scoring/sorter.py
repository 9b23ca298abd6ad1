"""What decides over an entry: the user's rules first, then decisions about the same words, then the scorecard.

Knows nothing of files or of people.
"""

from collections.abc import Sequence
from itertools import chain, count
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
"""Words remembered at most."""
_MOST_ANSWERS = 1_000_000
"""Answers remembered at most, those given anew to the same words among them."""
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
        self._answers: list[Sorting] = []
        self._places: dict[Words, int] = {}
        self._shared: dict[Sorting, Sorting] = {}
        self._batch: Batch | None = None
        self._met = 0

    def sort(self, words: Words) -> Sorting:
        """Sort one entry."""
        place = self._places.get(words)
        if place is not None:
            return self._answers[place]
        sorting = self._decide(words)
        self._make_room()
        if len(words.text) <= _LONGEST_REMEMBERED:
            self._places[words] = len(self._answers)
            self._answers.append(sorting)
        return sorting

    def sort_many(self, several: Sequence[Words]) -> list[Sorting]:
        """Sort entries: what :meth:`sort` gives for each, sooner where they are many."""
        self._met = max(self._met, len(several))
        portions = [several[at : at + _PORTION] for at in range(0, len(several), _PORTION)]
        return list(chain.from_iterable(map(self._sort_portion, portions)))

    def _sort_portion(self, several: Sequence[Words]) -> list[Sorting]:
        self._make_room()
        try:
            return self._answer(several)
        except BaseException:
            # Some words may have a place by now and no answer in it.
            self.forget()
            raise

    def _answer(self, several: Sequence[Words]) -> list[Sorting]:
        """Sort entries, those met before by what was answered then, and remember the answers."""
        begin, met = len(self._answers), len(self._places)
        places = list(map(self._places.setdefault, several, count(begin)))
        if len(self._places) - met == len(several):
            self._answers += self._decide_some(several)
        else:
            new = [words for words, place, own in zip(several, places, count(begin)) if place == own]
            decided = iter(self._decide_some(new))
            for own, place in enumerate(places, begin):
                self._answers.append(next(decided) if place == own else self._answers[place])
        for words in several:
            if len(words.text) > _LONGEST_REMEMBERED:
                self._places.pop(words, None)
        return self._answers[begin:]

    def _make_room(self) -> None:
        """Forget what is remembered where it has become too much."""
        if len(self._places) >= _REMEMBERED or len(self._answers) >= _MOST_ANSWERS:
            self.forget()

    def forget(self) -> None:
        """Forget what entries were sorted into: it costs time when they come again, and nothing else."""
        self._answers.clear()
        self._places.clear()
        self._shared.clear()

    def _share(self, sorting: Sorting) -> Sorting:
        """Give the one that stands for all that say the same."""
        return self._shared.setdefault(sorting, sorting)

    def _decide_some(self, several: Sequence[Words]) -> list[Sorting]:
        self._met += len(several)
        if len(several) < _FEW or self._met < _MANY:
            return list(map(self._decide, several))
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
