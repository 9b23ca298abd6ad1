"""Trends in numbers: a row for each person or team and period, and the statement on each of them.

Knows nothing of formats.
"""

from typing import Any

from faceaudit.judging import trends
from faceaudit.judging.shown import selling_shares
from faceaudit.judging.trends import Series, Step, Trends
from faceaudit.tables import COUNT, SECONDS, SHARE, TEXT, Cell, Column, Table
from faceaudit.units import WHOLE

NUMBERS = (
    Column("kind", "kind", TEXT),
    Column("person", "person", TEXT),
    Column("team", "team", TEXT),
    Column("period", "period", TEXT),
    Column("first_day", "first day", TEXT),
    Column("last_day", "last day", TEXT),
    Column("entries", "entries", COUNT),
    Column("working_seconds", "working", SECONDS),
    Column("selling_seconds", "selling", SECONDS),
    Column("uncertain_seconds", "uncertain", SECONDS),
    Column("selling_share_low", "selling share, low", SHARE),
    Column("selling_share_high", "selling share, high", SHARE),
    Column("change", "change", SHARE),
    Column("statement", "statement", TEXT),
    Column("usual_share", "usual share", SHARE),
    Column("ordinary_low", "ordinary, low", SHARE),
    Column("ordinary_high", "ordinary, high", SHARE),
    Column("ordinary_change", "ordinary change", SHARE),
)
"""Columns for machines."""


def list_rows(found: Trends) -> Table:
    """Give a row for each period of each person, each team and everybody."""
    return Table(NUMBERS, [_cells(one, step) for one in found.all_series for step in one.steps])


def _cells(one: Series, step: Step) -> tuple[Cell, ...]:
    split, period = step.split, step.period
    return (
        one.kind, one.name if one.kind == trends.PERSON else None, one.team or None,
        period.label, period.first, period.last,
        step.entries, split.working, split.selling, split.uncertain,
        *selling_shares(split),
        None if step.change is None else step.change / WHOLE,
        step.statement or None,
        *_usual(step),
    )  # fmt: skip


def _usual(step: Step) -> tuple[float | None, float | None, float | None, float | None]:
    usual = step.usual
    if usual is None:
        return (None, None, None, None)
    low, high = ordinary_range(step)
    return (usual.centre / WHOLE, low / WHOLE, high / WHOLE, usual.jump / WHOLE)


def tell_statement(one: Series) -> dict[str, Any]:
    """Give what JSON says of the last whole period."""
    named: dict[str, str | None] = {"person": one.name} if one.kind == trends.PERSON else {}
    if one.kind != trends.EVERYBODY:
        named["team"] = one.team or None
    latest = one.latest
    cells = dict(zip((column.key for column in NUMBERS), _cells(one, latest), strict=True)) if latest else {}
    return {
        **named,
        "whole_periods": len(one.whole),
        "last_period": cells.get("period"),
        **{
            key: cells.get(key)
            for key in (
                "selling_share_low", "selling_share_high", "change", "statement", "usual_share", "ordinary_low",
                "ordinary_high", "ordinary_change",
            )
        },
    }  # fmt: skip


def ordinary_range(step: Step) -> tuple[int, int]:
    """Give the limits of what is ordinary, within 0 and 100 %."""
    usual = step.usual
    assert usual is not None
    return max(usual.centre - usual.reach, 0), min(usual.centre + usual.reach, WHOLE)
