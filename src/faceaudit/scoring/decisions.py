"""What people decided about entries: it holds for the same words from then on, and teaches about words like them.

Knows nothing of the file the decisions are kept in.
"""

from collections.abc import Sequence
from typing import NamedTuple

from faceaudit.scoring.rules import fold
from faceaudit.scoring.verdict import Words


class Decision(NamedTuple):
    """An answer of a person's."""

    text: str
    """Words of the entry, as logged."""
    activity_type: str
    """Its type as logged; empty where it had none."""
    customer_status: str
    """The customer's status as logged; empty where it had none."""
    activity: str
    """Activity id decided for; ``unclear`` where it stays open."""
    who: str = ""
    when: str = ""
    """Day of the decision, ISO 8601."""

    @property
    def words(self) -> Words:
        """What the decision is about, as an entry."""
        return Words(self.text, self.activity_type, "", self.customer_status)

    @property
    def decider(self) -> str:
        """What a verdict names as having decided it."""
        by = f" of {self.who}" if self.who else ""
        on = f", {self.when}" if self.when else ""
        return f"decision{by}{on}"


Likeness = tuple[str, str, str]
"""What entries that are the same for a decision have in common."""


def likeness_of(words: Words) -> Likeness:
    """Give what entries that are the same for a decision have in common: words, type and status, whatever the case."""
    return fold(words.text), fold(words.activity_type), fold(words.customer_status)


class DecisionBook:
    """Decisions, ready to be asked.

    Args:
        decisions: of two about the same words, the later one holds; of one day, the later in the list.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        in_order = sorted(decisions, key=lambda decision: decision.when)
        self._known = {likeness_of(decision.words): decision for decision in in_order}

    def __bool__(self) -> bool:
        return bool(self._known)

    def find(self, words: Words) -> Decision | None:
        """Give the decision about an entry; None where there is none."""
        return self._known.get(likeness_of(words)) if self._known else None

    def in_force(self) -> list[Decision]:
        """Give the decisions that hold, in an order that depends on nothing but what they say."""
        return [decision for _, decision in sorted(self._known.items())]
