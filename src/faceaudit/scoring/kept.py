"""What is worked out once for each thing that is met, and kept: dictionaries that fill themselves."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Met = TypeVar("Met", bound=Hashable)
Made = TypeVar("Made")


class Kept(dict[Met, Made]):
    """What was made of each thing met so far; asked for a new one, it makes it.

    Args:
        make: gives what is to be kept for a new thing.
    """

    def __init__(self, make: Callable[[Met], Made]) -> None:
        self._make = make

    def __missing__(self, key: Met) -> Made:
        """Make what is asked for the first time, and keep it."""
        found = self[key] = self._make(key)
        return found


class Numbers(Kept[Met, int]):
    """The number that each thing met so far has, such as its row."""
