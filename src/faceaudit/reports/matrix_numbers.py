"""The responsibility matrix for machines: its rows, its total, and what stands beside them in JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from faceaudit import taxonomy
from faceaudit.errors import Note
from faceaudit.judging.departments import SALES, Departments, title_of
from faceaudit.judging.loads import Cost, Load, add_costs, full_time, list_loads, per_week, price
from faceaudit.judging.matrix import WORKDAYS, Matrix, Outlook, Row
from faceaudit.judging.shown import selling_shares
from faceaudit.judging.splits import Split
from faceaudit.reports.phrases import tell_period
from faceaudit.tables import COUNT, HUNDREDTHS, SECONDS, SHARE, TEXT, Cell, Column, Table
from faceaudit.tally import TextTimes
from faceaudit.units import WHOLE, seconds, share

TEXTS_SHOWN = 3
"""Texts shown of an activity."""

_COSTS = (
    Column("cost_now", "cost now", HUNDREDTHS),
    Column("cost_with_owner", "cost with the owner", HUNDREDTHS),
    Column("cost_difference", "difference", HUNDREDTHS),
)
_SUMS = (
    Column("seconds", "time", SECONDS),
    Column("share", "share of working time", SHARE),
    Column("people", "people", COUNT),
    Column("entries", "entries", COUNT),
    Column("seconds_per_week", "time a week", SECONDS),
    Column("full_time_equivalents", "full-time people", SHARE),
    *_COSTS,
)
_ROW = (
    *(Column(key, key.replace("_", " "), TEXT) for key in ("activity", "title", "category", "owner", "owner_title")),
    *_SUMS,
    Column("handed_over", "handed over", TEXT),
    Column("cumulative_seconds", "handed over so far", SECONDS),
    Column("selling_share_low", "selling share then, low", SHARE),
    Column("selling_share_high", "selling share then, high", SHARE),
    Column("done_by", "done by now", TEXT),
    Column("largest_texts", "largest texts", TEXT),
)
_TOTAL = (
    *_SUMS,
    *(
        Column(f"{name}_seconds", name.replace("_", " "), SECONDS)
        for name in ("handed_over", "baseline", "internal", "uncertain", "working")
    ),
)
_YES, _NO = "yes", "no"
_BETWEEN = " | "


class MatrixFindings(NamedTuple):
    """Everything the report of the matrix is made from."""

    matrix: Matrix
    departments: Departments
    texts: TextTimes
    """Words of the entries by activity."""
    period: tuple[str, str] | None
    """First and last day with an entry."""
    notes: Sequence[Note]


def list_rows(findings: MatrixFindings) -> Table:
    """Give the rows, an activity each, most time first."""
    return Table(_ROW, [_row(row, findings) for row in findings.matrix.rows])


def add_rows(findings: MatrixFindings) -> Table:
    """Give the total; its seconds are baseline and internal time, as in the report of selling time."""
    matrix = findings.matrix
    now = matrix.everybody.now
    costs = add_costs(price(row.ms, row.owner, findings.departments) for row in matrix.rows)
    entries = sum(row.entries for row in matrix.rows)
    handed = matrix.everybody.then.selling - now.selling
    sums = _sums(matrix.ms, matrix.affected, entries, findings, costs)
    return Table(_TOTAL, [(*sums, handed, now.baseline, now.internal, now.uncertain, now.working)])


def make_head(findings: MatrixFindings) -> dict[str, Any]:
    """Give what JSON says before the rows."""
    matrix, departments = findings.matrix, findings.departments
    return {
        "period": tell_period(findings.period),
        "people": matrix.workers,
        "weeks": matrix.week_parts / WORKDAYS,
        "full_time_seconds_per_week": seconds(departments.week_ms),
        "currency": departments.currency or None,
        "departments": [_department(load, findings) for load in list_loads(matrix, departments)],
        "texts": [
            {"activity": activity, "text": words, "seconds": seconds(ms), "entries": entries}
            for activity, words, ms, entries in largest_texts(findings)
        ],
        "what_if": {
            "handed_over": list(matrix.handed_over),
            "people": [
                {
                    "person": now.name, "team": now.team or None, **_change(now.split, then.split, now.threshold),
                    "flag": now.flag, "flag_then": then.flag,
                } for now, then in matrix.people
            ],
            "teams": [{"team": one.name or None, **_outlook(one, matrix)} for one in matrix.teams],
            "everybody": _outlook(matrix.everybody, matrix),
        },
    }  # fmt: skip


def largest_texts(findings: MatrixFindings) -> list[tuple[str, str, int, int]]:
    """Give activity, words, time in milliseconds and entries of the largest texts of each activity."""
    return [
        (row.activity, words, ms, entries)
        for row in findings.matrix.rows
        for words, (ms, entries) in findings.texts.largest(row.activity, TEXTS_SHOWN)
    ]


def _row(row: Row, findings: MatrixFindings) -> tuple[Cell, ...]:
    work, departments = taxonomy.ACTIVITIES[row.activity], findings.departments
    owner = departments.told_owner(row.activity)
    return (
        row.activity, work.title, work.category, owner, title_of(owner) if owner else None,
        *_sums(row.ms, row.people, row.entries, findings, price(row.ms, row.owner, departments)),
        _YES if row.is_handed_over else _NO, row.handed_over_ms, *selling_shares(row.everybody), SALES,
        _BETWEEN.join(words for words, _ in findings.texts.largest(row.activity, TEXTS_SHOWN) if words) or None,
    )  # fmt: skip


def _sums(ms: int, people: int, entries: int, findings: MatrixFindings, cost: Cost) -> tuple[Cell, ...]:
    matrix = findings.matrix
    return (
        ms, share(ms, matrix.everybody.now.working), people, entries, per_week(ms, matrix),
        share(*full_time(ms, matrix, findings.departments)), *cost,
    )  # fmt: skip


def _department(load: Load, findings: MatrixFindings) -> Mapping[str, Any]:
    weekly = per_week(load.ms, findings.matrix)
    return {
        "department": load.department,
        "title": title_of(load.department),
        "activities": list(load.activities),
        "seconds": seconds(load.ms),
        "seconds_per_week": None if weekly is None else seconds(weekly),
        "full_time_equivalents": share(*full_time(load.ms, findings.matrix, findings.departments)),
        **{
            column.key: None if amount is None else amount / 100
            for column, amount in zip(_COSTS, load.cost, strict=True)
        },
    }


def _change(now: Split, then: Split, threshold: int) -> Mapping[str, Any]:
    (low, high), (low_then, high_then) = selling_shares(now), selling_shares(then)
    return {
        "working_seconds": seconds(now.working),
        "handed_over_seconds": seconds(then.selling - now.selling),
        "selling_share_low": low,
        "selling_share_high": high,
        "selling_share_low_then": low_then,
        "selling_share_high_then": high_then,
        "threshold": threshold / WHOLE,
    }


def _outlook(one: Outlook, matrix: Matrix) -> Mapping[str, Any]:
    """Give what a team would be, and which activities take it to its target: null where not even all of them do."""
    reached = {
        f"target_reached_{end}": None if after is None else list(matrix.handed_over[:after])
        for end, after in (("low", one.low_after), ("high", one.high_after))
    }
    return {**_change(one.now, one.then, one.threshold), **reached}
