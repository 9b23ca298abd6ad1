"""Small groups: which must not be told of, so that no figure of a group gives away what one person did.

The usual rule of workplace analytics (a least size of groups, five is common), with a second one from statistical
disclosure control: what is left out must not follow from the total.
"""

from collections.abc import Mapping


def find_small(people_of: Mapping[str, int], least: int) -> frozenset[str]:
    """Give the groups that must not be told of.

    Args:
        people_of: how many people each group has; the groups make up a total that is shown.
        least: how many people a group must have at least.

    Returns:
        Every group of fewer people; and where these together are still too few, so that the total less the others
        would give them away, the smallest of the other groups too.
    """
    small = {group for group, people in people_of.items() if people < least}
    others = sorted(people_of.keys() - small, key=lambda group: (people_of[group], group))
    while small and others and sum(people_of[group] for group in small) < least:
        small.add(others.pop(0))
    return frozenset(small)
