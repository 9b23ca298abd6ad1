"""The responsibility matrix in words: which work should lie elsewhere, and what selling share that would make."""

from faceaudit import taxonomy
from faceaudit.judging.departments import SALES, title_of
from faceaudit.judging.flags import Judgement
from faceaudit.judging.loads import Cost, add_costs, full_time, list_loads, per_week
from faceaudit.judging.matrix import WORKDAYS, Matrix, Outlook
from faceaudit.judging.shown import TENTHS as WHOLE_IN_TENTHS
from faceaudit.judging.shown import show_selling
from faceaudit.reports.matrix_numbers import MatrixFindings, add_rows, largest_texts, list_rows, make_head
from faceaudit.reports.phrases import show_name, show_owner, show_period, show_team
from faceaudit.tables import COUNT, HUNDREDTHS, RANGE, SECONDS, TENTHS, TEXT, Cell, Column, Report, Section, Table
from faceaudit.units import apportion, count_of, round_half_up, show_hours, show_hundredths, show_millionths

SCHEMA = "faceaudit.matrix/1"

_WORDS = (
    Column("activity", "activity", TEXT),
    Column("owner", "better owner", TEXT),
    Column("hours", "hours", SECONDS),
    Column("share", "share", TENTHS),
    Column("people", "peo\u00ad\nple", COUNT),
    Column("week", "hours\na week", SECONDS),
    Column("then", "selling\nthen", RANGE),
)
_DEPARTMENTS = (
    Column("department", "department", TEXT),
    Column("hours", "hours", SECONDS),
    Column("week", "hours\na week", SECONDS),
    Column("full_time", "full-time\npeople", HUNDREDTHS),
)
_MONEY = (
    Column("cost_now", "costs\nnow", HUNDREDTHS),
    Column("cost_then", "would\ncost", HUNDREDTHS),
    Column("difference", "less\nby", HUNDREDTHS),
)
_PEOPLE = (
    Column("person", "person", TEXT),
    Column("now", "selling\nnow", RANGE),
    Column("flag", "flag\nnow", TEXT),
    Column("hours", "hours\nback", SECONDS),
    Column("then", "selling\nthen", RANGE),
    Column("flag_then", "flag\nthen", TEXT),
)
_ENTRIES = (
    Column("activity", "activity", TEXT),
    Column("category", "category", TEXT),
    Column("done_by", "done by now", TEXT),
    Column("entries", "entries", COUNT),
)
_TEXTS = (
    Column("activity", "activity", TEXT),
    Column("hours", "hours", SECONDS),
    Column("entries", "entries", COUNT),
    Column("text", "what was logged", TEXT),
)
_ABOUT = (
    "Sales does all of this now. Selling then: everybody's selling share once the row and those above it are handed"
    " over and that time is spent selling."
)


def make_report(findings: MatrixFindings, *, with_texts: bool) -> Report:
    """Make the report of the responsibility matrix.

    Args:
        findings: what was found.
        with_texts: show people the largest texts too; JSON always has them.
    """
    return Report(
        schema=SCHEMA,
        title=_title(findings),
        words=_words(findings),
        lines=_lines(findings),
        numbers=list_rows(findings),
        total=add_rows(findings),
        head=make_head(findings),
        rows_name="rows",
        notes=list(findings.notes),
        sections=_sections(findings, with_texts=with_texts),
    )


def _title(findings: MatrixFindings) -> str:
    matrix, period = findings.matrix, findings.period
    when = f", {show_period(*period)}" if period else ""
    working, people = show_hours(matrix.everybody.now.working), count_of(matrix.workers, "person", "people")
    return f"Work that is not selling{when}: {show_hours(matrix.ms)} of {working} h, {people}"


def _title_of(activity: str) -> str:
    return taxonomy.ACTIVITIES[activity].title


