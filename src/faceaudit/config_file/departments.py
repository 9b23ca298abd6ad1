"""Who should own which work, what an hour costs, how long a week is: ``[owners]``, ``[rates]``, ``[week]``.

And from where on an activity is worth talking about: ``[causes]``.
"""

from collections.abc import Mapping
from typing import Any

from faceaudit.config import Config
from faceaudit.config_file.mistakes import Mistakes
from faceaudit.errors import quote
from faceaudit.judging.departments import SALES, Departments, title_of
from faceaudit.judging.targets import fold_name
from faceaudit.taxonomy import ACTIVITIES, NOT_SELLING, OWNERS, suggest
from faceaudit.units import MS_PER_HOUR, WHOLE

_CURRENCY = "currency"
_LONGEST_CURRENCY = 8
_LONGEST_DEPARTMENT = 40
_LARGEST_RATE = 100_000_000
_LONGEST_WEEK = 168 * 100
_LEAST_NOTABLE = 10
"""In hundredths of a percent."""
_NEARLY = 0.85
"""Likeness from which on a new department looks like a known one misspelled."""


def read_departments(mistakes: Mistakes, data: dict[str, Any]) -> Departments:
    """Give owners, rates and the length of a week."""
    owners = _read_owners(mistakes, mistakes.table_of(data, "owners"))
    rates, currency = _read_rates(mistakes, mistakes.table_of(data, "rates"), owners)
    week_ms = Departments().week_ms
    for key, value in mistakes.table_of(data, "week").items():
        if key != "hours":
            line = mistakes.lines.of_key("week", key)
            mistakes.add_unknown(f"a week has no {quote(key)}.", key, ["hours"], line, key)
            continue
        hundredths = parse_hundredths(value)
        if hundredths is None or not 0 < hundredths <= _LONGEST_WEEK:
            problem = f"{quote(str(value))} is no working time of a week."
            mistakes.add_in("week", key, problem, "Write hours, above 0 and up to 168, such as 40 or 37.5.")
        else:
            week_ms = hundredths * MS_PER_HOUR // 100
    return Departments(owners, rates, currency, week_ms)


def read_notable(mistakes: Mistakes, table: dict[str, Any]) -> int:
    """Give the share of working time, in millionths, from which on an activity is notable."""
    notable = Config().notable
    for key, value in table.items():
        if key != "notable":
            line = mistakes.lines.of_key("causes", key)
            mistakes.add_unknown(f"causes have no {quote(key)}.", key, ["notable"], line, key)
            continue
        hundredths = parse_hundredths(value)
        if hundredths is None or not _LEAST_NOTABLE <= hundredths <= 10_000:
            problem = f"{quote(str(value))} is no share of working time in percent."
            mistakes.add_in("causes", key, problem, "Write a percentage from 0.1 to 100, such as 2.")
        else:
            notable = hundredths * (WHOLE // 10_000)
    return notable


def parse_hundredths(value: object) -> int | None:
    """Read a number that is not negative and has two decimal places at most, exactly.

    Args:
        value: a number, or a text such as ``32.50`` or ``32,50``.

    Returns:
        It in hundredths; None where it is no such number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    whole, point, fraction = str(value).strip().replace(",", ".").partition(".")
    if not f"{whole}{fraction}".isascii() or not whole.isdecimal() or len(whole) > 9:
        return None
    if point and not (fraction.isdecimal() and len(fraction.rstrip("0")) <= 2):
        return None
    return int(whole) * 100 + int(fraction.rstrip("0").ljust(2, "0") or "0")


def _read_owners(mistakes: Mistakes, table: dict[str, Any]) -> dict[str, str]:
    """Give the department that should own an activity, by activity."""
    known = {fold_name(name): owner for owner in (SALES, *OWNERS) for name in (owner, title_of(owner))}
    new: dict[str, str] = {}
    found = {}
    for activity, value in table.items():
        if activity not in ACTIVITIES:
            mistakes.add_in("owners", activity, f"{quote(activity)} is no activity.", suggest(activity))
        elif ACTIVITIES[activity].category not in NOT_SELLING:
            problem = f"{quote(activity)} is no work that another department could own."
            mistakes.add_in("owners", activity, problem, "Owners are for baseline and internal activities.")
        elif not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_DEPARTMENT:
            problem, remedy = "this must be a department.", f'Write: {activity} = "customer-service"'
            mistakes.add_in("owners", activity, problem, remedy)
        elif meant := _misspelled(value, known):
            remedy = f"Did you mean {meant}? For a department of your own take a name less like it."
            mistakes.add_in("owners", activity, f"{quote(value)} is no known department.", remedy)
        else:
            name = " ".join(value.split())
            found[activity] = known.get(fold_name(name)) or new.setdefault(fold_name(name), name)
    return found


def _misspelled(name: str, known: Mapping[str, str]) -> str:
    """Give the department that a name looks like without being it; empty where there is none."""
    import difflib

    folded = fold_name(name)
    close = [] if folded in known else difflib.get_close_matches(folded, list(known), n=1, cutoff=_NEARLY)
    return known[close[0]] if close else ""


def _read_rates(mistakes: Mistakes, table: dict[str, Any], owners: Mapping[str, str]) -> tuple[dict[str, int], str]:
    """Give what an hour costs by department, in hundredths, and of which currency."""
    departments = list(dict.fromkeys([SALES, *OWNERS, *owners.values()]))
    known = {fold_name(name): one for one in departments for name in (one, title_of(one))}
    rates: dict[str, int] = {}
    currency = ""
    for key, value in table.items():
        department = known.get(fold_name(key), "")
        if key == _CURRENCY:
            currency = _read_currency(mistakes, value)
        elif not department:
            line = mistakes.lines.of_key("rates", key)
            mistakes.add_unknown(f"there is no department {quote(key)}.", key, [_CURRENCY, *departments], line, key)
        elif department in rates:
            mistakes.add_in("rates", key, f"{title_of(department)} has a rate already.", "Name each once.")
        else:
            rates[department] = _read_rate(mistakes, key, value)
    return rates, currency


def _read_rate(mistakes: Mistakes, key: str, value: object) -> int:
    hundredths = parse_hundredths(value)
    if hundredths is None or hundredths > _LARGEST_RATE:
        remedy = "Write what an hour costs, with two decimal places at most, such as 32.5."
        mistakes.add_in("rates", key, f"{quote(str(value))} is no rate.", remedy)
        return 0
    return hundredths


def _read_currency(mistakes: Mistakes, value: object) -> str:
    if isinstance(value, str) and value.strip() and len(value) <= _LONGEST_CURRENCY and value.isprintable():
        return value.strip()
    mistakes.add_in("rates", _CURRENCY, "this must be the name of a currency.", 'Write: currency = "EUR"')
    return ""
