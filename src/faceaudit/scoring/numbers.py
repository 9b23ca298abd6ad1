"""Numbers for whatever is met again and again."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Kind = TypeVar("Kind", bound=Hashable)


class Numbers(dict[Kind, int]):
    """Numbers of what was met.

    Args:
        number: asked for the number of what is new.
    """

    def __init__(self, number: Callable[[Kind], int]) -> None:
        self._number = number

    def __missing__(self, key: Kind) -> int:
        """Give what is new its number."""
        found = self[key] = self._number(key)
        return found
