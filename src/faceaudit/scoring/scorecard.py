"""The scorecard: an entry's words in, the verdict and its reasons out.

Every cue carries whole points into a small hidden layer; what is left above zero is weighed into a score for
each activity. Knows nothing of files of entries, of people, or of the user's own rules.
"""

import os.path
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from struct import Struct

from faceaudit.scoring.chances import Chances
from faceaudit.scoring.cues import KIND_NAMES, PIECE, WORD, cues_of, pieces_of, words_of
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.scoring.lessons import NO_LESSONS, Lanes, Lessons, learn
from faceaudit.scoring.table import LANE, MIDDLE, Table
from faceaudit.scoring.verdict import LEARNED, SCORECARD, Cue, Verdict, Words
from faceaudit.taxonomy import CATEGORIES, UNCLEAR, category_of

DEFAULT = os.path.join(os.path.dirname(__file__), "scorecard.bin")
_SHORTEST_WORD = 4
FEWEST_STRANGE = 3
"""Words of four letters and more that an entry must have to be in another language."""
STRANGE, STRANGE_OF = 3, 5
"""Three of five such words that were never met: in another language, as hardly one of a hundred English entries is."""
_MANY = 2_000
"""Decisions from which on it pays to start what scores many at once."""
_REMEMBERED = 16_384
"""Rows kept in memory; at the limit all are forgotten, which costs time and nothing else."""


def _lanes(values: "tuple[int, ...] | list[int]") -> int:
    return sum(value << (LANE * at) for at, value in enumerate(values))


