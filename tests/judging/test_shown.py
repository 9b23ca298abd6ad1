"""Shown shares add up and never stand on the wrong side of their flag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.judging.shown import show_split
from faceaudit.judging.splits import Split
from faceaudit.units import WHOLE

NINETY = 900_000
times = st.integers(0, 10**9)


def split(value_added=0, incremental=0, baseline=0, internal=0, uncertain=0):
    return Split(1, value_added, incremental, baseline, internal, uncertain, 0, 0)


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        pytest.param(split(8996, 0, 1004), "89.9", id="89.96 % is not shown as 90.0"),
        pytest.param(split(899_999, 0, 100_001), "89.9", id="just below"),
        pytest.param(split(900_000, 0, 100_000), "90.0", id="exactly 90 %"),
        pytest.param(split(900_001, 0, 99_999), "90.0", id="just above"),
        pytest.param(split(401, 170, 192, 196, 41), "57-61", id="range"),
        pytest.param(split(570, 0, 331, 0, 99 - 1), "57-67", id="range rounds each end"),
        pytest.param(split(700, 0, 101, 0, 199), "70-89.9", id="upper end rounds onto the threshold"),
        pytest.param(split(899, 0, 51, 0, 50), "89.9-95", id="lower end rounds onto the threshold"),
        pytest.param(split(571, 0, 426, 0, 3), "57", id="ends shown alike are one number"),
        pytest.param(split(899_600, 0, 0, 100_004, 396), "89.9", id="ends too close to the target to be told apart"),
        pytest.param(split(9960, 0, 0, 30, 10), "99.6-99.7", id="not all of the time"),
        pytest.param(split(40, 0, 9955, 0, 5), "0.4-0.5", id="not none of the time"),
        pytest.param(split(0, 0, 40, 0, 60), "0-60", id="none and more"),
        pytest.param(split(1, 1, 1), "66.7", id="thirds"),
        pytest.param(split(518_399, 0, 0, 37_601, 20_000), "89.9-93", id="lower end a second below"),
    ],
)
def test_selling_share(case, wanted):
    assert show_split(case, NINETY).selling == wanted


def test_nothing_is_shown_without_working_time():
    assert show_split(split(), NINETY) is None


@given(times, times, times, times, times, st.integers(1, 1000))
def test_parts_add_up_to_a_hundred_percent(a, b, c, d, e, tenths):
    case = split(a, b, c, d, e)
    shown = show_split(case, tenths * 1000)
    if shown is not None:
        assert sum(shown[1:]) == 1000
        assert min(shown[1:]) >= 0
        if not case.uncertain:
            assert shown.selling == f"{(shown.value_added + shown.incremental) / 10:.1f}"


@given(st.integers(-9999, 9999), st.integers(0, 9999), st.integers(1, 999_999))
def test_no_range_is_upside_down(distance, uncertain, threshold):
    selling = max(0, min(threshold + distance, WHOLE - uncertain))
    shown = show_split(split(selling, 0, 0, WHOLE - selling - uncertain, uncertain), threshold)
    low, _, high = shown.selling.partition("-")
    assert float(low) <= float(high or low)


@given(times, times, times, times, times, st.integers(1, 1000))
def test_no_shown_share_crosses_its_threshold(a, b, c, d, e, tenths):
    case, threshold = split(a, b, c, d, e), tenths * 1000
    shown = show_split(case, threshold)
    if shown is None:
        return
    low, _, high = shown.selling.partition("-")
    for end, part in ((low, case.selling), (high or low, case.selling + case.uncertain)):
        is_below = part * WHOLE < threshold * case.working
        assert (round(float(end) * 10_000) < threshold) == is_below
