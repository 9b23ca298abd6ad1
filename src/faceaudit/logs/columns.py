"""What each column of a log means, told from its name.

Knows nothing of the rows' values.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.formats import Format, place_columns, recognise_format
from faceaudit.logs.vocabulary import LAST_RESORT, MANY, NEVER, ROUNDED, meaning_of, plain_name, rank_of

MEANINGS = (
    "person", "team", "date", "start", "end", "minutes", "hours", "seconds", "duration",
    "activity", "activity_type", "customer", "customer_status", "stage", "notes",
    "first_name", "last_name", "end_date", "break", "unit",
)  # fmt: skip
"""Names to use with ``--column`` and in ``[columns]``."""

DURATIONS = ("seconds", "minutes", "duration", "hours")
"""Meanings that hold an entry's time, the most exact first: one is counted, never two."""

_ONCE = ("person", "first_name", "last_name", "date", "start", "end", "end_date", "break", "unit", *DURATIONS)
"""Meanings that decide a sum: two columns of the same name would leave open which one counts."""

_FAMILY = ("name", "nom", "naam")
"""Names of a column that mean the family's name where another one has the first name."""

OWN_PREFIX = "faceaudit_"
"""Columns that faceaudit itself added to a log, which it does not read again."""


_UNIT_OF_MEANING = {"hours": "hours", "minutes": "minutes", "seconds": "seconds"}
_UNITS_OF_PARTS = ("hours", "minutes", "seconds")


class Columns(NamedTuple):
    """Which column means what.

    Attributes:
        header: the names as written.
        of: column number (from 0) by meaning.
        extra_notes: further columns of words, joined to the notes.
        unit: unit of the counted duration column where its name tells one.
        parts: columns that hold time in different units, the largest unit first: parts of one time, or one time twice.
        may_be_clock: the duration column's name could as well mean a time of day.
        format: the known format, if the log is of one.
        adds: the parts are of one time, as the format has it.
    """

    header: tuple[str, ...]
    of: dict[str, int]
    extra_notes: tuple[int, ...]
    unit: str | None
    parts: tuple[tuple[int, str], ...] = ()
    may_be_clock: bool = False
    format: Format | None = None
    adds: bool = False

    @property
    def duration(self) -> int | None:
        """Number of the column that holds the time to count."""
        return next((self.of[meaning] for meaning in DURATIONS if meaning in self.of), None)

    def name_of(self, meaning: str) -> str:
        """Give the name of the column that holds a meaning, for messages."""
        if meaning == "duration":
            held = self.duration
            return self.header[held] if held is not None else "duration"
        return self.header[self.of[meaning]] if meaning in self.of else meaning


def understand(header: Sequence[str], given: Mapping[str, str], headerless: Format | None = None) -> Columns:
    """Tell which column means what.

    Args:
        header: column names as written; names may repeat.
        given: column name by meaning, from the user; these come first.
        headerless: the format of a log that has no header, and whose names the header is then.

    Raises:
        FaceauditError: a column given by the user is not there, two columns that decide a sum have the same name, or
            the format is one that tells too little.
    """
    own = _place_given(header, given)
    plain = [plain_name(name) for name in header]
    names = [name for name, _ in plain]
    known = headerless or recognise_format(names)
    if known and known.refused and not given:
        raise FaceauditError(*known.refused)
    of, free, settled = _place_all(header, names, own, known)
    taken = set(of.values())
    extra = tuple(i for i in free if i not in taken and meaning_of(names[i]) in ("activity", "notes"))
    timed = {of[meaning] for meaning in DURATIONS if meaning in of}
    if settled.isdisjoint(DURATIONS):
        timed |= {i for i in free if meaning_of(names[i]) in DURATIONS}
    held = next((meaning for meaning in DURATIONS if meaning in of), "")
    unit = (plain[of[held]][1] or _UNIT_OF_MEANING.get(held)) if held else None
    if known and held and held not in own:
        unit = known.unit or unit
    may_be_clock = held == "duration" and held not in given and not known and names[of[held]] in MANY
    parts = _find_parts(sorted(timed), plain)
    adds = known is not None and bool(known.sum) and held not in own
    if known and adds:
        at = [names.index(name) for name in known.sum if name in names]
        parts = tuple((i, plain[i][1] or _UNIT_OF_MEANING.get(meaning_of(names[i])) or unit or "hours") for i in at)
    return Columns(tuple(header), of, extra, unit, parts, may_be_clock, known, adds)


