"""The codebook as data: categories, activities, who should own them, modes of contact.

Read from ``taxonomy.toml``. Knows nothing of how texts are matched to activities.
"""

import tomllib
from collections.abc import Iterable
from typing import Any, NamedTuple

from faceaudit.package_data import read_package_file

UNCLEAR = "unclear"
"""The activity of an entry that is open between selling and not selling (codebook, rule 9)."""

EXCLUDED = "excluded"
ADMINISTRATION = "administration"
UNCERTAIN = "uncertain"
VALUE_ADDED = "value-added"
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
    consulted: tuple[str, ...]
    """Ids of departments beside the owner whose word the work needs."""
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
    name: Activity(
        name, row["title"], row["category"], row.get("owner", ""), tuple(row.get("consulted", ())),
        row.get("cause", ""), row["face_time"],
    )
    for name, row in _DATA["activity"].items()
}  # fmt: skip
OWNERS: dict[str, str] = _DATA["owner"]
CAUSES: dict[str, str] = _DATA["cause"]
MODES: tuple[Mode, ...] = tuple(
    Mode(name, frozenset(row["type"]), tuple(row["words"])) for name, row in _DATA["mode"].items()
)

NOT_SELLING = (BASELINE, INTERNAL)
"""Categories of working time that is not selling."""

SIDES: dict[str, bool] = {name: row["selling"] for name, row in _DATA["side"].items()}
"""Whether it is selling, for each side of working time."""


def find_activity(said: str) -> str:
    """Give the id of the activity that somebody names by its id or its title, whatever the case; empty for none."""
    return _find(said, ACTIVITIES.values())


def find_activities(said: str) -> list[str]:
    """Give the ids of the activities that somebody may name: the one of that id or title, else those that so begin."""
    exact, start = find_activity(said), _plain(said)
    return [exact] if exact else [one.id for one in ACTIVITIES.values() if one.id.startswith(start)]


def find_category(said: str) -> str:
    """Give the id of the category that somebody names by its id or its title, whatever the case; empty for none."""
    return _find(said, CATEGORIES.values())


def find_side(said: str) -> str:
    """Give the id of the side, selling or not, that somebody names whatever the case; empty for none."""
    return next((name for name, side in _DATA["side"].items() if _plain(said) in side["words"]), "")


def suggest(said: str) -> str:
    """Tell what somebody may have meant who named no activity.

    A side stands for its categories, a category for its activities, other words for the activity spelled most like
    them.
    """
    name = _plain(said)
    category = find_category(said)
    if category:
        return f"It is a category, which alone is not enough; its activities are {', '.join(activities_of(category))}."
    for side in _DATA["side"].values():
        if name in side["words"]:
            listed = [
                f"{one.id} ({', '.join(activities_of(one.id))})"
                for one in CATEGORIES.values()
                if one.selling == side["selling"] and one.working and one.id != UNCERTAIN
            ]
            return f"Name an activity; {'selling' if side['selling'] else 'not selling'} are {' and '.join(listed)}."
    import difflib

    close = difflib.get_close_matches(name, list(ACTIVITIES), n=1)
    return f"Did you mean {close[0]}?" if close else f"Activities are {', '.join(ACTIVITIES)}."


def activities_of(category: str) -> list[str]:
    """Give the ids of the activities of a category."""
    return [one.id for one in ACTIVITIES.values() if one.category == category]


def _find(said: str, known: Iterable[Activity | Category]) -> str:
    name = _plain(said)
    return next((one.id for one in known if name in (one.id, _plain(one.title))), "")


def _plain(said: str) -> str:
    return "-".join(said.casefold().replace("_", " ").replace("-", " ").split())


def category_of(activity: str) -> str:
    """Give the category id of an activity id."""
    return ACTIVITIES[activity].category


def is_work(activity: str) -> bool:
    """Tell of an activity id whether it is working time, uncertain or not."""
    return CATEGORIES[category_of(activity)].working
