"""The scorecard: an entry's words in, the verdict and its reasons out.

Every cue carries whole points into a small hidden layer; what is left above zero is weighed into a score for
each activity. Knows nothing of files of entries, of people, or of the user's own rules.
"""

import os.path
from operator import mul
from struct import Struct

from faceaudit.scoring.chances import Chances
from faceaudit.scoring.cues import columns_of, pairs_of, pieces_of, words_of
from faceaudit.scoring.table import LANE, MIDDLE, NOTHING, Row, Table
from faceaudit.scoring.verdict import Cue, Verdict, Words

DEFAULT = os.path.join(os.path.dirname(__file__), "scorecard.bin")
_WIDE = 64
"""Bits of a lane in the second layer."""
_REMEMBERED = 16_384
"""Rows kept in memory; at the limit all are forgotten, which costs time and nothing else."""


def _lanes(values: "tuple[int, ...] | list[int]", bits: int) -> int:
    return sum(value << (bits * at) for at, value in enumerate(values))


class Scorecard:
    """Sorts entries into the activities of the codebook."""

    def __init__(self, table: Table) -> None:
        self._table = table
        sizes = table.sizes
        self._limit = sizes.limit
        self._certainties = table.certainties
        self._chances = Chances(table.activities, table.exponentials, sizes.shift)
        self._memory: dict[tuple[str, str], Row] = {}
        # Lanes are made positive to be cut apart: half a lane is added, and its top bit turned back afterwards.
        self._ones = _lanes([1] * sizes.units, LANE)
        self._tops = self._ones << (LANE - 1)
        self._start = _lanes(table.unit_bias, LANE) + self._tops
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
        lanes = scale = 0
        for row in self._rows(words).values():
            lanes += row.lanes
            scale += row.scale
        return self._verdict(self._scores(Row(lanes, scale)))

    def points(self, words: Words) -> dict[str, int]:
        """Give each activity's points, the best first; a hundred make one e times as likely as another."""
        scores = self._scores(_add(list(self._rows(words).values())))
        activities = self._table.activities
        order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        return {activities[at]: self._shown(scores[at]) for at in order if at != self._chances.unclear}

    def explain(self, words: Words) -> tuple[Verdict, list[Cue]]:
        """Sort an entry and say why.

        Returns:
            The verdict, as `judge` gives it, and the cues, the weightiest first, each with the points that
            the verdict's activity gains over the runner-up by it: what changes when the cue is left out.
        """
        rows = self._rows(words)
        whole = _add(list(rows.values()))
        scores = self._scores(whole)
        verdict = self._verdict(scores)
        first = self._table.activities.index(verdict.activity)
        second = self._table.activities.index(verdict.runner_up)
        lead = scores[first] - scores[second]
        cues = []
        for (kind, cue), row in rows.items():
            without = self._scores(Row(whole.lanes - row.lanes, whole.scale - row.scale))
            points = self._shown(lead - without[first] + without[second])
            if points:
                cues.append(Cue(kind, cue, points))
        return verdict, sorted(cues, key=lambda cue: (-abs(cue.points), cue.kind, cue.cue))

    def _rows(self, words: Words) -> dict[tuple[str, str], Row]:
        """Give the rows of the entry's cues; cues without points are left out."""
        memory = self._memory
        if len(memory) > _REMEMBERED:
            memory.clear()
        found = words_of(words.text)
        wanted = [("word", word) for word in found]
        wanted += [("pair", pair) for pair in pairs_of(found)]
        wanted += columns_of(words)
        rows: dict[tuple[str, str], Row] = {}
        for cue in wanted:
            row = memory.get(cue)
            if row is None:
                row = memory[cue] = self._look_up(*cue)
            if row.scale:
                rows[cue] = row
        return rows

    def _look_up(self, kind: str, cue: str) -> Row:
        row = self._table.row(kind, cue)
        if row is NOTHING and kind == "word":
            # A word never met is known by its pieces; those of known words are in their row already.
            row = _add([self._table.row("piece", piece) for piece in pieces_of(cue)])
        return row

    def _scores(self, total: Row) -> tuple[int, ...]:
        lanes = (total.lanes + self._start - self._ones * (MIDDLE * total.scale)) ^ self._tops
        units = self._cut.unpack(lanes.to_bytes(self._cut.size, "little"))
        wide = sum(map(mul, [unit if unit > 0 else 0 for unit in units], self._weights), self._wide_start)
        return self._wide_cut.unpack((wide ^ self._wide_tops).to_bytes(self._wide_cut.size, "little"))

    def _verdict(self, scores: tuple[int, ...]) -> Verdict:
        first, second, chance = self._chances.settle(self._chances.weigh(scores))
        activities = self._table.activities
        return Verdict(
            activities[first], chance < self._limit, self._certainties[chance], activities[second], "scorecard"
        )

    def _shown(self, score: int) -> int:
        """Give a score in points: a hundred to each factor e."""
        return (score * 100) >> (self._table.sizes.shift + 6)


def _add(rows: list[Row]) -> Row:
    return Row(sum([row.lanes for row in rows]), sum([row.scale for row in rows]))
