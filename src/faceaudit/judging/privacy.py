"""Small groups: which must not be told of, so that no figure of a group gives away what one person did.

The usual rule of workplace analytics (a least size of groups, five is common), with a second one from statistical
disclosure control: what is left out must not follow from the total.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet


def find_small(people_of: Mapping[str, AbstractSet[str]], least: int) -> frozenset[str]:
    """Give the groups that must not be told of.

    Args:
        people_of: who is in each group; the groups make up a total that is shown, and may share people.
        least: how many people a group must have at least.

    Returns:
        Every group of fewer people; and where these together have still too few, so that the total less the others
        would give them away, the smallest of the other groups too. Somebody who is in several of them is one person.
    """
    small = {group for group, people in people_of.items() if len(people) < least}
    hidden = {person for group in small for person in people_of[group]}
    for group in sorted(people_of.keys() - small, key=lambda group: (len(people_of[group]), group)):
        if not small or len(hidden) >= least:
            break
        small.add(group)
        hidden |= people_of[group]
    return frozenset(small)
