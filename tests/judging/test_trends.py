"""Shares over time: the limits by hand, what is said at and beyond them, and how often it is said for nothing."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.judging.flags import Limits, judge_people
from faceaudit.judging.periods import list_periods
from faceaudit.judging.splits import Split
from faceaudit.judging.trends import Step, find_usual, follow
from faceaudit.tally import Key, Sum, Tally
from faceaudit.units import MS_PER_HOUR

HOUR = MS_PER_HOUR
WEEKS = list_periods("2024-01-01", "2025-12-28", "week")
MANY = 100_000
"""So many entries that chance among them is nothing."""


def make_tally(weeks, entries=MANY, person="ann", team=""):
    """Make a tally of weeks given as hours of selling, of other work, and, where there is any, uncertain."""
    tally = Tally()
    tally.names[person] = Counter([person.title()])
    for week, hours in zip(WEEKS, weeks, strict=False):
        for activity, number in zip(("presentation", "reporting", "unclear"), hours, strict=False):
            if number:
                tally.sums[Key(person, team, week.first, activity, "")] = Sum(
                    round(number * HOUR), entries // len(hours)
                )
    return tally


def follow_ann(weeks, entries=MANY, by="week"):
    tally = make_tally(weeks, entries)
    return follow(tally, judge_people(tally, Limits()), Limits(), by).people[0]


def percents(*shares):
    return [(share, 100 - share) for share in shares]


def statements(series):
    return [step.statement for step in series.steps]


def test_the_limits_are_those_computed_by_hand():
    steps = [Step(week, Split(MANY, share * HOUR, 0, (100 - share) * HOUR)) for week, share in
             zip(WEEKS, (60, 64, 60, 56, 60), strict=False)]  # fmt: skip
    usual = find_usual(steps, MANY)
    # The mean is 60; the steps are 4, 4, 4 and 4 points; 2.66 times and 3.267 times 4.
    assert usual == (600_000, 106_400, 130_680)


def test_few_entries_widen_the_limits_to_what_chance_makes():
    steps = [Step(week, Split(20, 80 * HOUR, 0, 20 * HOUR)) for week in WEEKS[:5]]
    # 80 of 100 entries and 2 + 2 more: 82/104; three times the root of 82/104 x 22/104 / 15.
    assert find_usual(steps, 20).reach == pytest.approx(1_000_000 * 3 * (82 / 104 * 22 / 104 / 15) ** 0.5, abs=2)


def test_less_than_five_points_are_never_beyond():
    assert statements(follow_ann(percents(80, 80, 80, 80, 80, 75)))[-1] == "ordinary"
    assert statements(follow_ann(percents(80, 80, 80, 80, 80, 74)))[-1] == "lower"


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        pytest.param((60, 40), "ordinary", id="as ever"),
        pytest.param((70, 30), "ordinary", id="within"),
        pytest.param((71, 29), "higher", id="above the limit of 70.64"),
        pytest.param((49, 51), "lower", id="below the limit of 49.36"),
        pytest.param((40, 45, 15), "uncertain", id="only a part of the range is beyond"),
        pytest.param((30, 60, 10), "lower", id="the whole range is beyond"),
        pytest.param((30, 10, 60), "ordinary", id="wide, but the middle is within"),
    ],
)
def test_what_is_said_of_the_last_week(last, wanted):
    series = follow_ann([*percents(60, 64, 60, 56, 60), last])
    assert statements(series) == ["too-few"] * 5 + [wanted]


def test_a_step_can_be_beyond_where_the_share_is_not():
    # Up and down over a long time, but slowly: the mean step is 2.4 points, its limit 7.9, the share's limits 46-79.
    slow = [50, 52, 54, 56, 58, 60, 62, 64, 66, 68, 70, 72, 74, 76, 78]
    series = follow_ann(percents(*slow, 68))
    assert series.steps[-1].statement == "jump-down"
    assert series.steps[-1].change == -100_000


@pytest.mark.parametrize("number", [1, 5])
def test_fewer_than_six_periods_are_too_few(number):
    assert statements(follow_ann(percents(*range(10, 10 + 15 * number, 15)))) == ["too-few"] * number


def test_empty_weeks_are_shown_and_skipped():
    series = follow_ann([(60, 40), (0, 0), *percents(60, 60, 60, 60, 60)])
    assert statements(series) == ["too-few", "", *["too-few"] * 4, "ordinary"]
    assert series.steps[1].split == Split()
    assert series.steps[1].change is None
    assert series.steps[2].change == 0


@pytest.mark.parametrize(("hours", "statement"), [(10.5, "too-few"), (10, "too-few"), (9.9, "part")])
def test_the_usual_hours_of_an_even_number_of_weeks_lie_between_the_two_in_the_middle(hours, statement):
    assert statements(follow_ann([(hours, 0), (18, 0), (22, 0), (40, 0)]))[0] == statement


def test_a_short_first_and_last_week_are_parts_and_count_for_nothing():
    series = follow_ann([(1, 9), *percents(60, 60, 60, 60, 60, 60), (1, 9)])
    assert statements(series) == ["part", *["too-few"] * 5, "ordinary", "part"]
    assert series.latest is series.steps[-2]
    assert len(series.whole) == 6
    assert series.steps[1].change is None


def test_a_short_week_in_the_middle_counts():
    assert statements(follow_ann([*percents(60, 60), (6, 4), *percents(60, 60)])) == ["too-few"] * 5


def test_teams_are_followed_where_there_are_several():
    both = make_tally(percents(60, 60), team="North") + make_tally(percents(40, 20), person="bob", team="South")
    found = follow(both, judge_people(both, Limits()), Limits(), "week")
    assert [(one.kind, one.name, one.team) for one in found.all_series] == [
        ("person", "Ann", "North"), ("person", "Bob", "South"), ("team", "North", "North"), ("team", "South", "South"),
        ("everybody", "", ""),
    ]  # fmt: skip
    alone = make_tally(percents(60))
    assert not follow(alone, judge_people(alone, Limits()), Limits(), "week").teams


def test_small_teams_are_not_told_of():
    both = make_tally(percents(60), team="North") + make_tally(percents(40), person="bob", team="South")
    limits = Limits(min_group=2)
    assert not follow(both, judge_people(both, limits), limits, "week").teams


def test_days_centuries_apart_are_refused():
    tally = make_tally(percents(60))
    tally.sums[Key("ann", "", "1905-11-03", "presentation", "")] = Sum(HOUR, 1)
    with pytest.raises(FaceauditError, match="from 1905-11-03 to 2024-01-01 there are 43,159 days"):
        follow(tally, judge_people(tally, Limits()), Limits(), "day")


def test_nothing_logged_is_nothing_followed():
    found = follow(Tally(), [], Limits(), "week")
    assert found.periods == []
    assert found.everybody.latest is None


hours = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10))


@given(st.lists(hours.filter(any), min_size=1, max_size=15), st.sampled_from(["day", "week", "month", "quarter"]))
def test_periods_add_up_to_the_whole(weeks, by):
    tally = make_tally(weeks)
    people = judge_people(tally, Limits())
    found = follow(tally, people, Limits(), by)
    for one in found.all_series:
        total = sum((step.split for step in one.steps), Split())
        assert total == sum((person.split for person in people), Split())
        assert [step.period for step in one.steps] == list(found.periods)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=14), st.lists(st.integers(0, 100), max_size=4))
def test_what_was_said_stays_said_whatever_comes_later(shares, later):
    before = follow_ann(percents(*shares), entries=60)
    after = follow_ann(percents(*shares, *later), entries=60)
    assert after.steps[: len(shares)] == before.steps


@given(st.lists(st.integers(0, 100), min_size=6, max_size=14))
def test_selling_and_not_selling_are_judged_alike(shares):
    turned = {"higher": "lower", "lower": "higher", "jump-up": "jump-down", "jump-down": "jump-up"}
    one, other = (follow_ann(percents(*some)) for some in (shares, [100 - share for share in shares]))
    assert statements(one) == [turned.get(said, said) for said in statements(other)]


SERIES = 400
MINUTES = (15, 30, 30, 30, 45, 60, 90, 120)
BEYOND = ("higher", "lower", "jump-up", "jump-down")
LENGTHS = (6, 9, 13, 26)
STEADY = {
    "weeks": lambda rng: (0.6, rng.randint(28, 50)),
    "weeks, nearly all selling": lambda rng: (0.95, rng.randint(28, 50)),
    "weeks, hardly any selling": lambda rng: (0.1, rng.randint(20, 40)),
    "weeks that differ": lambda rng: (min(max(rng.gauss(0.7, 0.06), 0.01), 0.99), rng.randint(25, 45)),
    "weeks, all but a few selling": lambda rng: (0.99, rng.randint(28, 50)),
    "days": lambda rng: (0.6, rng.randint(4, 9)),
    "days, nearly all selling": lambda rng: (0.95, rng.randint(4, 9)),
    "days that differ": lambda rng: (min(max(rng.gauss(0.8, 0.1), 0.01), 0.99), rng.randint(4, 9)),
}


def simulate(seed, length, draw, last=None):
    """Make people whose entries are drawn at random, week by week; ``last`` is the share drawn from in the last one."""
    rng = random.Random(seed)
    tally = Tally()
    for number in range(SERIES):
        for at in range(length):
            chance, entries = draw(rng)
            if last is not None and at == length - 1:
                chance = last
            sold = sum(rng.random() < chance for _ in range(entries))
            for activity, count in (("presentation", sold), ("reporting", entries - sold)):
                ms = sum(rng.choices(MINUTES, k=count)) * HOUR // 60
                tally.sums[Key(f"p{number}", "", WEEKS[at].first, activity, "")] = Sum(ms, count)
        tally.names[f"p{number}"] = Counter([f"p{number}"])
    found = follow(tally, judge_people(tally, Limits()), Limits(), "week").people
    return [one.latest.statement for one in found]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("kind", STEADY)
def test_steady_series_are_left_alone(kind, length):
    said = simulate(length, length, STEADY[kind])
    beyond = sum(one in BEYOND for one in said)
    assert beyond < 0.05 * SERIES


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(
    ("kind", "last", "wanted"),
    [
        ("weeks, nearly all selling", 0.6, "lower"),
        ("weeks", 0.1, "lower"),
        ("weeks, hardly any selling", 0.6, "higher"),
    ],
)
def test_planted_shifts_are_found(kind, length, last, wanted):
    said = simulate(100 + length, length, STEADY[kind], last)
    assert said.count(wanted) >= 0.9 * SERIES
