"""The days that are asked for: what is told about them in words, and entries cut at their edges.

The one place that looks at the clock, where no other day is given for today.
"""

import re
from datetime import date, datetime, timedelta

from faceaudit.errors import FaceauditError, Note, quote
from faceaudit.logs.rows import Entry
from faceaudit.units import MS_PER_DAY, count_of

OUTSIDE = "outside-period"

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_CALENDAR = re.compile(r"(\d{4})(?:-w(\d{1,2})|-q([1-4])|-(\d{2}))?\Z")
_YEARS = range(1900, 2200)
_OTHER_YEAR = f"the year must be from {_YEARS[0]} to {_YEARS[-1]}"
_FORMS = (
    "Write it like 2025-W46, 2025-11, 2025-Q4 or 2025, or one of today, yesterday, this-week, last-week, this-month,"
    " last-month."
)
_ONE_DAY = timedelta(days=1)


def day_of(ms: int) -> str:
    """Give the ISO day of a moment in milliseconds since the beginning of year 1."""
    return date.fromordinal(min(ms // MS_PER_DAY, date.max.toordinal())).isoformat()


def today_by_the_clock() -> date:
    """Give the day it is, here."""
    return datetime.now().astimezone().date()


def read_day(told: str) -> date:
    """Read a day as options tell it: 2025-11-03.

    Raises:
        ValueError: it is none, or none that a log could hold.
    """
    match = _DAY.match(told.strip())
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        raise ValueError(f"there is no day {told.strip()}") from None
    if day is None:
        raise ValueError(f"{quote(told)} is not a day")
    if day.year not in _YEARS:
        raise ValueError(_OTHER_YEAR)
    return day


def read_period(told: str, today: date) -> tuple[date, date]:
    """Read a period in words or by the calendar, and give its first and its last day.

    Args:
        told: such as 2025-W46, 2025-11, 2025-Q4, 2025, last-week or yesterday.
        today: the day it is.

    Raises:
        ValueError: it is none of these.
    """
    name = told.strip().casefold()
    found = _relative_period(name, today) or _calendar_period(name)
    if found is None:
        raise ValueError(f"{quote(told)} is not a period")
    return found


def _calendar_period(name: str) -> tuple[date, date] | None:
    if _DAY.match(name):
        return (day := read_day(name)), day
    match = _CALENDAR.match(name)
    if match is None:
        return None
    year, week, quarter, month = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year not in _YEARS:
        raise ValueError(_OTHER_YEAR)
    if week is not None:
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            raise ValueError(f"{year} has no week {week}") from None
        return monday, monday + timedelta(days=6)
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    first = month or (3 * quarter - 2 if quarter else 1)
    last = month or (3 * quarter if quarter else 12)
    return date(year, first, 1), _end_of_month(year, last)


def _relative_period(name: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    end_of_last_month = today.replace(day=1) - _ONE_DAY
    return {
        "today": (today, today),
        "yesterday": (today - _ONE_DAY, today - _ONE_DAY),
        "this-week": (monday, monday + timedelta(days=6)),
        "last-week": (monday - timedelta(days=7), monday - _ONE_DAY),
        "this-month": (today.replace(day=1), _end_of_month(today.year, today.month)),
        "last-month": (end_of_last_month.replace(day=1), end_of_last_month),
    }.get(name)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - _ONE_DAY


def find_period(
    *, since: str | None, until: str | None, period: str | None, today: str | None
) -> tuple[date | None, date | None, date | None]:
    """Read what options say about days.

    Returns:
        The first and the last day that count, and the day it is; None where nothing was said.

    Raises:
        FaceauditError: one of them cannot be read, or they do not go together.
    """
    remedy = "Write it like 2025-11-03."
    first, last = _option("since", since, remedy), _option("until", until, remedy)
    now = _option("today", today, remedy)
    if period is not None:
        if since is not None or until is not None:
            raise FaceauditError(
                "a period has a first and a last day.", "Leave out --since and --until.", column="--period"
            )
        try:
            first, last = read_period(period, now or today_by_the_clock())
        except ValueError as error:
            raise FaceauditError(f"{error}.", _FORMS, column="--period") from None
    if first and last and first > last:
        raise FaceauditError(f"{last} is before {first}.", "Give a later day.", column="--until")
    return first, last, now


def _option(name: str, told: str | None, remedy: str) -> date | None:
    if told is None:
        return None
    try:
        return read_day(told)
    except ValueError as error:
        raise FaceauditError(f"{error}.", remedy, column=f"--{name}") from None


class Period:
    """The days that count.

    Args:
        since: the first one; None where there is none.
        until: the last one; None where there is none.
        today: the day it is; None means that of the clock.

    Attributes:
        left_out: names of the people who have entries on other days, by person key.
    """

    def __init__(self, since: date | None, until: date | None, today: date | None) -> None:
        self._since, self._until = since, until
        self._first = since.isoformat() if since else ""
        self._last = until.isoformat() if until else "~"
        self._from = since.toordinal() * MS_PER_DAY if since else None
        self._to = (until.toordinal() + 1) * MS_PER_DAY if until else None
        self._today = (today or today_by_the_clock()).isoformat()
        self.left_out: dict[str, str] = {}
        self._cut = self._future = 0
        self._first_future: Entry | None = None

    def cut(self, entry: Entry) -> Entry | None:
        """Give the part of an entry that lies in the period; None where none does."""
        if self._from is None and self._to is None:
            return entry
        if entry.start is None:
            return entry if self._first <= entry.day <= self._last else None
        start, end = entry.start, entry.start + entry.ms
        if self._from is not None:
            start = max(start, self._from)
        if self._to is not None:
            end = min(end, self._to)
        if start >= end:
            is_moment_inside = not entry.ms and start == entry.start and start != self._to and start <= end
            return entry if is_moment_inside else None
        if end - start == entry.ms:
            return entry
        return entry._replace(start=start, ms=end - start, day=entry.day if start == entry.start else day_of(start))

    def keep(self, entry: Entry) -> Entry | None:
        """Do the same, and take the entry into account for the notes."""
        kept = self.cut(entry)
        if kept is None:
            self.left_out.setdefault(entry.person, entry.name)
            return None
        self._cut += kept.ms != entry.ms
        if kept.day > self._today:
            self._future += 1
            self._first_future = self._first_future or kept
        return kept

    def notes(self) -> list[Note]:
        """Say which days count, and what lies in the future."""
        notes = []
        if self._since or self._until:
            days = " ".join(
                f"{word} {day}" for word, day in (("from", self._since), ("to", self._until)) if day is not None
            )
            cut = f"; {count_of(self._cut, 'entry is', 'entries are')} cut at the edge" if self._cut else ""
            notes.append(Note("period", f"only entries {days} are counted{cut}"))
        if self._first_future is not None:
            first = self._first_future
            future = count_of(self._future, "entry", "entries")
            notes.append(
                Note("future-days", f"{future} after today, {self._today}, the first one here", first.file, first.line)
            )
        return notes
