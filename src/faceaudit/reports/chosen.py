"""The columns that somebody chooses to see, in their order.

Works on any report whose rows for people and for machines are about the same things. Knows nothing of formats.
"""

from collections.abc import Iterable, Mapping, Sequence

from faceaudit.errors import FaceauditError, quote
from faceaudit.tables import RANGE, SHARE, Cell, Column, Report, Table

_OPTION = "--columns"
_EXAMPLE = "Put commas between the names, such as --columns person,hours,selling."
_SUGGESTED = 3
_HELD_AGAINST_TARGET = ("selling_share", "threshold")
"""How the keys of shares begin that are held against a target: none is shown on the wrong side of it."""
_HELD_AGAINST_WHOLE = "target_reached"
_LIMIT_PLACES = 4
"""Decimal places that a target in percent may have."""


def find_columns(said: str, words: Sequence[Column], numbers: Sequence[Column], *, for_people: bool) -> tuple[str, ...]:
    """Give the keys of the columns that somebody names.

    Args:
        said: names, with commas between them; case and ``-`` for ``_`` make no difference.
        words: columns for people.
        numbers: columns for machines.
        for_people: those for people can be named, too.

    Raises:
        FaceauditError: a name is unknown or told twice, or there is none.
    """
    known = {column.key: column for column in (*(words if for_people else ()), *numbers)}
    listed = f"Columns are {', '.join(known)}."
    names = [name.strip() for name in said.split(",")]
    if not all(names):
        raise FaceauditError(f"{quote(said)} names no column.", f"{_EXAMPLE} {listed}", column=_OPTION)
    if "=" in said:
        raise FaceauditError(
            "this chooses the columns of the result.", "To say what a column of a log means: --column.", column=_OPTION
        )
    keys: list[str] = []
    for name in names:
        key = "_".join(name.casefold().replace("-", "_").split())
        if key not in known:
            problem = f"there is no column {quote(name)} in this format."
            raise FaceauditError(problem, f"{_suggest(key, known.values())}{listed}", column=_OPTION)
        if key in keys:
            raise FaceauditError(f"{quote(name)} is named twice.", "Name each column once.", column=_OPTION)
        keys.append(key)
    return tuple(keys)


def _suggest(key: str, known: Iterable[Column]) -> str:
    """Name the columns that somebody may have meant: by key, or by a word in key or heading."""
    import difflib

    called: dict[str, list[str]] = {}
    for column in known:
        for word in dict.fromkeys([column.key, *column.key.split("_"), *column.heading.split()]):
            called.setdefault(word, []).append(column.key)
    close = difflib.get_close_matches(key, called, n=_SUGGESTED, cutoff=0.7)
    meant = list(dict.fromkeys(one for word in close for one in called[word]))[:_SUGGESTED]
    return f"Did you mean {' or '.join(meant)}? " if meant else ""


def choose_columns(report: Report, keys: Sequence[str], notes_on: Mapping[str, str]) -> Report:
    """Give a report with these columns only, in this order; what is said beside the table stays as it is.

    Only notes on a column that is not shown go with it.

    Args:
        report: whatever it shows.
        keys: of columns for people or for machines; each table has those that it knows, and that for people all.
        notes_on: key of the column that a note is about, by the code of the note.
    """
    total = report.total and _pick(report.total, keys)
    notes = [note for note in report.notes if notes_on.get(note.code, keys[0]) in keys]
    return report._replace(words=_show(report, keys), numbers=_pick(report.numbers, keys), total=total, notes=notes)


def _pick(table: Table, keys: Sequence[str]) -> Table:
    at = {column.key: i for i, column in enumerate(table.columns)}
    places = [at[key] for key in keys if key in at]
    rows, totals = ([tuple(row[i] for i in places) for row in rows] for rows in (table.rows, table.totals))
    return Table(tuple(table.columns[i] for i in places), rows, totals, table.marks)


def _show(report: Report, keys: Sequence[str]) -> Table:
    """Put the columns for people and those for machines side by side, and pick from all of them."""
    words, numbers = report.words, report.numbers
    own = {column.key for column in words.columns}
    added = [i for i, column in enumerate(numbers.columns) if column.key not in own]
    default = float(report.head["threshold"])

    def widen(shown: Sequence[tuple[Cell, ...]], rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
        return [
            (*row, *_shown_cells(numbers.columns, other, added, default))
            for row, other in zip(shown, rows, strict=False)  # people may be shown the first of many rows
        ]

    columns = (*words.columns, *(_shown_column(numbers.columns[i]) for i in added))
    wide = Table(columns, widen(words.rows, numbers.rows), widen(words.totals, numbers.totals), words.marks)
    return _pick(wide, keys)


def _shown_column(column: Column) -> Column:
    return column._replace(kind=RANGE) if column.kind == SHARE else column


def _shown_cells(columns: Sequence[Column], row: Sequence[Cell], added: Sequence[int], default: float) -> list[Cell]:
    cells = {column.key: cell for column, cell in zip(columns, row, strict=True)}
    target = float(cells.get("threshold") or default)
    return [
        _show_share(row[i], _limit_of(columns[i].key, target)) if columns[i].kind == SHARE else row[i] for i in added
    ]


def _limit_of(key: str, target: float) -> float | None:
    """Give what a share is held against; None where nothing depends on it."""
    if key.startswith(_HELD_AGAINST_TARGET):
        return target
    return 1.0 if key == _HELD_AGAINST_WHOLE else None


def _show_share(value: Cell, limit: float | None) -> str | None:
    """Show a share in tenths of a percent, or finer where tenths would carry it over its limit."""
    if value is None:
        return None
    part = float(value)
    if limit is None:
        return f"{part * 100:.1f}"
    most = round(limit * 100, _LIMIT_PLACES)
    for places in range(1, _LIMIT_PLACES + 1):
        shown = f"{part * 100:.{places}f}"
        if (float(shown) < most) == (part < limit):
            return shown
    return f"{most - 10**-_LIMIT_PLACES:.{_LIMIT_PLACES}f}"  # so close below that every rounding would reach it
