"""What the user's own rules and decisions do in some logs: which decide how much, which are idle or never asked.

Knows nothing of the scorecard, of files or of formats.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from faceaudit.counting import words_of
from faceaudit.errors import quote
from faceaudit.logs import Entry
from faceaudit.remarks import list_names
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.scoring.verdict import Words
from faceaudit.tables import COUNT, SECONDS, TEXT, Cell, Column, Report, Table
from faceaudit.tally import NOTHING, Sum, add_up
from faceaudit.taxonomy import category_of
from faceaudit.units import count_of, seconds, show_count, show_hours

SCHEMA = "faceaudit.rules/1"
RULE, DECISION = "rule", "decision"

_WORDS = (
    Column("kind", "kind", TEXT), Column("name", "name", TEXT), Column("activity", "activity", TEXT),
    Column("entries", "entries", COUNT), Column("hours", "hours", SECONDS),
)  # fmt: skip
_SUMS = (Column("entries", "entries", COUNT), Column("seconds", "seconds", SECONDS))
_NUMBERS = (
    Column("kind", "kind", TEXT), Column("name", "name", TEXT),
    Column("activity", "activity", TEXT), Column("category", "category", TEXT), *_SUMS,
    Column("would_hold_entries", "would hold, entries", COUNT),
    Column("would_hold_seconds", "would hold, seconds", SECONDS), Column("shadowed_by", "shadowed by", TEXT),
)  # fmt: skip
_NAME_LENGTH = 26
_LISTED = 10


class Teller(NamedTuple):
    """A rule or a decision of the user's."""

    kind: str
    """``rule`` or ``decision``."""
    name: str
    """A rule's name; a decision's words, with type and status where it has them."""
    activity: str

    def __str__(self) -> str:
        return f"{self.kind} {quote(self.name)}"


class RuleUsage:
    """What rules and decisions do in the entries counted so far.

    Args:
        rules: in the order in which they are asked.
        decisions: asked where no rule holds.

    Attributes:
        tellers: the rules in order, then the decisions in force.
        replaced: number of decisions in whose place a later one about the same words holds.
        decided: what each decides, by its place among the tellers.
        shadows: by its place, what it would decide if others did not come first, by the place of who decides it.
        of_breaks: places of those that match a break of the log's own, which nobody decides.
        logged: all entries, breaks included.
    """

    def __init__(self, rules: Sequence[Rule], decisions: Sequence[Decision]) -> None:
        self._rules = RuleBook(rules)
        self._decisions = DecisionBook(decisions)
        in_force = self._decisions.in_force()
        self._place_of = {decision: len(rules) + at for at, decision in enumerate(in_force)}
        self.tellers = [Teller(RULE, rule.name, rule.activity) for rule in rules]
        self.tellers += [Teller(DECISION, _words_in_short(one), one.activity) for one in in_force]
        self.replaced = len(decisions) - len(in_force)
        self.decided: dict[int, Sum] = {}
        self.shadows: dict[int, dict[int, Sum]] = {}
        self.of_breaks: set[int] = set()
        self.logged = NOTHING

    def count(self, entry: Entry) -> None:
        """Count one more entry; a break of the log's own is decided by nobody."""
        self.logged = Sum(self.logged.ms + entry.ms, self.logged.entries + 1)
        telling = self._telling(words_of(entry))
        if entry.is_break:
            self.of_breaks.update(telling)
            return
        for first in telling[:1]:
            add_up(self.decided, first, entry.ms)
        for place in telling[1:]:
            add_up(self.shadows.setdefault(place, {}), telling[0], entry.ms)

    def _telling(self, words: Words) -> list[int]:
        """Give the places of all that say something about an entry; the first decides."""
        places = list(self._rules.holding(words.text, words.activity_type, words.customer_status))
        return [*places, *(self._place_of[decision] for decision in self._decisions.holding(words))]


def _words_in_short(decision: Decision) -> str:
    columns = ", ".join(filter(None, (decision.activity_type, decision.customer_status)))
    return f"{decision.text} ({columns})" if decision.text and columns else decision.text or columns


def add_sums(sums: Iterable[Sum]) -> Sum:
    """Give the sum of sums."""
    listed = list(sums)
    return Sum(sum(one.ms for one in listed), sum(one.entries for one in listed))


def show_sum(one: Sum) -> str:
    """Show entries and their time in words: ``4 entries, 1.5 h``."""
    return f"{count_of(one.entries, 'entry', 'entries')}, {show_hours(one.ms)} h"


