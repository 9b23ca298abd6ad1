"""Export formats: what a log written by a known system means beyond its column names.

A format is an entry in ``formats.toml``. Knows nothing of rows.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from faceaudit.package_data import read_package_file

_LIST = re.compile(r"\[([^\[\]]+)\]")


class Format(NamedTuple):
    """How the logs of one system are to be read; see ``formats.toml`` for what each means."""

    id: str
    title: str
    header: tuple[str, ...]
    pattern: tuple[str, ...]
    names: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    unit: str | None
    fallback_unit: str | None
    plans: frozenset[str]
    breaks: frozenset[str]
    totals: str | None
    parts: str | None
    groups: str | None
    sum: tuple[str, ...]
    twins: frozenset[str]
    heading: str | None
    fill: tuple[str, ...]
    first_lines: bool
    own: bool
    loose: str
    minutes_clock: bool
    refused: tuple[str, ...]
    untimed: bool
    overnight: bool
    utc: bool
    only: bool
    continued: bool
    several: str
    subitems: bool


@functools.cache
def _sections() -> tuple[str, tuple[tuple[tuple[frozenset[str], ...], str], ...]]:
    """Give the file's head, and each format's headers with its text: most logs need one format, none them all.

    Column names stand in double quotes, all headers of a kind on one line.
    """
    head, *texts = read_package_file("logs/formats.toml").split("\n[[format]]\n")
    return head, tuple((tuple(_headers_in(text)), text) for text in texts)


def _headers_in(text: str) -> Iterator[frozenset[str]]:
    """Give the lists of column names by any of which a format is known."""
    for line in text.splitlines():
        if line.startswith(("header = ", "or_header = ")):
            yield from (frozenset(names.split('"')[1::2]) for names in _LIST.findall(line))


@functools.cache
def _parse(text: str) -> Format:
    return _format(tomllib.loads(text))


@functools.cache
def _yes() -> frozenset[str]:
    return frozenset(tomllib.loads(_sections()[0])["yes"]["words"])


def _format(row: Mapping[str, Any]) -> Format:
    columns = {
        meaning: (names,) if isinstance(names, str) else tuple(names)
        for meaning, names in row.get("columns", {}).items()
    }
    return Format(
        id=row["id"],
        title=row["title"],
        header=tuple(row.get("header", ())),
        pattern=tuple(row.get("pattern", ())),
        names=tuple(row.get("names", ())),
        columns=columns,
        unit=row.get("unit"),
        fallback_unit=row.get("fallback_unit"),
        plans=frozenset(row.get("plans", ())),
        breaks=frozenset(row.get("breaks", ())),
        totals=row.get("totals"),
        parts=row.get("parts"),
        groups=row.get("groups"),
        sum=tuple(row.get("sum", ())),
        twins=frozenset(row.get("twins", ())),
        heading=row.get("heading"),
        fill=tuple(row.get("fill", ())),
        first_lines=row.get("first_lines", False),
        own=row.get("own", False),
        loose=row.get("loose", ""),
        minutes_clock=row.get("minutes_clock", False),
        refused=tuple(row.get("refused", ())),
        untimed=row.get("untimed", False),
        overnight=row.get("overnight", False),
        utc=row.get("utc", False),
        only=row.get("only", False),
        continued=row.get("continued", False),
        several=row.get("several", ""),
        subitems=row.get("subitems", False),
    )


def recognise_format(names: Sequence[str]) -> Format | None:
    """Give the format of a log by its column names, as they are compared; None where it is of no known system.

    Its ``header`` is the list of names by which it was known.
    """
    there = set(number_names(names))
    all_there = (
        (header, _parse(text)) for headers, text in _sections()[1] for header in headers if there.issuperset(header)
    )
    found = [(header, one) for header, one in all_there if not one.only or len(there) == len(header)]
    header, one = max(found, key=lambda pair: len(pair[0]), default=((), None))
    return one._replace(header=tuple(header)) if one is not None else None


def number_names(names: Sequence[str]) -> list[str]:
    """Give names with ``#2``, ``#3`` behind those that were there before."""
    seen: dict[str, int] = {}
    numbered = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        numbered.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return numbered


def place_columns(found: Format, names: Sequence[str]) -> tuple[dict[str, int], set[str]]:
    """Give the columns that a format names, by meaning, and the meanings that it gives to no column at all.

    Args:
        found: the format.
        names: column names as they are compared.
    """
    numbered = number_names(names)
    of = {}
    for meaning, wanted in found.columns.items():
        place = next((numbered.index(name) for name in wanted if name in numbered), None)
        if place is not None:
            of[meaning] = place
    return of, {meaning for meaning, wanted in found.columns.items() if not wanted}


def recognise_headerless(cells: Sequence[str]) -> Format | None:
    """Give the format of a log without a header by its first row; None where it is of no known system."""
    for one in (_parse(text) for headers, text in _sections()[1] if not headers):
        if one.pattern and len(cells) > len(one.pattern):
            pairs = zip(one.pattern, cells, strict=False)
            if all(re.match(pattern, cell) for pattern, cell in pairs):
                return one
    return None


def is_yes(value: str) -> bool:
    """Tell whether a cell says yes."""
    return value.casefold() in _yes()
