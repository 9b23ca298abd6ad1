"""Reads ``faceaudit.toml``; every mistake in it is told at once, with its line.

Knows nothing of logs or reports.
"""

import os
import tomllib
from collections.abc import Iterable
from typing import Any

from faceaudit.config import Config
from faceaudit.errors import FaceauditError, Faults, quote
from faceaudit.judging.targets import Targets, fold_name, parse_percent
from faceaudit.logs.columns import MEANINGS
from faceaudit.logs.names import person_key
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.taxonomy import ACTIVITIES
from faceaudit.toml_lines import TomlLines

LARGEST = 256 * 1024
"""Bytes of a settings file; a larger one is something else."""

_SECTIONS = ("targets", "columns", "teams", "roles", "aliases", "rule")
_RULE_KEYS = ("name", "activity", "phrase", "pattern", "type", "customer_status", "examples")
_FAULTS_LISTED = 20
_CONDITIONS = ("phrase", "pattern", "type", "customer_status")


def read_config(path: str) -> Config:
    """Read the settings.

    Args:
        path: the file.

    Raises:
        FaceauditError: it cannot be read.
        Faults: everything that is wrong in it.
    """
    text = _read_text(path)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FaceauditError(*_explain_syntax(error), file=path, line=_line_of_syntax(error)) from None
    return _Parser(path, text).parse(data)


def _read_text(path: str) -> str:
    try:
        if os.path.isdir(path):
            raise FaceauditError("this is a folder, not a file.", "Name the settings file in it.", file=path)
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise FaceauditError("the settings are larger than 256 KB.", "Is this the right file?", file=path)
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise FaceauditError("there is no such file.", "Write one with: faceaudit init", file=path) from None
    except UnicodeDecodeError:
        raise FaceauditError("the settings are not UTF-8.", "Save the file as UTF-8.", file=path) from None
    except OSError as error:
        raise FaceauditError(f"the settings cannot be read: {error.strerror}.", "Check the file.", file=path) from None


def _explain_syntax(error: Exception) -> tuple[str, str]:
    said = (
        str(error).partition(" (at ")[0]
        if isinstance(error, tomllib.TOMLDecodeError)
        else "too deeply nested or too large a number"
    )
    return f"this is not TOML: {said[:1].lower()}{said[1:200]}.", "See toml.io, or start afresh with: faceaudit init"


def _line_of_syntax(error: Exception) -> int | None:
    _, _, place = str(error).partition("(at line ")
    number = place.partition(",")[0]
    return int(number) if number.isdecimal() else None


