"""What reports say alike: title, period, names, what became of the rows read.

Knows nothing of what they are about.
"""

from faceaudit.errors import quote
from faceaudit.judging.departments import Departments, title_of
from faceaudit.judging.splits import Split
from faceaudit.tally import Tally
from faceaudit.units import count_of, show_count, show_hours

SKIP_WORDS = {
    "empty-row": "empty",
    "repeated-header": "repeated header",
    "total-row": "total",
    "other-person": "of somebody else",
    "duplicate": "counted already",
    "outside-period": "outside the period",
    "plan": "plan",
    "deleted": "deleted in the system",
    "footer": "footer",
    "continuation": "rest of the row above",
    "heading": "heading",
    "part-row": "part of another row",
}
"""Reasons for which rows are skipped, in words."""
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def say_title(what: str, tally: Tally, everybody: Split) -> str:
    """Say what a report is about, its period, and how much it rests on."""
    period = tally.period()
    when = f", {show_period(*period)}" if period else ""
    people = count_of(len(tally.names), "person", "people")
    entries = count_of(tally.counted, "entry", "entries")
    return f"{what}{when}: {people}, {entries}, {show_hours(everybody.working)} h of work"


def show_period(first: str, last: str) -> str:
    """Show a period of ISO days in few words: ``3-28 Nov 2025``."""
    (year, month, day), (year_2, month_2, day_2) = ([int(part) for part in one.split("-")] for one in (first, last))
    end = f"{day_2} {_MONTHS[month_2 - 1]} {year_2}"
    if first == last:
        return end
    if year != year_2:
        return f"{day} {_MONTHS[month - 1]} {year} - {end}"
    return f"{day}-{end}" if month == month_2 else f"{day} {_MONTHS[month - 1]} - {end}"


def tell_period(period: tuple[str, str] | None) -> dict[str, str | None]:
    """Give what JSON says of a period: its first and last day, ISO 8601; both null where there is none."""
    first, last = period or (None, None)
    return {"first": first, "last": last}


def say_rows(tally: Tally) -> str:
    """Say what became of the rows read."""
    line = (
        f"Rows: {show_count(tally.rows_read)} read = {show_count(tally.counted)} counted"
        f" + {show_count(tally.rows_rejected)} rejected + {show_count(tally.rows_skipped)} skipped"
    )
    why = ", ".join(
        f"{show_count(number)} {SKIP_WORDS.get(code, code)}" for code, number in sorted(tally.skipped.items())
    )
    return f"{line} ({why})." if why else f"{line}."


def show_name(name: str, limit: int = 40) -> str:
    """Show a name within a sentence, shortened to ``limit`` characters."""
    return quote(name, limit)[1:-1]


def show_team(team: str) -> str:
    """Show a team below people; an empty name is time of no team, and one that says that it is a team says it once."""
    if not team:
        return "no team"
    return team if team.casefold().startswith("team ") else f"team {team}"


def show_owner(activity: str, departments: Departments) -> str:
    """Show who should own work that is not selling."""
    owner = departments.owner_of(activity)
    if owner:
        return title_of(owner)
    return "stays with sales" if departments.stays(activity) else "nobody: plan it"
