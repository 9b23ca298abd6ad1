"""The words of logs: names of columns and what they mean, words in cells that have a meaning of their own.

All of it is data (``columns.toml``). Knows nothing of any log.
"""

import functools
import re
import tomllib
import unicodedata
from typing import Any

from faceaudit.package_data import read_package_file


def _load() -> dict[str, Any]:
    return tomllib.loads(read_package_file("logs/columns.toml"))


_DATA = _load()
_RANK: dict[str, tuple[str, int]] = {
    name: (meaning, rank)
    for meaning, names in _DATA["names"].items()
    for rank, name in reversed(list(enumerate(names)))
}
_RANK.update({name: ("duration", len(_DATA["names"]["duration"])) for name in _DATA["calls"]["names"]})
MANY: dict[str, list[str]] = _DATA["names_of_many_meanings"]
"""Meanings of names that have several, in the order in which they are tried."""
LAST_RESORT = frozenset(_DATA["last_resort"]["names"])
"""Names that mean time only where nothing else does."""
NEVER = frozenset(_DATA["never"]["names"])
"""Names of columns that hold a time, but never the one to count."""
_ENTITIES = frozenset(_DATA["entities"]["words"])
ROUNDED = frozenset(_DATA["rounded"]["words"])
"""Words that tell a column in decimals from its twin."""
UNIT_OF_WORD = {word: unit for unit, words in _DATA["unit_words"].items() for word in words}
"""Unit of time by the words for it."""
TOTALS = frozenset(_DATA["totals"]["words"])
"""Words in place of a name that make a row a sum."""
SUM_WORDS = frozenset(_DATA["totals"]["alone"])
"""Words for a sum that are nobody's name."""
WORDS_OF_SUMS = frozenset(_DATA["totals"]["beside"])
"""Words that stand beside a word for a sum and leave it one."""
NOBODY = frozenset(_DATA["nobody"]["words"])
"""Words in place of a name that name nobody."""
LEFT = frozenset(_DATA["left"]["words"])
"""Words in brackets behind the name of somebody who has left."""
EMPTY_MARKERS = frozenset(_DATA["empty"]["markers"])
"""Cells that mean an empty cell."""
NOT_DONE = frozenset(_DATA["not_done"]["anywhere"])
"""Status words of what was not done."""
NOT_DONE_IN_SYSTEMS = NOT_DONE | frozenset(_DATA["not_done"]["in_systems"])
"""Status words of what was not done, in logs of systems that have plans."""
LENGTHS_OF_CALLS = frozenset(_DATA["calls"]["names"])
"""Names of columns where ``04:30`` may well be minutes and seconds."""

_FORM = re.compile(r"(?:h{1,2}:mm(?::ss)?|[dtjm]{1,2}[-/. ][dtjm]{1,2}[-/. ][yja]{2,4}|[yja]{4}[-/.]mm[-/.][dtj]{2})\Z")
"""The form of times and dates in a column's name, as in ``Duration (hh:mm)``; minutes and seconds stay to be asked."""


@functools.lru_cache(maxsize=4096)
def plain_name(name: str) -> tuple[str, str | None]:
    """Give a column's name as it is compared, and the unit that it tells.

    ``"Duration (h)"`` gives ``("duration", "hours")``, ``"Start-Date*"`` gives ``("start date", None)``.
    """
    text = unicodedata.normalize("NFC", name).strip().strip("\ufeff*").casefold()
    unit = None
    for opening, closing in (("(", ")"), ("[", "]")):
        before, bracket, inside = text.partition(opening)
        if bracket and inside.rstrip().endswith(closing):
            word = inside.rstrip().rstrip(closing).strip(" .")
            unit = UNIT_OF_WORD.get(word, unit)
            text = before if unit or _FORM.match(word) else text
    if text.endswith("?"):
        return text, None  # a yes-or-no column, such as "Employee?": never the thing itself
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join(words), unit


@functools.lru_cache(maxsize=4096)
def recognise(name: str) -> str | None:
    """Give the meaning a column's name points to, None where it points to none."""
    plain, _ = plain_name(name)
    return rank_of(plain)[0] or (MANY[plain][0] if plain in MANY else None)


def meaning_of(name: str) -> str:
    """Give the one meaning of a plain name; empty where it has none, or several."""
    return rank_of(name)[0]


def holds_time(name: str) -> bool:
    """Tell whether a column's name says that it holds a time spent, be it one that is never counted."""
    plain, _ = plain_name(name)
    return plain in NEVER or meaning_of(plain) in ("minutes", "hours", "seconds", "duration")


def rank_of(name: str) -> tuple[str, int]:
    """Give the meaning a name has and its place among the names of it; ``"aktivität dauer"`` is as good as "dauer"."""
    if name in _RANK:
        return _RANK[name]
    entity, _, rest = name.partition(" ")
    return _RANK.get(rest, ("", 0)) if entity in _ENTITIES else ("", 0)