class _Parser:
    """Turns the file's data into settings, collecting every fault on the way."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = TomlLines(text)
        self._faults: list[FaceauditError] = []
        self._spelled: dict[str, str] = {}

    def parse(self, data: dict[str, Any]) -> Config:
        for key in data:
            if key not in _SECTIONS:
                self._fault(f"there is no section {quote(key)}.", _nearest(key, _SECTIONS), self._lines.of_heading(key))
        config = Config(
            targets=self._targets(self._table(data, "targets")),
            columns=self._columns(self._table(data, "columns")),
            teams=self._groups(data, "teams"),
            roles=self._groups(data, "roles"),
            aliases={person_key(other): name for other, name in self._groups(data, "aliases").items()},
            rules=self._rules(data.get("rule", [])),
            file=self._path,
            spelled=self._spelled,
        )
        if len(self._faults) == 1:
            raise self._faults[0]
        if self._faults:
            raise Faults(sorted(self._faults, key=lambda fault: fault.line or 0)[:_FAULTS_LISTED])
        return config

    def _fault(self, problem: str, remedy: str, line: int | None, column: str | None = None) -> None:
        self._faults.append(FaceauditError(problem, remedy, file=self._path, line=line, column=column))

    def _table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        table = data.get(name, {})
        if isinstance(table, dict):
            return table
        self._fault(
            f"{quote(name)} must be a section.",
            f"Write [{name}] and its settings below it.",
            self._lines.of_key(None, name),
        )
        return {}

    def _targets(self, table: dict[str, Any]) -> Targets:
        found: dict[str, Any] = {"default": Targets().default, "people": {}, "roles": {}, "teams": {}}
        for key, value in table.items():
            if key not in found:
                self._fault(
                    f"there is no target {quote(key)}.", _nearest(key, found), self._lines.of_key("targets", key), key
                )
            elif key == "default":
                found[key] = self._percent(value, "targets", key) or found[key]
            elif not isinstance(value, dict):
                self._fault(
                    "this must name who has which target.",
                    f'Write: {key} = {{ "name" = 80 }}',
                    self._lines.of_key("targets", key),
                    key,
                )
            else:
                found[key] = self._shares(key, value)
        return Targets(**found)

    def _shares(self, key: str, table: dict[str, Any]) -> dict[str, int]:
        """Read who has which target; two spellings of one name are a fault."""
        found: dict[str, int] = {}
        for who, share in table.items():
            folded = self._person(who) if key == "people" else fold_name(who)
            if folded in found:
                self._fault(
                    f"{quote(who)} has a target already.", "Name each once.", self._lines.of_key("targets", key), key
                )
            found[folded] = self._percent(share, "targets", key, who)
        return found

    def _person(self, name: str) -> str:
        key = person_key(name)
        self._spelled.setdefault(key, name)
        return key

    def _percent(self, value: object, section: str, key: str, who: str | None = None) -> int:
        try:
            if isinstance(value, int | float | str):
                return parse_percent(value)
            raise ValueError(
                f"{quote(str(value))} is not a percentage. Write a number above 1 and up to 100, such as 90."
            )
        except ValueError as error:
            problem, _, remedy = str(error).partition(". ")
            line = (who and self._lines.of_key(f"{section}.{key}", who)) or self._lines.of_key(section, key)
            self._fault(f"{problem}." if remedy else problem, remedy, line, who or key)
            return Targets().default

    def _columns(self, table: dict[str, Any]) -> dict[str, str]:
        found = {}
        for meaning, name in table.items():
            if meaning not in MEANINGS:
                self._fault(
                    f"{quote(meaning)} is no meaning of a column.",
                    _nearest(meaning, MEANINGS),
                    self._lines.of_key("columns", meaning),
                )
            elif not isinstance(name, str):
                self._fault(
                    "this must be a column's name.",
                    f'Write: {meaning} = "Name"',
                    self._lines.of_key("columns", meaning),
                    meaning,
                )
            else:
                found[meaning] = name
        return found

    def _groups(self, data: dict[str, Any], section: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for group, members in self._table(data, section).items():
            if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
                self._fault(
                    "this must be a list of names.",
                    f'Write: "{group}" = ["name", "name"]',
                    self._lines.of_key(section, group),
                    group,
                )
                continue
            for member in members:
                key = self._person(member)
                if found.get(key, group) != group:
                    self._fault(
                        f"{quote(member)} is in {quote(found[key])} too.",
                        "Name each person once.",
                        self._lines.of_key(section, group),
                        group,
                    )
                found[key] = group
        return found

    def _rules(self, rules: object) -> tuple[Rule, ...]:
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            self._fault(
                '"rule" must be a list of rules.', "Write [[rule]] above each.", self._lines.of_key(None, "rule")
            )
            return ()
        return tuple(rule for number, row in enumerate(rules) if (rule := self._rule(number, row)) is not None)

    def _rule(self, number: int, row: dict[str, Any]) -> Rule | None:
        before = len(self._faults)
        name = row["name"] if isinstance(row.get("name"), str) else f"rule {number + 1}"
        self._check_kinds(number, row, name)
        self._check_conditions(number, row, name)
        self._check_activity(number, row, name)
        if len(self._faults) > before:
            return None
        rule = Rule(
            name,
            row["activity"],
            row.get("phrase"),
            row.get("pattern"),
            row.get("type"),
            row.get("customer_status"),
            tuple(row.get("examples", ())),
        )
        return rule if self._holds(rule, number) else None

    def _fault_in_rule(self, number: int, key: str | None, name: str, problem: str, remedy: str) -> None:
        self._fault(problem, remedy, self._lines.of_item("rule", number, key), name)

    def _check_kinds(self, number: int, row: dict[str, Any], name: str) -> None:
        for key, value in row.items():
            if key not in _RULE_KEYS:
                self._fault_in_rule(number, key, name, f"a rule has no {quote(key)}.", _nearest(key, _RULE_KEYS))
            elif key == "examples":
                if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
                    self._fault_in_rule(number, key, name, '"examples" must be a list of texts.', 'Write ["text"].')
            elif not isinstance(value, str):
                self._fault_in_rule(number, key, name, f"{quote(key)} must be a text.", "Write it in quotes.")

    def _check_conditions(self, number: int, row: dict[str, Any], name: str) -> None:
        if not any(key in row for key in _CONDITIONS):
            remedy = "Give it a phrase, pattern, type or customer_status."
            self._fault_in_rule(number, None, name, "the rule says not when it holds.", remedy)
        for key in _CONDITIONS:
            if isinstance(row.get(key), str) and not any(c.isalnum() for c in row[key]):
                problem = f"{quote(key)} has no word in it."
                self._fault_in_rule(number, key, name, problem, "Write the words to look for.")

    def _check_activity(self, number: int, row: dict[str, Any], name: str) -> None:
        activity = row.get("activity")
        if activity is None:
            remedy = 'Add a line such as: activity = "prospecting"'
            self._fault_in_rule(number, None, name, "the rule has no activity.", remedy)
        elif isinstance(activity, str) and activity not in ACTIVITIES:
            problem = f"{quote(activity)} is no activity."
            self._fault_in_rule(number, "activity", name, problem, _nearest(activity, ACTIVITIES))

    def _holds(self, rule: Rule, number: int) -> bool:
        """Check a rule's pattern and its examples."""
        try:
            book = RuleBook([rule])
        except FaceauditError as error:
            self._fault(error.problem, error.remedy, self._lines.of_item("rule", number, "pattern"), rule.name)
            return False
        for example in rule.examples:
            if book.find(example, rule.activity_type or "", rule.customer_status or "") is None:
                self._fault(
                    f"the rule does not hold for its own example {quote(example)}.", "Mend the rule or the example.",
                    self._lines.of_item("rule", number, "examples"), rule.name,
                )  # fmt: skip
        return True


def _nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word is meant, or list them all."""
    import difflib

    names = list(known)
    close = difflib.get_close_matches(word.casefold(), names, n=1)
    return f"Did you mean {close[0]}?" if close else f"Known are: {', '.join(names)}."
