"""From groups to the regrouped report: the split by team, week, customer or activity.

Knows nothing of formats.
"""

from collections.abc import Sequence

from faceaudit.errors import Note
from faceaudit.judging.groups import ACTIVITY, CUSTOMER, TEAM, Group
from faceaudit.judging.periods import WEEK
from faceaudit.judging.splits import Split
from faceaudit.reports.face_time import COLUMNS as FACE_TIME
from faceaudit.reports.face_time import face_time_cells, say_face_time, show_face_time
from faceaudit.reports.phrases import say_rows, say_title
from faceaudit.reports.selling import Findings, say_verdict, tell_of_log
from faceaudit.reports.sums import HOURS, PARTS, SELLING, SUMS, shown_cells, sum_cells
from faceaudit.tables import COUNT, SHARE, TENTHS, TEXT, Cell, Column, Report, Table
from faceaudit.taxonomy import ACTIVITIES
from faceaudit.units import apportion, count_of, share, show_hours

SCHEMA = "faceaudit.report-by/1"

_NAMES = {
    TEAM: (Column(TEAM, "team", TEXT),),
    WEEK: (Column(WEEK, "week", TEXT), Column("first_day", "first day", TEXT), Column("last_day", "last day", TEXT)),
    CUSTOMER: (Column(CUSTOMER, "customer", TEXT),),
    ACTIVITY: (
        Column(ACTIVITY, "activity", TEXT), Column("title", "title", TEXT), Column("category", "category", TEXT),
    ),
}  # fmt: skip
_OF_ALL = Column("share_of_working", "of all\nwork", SHARE)
_PEOPLE = Column("people", "peo\u00ad\nple", COUNT)
_ENTRIES = Column("entries", "en\u00ad\ntries", COUNT)
_SHOWN_NAMES = {
    TEAM: _NAMES[TEAM],
    WEEK: _NAMES[WEEK][:1],
    CUSTOMER: _NAMES[CUSTOMER],
    ACTIVITY: (Column("title", "activity", TEXT), Column("category", "category", TEXT)),
}
_CUSTOMERS_SHOWN = 20
_UNNAMED = {TEAM: "no team", CUSTOMER: "(none named)"}


def word_columns(by: str) -> tuple[Column, ...]:
    """Give the columns for people, of a report by something."""
    if by == ACTIVITY:
        return (*_SHOWN_NAMES[by], HOURS, Column(_OF_ALL.key, _OF_ALL.heading, TENTHS), PARTS[-1], _ENTRIES, _PEOPLE)
    return (*_SHOWN_NAMES[by], HOURS, SELLING, *PARTS, _ENTRIES, _PEOPLE)


def number_columns(by: str) -> tuple[Column, ...]:
    """Give the columns for machines, of a report by something."""
    return (*_NAMES[by], _PEOPLE, *SUMS, *FACE_TIME, _OF_ALL)


def make_group_report(findings: Findings, groups: Sequence[Group], by: str) -> Report:
    """Make the regrouped report.

    Args:
        findings: what was counted and judged.
        groups: all its time by group.
        by: what it is grouped by, one of :data:`faceaudit.judging.groups.WAYS`.
    """
    everybody = sum((one.split for one in findings.judgements), Split())
    people = len(findings.judgements)
    shown, totals = _choose(groups, by)
    if len(groups) != 1:
        totals.append(("everybody" if by == TEAM else "all", Group("", people, everybody)))
    numbers = number_columns(by)
    total = (people, *_cells(everybody, everybody))
    return Report(
        schema=SCHEMA,
        title=say_title(f"Time by {by}", findings.tally, everybody),
        words=_words(by, shown, totals, findings.default_threshold),
        lines=[
            say_verdict(findings.judgements), *say_face_time(everybody, people=people),
            *_lines(by, groups, shown, everybody), say_rows(findings.tally),
        ],
        numbers=Table(
            numbers,
            [(*_name_cells(one, by), one.people, *_cells(one.split, everybody)) for one in groups],
            [_total_numbers(numbers, one, everybody) for _, one in totals],
        ),
        total=Table(numbers[len(_NAMES[by]) :], [total]),
        head={"by": by, **tell_of_log(findings)},
        rows_name="groups",
        notes=[*findings.notes, *_doubts(by, groups, everybody)],
    )  # fmt: skip


