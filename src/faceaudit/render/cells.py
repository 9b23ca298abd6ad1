"""One way to show each kind of cell."""

from faceaudit.tables import COUNT, HUNDREDTHS, RANGE, SECONDS, SHARE, SOFT_HYPHEN, TENTHS, Cell, Column
from faceaudit.units import NOT_APPLICABLE, seconds, show_count, show_hours, show_hundredths, show_tenths


def show(value: Cell, kind: str) -> str:
    """Show a cell to a person: time as hours, shares in percent."""
    if value is None:
        return ""
    if kind == SECONDS:
        return show_hours(int(value))
    if kind == TENTHS:
        return show_tenths(int(value))
    if kind == HUNDREDTHS:
        return show_hundredths(int(value))
    if kind == COUNT:
        return show_count(int(value))
    if kind == SHARE:
        return f"{float(value) * 100:.1f} %"
    if kind == RANGE and value != NOT_APPLICABLE:
        return f"{value} %"
    return str(value)


def flat_heading(column: Column) -> str:
    """Give a column's heading on one line."""
    return column.heading.replace(f"{SOFT_HYPHEN}\n", "").replace("-\n", "-").replace("\n", " ")


def raw(value: Cell, kind: str) -> str | int | float | None:
    """Give a cell to a machine: time as seconds, hundredths as a decimal number, everything else as it is."""
    if kind == HUNDREDTHS and value is not None:
        return int(value) / 100
    return seconds(int(value)) if kind == SECONDS and value is not None else value