def _place_all(
    header: Sequence[str], names: list[str], own: dict[str, int], known: Format | None
) -> tuple[dict[str, int], list[int], set[str]]:
    """Place every meaning: as the user says, as the format has it, then by the names of the other columns.

    Args:
        header: column names as written.
        names: the same, plain.
        own: column number by meaning, from the user.
        known: the format, where it is a known one.

    Returns:
        Column number by meaning, the columns that neither user nor format placed, and the meanings that were settled
        before their names were asked.
    """
    of, unheld = place_columns(known, names) if known else ({}, set())
    if not own.keys().isdisjoint(DURATIONS):
        of = {meaning: i for meaning, i in of.items() if meaning not in DURATIONS}
    of = {meaning: i for meaning, i in of.items() if i not in own.values()} | own
    free = [
        i for i, name in enumerate(names)
        if i not in of.values() and name not in NEVER and not header[i].strip().startswith(OWN_PREFIX)
    ]  # fmt: skip
    settled = _settled_by(of) | unheld
    _place_known(names, _least_rounded_first(header, free), of, settled)
    _place_of_many_meanings(names, free, of, settled)
    _refuse_twins(header, {meaning: i for meaning, i in of.items() if not known or names[i] not in known.twins})
    if known is None:
        _take_name_for_last_name(names, free, of)
        _refuse_second_times(header, names, of)
        _take_days_for_times(of)
    return of, free, settled


def _refuse_second_times(header: Sequence[str], names: list[str], of: Mapping[str, int]) -> None:
    """Refuse a second start or end, as in "time in 2": its time would be lost."""
    for i, name in enumerate(names):
        base = name.rstrip(" 23456789")
        if (
            i not in of.values()
            and base != name
            and (meaning := meaning_of(base)) in ("start", "end")
            and meaning in of
        ):
            raise FaceauditError(
                f"the column {quote(header[i].strip())} is a second {meaning}.",
                "Give each span of time a row of its own.",
            )


def _take_name_for_last_name(names: list[str], free: list[int], of: dict[str, int]) -> None:
    """Take a name beside a first name for the last one: people of one family are not one person."""
    at = of.get("person")
    if at in free and names[at] in _FAMILY and "first_name" in of and "last_name" not in of:
        of["last_name"] = of.pop("person")


def _take_days_for_times(of: dict[str, int]) -> None:
    """Take a first and a last day for start and end where nothing else tells a time: they may tell one."""
    if "date" in of and "end_date" in of and of.keys().isdisjoint((*DURATIONS, "start", "end")):
        of["start"], of["end"] = of.pop("date"), of.pop("end_date")


def _least_rounded_first(header: Sequence[str], free: list[int]) -> list[int]:
    """Put the columns that say in brackets that they are in decimals last."""
    return sorted(free, key=lambda i: header[i].casefold().rpartition("(")[2].strip(" ).") in ROUNDED)


def _place_known(names: list[str], free: list[int], of: dict[str, int], settled: set[str]) -> None:
    """Give each meaning the column whose name has its most trust, the first of equals."""
    for i in sorted(free, key=lambda i: rank_of(names[i])[1]):
        meaning = meaning_of(names[i])
        if meaning and meaning not in of and meaning not in settled:
            of[meaning] = i


