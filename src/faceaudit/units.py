"""Time, shares and counts: exact integers inside, and the one way to show each.

Time is whole milliseconds; a threshold or a share that decides something is whole millionths.
Knows nothing of who asks.
"""

from collections.abc import Sequence

MS_PER_SECOND = 1_000
MS_PER_MINUTE = 60_000
MS_PER_HOUR = 3_600_000
MS_PER_DAY = 24 * MS_PER_HOUR
WHOLE = 1_000_000
"""A share of one, in millionths."""
NOT_APPLICABLE = "n/a"
"""Shown of a share where there is no whole."""


def seconds(ms: int) -> int | float:
    """Give milliseconds as seconds for machine formats: an integer where it is one, else at most three places."""
    whole, rest = divmod(ms, MS_PER_SECOND)
    return whole if rest == 0 else ms / MS_PER_SECOND


def share(part: int, whole: int) -> float | None:
    """Give part / whole for machine formats; None where there is no whole."""
    return part / whole if whole else None


def apportion(parts: Sequence[int], whole: int) -> list[int]:
    """Round parts to whole units so that they add up to ``whole``, each at most one unit off (largest remainder).

    Args:
        parts: exact sizes, in any unit, none negative.
        whole: what the rounded parts add up to, e.g. 1000 for tenths of a percent.

    Returns:
        One integer a part; all zero where the parts sum to zero.
    """
    total = sum(parts)
    if total == 0:
        return [0] * len(parts)
    floors = [part * whole // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(parts[i] * whole % total), i))
    for i in by_remainder[: whole - sum(floors)]:
        floors[i] += 1
    return floors


def round_half_up(number: int, unit: int) -> int:
    """Round a non-negative number to whole units."""
    return (2 * number + unit) // (2 * unit)


def show_hours(ms: int) -> str:
    """Show milliseconds as hours with one place: ``1,086.5``."""
    tenths = round_half_up(ms, MS_PER_HOUR // 10)
    return f"{tenths // 10:,}.{tenths % 10}"


def show_tenths(tenths: int) -> str:
    """Show tenths of a percent: ``91.0 %``."""
    return f"{tenths // 10}.{tenths % 10} %"


def show_millionths(millionths: int) -> str:
    """Show a share given in millionths as a bare percentage, no more places than it needs: ``90``, ``72.5``."""
    whole, rest = divmod(millionths, WHOLE // 100)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)


def show_hundredths(hundredths: int) -> str:
    """Show hundredths, such as cents, with two places: ``1,234.50``."""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole:,}.{rest:02d}"


def show_points(millionths: int) -> str:
    """Show a change of a share, given in millionths, in percentage points with its sign: ``+3.2``, ``0.0``."""
    tenths = round_half_up(abs(millionths), WHOLE // 1000)
    sign = "" if not tenths else "-" if millionths < 0 else "+"
    return f"{sign}{tenths // 10}.{tenths % 10}"


def show_count(number: int) -> str:
    """Show a count with thousands marked: ``1,214``."""
    return f"{number:,}"


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Show a count with its noun: ``1 person``, ``8 people``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def show_clock(ms: int) -> str:
    """Show the time of day of a wall clock in milliseconds: ``09:30:00``, with thousandths where there are any."""
    seconds_of_day, thousandths = divmod(ms % MS_PER_DAY, MS_PER_SECOND)
    minutes, second = divmod(seconds_of_day, 60)
    shown = f"{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
    return f"{shown}.{thousandths:03d}" if thousandths else shown
