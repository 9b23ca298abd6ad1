"""What is told of the accuracy measured on a sample: the result of ``score``, and a line for ``report``.

Knows nothing of files or formats.
"""

import math
from typing import Any

from faceaudit.accuracy import Accuracy, Checked, Estimate, Measure, SellingShare
from faceaudit.errors import Note
from faceaudit.tables import COUNT, SECONDS, SHARE, TEXT, Cell, Column, Report, Section, Table
from faceaudit.taxonomy import CATEGORIES
from faceaudit.units import count_of, seconds, show_hours

SCHEMA = "faceaudit.score/1"

_NUMBERS = (
    Column("measure", "measure", TEXT), Column("right", "right", COUNT), Column("of", "of", COUNT),
    *(
        Column(f"{part}_{name}", f"{part} {name}", SHARE)
        for part in ("time", "entries") for name in ("share", "low", "high")
    ),
)  # fmt: skip
_WORDS = (
    Column("measure", "right", TEXT), Column("time", "of the\ntime", SHARE), Column("time_range", "95 %\nrange", TEXT),
    Column("entries", "of the\nentries", SHARE), Column("entries_range", "95 %\nrange", TEXT),
    Column("right", "in the\nsample", TEXT),
)  # fmt: skip
_WRONG = (
    Column("line", "line", TEXT), Column("sorted", "sorted", TEXT), Column("truth", "truth", TEXT),
    Column("hours", "hours", SECONDS), Column("words", "what was logged", TEXT),
)  # fmt: skip
_MEASURES = {
    "category": "category",
    "side": "side, of the decided",
    "activity": "activity",
}
_OPEN = "?"
_HOW_TO_READ = (
    "Category and activity: uncertain entries count by their likeliest activity. Side: selling, not selling or no"
    " working time; uncertain entries left out. The share of the whole log is in the range for 95 of 100 samples."
)


def make_score_report(accuracy: Accuracy) -> Report:
    """Make the result of ``score``."""
    return Report(
        schema=SCHEMA,
        title=(
            f"Sorting, measured on {count_of(accuracy.category.of, 'entry', 'entries')}"
            f" of a sample that stands for {show_hours(accuracy.stands_for)} h"
        ),
        words=Table(_WORDS, [_words(title, getattr(accuracy, name)) for name, title in _MEASURES.items()]),
        lines=_lines(accuracy),
        numbers=Table(_NUMBERS, _numbers(accuracy)),
        total=None,
        head={
            **_head(accuracy),
            "confusions": [
                {"truth": truth, "sorted": into, "entries": entries, "seconds": seconds(ms)}
                for (truth, into), (entries, ms) in accuracy.confusions().items()
            ],
            "wrong": [_wrong_for_machines(one) for one in accuracy.wrong],
        },
        rows_name="measures",
        notes=[],
        sections=[_confusion_section(accuracy), *([_wrong_section(accuracy.wrong)] if accuracy.wrong else [])],
    )


def add_accuracy(report: Report, accuracy: Accuracy, *, logged: int) -> Report:
    """Say in a selling report how right the sorting is.

    Args:
        report: the selling report.
        accuracy: as measured on a sample of the same log.
        logged: time that the report is about, in milliseconds; the sample should stand for the same.
    """
    measures = [dict(zip((column.key for column in _NUMBERS), row, strict=True)) for row in _numbers(accuracy)]
    verdict, *others = report.lines
    notes = list(report.notes)
    if accuracy.stands_for != logged:
        message = (
            f"the sample of --accuracy stands for {show_hours(accuracy.stands_for)} h, but here are"
            f" {show_hours(logged)} h: it is of another log or period, or rows were taken out of it"
        )
        notes.append(Note("other-sample", message))
    return report._replace(
        lines=[verdict, _sum_up(accuracy, is_of_this=accuracy.stands_for == logged), *others],
        head={**report.head, "accuracy": {**_head(accuracy), "measures": measures}},
        notes=notes,
    )


def _sum_up(accuracy: Accuracy, *, is_of_this: bool) -> str:
    """Say in one line how right the sorting is."""
    where = "this log" if is_of_this else "another log or period"
    entries = count_of(accuracy.category.of, "entry", "entries")
    said = [_share_in_words(accuracy.category.time, "of the time in the right category")]
    if accuracy.side.time:
        said.append(_share_in_words(accuracy.side.time, "of the decided on the right side"))
    return f"Sorting, measured on {entries} of {where}: {', '.join(said)}."


