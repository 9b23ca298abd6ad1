"""Control limits and chances: against values worked out otherwise."""

from fractions import Fraction
from math import comb, exp, factorial, sqrt
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.judging.control import (
    chance_of_reaching,
    chance_of_so_many,
    middle,
    middle_without,
    sure_share,
    upper_limits,
)

shares = st.floats(0, 1, allow_nan=False)


@given(st.lists(shares, min_size=2, max_size=12), st.data())
def test_a_median_without_one_value_is_the_median_of_the_others(values, data):
    at = data.draw(st.integers(0, len(values) - 1))
    assert middle_without(sorted(values), values[at]) == median(values[:at] + values[at + 1 :])
    assert middle(values) == median(values)


@pytest.mark.parametrize(("mean", "least"), [(0.4, 1), (1.4, 3), (4.7, 10), (30.0, 60)])
def test_chance_of_reaching_is_poisson(mean, least):
    exactly = 1 - sum(exp(-mean) * mean**n / factorial(n) for n in range(least))
    assert chance_of_reaching(mean / 1000, least / 1000, 1000) == pytest.approx(exactly, abs=1e-12)


def test_where_chance_expects_very_many_entries_twice_as_many_are_out_of_the_question():
    assert chance_of_reaching(0.01, 0.02, 200_000) == 0
    assert chance_of_reaching(0.01, 0.01, 200_000) == 1


@pytest.mark.parametrize(("people", "number", "chance"), [(5, 3, 0.33), (8, 4, 0.2), (3, 0, 0.5), (4, 4, 0.1)])
def test_chance_of_so_many_is_binomial_for_equal_chances(people, number, chance):
    exactly = sum(comb(people, n) * chance**n * (1 - chance) ** (people - n) for n in range(number, people + 1))
    assert chance_of_so_many([chance] * people, number) == pytest.approx(exactly)


def test_chance_of_so_many_with_unequal_chances_by_hand():
    # both: 1/2 * 1/4; at least one: 1 - 1/2 * 3/4
    assert chance_of_so_many([0.5, 0.25], 2) == pytest.approx(1 / 8)
    assert chance_of_so_many([0.5, 0.25], 1) == pytest.approx(5 / 8)


def test_a_sure_share_by_hand():
    days = [(2, 8), (4, 8)] * 3  # share 18/48; each day 1 off; error = sqrt(6 * 6/5) / 48
    assert sure_share(days) == pytest.approx(float(Fraction(18, 48)) - 1.5 * sqrt(36 / 5) / 48)


def test_half_of_few_days_and_five_of_many_must_not_be_all_of_it():
    assert sure_share([(8, 8)] * 3 + [(2, 8)] * 3) == pytest.approx(2 / 8)
    assert sure_share([(8, 8)] * 5 + [(2, 8)] * 15) == pytest.approx(2 / 8)


@pytest.mark.parametrize("days", [[], [(8, 8)], [(8, 8)] + [(0, 8)] * 6, [(0, 8)] * 6, [(4, 8)] * 4])
def test_one_day_is_no_habit(days):
    assert sure_share(days) == 0


def test_limits_by_hand():
    # Four others, one activity: roots 0.1, 0.2, 0.2, 0.3, so the median is 0.2 and the variance 0.02 / 3.
    limit = upper_limits([[0.01], [0.04], [0.04], [0.09]])[0]
    spread = sqrt(0.02 / 3)
    departures = [0.01 / spread**2, 0, 0, 0]  # the three largest are the tail, above the fourth
    tail = sum(departures) / 3 * 3 * ((3 * 5 / (4 * 0.005)) ** (1 / 3) - 1)
    assert limit == pytest.approx((0.2 + sqrt(tail) * sqrt(1 + 1.57 / 4) * spread) ** 2)


def test_people_who_are_all_the_same_have_a_limit_where_they_are():
    assert upper_limits([[0.04, 0.25]] * 5) == pytest.approx([0.04, 0.25])


@given(st.lists(st.lists(shares, min_size=3, max_size=3), min_size=4, max_size=9))
def test_limits_lie_between_the_median_and_all_of_the_time(rows):
    for limit, column in zip(upper_limits(rows), zip(*rows, strict=True), strict=True):
        roots = median(sqrt(share) for share in column)
        assert roots**2 - 1e-9 <= limit <= 1


def test_a_wider_team_has_wider_limits():
    narrow = [[0.04 + 0.002 * n, 0.05 - 0.002 * n] for n in range(6)]
    wide = [[0.04 + 0.008 * n, 0.05 - 0.008 * n] for n in range(6)]
    assert all(a < b for a, b in zip(upper_limits(narrow), upper_limits(wide), strict=True))
