"""Measuring: estimates, their range, and what counts in which measure."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from faceaudit.accuracy import Checked, estimate, measure, wilson
from faceaudit.samples import draw_from, plan_sample
from faceaudit.taxonomy import category_of


def checked(guess, truth, *, weight=3600_000, ms=1800_000, is_open=False, line=2):
    truth_activity = "" if truth in ("value-added", "uncertain") else truth
    category = truth if not truth_activity else category_of(truth)
    return Checked(line, "log.csv:2", "words", weight, ms, is_open, guess, category, truth_activity)


@pytest.mark.parametrize(
    ("right", "size", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (9, 10, 0.5958, 0.9821),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilsons_range(right, size, low, high):
    """The last is the example of Newcombe (1998), Statistics in Medicine 17, table I."""
    assert wilson(right / size, size) == pytest.approx((low, high), abs=5e-5)


@given(st.floats(0, 1), st.floats(0.5, 1e6))
def test_the_range_holds_the_share(part, size):
    low, high = wilson(part, size)
    assert 0 <= low <= part <= high <= 1


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=30))
def test_equal_weights_have_the_range_of_their_number(drawn):
    found = estimate([Fraction(7)] * len(drawn), [one for _, one in drawn], [True] * len(drawn))
    right = sum(one for _, one in drawn) / len(drawn)
    assert found is not None
    assert found.share == pytest.approx(right)
    assert (found.low, found.high) == pytest.approx(wilson(right, len(drawn)))


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=30))
def test_uneven_weights_never_make_it_surer(drawn):
    weights, right = [Fraction(weight) for weight, _ in drawn], [one for _, one in drawn]
    found = estimate(weights, right, [True] * len(drawn))
    assert found is not None
    even = wilson(found.share, len(drawn))
    assert found.low <= even[0] + 1e-9
    assert found.high >= even[1] - 1e-9


@given(st.lists(st.tuples(st.integers(1, 10), st.booleans()), min_size=2, max_size=8), st.integers(1, 6))
def test_the_share_is_right_on_average_over_all_samples(entries, number):
    sizes = [1000 * size for size, _ in entries]
    plan = plan_sample(sizes, number)
    found = []
    for start in range(plan.starts):
        rows = [
            checked("travel", "travel" if entries[place][1] else "reporting", weight=weight, ms=sizes[place])
            for place, weight in draw_from(plan, sizes, start)
        ]
        found.append(measure(rows, []).activity.time.share)
    truth = sum(size for size, right in entries if right) / sum(size for size, _ in entries)
    assert sum(found) / len(found) == pytest.approx(truth)


def test_a_log_checked_whole_is_known():
    rows = [checked("travel", truth, weight=900, ms=900) for truth in ("travel", "travel", "proposal")]
    assert measure(rows, []).category.time == (2 / 3, 2 / 3, 2 / 3)
    assert measure(rows, [900]).category.time.low < 2 / 3


@pytest.mark.parametrize(
    ("guess", "truth", "is_open", "category", "side", "activity"),
    [
        ("proposal", "proposal", False, (1, 1), (1, 1), (1, 1)),
        ("proposal", "prospecting", False, (1, 1), (1, 1), (0, 1)),
        ("proposal", "value-added", False, (1, 1), (1, 1), (0, 0)),
        ("proposal", "upsell", False, (0, 1), (1, 1), (0, 1)),
        ("proposal", "travel", False, (0, 1), (0, 1), (0, 1)),
        ("billing", "travel", False, (0, 1), (1, 1), (0, 1)),
        ("travel", "excluded", False, (0, 1), (0, 1), (0, 1)),
        ("excluded", "excluded", False, (1, 1), (1, 1), (1, 1)),
        ("proposal", "proposal", True, (1, 1), (0, 0), (1, 1)),
        ("proposal", "travel", True, (0, 1), (0, 0), (0, 1)),
        ("proposal", "uncertain", False, (0, 0), (0, 0), (0, 0)),
        ("proposal", "uncertain", True, (0, 0), (0, 0), (0, 0)),
    ],
)
def test_what_counts_where(guess, truth, is_open, category, side, activity):
    found = measure([checked(guess, truth, is_open=is_open)], [])
    assert [(one.right, one.of) for one in (found.category, found.side, found.activity)] == [category, side, activity]


def test_the_share_of_entries_weighs_by_how_many_each_stands_for():
    rows = [checked("travel", "travel", weight=100, ms=100), checked("travel", "proposal", weight=100, ms=10)]
    found = measure(rows, []).category
    assert (found.time.share, found.entries.share) == (0.5, pytest.approx(1 / 11))


def test_the_selling_share_and_how_far_it_is_off():
    rows = [
        checked("proposal", "proposal", weight=40),
        checked("proposal", "travel", weight=10),
        checked("travel", "travel", weight=30),
        checked("travel", "upsell", weight=20, is_open=True),
        checked("excluded", "excluded", weight=70),
        checked("proposal", "uncertain", weight=70),
    ]
    selling = measure(rows, []).selling
    assert selling == (0.6, 0.5, 0.5, 0.7)
    assert selling.off == pytest.approx(-0.1)
    assert measure(rows[4:5], []).selling.off is None


@pytest.mark.parametrize(
    ("right_of_drawn", "low", "high"), [(20, 0.9616, 1.0), (10, 0.8331, 0.9288), (0, 0.7619, 0.8002)]
)
def test_what_is_in_for_certain_counts_as_it_is_and_the_range_is_that_of_the_others(right_of_drawn, low, high):
    weights = [Fraction(8)] * 40 + [Fraction(5)] * 20
    right = [True] * 40 + [at < right_of_drawn for at in range(20)]
    found = estimate(weights, right, [False] * 40 + [True] * 20)
    assert found.share == pytest.approx((320 + 5 * right_of_drawn) / 420)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.lists(st.sampled_from(["proposal", "travel", "upsell", "excluded", "uncertain", "billing"]), min_size=1))
def test_confusions_hold_every_entry_once(truths):
    assume(any(truth != "uncertain" for truth in truths))
    guesses = itertools.cycle(["proposal", "travel", "billing"])
    rows = [checked(guess, truth, is_open=len(truth) % 2 == 0) for guess, truth in zip(guesses, truths, strict=False)]
    found = measure(rows, [5])
    confusions = found.confusions()
    assert sum(entries for entries, _ in confusions.values()) == len(rows)
    assert sum(ms for _, ms in confusions.values()) + 5 == found.stands_for
    assert len(found.wrong) == found.category.of - found.category.right
