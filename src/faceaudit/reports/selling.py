"""From judgements to the selling report: what is said, in words and in numbers.

Knows nothing of formats; all rounding is done in :mod:`faceaudit.units` and :mod:`faceaudit.judging.shown`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from faceaudit.errors import Note, quote
from faceaudit.judging import flags
from faceaudit.judging.causes import Causes
from faceaudit.judging.flags import Judgement
from faceaudit.judging.reasons import Reason, explain_flags
from faceaudit.judging.splits import Split
from faceaudit.reports.face_time import COLUMNS as FACE_TIME
from faceaudit.reports.face_time import face_time_cells, say_face_time
from faceaudit.reports.phrases import say_rows, say_title, show_name, show_team, tell_period
from faceaudit.reports.reasons import COLUMNS as REASONS
from faceaudit.reports.reasons import reason_cells, summarise
from faceaudit.reports.sums import HOURS, PARTS, SELLING, SUMS, shown_cells, sum_cells
from faceaudit.reports.targets import COLUMNS as TARGETS
from faceaudit.reports.targets import target_cells
from faceaudit.tables import SHARE, TEXT, Cell, Column, Report, Table
from faceaudit.tally import Tally, TextTimes
from faceaudit.units import WHOLE, count_of, show_hours, show_millionths

SCHEMA = "faceaudit.report/1"

WORDS = (Column("person", "person", TEXT), HOURS, SELLING, Column("flag", "flag", TEXT), *PARTS)
"""Columns for people."""
NUMBERS = (
    Column("person", "person", TEXT),
    Column("team", "team", TEXT),
    *SUMS,
    Column("threshold", "target", SHARE),
    Column("flag", "flag", TEXT),
    *FACE_TIME,
    *TARGETS,
    *REASONS,
)
"""Columns for machines."""
LITTLE_TIME = "little-time-logged"
NOTES_ON = {LITTLE_TIME: "flag"}
"""Key of the column that a note is about, by the code of the note."""
_TOTAL = (*SUMS, *FACE_TIME, *TARGETS)
_TONES = {flags.BELOW: "bad", flags.UNCERTAIN: "open", flags.OK: "good"}
_TEXTS_NAMED = 3
_TEXT_LENGTH = 60
_LITTLE = "*"


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
    causes: Causes = Causes()
    """What is systemic and what is individual."""


def make_report(findings: Findings, *, only_flagged: bool) -> Report:
    """Make the selling report.

    Args:
        findings: what was counted and judged.
        only_flagged: show only those who are below; the totals stay those of everybody.
    """
    shown = [one for one in findings.judgements if one.flag == flags.BELOW or not only_flagged]
    everybody = sum((one.split for one in findings.judgements), Split())
    tally = findings.tally
    totals = _totals(findings, everybody)
    wanted = target_cells(findings.judgements)
    reasons = explain_flags(tally, findings.judgements, findings.causes)
    return Report(
        schema=SCHEMA,
        title=say_title("Selling time", tally, everybody),
        words=_words(shown, totals, findings.default_threshold),
        lines=_lines(findings, shown, everybody, reasons),
        numbers=Table(NUMBERS, [_numbers(one, reasons) for one in shown], _total_numbers(totals, everybody, wanted)),
        total=Table(_TOTAL, [_total_cells(everybody, wanted)]),
        head=tell_of_log(findings),
        rows_name="people",
        notes=[*findings.notes, *_little_time_notes(shown)],
    )


def tell_of_log(findings: Findings) -> dict[str, Any]:
    """Give what JSON says before the rows: the default target, the period, what became of the rows read."""
    tally = findings.tally
    return {
        "threshold": findings.default_threshold / WHOLE,
        "period": tell_period(tally.period()),
        "rows": {
            "read": tally.rows_read, "counted": tally.counted,
            "rejected": tally.rows_rejected, "skipped": tally.rows_skipped,
        },
    }  # fmt: skip


def _totals(findings: Findings, everybody: Split) -> list[tuple[str, Split]]:
    """Give what stands below the people: the teams where there are several, and everybody."""
    totals = []
    if len(findings.teams) > 1:
        totals = [(show_team(team), split) for team, split in findings.teams.items()]
    return [*totals, ("everybody", everybody)] if len(findings.judgements) != 1 else totals


def _numbers(one: Judgement, reasons: Mapping[str, Reason]) -> tuple[Cell, ...]:
    return (
        one.name, one.team or None, *sum_cells(one.split), one.threshold / WHOLE, one.flag, *face_time_cells(one.split),
        *target_cells([one]), *reason_cells(reasons.get(one.person)),
    )  # fmt: skip


def _total_cells(split: Split, wanted: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (*sum_cells(split), *face_time_cells(split), *wanted)


def _total_numbers(
    totals: Sequence[tuple[str, Split]], everybody: Split, wanted: tuple[Cell, ...]
) -> list[tuple[Cell, ...]]:
    """Give totals in the columns of the people; what only a person has is left empty, and so are targets of teams."""
    rows = []
    for _, split in totals:
        cells = _total_cells(split, wanted if split is everybody else (None,) * len(TARGETS))
        by_key = dict(zip((column.key for column in _TOTAL), cells, strict=True))
        rows.append(tuple(by_key.get(column.key) for column in NUMBERS))
    return rows


def _words(shown: Sequence[Judgement], totals: Sequence[tuple[str, Split]], threshold: int) -> Table:
    rows = [_row(one.name, one.split, one.threshold, _flag_words(one)) for one in shown]
    marks = {(i, "flag"): _TONES[one.flag] for i, one in enumerate(shown) if one.flag in _TONES}
    return Table(WORDS, rows, [_row(name, split, threshold, "") for name, split in totals], marks)


def _row(name: str, split: Split, threshold: int, flag: str) -> tuple[Cell, ...]:
    hours, selling, *parts = shown_cells(split, threshold)
    return (name, hours, selling, flag, *parts)


def _flag_words(one: Judgement) -> str:
    words = {
        flags.BELOW: f"BELOW {show_millionths(one.threshold)}",
        flags.UNCERTAIN: "uncertain",
        flags.NOT_RATED: "not rated",
        flags.OK: "ok",
    }[one.flag]
    return words + _LITTLE if one.little_time else words


def _little_time_notes(shown: Sequence[Judgement]) -> list[Note]:
    little = [f"{show_name(one.name)} ({show_hours(one.split.working)} h)" for one in shown if one.little_time]
    if not little:
        return []
    least = show_hours(flags.LITTLE_TIME_MS)
    return [Note(LITTLE_TIME, f"{_LITTLE} little time logged, less than {least} h of work: {', '.join(little)}")]


def _lines(
    findings: Findings, shown: Sequence[Judgement], everybody: Split, reasons: Mapping[str, Reason]
) -> list[str]:
    lines = [say_verdict(findings.judgements)]
    if any(one.flag == flags.BELOW for one in findings.judgements):
        lines.append("Look before you talk to anybody: faceaudit classify LOG --person NAME gives every entry and why.")
    lines += [_settle_line(one, findings.open_texts) for one in shown if one.flag == flags.UNCERTAIN]
    lines += say_face_time(everybody, people=len(findings.judgements))
    lines += summarise(findings.causes, reasons, shown, findings.tally)
    return [*lines, say_rows(findings.tally)]


def say_verdict(judgements: Sequence[Judgement]) -> str:
    """Say how many people are below their target, uncertain and not rated."""
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
    return f"{show_name(one.name)} could be above or below; most of the {open_hours} h that are uncertain: {texts}."
