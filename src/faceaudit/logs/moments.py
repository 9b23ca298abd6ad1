"""Dates and times of day as logs write them.

A cell is read exactly or refused; which of day and month comes first is told from outside, for the whole column.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from faceaudit.units import MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND

DAY_FIRST = "dmy"
MONTH_FIRST = "mdy"

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janv janvier",
            "feb february februar févr février fev fevrier",
            "mar march mär märz maerz mrz mars",
            "apr april avr avril",
            "may mai",
            "jun june juni juin",
            "jul july juli juil juillet",
            "aug august août aout",
            "sep sept september septembre",
            "oct october okt oktober octobre",
            "nov november novembre",
            "dec december dez dezember déc décembre decembre",
        ),
        start=1,
    )
    for name in names.split()
}

_WEEKDAY = re.compile(r"([^\W\d]{2,10})\.?,? +(?=\d)")
_WEEKDAYS = frozenset(
    name
    for names in (
        "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday",
        "mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag",
        "lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche",
    )
    for name in names.split()
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
NUMBERS = re.compile(r"(\d{1,2})([-/.] ?)(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
"""Dates in which day and month may come in either order."""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_WORDS = re.compile(
    r"(?:[^\W\d]+\.?,? +)?"  # name of the weekday
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?[ -]+([^\W\d]+)\.?|([^\W\d]+)\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?)"
    r",?[ -]+(\d{4}|\d{2})(?!\d)"
)
_YEAR_LAST = re.compile(
    r"[^\W\d]{3} ([^\W\d]{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (?:(?:GMT|UTC)?([+-]\d\d:?\d\d)? |[A-Z]{3,5} )?(\d{4})\Z"
)
"""Dates as Java and C write them: ``Fri Mar 25 15:09:38 GMT+01:00 2022``."""
_SERIAL = re.compile(r"(\d{5})(?:\.(\d{1,18}))?\Z")
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?)? ?([ap])?(?(5)\.?m\.?)"
    r" ?(?:(z|utc|gmt)|([+-])(0\d|1[0-4]):?([0-5]\d)?)?\Z",
    re.IGNORECASE,
)
_ODD_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})\.(\d{1,6})\Z")
_COMPACT_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})(z)?\Z", re.IGNORECASE)
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\.?\Z", re.IGNORECASE)
_SERIAL_EPOCH = date(1899, 12, 30)


class Clock(NamedTuple):
    """A time of day."""

    ms: int
    """Milliseconds since midnight; 24:00 is a whole day."""
    offset: int | None
    """Offset from UTC in milliseconds where the cell tells one."""


class Moment(NamedTuple):
    """A day, and the time of day where the cell tells one."""

    day: date
    clock: Clock | None


def read_moment(cell: str, order: str) -> Moment | None:
    """Read a date, with or without a time of day.

    Args:
        cell: as logged, outer blanks taken off.
        order: ``dmy`` or ``mdy``, for dates like 03/11/2025.

    Returns:
        The moment, or None where the cell is not a date that exists.
    """
    found = _read_day(cell, order)
    if found is None:
        return None
    day, rest = found
    if not rest:
        return Moment(day, None)
    if rest[0] in "tT,":
        rest = rest[1:]
    elif rest[0] not in " \u00a0\u202f":
        return None
    clock = read_clock(rest.strip())
    return Moment(day, clock) if clock is not None else None


def _read_day(cell: str, order: str) -> tuple[date, str] | None:
    """Read the date at the start of a cell; give it and the rest."""
    cell = _without_weekday(cell)
    if match := _ISO.match(cell):
        year, _, month, day = match.groups()
        return _exists(int(year), int(month), int(day), cell[match.end() :])
    if match := NUMBERS.match(cell):
        first, mark, second, year = match.groups()
        if len(year) == 2 and mark == "-" and int(first) > 12:
            return None  # 25-11-03 could be a day or a year first
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        return _exists(whole_year(year), int(month), int(day), cell[match.end() :])
    if match := _COMPACT.match(cell):
        year, month, day = match.groups()
        return _exists(int(year), int(month), int(day), cell[match.end() :])
    if match := _SERIAL.match(cell):
        return _read_serial(match)
    if (match := _YEAR_LAST.match(cell)) and (month_number := MONTHS.get(match[1].casefold())):
        return _exists(int(match[5]), month_number, int(match[2]), f" {match[3]}{match[4] or ''}")
    if match := _WORDS.match(cell):
        day, month_name, month_name_first, day_second, year = match.groups()
        month_number = MONTHS.get((month_name or month_name_first).casefold())
        if month_number is None:
            return None
        return _exists(whole_year(year), month_number, int(day or day_second), cell[match.end() :])
    return None


def is_weekday(name: str) -> bool:
    """Tell whether a word names a day of the week."""
    return name.strip(" .").casefold() in _WEEKDAYS


def _without_weekday(cell: str) -> str:
    match = _WEEKDAY.match(cell)
    if match is None or match[1].casefold() not in _WEEKDAYS:
        return cell
    rest = cell[match.end() :]
    return rest if _ISO.match(rest) or NUMBERS.match(rest) else cell  # "mar" is Tuesday in French and March in English


def _read_serial(match: re.Match[str]) -> tuple[date, str] | None:
    """Read a spreadsheet's serial date; a fraction of a day becomes a time to the second."""
    number = int(match[1])
    if not 30_000 <= number <= 70_000:  # 1982 to 2091: anything else is some other number
        return None
    day = _SERIAL_EPOCH + timedelta(days=number)
    fraction = match[2] or "0"
    seconds = (int(fraction) * 86_400 * 2 + 10 ** len(fraction)) // (2 * 10 ** len(fraction))
    if not seconds:
        return day, ""
    return day, f" {seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def whole_year(text: str) -> int:
    """Give a year in full: one of two digits lies between 1980 and 2079."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year < 80 else 1900 + year


def _exists(year: int, month: int, day: int, rest: str) -> tuple[date, str] | None:
    try:
        return date(year, month, day), rest
    except ValueError:
        return None


def read_clock(cell: str) -> Clock | None:
    """Read a time of day: 09:30, 9:30:15, 9.30 am, 8h30, 24:00, with Z or an offset; None where it is none."""
    match = _TIME.match(cell)
    if match is None:
        if odd := _ODD_TIME.match(cell):  # 5:15:0.0
            hour, minute, second = (int(part) for part in odd.groups()[:3])
            return _clock(hour, minute, second * MS_PER_SECOND + int(odd[4].ljust(3, "0")[:3]), None)
        compact = _COMPACT_TIME.match(cell)
        if compact is None:
            return None
        hour, minute, second = (int(part) for part in compact.groups()[:3])
        return _clock(hour, minute, second * MS_PER_SECOND, 0 if compact[4] else None)
    hours, minutes, seconds, fraction, half, zulu, sign, offset_hours, offset_minutes = match.groups()
    if minutes is None and half is None:
        return None  # a bare number is no time of day
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    offset = None
    if zulu:
        offset = 0
    elif sign:
        offset = int(offset_hours) * MS_PER_HOUR + int(offset_minutes or 0) * MS_PER_MINUTE
        offset = -offset if sign == "-" else offset
    ms = int(seconds or 0) * MS_PER_SECOND + int((fraction or "0").ljust(3, "0")[:3])
    return _clock(hour, int(minutes or 0), ms, offset)


def tells_half_day(cell: str) -> bool:
    """Tell whether a time is one of a 12-hour clock."""
    return cell[-1:] in "mM." and _HALF_DAY.search(cell) is not None


def read_start(cell: str) -> Clock | None:
    """Read a time of day, or the first one of a span such as 09:00-17:00."""
    first, dash, last = cell.replace("–", "-").partition("-")
    return read_clock(cell) or (read_clock(first.strip()) if dash and read_clock(last.strip()) else None)


def _clock(hour: int, minute: int, ms: int, offset: int | None) -> Clock | None:
    if minute > 59 or ms >= 60 * MS_PER_SECOND:
        return None
    since_midnight = hour * MS_PER_HOUR + minute * MS_PER_MINUTE + ms
    if since_midnight > 24 * MS_PER_HOUR:
        return None
    return Clock(since_midnight, offset)


def ms_between(start: Moment, end: Moment) -> int | None:
    """Give the time between two moments in milliseconds.

    Offsets count where both moments tell one, the wall clock where neither does; None where only one of them does, or
    where either has no time of day.
    """
    if start.clock is None or end.clock is None or (start.clock.offset is None) != (end.clock.offset is None):
        return None
    ms = (end.day - start.day).days * 24 * MS_PER_HOUR + end.clock.ms - start.clock.ms
    if start.clock.offset is not None and end.clock.offset is not None:
        ms += start.clock.offset - end.clock.offset
    return ms


def differs(start: Moment, end: Moment, stated: int) -> bool:
    """Tell whether a stated time, in milliseconds, is more than a minute off end minus start, as far as that is told.

    An end before the start may be of the next day.
    """
    ms = ms_between(start, end)
    if ms is None:
        return False
    return abs((ms + 24 * MS_PER_HOUR if ms < 0 else ms) - stated) > MS_PER_MINUTE


def in_zone(moment: Moment, zone: tzinfo, *, is_utc: bool) -> Moment:
    """Give a moment by the wall clock of a time zone.

    Args:
        moment: as logged; one without an offset stays as it is, unless the log is known to tell UTC.
        zone: the time zone.
        is_utc: moments without an offset are UTC.
    """
    clock = moment.clock
    if clock is None or (clock.offset is None and not is_utc):
        return moment
    at = datetime.combine(moment.day, time(), UTC) + timedelta(milliseconds=clock.ms - (clock.offset or 0))
    local = at.astimezone(zone)
    wall = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return Moment(local.date(), Clock(wall // timedelta(milliseconds=1), None))
