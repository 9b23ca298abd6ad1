"""Periods: which one a day falls into, and none left out between two days."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.judging.periods import PERIODS, list_periods, period_of
from faceaudit.logs.periods import read_period

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "by", "wanted"),
    [
        ("2025-11-05", "day", ("2025-11-05", "2025-11-05", "2025-11-05")),
        ("2025-11-05", "week", ("2025-W45", "2025-11-03", "2025-11-09")),
        ("2024-12-31", "week", ("2025-W01", "2024-12-30", "2025-01-05")),
        ("2027-01-03", "week", ("2026-W53", "2026-12-28", "2027-01-03")),
        ("2024-02-10", "month", ("2024-02", "2024-02-01", "2024-02-29")),
        ("2025-12-31", "month", ("2025-12", "2025-12-01", "2025-12-31")),
        ("2025-11-05", "quarter", ("2025-Q4", "2025-10-01", "2025-12-31")),
        ("2025-03-31", "quarter", ("2025-Q1", "2025-01-01", "2025-03-31")),
    ],
)
def test_a_day_falls_into_its_period(day, by, wanted):
    assert period_of(day, by) == wanted


@given(days, st.sampled_from(PERIODS))
def test_a_label_is_what_the_period_option_reads(day, by):
    label, first, last = period_of(day.isoformat(), by)
    assert read_period(label, date(2025, 1, 1)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(days, st.integers(0, 800), st.sampled_from(PERIODS))
def test_no_day_between_two_is_left_out_and_none_is_in_two_periods(first, number, by):
    last = first + timedelta(days=number)
    periods = list_periods(first.isoformat(), last.isoformat(), by)
    assert periods[0].first <= first.isoformat() <= periods[0].last
    assert periods[-1].first <= last.isoformat() <= periods[-1].last
    for before, after in itertools.pairwise(periods):
        assert date.fromisoformat(before.last) + timedelta(days=1) == date.fromisoformat(after.first)


@pytest.mark.parametrize("by", PERIODS)
def test_the_calendar_ends_without_a_fault(by):
    assert list_periods("9999-12-30", "9999-12-31", by)[-1].last == "9999-12-31"
