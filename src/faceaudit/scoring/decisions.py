"""What people decided about entries: it holds for the same words from then on, and teaches about words like them.

A decision about words without a type, or without a status, holds for any.

Knows nothing of the file the decisions are kept in.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from faceaudit.scoring.rules import fold
from faceaudit.scoring.verdict import Words


class Decision(NamedTuple):
    """An answer of a person's."""

    text: str
    """Words of the entry, as logged."""
    activity_type: str
    """Its type as logged; empty for any."""
    customer_status: str
    """The customer's status as logged; empty for any."""
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


_ANY = fold("")

Likeness = tuple[str, str, str]
"""What entries that are the same for a decision have in common."""


def fold_text(text: str) -> str:
    """Give a text as decisions compare it: as rules do, but signs alone stand for themselves and not for no words."""
    folded = fold(text)
    return f" {text.strip().casefold()} " if folded.isspace() else folded


@lru_cache(4_096)  # types and statuses are few, and come again and again
def _fold_column(said: str) -> str:
    """Give a type or a status as decisions compare it; signs alone are not any."""
    return fold_text(said) if said.strip() else _ANY


def likeness_of(words: Words | Decision) -> Likeness:
    """Give what entries that are the same for a decision have in common: words, type and status, whatever the case."""
    return fold_text(words.text), _fold_column(words.activity_type), _fold_column(words.customer_status)


class DecisionBook:
    """Decisions, ready to be asked.

    Args:
        decisions: of two about the same words, the later one holds; of one day, the later in the list.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._known: dict[str, dict[tuple[str, str], Decision]] = {}
        for decision in sorted(decisions, key=attrgetter("when")):
            text, kind, status = likeness_of(decision)
            self._known.setdefault(text, {})[kind, status] = decision

    def __bool__(self) -> bool:
        return bool(self._known)

    def __len__(self) -> int:
        return sum(map(len, self._known.values()))

    def find(self, words: Words) -> Decision | None:
        """Give the decision about an entry; None where there is none.

        One that names the entry's type wins over one that names none and so holds for any; then the same for the
        status.
        """
        return next(self.holding(words), None)

    def holding(self, words: Words) -> Iterator[Decision]:
        """Give all decisions that hold for an entry, the one that wins first."""
        found = self._known.get(fold_text(words.text)) if self._known else None
        if found is None:
            return
        kind, status = _fold_column(words.activity_type), _fold_column(words.customer_status)
        asked = dict.fromkeys(((kind, status), (kind, _ANY), (_ANY, status), (_ANY, _ANY)))
        yield from (found[columns] for columns in asked if columns in found)

    def in_force(self) -> list[Decision]:
        """Give the decisions that hold, in an order that depends on nothing but what they say."""
        return [own[columns] for _, own in sorted(self._known.items()) for columns in sorted(own)]
