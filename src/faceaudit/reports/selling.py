"""From judgements to the selling report: what is said, in words and in numbers.

Knows nothing of formats; all rounding is done in :mod:`faceaudit.units` and :mod:`faceaudit.judging.shown`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from faceaudit.errors import Note, quote
from faceaudit.judging import flags
from faceaudit.judging.flags import Judgement
from faceaudit.judging.shown import show_split
from faceaudit.judging.splits import Split
from faceaudit.tables import COUNT, RANGE, SECONDS, SHARE, TENTHS, TEXT, Cell, Column, Report, Table
from faceaudit.tally import Tally, TextTimes
from faceaudit.units import WHOLE, count_of, share, show_count, show_hours, show_millionths

SCHEMA = "faceaudit.report/1"

_WORDS = (
    Column("person", "person", TEXT),
    Column("hours", "hours", SECONDS),
    Column("selling", "selling", RANGE),
    Column("flag", "flag", TEXT),
    Column("value_added", "value-\nadded", TENTHS),
    Column("incremental", "incre\u00ad\nmental", TENTHS),
    Column("baseline", "base\u00ad\nline", TENTHS),
    Column("internal", "inter\u00ad\nnal", TENTHS),
    Column("uncertain", "uncer\u00ad\ntain", TENTHS),
)
_SUMS = (
    Column("entries", "entries", COUNT),
    *(
        Column(f"{name}_seconds", name.replace("_", " "), SECONDS)
        for name in (
            "logged", "working", "selling", "value_added", "incremental", "baseline", "internal", "uncertain",
            "excluded", "face_time",
        )
    ),
    Column("selling_share_low", "selling share, low", SHARE),
    Column("selling_share_high", "selling share, high", SHARE),
)  # fmt: skip
_NUMBERS = (
    Column("person", "person", TEXT),
    Column("team", "team", TEXT),
    *_SUMS,
    Column("threshold", "threshold", SHARE),
    Column("flag", "flag", TEXT),
)
_TONES = {flags.BELOW: "bad", flags.UNCERTAIN: "open", flags.OK: "good"}
SKIP_WORDS = {
    "empty-row": "empty",
    "repeated-header": "repeated header",
    "total-row": "total",
    "other-person": "of somebody else",
    "duplicate": "counted already",
    "outside-period": "outside the period",
    "plan": "plan",
    "deleted": "deleted in the system",
    "footer": "footer",
    "continuation": "rest of the row above",
    "heading": "heading",
    "part-row": "part of another row",
}
"""Reasons for which rows are skipped, in words."""
_TEXTS_NAMED = 3
_TEXT_LENGTH = 60
_LITTLE = "*"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Findings(NamedTuple):
    """Everything the selling report is made from."""

    tally: Tally
    open_texts: TextTimes
    judgements: Sequence[Judgement]
    teams: Mapping[str, Split]
    """Split of each team by name."""
    default_threshold: int
    """In millionths."""
    notes: Sequence[Note]


def make_report(findings: Findings, *, only_flagged: bool) -> Report:
    """Make the selling report.

    Args:
        findings: what was counted and judged.
        only_flagged: show only those who are below; the totals stay those of everybody.
    """
    shown = [one for one in findings.judgements if one.flag == flags.BELOW or not only_flagged]
    everybody = sum((one.split for one in findings.judgements), Split())
    tally = findings.tally
    period = tally.period()
    return Report(
        schema=SCHEMA,
        title=_title(tally, everybody),
        words=_words(shown, findings, everybody),
        lines=_lines(findings, shown),
        numbers=Table(_NUMBERS, [_numbers(one) for one in shown]),
        total=Table(_SUMS, [_sums(everybody)]),
        head={
            "threshold": findings.default_threshold / WHOLE,
            "period": {"first": period[0] if period else None, "last": period[1] if period else None},
            "rows": {
                "read": tally.rows_read, "counted": tally.counted,
                "rejected": tally.rows_rejected, "skipped": tally.rows_skipped,
            },
        },
        rows_name="people",
        notes=[*findings.notes, *_little_time_notes(shown)],
    )  # fmt: skip


def _sums(split: Split) -> tuple[Cell, ...]:
    return (
        split.entries, split.logged, split.working, split.selling, split.value_added, split.incremental, split.baseline,
        split.internal, split.uncertain, split.excluded, split.face_time,
        share(split.selling, split.working), share(split.selling + split.uncertain, split.working),
    )  # fmt: skip


def _numbers(one: Judgement) -> tuple[Cell, ...]:
    return (one.name, one.team or None, *_sums(one.split), one.threshold / WHOLE, one.flag)


def _words(shown: Sequence[Judgement], findings: Findings, everybody: Split) -> Table:
    rows = [_row(one.name, one.split, one.threshold, _flag_words(one)) for one in shown]
    marks = {(i, "flag"): _TONES[one.flag] for i, one in enumerate(shown) if one.flag in _TONES}
    totals = []
    if len(findings.teams) > 1:
        totals = [
            _row(f"team {team}" if team else "no team", split, findings.default_threshold, "")
            for team, split in findings.teams.items()
        ]
    if len(findings.judgements) != 1:
        totals.append(_row("everybody", everybody, findings.default_threshold, ""))
    return Table(_WORDS, rows, totals, marks)


def _row(name: str, split: Split, threshold: int, flag: str) -> tuple[Cell, ...]:
    parts = show_split(split, threshold)
    if parts is None:
        return (name, split.working, "n/a", flag, None, None, None, None, None)
    return (name, split.working, *parts[:1], flag, *parts[1:])


def _flag_words(one: Judgement) -> str:
    words = {
        flags.BELOW: f"BELOW {show_millionths(one.threshold)}",
        flags.UNCERTAIN: "uncertain",
        flags.NOT_RATED: "not rated",
        flags.OK: "ok",
    }[one.flag]
    return words + _LITTLE if one.little_time else words


def _little_time_notes(shown: Sequence[Judgement]) -> list[Note]:
    little = [f"{_short(one.name)} ({show_hours(one.split.working)} h)" for one in shown if one.little_time]
    if not little:
        return []
    least = show_hours(flags.LITTLE_TIME_MS)
    return [
        Note("little-time-logged", f"{_LITTLE} little time logged, less than {least} h of work: {', '.join(little)}")
    ]


def _short(name: str) -> str:
    return quote(name)[1:-1]


def _title(tally: Tally, everybody: Split) -> str:
    period = tally.period()
    when = f", {show_period(*period)}" if period else ""
    people = count_of(len(tally.names), "person", "people")
    entries = count_of(tally.counted, "entry", "entries")
    return f"Selling time{when}: {people}, {entries}, {show_hours(everybody.working)} h of work"


def show_period(first: str, last: str) -> str:
    """Show a period of ISO days in few words: ``3-28 Nov 2025``."""
    (year, month, day), (year_2, month_2, day_2) = ([int(part) for part in one.split("-")] for one in (first, last))
    end = f"{day_2} {_MONTHS[month_2 - 1]} {year_2}"
    if first == last:
        return end
    if year != year_2:
        return f"{day} {_MONTHS[month - 1]} {year} - {end}"
    return f"{day}-{end}" if month == month_2 else f"{day} {_MONTHS[month - 1]} - {end}"


def _lines(findings: Findings, shown: Sequence[Judgement]) -> list[str]:
    lines = [_verdict_line(findings.judgements)]
    if any(one.flag == flags.BELOW for one in findings.judgements):
        lines.append("Look before you talk to anybody: faceaudit classify LOG --person NAME gives every entry and why.")
    lines += [_settle_line(one, findings.open_texts) for one in shown if one.flag == flags.UNCERTAIN]
    return [*lines, _rows_line(findings.tally)]


def _verdict_line(judgements: Sequence[Judgement]) -> str:
    if not judgements:
        return "There is no entry to judge."
    how_many = {flag: sum(one.flag == flag for one in judgements) for flag in (*_TONES, flags.NOT_RATED)}
    said = [
        f"{how_many[flags.BELOW]} of {count_of(len(judgements), 'person', 'people')} below target",
        f"{how_many[flags.UNCERTAIN]} uncertain" if how_many[flags.UNCERTAIN] else "",
        f"{how_many[flags.NOT_RATED]} not rated" if how_many[flags.NOT_RATED] else "",
    ]
    return ", ".join(part for part in said if part) + "."


def _settle_line(one: Judgement, open_texts: TextTimes) -> str:
    """Say what would settle a share: the words that hold most of the uncertain time."""
    texts = ", ".join(
        f"{quote(text, _TEXT_LENGTH) if text else '(no words)'} ({show_hours(sums.ms)} h)"
        for text, sums in open_texts.largest(one.person, _TEXTS_NAMED)
    )
    open_hours = show_hours(one.split.uncertain)
    return f"{_short(one.name)} could be above or below; most of the {open_hours} h that are uncertain: {texts}."


def _rows_line(tally: Tally) -> str:
    line = (
        f"Rows: {show_count(tally.rows_read)} read = {show_count(tally.counted)} counted"
        f" + {show_count(tally.rows_rejected)} rejected + {show_count(tally.rows_skipped)} skipped"
    )
    why = ", ".join(
        f"{show_count(number)} {SKIP_WORDS.get(code, code)}" for code, number in sorted(tally.skipped.items())
    )
    return f"{line} ({why})." if why else f"{line}."
