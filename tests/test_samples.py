"""Drawing a sample: every weight, every start, every seed."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from faceaudit.samples import draw_from, draw_sample, plan_sample, shuffle

SIZES = st.lists(st.integers(0, 40) | st.sampled_from([1_000, 60_000, 1_800_000, 3_600_000]), max_size=40)
SMALL = st.lists(st.integers(0, 12), min_size=1, max_size=9)
NUMBERS = st.integers(1, 12)


@given(SIZES, NUMBERS, st.integers(0, 10**9))
def test_weights_add_up_to_all_time(sizes, number, seed):
    assert sum(one.weight for one in draw_sample(sizes, number, seed=seed)) == sum(sizes)


@given(SIZES, NUMBERS, st.integers(0, 10**9))
def test_as_many_as_asked_for_are_drawn_each_once_and_in_order(sizes, number, seed):
    places = [one.place for one in draw_sample(sizes, number, seed=seed)]
    assert places == sorted(set(places))
    assert len(places) == min(number, sum(size > 0 for size in sizes))
    assert all(sizes[place] for place in places)


@given(SIZES, NUMBERS, st.integers(0, 10**9))
def test_an_entry_as_long_as_the_interval_is_in_and_stands_for_itself(sizes, number, seed):
    weights = dict(draw_sample(sizes, number, seed=seed))
    for place, size in enumerate(sizes):
        if size and size * number >= sum(sizes):
            assert weights[place] == size


@given(SIZES, NUMBERS, st.integers(0, 10**9))
def test_nothing_stands_for_less_than_itself(sizes, number, seed):
    assert all(one.weight >= sizes[one.place] for one in draw_sample(sizes, number, seed=seed))


@given(st.lists(st.integers(1, 500), min_size=1, max_size=60), NUMBERS, st.integers(0, 10**6))
def test_weights_are_whole_seconds_where_the_entries_are(seconds, number, seed):
    drawn = draw_sample([1000 * one for one in seconds], number, seed=seed)
    assert all(one.weight % 1000 == 0 for one in drawn)


@given(SMALL, NUMBERS, st.data())
def test_the_mean_over_all_starts_is_the_truth(sizes, number, data):
    assume(sum(sizes))
    right = data.draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    plan = plan_sample(sizes, number)
    found = [
        Fraction(sum(one.weight for one in draw_from(plan, sizes, start) if right[one.place]), sum(sizes))
        for start in range(plan.starts)
    ]
    truth = Fraction(sum(size for size, one in zip(sizes, right, strict=True) if one), sum(sizes))
    assert Fraction(sum(found), len(found)) == truth


@given(SMALL, NUMBERS)
def test_the_chance_of_an_entry_is_in_proportion_to_its_time(sizes, number):
    plan = plan_sample(sizes, number)
    stands_for = dict.fromkeys(range(len(sizes)), 0)
    for start in range(plan.starts):
        for one in draw_from(plan, sizes, start):
            stands_for[one.place] += one.weight
    assert stands_for == {place: size * plan.starts for place, size in enumerate(sizes)}


def test_a_seed_gives_the_same_sample_everywhere():
    sizes = [60_000 * (1 + i % 7) for i in range(100)]
    assert [one.place for one in draw_sample(sizes, 5, seed=1)] == [19, 39, 59, 78, 97]
    assert len({tuple(draw_sample(sizes, 5, seed=seed)) for seed in range(20)}) > 10


@given(SIZES, NUMBERS, st.integers(0, 10**9))
def test_shuffling_keeps_the_sample_and_depends_on_seed_and_places_alone(sizes, number, seed):
    sample = draw_sample(sizes, number, seed=seed)
    shuffled = shuffle(sample, seed=seed)
    assert sorted(shuffled) == sample
    assert shuffle(sample[::-1], seed=seed) == shuffled


def test_every_entry_is_as_often_in_the_first_half():
    sample = draw_sample([60_000] * 10, 10, seed=1)
    first = [
        sum(one.place == place for seed in range(2_000) for one in shuffle(sample, seed=seed)[:5])
        for place in range(10)
    ]
    assert all(900 < often < 1_100 for often in first)
