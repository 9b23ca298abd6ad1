"""Who has which part in the work that is not selling: the table for the meeting where it is decided."""

from faceaudit import taxonomy
from faceaudit.judging.departments import SALES, title_of
from faceaudit.reports.matrix_numbers import MatrixFindings
from faceaudit.tables import SECONDS, TEXT, Cell, Column, Report, Table

SCHEMA = "faceaudit.raci/1"


def make_report(findings: MatrixFindings) -> Report:
    """Make the table of activities and departments: who is responsible, who is consulted."""
    departments = findings.departments
    parts = {row.activity: departments.parts_in(row.activity) for row in findings.matrix.rows}
    named = {department for own in parts.values() for department in own}
    listed = [one for one in dict.fromkeys([SALES, *taxonomy.OWNERS, *sorted(named)]) if one in named]
    short = _shorten([title_of(department) for department in listed])
    titles = ", ".join(f"{mark} {title_of(one)}" for one, mark in zip(listed, short, strict=True))
    rows: list[tuple[Cell, ...]] = []
    words: list[tuple[Cell, ...]] = []
    for row in findings.matrix.rows:
        work = taxonomy.ACTIVITIES[row.activity]
        marks = [parts[row.activity].get(department) for department in listed]
        rows.append((row.activity, work.title, work.category, row.ms, *marks))
        words.append((work.title, row.ms, *marks))
    about = (Column("title", "activity", TEXT), Column("seconds", "hours", SECONDS))
    return Report(
        schema=SCHEMA,
        title="Who should do the work that is not selling",
        words=Table((*about, *(Column(one, mark, TEXT) for one, mark in zip(listed, short, strict=True))), words),
        lines=["R responsible, C consulted.", f"{titles}."] if rows else ["There is no such work in the log."],
        numbers=Table(
            (
                Column("activity", "activity", TEXT), about[0], Column("category", "category", TEXT), about[1],
                *(Column(department, title_of(department), TEXT) for department in listed),
            ),
            rows,
        ),
        total=None,
        head={"departments": [{"department": one, "title": title_of(one)} for one in listed]},
        rows_name="rows",
        notes=list(findings.notes),
    )  # fmt: skip


def _shorten(titles: list[str]) -> list[str]:
    """Give initials that tell the titles apart; where they do not, a number is put behind them."""
    short: list[str] = []
    for title in titles:
        initials = "".join(word[0].upper() for word in title.split())
        number = sum(one.rstrip("0123456789") == initials for one in short)
        short.append(f"{initials}{number + 1}" if number else initials)
    return short
