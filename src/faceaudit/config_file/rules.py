"""The user's own rules: ``[[rule]]``, each checked with its examples."""

from typing import Any

from faceaudit.config_file.mistakes import Mistakes
from faceaudit.errors import FaceauditError, quote
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.taxonomy import ACTIVITIES, suggest

_CONDITIONS = ("phrase", "pattern", "type", "customer_status")
_KEYS = ("name", "activity", *_CONDITIONS, "examples")


def read_rules(mistakes: Mistakes, rules: object) -> tuple[Rule, ...]:
    """Give the rules in the order of the file."""
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        line = mistakes.lines.of_key(None, "rule")
        mistakes.add('"rule" must be a list of rules.', "Write [[rule]] above each.", line)
        return ()
    found = (_RuleReader(mistakes, number, row).read() for number, row in enumerate(rules))
    return tuple(rule for rule in found if rule is not None)


class _RuleReader:
    """Reads one rule."""

    def __init__(self, mistakes: Mistakes, number: int, row: dict[str, Any]) -> None:
        self._mistakes = mistakes
        self._number = number
        self._row = row
        self._name = row["name"] if isinstance(row.get("name"), str) else f"rule {number + 1}"

    def read(self) -> Rule | None:
        """Give the rule; None where something is wrong with it."""
        before = len(self._mistakes)
        self._check_kinds()
        self._check_conditions()
        self._check_activity()
        if len(self._mistakes) > before:
            return None
        row = self._row
        rule = Rule(
            self._name, row["activity"], row.get("phrase"), row.get("pattern"), row.get("type"),
            row.get("customer_status"), tuple(row.get("examples", ())),
        )  # fmt: skip
        return rule if self._holds(rule) else None

    def _line_of(self, key: str | None) -> int | None:
        return self._mistakes.lines.of_item("rule", self._number, key)

    def _add(self, key: str | None, problem: str, remedy: str) -> None:
        self._mistakes.add(problem, remedy, self._line_of(key), self._name)

    def _check_kinds(self) -> None:
        for key, value in self._row.items():
            if key not in _KEYS:
                problem = f"a rule has no {quote(key)}."
                self._mistakes.add_unknown(problem, key, _KEYS, self._line_of(key), self._name)
            elif key == "examples":
                if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
                    self._add(key, '"examples" must be a list of texts.', 'Write ["text"].')
            elif not isinstance(value, str):
                self._add(key, f"{quote(key)} must be a text.", "Write it in quotes.")

    def _check_conditions(self) -> None:
        if not any(key in self._row for key in _CONDITIONS):
            self._add(None, "the rule says not when it holds.", "Give it a phrase, pattern, type or customer_status.")
        for key in _CONDITIONS:
            value = self._row.get(key)
            # A pattern may ask for signs alone; the others are compared without signs.
            if isinstance(value, str) and not (value if key == "pattern" else any(c.isalnum() for c in value)):
                self._add(key, f"{quote(key)} has no word in it.", "Write the words to look for.")

    def _check_activity(self) -> None:
        activity = self._row.get("activity")
        if activity is None:
            self._add(None, "the rule has no activity.", 'Add a line such as: activity = "prospecting"')
        elif isinstance(activity, str) and activity not in ACTIVITIES:
            self._add("activity", f"{quote(activity)} is no activity.", suggest(activity))

    def _holds(self, rule: Rule) -> bool:
        """Check a rule's pattern and its examples."""
        try:
            book = RuleBook([rule])
        except FaceauditError as error:
            self._add("pattern", error.problem, error.remedy)
            return False
        for example in rule.examples:
            if book.find(example, rule.activity_type or "", rule.customer_status or "") is None:
                problem = f"the rule does not hold for its own example {quote(example)}."
                self._add("examples", problem, "Mend the rule or the example.")
        return True
