"""From scores to chances, in integers only, so that every path gives the same verdict."""

from collections.abc import Sequence

from faceaudit.taxonomy import CATEGORIES, UNCLEAR, category_of

WHOLE = 1000
"""A chance that is certain."""
SUM_BITS = 32
"""Bits; more than the weights of all activities take, added up."""


class Chances:
    """Turns scores of activities into chances of activities, categories and sides.

    A side is selling, not selling (but working), or not working.

    Args:
        activities: ids in the order of the scores, those of a category together; ``unclear`` among them.
        exponentials: whole numbers in proportion to exp(-step * index).
        shift: bits by which a difference of scores is shifted to be an index.

    Attributes:
        unclear: place of ``unclear`` among the activities.
        spans: places of the activities of each category.
        mates: for each category the categories on its side.
    """

    def __init__(self, activities: Sequence[str], exponentials: Sequence[int], shift: int) -> None:
        self._exponentials = exponentials
        self._shift = shift
        self.unclear = activities.index(UNCLEAR)
        categories = [category_of(name) for name in activities]
        kinds = [kind for kind in dict.fromkeys(categories) if kind != categories[self.unclear]]
        self.spans = [slice(categories.index(kind), categories.index(kind) + categories.count(kind)) for kind in kinds]
        sides = [(CATEGORIES[kind].selling, CATEGORIES[kind].working) for kind in kinds]
        self.mates = [[at for at, other in enumerate(sides) if other == side] for side in sides]

    def weigh(self, scores: Sequence[int]) -> list[int]:
        """Give whole numbers in proportion to the chances of the activities."""
        best, shift, exponentials = max(scores), self._shift, self._exponentials
        last = len(exponentials) - 1
        return [exponentials[step if (step := (best - score) >> shift) < last else last] for score in scores]

    def settle(self, weights: list[int]) -> tuple[int, int, int]:
        """Give the likeliest activity, the runner-up, the raw chance of the likeliest activity's side.

        It is the likeliest of the likeliest category of the likeliest side, as a person is judged by the side.
        The activities are given by their place, the chance per mille; ties go to the first.
        """
        sums = [sum(weights[span]) for span in self.spans]
        sides = [sum([sums[mate] for mate in mates]) for mates in self.mates]
        ranks = [side << SUM_BITS | own for side, own in zip(sides, sums, strict=True)]
        group = ranks.index(max(ranks))
        span = self.spans[group]
        within = weights[span]
        first = span.start + within.index(max(within))
        chance = sides[group] * WHOLE // sum(weights)
        rest = list(weights)
        rest[first] = rest[self.unclear] = -1
        return first, rest.index(max(rest)), chance
