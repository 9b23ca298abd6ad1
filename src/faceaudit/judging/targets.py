"""Targets: the least share of working time that should be selling, and whose target counts."""

from collections.abc import Mapping
from typing import NamedTuple

from faceaudit.errors import quote
from faceaudit.units import WHOLE

_LEAST_SHARE = 100
"""Millionths above which a number up to 1 may be meant as a share."""
_REMEDY = "Write a number above 1 and up to 100, such as 90."


class Targets(NamedTuple):
    """Least selling share wanted, in millionths of working time; the one closest to the person counts."""

    default: int = 90 * WHOLE // 100
    people: Mapping[str, int] = {}
    """By person key."""
    roles: Mapping[str, int] = {}
    """By role, folded."""
    teams: Mapping[str, int] = {}
    """By team, folded."""

    def of(self, person: str, role: str, team: str) -> int:
        """Give the target of a person: their own, else their role's, else their team's, else the default."""
        own = self.people.get(person)
        if own is None:
            own = self.roles.get(fold_name(role))
        if own is None:
            own = self.teams.get(fold_name(team))
        return self.default if own is None else own


def fold_name(name: str) -> str:
    """Give the name of a team or role as it is compared: whatever the case and the blanks."""
    return " ".join(name.casefold().split())


def parse_percent(value: object, *, remedy: str = _REMEDY) -> int:
    """Read a percentage, such as a target, as millionths.

    Args:
        value: as written.
        remedy: what to do where it is none, a sentence.

    Raises:
        ValueError: it is none; the message says why and what to do.
    """
    text = str(value).strip().removesuffix("%").strip()
    whole, _, fraction = text.replace(",", ".").partition(".")
    digits = whole + fraction
    if not (digits.isascii() and digits.isdecimal()) or len(fraction) > 4 or len(whole) > 9:
        raise ValueError(f"{quote(str(value))} is not a percentage. {remedy}")
    millionths = int((whole or "0") + fraction.ljust(4, "0"))
    if millionths > WHOLE:
        raise ValueError(f"{text} is more than 100 percent. {remedy}")
    if millionths <= _LEAST_SHARE:
        raise ValueError(f"{text} percent is too little. {remedy}")
    if millionths <= WHOLE // 100:
        meant = f"{millionths // 100}.{millionths % 100:02d}".rstrip("0").rstrip(".")
        raise ValueError(f"{text} is a share, not a percentage: did you mean {meant}?")
    return millionths
