"""What decisions teach about other entries: points added to the scores of activities, cue by cue.

Learned in whole numbers, in a fixed order (a passive-aggressive learner: each decision moves the scores only as far as
it takes to be right by a margin), so that the same decisions always teach the same. Source of the method: Crammer,
Dekel, Keshet, Shalev-Shwartz, Singer: Online Passive-Aggressive Algorithms, JMLR 7 (2006).
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence

from faceaudit.package_data import read_package_file
from faceaudit.scoring.cues import PAIR, WORD

ROUNDS = 8
_MARGIN_FACTORS = 2
"""By how many factors e the decided activity is to be likelier than any other."""
_NEW_WORD, _KNOWN_WORD, _PAIR = 16, 4, 2
"""How much a cue learns of a decision, beside the others; chosen by ``tests/bench/review_effect.py``, where types did
more harm than good."""


class Lessons:
    """Points learned, by cue and place of the activity.

    Args:
        points: what each cue adds to the score of which activities.
    """

    def __init__(self, points: Mapping[str, Mapping[int, int]]) -> None:
        self._points = points

    def __bool__(self) -> bool:
        return bool(self._points)

    @property
    def cues(self) -> list[str]:
        """The cues that something was learned of."""
        return list(self._points)

    def of(self, cue: str) -> Mapping[int, int]:
        """Give what a cue adds to which activities; empty where nothing was learned of it."""
        return self._points.get(cue, {})

    def add_to(self, scores: Sequence[int], cues: Iterable[str]) -> Sequence[int]:
        """Give scores with what the cues add to them."""
        moved: list[int] | None = None
        for cue in cues:
            for at, points in self._points.get(cue, {}).items():
                moved = moved or list(scores)
                moved[at] += points
        return moved or scores


def learn(
    taught: Sequence[tuple[Sequence[int], Sequence[str], int]], factor: int, is_new: Callable[[str], bool]
) -> Lessons:
    """Learn from decisions.

    Args:
        taught: of each decision the scores that the activities have without lessons, its cues, and the place of the
            activity decided for; in an order that depends on nothing but what they say.
        factor: points of a score that make an activity e times as likely.
        is_new: tells whether a cue was never met by the scorecard: a company's own word, from which most is learned.
    """
    points: dict[str, dict[int, int]] = {}
    weights = [{cue: _weigh(cue, is_new=is_new(cue)) for cue in cues} for _, cues, _ in taught]
    for _ in range(ROUNDS):
        moved = False
        for (scores, cues, wanted), shares in zip(taught, weights, strict=True):
            now = Lessons(points).add_to(scores, cues)
            rival = max((at for at in range(len(now)) if at != wanted), key=lambda at: (now[at], -at))
            lack = _MARGIN_FACTORS * factor - (now[wanted] - now[rival])
            whole = sum(shares.values())
            if lack <= 0 or not whole:
                continue
            moved = True
            for cue, share in shares.items():
                step = lack * share // (2 * whole)
                if step:
                    own = points.setdefault(cue, {})
                    own[wanted] = own.get(wanted, 0) + step
                    own[rival] = own.get(rival, 0) - step
        if not moved:
            break
    return Lessons(points)


def _weigh(cue: str, *, is_new: bool) -> int:
    """Give how much a cue learns: a new word most, one that stands in any text nothing."""
    kind = cue[0]
    if kind == WORD:
        if is_new:
            return _NEW_WORD
        return _KNOWN_WORD if cue[1:].isalpha() and cue[1:] not in function_words() else 0
    return _PAIR if kind == PAIR else 0


@functools.cache
def function_words() -> frozenset[str]:
    """Give the words that stand in any text and tell nothing of it."""
    return frozenset(read_package_file("scoring/function_words.txt").split())
