import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit import units


@pytest.mark.parametrize(
    ("ms", "wanted"), [(0, 0), (1000, 1), (1500, 1.5), (1, 0.001), (5_400_000, 5400), (123_456_789, 123456.789)]
)
def test_seconds_are_exact_with_at_most_three_places(ms, wanted):
    found = units.seconds(ms)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(
    ("ms", "wanted"),
    [(0, "0.0"), (180_000, "0.1"), (179_999, "0.0"), (5_400_000, "1.5"), (3_911_400_000, "1,086.5")],
)
def test_hours_round_half_up_to_one_place(ms, wanted):
    assert units.show_hours(ms) == wanted


@pytest.mark.parametrize(
    ("millionths", "wanted"), [(900_000, "90"), (725_000, "72.5"), (1_000_000, "100"), (333_333, "33.3333")]
)
def test_a_target_shows_no_more_places_than_it_needs(millionths, wanted):
    assert units.show_millionths(millionths) == wanted


@pytest.mark.parametrize(
    ("ms", "wanted"), [(0, "00:00:00"), (86_399_999, "23:59:59.999"), (86_400_000 * 7 + 34_200_000, "09:30:00")]
)
def test_a_clock_shows_thousandths_only_where_there_are_any(ms, wanted):
    assert units.show_clock(ms) == wanted


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8), st.integers(1, 10_000))
def test_apportioned_parts_add_up_and_are_less_than_one_off(parts, whole):
    found = units.apportion(parts, whole)
    total = sum(parts)
    assert sum(found) == (whole if total else 0)
    if total:
        assert all(abs(f * total - p * whole) < total for f, p in zip(found, parts, strict=True))


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_450, "1,234.50"), (-100, "-1.00")]
)
def test_hundredths_are_shown_with_two_places(hundredths, shown):
    assert units.show_hundredths(hundredths) == shown


@pytest.mark.parametrize(
    ("millionths", "wanted"),
    [
        (32_000, "+3.2"),
        (-124_500, "-12.5"),
        (0, "0.0"),
        (-499, "0.0"),
        (499, "0.0"),
        (500, "+0.1"),
        (1_000_000, "+100.0"),
    ],
)
def test_points_have_a_sign_unless_they_are_none(millionths, wanted):
    assert units.show_points(millionths) == wanted
