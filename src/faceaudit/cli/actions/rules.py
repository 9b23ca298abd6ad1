"""What ``rules`` does once its options are read."""

import itertools
from collections.abc import Collection, Sequence
from typing import Any

from faceaudit import rule_trial, rule_usage
from faceaudit.audit import make_sorter
from faceaudit.cli.opened import Opened, open_logs
from faceaudit.config import Config
from faceaudit.errors import FaceauditError, quote
from faceaudit.scoring.rules import Rule, compile_pattern, fold
from faceaudit.taxonomy import ACTIVITIES, suggest

_WORDS_WANTED = {
    "--try": "Give the words to look for; --pattern looks for signs.",
    "--type": "Give a type as it is logged.",
    "--status": "Give a status as it is logged.",
}
"""Options that need a word, with what to do where there is none."""


def show_rules(
    logs: Sequence[str],
    *,
    phrases: Sequence[str],
    patterns: Sequence[str],
    activity_types: Sequence[str],
    statuses: Sequence[str],
    activity: str | None,
    **given: Any,
) -> int:
    """Do ``faceaudit rules``: tell what rules and decisions do, or what new rules would do.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: the rule to be tried makes no sense, or something cannot be read or written.
    """
    asked = {"--try": phrases, "--pattern": patterns, "--type": activity_types, "--status": statuses}
    _check_rules(asked, activity)
    opened = open_logs(logs, given)
    if any(asked.values()):
        return _try_rules(opened, _make_rules(list(asked.values()), activity or "", opened.config))
    config = opened.config
    usage = rule_usage.RuleUsage(config.rules, config.decisions)
    for entries in opened.batches():
        for entry in entries:
            usage.count(entry)
    files = {"settings_file": config.file or None, "decisions_file": config.decisions_file or None}
    opened.show(rule_usage.make_report(usage, files=files))
    return 0


def _try_rules(opened: Opened, rules: Sequence[Rule]) -> int:
    trial = rule_trial.RuleTrial(make_sorter(opened.config), opened.config, rules)
    for entries in opened.batches():
        trial.count(entries)
    opened.show(rule_trial.make_report(trial))
    return 0


def _make_rules(asked: Sequence[Sequence[str]], activity: str, config: Config) -> list[Rule]:
    """Make the rules to be tried: of each kind any one of its values, in rules of their own."""
    taken = {rule.name for rule in config.rules}
    rules = []
    kinds: list[Sequence[str | None]] = [list(dict.fromkeys(values)) or [None] for values in asked]
    for phrase, pattern, activity_type, status in itertools.product(*kinds):
        name = _free_name(phrase or pattern or activity_type or status or "", taken)
        taken.add(name)
        rules.append(Rule(name, activity, phrase, pattern, activity_type, status))
    return rules


def _check_rules(asked: dict[str, Sequence[str]], activity: str | None) -> None:
    """Make sure that rules to be tried make sense, before any log is read."""
    for pattern in asked["--pattern"]:
        if not pattern:
            problem = "an empty pattern is found in every entry."
            raise FaceauditError(problem, "Give an expression to look for.", column="--pattern")
        try:
            compile_pattern(pattern)
        except FaceauditError as error:
            raise FaceauditError(error.problem, error.remedy, column="--pattern") from None
    for option, remedy in _WORDS_WANTED.items():
        if not all(fold(value).strip() for value in asked[option]):
            raise FaceauditError("there is no word in it.", remedy, column=option)
    if activity is None:
        return
    if activity not in ACTIVITIES:
        raise FaceauditError(f"{quote(activity)} is no activity.", suggest(activity), column="--activity")
    if not any(asked.values()):
        raise FaceauditError("this is a rule that holds for nothing.", "Add --try 'PHRASE'.", column="--activity")


def _free_name(wanted: str, taken: Collection[str]) -> str:
    """Give a name for a rule that none has yet."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name
