"""A random sample for a person to check, in which time counts: the longer an entry, the likelier it is drawn.

Systematic sampling with probability proportional to size (Madow 1949): the time of all entries is laid end to end,
cut into stretches of one length, and the entry that lies at the same random place of each stretch is drawn. It stands
for the time of the stretch. An entry as long as a stretch is in for certain and stands for itself.

Knows nothing of what the entries are.
"""

import hashlib
import math
from collections.abc import Sequence
from typing import NamedTuple

_WHOLE_SECOND = 1_000


class Drawn(NamedTuple):
    """An entry of the sample."""

    place: int
    """Its place among all entries, from 0."""
    weight: int
    """Time it stands for, in milliseconds."""


class Plan(NamedTuple):
    """What is settled before chance is asked."""

    certain: list[int]
    """Places of the entries that are in for certain."""
    open: list[int]
    """Places of those of which some are drawn, in order."""
    number: int
    """How many of those are drawn."""
    unit: int
    """Milliseconds in which stretches are cut: a second where all entries are whole seconds, so that weights are."""
    starts: int
    """Number of starts, all of them equally likely."""


def draw_sample(sizes: Sequence[int], number: int, *, seed: int) -> list[Drawn]:
    """Draw entries, each with a chance in proportion to its time; the weights add up to all time exactly.

    Args:
        sizes: time of each entry in milliseconds; entries without time are never drawn.
        number: how many to draw; all that have time, where they are no more.
        seed: settles chance: the same sizes and seed give the same sample on every machine.

    Returns:
        The sample, in the order of the entries.
    """
    plan = plan_sample(sizes, number)
    chance = int.from_bytes(hashlib.sha256(str(seed).encode()).digest(), "big")
    return draw_from(plan, sizes, chance % plan.starts)


def shuffle(sample: Sequence[Drawn], *, seed: int) -> list[Drawn]:
    """Put a sample into an order that the seed settles: its first entries are then a random sample themselves."""
    return sorted(sample, key=lambda one: hashlib.sha256(f"{seed} {one.place}".encode()).digest())


def plan_sample(sizes: Sequence[int], number: int) -> Plan:
    """Settle which entries are in for certain, and between how many starts chance has to choose."""
    timed = [place for place, size in enumerate(sizes) if size]
    total = sum(sizes)
    certain: set[int] = set()
    for place in sorted(timed, key=lambda place: -sizes[place]):
        if len(certain) == number or sizes[place] * (number - len(certain)) < total:
            break
        certain.add(place)
        total -= sizes[place]
    left = number - len(certain)
    rest = [place for place in timed if place not in certain] if left else []
    unit = math.gcd(_WHOLE_SECOND, *(sizes[place] for place in rest))
    shortest = total // unit // left if rest else 0
    return Plan(sorted(certain), rest, left if rest else 0, unit, max(shortest * (shortest + 1), 1))


def draw_from(plan: Plan, sizes: Sequence[int], start: int) -> list[Drawn]:
    """Draw the sample of a start.

    Stretches of whole units differ by one where they cannot be equal. The number of starts is a multiple of either
    length, so that every unit of every stretch is met by equally many starts: sums over samples are right on average.

    Args:
        plan: of :func:`plan_sample` for these sizes.
        sizes: time of each entry in milliseconds.
        start: from 0 to ``plan.starts - 1``.
    """
    drawn = [Drawn(place, sizes[place]) for place in plan.certain]
    total = sum(sizes[place] for place in plan.open) // plan.unit
    places = iter(plan.open)
    place, end = -1, 0
    for i in range(plan.number):
        begin = i * total // plan.number
        length = (i + 1) * total // plan.number - begin
        point = begin + start * length // plan.starts
        while end <= point:
            place = next(places)
            end += sizes[place] // plan.unit
        drawn.append(Drawn(place, length * plan.unit))
    return sorted(drawn)
