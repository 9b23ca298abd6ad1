"""What is told of the accuracy measured on a sample: the result of ``score``, and a line for ``report``.

Knows nothing of files or formats.
"""

import math
from collections.abc import Sequence
from typing import Any

from faceaudit.accuracy import Accuracy, Checked, Estimate, Measure, SellingShare
from faceaudit.errors import Note
from faceaudit.tables import COUNT, SECONDS, SHARE, TEXT, Cell, Column, Report, Section, Table
from faceaudit.taxonomy import CATEGORIES, SIDES
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
_MEANING = "holds the share of the whole log for 95 of 100 samples"
_RANGES_LISTED = 5
_HOW_TO_READ = (
    "Category and activity: uncertain entries count by their likeliest activity. Side: selling, not selling or no"
    f" working time; uncertain entries left out. The range {_MEANING}."
)


def make_score_report(accuracy: Accuracy) -> Report:
    """Make the result of ``score``."""
    return Report(
        schema=SCHEMA,
        title=(
            f"Sorting, measured on {_entries(accuracy)} of a sample that stands for {show_hours(accuracy.stands_for)} h"
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
        notes=_doubts(accuracy),
        sections=[_confusion_section(accuracy), *([_wrong_section(accuracy.wrong)] if accuracy.wrong else [])],
    )


def add_accuracy(report: Report, accuracy: Accuracy, *, logged: int, is_told: bool = True) -> Report:
    """Say in a selling report how right the sorting is.

    Args:
        report: the selling report.
        accuracy: as measured on a sample of the same log.
        logged: time that the report is about, in milliseconds; the sample should stand for the same.
        is_told: the format tells what stands below the table; otherwise a note says it.
    """
    measures = [dict(zip((column.key for column in _NUMBERS), row, strict=True)) for row in _numbers(accuracy)]
    verdict, *others = report.lines
    notes = [*report.notes, *_doubts(accuracy)]
    if accuracy.stands_for != logged:
        message = (
            f"the sample of --accuracy stands for {show_hours(accuracy.stands_for)} h, but here are"
            f" {show_hours(logged)} h: it is of another log or period, or rows were taken out of it"
        )
        notes.append(Note("other-sample", message))
    said = _sum_up(accuracy, logged=logged)
    if not is_told:
        notes.insert(0, Note("accuracy", said))
    return report._replace(
        lines=[verdict, said, *others],
        head={**report.head, "accuracy": {**_head(accuracy), "measures": measures, "in_words": said}},
        notes=notes,
    )


def _sum_up(accuracy: Accuracy, *, logged: int) -> str:
    """Say in one line how right the sorting is, and what the ranges mean; arguments as for :func:`add_accuracy`."""
    where = "this log" if accuracy.stands_for == logged else "another log or period"
    said = [
        _share_in_words(accuracy.category.time, "of the time in the right category"),
        _share_in_words(accuracy.side.time, "of the decided on the right side"),
    ]
    shares = ", ".join(filter(None, said)) or "no share can be told of them"
    return f"Sorting, measured on {_entries(accuracy)} of {where}: {shares}. The range in brackets {_MEANING}."


def _entries(accuracy: Accuracy) -> str:
    """Say how many entries were checked and could be told."""
    return count_of(len(accuracy.checked) - accuracy.open_in_truth, "entry", "entries")


def _doubts(accuracy: Accuracy) -> list[Note]:
    """Warn where the part of the sample that was checked is not a random one."""
    if accuracy.is_random:
        return []
    numbers = [one.number for one in accuracy.checked if one.number is not None]
    is_numbered = len(numbers) == len(accuracy.checked)
    kind, places = ("number", numbers) if is_numbered else ("line", [one.line for one in accuracy.checked])
    which = f"{kind} {places[0]} of the sample is" if len(places) == 1 else f"{kind}s {_runs(places)} of the sample are"
    remedy = "fill in every number up to the last of these" if is_numbered else "fill in all"
    message = (
        f"only {which} there and filled in, which is no random part of it: whoever passes over hard"
        f" entries measures too well; {remedy}, with uncertain where nobody can tell"
    )
    return [Note("part-not-random", message)]


def _runs(numbers: Sequence[int]) -> str:
    """Show numbers as runs, such as ``1-3, 7``; only the first of many."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[1]}" for run in runs[:_RANGES_LISTED]]
    return ", ".join(shown) + (" ..." if len(runs) > _RANGES_LISTED else "")


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
        "is_random": accuracy.is_random,
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
    sides = sum(one.truth in SIDES for one in accuracy.checked)
    if sides:
        lines.append(f"Only in the side: {count_of(sides, 'entry', 'entries')} whose truth tells no category.")
    if accuracy.left_out:
        left = f"Left out: {count_of(accuracy.left_out, 'entry', 'entries')} whose truth is empty"
        why = "; the others are the first of a random order, and so a random sample too" if accuracy.is_random else ""
        lines.append(f"{left}{why}.")
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
    truths = list(dict.fromkeys(truth for truth, _ in found))
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
