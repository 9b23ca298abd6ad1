"""Logs made with a known truth: each entry is counted as it was, or left out by name, or the log is refused."""

import io
import os
import re
from bisect import bisect_right
from collections import Counter
from datetime import date
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from damaging_logs import damage
from faceaudit.errors import FaceauditError
from faceaudit.logs import Entry, ReadOptions, Source, person_key, read_sources
from making_logs import Truth
from writing_logs import Made, Piece, make_log

_LINE_END = re.compile(r"\r\n|\r|\n")
_DAY_MS = 86_400_000
EXAMPLES = int(os.environ.get("MADE_LOGS", "400"))
"""How many logs to make for each law; a larger number searches longer."""
MAY_BE_REFUSED = (
    "could be hours or minutes", "a few numbers are so large", "these look like times of day",
    "tell different times", "this looks like a row", "no column for who it was",
)  # fmt: skip


class Verdict(NamedTuple):
    refused: str
    """Why the log is refused; empty where it is read."""
    counted: int
    missed: list[tuple[Truth, str]]
    """What is left out, each with the code of the record that it lies in."""
    notes: frozenset[str]
    format: str


def check(made: Made) -> Verdict:
    """Read a log, and hold what is counted against the truth."""
    source = Source("log.csv", io.BytesIO(made.data()))
    try:
        options = ReadOptions(salesperson=made.layout.salesperson, today=date(2030, 1, 1))
        reading = read_sources([source], options)
        batches = list(reading.batches())
    except FaceauditError as error:
        return Verdict(str(error), 0, [], frozenset(), "")
    counted = {entry.line: entry for batch in batches for entry in batch.entries}
    named = {row.line: row.code for batch in batches for row in (*batch.rejects, *batch.skips)}
    assert not counted.keys() & named.keys()
    notes = frozenset(note.code for note in reading.notes)
    start = reading.logs[0].dialect.header_line
    pairs, missed = [], []
    for lines, piece in _placed(made):
        here = [counted.pop(line) for line in lines if line in counted]
        assert len(here) <= len(piece.truths), f"more is counted than was: {piece.text!r}"
        left = [*piece.truths]
        for entry in here:
            truth = max(left, key=lambda truth: (truth.ms == entry.ms, truth.day.isoformat() == entry.day))
            left.remove(truth)
            pairs.append((entry, truth, piece))
        if left:
            code = _code_at(lines, named, sorted({*named, *(e.line for e, *_ in pairs), *counted}), start, notes)
            if not code and lines[0] <= start and not counted and not pairs:
                code = "in the header"
            assert code, f"lost in silence: {piece.text!r}"
            missed += [(truth, code) for truth in left]
    assert not counted, "something is counted that is no row"
    found = reading.logs[0].columns.format
    if not found:
        _compare(pairs, notes)
    return Verdict("", len(pairs), missed, notes, found.id if found else "")


def _placed(made: Made) -> list[tuple[range, Piece]]:
    """Give the physical lines of each piece."""
    ends = [match.end() for match in _LINE_END.finditer("".join(piece.text for piece in made.pieces))]
    placed, offset = [], 0
    for piece in made.pieces:
        first = bisect_right(ends, offset) + 1
        offset += len(piece.text)
        placed.append((range(first, max(first, bisect_right(ends, offset - 1) + 1) + 1), piece))
    return placed


def _code_at(lines: range, named: dict[int, str], records: list[int], start: int, notes: frozenset[str]) -> str:
    """Give the code of the record in which some lines are left out; empty where there is none."""
    for line in lines:
        if line in named:
            return named[line]
    at = bisect_right(records, lines[0]) - 1
    if at >= 0 and records[at] in named:
        return named[records[at]]
    return "before-header" if lines[0] <= start and "before-header" in notes else ""


