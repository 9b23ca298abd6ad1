"""What is made of whatever is met again and again, such as a number."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Kind = TypeVar("Kind", bound=Hashable)
Made = TypeVar("Made")


class Kept(dict[Kind, Made]):
    """What was made of what was met.

    Args:
        make: asked for what is to be made of what is new.
    """

    def __init__(self, make: Callable[[Kind], Made]) -> None:
        self._make = make

    def __missing__(self, key: Kind) -> Made:
        """Give what is made of what is new."""
        found = self[key] = self._make(key)
        return found


class Numbers(Kept[Kind, int]):
    """Numbers of what was met."""
