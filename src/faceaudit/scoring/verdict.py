"""The values that go into a scorecard and come out of it."""

from typing import NamedTuple

SCORECARD = "scorecard"
"""What decides where no rule and no decision of the user does."""
LEARNED = "learned"
"""Kind of a cue whose points come from decisions."""


class Words(NamedTuple):
    """What a verdict is made from; an empty string is a column that says nothing."""

    text: str
    """Words of the entry: subject, description, notes."""
    activity_type: str = ""
    customer: str = ""
    customer_status: str = ""
    """As in the log: ``prospect``, ``existing``, ``Customer`` ..."""
    stage: str = ""
    """Stage of the opportunity."""


class Verdict(NamedTuple):
    """What an entry was sorted into."""

    activity: str
    """Likeliest activity of the codebook; never ``unclear``."""
    open: bool
    """True where selling or not selling is really open: the entry counts as uncertain."""
    certainty: int
    """Chance, per mille, that the side (selling, not selling, not working) is right: 0 to 1000."""
    runner_up: str
    """Second likeliest activity."""
    decided_by: str
    """``scorecard``; ``rule: NAME`` or ``decision of WHO, WHEN`` where the user decided."""


class Cue(NamedTuple):
    """One reason for or against a verdict."""

    kind: str
    """``word``, ``piece`` (a word known by its pieces), ``pair``, ``type``, ``status``, ``stage``, ``customer``, or
    ``learned`` where the points come from decisions."""
    cue: str
    points: int
    """What the verdict's activity loses against the runner-up when the cue is left out; a hundred points
    make one activity e times as likely as the other."""
