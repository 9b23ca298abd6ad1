"""Published figures on how salespeople spend their time, and what of a log stands in each of their classes.

Read from ``benchmarks.toml``. Knows nothing of any log.
"""

import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from faceaudit import taxonomy
from faceaudit.errors import FaceauditError, quote
from faceaudit.package_data import read_package_file

NO_CONTACT = "none"
"""What a class of a source calls the mode of time that was no live contact."""
OPINION = "opinion"
EXAMPLE = "example"
HUNDRED = 100
"""The whole, in percent: published figures are whole percents."""

_REMOTE = ("video", "phone")
_LIVE = ("in-person", *_REMOTE, "untold")
MODES = (*_LIVE, NO_CONTACT)
"""All modes of contact, and none."""
_GROUPS = {"remote": _REMOTE, "live": _LIVE, "any": MODES, **{mode: (mode,) for mode in MODES}}

Place = tuple[str, str]
"""Where time stands in a log: an activity id, and a mode of contact or ``none``."""


class Class(NamedTuple):
    """One class of a published split."""

    id: str
    title: str
    percent: int
    """Share of working time, as published."""
    takes: frozenset[Place]
    """What of a log stands in it; empty where a log has no counterpart."""
    assumed: frozenset[Place]
    """Of that, what stands there by assumption: the source does not tell, as far as it was read."""
    of: Mapping[str, int] = {}
    """The source's own classes, with their percent, where a log cannot tell them apart."""
    within: str = ""
    """The class that it is a part of."""
    is_outside: bool = False
    """It is no working time in a log, such as downtime."""


class Source(NamedTuple):
    """Something published: a full split of working time, or single figures."""

    id: str
    title: str
    year: int | None
    measured: str
    """How: ``observed``, ``measured``, ``survey``, ``not-told``, ``example`` (one firm) or ``opinion``."""
    sample: str
    """How many were asked or observed; empty where it is not known."""
    read_in: str
    """Where it was read; empty where that is not known."""
    is_complete: bool
    """The classes make up all of the time."""
    selling: tuple[str, ...]
    """Ids of the classes that it calls selling."""
    counts: str
    """What it calls selling, in a few words."""
    stated: int | None
    """Its headline for selling in percent, where that is not the sum of these classes."""
    classes: tuple[Class, ...]
    definitions: tuple[str, ...]
    """How its classes differ from the codebook."""
    caveats: tuple[str, ...]
    """What to know of the figures."""
    facts: tuple[str, ...]
    """Further figures, beside which no log can be put."""

    @property
    def counted(self) -> int:
        """Percent of the published time that a log of work can hold."""
        return HUNDRED - sum(one.percent for one in self.classes if one.is_outside)

    @property
    def selling_percent(self) -> int | None:
        """The share of selling, as published; None where it gives none."""
        return sum(one.percent for one in self.classes if one.id in self.selling) if self.selling else None

    @property
    def is_average(self) -> bool:
        """It gives the share of selling of many people, measured in whatever way."""
        return bool(self.selling) and self.measured not in (OPINION, EXAMPLE)


class Published(NamedTuple):
    """All that is published."""

    sources: tuple[Source, ...]
    about: tuple[str, ...]
    """What is to be known of all of it."""


def load_published() -> Published:
    """Give what is published, in the order of the file."""
    data = tomllib.loads(read_package_file("benchmarks.toml"))
    return Published(tuple(_source(name, row) for name, row in data["source"].items()), tuple(data["about"]))


def find_sources(said: tuple[str, ...], published: Published) -> list[Source]:
    """Give the sources that somebody names by their ids, each once.

    Raises:
        FaceauditError: there is no such source.
    """
    known = {one.id: one for one in published.sources}
    return [known[name] for name in dict.fromkeys(_find(name, list(known)) for name in said)]


def _find(said: str, known: list[str]) -> str:
    name = said.strip().casefold().replace(" ", "-")
    if name in known:
        return name
    import difflib

    close = difflib.get_close_matches(name, known, n=3)
    hint = f"Did you mean {' or '.join(close)}?" if close else "faceaudit benchmark --list tells which there are."
    raise FaceauditError(f"there is no source {quote(said)}.", hint, column="--source")


def _source(name: str, row: Mapping[str, Any]) -> Source:
    return Source(
        id=name,
        title=row["title"],
        year=row.get("year"),
        measured=row["measured"],
        sample=row.get("sample", ""),
        read_in=row.get("read_in", ""),
        is_complete=row["complete"],
        selling=tuple(row.get("selling", ())),
        counts=row.get("counts", ""),
        stated=row.get("stated"),
        classes=tuple(_class(one, values) for one, values in row.get("class", {}).items()),
        definitions=tuple(row["definitions"]),
        caveats=tuple(row.get("caveats", ())),
        facts=tuple(row.get("facts", ())),
    )


def _class(name: str, row: Mapping[str, Any]) -> Class:
    takes = frozenset(
        (activity, mode)
        for group, activities in row.get("takes", {}).items()
        for activity in _activities(activities)
        for mode in _GROUPS[group]
    )
    doubtful = row.get("assumed", ())
    by_activity = set(_activities([one for one in doubtful if one not in MODES]))
    assumed = frozenset(place for place in takes if place[0] in by_activity or place[1] in doubtful)
    return Class(
        name, row["title"], row["percent"], takes, assumed, row.get("of", {}), row.get("within", ""),
        row.get("outside", False),
    )  # fmt: skip


def _activities(named: list[str]) -> list[str]:
    """Give the activities named by themselves or by their category; a name that is neither is an error of the file."""
    found: list[str] = []
    for name in named:
        found += taxonomy.activities_of(name) if name in taxonomy.CATEGORIES else [taxonomy.ACTIVITIES[name].id]
    return found