def _choose(groups: Sequence[Group], by: str) -> tuple[list[Group], list[tuple[str, Group]]]:
    """Give the groups that people are shown one by one, the first of all, and those set apart below them."""
    if by == ACTIVITY:
        return [one for one in groups if one.split.working], []
    if by != CUSTOMER:
        return list(groups), []
    named = [one for one in groups if one.name]
    shown, rest = named[:_CUSTOMERS_SHOWN], named[_CUSTOMERS_SHOWN:]
    others = [(f"{count_of(len(rest), 'other')}", _put_together(rest))] if rest else []
    return shown, [*others, *((_UNNAMED[by], one) for one in groups if not one.name)]


def _put_together(groups: Sequence[Group]) -> Group:
    """Give several groups as one; people and days are not told, as they may be in more than one of them."""
    return Group("", 0, sum((one.split for one in groups), Split())._replace(working_days=0))


def _cells(split: Split, everybody: Split) -> tuple[Cell, ...]:
    return (*sum_cells(split), *face_time_cells(split), share(split.working, everybody.working))


def _total_numbers(columns: Sequence[Column], one: Group, everybody: Split) -> tuple[Cell, ...]:
    """Give a total in the columns of the groups; what is not told stays empty."""
    cells = (one.people, *_cells(one.split, everybody))
    names = [None] * (len(columns) - len(cells))
    untold = () if one.people else ("people", "working_days")
    return tuple(None if column.key in untold else cell for column, cell in zip(columns, (*names, *cells), strict=True))


def _name_cells(one: Group, by: str) -> tuple[Cell, ...]:
    if by == WEEK:
        return (one.name, one.first, one.last)
    if by == ACTIVITY:
        return (one.name, ACTIVITIES[one.name].title, ACTIVITIES[one.name].category)
    return (one.name or None,)


def _words(by: str, shown: Sequence[Group], totals: Sequence[tuple[str, Group]], threshold: int) -> Table:
    labels = [*(_label(one, by) for one in shown), *((name, "")[: len(_SHOWN_NAMES[by])] for name, _ in totals)]
    groups = [*shown, *(one for _, one in totals)]
    if by == ACTIVITY:
        tenths = iter(apportion([one.split.working for one in shown], 1000))
        cells = [_activity_cells(one.split, next(tenths, 1000)) for one in groups]
    else:
        cells = [shown_cells(one.split, threshold) for one in groups]
    rows = [
        (*label, *some, one.split.entries, one.people or None)
        for label, some, one in zip(labels, cells, groups, strict=True)
    ]
    return Table(word_columns(by), rows[: len(shown)], rows[len(shown) :])


def _label(one: Group, by: str) -> tuple[Cell, ...]:
    if by == ACTIVITY:
        return _name_cells(one, by)[1:]
    return (one.name or _UNNAMED[by],)


def _activity_cells(split: Split, tenths: int) -> tuple[Cell, ...]:
    return (split.working, tenths if split.working else None, show_face_time(split))


def _lines(by: str, groups: Sequence[Group], shown: Sequence[Group], everybody: Split) -> list[str]:
    named = sum(bool(one.name) for one in groups)
    if by == CUSTOMER and len(shown) < named:
        return [f"{len(shown)} of {count_of(named, 'customer')} are shown; --format csv gives all of them."]
    if by == ACTIVITY and everybody.excluded:
        return [f"Left out, as it is no working time: {show_hours(everybody.excluded)} h (leave, breaks and the like)."]
    return []


def _doubts(by: str, groups: Sequence[Group], everybody: Split) -> list[Note]:
    notes = []
    entries = everybody.entries - sum(one.split.entries for one in groups)
    if entries:
        message = (
            f"{count_of(entries, 'entry', 'entries')} of groups of too few people are in no row, only in the total"
        )
        notes.append(Note("small-groups", message))
    if by == CUSTOMER and groups and not any(one.name for one in groups) and not entries:
        notes.append(Note("no-customers", "no entry names a customer; --column customer=NAME says which column does"))
    return notes
