"""From trends to the report of shares over time: spark lines, tables of periods, what is beyond the ordinary.

Knows nothing of formats.
"""

import unicodedata
from collections.abc import Sequence

from faceaudit.judging import trends
from faceaudit.judging.periods import Period
from faceaudit.judging.shown import show_selling
from faceaudit.judging.splits import Split
from faceaudit.judging.trends import Series, Step, Trends
from faceaudit.reports.phrases import say_rows, say_title, show_name, show_period, show_team, tell_period
from faceaudit.reports.selling import Findings
from faceaudit.reports.trend_numbers import list_rows, ordinary_range, tell_statement
from faceaudit.tables import COUNT, RANGE, SECONDS, TEXT, Cell, Column, Report, Section, Table
from faceaudit.units import NOT_APPLICABLE, WHOLE, count_of, show_hours, show_points

SCHEMA = "faceaudit.trend/1"

_SPARKS = "▁▂▃▄▅▆▇█"
_EMPTY = "·"
_WIDTH = 80
_LONGEST = 40
"""Columns that a name or a spark line takes at most."""
_BESIDE = 5 + 7 + 6 + 11 + 6 * 2
"""Columns that stand beside name, spark line and label: hours, share, change, statement, gaps."""
_LEAST_SPARKS = 8
_PERIODS_SHOWN = 26
_NAMED = 10

_WORDS = {
    trends.ORDINARY: "ordinary",
    trends.HIGHER: "higher",
    trends.LOWER: "lower",
    trends.JUMP_UP: "jumped up",
    trends.JUMP_DOWN: "jumped down",
    trends.UNCERTAIN: "uncertain",
    trends.PART: "part",
    trends.TOO_FEW: "too few",
}
_BEYOND = {
    trends.HIGHER: "higher than is ordinary",
    trends.LOWER: "lower than is ordinary",
    trends.JUMP_UP: "a step up beyond what is ordinary",
    trends.JUMP_DOWN: "a step down beyond what is ordinary",
}
_TONES = {
    trends.HIGHER: "good", trends.JUMP_UP: "good", trends.LOWER: "bad", trends.JUMP_DOWN: "bad",
    trends.UNCERTAIN: "open",
}  # fmt: skip


def make_trend_report(findings: Findings, found: Trends, *, for_each: bool) -> Report:
    """Make the report of shares over time.

    Args:
        findings: what was counted and judged.
        found: the shares by period.
        for_each: show the periods of each person and team, and all of them, in place of everybody's last ones.
    """
    everybody = found.everybody
    working = sum((step.split for step in everybody.steps), Split())
    shown = [*found.people, *found.teams, *([everybody] if len(found.people) != 1 else [])]
    return Report(
        schema=SCHEMA,
        title=say_title(f"Selling share by {found.by}", findings.tally, working),
        words=_words(found, shown),
        lines=[*_lines(found, shown), say_rows(findings.tally)],
        numbers=list_rows(found),
        total=None,
        head={
            "by": found.by,
            "period": tell_period(findings.tally.period()),
            "people": [tell_statement(one) for one in found.people],
            "teams": [tell_statement(one) for one in found.teams],
            "everybody": tell_statement(everybody),
        },
        rows_name="rows",
        notes=list(findings.notes),
        sections=[
            _section(one, found.by, is_whole=for_each)
            for one in (shown if for_each else shown[-1:])
            if one.latest
        ],
    )  # fmt: skip


def name_series(kind: str, name: str) -> str:
    """Give what a person, a team or everybody is called."""
    if kind == trends.EVERYBODY:
        return "everybody"
    if kind == trends.TEAM:
        return show_team(name)
    return name


def _words(found: Trends, shown: Sequence[Series]) -> Table:
    by, room = found.by, _room(found, shown)
    columns = (
        Column("person", "person", TEXT),
        Column("share", f"{by}s", TEXT),
        Column("last", f"last\n{by}", TEXT),
        Column("hours", "hours", SECONDS),
        Column("selling", "selling", RANGE),
        Column("change", "change,\npoints", TEXT),
        Column("statement", "against\nown past", TEXT),
    )
    own = [_row(one, room) for one in shown if one.kind == trends.PERSON]
    totals = [_row(one, room) for one in shown if one.kind != trends.PERSON]
    marks = {
        (i, "statement"): _TONES[one.latest.statement]
        for i, one in enumerate(found.people)
        if one.latest and one.latest.statement in _TONES
    }
    return Table(columns, own, totals, marks)


def _row(one: Series, room: int) -> tuple[Cell, ...]:
    name, sparks, latest = name_series(one.kind, one.name), _spark(one.steps[-room:]), one.latest
    if latest is None:
        return (name, sparks, None, None, NOT_APPLICABLE, None, None)
    return (
        name, sparks, latest.period.label, latest.split.working, show_selling(latest.split, one.threshold),
        _show_change(latest), _WORDS[latest.statement],
    )  # fmt: skip


