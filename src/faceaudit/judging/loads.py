"""What the work that is handed over would mean for the departments that take it: hours a week, people, money."""

from collections.abc import Iterable
from typing import NamedTuple

from faceaudit.judging.departments import SALES, Departments
from faceaudit.judging.matrix import WORKDAYS, Matrix, Row
from faceaudit.units import MS_PER_HOUR, round_half_up


class Cost(NamedTuple):
    """What some time costs, in hundredths of the currency; None where a rate is not known."""

    now: int | None
    """At the rate of sales."""
    then: int | None
    """At the rate of the department that should own the work."""
    difference: int | None
    """How much less that is."""


class Load(NamedTuple):
    """What a department would take over."""

    department: str
    activities: tuple[str, ...]
    ms: int
    cost: Cost


def list_loads(matrix: Matrix, departments: Departments) -> list[Load]:
    """Give what each department would take over, most time first; its cost is the sum of that of its activities."""
    by_department: dict[str, list[Row]] = {}
    for row in matrix.rows:
        if row.is_handed_over:
            by_department.setdefault(row.owner, []).append(row)
    loads = [
        Load(
            department,
            tuple(row.activity for row in rows),
            sum(row.ms for row in rows),
            add_costs(price(row.ms, department, departments) for row in rows),
        )
        for department, rows in by_department.items()
    ]
    return sorted(loads, key=lambda load: (-load.ms, load.department))


def price(ms: int, owner: str, departments: Departments) -> Cost:
    """Give what some time costs, each amount rounded half up to whole hundredths.

    Args:
        ms: the time in milliseconds.
        owner: the department that should own the work; empty where nobody else can do it.
        departments: knows the rates.
    """
    now = _at_rate(ms, departments.rates.get(SALES))
    then = _at_rate(ms, departments.rates.get(owner))
    return Cost(now, then, None if now is None or then is None else now - then)


def add_costs(costs: Iterable[Cost]) -> Cost:
    """Add up costs, each column by itself, leaving out what is not known; None where nothing is."""
    columns = [[amount for amount in column if amount is not None] for column in zip(*costs, strict=True)]
    return Cost(*(sum(column) if column else None for column in columns)) if columns else Cost(None, None, None)


def per_week(ms: int, matrix: Matrix) -> int | None:
    """Give some time of the log per working week, in milliseconds; None where nobody worked."""
    return round_half_up(ms * WORKDAYS, matrix.week_parts) if matrix.week_parts else None


def full_time(ms: int, matrix: Matrix, departments: Departments) -> tuple[int, int]:
    """Give how many full-time people some time is the work of, as a fraction; its lower part is 0 if nobody worked."""
    return ms * WORKDAYS, matrix.week_parts * departments.week_ms


def _at_rate(ms: int, rate: int | None) -> int | None:
    return None if rate is None else round_half_up(ms * rate, MS_PER_HOUR)
