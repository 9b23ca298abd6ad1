"""Causes for machines: a row for each finding and each other activity, and what stands beside them in JSON."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from faceaudit import taxonomy
from faceaudit.errors import Note
from faceaudit.judging import causes
from faceaudit.judging.causes import Burden, Causes, CauseTime, Excess
from faceaudit.judging.departments import Departments
from faceaudit.judging.flags import Judgement
from faceaudit.judging.reasons import Reason
from faceaudit.reports.phrases import tell_period
from faceaudit.reports.reasons import COLUMNS as REASONS
from faceaudit.reports.reasons import reason_cells
from faceaudit.tables import COUNT, SECONDS, SHARE, TEXT, Cell, Column, Table
from faceaudit.tally import Tally
from faceaudit.units import WHOLE, seconds, share

_NUMBERS = (
    Column("code", "finding", TEXT), Column("activity", "activity", TEXT), Column("cause", "root cause", TEXT),
    Column("owner", "better owner", TEXT), Column("person", "person", TEXT), Column("affected", "affected", COUNT),
    Column("people", "people", COUNT), Column("seconds", "hours", SECONDS), Column("share", "share", SHARE),
    Column("largest_share", "most of it by one person", SHARE), Column("median_share", "others' median", SHARE),
    Column("limit_share", "limit", SHARE), Column("beyond_seconds", "hours beyond", SECONDS),
)  # fmt: skip


class CausesFindings(NamedTuple):
    """Everything the report of causes is made from."""

    causes: Causes
    reasons: Mapping[str, Reason]
    """Why somebody is below, by person key."""
    judgements: Sequence[Judgement]
    tally: Tally
    departments: Departments
    notes: Sequence[Note]
    whys: Mapping[str, Sequence[str]]
    """Questions by root cause group; none where they are not asked for."""


def list_findings(findings: CausesFindings) -> Table:
    """Give the findings, and the activities in which nothing was found."""
    found = findings.causes
    rows = [_burden_cells(one, findings) for one in found.burdens]
    rows += [_excess_cells(one, findings) for one in found.excesses]
    rows += [_burden_cells(one, findings) for one in found.activities if one.code == causes.NEITHER]
    return Table(_NUMBERS, rows)


def _burden_cells(one: Burden, findings: CausesFindings) -> tuple[Cell, ...]:
    found, owner = findings.causes, findings.departments.told_owner(one.activity)
    return (
        one.code, one.activity, taxonomy.ACTIVITIES[one.activity].cause, owner, None, one.affected, len(found.judged),
        one.ms, share(one.ms, found.working), share(one.largest_ms, one.ms), None, None, None,
    )  # fmt: skip


def _excess_cells(one: Excess, findings: CausesFindings) -> tuple[Cell, ...]:
    owner = findings.departments.told_owner(one.activity)
    return (
        causes.INDIVIDUAL, one.activity, taxonomy.ACTIVITIES[one.activity].cause, owner,
        findings.tally.name_of(one.person), None, len(findings.causes.judged), one.ms, share(one.ms, one.working), None,
        one.middle / WHOLE, one.limit / WHOLE, one.beyond_ms,
    )  # fmt: skip


def make_head(findings: CausesFindings) -> dict[str, Any]:
    """Give what JSON says before the rows."""
    found, name_of = findings.causes, findings.tally.name_of
    total = sum(one.ms for one in found.pareto)
    pareto = [
        {
            "cause": one.cause, "title": title_of_cause(one.cause), "seconds": seconds(one.ms),
            "share": share(one.ms, total), "cumulative_share": share(so_far, total), "people": one.people,
        }
        for one, so_far in add_up(found)
    ]  # fmt: skip
    keys = [column.key for column in REASONS]
    reasons = [
        {"person": one.name, **dict(zip(keys, reason_cells(findings.reasons[one.person]), strict=True))}
        for one in findings.judgements if one.person in findings.reasons
    ]  # fmt: skip
    return {
        "period": tell_period(findings.tally.period()),
        "notable": found.notable / WHOLE,
        "working_seconds": seconds(found.working),
        "people": len(found.judged),
        "left_out": [name_of(person) for person in found.left_out],
        "judged": {"systemic": found.judges_systemic, "individual": found.judges_individuals},
        "causes": pareto,
        "below": reasons,
    }


def add_up(found: Causes) -> Iterator[tuple[CauseTime, int]]:
    """Give the root cause groups, each with its time and that of those before it."""
    return zip(found.pareto, accumulate(one.ms for one in found.pareto), strict=True)


def title_of_cause(cause: str) -> str:
    """Give the name of a root cause group."""
    return taxonomy.CAUSES.get(cause, cause)
