"""From what was understood of logs to a report: in words by sections, in numbers a row for each finding."""

from typing import Any

from faceaudit.checks.findings import Check, LogFact, PersonFact
from faceaudit.errors import Note, escape, quote
from faceaudit.logs import Log
from faceaudit.logs.date_orders import ORDER_WHY
from faceaudit.logs.decided import UNIT_WHY
from faceaudit.reports.phrases import show_period, tell_period
from faceaudit.tables import COUNT, SECONDS, TEXT, Column, Report, Section, Table
from faceaudit.units import count_of, seconds, show_count

SCHEMA = "faceaudit.check/1"

_FINDINGS = (
    Column("code", "code", TEXT), Column("message", "message", TEXT), Column("file", "file", TEXT),
    Column("line", "line", COUNT),
)  # fmt: skip
_COLUMNS = (Column("column", "column", TEXT), Column("meaning", "meaning", TEXT), Column("unit", "unit", TEXT))
_PEOPLE = (
    Column("person", "person", TEXT), Column("entries", "entries", COUNT), Column("hours", "hours", SECONDS),
    Column("first", "first", TEXT), Column("last", "last", TEXT), Column("days", "days", COUNT),
    Column("without", "without\nentry", COUNT), Column("long", "over\n16 h", COUNT),
)  # fmt: skip
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252 (cp1252)"}
_ORDERS = {"dmy": "day first", "mdy": "month first"}
_LONGEST_NAME = 30
_UNREAD_NAMED = 10


def make_report(check: Check) -> Report:
    """Make the report of what was understood."""
    findings = [*check.row_notes, *check.notes]
    return Report(
        schema=SCHEMA,
        title=_title(check),
        words=Table((), []),
        lines=[],
        numbers=Table(_FINDINGS, [(note.code, note.message, note.file, note.line) for note in findings]),
        total=None,
        head={
            "period": tell_period(check.tally.period()),
            "rows": _rows_for_machines(check),
            "logs": [_log_for_machines(fact) for fact in check.logs],
            "people": [_person_for_machines(person) for person in check.people],
        },
        rows_name="findings",
        notes=[],
        sections=[
            *map(_log_section, check.logs), _people_section(check), Section("Rows", _row_lines(check)),
            *_odd_section(check.notes),
        ],
    )  # fmt: skip


def _title(check: Check) -> str:
    period = check.tally.period()
    said = [
        count_of(len(check.logs), "log"),
        count_of(len(check.people), "person", "people"),
        count_of(check.tally.counted, "entry", "entries"),
        *([show_period(*period)] if period else []),
    ]
    return f"What is understood: {', '.join(said)}"


def _log_section(fact: LogFact) -> Section:
    log = fact.log
    known = log.columns.format
    unread = [quote(column.name, _LONGEST_NAME) for column in fact.columns if not column.meanings and column.name]
    lines = [
        f"Format: {known.title if known else 'none that is known; names tell the columns'}",
        *_layout_in_words(log),
        f"Dates: {_dates_in_words(fact)}",
        f"Numbers: {_numbers_in_words(fact)}",
        f"Entries: {show_count(fact.entries)}",
    ]
    if unread:
        more = f" and {len(unread) - _UNREAD_NAMED:,} more" if len(unread) > _UNREAD_NAMED else ""
        lines.append(f"Not read: {', '.join(unread[:_UNREAD_NAMED])}{more}")
    rows = [(one.name, ", ".join(one.meanings), one.unit) for one in fact.columns if one.meanings]
    return Section(escape(log.source.name), lines, Table(_COLUMNS, rows))


def _layout_in_words(log: Log) -> list[str]:
    if log.source.made_from:
        return [f"Made from: {log.source.made_from}"]
    header = f"line {log.dialect.header_line}" if log.dialect.header_line else "none; the format tells the columns"
    return [
        f"Encoding: {_ENCODINGS.get(log.source.encoding, log.source.encoding)}",
        f"Delimiter: {_DELIMITERS.get(log.dialect.delimiter) or quote(log.dialect.delimiter)}",
        f"Header: {header}",
    ]


def _dates_in_words(fact: LogFact) -> str:
    why = ORDER_WHY.get(fact.decided.order_by)
    if why is None:
        return "none leaves open which of day and month comes first"
    return f"{_ORDERS[fact.decided.date_order]}, {why}"


def _numbers_in_words(fact: LogFact) -> str:
    columns = fact.log.columns
    if fact.decided.adds_parts:
        names = " and ".join(quote(columns.header[i]) for i, _ in columns.parts)
        return f"{names} are added, as parts of one time"
    if columns.duration is None:
        return "time is end minus start"
    name = quote(columns.header[columns.duration])
    if fact.decided.unit is None:
        return f"{name} has none without a unit"
    return f"bare ones in {name} are {fact.decided.unit}, {UNIT_WHY[fact.decided.unit_by]}"


def _people_section(check: Check) -> Section:
    rows = [_person_row(person) for person in check.people]
    lines = ["Without entry: working days, Monday to Friday, between a person's first and last."] if rows else ["None."]
    return Section("People", lines, Table(_PEOPLE, rows))


def _person_row(person: PersonFact) -> tuple[str | int, ...]:
    return (
        person.name, person.entries, person.ms, person.days[0], person.days[-1], len(person.days),
        sum(gap.days for gap in person.gaps), len(person.long_days),
    )  # fmt: skip


def _row_lines(check: Check) -> list[str]:
    tally = check.tally
    sums = (
        f"{show_count(tally.rows_read)} read = {show_count(tally.counted)} counted"
        f" + {show_count(tally.rows_rejected)} rejected + {show_count(tally.rows_skipped)} skipped."
    )
    return [sums, *map(str, check.row_notes)]


def _odd_section(notes: list[Note]) -> list[Section]:
    return [Section("To look at", [str(note) for note in notes])] if notes else []


def _rows_for_machines(check: Check) -> dict[str, Any]:
    tally = check.tally
    return {
        "read": tally.rows_read, "counted": tally.counted, "rejected": tally.rows_rejected,
        "skipped": tally.rows_skipped, "rejected_by_reason": dict(sorted(tally.rejected.items())),
        "skipped_by_reason": dict(sorted(tally.skipped.items())),
    }  # fmt: skip


def _log_for_machines(fact: LogFact) -> dict[str, Any]:
    log, decided = fact.log, fact.decided
    known = log.columns.format
    return {
        "file": log.source.name,
        "format": known.id if known else None,
        "format_title": known.title if known else None,
        "made_from": log.source.made_from or None,
        "encoding": None if log.source.made_from else log.source.encoding.removesuffix("-sig"),
        "delimiter": None if log.source.made_from else log.dialect.delimiter,
        "header_line": None if log.source.made_from else log.dialect.header_line or None,
        "date_order": decided.date_order if decided.order_by else None,
        "date_order_because": decided.order_by or None,
        "unit": decided.unit,
        "unit_because": decided.unit_by or None,
        "entries": fact.entries,
        "columns": [
            {"name": column.name, "meanings": list(column.meanings), "unit": column.unit} for column in fact.columns
        ],
    }


def _person_for_machines(person: PersonFact) -> dict[str, Any]:
    return {
        "person": person.name,
        "spellings": person.spellings,
        "entries": person.entries,
        "logged_seconds": seconds(person.ms),
        "first": person.days[0],
        "last": person.days[-1],
        "days": len(person.days),
        "gaps": [gap._asdict() for gap in person.gaps],
        "long_days": person.long_days,
    }