def _words(findings: MatrixFindings) -> Table:
    matrix = findings.matrix
    if not matrix.rows:
        return Table(_WORDS, [])
    rest = matrix.everybody.now.working - matrix.ms
    *shares, _ = apportion([*(row.ms for row in matrix.rows), rest], WHOLE_IN_TENTHS)
    rows: list[tuple[Cell, ...]] = []
    handed = [0, 0]
    for row, tenths in zip(matrix.rows, shares, strict=True):
        then = None
        if row.is_handed_over:
            handed = [handed[0] + row.ms, handed[1] + tenths]
            then = show_selling(row.everybody, matrix.everybody.threshold)
        owner, weekly = show_owner(row.activity, findings.departments), per_week(row.ms, matrix)
        rows.append((_title_of(row.activity), owner, row.ms, tenths, row.people, weekly, then))
    then = show_selling(matrix.everybody.then, matrix.everybody.threshold)
    totals: list[tuple[Cell, ...]] = [
        ("all of it", "", matrix.ms, sum(shares), matrix.affected, per_week(matrix.ms, matrix), None),
        ("handed over", "", *handed, None, per_week(handed[0], matrix), then),
    ]
    return Table(_WORDS, rows, totals)


def _lines(findings: MatrixFindings) -> list[str]:
    matrix = findings.matrix
    uncertain = matrix.everybody.now.uncertain
    in_no_row = f"{show_hours(uncertain)} h are uncertain: they are in no row and make the shares ranges."
    open_lines = [in_no_row] if uncertain else []
    if not matrix.rows:
        return ["There is no time that is known not to be selling.", *open_lines]
    lines = [
        _ABOUT,
        f"Hours a week: over {_weeks(matrix.week_parts)} working weeks; five days on which anybody worked make one.",
        *open_lines,
    ]
    if not matrix.handed_over:
        return [*lines, "Nothing is handed over: what was chosen has no time in the log."]
    return [*lines, _back_line(findings), _reach_line(matrix.everybody, matrix)]


def _weeks(parts: int) -> str:
    """Show fifths of a week as weeks: ``4``, ``3.4``."""
    return f"{parts // WORKDAYS}.{parts % WORKDAYS * 2}".removesuffix(".0")


def _back_line(findings: MatrixFindings) -> str:
    matrix, departments = findings.matrix, findings.departments
    handed = matrix.rows[-1].handed_over_ms
    weekly, week = show_hours(per_week(handed, matrix) or 0), show_hours(departments.week_ms).removesuffix(".0")
    people = _people(handed, findings)
    return (
        f"Handed over, it gives sales back {show_hours(handed)} h, {weekly} h a week: the work of"
        f" {show_hundredths(people)} people who work {week} h a week."
    )


def _people(ms: int, findings: MatrixFindings) -> int:
    """Give how many full-time people some time is the work of, in hundredths."""
    part, whole = full_time(ms, findings.matrix, findings.departments)
    return round_half_up(part * 100, whole)


def _reach_line(outlook: Outlook, matrix: Matrix) -> str:
    """Say with which hand-over a team reaches its target, or that none gets there."""
    who, target = show_name(_begin(_name_of(outlook, matrix))), f"{show_millionths(outlook.threshold)} %"
    then = f"{show_selling(outlook.then, outlook.threshold)} %"
    if not outlook.now.working:
        return f"{who}: no working time."
    if outlook.low_after is not None:
        whatever = ", whatever the uncertain time was" if outlook.now.uncertain else ""
        return f"{who}: {target} is reached {_when(outlook.low_after, matrix)}{whatever}."
    if outlook.high_after is None:
        return f"{who}: no hand-over reaches {target}; with all that is handed over it is {then}."
    return (
        f"{who}: no hand-over reaches {target} for certain; with all that is handed over it is {then}."
        f" If all uncertain time was selling, {target} is reached {_when(outlook.high_after, matrix)}."
    )


