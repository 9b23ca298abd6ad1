"""The flag at, under and over each limit, on integers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.judging.flags import Limits, flag_split, judge_people
from faceaudit.judging.splits import Split
from faceaudit.judging.targets import Targets
from faceaudit.tally import Key, Tally
from faceaudit.units import MS_PER_HOUR, WHOLE

NINETY = 900_000
HOUR = MS_PER_HOUR


def split(selling=0, other=0, uncertain=0, excluded=0):
    return Split(1, selling, 0, other, 0, uncertain, excluded, 0)


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        pytest.param(split(90, 10), "ok", id="exactly 90 %"),
        pytest.param(split(899_999, 100_001), "below", id="one millionth less"),
        pytest.param(split(36_000_000 * 9, 36_000_000), "ok", id="exactly 90 % of 100 hours"),
        pytest.param(split(36_000_000 * 9 - 1000, 36_000_000 + 1000), "below", id="one second less"),
        pytest.param(split(100), "ok", id="all selling"),
        pytest.param(split(0, 100), "below", id="nothing selling"),
        pytest.param(split(85, 5, 10), "uncertain", id="range straddles"),
        pytest.param(split(80, 10, 10), "uncertain", id="upper end exactly 90 %"),
        pytest.param(split(79, 11, 10), "below", id="upper end below"),
        pytest.param(split(90, 0, 10), "ok", id="lower end exactly 90 %"),
        pytest.param(split(0, 0, 10), "uncertain", id="all uncertain"),
        pytest.param(split(), "not-rated", id="nothing logged"),
        pytest.param(split(excluded=100), "not-rated", id="only leave"),
        pytest.param(split(9, 1, excluded=1000), "ok", id="leave is not in the base"),
    ],
)
def test_flag(case, wanted):
    assert flag_split(case, NINETY) == wanted


@pytest.mark.parametrize(("working", "wanted"), [(8 * HOUR, "below"), (8 * HOUR - 1, "not-rated")])
def test_nobody_is_rated_on_less_than_the_least_time(working, wanted):
    assert flag_split(split(0, working), NINETY, least_ms=8 * HOUR) == wanted


times = st.integers(0, 10**10)


@given(times, times, times, times, st.integers(1, WHOLE))
def test_the_flag_is_what_exact_fractions_say(selling, other, uncertain, excluded, threshold):
    case = split(selling, other, uncertain, excluded)
    found = flag_split(case, threshold)
    working = selling + other + uncertain
    if not working:
        assert found == "not-rated"
        return
    wanted = Fraction(threshold, WHOLE)
    low, high = Fraction(selling, working), Fraction(selling + uncertain, working)
    assert found == ("below" if high < wanted else "uncertain" if low < wanted else "ok")


def tally_of(rows):
    tally = Tally()
    for person, team, activity, ms in rows:
        tally.count(Key(person, team, "2025-11-03", activity, ""), ms, person.title())
    return tally


def test_the_target_closest_to_the_person_counts():
    targets = Targets(NINETY, {"ann": 800_000}, {"account manager": 700_000}, {"north": 600_000})
    people = {"ann": "North", "bo": "North", "cem": "North", "di": ""}
    tally = tally_of([(person, team, "upsell", 10 * HOUR) for person, team in people.items()])
    roles = {"ann": "Account Manager", "bo": "Account Manager"}
    judged = judge_people(tally, Limits(targets, {}, roles))
    assert {one.name: one.threshold for one in judged} == {"Ann": 800_000, "Bo": 700_000, "Cem": 600_000, "Di": NINETY}


def test_the_team_of_the_settings_wins_over_the_team_of_the_log():
    tally = tally_of(
        [("ann", "North", "upsell", HOUR), ("bo", "North", "upsell", HOUR), ("bo", "South", "upsell", HOUR)]
    )
    judged = judge_people(tally, Limits(teams={"ann": "Key accounts"}))
    assert [(one.name, one.team) for one in judged] == [("Ann", "Key accounts"), ("Bo", "North")]


@pytest.mark.parametrize(("ms", "little"), [(8 * HOUR - 1, True), (8 * HOUR, False)])
def test_little_time_is_marked_and_judged_all_the_same(ms, little):
    (one,) = judge_people(tally_of([("ann", "", "complaint", ms)]), Limits())
    assert (one.flag, one.little_time) == ("below", little)
