"""From differences between two logs to the report of before and after.

Knows nothing of formats.
"""

from collections.abc import Sequence

from faceaudit.errors import Note
from faceaudit.judging import differences, trends
from faceaudit.judging.differences import Difference
from faceaudit.judging.shown import selling_shares, show_selling
from faceaudit.judging.splits import Split
from faceaudit.reports.phrases import say_rows, say_title, show_name, show_period, tell_period
from faceaudit.reports.selling import Findings
from faceaudit.reports.trend import name_series
from faceaudit.tables import COUNT, RANGE, SECONDS, SHARE, TEXT, Cell, Column, Report, Table
from faceaudit.tally import Tally
from faceaudit.units import WHOLE, count_of, round_half_up, show_hours, show_points

SCHEMA = "faceaudit.trend-compare/1"

_WORDS = (
    Column("person", "person", TEXT),
    Column("before", "before", RANGE),
    Column("now", "now", RANGE),
    Column("change", "change,\npoints", TEXT),
    Column("between", "at 95 %\nbetween", TEXT),
    Column("statement", "selling\nshare is", TEXT),
)
_NUMBERS = (
    Column("kind", "kind", TEXT),
    Column("person", "person", TEXT),
    Column("team", "team", TEXT),
    Column("statement", "statement", TEXT),
    *(
        Column(f"{side}{key}", f"{side}{key}".replace("_", " "), kind)
        for side in ("base_", "")
        for key, kind in (
            ("days", COUNT), ("working_seconds", SECONDS), ("selling_seconds", SECONDS), ("uncertain_seconds", SECONDS),
            ("selling_share_low", SHARE), ("selling_share_high", SHARE),
        )
    ),
    Column("change", "change", SHARE),
    Column("change_low", "change, low", SHARE),
    Column("change_high", "change, high", SHARE),
)  # fmt: skip
_SAID = {
    trends.HIGHER: "higher",
    trends.LOWER: "lower",
    differences.NO_CLEAR_DIFFERENCE: "not clear",
    differences.TOO_FEW_DAYS: "too few days",
    differences.ONLY_NOW: "not before",
    differences.ONLY_BASE: "not now",
}
_MANY = 20
"""Of so many intervals at 95 % one is wrong by chance."""
_TONES = {trends.HIGHER: "good", trends.LOWER: "bad"}


def make_difference_report(findings: Findings, base: Tally, found: Sequence[Difference], *, left_out: int) -> Report:
    """Make the report of before and after.

    Args:
        findings: what was counted in the log and judged.
        base: what was counted in the one it is compared with.
        found: the differences.
        left_out: entries of the other log that lie on days which the log has too.
    """
    everybody = sum((one.split for one in findings.judgements), Split())
    notes = list(findings.notes)
    if left_out:
        entries = count_of(left_out, "entry", "entries")
        left = f"{entries} of the log before left out, on days that the same people have in the log now"
        notes.append(Note("days-in-both", left))
    people = [one for one in found if one.kind == trends.PERSON]
    default = findings.default_threshold
    return Report(
        schema=SCHEMA,
        title=say_title("Selling share before and now", findings.tally, everybody),
        words=Table(
            _WORDS,
            [_row(one, default) for one in people],
            [_row(one, default) for one in found if one.kind != trends.PERSON],
            {(i, "statement"): _TONES[one.statement] for i, one in enumerate(people) if one.statement in _TONES},
        ),
        lines=[*_lines(base, found), say_rows(findings.tally)],
        numbers=Table(_NUMBERS, [_numbers(one) for one in found]),
        total=None,
        head={"period": tell_period(findings.tally.period()), "base_period": tell_period(base.period())},
        rows_name="rows",
        notes=notes,
    )


def _row(one: Difference, default: int) -> tuple[Cell, ...]:
    between = None
    if one.low is not None and one.high is not None:
        between = f"{show_points(one.low)} to {show_points(one.high)}"
    target = default if one.threshold is None else one.threshold
    return (
        name_series(one.kind, one.name), _show(one.base, target), _show(one.now, target),
        None if one.change is None else show_points(one.change), between, _SAID[one.statement],
    )  # fmt: skip


def _show(split: Split, threshold: int) -> str | None:
    return show_selling(split, threshold) if split.working else None


def _lines(base: Tally, found: Sequence[Difference]) -> list[str]:
    lines = []
    period = base.period()
    hours = show_hours(sum(one.base.working for one in found if one.kind == trends.PERSON))
    if period:
        lines.append(f"Before is {show_period(*period)}, {count_of(_people(base), 'person', 'people')}, {hours} h.")
    if any(one.low is not None for one in found):
        lines.append(
            "The change is from middle to middle. Between: had the days fallen otherwise, and whatever the uncertain"
            " time was, in 95 of 100 cases the change would lie there. Higher and lower are said where all of that is"
            " on one side of zero; a difference that is not clear may still be there."
        )
    told = sum(one.low is not None for one in found if one.kind == trends.PERSON)
    if told >= _MANY:
        by_chance = round_half_up(told, _MANY)
        lines.append(
            f"Of {told} people about {by_chance} would be called higher or lower by chance alone, had nothing changed:"
            " ask before you judge."
        )
    if any(_has_doubt(one) for one in found):
        lines.append("Settling what is uncertain makes this narrower: faceaudit review LOG.")
    few = [one for one in found if one.statement == differences.TOO_FEW_DAYS]
    if few:
        names = ", ".join(show_name(name_series(one.kind, one.name)) for one in few)
        lines.append(f"Too few days with working time, less than {differences.LEAST_DAYS} in one of the logs: {names}.")
    both = [one for one in found if one.kind == trends.EVERYBODY]
    if both and any(one.statement in (differences.ONLY_NOW, differences.ONLY_BASE) for one in found):
        lines.append("Teams and everybody are the people who are in both logs, so that the same people are compared.")
    return lines


def _people(tally: Tally) -> int:
    return len({key.person for key in tally.sums})


def _has_doubt(one: Difference) -> bool:
    return one.statement == differences.NO_CLEAR_DIFFERENCE and bool(one.base.uncertain + one.now.uncertain)


def _numbers(one: Difference) -> tuple[Cell, ...]:
    changes = (None if number is None else number / WHOLE for number in (one.change, one.low, one.high))
    name = one.name if one.kind == trends.PERSON else None
    return (one.kind, name, one.team or None, one.statement, *_side(one.base), *_side(one.now), *changes)


def _side(split: Split) -> tuple[Cell, ...]:
    return (
        split.working_days, split.working, split.selling, split.uncertain, *selling_shares(split),
    )  # fmt: skip
