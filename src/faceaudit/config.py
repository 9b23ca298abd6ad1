"""What the user sets in ``faceaudit.toml``: targets, column names, own rules, teams and roles.

Every mistake in it is told at once, with its line. Knows nothing of logs or reports.
"""

import os
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from faceaudit.errors import FaceauditError, Faults, quote
from faceaudit.judging.targets import Targets, parse_percent
from faceaudit.logs.columns import MEANINGS
from faceaudit.logs.rows import person_key
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.taxonomy import ACTIVITIES

FILE_NAME = "faceaudit.toml"
LARGEST = 4 * 1024 * 1024

_SECTIONS = ("targets", "columns", "teams", "roles", "rule")
_RULE_KEYS = {
    "name": str, "activity": str, "phrase": str, "pattern": str, "type": str, "customer_status": str, "examples": list,
}  # fmt: skip
_CONDITIONS = ("phrase", "pattern", "type", "customer_status")


class Config(NamedTuple):
    """The settings; without a file, the defaults."""

    targets: Targets = Targets()
    columns: Mapping[str, str] = {}
    """Column name by meaning."""
    teams: Mapping[str, str] = {}
    """Team by person key; wins over the log's own team column."""
    roles: Mapping[str, str] = {}
    """Role by person key."""
    rules: tuple[Rule, ...] = ()


def load_config(path: str | None) -> Config:
    """Read the settings.

    Args:
        path: the file; None means ``faceaudit.toml`` in the working folder, where there is one.

    Raises:
        FaceauditError: it cannot be read.
        Faults: everything that is wrong in it.
    """
    if path is None:
        if not os.path.isfile(FILE_NAME):
            return Config()
        path = FILE_NAME
    text = _read_text(path)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FaceauditError(*_explain_syntax(error), file=path, line=_line_of_syntax(error)) from None
    return _Parser(path, text).parse(data)


def _read_text(path: str) -> str:
    try:
        if os.path.isdir(path):
            raise FaceauditError("this is a folder, not a file.", "Name the settings file in it.", file=path)
        if os.path.getsize(path) > LARGEST:
            raise FaceauditError("the settings are larger than 4 MB.", "Is this the right file?", file=path)
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except FileNotFoundError:
        raise FaceauditError("there is no such file.", "Write one with: faceaudit init", file=path) from None
    except UnicodeDecodeError:
        raise FaceauditError("the settings are not UTF-8.", "Save the file as UTF-8.", file=path) from None
    except OSError as error:
        raise FaceauditError(f"the settings cannot be read: {error.strerror}.", "Check the file.", file=path) from None


def _explain_syntax(error: Exception) -> tuple[str, str]:
    said = str(error).partition(" (at ")[0] if isinstance(error, tomllib.TOMLDecodeError) else "too deeply nested"
    return f"this is not TOML: {said[:1].lower()}{said[1:200]}.", "See toml.io, or start afresh with: faceaudit init"


def _line_of_syntax(error: Exception) -> int | None:
    _, _, place = str(error).partition("(at line ")
    number = place.partition(",")[0]
    return int(number) if number.isdecimal() else None


