"""The days asked for: how they are told, and entries cut at their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.logs.periods import find_period, read_period

TODAY = date(2025, 11, 19)
HEADER = "person,date,start,minutes,activity\n"


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2025-W46", "2025-11-10", "2025-11-16"),
        ("2025-w1", "2024-12-30", "2025-01-05"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2025-11", "2025-11-01", "2025-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2025-q4", "2025-10-01", "2025-12-31"),
        ("2025-11-03", "2025-11-03", "2025-11-03"),
        ("today", "2025-11-19", "2025-11-19"),
        ("Yesterday", "2025-11-18", "2025-11-18"),
        ("this-week", "2025-11-17", "2025-11-23"),
        (" last-week ", "2025-11-10", "2025-11-16"),
        ("this-month", "2025-11-01", "2025-11-30"),
        ("last-month", "2025-10-01", "2025-10-31"),
    ],
)
def test_periods_are_told_in_many_ways(told, first, last):
    assert read_period(told, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "told",
    ["", "november", "2025-13", "2025-00", "2025-W00", "2025-W54", "2025-Q5", "25", "0001", "9999-W52", "2025-11-31",
     "٢٠٢٥-x", "last week", "2025-1"],
)  # fmt: skip
def test_anything_else_is_no_period(told):
    with pytest.raises(ValueError, match=r"not a period|no month|no week|no day|the year"):
        read_period(told, TODAY)


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_periods_next_to_each_other_leave_no_gap(today):
    for last, this in (("last-week", "this-week"), ("last-month", "this-month"), ("yesterday", "today")):
        before, now = read_period(last, today), read_period(this, today)
        assert before[1] + timedelta(days=1) == now[0] <= today <= now[1]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"since": "yesterday"}, "--since"),
        ({"until": "2025-02-30"}, "--until"),
        ({"today": "0000-01-01"}, "--today"),
        ({"today": "1700-01-01"}, "--today"),
        ({"since": "2025-11-04", "until": "2025-11-03"}, "--until"),
        ({"period": "2025", "since": "2025-01-01"}, "--period"),
        ({"period": "soon"}, "--period"),
    ],
)
def test_options_that_make_no_sense_are_named(given, column):
    with pytest.raises(FaceauditError) as caught:
        find_period(**{"since": None, "until": None, "period": None, "today": None, **given})
    assert caught.value.column == column
    assert caught.value.remedy


LOG = HEADER + (
    "Ann,2025-11-09,23:00,120,over the edge\n"
    "Ann,2025-11-09,,120,of a day\n"
    "Ann,2025-11-10,,60,of the next day\n"
    "Bo,2025-11-16,22:30,120,over the end\n"
    "Bo,2025-11-17,00:00,60,after the end\n"
    "Cem,2025-11-08,09:00,60,long before\n"
)


def some(outcome):
    return [(entry.text, entry.day, entry.ms / 60_000) for entry in outcome.entries]


def test_entries_are_cut_at_both_edges(read):
    outcome = read(LOG, since=date(2025, 11, 10), until=date(2025, 11, 16), today=TODAY)
    assert some(outcome) == [
        ("over the edge", "2025-11-10", 60),
        ("of the next day", "2025-11-10", 60),
        ("over the end", "2025-11-16", 90),
    ]
    assert outcome.skipped == ["3:outside-period", "6:outside-period", "7:outside-period"]
    assert [str(note) for note in outcome.notes] == [
        "only entries from 2025-11-10 to 2025-11-16 are counted; 2 entries are cut at the edge"
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": date(2025, 11, 10)}, "only entries from 2025-11-10 are counted; 1 entry is cut at the edge"),
        ({"until": date(2025, 11, 30)}, "only entries to 2025-11-30 are counted"),
    ],
)
def test_one_edge_may_be_open(read, options, said):
    assert str(read(LOG, **options, today=TODAY).notes[0]) == said


def test_nothing_may_be_left(read):
    outcome = read(LOG, since=date(2020, 1, 1), until=date(2020, 1, 1), today=TODAY)
    assert not outcome.entries
    assert len(outcome.skips) == 6


def test_entries_of_no_length_belong_to_the_period_they_start_in(read):
    log = HEADER + "".join(f"Ann,2025-11-{day},{at},0,x\n" for day, at in [
        ("09", "23:59"), ("10", "00:00"), ("16", "23:59"), ("17", "00:00"), ("20", "10:00"),
    ])  # fmt: skip
    outcome = read(log, since=date(2025, 11, 10), until=date(2025, 11, 16), today=TODAY)
    assert [entry.line for entry in outcome.entries] == [3, 4]


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Bo"]), st.integers(1, 28), st.one_of(st.none(), st.integers(0, 1439)),
        st.integers(0, 1400), st.sampled_from(["a", "b"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES, st.integers(1, 27), st.sampled_from(["count", "clip"]))
def test_two_periods_add_up_to_the_whole(read, entries, day, way):
    log = HEADER + "".join(
        f"{who},2025-10-{on:02d},{'' if at is None else f'{at // 60:02d}:{at % 60:02d}'},{minutes},{text}\n"
        for who, on, at, minutes, text in entries
    )

    def sums(outcome):
        found = {}
        for entry in outcome.entries:
            found[entry.person, entry.text] = found.get((entry.person, entry.text), 0) + entry.ms
        return {key: ms for key, ms in found.items() if ms}

    edge = date(2025, 10, day)
    whole = sums(read(log, overlaps=way, today=TODAY))
    parts = [
        sums(read(log, overlaps=way, today=TODAY, until=edge)),
        sums(read(log, overlaps=way, today=TODAY, since=edge + timedelta(days=1))),
    ]
    assert {key: sum(part.get(key, 0) for part in parts) for key in whole} == whole
    assert parts[0].keys() | parts[1].keys() <= whole.keys()


def test_days_to_come_are_told(read):
    log = "person,date,minutes,activity\nAnn,2025-11-19,30,x\nAnn,2025-11-20,30,y\nAnn,2099-11-20,30,y\n"
    notes = [note for note in read(log, today=TODAY).notes if note.code == "future-days"]
    assert [(note.line, note.message) for note in notes] == [
        (3, "2 entries after today, 2025-11-19, the first one here")
    ]
    assert not [note for note in read(log, today=date(2100, 1, 1)).notes if note.code == "future-days"]
