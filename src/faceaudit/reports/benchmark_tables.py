"""Tables of a team's time beside published figures: columns and cells, for people and for machines.

Knows nothing of what is said around them.
"""

from faceaudit.judging.benchmarks import Beside, Comparison
from faceaudit.judging.published import HUNDRED, Class, Source
from faceaudit.judging.splits import Split
from faceaudit.tables import RANGE, SECONDS, SHARE, TEXT, Cell, Column, Table
from faceaudit.units import NOT_APPLICABLE, WHOLE, round_half_up, share, show_points

OVERVIEW = (
    Column("source", "source", TEXT), Column("counts", "what it calls selling", TEXT),
    Column("published", "pub\u00ad\nlished", RANGE), Column("team", "this\nlog", RANGE),
    Column("points", "difference\nin points", TEXT),
)  # fmt: skip
_COMPARABLE = Column("comparable", "compar\u00ad\nable", RANGE)
_CLASSES = (
    Column("class", "class", TEXT), Column("published", "pub\u00ad\nlished", RANGE),
    _COMPARABLE, Column("hours", "hours", SECONDS),
    Column("team", "this\nlog", RANGE), Column("points", "difference\nin points", TEXT),
)  # fmt: skip
NUMBERS = (
    Column("source", "source", TEXT), Column("row", "row", TEXT), Column("class", "class", TEXT),
    Column("title", "title", TEXT), Column("published_share", "published share", SHARE),
    Column("comparable_share", "comparable share", SHARE), Column("seconds", "seconds", SECONDS),
    Column("assumed_seconds", "assumed seconds", SECONDS), Column("share_low", "share, low", SHARE),
    Column("share_high", "share, high", SHARE), Column("difference_low", "difference, low", SHARE),
    Column("difference_high", "difference, high", SHARE),
)  # fmt: skip
_PER_MILLE = 1000
_MILLIONTHS_IN_POINT = WHOLE // HUNDRED


def overview_cells(source: Source, selling: Beside) -> tuple[Cell, ...]:
    """Give the cells of :data:`OVERVIEW` for what a source calls selling."""
    return (source.id, source.counts, str(selling.percent), _show_share(selling), _show_points(selling))


def make_class_table(one: Comparison) -> Table:
    """Make the table of all classes of a source, with what is in none of them and what is uncertain."""
    source, split = one.source, one.split
    rows = [_class_cells(each, one.classes[each.id], split) for each in source.classes]
    if rows:
        apart = [
            ("in none of these", one.rest, not source.is_complete),
            ("uncertain", split.uncertain, split.uncertain),
        ]
        rows += [
            (title, None, None, ms, show_range(ms, ms, split.working), None) for title, ms, is_told in apart if is_told
        ]
    totals = [("called selling", *_cells(one.selling))] if one.selling and len(source.selling) > 1 else []
    if source.counted != HUNDRED:
        return Table(_CLASSES, rows, totals)
    at = _CLASSES.index(_COMPARABLE)
    rows, totals = ([(*row[:at], *row[at + 1 :]) for row in some] for some in (rows, totals))
    return Table((*_CLASSES[:at], *_CLASSES[at + 1 :]), rows, totals)


def _class_cells(one: Class, beside: Beside | None, split: Split) -> tuple[Cell, ...]:
    if beside is None:
        return (one.title, str(one.percent), None, split.excluded if one.is_outside else None, NOT_APPLICABLE, None)
    return (one.title, *_cells(beside))


def _cells(beside: Beside) -> tuple[Cell, ...]:
    comparable = show_range(beside.percent, beside.percent, beside.counted)
    return (str(beside.percent), comparable, beside.ms, _show_share(beside), _show_points(beside))


def _show_share(beside: Beside) -> str:
    return show_range(beside.ms, beside.ms + beside.uncertain, beside.working)


def show_range(low: int, high: int, whole: int) -> str:
    """Show a range of shares in whole percent, without the sign; a share, or what is too narrow, in tenths."""
    if not whole:
        return NOT_APPLICABLE
    ends = [round_half_up(part * HUNDRED, whole) for part in (low, high)]
    if ends[0] != ends[1]:
        return f"{ends[0]}-{ends[1]}"
    start, end = (_tenths(round_half_up(part * _PER_MILLE, whole)) for part in (low, high))
    return start if start == end else f"{start}-{end}"


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _show_points(beside: Beside) -> str:
    """Show by how many percentage points a log is over or under the published share; in tenths where it is narrow."""
    if not beside.working:
        return ""
    low, high = (f"{points:+d}" if points else "0" for points in beside.points(1))
    if low == high:
        low, high = map(show_points, beside.points(_MILLIONTHS_IN_POINT))
    return low if low == high else f"{low} to {high}"


def machine_rows(one: Comparison) -> list[tuple[Cell, ...]]:
    """Give the rows of a source in :data:`NUMBERS`: selling, all classes, what is in none, what is uncertain."""
    source, split = one.source, one.split
    rows = [selling_row(source, one.selling)] if one.selling else []
    for each in source.classes:
        beside = one.classes[each.id]
        if beside:
            rows.append((source.id, "class", each.id, each.title, *_figures(beside)))
        else:
            own = split.excluded if each.is_outside else None
            published = each.percent / HUNDRED
            rows.append((source.id, "class", each.id, each.title, published, None, own, *[None] * 5))
    for row, ms in (("no-class", one.rest), ("uncertain", split.uncertain)):
        part = share(ms, split.working)
        rows.append((source.id, row, None, None, None, None, ms, None, part, part, None, None))
    return rows


def selling_row(source: Source, selling: Beside) -> tuple[Cell, ...]:
    """Give the row in :data:`NUMBERS` for what a source calls selling."""
    return (source.id, "selling", None, source.counts, *_figures(selling))


def _figures(beside: Beside) -> tuple[Cell, ...]:
    published = beside.percent / HUNDRED
    return (published, beside.comparable, beside.ms, beside.assumed_ms, *beside.shares, *beside.differences)