def make_report(usage: RuleUsage, *, files: Mapping[str, str | None]) -> Report:
    """Make the report of what rules and decisions do.

    Args:
        usage: what was counted.
        files: names of the files they come from, for machines.
    """
    places = range(len(usage.tellers))
    head: dict[str, Any] = {
        **files,
        "logged": {"entries": usage.logged.entries, "seconds": seconds(usage.logged.ms)},
        "decisions_replaced": usage.replaced,
    }
    decided = add_sums(usage.decided.values())
    return Report(
        schema=SCHEMA,
        title=_title(usage, decided),
        words=Table(_WORDS, [_row(usage, place) for place in places]),
        lines=_lines(usage) if usage.tellers else _how_to_begin(),
        numbers=Table(_NUMBERS, [_numbers(usage, place) for place in places]),
        total=Table(_SUMS, [(decided.entries, decided.ms)]),
        head=head,
        rows_name="rules",
        notes=[],
    )


def _title(usage: RuleUsage, decided: Sum) -> str:
    of_all = f"{count_of(usage.logged.entries, 'entry', 'entries')} ({show_hours(usage.logged.ms)} h)"
    rules = sum(one.kind == RULE for one in usage.tellers)
    decisions = len(usage.tellers) - rules
    if not usage.tellers:
        return f"No rules and no decisions: the scorecard sorts all {of_all}"
    said = " and ".join(count_of(number, noun) for number, noun in ((rules, "rule"), (decisions, "decision")) if number)
    verb = "decides" if rules + decisions == 1 else "decide"
    return f"{said} {verb} {show_count(decided.entries)} of {of_all}, {show_hours(decided.ms)} h"


def _how_to_begin() -> list[str]:
    return [
        "To write rules: faceaudit init makes faceaudit.toml, a settings file with examples.",
        "To find words for them: faceaudit words LOG shows those that leave most time uncertain.",
        "To try one: faceaudit rules LOG --try 'PHRASE' --activity ID shows what it would change.",
        "To decide entries one by one: faceaudit review LOG asks about those that matter most.",
    ]


def _row(usage: RuleUsage, place: int) -> tuple[Cell, ...]:
    teller, decided = usage.tellers[place], usage.decided.get(place, NOTHING)
    name = quote(teller.name, _NAME_LENGTH)
    return (
        teller.kind, name if teller.kind == DECISION else name[1:-1], teller.activity, decided.entries, decided.ms,
    )  # fmt: skip


def _numbers(usage: RuleUsage, place: int) -> tuple[Cell, ...]:
    teller, decided = usage.tellers[place], usage.decided.get(place, NOTHING)
    shadows = _by_size(usage.shadows.get(place, {}))
    lost = add_sums(one for _, one in shadows)
    names = "; ".join(usage.tellers[first].name for first, _ in shadows)
    return (
        teller.kind, teller.name, teller.activity, category_of(teller.activity), decided.entries, decided.ms,
        lost.entries, lost.ms, names or None,
    )  # fmt: skip


def _by_size(shadows: Mapping[int, Sum]) -> list[tuple[int, Sum]]:
    return sorted(shadows.items(), key=lambda item: (-item[1].ms, -item[1].entries, item[0]))


def _lines(usage: RuleUsage) -> list[str]:
    lines = []
    for kind in (RULE, DECISION):
        of_kind = [place for place, teller in enumerate(usage.tellers) if teller.kind == kind]
        idle = [place for place in of_kind if place not in usage.decided and place not in usage.shadows]
        for who, places in (
            ("Nothing matches", [place for place in idle if place not in usage.of_breaks]),
            ("Only breaks of the log itself match", [place for place in idle if place in usage.of_breaks]),
        ):
            if places:
                nouns = kind if len(places) == 1 else f"{len(places)} {kind}s"
                lines.append(f"{who} {nouns}: {list_names(usage.tellers[place].name for place in places)}.")
    shadowed = sorted(usage.shadows)
    lines += [_shadow_line(usage, place) for place in shadowed[:_LISTED]]
    if len(shadowed) > _LISTED:
        lines.append(f"{len(shadowed) - _LISTED} more stand behind others; --format csv names them all.")
    if usage.replaced:
        verb = "is" if usage.replaced == 1 else "are"
        lines.append(f"{count_of(usage.replaced, 'decision')} {verb} not used: a later one about the same words holds.")
    return lines or ["All of them decide something, and none stands in the way of another."]


def _shadow_line(usage: RuleUsage, place: int) -> str:
    teller, shadows = usage.tellers[place], _by_size(usage.shadows[place])
    deciders = " and ".join(
        f"{usage.tellers[first]} ({show_sum(one)}{_difference(usage, place, first)})" for first, one in shadows
    )
    extent = "also matches what is" if place in usage.decided else "decides nothing: all it matches is"
    return f"{teller.kind.capitalize()} {quote(teller.name)} {extent} decided by {deciders}."


def _difference(usage: RuleUsage, place: int, first: int) -> str:
    activity = usage.tellers[first].activity
    return "" if activity == usage.tellers[place].activity else f", as {activity}"
