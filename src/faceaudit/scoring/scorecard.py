"""The scorecard: an entry's words in, the verdict and its reasons out.

Every cue carries whole points into a small hidden layer; what is left above zero is weighed into a score for
each activity. Knows nothing of files of entries, of people, or of the user's own rules.
"""

import os.path
from struct import Struct

from faceaudit.scoring.chances import Chances
from faceaudit.scoring.cues import KIND_NAMES, PIECE, WORD, cues_of, pieces_of, words_of
from faceaudit.scoring.table import LANE, MIDDLE, Table
from faceaudit.scoring.verdict import SCORECARD, Cue, Verdict, Words
from faceaudit.taxonomy import CATEGORIES, category_of

DEFAULT = os.path.join(os.path.dirname(__file__), "scorecard.bin")
_WIDE = 64
"""Bits of a lane in the second layer."""
_SHORTEST_WORD = 4
_REMEMBERED = 16_384
"""Rows kept in memory; at the limit all are forgotten, which costs time and nothing else."""


def _lanes(values: "tuple[int, ...] | list[int]", bits: int) -> int:
    return sum(value << (bits * at) for at, value in enumerate(values))


class Scorecard:
    """Sorts entries into the activities of the codebook."""

    def __init__(self, table: Table) -> None:
        self._table = table
        sizes = table.sizes
        self._limits = [
            sizes.selling_limit if CATEGORIES[category_of(name)].selling else sizes.other_limit
            for name in table.activities
        ]
        self._certainties = table.certainties
        self._chances = Chances(table.activities, table.exponentials, sizes.shift)
        self._memory: dict[str, int] = {}
        # Lanes are made positive to be cut apart: half a lane is added, and its top bit turned back afterwards.
        ones = _lanes([1] * sizes.units, LANE)
        self._tops = ones << (LANE - 1)
        self._start = _lanes(table.unit_bias, LANE) + self._tops
        # The scales' sum sits above the lanes; taken off with what each row has too much in every lane.
        self._scale_at = sizes.units * LANE
        self._middles = ones * MIDDLE + (1 << self._scale_at)
        self._cut = Struct(f"<{sizes.units}i")
        self._weights = [_lanes(row, _WIDE) for row in table.weights]
        self._wide_tops = _lanes([1] * sizes.activities, _WIDE) << (_WIDE - 1)
        self._wide_start = _lanes(table.bias, _WIDE) + self._wide_tops
        self._wide_cut = Struct(f"<{sizes.activities}q")

    @classmethod
    def load(cls, path: str | None = None) -> "Scorecard":
        """Open a scorecard; without a path the one that comes with faceaudit.

        Raises:
            FaceauditError: the file can't be read, or is no scorecard.
        """
        return cls(Table.open(path or DEFAULT))

    def judge(self, words: Words) -> Verdict:
        """Sort an entry. The same words always give the same verdict."""
        return self._verdict(self._scores(sum(self._rows(words).values())))

    def points(self, words: Words) -> dict[str, int]:
        """Give each activity's points, the best first; a hundred make one e times as likely as another."""
        scores = self._scores(sum(self._rows(words).values()))
        activities = self._table.activities
        order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        return {activities[at]: self._shown(scores[at]) for at in order if at != self._chances.unclear}

    def strange_words(self, text: str) -> tuple[list[str], int]:
        """Give the words of a text that the scorecard never met, and how many words it has, short ones left out."""
        found = [word for word in words_of(text) if len(word) >= _SHORTEST_WORD and word.isalpha()]
        return [word for word in found if not self._table.row(WORD + word)], len(found)

    def explain(self, words: Words) -> tuple[Verdict, list[Cue]]:
        """Sort an entry and say why.

        Returns:
            The verdict, as `judge` gives it, and the cues, the weightiest first, each with the points that
            the verdict's activity gains over the runner-up by it: what changes when the cue is left out.
        """
        rows = self._rows(words)
        whole = sum(rows.values())
        scores = self._scores(whole)
        verdict = self._verdict(scores)
        first = self._table.activities.index(verdict.activity)
        second = self._table.activities.index(verdict.runner_up)
        lead = scores[first] - scores[second]
        cues = []
        for cue, row in rows.items():
            without = self._scores(whole - row)
            points = self._shown(lead - without[first] + without[second])
            if points:
                cues.append(Cue(self._kind_of(cue), cue[1:], points))
        return verdict, sorted(cues, key=lambda cue: (-abs(cue.points), cue.kind, cue.cue))

    def _rows(self, words: Words) -> dict[str, int]:
        """Give the rows of the entry's cues, 0 for cues without points."""
        memory = self._memory
        if len(memory) > _REMEMBERED:
            memory.clear()
        rows = cues_of(words)
        for cue in rows:
            row = memory.get(cue)
            rows[cue] = self._look_up(cue) if row is None else row
        return rows

    def _look_up(self, cue: str) -> int:
        row = self._table.row(cue)
        if not row and cue[0] == WORD:
            # A word never met is known by its pieces; those of known words are in their row already.
            row = sum([self._table.row(piece) for piece in pieces_of(cue[1:])])
        self._memory[cue] = row
        return row

    def _kind_of(self, cue: str) -> str:
        return KIND_NAMES[PIECE if cue[0] == WORD and not self._table.row(cue) else cue[0]]

    def _scores(self, total: int) -> tuple[int, ...]:
        """Give the scores of the activities for the sum of an entry's rows."""
        scale = total >> self._scale_at
        lanes = (total + self._start - self._middles * scale) ^ self._tops
        units = self._cut.unpack(lanes.to_bytes(self._cut.size, "little"))
        active = [unit * row for unit, row in zip(units, self._weights, strict=True) if unit > 0]
        wide = sum(active, self._wide_start)
        return self._wide_cut.unpack((wide ^ self._wide_tops).to_bytes(self._wide_cut.size, "little"))

    def _verdict(self, scores: tuple[int, ...]) -> Verdict:
        first, second, chance = self._chances.settle(self._chances.weigh(scores))
        activities = self._table.activities
        return Verdict(
            activities[first], chance < self._limits[first], self._certainties[chance], activities[second], SCORECARD
        )

    def _shown(self, score: int) -> int:
        """Give a score in points: a hundred to each factor e."""
        return (score * 100) >> (self._table.sizes.shift + 6)
