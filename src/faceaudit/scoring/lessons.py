"""What decisions teach about other entries: points added to the scores of activities, cue by cue.

Learned in whole numbers, in a fixed order (a passive-aggressive learner: each decision moves the scores only as far as
it takes to be right by a margin), so that the same decisions always teach the same. Source of the method: Crammer,
Dekel, Keshet, Shalev-Shwartz, Singer: Online Passive-Aggressive Algorithms, JMLR 7 (2006).
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from struct import Struct

from faceaudit.package_data import read_package_file
from faceaudit.scoring.cues import PAIR, WORD
from faceaudit.scoring.kept import Numbers

ROUNDS = 8
_MARGIN_FACTORS = 2
"""By how many factors e the decided activity is to be likelier than any other."""
_NEW_WORD, _KNOWN_WORD, _PAIR = 16, 4, 2
"""How much a cue learns of a decision, beside the others; chosen by ``tests/bench/review_effect.py``, where types did
more harm than good."""
_NO_WORDS = f"{PAIR}^ $"
"""Beginning and end side by side: all that is left of a text of no words, whatever its type."""
_LANE = 64
"""Bits of a lane."""
_LEAST = -(1 << _LANE)
"""Below what any lane holds."""


class Lanes:
    """The points of all activities as one integer, so that adding many is quick; a lane more counts additions.

    Args:
        many: how many activities there are.

    Attributes:
        ones: for each activity what adds one to it.
        counted: what counts an addition.
    """

    def __init__(self, many: int) -> None:
        self.ones = [1 << (_LANE * at) for at in range(many)]
        self.counted = 1 << (_LANE * many)
        # Lanes are made positive to be cut apart: half a lane is added, and its top bit turned back afterwards.
        self._tops = sum(self.ones) << (_LANE - 1)
        self._form = Struct(f"<{many}q8x")

    def pack(self, points: Sequence[int]) -> int:
        """Give the points of activities as one integer."""
        return (int.from_bytes(self._form.pack(*points), "little") ^ self._tops) - self._tops

    def unpack(self, packed: int) -> tuple[int, ...]:
        """Give the points of each activity."""
        return self._form.unpack(((packed + self._tops) ^ self._tops).to_bytes(self._form.size, "little"))


class Lessons:
    """Points learned, by cue and place of the activity.

    Args:
        points: what each cue adds to the scores of activities, packed.
        lanes: unpacks it.
    """

    def __init__(self, points: Mapping[str, int], lanes: Lanes) -> None:
        self._points = points
        self._lanes = lanes

    def __bool__(self) -> bool:
        return bool(self._points)

    def __contains__(self, cue: str) -> bool:
        """Tell whether something was learned of a cue, even where it adds up to nothing."""
        return cue in self._points

    @property
    def cues(self) -> list[str]:
        """The cues that something was learned of."""
        return list(self._points)

    def of(self, cue: str) -> Mapping[int, int]:
        """Give what a cue adds to which activities; empty where that is nothing."""
        found = self._points.get(cue)
        return {at: points for at, points in enumerate(self._lanes.unpack(found)) if points} if found else {}

    def add_to(self, scores: Sequence[int], cues: Iterable[str]) -> Sequence[int]:
        """Give scores with what the cues add to them."""
        told = [self._points[cue] for cue in cues if cue in self._points]
        return self._lanes.unpack(sum(told, self._lanes.pack(scores))) if told else scores


NO_LESSONS = Lessons({}, Lanes(0))


class _Taught:
    """A decision to be learned from: where its cues stand among all, by how much they learn.

    Attributes:
        settled: it is right by the margin as long as its cues have not moved farther than this, all together.
    """

    __slots__ = ("cues", "scores", "settled", "shares", "wanted", "whole")

    def __init__(self, scores: int, by_share: Mapping[int, Sequence[int]], wanted: int) -> None:
        self.scores = scores
        self.wanted = wanted
        self.settled = -1
        self.shares = list(by_share.items())
        self.cues = [cue for cues in by_share.values() for cue in cues]
        self.whole = 2 * sum(share * len(cues) for share, cues in self.shares)


def learn(
    taught: Iterable[tuple[Sequence[int], Iterable[str], int]],
    many: int,
    factor: int,
    is_new: Callable[[str], bool],
) -> Lessons:
    """Learn from decisions.

    Args:
        taught: of each decision the scores that the activities have without lessons, its cues, and the place of the
            activity decided for; in an order that depends on nothing but what they say.
        many: how many activities there are.
        factor: points of a score that make an activity e times as likely.
        is_new: tells whether a word's cue was never met by the scorecard: a company's own word, from which most is
            learned.
    """
    lanes = Lanes(many)
    shares: list[int] = []

    def number(cue: str) -> int:
        shares.append(_weigh(cue, is_new=is_new))
        return len(shares) - 1

    numbers = Numbers(number)
    lessons = []
    for scores, cues, wanted in taught:
        by_share: dict[int, list[int]] = {}
        for at in map(numbers.__getitem__, cues):
            if share := shares[at]:
                by_share.setdefault(share, []).append(at)
        if by_share:
            lessons.append(_Taught(lanes.pack(scores), by_share, wanted))
    points, moves = [0] * len(numbers), [0] * len(numbers)
    for _ in range(ROUNDS):
        if not _repeat(lessons, points, moves, lanes, _MARGIN_FACTORS * factor):
            break
    return Lessons({cue: learned for cue, learned in zip(numbers, points, strict=True) if learned}, lanes)


def _repeat(lessons: Iterable[_Taught], points: list[int], moves: list[int], lanes: Lanes, margin: int) -> bool:
    """Go through all lessons once; tell whether any of them moved the points of a cue.

    Args:
        lessons: in the order in which they are learned.
        points: what each cue adds, packed.
        moves: how far each cue has moved in all, which tells what need not be looked at again.
        lanes: unpacks points.
        margin: by how much the decided activity is to lead.
    """
    moved = False
    look_up, far, unpack, ones = points.__getitem__, moves.__getitem__, lanes.unpack, lanes.ones
    for one in lessons:
        way = sum(map(far, one.cues))
        if way <= one.settled:
            continue
        now = list(unpack(sum(map(look_up, one.cues), one.scores)))
        wanted = one.wanted
        own, now[wanted] = now[wanted], _LEAST
        best = max(now)
        lack = margin - own + best
        if lack <= 0:
            # A step of a cue takes at most twice its size from the lead: from the one, and to the other.
            one.settled = way + (-lack // 2)
            continue
        moved = True
        one.settled = -1
        move = ones[wanted] - ones[now.index(best)]
        for share, cues in one.shares:
            step = lack * share // one.whole
            if step:
                change = step * move + lanes.counted
                for cue in cues:
                    points[cue] += change
                    moves[cue] += step
    return moved


def _weigh(cue: str, *, is_new: Callable[[str], bool]) -> int:
    """Give how much a cue learns: a new word most, one that stands in any text, or in a text of no words, nothing."""
    kind = cue[0]
    if kind == WORD:
        if is_new(cue):
            return _NEW_WORD
        return _KNOWN_WORD if cue[1:].isalpha() and cue[1:] not in function_words() else 0
    return _PAIR if kind == PAIR and cue != _NO_WORDS else 0


@functools.cache
def function_words() -> frozenset[str]:
    """Give the words that stand in any text and tell nothing of it."""
    return frozenset(read_package_file("scoring/function_words.txt").split())
