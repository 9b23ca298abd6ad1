"""Who should own which work, and what an hour of it costs.

The taxonomy names an owner for each activity; the settings may name another.
"""

from collections.abc import Mapping
from typing import NamedTuple

from faceaudit import taxonomy
from faceaudit.units import MS_PER_HOUR

SALES = "sales"
"""The salespeople's own department."""


class Departments(NamedTuple):
    """Departments as the settings have them."""

    owners: Mapping[str, str] = {}
    """Department by activity, where it is another than that of the taxonomy; ``sales``: it stays where it is."""
    rates: Mapping[str, int] = {}
    """What an hour costs by department, in hundredths of the currency."""
    currency: str = ""
    week_ms: int = 40 * MS_PER_HOUR
    """Working time of one person in a week."""

    def owner_of(self, activity: str) -> str:
        """Give the department that should own an activity; empty where nobody but the salesperson can do it."""
        owner = self.owners.get(activity, taxonomy.ACTIVITIES[activity].owner)
        return "" if owner == SALES else owner


def title_of(department: str) -> str:
    """Give the name of a department to show; one that the taxonomy does not know is called as the settings call it."""
    return "Sales" if department == SALES else taxonomy.OWNERS.get(department, department)