def _share_in_words(found: Estimate | None, of_what: str) -> str:
    return f"{_percent(found.share)} % {of_what} ({_range(found)} %)" if found else ""


def _percent(part: float) -> int:
    """Round to whole percents; what is not all is never shown as all, nor as nothing what is not nothing."""
    return min(max(round(part * 100), int(part > 0)), 99 + (part >= 1))


def _range(found: Estimate | None) -> str:
    """Show a range in whole percents that hold it."""
    if not found:
        return ""
    low, high = math.floor(found.low * 100 + 1e-9), math.ceil(found.high * 100 - 1e-9)
    return str(low) if low == high else f"{low}-{high}"


def _words(title: str, one: Measure) -> tuple[Cell, ...]:
    ranges = [f"{_range(found)} %" if found else "" for found in (one.time, one.entries)]
    shares = [found.share if found else None for found in (one.time, one.entries)]
    return (title, shares[0], ranges[0], shares[1], ranges[1], f"{one.right} of {one.of}")


def _numbers(accuracy: Accuracy) -> list[tuple[Cell, ...]]:
    nothing = (None, None, None)
    measures: dict[str, Measure] = {name: getattr(accuracy, name) for name in _MEASURES}
    return [
        (name, one.right, one.of, *(one.time or nothing), *(one.entries or nothing)) for name, one in measures.items()
    ]


def _head(accuracy: Accuracy) -> dict[str, Any]:
    selling = accuracy.selling
    return {
        "entries": len(accuracy.checked),
        "left_out": accuracy.left_out,
        "open_in_truth": accuracy.open_in_truth,
        "stands_for_seconds": seconds(accuracy.stands_for),
        "selling_share": {
            "truth": selling.truth, "likeliest": selling.likeliest, "low": selling.low, "high": selling.high,
            "off": selling.off,
        },
    }  # fmt: skip


def _lines(accuracy: Accuracy) -> list[str]:
    lines = [_HOW_TO_READ, _selling_line(accuracy.selling)]
    if accuracy.open_in_truth:
        told = count_of(accuracy.open_in_truth, "entry", "entries")
        lines.append(f"In no figure: {told} whose truth is uncertain.")
    if accuracy.left_out:
        lines.append(f"Left out: {count_of(accuracy.left_out, 'entry', 'entries')} whose truth is empty.")
    return [line for line in lines if line]


def _selling_line(selling: SellingShare) -> str:
    if selling.truth is None or selling.low is None or selling.high is None or selling.off is None:
        return ""
    likeliest, truth, low, high = (
        f"{part * 100:.1f}" for part in (selling.likeliest or 0.0, selling.truth, selling.low, selling.high)
    )
    off = f"{abs(selling.off) * 100:.1f} points too {'high' if selling.off > 0 else 'low'}"
    how_far = "which is right" if selling.off == 0 else off
    return (
        f"Selling share of the sample: {truth} % in truth; sorted {low if low == high else f'{low}-{high}'} %,"
        f" by the likeliest activities {likeliest} %, {how_far}."
    )


def _confusion_section(accuracy: Accuracy) -> Section:
    found = accuracy.confusions()
    columns = (
        Column("truth", "truth", TEXT), *(Column(name, _broken(name), COUNT) for name in CATEGORIES),
    )  # fmt: skip
    truths = [truth for truth in CATEGORIES if any(pair[0] == truth for pair in found)]
    rows = [
        (truth, *(found[truth, into][0] if (truth, into) in found else None for into in CATEGORIES)) for truth in truths
    ]
    return Section("Entries by truth (rows) and by what they were sorted into (columns)", [], Table(columns, rows))


def _broken(name: str) -> str:
    return name.replace("-", "-\n")


def _wrong_section(wrong: list[Checked]) -> Section:
    rows = [
        (str(one.line), one.guessed + _OPEN * one.is_open, one.truth, one.weight, one.words or "(no words)")
        for one in wrong
    ]
    line = f"Lines are those of the sample, hours what the entry stands for; {_OPEN} marks what was left uncertain."
    return Section("In the wrong category", [line], Table(_WRONG, rows))


def _wrong_for_machines(one: Checked) -> dict[str, Any]:
    return {
        "line": one.line, "source": one.source or None, "category": one.sorted, "activity": one.guess,
        "truth": one.truth, "truth_activity": one.truth_activity or None, "seconds": seconds(one.ms),
        "weight_seconds": seconds(one.weight), "words": one.words,
    }  # fmt: skip