def _when(number: int, matrix: Matrix) -> str:
    if number == 0:
        return "already"
    last = _title_of(matrix.handed_over[number - 1])
    if number == 1:
        return f"once {last} is handed over"
    return f"once the first {number} are handed over, down to {last}"


def _begin(words: str) -> str:
    """Give words as they stand at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def _name_of(outlook: Outlook, matrix: Matrix) -> str:
    if outlook is not matrix.everybody:
        return show_team(outlook.name)
    return matrix.people[0][0].name if len(matrix.people) == 1 else "everybody"


def _sections(findings: MatrixFindings, *, with_texts: bool) -> list[Section]:
    sections = [_department_section(findings), _people_section(findings.matrix)] if findings.matrix.handed_over else []
    if with_texts and findings.matrix.rows:
        rows: list[tuple[Cell, ...]] = [
            (_title_of(activity), ms, entries, words or "(no words)")
            for activity, words, ms, entries in largest_texts(findings)
        ]
        sections.append(_entries_section(findings.matrix))
        sections.append(Section("Largest texts", [], Table(_TEXTS, rows)))
    return sections


def _entries_section(matrix: Matrix) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (
            _title_of(row.activity), taxonomy.category_of(row.activity),
            f"{title_of(SALES)}, {row.people} of {matrix.workers}", row.entries,
        )
        for row in matrix.rows
    ]  # fmt: skip
    totals: list[tuple[Cell, ...]] = [
        (
            "all of it",
            "",
            f"{title_of(SALES)}, {matrix.affected} of {matrix.workers}",
            sum(row.entries for row in matrix.rows),
        )
    ]
    return Section("Who does it now", [], Table(_ENTRIES, rows, totals))


def _department_section(findings: MatrixFindings) -> Section:
    matrix, departments = findings.matrix, findings.departments
    has_money = bool(departments.rates)
    loads = list_loads(matrix, departments)
    rows = [_load_cells(title_of(load.department), load.ms, load.cost, findings) for load in loads]
    totals = []
    if len(loads) > 1:
        costs = add_costs(load.cost for load in loads)
        unknown = Cost(costs.now, None, None) if any(load.cost.then is None for load in loads) else costs
        totals = [_load_cells("together", sum(load.ms for load in loads), unknown, findings)]
    lines = []
    if has_money:
        currency = f", {departments.currency}" if departments.currency else ""
        lines = [f"Costs{currency}: the hours at the rate of sales, and at that of the department."]
        without = [title_of(load.department) for load in loads if load.cost.then is None]
        if without:
            whom = ", ".join(without) if len(without) < len(loads) else "any of them"
            lines.append(f"No rate is given for {whom}.")
    columns = (*_DEPARTMENTS, *_MONEY) if has_money else _DEPARTMENTS
    return Section("What each department would take over", lines, Table(columns, rows, totals))


def _load_cells(name: str, ms: int, cost: Cost, findings: MatrixFindings) -> tuple[Cell, ...]:
    has_money = bool(findings.departments.rates)
    return (name, ms, per_week(ms, findings.matrix), _people(ms, findings), *(cost if has_money else ()))


def _people_section(matrix: Matrix) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (now.name, *_shown(now), then.split.selling - now.split.selling, *_shown(then)) for now, then in matrix.people
    ]
    teams = [one for one in matrix.teams if one.now != matrix.everybody.now]
    together = [*teams, *([matrix.everybody] if len(rows) > 1 else [])]
    totals: list[tuple[Cell, ...]] = []
    for one in together:
        name = _name_of(one, matrix)
        selling, selling_then = (show_selling(split, one.threshold) for split in (one.now, one.then))
        totals.append((name, selling, "", one.then.selling - one.now.selling, selling_then, ""))
    lines = [_reach_line(one, matrix) for one in teams]
    return Section("Selling share if it is handed over", lines, Table(_PEOPLE, rows, totals))


def _shown(one: Judgement) -> tuple[str, str]:
    return show_selling(one.split, one.threshold), one.flag.replace("-", " ")