class Scorecard:
    """Sorts entries into the activities of the codebook.

    Args:
        table: its points.
        least_certainty: chance per mille from which an entry is decided; None for the limits that the scorecard holds,
            of which the one for not selling is the higher.
        decisions: what people decided, to be learned from.

    Attributes:
        table: its points.
        limits: for each activity the least raw chance per mille at which an entry is decided.
        chances: turns its scores into chances.
        lessons: what was learned from decisions.
    """

    def __init__(self, table: Table, *, least_certainty: int | None = None, decisions: Sequence[Decision] = ()) -> None:
        self.table = table
        sizes = table.sizes
        self.limits = [
            sizes.selling_limit if CATEGORIES[category_of(name)].selling else sizes.other_limit
            for name in table.activities
        ]
        if least_certainty is not None:
            self.limits = [bisect_left(table.certainties, least_certainty)] * len(table.activities)
        self.chances = Chances(table.activities, table.exponentials, sizes.shift)
        self._memory: dict[str, int] = {}
        self._met: dict[str, bool] = {}
        # Lanes are made positive to be cut apart: half a lane is added, and its top bit turned back afterwards.
        ones = _lanes([1] * sizes.units)
        self._tops = ones << (LANE - 1)
        self._start = _lanes(table.unit_bias) + self._tops
        # The scales' sum sits above the lanes; taken off with what each row has too much in every lane.
        self._scale_at = sizes.units * LANE
        self._middles = ones * MIDDLE + (1 << self._scale_at)
        self._cut = Struct(f"<{sizes.units}i")
        self._wide = Lanes(sizes.activities)
        self._weights = [self._wide.pack(row) for row in table.weights]
        self._bias = self._wide.pack(table.bias)
        self.lessons = NO_LESSONS
        if decisions:
            self.lessons = self._learn(decisions)

    @classmethod
    def load(
        cls, path: str | None = None, *, least_certainty: int | None = None, decisions: Sequence[Decision] = ()
    ) -> "Scorecard":
        """Open a scorecard; without a path the one that comes with faceaudit.

        Raises:
            FaceauditError: the file can't be read, or is no scorecard.
        """
        return cls(Table.open(path or DEFAULT), least_certainty=least_certainty, decisions=decisions)

    def _learn(self, decisions: Sequence[Decision]) -> Lessons:
        activities = self.table.activities
        places = {name: at for at, name in enumerate(activities)}
        told = [decision for decision in DecisionBook(decisions).in_force() if decision.activity != UNCLEAR]
        words = [decision.words for decision in told]
        scores = map(self.score_untaught, words) if len(words) < _MANY else self._score_many(words)
        wanted = (places[decision.activity] for decision in told)
        taught = zip(scores, map(cues_of, words), wanted, strict=True)
        return learn(taught, len(activities), 1 << (self.table.sizes.shift + 6), lambda cue: not self.table.row(cue))

    def _score_many(self, several: Sequence[Words]) -> Iterable[Sequence[int]]:
        from faceaudit.scoring.batch import Batch

        return Batch(self).score(several)

    def score_untaught(self, words: Words) -> tuple[int, ...]:
        """Give the scores of the activities for an entry, without lessons."""
        return self._weigh(sum(self._rows(words).values()))

    def judge(self, words: Words) -> Verdict:
        """Sort an entry. The same words always give the same verdict."""
        rows = self._rows(words)
        return self._verdict(self._scores(rows), rows)

    def is_strange(self, rows: Iterable[str]) -> bool:
        """Tell from an entry's cues whether most of its words were never met, as in another language.

        Such an entry is left open, however sure its pieces of words seem: that was learned from English.
        """
        told = [cue for cue in rows if cue[0] == WORD and self.tells_language(cue[1:])]
        if len(told) < FEWEST_STRANGE:
            return False
        strange = [cue for cue in told if self.never_met(cue)]
        return len(strange) * STRANGE_OF >= len(told) * STRANGE

    @staticmethod
    def tells_language(word: str) -> bool:
        """Tell whether a word is one by which a language is known: one of letters, and not a short one."""
        return len(word) >= _SHORTEST_WORD and word.isalpha()

    def never_met(self, cue: str) -> bool:
        """Tell whether neither the scorecard nor a decision has met a cue."""
        known = self._met.get(cue)
        if known is None:
            if len(self._met) > _REMEMBERED:
                self._met.clear()
            known = self._met[cue] = bool(self.table.row(cue))
        return not known and cue not in self.lessons

    def points(self, words: Words) -> dict[str, int]:
        """Give each activity's points, the best first; a hundred make one e times as likely as another."""
        scores = self._scores(self._rows(words))
        activities = self.table.activities
        order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        return {activities[at]: self._shown(scores[at]) for at in order if at != self.chances.unclear}

    def strange_words(self, text: str) -> tuple[list[str], int]:
        """Give the words of a text that the scorecard never met, and how many words it has, short ones left out."""
        found = [word for word in words_of(text) if len(word) >= _SHORTEST_WORD and word.isalpha()]
        return [word for word in found if not self.table.row(WORD + word)], len(found)

    def knows(self, word: str) -> bool:
        """Tell whether the scorecard has met a word, as :func:`cues.words_of` gives it; decisions teach it no word."""
        return bool(self.table.row(WORD + word))

    def explain(self, words: Words) -> tuple[Verdict, list[Cue]]:
        """Sort an entry and say why.

        Returns:
            The verdict, as `judge` gives it, and the cues, the weightiest first, each with the points that
            the verdict's activity gains over the runner-up by it: what changes when the cue is left out.
        """
        rows = self._rows(words)
        scores = self._scores(rows)
        verdict = self._verdict(scores, rows)
        first = self.table.activities.index(verdict.activity)
        second = self.table.activities.index(verdict.runner_up)
        lead = scores[first] - scores[second]
        cues = []
        whole = sum(rows.values())
        for cue, row in rows.items():
            without = self.lessons.add_to(self._weigh(whole - row), rows)
            learned = self.lessons.of(cue)
            taught = self._shown(learned.get(first, 0) - learned.get(second, 0))
            points = self._shown(lead - without[first] + without[second])
            if points:
                cues.append(Cue(self._kind_of(cue), cue[1:], points))
            if taught:
                cues.append(Cue(LEARNED, cue[1:], taught))
        return verdict, sorted(cues, key=lambda cue: (-abs(cue.points), cue.kind, cue.cue))

    def _rows(self, words: Words) -> dict[str, int]:
        """Give the rows of the entry's cues, 0 for cues without points."""
        memory = self._memory
        if len(memory) > _REMEMBERED:
            memory.clear()
            self._met.clear()
        rows = cues_of(words)
        for cue in rows:
            row = memory.get(cue)
            rows[cue] = self._look_up(cue) if row is None else row
        return rows

    def _look_up(self, cue: str) -> int:
        row = self.table.row(cue)
        if cue[0] == WORD:
            self._met[cue] = bool(row)
        if not row and cue[0] == WORD:
            # A word never met is known by its pieces; those of known words are in their row already.
            row = sum([self.table.row(piece) for piece in pieces_of(cue[1:])])
        self._memory[cue] = row
        return row

    def _kind_of(self, cue: str) -> str:
        return KIND_NAMES[PIECE if cue[0] == WORD and not self.table.row(cue) else cue[0]]

    def _scores(self, rows: dict[str, int]) -> Sequence[int]:
        """Give the scores of the activities for an entry's cues."""
        scores = self._weigh(sum(rows.values()))
        return self.lessons.add_to(scores, rows) if self.lessons else scores

    def _weigh(self, total: int) -> tuple[int, ...]:
        """Give the scores of the activities for the sum of an entry's rows, without lessons."""
        active = [unit * row for unit, row in zip(self._units(total), self._weights, strict=True) if unit > 0]
        return self._wide.unpack(sum(active, self._bias))

    def units_of(self, cues: Iterable[str]) -> tuple[int, ...]:
        """Give the points of the hidden units for cues of columns, before those below zero are dropped."""
        return self._units(sum(map(self.table.row, cues)))

    def _units(self, total: int) -> tuple[int, ...]:
        scale = total >> self._scale_at
        lanes = (total + self._start - self._middles * scale) ^ self._tops
        return self._cut.unpack(lanes.to_bytes(self._cut.size, "little"))

    def _verdict(self, scores: Sequence[int], rows: Iterable[str]) -> Verdict:
        first, second, chance = self.chances.settle(self.chances.weigh(scores))
        activities = self.table.activities
        is_open = chance < self.limits[first] or self.is_strange(rows)
        return Verdict(activities[first], is_open, self.table.certainties[chance], activities[second], SCORECARD)

    def _shown(self, score: int) -> int:
        """Give a score in points: a hundred to each factor e."""
        return (score * 100) >> (self.table.sizes.shift + 6)