def _compare(pairs: list[tuple[Entry, Truth, Piece]], notes: frozenset[str]) -> None:
    whole = [(entry, truth) for entry, truth, piece in pairs if not piece.loose]
    factors = {entry.ms / truth.ms for entry, truth in whole if truth.ms}
    if "unit-assumed" in notes:
        assert len(factors) <= 1, "other times are counted"
    else:
        assert factors <= {1}, "another time is counted"
    assert not [entry for entry, truth in whole if entry.ms and not truth.ms]
    if "date-order-assumed" in notes:
        swapped = [_swapped(truth.day) for _, truth in whole]
        days = [entry.day for entry, _ in whole]
        assert days in ([truth.day.isoformat() for _, truth in whole], swapped), "days are not just swapped"
    else:
        assert [entry.day for entry, _ in whole] == [truth.day.isoformat() for _, truth in whole], "another day"
    for entry, truth, piece in pairs:
        if piece.touched:
            continue
        assert entry.person == person_key(truth.person)
        assert entry.text == truth.text
        if truth.start is not None and entry.start is not None:
            assert entry.start % _DAY_MS == truth.start
    twice = Counter(id(truth) for _, truth, _ in pairs)
    if max(twice.values(), default=0) > 1:
        assert "alike" in notes or any(
            piece.touched or not truth.ms for _, truth, piece in pairs if twice[id(truth)] > 1
        )


def _swapped(day: date) -> str:
    return f"{day.year}-{day.day:02}-{day.month:02}"


def check_undamaged(made: Made) -> Verdict:
    verdict = check(made)
    assert not verdict.refused or any(part in verdict.refused for part in MAY_BE_REFUSED), verdict.refused
    for truth, code in verdict.missed:
        assert code in truth.may_be, (truth, code)
    return verdict


PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=list(HealthCheck),
    derandomize="MADE_LOGS" not in os.environ,
)  # fmt: skip


@PROFILE
@given(st.randoms(use_true_random=False))
def test_a_log_is_read_as_it_was(pick):
    verdict = check_undamaged(make_log(pick, 5))
    event("refused" if verdict.refused else "missed" if verdict.missed else "counted in full")


@PROFILE
@given(st.randoms(use_true_random=False))
def test_a_damaged_log_is_read_as_it_was_or_says_what_is_left_out(pick):
    made = make_log(pick, 5)
    damage(made, pick)
    verdict = check(made)
    event("refused" if verdict.refused else "missed" if verdict.missed else "counted in full")


def test_few_logs_are_refused():
    verdicts = [check_undamaged(make_log(Random(seed))) for seed in range(300)]
    assert sum(bool(verdict.refused) for verdict in verdicts) < 30
    missed = sum(len(verdict.missed) for verdict in verdicts)
    assert missed * 10 < missed + sum(verdict.counted for verdict in verdicts)


REFUSED = "refused"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param(
            "person,date,hours,activity,notes\nAnn,2025-11-03,2.5,Call,ok\nAnn,2025-11-04,1,5,Call,\n", [[150]],
            id="a decimal comma without quotes, and the last cell empty",
        ),
        pytest.param(
            "person,date,minutes,activity,\nAnn,2025-11-03,30,Call,\nAnn,2025-11-04,1,20,Call,\n", [[30]],
            id="a delimiter too many where rows end in one",
        ),
        pytest.param(
            "person;date;minutes;activity;\nAnn;2025-11-03;30;3 calls;\nAnn;2025-11-04;450;\n", [[30]],
            id="a delimiter too few where rows end in one",
        ),
        pytest.param(
            'person,date,hours,activity\nAnn,2025-11-03,"1,250",Call\nAnn,2025-11-04,0.5,Call,Acme\n', [[], REFUSED],
            id="a broken row that tells the decimal mark",
        ),
        pytest.param(
            "person,date,minutes,seconds,activity\nAnn,2025-11-03,1,30,Call\nAnn,2025-11-03,0,45,Call\n",
            [[1.5, 0.75], REFUSED], id="minutes and seconds of short calls",
        ),
        pytest.param(
            "person,date,hours,minutes,activity\nAnn,2025-11-03,1,59,Call\n", [[119], REFUSED],
            id="one hour and 59 minutes",
        ),
        pytest.param(
            'person,date,hours,minutes,activity\nAnn,2025-11-03,20.575,"1,234.50",Call\n', [[1234.5], REFUSED],
            id="a part with thousands",
        ),
    ],
)  # fmt: skip
def test_what_was_found_among_made_logs(read, text, right):
    try:
        minutes = read(text).minutes
    except FaceauditError:
        minutes = REFUSED
    assert minutes in right


def test_a_broken_row_does_not_tell_the_order_of_days(read):
    rows = "Ann,11/03/2025,,30,Call\nAnn,11/05/2025,,30,Call\nAnn 11/06/2025,25/12/2025,30,Call\n"
    assert "date-order-assumed" in read(f"person,date,due,minutes,activity\n{rows}").noted
