"""How a contact took place: in person, by video, by phone, or not live at all.

Types and words that tell a mode are data of the taxonomy. Knows nothing of time.
"""

from faceaudit.scoring.cues import LONGEST_READ
from faceaudit.scoring.rules import fold
from faceaudit.taxonomy import ACTIVITIES, MODES

WRITTEN = "written"
UNTOLD = "untold"
"""Mode of live contact whose kind the log does not tell."""

_TYPES = [(mode.id, [fold(kind) for kind in mode.types]) for mode in MODES]
_WORDS = [(mode.id, [fold(word) for word in mode.words]) for mode in MODES]


def find_mode(activity: str, activity_type: str, text: str) -> str:
    """Give the mode of live contact of an entry; empty where it was none.

    Args:
        activity: the entry's activity id.
        activity_type: its type as logged; asked first.
        text: its words.
    """
    face_time = ACTIVITIES[activity].face_time
    if face_time == "never":
        return ""
    told = _told(fold(activity_type), _TYPES) if activity_type else ""
    if not told:
        told = _told(fold(text[:LONGEST_READ]), _WORDS)
    if told == WRITTEN:
        return ""
    return told or (UNTOLD if face_time == "live" else "")


def _told(folded: str, cues: list[tuple[str, list[str]]]) -> str:
    for mode, words in cues:
        for word in words:
            if word in folded:
                return mode
    return ""
