"""One way to show each kind of cell."""

from faceaudit.tables import COUNT, RANGE, SECONDS, SHARE, TENTHS, Cell
from faceaudit.units import seconds, show_count, show_hours, show_tenths

NOT_APPLICABLE = "n/a"


def show(value: Cell, kind: str) -> str:
    """Show a cell to a person: time as hours, shares in percent."""
    if value is None:
        return ""
    if kind == SECONDS:
        return show_hours(int(value))
    if kind == TENTHS:
        return show_tenths(int(value))
    if kind == COUNT:
        return show_count(int(value))
    if kind == SHARE:
        return f"{float(value) * 100:.1f} %"
    if kind == RANGE and value != NOT_APPLICABLE:
        return f"{value} %"
    return str(value)


def raw(value: Cell, kind: str) -> str | int | float | None:
    """Give a cell to a machine: time as seconds, everything else as it is."""
    return seconds(int(value)) if kind == SECONDS and value is not None else value
