"""Why a rule that is tried matches nothing: what each of its conditions holds for by itself, and what comes near.

Knows nothing of files or formats.
"""

from collections.abc import Sequence
from typing import Any

from faceaudit.errors import quote
from faceaudit.logs import Entry
from faceaudit.rule_usage import show_sum
from faceaudit.scoring.rules import Rule, RuleBook, fold
from faceaudit.tally import Sum, add_up

PHRASE, PATTERN, TYPE, STATUS = "phrase", "pattern", "type", "customer_status"
"""What a rule may ask for, under the names that settings give it."""
_NAMED = 5
_FIELDS = {PHRASE: "phrase", PATTERN: "pattern", TYPE: "activity_type", STATUS: "customer_status"}

Condition = tuple[str, str]
"""What is asked for, and its value."""


def conditions_of(rule: Rule) -> dict[str, str]:
    """Give what a rule asks for, under the names that settings give it."""
    asked = {key: getattr(rule, field) for key, field in _FIELDS.items()}
    return {key: value for key, value in asked.items() if value is not None}


class Reasons:
    """Finds out over all entries why rules match nothing.

    Args:
        rules: the rules that are tried.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._conditions = list(dict.fromkeys(pair for rule in rules for pair in conditions_of(rule).items()))
        self._alone = RuleBook([_ask_alone(*one) for one in self._conditions])
        self._phrases = {value: fold(value).strip() for key, value in self._conditions if key == PHRASE}
        self._held: dict[Condition, Sum] = {}
        self._longer: dict[str, str] = {}
        self._in_type: dict[str, str] = {}
        self._met: dict[str, dict[str, Sum]] = {TYPE: {}, STATUS: {}}

    def count(self, entry: Entry) -> None:
        """Take note of one more entry that a rule could decide."""
        for place in self._alone.holding(entry.text, entry.activity_type, entry.customer_status):
            add_up(self._held, self._conditions[place], entry.ms)
        for key, value in ((TYPE, entry.activity_type), (STATUS, entry.customer_status)):
            if value:
                add_up(self._met[key], value, entry.ms)
        folded = fold(entry.text)
        for phrase, words in self._phrases.items():
            at = folded.find(words)
            if at >= 0 and phrase not in self._longer:
                self._longer[phrase] = folded[folded.rfind(" ", 0, at) + 1 : folded.find(" ", at + len(words))]
            if phrase not in self._in_type and f" {words} " in fold(entry.activity_type):
                self._in_type[phrase] = entry.activity_type

    def tell(self, rule: Rule) -> str:
        """Say why a rule matches nothing; to be asked only of one that does not."""
        asked = list(conditions_of(rule).items())
        missed = [one for one in asked if one not in self._held]
        if missed:
            return " ".join(self._tell_missed(*one) for one in missed)
        each = ", ".join(f"{say_condition(*one)} {show_sum(self._held[one])}" for one in asked)
        return f"All that it asks for holds for no entry; each by itself: {each}."

    def _tell_missed(self, key: str, value: str) -> str:
        if key == PHRASE:
            return self._tell_phrase(value)
        if key == PATTERN:
            return (
                f"The pattern {quote(value)} is found in the words of no entry; it is not looked for in other columns."
            )
        name = key.replace("_", " ")
        met = sorted(self._met[key].items(), key=lambda item: (-item[1].entries, item[0]))
        if not met:
            return f"The entries have no {name}."
        more = f" and {len(met) - _NAMED:,} more" if len(met) > _NAMED else ""
        listed = ", ".join(quote(found) for found, _ in met[:_NAMED])
        return f"No entry has the {name} {quote(value)}; a {name} is compared as a whole, and there are {listed}{more}."

    def _tell_phrase(self, phrase: str) -> str:
        said = f"The words {quote(phrase)} stand in no entry; a phrase is whole words in this order, whatever the case."
        if phrase in self._longer:
            said += f" As part of longer words they are there, such as {quote(self._longer[phrase])}: see --pattern."
        if phrase in self._in_type:
            said += f" They stand in the type {quote(self._in_type[phrase])}: see --type."
        return said


def _ask_alone(key: str, value: str) -> Rule:
    """Give a rule that asks for one thing only."""
    asked: dict[str, Any] = {_FIELDS[key]: value}
    return Rule("", "")._replace(**asked)


def say_condition(key: str, value: str) -> str:
    """Say what is asked for: ``phrase "golden hour"``."""
    return f"{key.replace('_', ' ')} {quote(value)}"
