"""Days, weeks, months and quarters: the periods that days fall into, empty ones included.

Knows nothing of which days are asked for; that is in :mod:`faceaudit.logs.periods`, whose words the labels are.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

DAY = "day"
WEEK = "week"
MONTH = "month"
QUARTER = "quarter"
PERIODS = (DAY, WEEK, MONTH, QUARTER)
"""Kinds of periods, the shortest first; weeks are those of ISO 8601, from Monday to Sunday."""

_LAST_MONTHS = {MONTH: 1, QUARTER: 3}


class Period(NamedTuple):
    """Days that are looked at together."""

    label: str
    """Such as 2025-11-03, 2025-W45, 2025-11 or 2025-Q4: what ``--period`` takes."""
    first: str
    """First day, ISO 8601."""
    last: str
    """Last day, ISO 8601."""


@cache
def period_of(day: str, by: str) -> Period:
    """Give the period that a day falls into.

    Args:
        day: ISO 8601.
        by: one of :data:`PERIODS`.
    """
    return _period(date.fromisoformat(day), by)


def list_periods(first: str, last: str, by: str) -> list[Period]:
    """Give every period from that of the first day to that of the last, in order, with none left out.

    Args:
        first: ISO 8601.
        last: ISO 8601.
        by: one of :data:`PERIODS`.
    """
    periods = [period_of(first, by)]
    while periods[-1].last < last:
        periods.append(_period(_move(date.fromisoformat(periods[-1].last), 1), by))
    return periods


def _period(day: date, by: str) -> Period:
    if by == DAY:
        return Period(day.isoformat(), day.isoformat(), day.isoformat())
    if by == WEEK:
        year, week, weekday = day.isocalendar()
        first, last = _move(day, 1 - weekday), _move(day, 7 - weekday)
        return Period(f"{year:04d}-W{week:02d}", first.isoformat(), last.isoformat())
    months = _LAST_MONTHS[by]
    number = (day.month - 1) // months
    label = f"{day.year:04d}-{day.month:02d}" if by == MONTH else f"{day.year:04d}-Q{number + 1}"
    after = number * months + months  # months of the year that have passed at its end
    next_first = date(day.year, after + 1, 1) if after < 12 else None
    last = _move(next_first, -1) if next_first else date(day.year, 12, 31)
    return Period(label, date(day.year, number * months + 1, 1).isoformat(), last.isoformat())


def _move(day: date, days: int) -> date:
    """Give the day some days later, but none that the calendar does not have."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
