"""What ``rules`` does once its options are read."""

import difflib
from collections.abc import Sequence
from typing import Any

from faceaudit import rule_trial, rule_usage
from faceaudit.audit import make_sorter
from faceaudit.cli.opened import Opened, open_logs
from faceaudit.config import Config
from faceaudit.errors import FaceauditError, quote
from faceaudit.scoring.rules import Rule, compile_pattern
from faceaudit.taxonomy import ACTIVITIES


def show_rules(
    logs: Sequence[str],
    *,
    phrase: str | None,
    pattern: str | None,
    activity_type: str | None,
    status: str | None,
    activity: str | None,
    **given: Any,
) -> int:
    """Do ``faceaudit rules``: tell what rules and decisions do, or what a rule would do.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: the rule to be tried makes no sense, or something cannot be read or written.
    """
    asked = {"--try": phrase, "--pattern": pattern, "--type": activity_type, "--status": status}
    _check_rule(asked, activity)
    opened = open_logs(logs, given)
    if any(value is not None for value in asked.values()):
        name = _free_name(next(value for value in asked.values() if value is not None), opened.config)
        return _try_rule(opened, Rule(name, activity or "", phrase, pattern, activity_type, status))
    config = opened.config
    usage = rule_usage.RuleUsage(config.rules, config.decisions)
    for entries in opened.batches():
        for entry in entries:
            usage.count(entry)
    files = {"settings_file": config.file or None, "decisions_file": config.decisions_file or None}
    opened.show(rule_usage.make_report(usage, files=files))
    return 0


def _try_rule(opened: Opened, rule: Rule) -> int:
    trial = rule_trial.RuleTrial(make_sorter(opened.config), opened.config, rule)
    for entries in opened.batches():
        trial.count(entries)
    opened.show(rule_trial.make_report(trial))
    return 0


def _check_rule(asked: dict[str, str | None], activity: str | None) -> None:
    """Make sure that a rule to be tried makes sense, before any log is read."""
    for option, value in asked.items():
        if value is not None and not any(character.isalnum() for character in value):
            raise FaceauditError("there is no word in it.", "Give the words to look for.", column=option)
    if asked["--pattern"] is not None:
        try:
            compile_pattern(asked["--pattern"])
        except FaceauditError as error:
            raise FaceauditError(error.problem, error.remedy, column="--pattern") from None
    if activity is None:
        return
    if activity not in ACTIVITIES:
        close = difflib.get_close_matches(activity.casefold().replace(" ", "-"), ACTIVITIES, n=1)
        remedy = f"Did you mean {close[0]}?" if close else f"Activities are {', '.join(ACTIVITIES)}."
        raise FaceauditError(f"{quote(activity)} is no activity.", remedy, column="--activity")
    if all(value is None for value in asked.values()):
        raise FaceauditError("this is a rule that holds for nothing.", "Add --try 'PHRASE'.", column="--activity")


def _free_name(wanted: str, config: Config) -> str:
    """Give a name for a rule that none has yet."""
    taken = {rule.name for rule in config.rules}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name
