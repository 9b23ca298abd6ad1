"""How the values of a layout are read, once its rows have been surveyed, and why."""

from typing import NamedTuple

from faceaudit.logs.date_orders import GIVEN, NAMED

COMPARED = "start-and-end"
SIZED = "size"
UNIT_WHY = {
    NAMED: "as its name or the format tells",
    COMPARED: "as start and end show",
    SIZED: "judged by their size",
    GIVEN: "as --unit says",
}
"""Reasons for a unit, in words."""


class Decided(NamedTuple):
    """How the values of a layout are read."""

    date_order: str
    unit: str | None
    decimal: str | None
    adds_parts: bool = False
    """Whether the time is told in parts, see :mod:`faceaudit.logs.parts`."""
    order_by: str = ""
    """Why the dates are read in that order: a key of :data:`faceaudit.logs.date_orders.ORDER_WHY`; empty where no value
    leaves it open."""
    unit_by: str = ""
    """Why bare numbers have that unit: ``GIVEN`` by the user, ``NAMED`` by the column or the format, ``COMPARED`` with
    end minus start, judged by their size (``SIZED``); empty where there is none."""
    break_unit: str = "minutes"
    """Unit of bare numbers in the column of breaks."""
    widths: tuple[int, int] = (0, 1_000_000)
    """Fewest and most cells of a row that is whole."""
    shows_shift: int = -1
    """Place of a column of words in which a number shows that the row is shifted; -1 where none does."""


class Remark(NamedTuple):
    """Something assumed about a layout, to be told."""

    code: str
    message: str