class _Parser:
    """Turns the file's data into settings, collecting every fault on the way."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._faults: list[FaceauditError] = []

    def parse(self, data: dict[str, Any]) -> Config:
        for key in data:
            if key not in _SECTIONS:
                self._fault(f"there is no section {quote(key)}.", _nearest(key, _SECTIONS), self._line_of_table(key))
        config = Config(
            targets=self._targets(self._table(data, "targets")),
            columns=self._columns(self._table(data, "columns")),
            teams=self._groups(data, "teams"),
            roles=self._groups(data, "roles"),
            rules=self._rules(data.get("rule", [])),
        )
        if len(self._faults) == 1:
            raise self._faults[0]
        if self._faults:
            raise Faults(sorted(self._faults, key=lambda fault: fault.line or 0))
        return config

    def _fault(self, problem: str, remedy: str, line: int | None, column: str | None = None) -> None:
        self._faults.append(FaceauditError(problem, remedy, file=self._path, line=line, column=column))

    def _table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        table = data.get(name, {})
        if isinstance(table, dict):
            return table
        self._fault(f"{quote(name)} must be a section.", f"Write [{name}] and its settings below it.", self._line_of(None, name))
        return {}

    def _targets(self, table: dict[str, Any]) -> Targets:
        found: dict[str, Any] = {"default": Targets().default, "people": {}, "roles": {}, "teams": {}}
        for key, value in table.items():
            if key not in found:
                self._fault(f"there is no target {quote(key)}.", _nearest(key, found), self._line_of("targets", key), key)
            elif key == "default":
                found[key] = self._percent(value, "targets", key) or found[key]
            elif not isinstance(value, dict):
                self._fault("this must name who has which target.", f'Write: {key} = {{ "name" = 80 }}', self._line_of("targets", key), key)
            else:
                fold = person_key if key == "people" else str.casefold
                found[key] = {fold(who): self._percent(share, "targets", key, who) for who, share in value.items()}
        return Targets(**found)

    def _percent(self, value: object, section: str, key: str, who: str | None = None) -> int:
        try:
            if isinstance(value, int | float | str):
                return parse_percent(value)
            raise ValueError(f"{quote(str(value))} is not a percentage. Write a number above 1 and up to 100, such as 90.")
        except ValueError as error:
            problem, _, remedy = str(error).partition(". ")
            line = (who and self._line_of(f"{section}.{key}", who)) or self._line_of(section, key)
            self._fault(f"{problem}." if remedy else problem, remedy, line, who or key)
            return Targets().default

    def _columns(self, table: dict[str, Any]) -> dict[str, str]:
        found = {}
        for meaning, name in table.items():
            if meaning not in MEANINGS:
                self._fault(f"{quote(meaning)} is no meaning of a column.", _nearest(meaning, MEANINGS), self._line_of("columns", meaning))
            elif not isinstance(name, str):
                self._fault("this must be a column's name.", f'Write: {meaning} = "Name"', self._line_of("columns", meaning), meaning)
            else:
                found[meaning] = name
        return found

    def _groups(self, data: dict[str, Any], section: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for group, members in self._table(data, section).items():
            if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
                self._fault("this must be a list of names.", f'Write: "{group}" = ["name", "name"]', self._line_of(section, group), group)
                continue
            for member in members:
                key = person_key(member)
                if found.get(key, group) != group:
                    self._fault(f"{quote(member)} is in {quote(found[key])} too.", "Name each person once.", self._line_of(section, group), group)
                found[key] = group
        return found

    def _rules(self, rules: object) -> tuple[Rule, ...]:
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            self._fault('"rule" must be a list of rules.', "Write [[rule]] above each.", self._line_of(None, "rule"))
            return ()
        return tuple(rule for number, row in enumerate(rules) if (rule := self._rule(number, row)) is not None)

    def _rule(self, number: int, row: dict[str, Any]) -> Rule | None:
        before = len(self._faults)
        name = row.get("name") if isinstance(row.get("name"), str) else f"rule {number + 1}"
        for key, value in row.items():
            line = self._line_of_rule(number, key)
            if key not in _RULE_KEYS:
                self._fault(f"a rule has no {quote(key)}.", _nearest(key, _RULE_KEYS), line, str(name))
            elif not isinstance(value, _RULE_KEYS[key]) or (key == "examples" and not all(isinstance(v, str) for v in value)):
                wanted = "a list of texts" if key == "examples" else "a text"
                self._fault(f"{quote(key)} must be {wanted}.", "Write it in quotes." if key != "examples" else 'Write ["text"].', line, str(name))
        line = self._line_of_rule(number, None)
        if not any(key in row for key in _CONDITIONS):
            self._fault("the rule says not when it holds.", "Give it a phrase, pattern, type or customer_status.", line, str(name))
        for key in _CONDITIONS[:1] + _CONDITIONS[2:]:
            if isinstance(row.get(key), str) and not any(c.isalnum() for c in row[key]):
                self._fault(f"{quote(key)} has no word in it.", "Write the words to look for.", self._line_of_rule(number, key), str(name))
        activity = row.get("activity")
        if "activity" not in row:
            self._fault("the rule has no activity.", 'Add a line such as: activity = "prospecting"', line, str(name))
        elif isinstance(activity, str) and activity not in ACTIVITIES:
            self._fault(f"{quote(activity)} is no activity.", _nearest(activity, ACTIVITIES), self._line_of_rule(number, "activity"), str(name))
        if len(self._faults) > before:
            return None
        rule = Rule(
            str(name), str(activity), row.get("phrase"), row.get("pattern"), row.get("type"), row.get("customer_status"),
            tuple(row.get("examples", ())),
        )  # fmt: skip
        return rule if self._holds(rule, number) else None

    def _holds(self, rule: Rule, number: int) -> bool:
        """Check a rule's pattern and its examples."""
        try:
            book = RuleBook([rule])
        except FaceauditError as error:
            self._fault(error.problem, error.remedy, self._line_of_rule(number, "pattern"), rule.name)
            return False
        for example in rule.examples:
            if book.find(example, rule.activity_type or "", rule.customer_status or "") is None:
                self._fault(
                    f"the rule does not hold for its own example {quote(example)}.", "Mend the rule or the example.",
                    self._line_of_rule(number, "examples"), rule.name,
                )  # fmt: skip
        return True

    def _line_of(self, section: str | None, key: str) -> int | None:
        """Find the line of a key: below its section's heading, or in an inline table on its section's line."""
        start, end = self._extent(lambda heading: heading == f"[{section}]") if section else (0, len(self._lines))
        if section and start is None and "." in section:
            outer, _, inner = section.rpartition(".")
            return self._line_of(outer, inner)
        for i in range(start or 0, end):
            if _key_of(self._lines[i]) == key:
                return i + 1
        return None if start is None else (start or None)

    def _line_of_table(self, name: str) -> int | None:
        for i, line in enumerate(self._lines):
            if line.strip().strip("[] ").partition(".")[0].strip("\"' ") == name and line.lstrip().startswith("["):
                return i + 1
        return self._line_of(None, name)

    def _line_of_rule(self, number: int, key: str | None) -> int | None:
        headings = [i for i, line in enumerate(self._lines) if _heading_of(line) == "[[rule]]"]
        if number >= len(headings):
            return None
        start = headings[number]
        for i in range(start + 1, len(self._lines)):
            if _heading_of(self._lines[i]):
                break
            if key is not None and _key_of(self._lines[i]) == key:
                return i + 1
        return start + 1

    def _extent(self, wanted: Any) -> tuple[int | None, int]:
        """Give the first line (from 1) after a heading and the last before the next."""
        start = None
        for i, line in enumerate(self._lines):
            heading = _heading_of(line)
            if heading and start is not None:
                return start, i
            if heading and wanted(heading):
                start = i + 1
        return start, len(self._lines)


def _heading_of(line: str) -> str:
    text = line.partition("#")[0].strip()
    return "".join(text.split()) if text.startswith("[") and text.endswith("]") and "=" not in text else ""


def _key_of(line: str) -> str:
    key, equals, _ = line.partition("=")
    return key.strip().strip("\"'") if equals else ""


def _nearest(word: str, known: Any) -> str:
    """Say which known word is meant, or list them all."""
    import difflib

    close = difflib.get_close_matches(word.casefold(), list(known), n=1)
    if close:
        return f"Did you mean {close[0]}?"
    listed = ", ".join(known)
    return f"Known are: {listed}."
