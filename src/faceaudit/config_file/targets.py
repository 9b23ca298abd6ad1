"""Who should spend which share of working time selling: ``[targets]``."""

from typing import Any

from faceaudit.config_file.mistakes import Mistakes
from faceaudit.config_file.people import People
from faceaudit.errors import quote
from faceaudit.judging.targets import Targets, parse_percent


def read_targets(mistakes: Mistakes, table: dict[str, Any], people: People) -> Targets:
    """Give the targets."""
    found: dict[str, Any] = {"default": Targets().default, "people": {}, "roles": {}, "teams": {}}
    for key, value in table.items():
        if key not in found:
            line = mistakes.lines.of_key("targets", key)
            mistakes.add_unknown(f"there is no target {quote(key)}.", key, found, line, key)
        elif key == "default":
            found[key] = _percent(mistakes, value, key) or found[key]
        elif not isinstance(value, dict):
            remedy = f'Write: {key} = {{ "name" = 80 }}'
            mistakes.add_in("targets", key, "this must name who has which target.", remedy)
        else:
            found[key] = _shares(mistakes, key, value, people)
    return Targets(**found)


def _shares(mistakes: Mistakes, key: str, table: dict[str, Any], people: People) -> dict[str, int]:
    """Read who has which target; two spellings of one name are a mistake."""
    found: dict[str, int] = {}
    for who, share in table.items():
        folded = people.key_of(who) if key == "people" else people.key_of_group(who)
        if folded in found:
            mistakes.add_in("targets", key, f"{quote(who)} has a target already.", "Name each once.")
        found[folded] = _percent(mistakes, share, key, who)
    return found


def _percent(mistakes: Mistakes, value: object, key: str, who: str | None = None) -> int:
    try:
        if isinstance(value, int | float | str):
            return parse_percent(value)
        raise ValueError(f"{quote(str(value))} is not a percentage. Write a number above 1 and up to 100, such as 90.")
    except ValueError as error:
        problem, _, remedy = str(error).partition(". ")
        lines = mistakes.lines
        line = (who and lines.of_key(f"targets.{key}", who)) or lines.of_key("targets", key)
        mistakes.add(f"{problem}." if remedy else problem, remedy, line, who or key)
        return Targets().default
