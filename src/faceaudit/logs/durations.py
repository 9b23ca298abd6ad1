"""Durations and numbers as logs write them.

A cell is read exactly or refused. The unit of a bare number and the decimal mark are told from outside, for the whole
column.
"""

import re

from faceaudit.units import MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND

UNITS = {"milliseconds": 1, "seconds": MS_PER_SECOND, "minutes": MS_PER_MINUTE, "hours": MS_PER_HOUR}
"""Milliseconds in one of each unit a column can be in."""

LONGEST_MS = 366 * 24 * MS_PER_HOUR
"""Nothing longer is read as one entry's time."""

EITHER = "either"
"""In place of a decimal mark: where point and comma are both as likely to mark thousands."""

_UNIT_WORDS = {
    word: ms
    for ms, words in {
        MS_PER_HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas",
        MS_PER_MINUTE: "m min mins minute minutes minuten minuto minutos '",
        MS_PER_SECOND: "s sec secs second seconds sek sekunde sekunden seconde secondes",
        1: "ms",
        24 * MS_PER_HOUR: "d day days tag tage",
    }.items()
    for word in words.split()
}

_HOURS_AND_MINUTES = r"(\d{1,4}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,6}))?)?"
_CLOCK = re.compile(rf"{_HOURS_AND_MINUTES}\Z")
_CLOCK_OF_HOURS = re.compile(rf"{_HOURS_AND_MINUTES}(?: ?[hH])?\Z")
_NUMBER = re.compile(r"(?:\d+(?:[.,]\d+)*|[.,]\d+)\Z")
_PART = re.compile(r" *(\d+(?:[.,]\d+)?) *([a-z']+)\.?(?: *(?:,|and|und|et))?", re.IGNORECASE)
_ISO_PERIOD = re.compile(
    r"p(?:(\d+)d)?(?:t(?:(\d+(?:[.,]\d+)?)h)?(?:(\d+(?:[.,]\d+)?)m)?(?:(\d+(?:[.,]\d+)?)s)?)?\Z", re.IGNORECASE
)
_FRENCH = re.compile(r"(\d{1,4}) ?h ?([0-5]\d)\Z", re.IGNORECASE)


class Unreadable(ValueError):
    """A cell that is no duration; the message says why, as the end of a sentence."""


def is_bare_number(cell: str) -> bool:
    """Tell whether a cell is a number without a unit of its own."""
    return _NUMBER.match(cell) is not None


def is_two_part_clock(cell: str) -> bool:
    """Tell whether a cell is of the form ``45:00``: hours and minutes, or minutes and seconds."""
    return cell.count(":") == 1 and _CLOCK.match(cell) is not None


def read_duration(cell: str, unit: str | None, decimal: str | None) -> int:
    """Read a duration.

    Args:
        cell: as logged, outer blanks taken off.
        unit: unit of bare numbers in this column, a key of ``UNITS``; None where it is not known.
        decimal: decimal mark of this column, ``.`` or ``,``; None where a lone comma before three digits is open;
            ``EITHER`` where a lone point there is open too.

    Returns:
        Milliseconds, zero or more.

    Raises:
        Unreadable: what is wrong with the cell.
    """
    if is_bare_number(cell):
        if unit is None:
            raise Unreadable("is a number without a unit")
        ms = _scale(cell, UNITS[unit], decimal)
    elif match := _CLOCK_OF_HOURS.match(cell):
        hours, minutes, seconds, fraction = match.groups()
        ms = int(hours) * MS_PER_HOUR + int(minutes) * MS_PER_MINUTE + int(seconds or 0) * MS_PER_SECOND
        ms += int((fraction or "0").ljust(3, "0")[:3])
    elif cell.startswith(("-", "−")) and len(cell) > 1:
        raise Unreadable("is negative")
    else:
        ms = _read_worded(cell, decimal)
    if ms > LONGEST_MS:
        raise Unreadable("is longer than a year")
    return ms


def _read_worded(cell: str, decimal: str | None) -> int:
    """Read ``1h 30m``, ``1h30``, ``45 min``, ``PT1H30M``."""
    if match := _FRENCH.match(cell):
        return int(match[1]) * MS_PER_HOUR + int(match[2]) * MS_PER_MINUTE
    if (match := _ISO_PERIOD.match(cell)) and any(match.groups()):
        parts = zip(match.groups(), (24 * MS_PER_HOUR, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND), strict=True)
        return sum(_scale(part, ms, ".,") for part, ms in parts if part)
    if not cell:
        raise Unreadable("is empty")
    total, at, last = 0, 0, None
    while at < len(cell):
        match = _PART.match(cell, at)
        unit_ms = _UNIT_WORDS.get(match[2].casefold()) if match else None
        if match is None or unit_ms is None or (last is not None and unit_ms >= last):
            raise Unreadable("is not a duration")
        ms = _scale(match[1], unit_ms, decimal_shown(match[1]) or decimal)
        if ms and unit_ms == 24 * MS_PER_HOUR:
            raise Unreadable("counts days, which may be of 8 hours or of 24")
        total += ms
        at, last = match.end(), unit_ms
    return total


def _scale(number: str, unit_ms: int, decimal: str | None) -> int:
    """Multiply a decimal number as text by a unit, exactly; half a millisecond is rounded up.

    Args:
        number: digits with marks.
        unit_ms: milliseconds in one unit.
        decimal: the decimal mark, as for :func:`read_duration`; ``.,`` where any single mark is decimal.
    """
    whole, fraction = split_number(number, decimal)
    if len(whole) > 18 or len(fraction) > 18:
        raise Unreadable("has too many digits")
    parts: int = 10 ** len(fraction)
    return (int(whole + fraction) * unit_ms * 2 + parts) // (2 * parts)


def split_number(number: str, decimal: str | None) -> tuple[str, str]:
    """Split a number into the digits before and after its decimal mark, thousands marks taken out.

    Raises:
        Unreadable: where the marks make no number, or could mean two.
    """
    marks = [c for c in number if c in ".,"]
    if not marks:
        return number, ""
    if decimal == ".,":
        decimal = marks[0]
    if decimal is None or decimal == EITHER:
        decimal = _decimal_of(number, marks, point_is_open=decimal == EITHER)
    if marks.count(decimal) > 1 or (decimal in marks and marks[-1] != decimal):
        raise Unreadable("is not a number")
    before, _, fraction = number.partition(decimal)
    thousands = "," if decimal == "." else "."
    groups = before.split(thousands)
    if len(groups) > 1 and (len(groups[0]) > 3 or not groups[0] or any(len(group) != 3 for group in groups[1:])):
        raise Unreadable("is not a number")
    return "".join(groups) or "0", fraction


def _decimal_of(number: str, marks: list[str], *, point_is_open: bool) -> str:
    """Tell the decimal mark from a single number, where it can be told."""
    if len(set(marks)) == 2:
        return marks[-1]
    other = "," if marks[0] == "." else "."
    if len(marks) > 1:
        return other
    if marks[0] == "." and not point_is_open:
        return "."  # a point is decimal unless the column proves otherwise
    if decimal_shown(number) is None:
        raise Unreadable("could be thousands or a decimal")
    return marks[0]


def decimal_shown(number: str) -> str | None:
    """Tell the decimal mark that a number proves for its column; None where it proves none."""
    marks = [c for c in number if c in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    before, _, after = number.partition(marks[0])
    if len(after) != 3 or not before.lstrip("0") or len(before) > 3:
        return marks[0]
    return None
