"""Entries that stand in the logs more than once are counted once, whichever comes first."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.logs.duplicates import HashSet

HEADER = "person,date,start,minutes,activity,type,team,customer,uid\n"
DEMO = "Ann,2025-11-03,09:00,60,Demo,Call,North,Acme,\n"


def kept(outcome):
    """Everything about the entries that could change a total."""
    return sorted((e.person, e.day, e.ms, e.text, e.activity_type, e.team, e.customer) for e in outcome.entries)


def test_the_same_entry_twice_is_counted_once(read):
    outcome = read(HEADER + DEMO + "Bo,2025-11-03,09:00,60,Demo,,,,\n" + DEMO)
    assert outcome.minutes == [60, 60]
    assert outcome.skipped == ["4:duplicate"]
    note = next(note for note in outcome.notes if note.code == "duplicates")
    assert note.line == 4
    assert note.file.endswith("log1.csv")
    assert note.message.startswith("1 entry repeats another one")
    assert note.message.endswith("log1.csv:2")


@pytest.mark.parametrize(
    "row",
    [
        "ann ,2025-11-03,9:00,1:00,Demo,Call,North,Acme,\n",
        "ANN,03.11.2025,09:00:00,60 min,Demo,Call,North,Acme,\n",
    ],
)
def test_what_is_compared_is_what_was_meant(read, row):
    other = row.replace("1:00", "60").replace("60 min", "60").replace("03.11.2025", "2025-11-03")
    assert read(HEADER + DEMO + other).minutes == [60]


@pytest.mark.parametrize(
    "row",
    [
        "Bo,2025-11-03,09:00,60,Demo,Call,North,Acme,\n",
        "Ann,2025-11-04,09:00,60,Demo,Call,North,Acme,\n",
        "Ann,2025-11-03,09:01,60,Demo,Call,North,Acme,\n",
        "Ann,2025-11-03,09:00,59,Demo,Call,North,Acme,\n",
        "Ann,2025-11-03,09:00,60,Demo 2,Call,North,Acme,\n",
        "Ann,2025-11-03,,60,Demo,Call,North,Acme,\n",
    ],
)
def test_what_differs_is_counted(read, row):
    outcome = read(HEADER + DEMO + row)
    assert len(outcome.entries) == 2
    assert not outcome.skips


def test_without_words_type_and_customer_tell_entries_apart(read):
    rows = [f"Ann,2025-11-03,09:00,5,,{kind},North,{customer},\n" for kind in ("Call", "Email") for customer in "AB"]
    assert len(read(HEADER + "".join(rows)).entries) == 4
    assert len(read(HEADER + "".join(rows + rows[:1])).entries) == 4


CONFLICTING = [
    "Ann,2025-11-03,09:00,60,Demo,Meeting,,Acme,\n",
    DEMO,
    "Ann,2025-11-03,09:00,60,Demo,Call,South,,\n",
]


@pytest.mark.parametrize("order", list(itertools.permutations(CONFLICTING)))
def test_which_copy_is_kept_depends_on_what_they_say(read, order):
    in_one = read(HEADER + "".join(order))
    in_three = read(*(HEADER + row for row in order))
    assert kept(in_one) == kept(in_three) == [("ann", "2025-11-03", 3_600_000, "Demo", "Call", "North", "Acme")]
    assert len(in_one.skips) == len(in_three.skips) == 2


def test_copies_in_logs_of_different_layout_are_found(read):
    outcome = read(HEADER + DEMO, "Rep;Start;Hours;Subject\nAnn;2025-11-03 09:00;1;Demo\n")
    assert outcome.minutes == [60]


@pytest.fixture
def by_id(monkeypatch, read):
    """Read logs whose column ``ref`` holds the id the system gave."""
    from faceaudit.logs import layouts, reading

    class Reader(reading.RowReader):
        def read(self, record):
            row = super().read(record)
            at = next((i for i, name in enumerate(self._columns.header) if name == "ref"), None)
            return row if at is None or not isinstance(row, reading.Entry) else row._replace(id=row.cells[at])

    def understand(*arguments):
        columns = real(*arguments)
        at = columns.header.index("ref")
        return columns._replace(of={**columns.of, "id": at}, extra_notes=())

    real = layouts.understand
    monkeypatch.setattr(reading, "RowReader", Reader)
    monkeypatch.setattr(layouts, "understand", understand)
    return read


BY_ID = "person,date,minutes,activity,ref\n"


def test_the_same_id_is_counted_once(by_id):
    outcome = by_id(BY_ID + "Ann,2025-11-03,30,Call,7\nAnn,2025-11-03,30,Call,7\nAnn,2025-11-03,30,Call,8\n")
    assert outcome.minutes == [30, 30]
    assert outcome.skipped == ["3:duplicate"]
    assert "differ" not in outcome.notes[-1].message


def test_of_copies_that_differ_the_longest_is_counted_and_that_is_said(by_id):
    rows = ["Ann,2025-11-03,30,Call,7\n", "Ann,2025-11-03,45,Call with Acme,7\n", "Ann,2025-11-03,20,Call,7\n"]
    for order in itertools.permutations(rows):
        outcome = by_id(BY_ID + "".join(order))
        assert outcome.minutes == [45]
        assert "; 2 of them differ in time or words: the longest is counted" in outcome.notes[-1].message


def test_an_id_of_another_person_layout_or_day_is_another_entry(by_id):
    outcome = by_id(
        BY_ID + "Ann,2025-11-03,30,Call,7\nBo,2025-11-03,30,Call,7\nAnn,2025-11-10,30,Call,7\n",
        "user,date,minutes,activity,ref\nAnn,2025-11-03,30,Call,7\n",
    )
    assert outcome.minutes == [30, 30, 30, 30]
    note = next(note for note in outcome.notes if note.code == "same-id")
    assert (note.line, note.message[:32]) == (4, "1 entry has the id of one on ano")


def test_copies_of_copies_are_one(by_id):
    header = "person,date,start,minutes,activity,ref\n"
    rows = [
        "Ann,2025-11-03,09:00,30,Call,1\n",
        "Ann,2025-11-03,10:00,30,Call,1\n",
        "Ann,2025-11-03,10:00,30,Call,2\n",
        "Ann,2025-11-03,11:00,30,Call,2\n",
    ]
    for order in itertools.permutations(rows):
        outcome = by_id(header + "".join(order))
        assert [entry.start % 86_400_000 for entry in outcome.entries] == [9 * 3_600_000]
        assert len(outcome.skips) == 3


UNTIMED = "person,date,minutes,activity\n"


def test_alike_entries_without_times_are_all_counted_and_told(read):
    outcome = read(UNTIMED + "Ann,2025-11-03,30,Calls\n" * 3 + "Ann,2025-11-04,30,Calls\n")
    assert outcome.minutes == [30] * 4
    assert [(n.code, n.line) for n in outcome.notes] == [("alike", 3)]
    assert outcome.notes[0].message.startswith("2 entries without a time of day are like another one in everything")


def test_midnight_everywhere_is_no_time_of_day(read):
    midnight = "person,date,minutes,activity\n" + "Ann,2025-11-03 00:00:00,30,Calls\n" * 2
    outcome = read(midnight)
    assert outcome.minutes == [30, 30]
    assert outcome.noted == ["alike"]
    outcome = read(midnight + "Bo,2025-11-03 00:00:01,30,Calls\n")
    assert outcome.minutes == [30, 30]
    assert outcome.noted == ["duplicates"]


@pytest.mark.parametrize("cell", ["2025-11-03 9:00", "03/11/25 9am", "45964.375", "3 Nov 2025 9:00", "20251103T090000"])
def test_times_in_the_column_of_dates_are_seen(read, cell):
    log = f"person,date,minutes,activity\nBo,13/11/2025,30,Call\nAnn,{cell},30,Calls\nAnn,{cell},30,Calls\n"
    assert len(read(log).entries) == 2


def test_all_rows_twice_leave_the_totals(read):
    rows = [f"Ann,2025-11-{day:02d},{hour}:00,60,Call {hour},,,,\n" for day in range(1, 29) for hour in range(8, 18)]
    random.Random(1).shuffle(rows)
    outcome = read(HEADER + "".join(rows), HEADER + "".join(reversed(rows)))
    assert len(outcome.entries) == len(outcome.skips) == 280


@given(st.lists(st.integers(-(1 << 63), (1 << 63) - 1).filter(bool)))
def test_a_set_of_hashes_knows_what_it_holds(hashes):
    mine, theirs = HashSet(), set()
    for value in hashes * 2:
        assert mine.add(value) == (value in theirs)
        theirs.add(value)


def test_a_set_of_hashes_grows():
    mine = HashSet()
    assert not any(mine.add(hash((i, "x"))) for i in range(5_000))
    assert all(mine.add(hash((i, "x"))) for i in range(5_000))
