"""How a contact took place: in person, by video, by phone, or not live at all.

Types and words that tell a mode are data of the taxonomy. Knows nothing of time.
"""

import functools

from faceaudit.scoring.cues import LONGEST_READ
from faceaudit.scoring.rules import fold
from faceaudit.taxonomy import ACTIVITIES, MODES

WRITTEN = "written"
UNTOLD = "untold"
"""Mode of live contact whose kind the log does not tell."""

_TYPES = [(mode.id, [fold(kind) for kind in mode.types]) for mode in MODES]
PHRASES = [(mode.id, [fold(word) for word in mode.words]) for mode in MODES]
"""The words that tell each mode, folded; the first mode with a word in the text is told."""


def find_mode(activity: str, activity_type: str, text: str) -> str:
    """Give the mode of live contact of an entry; empty where it was none.

    Args:
        activity: the entry's activity id.
        activity_type: its type as logged; asked first.
        text: its words.
    """
    if ACTIVITIES[activity].face_time == "never":
        return ""
    return settle_mode(activity, told_by_type(activity_type) or told_by_words(text))


@functools.cache
def settle_mode(activity: str, told: str) -> str:
    """Give the mode of live contact of an entry; empty where it was none.

    Args:
        activity: the entry's activity id.
        told: the mode that its type or its words tell; empty where they tell none.
    """
    face_time = ACTIVITIES[activity].face_time
    if face_time == "never" or told == WRITTEN:
        return ""
    return told or (UNTOLD if face_time == "live" else "")


def told_by_type(activity_type: str) -> str:
    """Give the mode that a type as logged tells; empty where it tells none."""
    return _told(fold(activity_type), _TYPES) if activity_type else ""


def told_by_words(text: str) -> str:
    """Give the mode that the words of an entry tell; empty where they tell none."""
    return _told(fold(text[:LONGEST_READ]), PHRASES)


def _told(folded: str, cues: list[tuple[str, list[str]]]) -> str:
    for mode, words in cues:
        for word in words:
            if word in folded:
                return mode
    return ""
