"""From scores to chances, in integers only, so that every path gives the same verdict."""

from collections.abc import Sequence

from faceaudit.taxonomy import ACTIVITIES, EXCLUDED, UNCLEAR, category_of

SIDES = ("selling", "not selling", "not working")
_SIDE_OF_CATEGORY = {"value-added": 0, "incremental": 0, "baseline": 1, "internal": 1, "excluded": 2}


class Chances:
    """Turns scores of activities into chances of activities, categories and sides.

    Args:
        activities: ids in the order of the scores; ``unclear`` among them.
        exponentials: whole numbers in proportion to exp(-step * index).
        shift: bits by which a difference of scores is shifted to be an index.
    """

    def __init__(self, activities: Sequence[str], exponentials: Sequence[int], shift: int) -> None:
        self.activities = activities
        self._exponentials = exponentials
        self._last = len(exponentials) - 1
        self._shift = shift
        self.unclear = activities.index(UNCLEAR)
        named = [name for name in activities if name != UNCLEAR]
        categories = list(dict.fromkeys(category_of(name) for name in named))
        self._groups = [
            [at for at, name in enumerate(activities) if name != UNCLEAR and category_of(name) == category]
            for category in categories
        ]
        sides = [_SIDE_OF_CATEGORY[category] for category in categories]
        self._sides = [
            [group for group, side in enumerate(sides) if side == number] for number in range(len(SIDES))
        ]
        self._side_of_group = sides

    def weigh(self, scores: Sequence[int]) -> list[int]:
        """Give whole numbers in proportion to the chances of the activities."""
        best, last, shift, exponentials = max(scores), self._last, self._shift, self._exponentials
        return [exponentials[min((best - score) >> shift, last)] for score in scores]

    def settle(self, weights: Sequence[int]) -> tuple[int, int, int]:
        """Give the likeliest activity (of the likeliest category), the runner-up, the raw chance of its side.

        The activities are given by their place, the chance per mille; ties go to the first.
        """
        sums = [sum([weights[at] for at in group]) for group in self._groups]
        group = sums.index(max(sums))
        within = self._groups[group]
        first = max(within, key=weights.__getitem__)
        rest = [at for at in range(len(weights)) if at not in (first, self.unclear)]
        second = max(rest, key=weights.__getitem__)
        side = sum([sums[other] for other in self._sides[self._side_of_group[group]]])
        return first, second, side * 1000 // sum(weights)


def check_activities(names: Sequence[str]) -> list[str]:
    """Give what is wrong with a scorecard's activities measured by the codebook; empty when all is well."""
    known = {*ACTIVITIES, UNCLEAR, EXCLUDED}
    return [name for name in names if name not in known] + [name for name in known if name not in names]
