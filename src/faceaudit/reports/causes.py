"""From causes to what is said of them: what is systemic, what is individual, root causes in Pareto's order.

Knows nothing of formats.
"""

from collections.abc import Sequence

from faceaudit import taxonomy
from faceaudit.judging import causes
from faceaudit.judging.causes import LEAST_INDIVIDUAL, LEAST_SYSTEMIC, Causes, Excess
from faceaudit.judging.flags import LITTLE_TIME_MS
from faceaudit.judging.reasons import BOTH, MAY_BE_SYSTEMIC, NOT_JUDGED, OWN_MIX, PARTLY_SYSTEMIC
from faceaudit.reports.causes_numbers import CausesFindings, add_up, list_findings, make_head, title_of_cause
from faceaudit.reports.phrases import show_name, show_owner, show_period
from faceaudit.reports.reasons import show_share, show_without
from faceaudit.tables import COUNT, SECONDS, TENTHS, TEXT, Cell, Column, Report, Section, Table
from faceaudit.tally import OTHER_PERSON, Tally
from faceaudit.units import MS_PER_HOUR, WHOLE, count_of, round_half_up, show_hours, show_millionths

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
_WEIGHED = (
    Column("activity", "activity", TEXT), Column("code", "finding", TEXT),
    Column("people", "people", TEXT), Column("hours", "hours", SECONDS), Column("share", "share", TENTHS),
    Column("largest", "most by\none person", TENTHS),
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
_CODE_WORDS = {causes.SYSTEMIC: "systemic", causes.BORDERLINE: "perhaps", causes.NEITHER: ""}
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
        numbers=list_findings(findings),
        total=None,
        head=make_head(findings),
        rows_name="rows",
        notes=list(findings.notes),
        sections=_sections(findings),
    )


def _systemic_table(findings: CausesFindings) -> Table:
    found = findings.causes
    return Table(_SYSTEMIC, [
        (
            _title(one.activity), title_of_cause(taxonomy.ACTIVITIES[one.activity].cause),
            show_owner(one.activity, findings.departments), f"{one.affected} of {len(found.judged)}",
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
        f"The most that one person has of all the time on it: {even}. {_evenly(found)}",
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
    if findings.whys and found.activities:
        sections.append(_weighed_section(found))
    for one in found.pareto[:WHYS_FOR]:
        if one.cause in findings.whys:
            lines = [f"{number}. {why}" for number, why in enumerate(findings.whys[one.cause], 1)]
            sections.append(Section(f"Five whys: {title_of_cause(one.cause)}", lines))
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


def _weighed_section(found: Causes) -> Section:
    least = f"{show_millionths(found.notable)} %"
    columns = tuple(
        column._replace(heading=f"with {least}\nor more") if column.key == "people" else column for column in _WEIGHED
    )
    about = (
        f"How many of the team spend {least} or more of their working time on it, and how evenly: the most that one"
        f" person has of all the time on it. {_evenly(found)}"
    )
    return Section("Every activity that is not selling", [about], Table(columns, [
        (
            _title(one.activity), _CODE_WORDS[one.code], f"{one.affected} of {len(found.judged)}", one.ms,
            _tenths(one.ms, found.working), _tenths(one.largest_ms, one.ms),
        )
        for one in found.activities
    ]))  # fmt: skip


def _evenly(found: Causes) -> str:
    return f"Spread evenly that would be {show_share(WHOLE // len(found.judged))}."


def _pareto_table(findings: CausesFindings, total: int) -> Table:
    return Table(_PARETO, [
        (title_of_cause(one.cause), one.ms, _tenths(one.ms, total), _tenths(so_far, total), one.people)
        for one, so_far in add_up(findings.causes)
    ])  # fmt: skip


def _tenths(part: int, whole: int) -> int:
    return round_half_up(part * 1000, whole) if whole else 0


def _title(activity: str) -> str:
    return taxonomy.ACTIVITIES[activity].title
