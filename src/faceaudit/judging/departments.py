"""Who should own which work, and what an hour of it costs.

The taxonomy names an owner for each activity; the settings may name another.
"""

from collections.abc import Mapping
from typing import NamedTuple

from faceaudit import taxonomy
from faceaudit.units import MS_PER_HOUR

SALES = "sales"
"""The salespeople's own department."""

RESPONSIBLE = "R"
CONSULTED = "C"


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

    def stays(self, activity: str) -> bool:
        """Tell whether the settings leave an activity with sales."""
        return self.owners.get(activity) == SALES

    def told_owner(self, activity: str) -> str | None:
        """Give the owner as machines are told: sales where the settings leave it there, None where nobody else can."""
        return self.owner_of(activity) or (SALES if self.stays(activity) else None)

    def parts_in(self, activity: str) -> dict[str, str]:
        """Give who has which part in an activity that is not selling: ``R`` responsible, ``C`` consulted.

        Sales always has one: responsible where nobody else is. Where the settings name another owner than the
        taxonomy, the taxonomy's is consulted.
        """
        work = taxonomy.ACTIVITIES[activity]
        parts = dict.fromkeys((SALES, work.owner, *work.consulted), CONSULTED)
        parts.pop("", None)
        return parts | {self.owner_of(activity) or SALES: RESPONSIBLE}


def title_of(department: str) -> str:
    """Give the name of a department to show; one that the taxonomy does not know is called as the settings call it."""
    return "Sales" if department == SALES else taxonomy.OWNERS.get(department, department)