def _place_of_many_meanings(names: list[str], free: list[int], of: dict[str, int], settled: set[str]) -> None:
    """Give names of several meanings the first one that is still free."""
    for name, meanings in MANY.items():
        for i in free:
            if names[i] != name or i in of.values():
                continue
            meaning = next((m for m in meanings if m not in settled and not _held(m, of, name)), None)
            if meaning is not None:
                of[meaning] = i


def _settled_by(given: Mapping[str, int]) -> set[str]:
    """Give the meanings that no other column may take once the user has named these."""
    settled: set[str] = set()
    if not given.keys().isdisjoint(DURATIONS):
        settled.update(DURATIONS)
    if "last_name" in given:
        settled.add("person")
    return settled


def _find_parts(timed: list[int], plain: list[tuple[str, str | None]]) -> tuple[tuple[int, str], ...]:
    """Find columns of time in different units, such as hours and minutes; empty where there is no second unit."""
    of_unit: dict[str, int] = {}
    for i in timed:
        name, unit = plain[i]
        unit = unit or _UNIT_OF_MEANING.get(meaning_of(name))
        if unit in _UNITS_OF_PARTS:
            of_unit.setdefault(unit, i)
    return tuple((of_unit[unit], unit) for unit in _UNITS_OF_PARTS if unit in of_unit) if len(of_unit) > 1 else ()


def _refuse_twins(header: Sequence[str], of: Mapping[str, int]) -> None:
    names = [name.strip().casefold() for name in header]
    for meaning in _ONCE:
        if meaning in of and names.count(names[of[meaning]]) > 1:
            raise FaceauditError(
                f"two columns are called {quote(header[of[meaning]].strip())}.", "Give one of them another name."
            )


def _held(meaning: str, of: dict[str, int], name: str) -> bool:
    """Tell whether a meaning has its column already; any duration column holds the meaning of all."""
    if meaning in DURATIONS:
        has_times = {"start", "end"} <= of.keys() and name in LAST_RESORT
        return any(m in of for m in DURATIONS) or ("end" in of and "start" not in of) or has_times
    if meaning == "person" and name in _FAMILY:
        return "person" in of or "last_name" in of
    return meaning in of


def _place_given(header: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    of: dict[str, int] = {}
    for meaning, wanted in given.items():
        found = [i for i, name in enumerate(header) if name.strip() == wanted]
        found = found or [i for i, name in enumerate(header) if plain_name(name) == plain_name(wanted)]
        if not found or not wanted.strip():
            names = ", ".join(quote(name) for name in header[:30])
            raise FaceauditError(
                f"there is no column {quote(wanted)}.", f"The columns are: {names}.", column=f"--column {meaning}"
            )
        of[meaning] = found[0]
        unit = plain_name(header[found[0]])[1]
        if unit is not None and _UNIT_OF_MEANING.get(meaning, unit) != unit:
            raise FaceauditError(
                f"the column {quote(header[found[0]])} is named for {unit}, not {meaning}.",
                f"Say --column duration=NAME for the unit of its name, or --column duration=NAME --unit {meaning}.",
                column=f"--column {meaning}",
            )
    return of


def missing(columns: Columns, *, salesperson: str | None) -> dict[str, str]:
    """Say what a log lacks to be audited, in words by meaning; empty where it has everything."""
    lacking = {}
    of = columns.of
    heading = columns.format.heading if columns.format else None
    if salesperson is None and "person" not in of and "last_name" not in of:
        lacking["person"] = "who it was (a column such as person, user or owner, or the option --salesperson NAME)"
    if not {"date", "start"} & {*of, heading}:
        lacking["date"] = "the day (a column such as date or start)"
    untimed = columns.format is not None and columns.format.untimed
    if columns.duration is None and not {"start", "end"} <= of.keys() and not untimed:
        lacking["duration"] = "how long it took (a column such as minutes, hours or duration, or start and end)"
    if not {"activity", "activity_type", "notes"} & {*of, heading}:
        lacking["activity"] = "what was done (a column such as activity, subject or description)"
    return lacking
