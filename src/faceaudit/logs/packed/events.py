"""One event of a calendar: what it is called, when it begins and ends, who called it.

Knows the library's events, not files or rows.
"""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Component

EVENT = "VEVENT"
Moment = date | datetime

_DAY = timedelta(days=1)


def parse(kind: str, block: str) -> "Component | None":
    """Read one component; None where it is beyond reading."""
    from icalendar import Calendar, Event

    try:
        return (Event if kind == EVENT else Calendar).from_ical(block)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def first_of(event: "Component", key: str) -> Any:
    """Give what is told under a key; the first where it is told more than once."""
    value = event.get(key)
    return value[0] if isinstance(value, list) and value else value


def text_of(event: "Component", key: str) -> str:
    """Give a text."""
    value = first_of(event, key)
    return "" if value is None else str(value)


def raw_of(event: "Component", key: str) -> str:
    """Give what is told where a moment should be; it is rejected where the row is read."""
    from icalendar.prop import vBroken

    value = first_of(event, key)
    return str(value) if isinstance(value, vBroken) else ""


def moment_of(event: "Component", key: str) -> Moment | None:
    """Give a day or a moment; None where there is none that can be read."""
    from icalendar.prop import vBroken

    value = first_of(event, key)
    if value is None or isinstance(value, vBroken):
        return None
    moment = getattr(value, "dt", None)
    return moment if isinstance(moment, date) else None


def absolute(moment: Moment) -> Moment:
    """Give a moment in a form in which equal ones are equal."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return moment


def is_left_out(event: "Component", start: Moment) -> bool:
    """Tell whether the first time of a repeated event is one of its exceptions."""
    value = event.get("EXDATE")
    lists = value if isinstance(value, list) else [] if value is None else [value]
    return any(
        absolute(one.dt) == absolute(start)
        for several in lists
        for one in getattr(several, "dts", ())
        if isinstance(one.dt, date)
    )


def end_of(event: "Component", start: Moment | None) -> Moment | None:
    """Give when an event ends; None where that cannot be read. An all-day event ends with the day before."""
    if "DTEND" in event:
        return moment_of(event, "DTEND")
    if start is None:
        return None
    if "DURATION" not in event:
        return start if isinstance(start, datetime) else start + _DAY
    value = first_of(event, "DURATION")
    length = getattr(value, "dt", None) if not raw_of(event, "DURATION") else None
    if not isinstance(length, timedelta):
        return None
    try:
        return _add(start, length)
    except OverflowError:
        return None


def _add(start: Moment, length: timedelta) -> Moment:
    """Add a length: its days as the calendar has them, the rest as the clock runs."""
    days = timedelta(days=length.days)
    if not isinstance(start, datetime):
        return start + days
    day = start + days
    if day.tzinfo is None:
        return day + (length - days)
    return (day.astimezone(UTC) + (length - days)).astimezone(day.tzinfo)


def categories_of(event: "Component") -> str:
    """Give the categories of an event, comma and blank between them."""
    value = event.get("CATEGORIES")
    found = [] if value is None else value if isinstance(value, list) else [value]
    return ", ".join(str(name).strip() for one in found for name in getattr(one, "cats", [one]) if str(name).strip())


def organizer_of(event: "Component") -> str:
    """Give who called a meeting: the name, else the address."""
    value = first_of(event, "ORGANIZER")
    if value is None:
        return ""
    name = getattr(value, "params", {}).get("CN")
    address = str(value)
    return str(name) if name else address[len("mailto:") :] if address.casefold().startswith("mailto:") else address
