"""The codebook as data: categories, activities, who should own them, modes of contact.

Read from ``taxonomy.toml``. Knows nothing of how texts are matched to activities.
"""

import tomllib
from typing import Any, NamedTuple

from faceaudit.package_data import read_package_file

UNCLEAR = "unclear"
"""The activity of an entry that is open between selling and not selling (codebook, rule 9)."""

EXCLUDED = "excluded"
ADMINISTRATION = "administration"
UNCERTAIN = "uncertain"
VALUE_ADDED = "value-added"
INCREMENTAL = "incremental"
BASELINE = "baseline"
INTERNAL = "internal"


class Category(NamedTuple):
    """One of the four categories of working time, or uncertain, or excluded."""

    id: str
    title: str
    selling: bool
    working: bool


class Activity(NamedTuple):
    """One kind of work of the codebook."""

    id: str
    title: str
    category: str
    owner: str
    """Id of the department that should own it; empty for the salesperson's own work."""
    cause: str
    """Id of the root cause group when it eats selling time; empty for selling."""
    face_time: str
    """``live``, ``told`` (live where a mode of contact is told) or ``never``."""


class Mode(NamedTuple):
    """A way of being in contact, with the types and words that tell it."""

    id: str
    types: frozenset[str]
    words: tuple[str, ...]


def _load() -> dict[str, Any]:
    return tomllib.loads(read_package_file("taxonomy.toml"))


_DATA = _load()

CATEGORIES: dict[str, Category] = {
    name: Category(name, row["title"], row["selling"], row["working"]) for name, row in _DATA["category"].items()
}
ACTIVITIES: dict[str, Activity] = {
    name: Activity(name, row["title"], row["category"], row.get("owner", ""), row.get("cause", ""), row["face_time"])
    for name, row in _DATA["activity"].items()
}
OWNERS: dict[str, str] = _DATA["owner"]
CAUSES: dict[str, str] = _DATA["cause"]
MODES: tuple[Mode, ...] = tuple(
    Mode(name, frozenset(row["type"]), tuple(row["words"])) for name, row in _DATA["mode"].items()
)


def category_of(activity: str) -> str:
    """Give the category id of an activity id."""
    return ACTIVITIES[activity].category
