"""Shares as they are shown: rounded so that they add up and never stand on the wrong side of their flag."""

from typing import NamedTuple

from faceaudit.judging.splits import Split
from faceaudit.units import NOT_APPLICABLE, WHOLE, apportion, round_half_up, share

TENTHS = 1000
"""A whole in tenths of a percent."""


class ShownSplit(NamedTuple):
    """Shares of working time in tenths of a percent; the five parts add up to 100.0 %."""

    selling: str
    """The selling share, without the percent sign; a range in whole percent where there is uncertain time."""
    value_added: int
    incremental: int
    baseline: int
    internal: int
    uncertain: int


def show_split(split: Split, threshold: int) -> ShownSplit | None:
    """Round a split for showing; None where there is no working time.

    Selling is apportioned first among selling, baseline, internal and uncertain; then its two parts share it.

    Args:
        split: exact time by category.
        threshold: the target in millionths; no shown share crosses it.
    """
    if not split.working:
        return None
    parts = [split.selling, split.baseline, split.internal, split.uncertain]
    tenths = apportion(parts, TENTHS)
    _keep_side(tenths, parts, threshold)
    value_added, incremental = apportion([split.value_added, split.incremental], tenths[0])
    shown = _show_range(split, threshold) if split.uncertain else _show_places(tenths[0], 1)
    return ShownSplit(shown, value_added, incremental, *tenths[1:])


def show_selling(split: Split, threshold: int) -> str:
    """Show the selling share alone, as :func:`show_split` does; ``n/a`` where there is no working time."""
    shown = show_split(split, threshold)
    return shown.selling if shown else NOT_APPLICABLE


def selling_shares(split: Split) -> tuple[float | None, float | None]:
    """Give the selling share for machines, without and with all uncertain time; None where there is no working time."""
    return share(split.selling, split.working), share(split.selling + split.uncertain, split.working)


def _keep_side(tenths: list[int], parts: list[int], threshold: int) -> None:
    """Move one tenth where rounding carried the selling share over its threshold."""
    working = sum(parts)
    is_below = parts[0] * WHOLE < threshold * working
    shown_below = tenths[0] * WHOLE < threshold * TENTHS
    if is_below and not shown_below:
        others = range(1, len(parts))
        gainer = max(others, key=lambda i: (parts[i] * TENTHS - tenths[i] * working, -i))
        tenths[0] -= 1
        tenths[gainer] += 1
    elif shown_below and not is_below:
        giver = max((i for i in range(1, len(parts)) if tenths[i]), key=lambda i: (tenths[i], -i), default=0)
        if giver:
            tenths[0] += 1
            tenths[giver] -= 1


def _show_range(split: Split, threshold: int) -> str:
    """Show the range, or one number where its ends are shown alike."""
    parts = (split.selling, split.selling + split.uncertain)
    ends = [_show_end(part, split, threshold) for part in parts]
    if float(ends[0]) > float(ends[1]):  # both are closer to the threshold than can be shown
        ends = [_show_places(_cut(part, split, threshold), 1) for part in parts]
    return "-".join(dict.fromkeys(ends))


def _show_end(part: int, split: Split, threshold: int) -> str:
    """Show a share in whole percent, or finer where that would mislead: by its side, or by none or all of the time."""
    for places in (0, 1, 2, 3):
        whole = 100 * 10**places
        rounded = round_half_up(part * whole, split.working)
        if _is_on_side(rounded, part, split, whole, threshold) and _is_some(rounded, whole) == _is_some(
            part, split.working
        ):
            return _show_places(rounded, places)
    # What is closer to the threshold than any place shows is cut off, not rounded onto it.
    return _show_places(_cut(part, split, threshold), 1)


def _is_some(part: int, whole: int) -> bool:
    """Tell whether a part is neither nothing nor all."""
    return 0 < part < whole


def _is_on_side(rounded: int, part: int, split: Split, whole: int, threshold: int) -> bool:
    return (part * WHOLE < threshold * split.working) == (rounded * WHOLE < threshold * whole)


def _cut(part: int, split: Split, threshold: int) -> int:
    """Give tenths of a percent: rounded down below the threshold, rounded up at and above it where need be."""
    if part * WHOLE < threshold * split.working:
        return min(part * TENTHS // split.working, -(-threshold * TENTHS // WHOLE) - 1)
    return max(round_half_up(part * TENTHS, split.working), -(-threshold * TENTHS // WHOLE))


def _show_places(number: int, places: int) -> str:
    unit: int = 10**places
    return f"{number // unit}.{number % unit:0{places}d}" if places else str(number)
