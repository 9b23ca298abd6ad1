"""The scoring room: an entry's words become an activity, how sure that is, and the evidence."""

from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.verdict import Cue, Verdict, Words

__all__ = ["Cue", "Scorecard", "Verdict", "Words"]
