"""Entries of one person at the same time: told, or clipped so that no time counts twice."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceaudit.logs import Entry
from faceaudit.logs.overlaps import Overlaps, Spans, clip
from faceaudit.logs.periods import day_of

DAY = 86_400_000
MINUTE = 60_000
FIRST = 739_000 * DAY
HEADER = "person,date,start,minutes,activity\n"


def entry(start, minutes, person="ann", text="", line=2):
    at = None if start is None else FIRST + start * MINUTE
    day = day_of(FIRST if at is None else at)
    return Entry(person, person, "", day, minutes * MINUTE, "", text, "", "", "", "log.csv", line, [], at)


SOME = st.lists(
    st.builds(
        entry,
        st.one_of(st.none(), st.integers(0, 120)),
        st.integers(0, 60),
        st.sampled_from(["ann", "bo"]),
        st.sampled_from(["call", "demo"]),
    ),
    max_size=25,
)


def minutes_of(entries, person):
    """The minutes somebody was at it, as often as they are logged."""
    found = []
    for one in entries:
        if one.person == person and one.start is not None:
            first = (one.start - FIRST) // MINUTE
            found += range(first, first + one.ms // MINUTE)
    return found


@given(SOME)
def test_excess_is_what_a_count_of_minutes_gives(entries):
    overlaps = Overlaps()
    for one in entries:
        overlaps.see(one)
    for person in ("ann", "bo"):
        minutes = minutes_of(entries, person)
        assert overlaps.excess().get(person, 0) == (len(minutes) - len(set(minutes))) * MINUTE


@given(SOME)
def test_clipped_entries_hold_every_minute_once(entries):
    clipped = clip(entries)
    for person in ("ann", "bo"):
        minutes = minutes_of(clipped, person)
        assert sorted(minutes) == sorted(set(minutes_of(entries, person)))
    for before, after in zip(entries, clipped, strict=True):
        assert (after.person, after.text, after.line) == (before.person, before.text, before.line)
        assert after.ms <= before.ms
        if before.start is None:
            assert after == before
        elif after.ms:
            assert after.start + after.ms == before.start + before.ms
            assert after.day == day_of(after.start)


@given(SOME)
def test_every_minute_goes_to_the_entry_that_starts_first(entries):
    clipped = clip(entries)
    for person in ("ann", "bo"):
        holder = {}
        timed = [one for one in entries if one.person == person and one.start is not None]
        for one in sorted(timed, key=lambda one: (one.start, -one.ms, one.text)):
            for minute in minutes_of([one], person):
                holder.setdefault(minute, one.text)
        assert {m: one.text for one in clipped for m in minutes_of([one], person)} == holder


@settings(max_examples=50)
@given(SOME, st.randoms())
def test_the_order_of_entries_changes_nothing(entries, random):
    shuffled = entries[:]
    random.shuffle(shuffled)
    assert sorted(map(str, clip(shuffled))) == sorted(map(str, clip(entries)))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 30)), max_size=60))
def test_spans_joined_early_are_the_same(pairs):
    spans = Spans()
    spans._pending = 3
    for start, length in pairs:
        spans.add(start, start + length)
    assert spans.covered() == len({ms for start, length in pairs for ms in range(start, start + length)})
    assert spans.logged == sum(length for _, length in pairs)


def test_many_spans_are_joined_as_they_come():
    spans = Spans()
    for i in range(20_000):
        spans.add(i, i + 2)
    assert len(spans._starts) < 5_000
    assert spans.covered() == 20_001


def noted(outcome):
    return [note.message for note in outcome.notes if note.code == "overlaps"]


TWO_MEETINGS = HEADER + "Ann,2025-11-03,09:00,60,Demo\nAnn,2025-11-03,09:30,60,Quote\nBo,2025-11-03,09:00,60,Demo\n"


def test_by_default_overlaps_are_counted_and_told(read):
    outcome = read(TWO_MEETINGS)
    assert outcome.minutes == [60, 60, 60]
    assert noted(outcome) == [
        "time of one person logged more than once: Ann 0.5 h; counted as logged; --overlaps clip counts it once"
    ]


def test_clipped_no_minute_counts_twice(read):
    outcome = read(TWO_MEETINGS, overlaps="clip")
    assert outcome.minutes == [60, 30, 60]
    assert noted(outcome) == ["time of one person logged more than once: Ann 0.5 h; counted once"]


def test_the_three_largest_are_named(read):
    log = HEADER + "".join(
        f"P{n},2025-11-03,09:00,{minutes},{text}\n"
        for n, minutes in enumerate([60, 180, 1, 120, 90]) for text in ("a", "b")
    )  # fmt: skip
    assert noted(read(log))[0].startswith(
        "time of one person logged more than once: P1 3.0 h, P3 2.0 h, P4 1.5 h and 2 more; counted as"
    )
    least = HEADER + "Ann,2025-11-03,09:00,1,a\nAnn,2025-11-03,09:00,1,b\n"
    assert "Ann less than 0.1 h" in noted(read(least))[0]


@pytest.mark.parametrize(
    "row",
    [
        "Ann,2025-11-03,10:00,60,Quote",
        "Ann,2025-11-03,08:00,60,Quote",
        "Ann,2025-11-03,09:30,0,Quote",
        "Ann,2025-11-03,,60,Quote",
        "Bo,2025-11-03,09:30,60,Quote",
        "Ann,2025-11-04,09:30,60,Quote",
    ],
)
@pytest.mark.parametrize("way", ["count", "clip"])
def test_touching_empty_and_untimed_entries_are_quiet(read, row, way):
    outcome = read(f"{HEADER}Ann,2025-11-03,09:00,60,Demo\n{row}\n", overlaps=way)
    assert outcome.minutes == [60, 0 if ",0," in row else 60]
    assert not noted(outcome)


def test_over_midnight_the_rest_belongs_to_the_next_day(read):
    log = HEADER + "Ann,2025-11-03,22:00,180,Demo\nAnn,2025-11-03,23:00,180,Quote\n"
    outcome = read(log, overlaps="clip")
    assert [(e.day, e.ms // MINUTE) for e in outcome.entries] == [("2025-11-03", 180), ("2025-11-04", 60)]


def test_rows_keep_their_order_and_rejects_stay(read):
    outcome = read(HEADER + "Ann,2025-11-03,09:30,60,b\nAnn,2025-11-03,x,60,c\nAnn,2025-11-03,09:00,60,a\n",
                   overlaps="clip")  # fmt: skip
    assert [(e.text, e.ms // MINUTE) for e in outcome.entries] == [("b", 30), ("a", 60)]
    assert outcome.codes == ["3:bad-time"]


ROWS = [
    "Ann,2025-11-03,09:00,60,a\n", "Ann,2025-11-03,09:00,60,b\n", "Ann,2025-11-03,09:00,90,c\n",
    "Ann,2025-11-03,09:00,90,c\n",
]  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(ROWS)))
def test_ties_are_broken_by_content_in_any_order_of_logs(read, order):
    logs = (HEADER + row + "\n" * blank for blank, row in enumerate(order))  # no log is a copy of another
    outcome = read(*logs, overlaps="clip")
    assert sorted((e.text, e.ms // MINUTE) for e in outcome.entries) == [("a", 0), ("b", 0), ("c", 90)]
    assert outcome.noted == ["duplicates", "overlaps"]