def _spark(steps: Sequence[Step]) -> str:
    """Draw the middles of the shares on one scale for all, from 0 to 100 %."""
    return "".join(
        _SPARKS[min(step.middle * len(_SPARKS) // WHOLE, len(_SPARKS) - 1)] if step.split.working else _EMPTY
        for step in steps
    )


def _room(found: Trends, shown: Sequence[Series]) -> int:
    """Give how many periods a spark line can show within 80 columns."""
    longest = max((_columns(name_series(one.kind, one.name)) for one in shown), default=0)
    label = max((len(period.label) for period in found.periods), default=0)
    return min(max(_WIDTH - min(longest, _LONGEST) - label - _BESIDE, _LEAST_SPARKS), _LONGEST)


def _columns(name: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in name)


def _show_change(step: Step) -> str | None:
    return None if step.change is None else show_points(step.change)


def _lines(found: Trends, shown: Sequence[Series]) -> list[str]:
    lines = [_beyond_line(one) for one in shown if one.latest and one.latest.statement in _BEYOND]
    is_judged = any(one.latest and one.latest.usual for one in shown)
    if is_judged and not lines:
        is_open = any(one.latest and one.latest.statement == trends.UNCERTAIN for one in shown)
        surely = " for certain" if is_open else ""
        lines = [f"Nobody's last {found.by} is{surely} beyond what is ordinary for them."]
    if is_judged:
        lines.append(
            f"Ordinary is what the same person's whole {found.by}s before lead to expect (XmR chart). One that is"
            " beyond says that something was different, not what, and up to 4 in 100 are so by chance: ask before you"
            " judge."
        )
    return [*lines, *_few_lines(found), *_part_lines(found), *_mark_lines(found, _room(found, shown))]


def _beyond_line(one: Series) -> str:
    latest = one.latest
    assert latest is not None
    assert latest.usual is not None
    low, high = ordinary_range(latest)
    share = show_selling(latest.split, one.threshold)
    name = "Everybody" if one.kind == trends.EVERYBODY else show_name(name_series(one.kind, one.name))
    return (
        f"{name}: {share} % in {latest.period.label} is {_BEYOND[latest.statement]}: usually"
        f" {_percent(latest.usual.centre)} %, ordinary {_percent(low)}-{_percent(high)} %, steps up to"
        f" {_percent(latest.usual.jump)} points."
    )


def _percent(millionths: int) -> str:
    return show_points(millionths).lstrip("+")


def _few_lines(found: Trends) -> list[str]:
    few = [one for one in found.people if one.latest and one.latest.statement == trends.TOO_FEW]
    if not few:
        return []
    most = max(len(one.whole) for one in few)
    line = (
        f"Too few whole {found.by}s with working time to say what is ordinary, for {len(few)} of"
        f" {count_of(len(found.people), 'person', 'people')}: {trends.LEAST_PERIODS} are needed, the most anybody of"
        f" them has is {most}."
    )
    return [line]


def _part_lines(found: Trends) -> list[str]:
    """Name the periods that are parts, with the people."""
    parts: dict[str, list[str]] = {}
    for one in found.people:
        for step in one.steps:
            if step.statement == trends.PART:
                hours = show_hours(step.split.working)
                parts.setdefault(step.period.label, []).append(f"{show_name(one.name)} ({hours} h)")
    return [
        f"{label} is shown but not judged, as it is only part of a {found.by}, with less than half of the usual hours,"
        f" for {_list_names(names)}."
        for label, names in sorted(parts.items())
    ]


def _list_names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _mark_lines(found: Trends, room: int) -> list[str]:
    if not found.periods:
        return []
    number = len(found.periods)
    shown: Sequence[Period] = found.periods[-room:]
    cut = f" (the last {room} of {number:,})" if number > room else ""
    between = f"from {shown[0].label} to {shown[-1].label}" if len(shown) > 1 else shown[0].label
    line = (
        f"A mark is a {found.by}, {between}{cut}: {_SPARKS[0]} up to 12 % selling, {_SPARKS[-1]} from 88 %, the middle"
        f" of the range where time is uncertain; {_EMPTY} no working time."
    )
    return [line]


def _section(one: Series, by: str, *, is_whole: bool) -> Section:
    steps = one.steps if is_whole else one.steps[-_PERIODS_SHOWN:]
    columns: tuple[Column, ...] = (
        Column("period", by, TEXT),
        Column("days", "days", TEXT),
        Column("hours", "hours", SECONDS),
        Column("entries", "entries", COUNT),
        Column("selling", "selling", RANGE),
        Column("change", "change,\npoints", TEXT),
        Column("statement", "against\nown past", TEXT),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            step.period.label, show_period(step.period.first, step.period.last), step.split.working,
            step.entries, show_selling(step.split, one.threshold), _show_change(step),
            _WORDS.get(step.statement),
        )
        for step in steps
    ]  # fmt: skip
    marks = {(i, "statement"): _TONES[step.statement] for i, step in enumerate(steps) if step.statement in _TONES}
    lines = []
    if len(steps) < len(one.steps):
        lines = [f"The last {len(steps)} of {len(one.steps):,} {by}s; --verbose shows all."]
    if by == "day":
        columns = (columns[0], *columns[2:])
        rows = [(row[0], *row[2:]) for row in rows]
    name = show_name(name_series(one.kind, one.name), _LONGEST)
    return Section(f"{name[:1].upper()}{name[1:]}, by {by}", lines, Table(columns, rows, (), marks))
