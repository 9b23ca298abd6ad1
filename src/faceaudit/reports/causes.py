"""From causes to what is said of them: what is systemic, what is individual, root causes in Pareto's order.

Knows nothing of formats.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from faceaudit import taxonomy
from faceaudit.errors import Note
from faceaudit.judging import causes
from faceaudit.judging.causes import LEAST_INDIVIDUAL, LEAST_SYSTEMIC, Burden, Causes, CauseTime, Excess
from faceaudit.judging.departments import Departments, title_of
from faceaudit.judging.flags import LITTLE_TIME_MS, Judgement
from faceaudit.judging.reasons import BOTH, MAY_BE_SYSTEMIC, NOT_JUDGED, OWN_MIX, PARTLY_SYSTEMIC, Reason
from faceaudit.reports.phrases import show_name, show_period, tell_period
from faceaudit.reports.reasons import COLUMNS as REASONS
from faceaudit.reports.reasons import reason_cells, show_share, show_without
from faceaudit.tables import COUNT, SECONDS, SHARE, TENTHS, TEXT, Cell, Column, Report, Section, Table
from faceaudit.tally import OTHER_PERSON, Tally
from faceaudit.units import MS_PER_HOUR, WHOLE, count_of, round_half_up, seconds, share, show_hours, show_millionths

SCHEMA = "faceaudit.causes/1"
WHYS_FOR = 3
"""Root cause groups for which the five whys are asked."""

_LEAST_HOURS = LITTLE_TIME_MS // MS_PER_HOUR
_ASK = (
    "Beyond the limit of what is ordinary in this team. It says that there is something to ask about, such as a task or"
    " a territory that the others do not have; it does not say why."
)
_SYSTEMIC = (
    Column("activity", "activity", TEXT), Column("cause", "root cause", TEXT), Column("owner", "better owner", TEXT),
    Column("people", "people", TEXT), Column("hours", "hours", SECONDS), Column("share", "share", TENTHS),
)  # fmt: skip
_PARETO = (
    Column("cause", "root cause", TEXT), Column("hours", "hours", SECONDS), Column("share", "share", TENTHS),
    Column("cumulative", "with those\nabove", TENTHS), Column("people", "people", COUNT),
)  # fmt: skip
_INDIVIDUAL = (
    Column("person", "person", TEXT), Column("activity", "activity", TEXT), Column("share", "share", TENTHS),
    Column("median", "others'\nmedian", TENTHS), Column("limit", "limit", TENTHS),
    Column("beyond", "hours\nbeyond", SECONDS),
)  # fmt: skip
_REASONS = (
    Column("person", "person", TEXT), Column("why", "why below", TEXT),
    Column("without", "without what\nis systemic", TEXT),
)  # fmt: skip
_NUMBERS = (
    Column("code", "finding", TEXT), Column("activity", "activity", TEXT), Column("cause", "root cause", TEXT),
    Column("owner", "better owner", TEXT), Column("person", "person", TEXT), Column("affected", "affected", COUNT),
    Column("people", "people", COUNT), Column("seconds", "hours", SECONDS), Column("share", "share", SHARE),
    Column("largest_share", "most of it by one person", SHARE), Column("median_share", "others' median", SHARE),
    Column("limit_share", "limit", SHARE), Column("beyond_seconds", "hours beyond", SECONDS),
)  # fmt: skip
REASON_WORDS = {
    causes.SYSTEMIC: "only what is systemic",
    MAY_BE_SYSTEMIC: "perhaps only what is systemic",
    causes.INDIVIDUAL: "beyond a limit, see above",
    BOTH: "systemic, and beyond a limit",
    PARTLY_SYSTEMIC: "partly what is systemic",
    OWN_MIX: "nothing stands out",
    NOT_JUDGED: "not judged",
}
"""Codes of reasons, in words."""


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


def make_report(findings: CausesFindings) -> Report:
    """Make the report of causes."""
    found = findings.causes
    period = findings.tally.period()
    when = f", {show_period(*period)}" if period else ""
    people = count_of(len(found.judged), "person", "people")
    return Report(
        schema=SCHEMA,
        title=f"Individual or systemic{when}: {people}, {show_hours(found.working)} h of work",
        words=_systemic_table(findings),
        lines=_lines(findings),
        numbers=_list_findings(findings),
        total=None,
        head={"period": tell_period(period), **_head(findings)},
        rows_name="rows",
        notes=list(findings.notes),
        sections=_sections(findings),
    )


def _systemic_table(findings: CausesFindings) -> Table:
    found = findings.causes
    return Table(_SYSTEMIC, [
        (
            _title(one.activity), _cause_title(taxonomy.ACTIVITIES[one.activity].cause),
            _owner_title(one.activity, findings.departments), f"{one.affected} of {len(found.judged)}",
            one.ms, _tenths(one.ms, found.working),
        )
        for one in found.systemic
    ])  # fmt: skip


def _lines(findings: CausesFindings) -> list[str]:
    found = findings.causes
    lines = [*_systemic_lines(found), *_borderline_lines(found)]
    if not found.judges_systemic:
        lines.append(_too_few("Nothing systemic", findings, LEAST_SYSTEMIC))
    if not found.judges_individuals:
        lines.append(_too_few("No person", findings, LEAST_INDIVIDUAL))
    elif not found.excesses:
        lines.append("Individual: nobody is beyond what is ordinary in this team.")
    if found.left_out:
        names = ", ".join(show_name(findings.tally.name_of(person)) for person in found.left_out)
        lines.append(f"Not taken as one of the team, with less than {_LEAST_HOURS} h of work: {names}.")
    return lines


def _systemic_lines(found: Causes) -> list[str]:
    if not found.judges_systemic:
        return []
    rule = f"at least half of the people, and at least {LEAST_SYSTEMIC}, spend {show_millionths(found.notable)} %"
    if not found.systemic:
        return [f"Systemic: nothing. It would be what {rule} or more of their working time on."]
    even = ", ".join(
        f"{_title(one.activity)} {show_share(one.largest_ms * WHOLE // one.ms)}" for one in found.systemic[:WHYS_FOR]
    )
    once = ", ".join(_title(one.activity) for one in found.systemic if one.days == 1)
    return [
        f"Systemic: {rule} or more of their working time on it. That is the company's to change, and nobody's fault.",
        f"The most that one person has of all the time on it: {even}.",
        *([f"On a single day only: {once}. Whether that is the rule, a longer log tells."] if once else []),
    ]


def _borderline_lines(found: Causes) -> list[str]:
    said = [
        f"{_title(one.activity)} ({one.affected} of {len(found.judged)})"
        for one in found.burdens if one.code == causes.BORDERLINE
    ]  # fmt: skip
    if not said:
        return []
    return [f"Perhaps systemic; there is too little of it, or too short a log, to be sure: {', '.join(said)}."]


def _too_few(what: str, findings: CausesFindings, least: int) -> str:
    least, there = max(least, findings.causes.least_people), len(findings.causes.judged)
    takes = f"that takes {least} people with {_LEAST_HOURS} h of work or more"
    are = f"there is {there}" if there == 1 else f"there are {there}"
    others = "; --person leaves the others out" if findings.tally.skipped[OTHER_PERSON] else ""
    return f"{what} is judged: {takes}, and {are}{others}."


def _sections(findings: CausesFindings) -> list[Section]:
    found = findings.causes
    sections = []
    if found.excesses:
        sections.append(Section("Individual", [_ASK], _individual_table(found.excesses, findings.tally)))
    if findings.reasons:
        sections.append(_reasons_section(findings))
    if found.pareto:
        total = sum(one.ms for one in found.pareto)
        sections.append(Section(
            "Root causes", [f"All {show_hours(total)} h that are not selling, the largest first (Pareto's order)."],
            _pareto_table(findings, total),
        ))  # fmt: skip
    for one in found.pareto[:WHYS_FOR]:
        if one.cause in findings.whys:
            lines = [f"{number}. {why}" for number, why in enumerate(findings.whys[one.cause], 1)]
            sections.append(Section(f"Five whys: {_cause_title(one.cause)}", lines))
    return sections


def _individual_table(excesses: Sequence[Excess], tally: Tally) -> Table:
    return Table(_INDIVIDUAL, [
        (
            tally.name_of(one.person), _title(one.activity), _tenths(one.ms, one.working), _tenths(one.middle, WHOLE),
            _tenths(one.limit, WHOLE), one.beyond_ms,
        )
        for one in excesses
    ])  # fmt: skip


def _reasons_section(findings: CausesFindings) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for one in findings.judgements:
        reason = findings.reasons.get(one.person)
        if reason:
            rows.append((one.name, REASON_WORDS[reason.code], show_without(one, reason)))
    about = ["Without what is systemic: selling / (working time - time on what is systemic)."]
    if findings.causes.systemic:
        up_to = ", up to a limit" if findings.causes.judges_individuals else ""
        about.append(f"All of it is taken out, even where one has more of it than the others{up_to}.")
    return Section("Why somebody is below", about, Table(_REASONS, rows))


def _pareto_table(findings: CausesFindings, total: int) -> Table:
    return Table(_PARETO, [
        (_cause_title(one.cause), one.ms, _tenths(one.ms, total), _tenths(so_far, total), one.people)
        for one, so_far in _add_up(findings.causes)
    ])  # fmt: skip


def _add_up(found: Causes) -> Iterator[tuple[CauseTime, int]]:
    """Give the root cause groups, each with its time and that of those before it."""
    return zip(found.pareto, accumulate(one.ms for one in found.pareto), strict=True)


def _list_findings(findings: CausesFindings) -> Table:
    found = findings.causes
    rows = [_burden_cells(one, findings) for one in found.burdens]
    return Table(_NUMBERS, rows + [_excess_cells(one, findings) for one in found.excesses])


def _burden_cells(one: Burden, findings: CausesFindings) -> tuple[Cell, ...]:
    found, owner = findings.causes, findings.departments.owner_of(one.activity) or None
    return (
        one.code, one.activity, taxonomy.ACTIVITIES[one.activity].cause, owner, None, one.affected, len(found.judged),
        one.ms, share(one.ms, found.working), share(one.largest_ms, one.ms), None, None, None,
    )  # fmt: skip


def _excess_cells(one: Excess, findings: CausesFindings) -> tuple[Cell, ...]:
    owner = findings.departments.owner_of(one.activity) or None
    return (
        causes.INDIVIDUAL, one.activity, taxonomy.ACTIVITIES[one.activity].cause, owner,
        findings.tally.name_of(one.person), None, len(findings.causes.judged), one.ms, share(one.ms, one.working), None,
        one.middle / WHOLE, one.limit / WHOLE, one.beyond_ms,
    )  # fmt: skip


def _head(findings: CausesFindings) -> dict[str, Any]:
    found, name_of = findings.causes, findings.tally.name_of
    total = sum(one.ms for one in found.pareto)
    pareto = [
        {
            "cause": one.cause, "title": _cause_title(one.cause), "seconds": seconds(one.ms),
            "share": share(one.ms, total), "cumulative_share": share(so_far, total), "people": one.people,
        }
        for one, so_far in _add_up(found)
    ]  # fmt: skip
    keys = [column.key for column in REASONS]
    reasons = [
        {"person": one.name, **dict(zip(keys, reason_cells(findings.reasons[one.person]), strict=True))}
        for one in findings.judgements if one.person in findings.reasons
    ]  # fmt: skip
    return {
        "notable": found.notable / WHOLE,
        "working_seconds": seconds(found.working),
        "people": len(found.judged),
        "left_out": [name_of(person) for person in found.left_out],
        "judged": {"systemic": found.judges_systemic, "individual": found.judges_individuals},
        "causes": pareto,
        "below": reasons,
    }


def _tenths(part: int, whole: int) -> int:
    return round_half_up(part * 1000, whole) if whole else 0


def _title(activity: str) -> str:
    return taxonomy.ACTIVITIES[activity].title


def _cause_title(cause: str) -> str:
    return taxonomy.CAUSES.get(cause, cause)


def _owner_title(activity: str, departments: Departments) -> str:
    owner = departments.owner_of(activity)
    if owner:
        return title_of(owner)
    return "stays with sales" if departments.stays(activity) else "nobody: plan it"
