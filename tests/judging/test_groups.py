"""Regrouped, time stays what it was: every millisecond and every entry is in exactly one group."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.contacts import Contacts
from faceaudit.counting import Regrouped, customer_of
from faceaudit.judging.flags import Limits, judge_people, split_teams
from faceaudit.judging.groups import ACTIVITY, CUSTOMER, TEAM, WAYS, WEEK, regroup
from faceaudit.judging.splits import Split
from faceaudit.logs import Entry
from faceaudit.scoring.sorting import Sorting
from faceaudit.scoring.verdict import Verdict
from faceaudit.tally import Key, Tally
from faceaudit.taxonomy import ACTIVITIES
from faceaudit.units import MS_PER_HOUR

FIRST = date(2025, 12, 22)
days = st.integers(0, 30).map(lambda n: (FIRST + timedelta(n)).isoformat())
rows = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bo", "cem"]),
        st.sampled_from(["", "North", "north ", "South"]),
        days,
        st.sampled_from(["upsell", "discovery", "complaint", "travel", "unclear", "excluded"]),
        st.sampled_from(["", "phone", "video", "in-person", "untold"]),
        st.integers(0, 200),
        st.integers(0, 90),
        st.sampled_from(["", "Acme", "ACME", "Bolt"]),
    ),
    max_size=25,
)


def counted(rows):
    """Count rows by team and, as ``report --by customer`` does, by customer."""
    tally, contacts, regrouped = Tally(), Contacts(), Regrouped(customer_of)
    for person, team, day, activity, mode, start, ms, customer in rows:
        mode = "" if activity in ("travel", "excluded") else mode
        key = Key(person, team, day, activity, mode)
        tally.count(key, ms, person.title())
        if mode:
            contacts.count(key, start, ms)
        entry = Entry(person, person.title(), team, day, ms, "", "", customer, "", "", "log.csv", 2, [], start)
        verdict = Verdict(activity, open=False, certainty=1000, runner_up=activity, decided_by="test")
        regrouped.watch(entry, Sorting(verdict, activity, mode))
    return tally, contacts, regrouped


def grouped(by, rows):
    tally, contacts, regrouped = counted(rows)
    if by == CUSTOMER:
        return regroup(by, regrouped.tally, Limits(), regrouped.contacts.counted_twice())
    return regroup(by, tally, Limits(), contacts.counted_twice())


@pytest.mark.parametrize("by", WAYS)
@given(rows=rows)
def test_groups_add_up_to_the_people(by, rows):
    tally, contacts, _ = counted(rows)
    people = sum((one.split for one in judge_people(tally, Limits(), contacts.counted_twice())), Split())
    together = sum((one.split for one in grouped(by, rows)), Split())
    assert together[:-1] == people[:-1]
    if by == WEEK:
        assert together.working_days == people.working_days


@given(rows=rows)
def test_teams_are_those_of_the_report(rows):
    tally, contacts, _ = counted(rows)
    limits = Limits(teams={"bo": "West"})
    twice = contacts.counted_twice()
    assert {one.name: one.split for one in regroup(TEAM, tally, limits, twice)} == split_teams(tally, limits, twice)


@given(rows=rows)
def test_activities_are_the_sums_kept_under_them(rows):
    for one in grouped(ACTIVITY, rows):
        own = [row for row in rows if row[3] == one.name]
        assert (one.split.entries, one.split.logged) == (len(own), sum(row[6] for row in own))
        assert one.people == len({row[0] for row in own})
        category = ACTIVITIES[one.name].category.replace("-", "_")
        assert getattr(one.split, category) == one.split.logged


@given(rows=rows)
def test_weeks_follow_one_another_and_hold_their_days(rows):
    weeks = grouped(WEEK, rows)
    firsts = [date.fromisoformat(one.first) for one in weeks]
    assert all(after - before == timedelta(7) for before, after in pairwise(firsts))
    for one in weeks:
        assert one.split.entries == sum(one.first <= row[2] <= one.last for row in rows)
    assert bool(weeks) == bool(rows)


def row(person="ann", day="2025-12-22", activity="upsell", ms=MS_PER_HOUR, mode="", start=0, customer="", team=""):
    return (person, team, day, activity, mode, start, ms, customer)


def test_a_week_without_entries_is_there_and_weeks_pass_the_new_year():
    weeks = grouped(WEEK, [row(day="2025-12-22"), row(day="2026-01-05")])
    assert [(one.name, one.first, one.people, one.split.entries) for one in weeks] == [
        ("2025-W52", "2025-12-22", 1, 1), ("2026-W01", "2025-12-29", 0, 0), ("2026-W02", "2026-01-05", 1, 1),
    ]  # fmt: skip


def test_customers_come_by_time_whatever_the_case_and_those_not_named_last():
    rows = [row(customer="Bolt", ms=3), row(customer="Acme", ms=2), row("bo", customer="ACME", ms=2), row(ms=9)]
    found = [(one.name, one.split.working, one.people) for one in grouped(CUSTOMER, rows)]
    assert found == [("ACME", 4, 2), ("Bolt", 3, 1), ("", 9, 1)]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        pytest.param([row(), row(activity="travel")], 1, id="twice on one day"),
        pytest.param([row(), row(day="2025-12-23")], 2, id="two days"),
        pytest.param([row(), row("bo")], 2, id="two people on one day"),
        pytest.param([row(activity="excluded")], 0, id="leave is no working day"),
        pytest.param([row(ms=0)], 0, id="no time is no working day"),
        pytest.param([row(activity="unclear")], 1, id="uncertain time is working time"),
    ],
)
def test_days_worked(rows, days):
    tally, _, _ = counted(rows)
    assert sum(one.split.working_days for one in judge_people(tally, Limits())) == days
    assert grouped(TEAM, rows)[0].split.working_days == days


@pytest.mark.parametrize("by", WAYS)
@given(rows=rows, least=st.integers(1, 4))
def test_groups_of_too_few_people_are_not_told_of(by, rows, least):
    tally, contacts, regrouped = counted(rows)
    tally = regrouped.tally if by == CUSTOMER else tally
    found = regroup(by, tally, Limits(min_group=least), contacts.counted_twice())
    assert all(one.people >= least or not one.people for one in found)
    if least == 1:
        assert sum(one.split.entries for one in found) == len(rows)


def test_a_minute_of_face_time_is_one_minute_under_whatever_it_is_grouped():
    rows = [
        row(mode="in-person", ms=60, customer="Acme", activity="discovery"),
        row(mode="phone", ms=60, customer="Bolt", activity="upsell"),
        row(mode="video", ms=20, start=50, customer="Cask", activity="complaint"),
    ]
    for by in WAYS:
        whole = sum((one.split for one in grouped(by, rows)), Split())
        assert (whole.in_person, whole.phone, whole.video, whole.face_time) == (60, 0, 10, 70)
