"""Target hours and how much of them is reached: the worked examples of 18F/tock's documentation of utilization."""

import json
from fractions import Fraction

import pytest

from support import SURE_RULES

HOUR = 3600
HEADER = "person,date,hours,activity\n"


@pytest.fixture
def report(run, write):
    """Report on entries given as (person, hours, word), under targets in percent."""

    def tell(entries, targets="default = 80"):
        write("faceaudit.toml", f"[targets]\n{targets}\n{SURE_RULES}")
        rows = [f"{name},2025-11-{3 + at:02d},{hours},{word}\n" for at, (name, hours, word) in enumerate(entries)]
        write("log.csv", HEADER + "".join(rows))
        done = run("report", "log.csv", "--format", "json")
        assert done.code == 0
        return json.loads(done.out)

    return tell


def week_of(name, sold, other, absent):
    return [(name, sold, "sold"), (name, other, "filed"), (name, absent, "rested")]


def test_a_week_less_a_day_off_leaves_32_hours_of_which_80_percent_are_25_6(report):
    (ann,) = report(week_of("Ann", 30, 2, 8))["people"]
    assert ann["logged_seconds"] == 40 * HOUR
    assert ann["working_seconds"] == 32 * HOUR
    assert ann["threshold"] == 0.8
    assert ann["target_seconds"] == 25.6 * HOUR
    assert ann["target_reached"] == 30 / 25.6
    assert f"{ann['target_reached']:.0%}" == "117%"


@pytest.mark.parametrize(
    ("sold", "other", "absent", "target", "wanted_hours", "reached"),
    [
        pytest.param(32, 8, 0, 80, Fraction(32), Fraction(1), id="a whole week, target just reached"),
        pytest.param(30, 10, 0, 80, Fraction(32), Fraction(30, 32), id="a whole week, short of it"),
        pytest.param(30, 2, 8, 80, Fraction(128, 5), Fraction(75, 64), id="a day off"),
        pytest.param(0, 24, 16, 80, Fraction(96, 5), Fraction(0), id="nothing sold"),
        pytest.param(36, 4, 0, 90, Fraction(36), Fraction(1), id="the usual target"),
    ],
)
def test_target_hours_and_what_is_reached(report, sold, other, absent, target, wanted_hours, reached):
    (ann,) = report(week_of("Ann", sold, other, absent), f"default = {target}")["people"]
    assert ann["target_seconds"] == wanted_hours * HOUR
    assert ann["target_reached"] == float(reached)
    assert (ann["flag"] != "below") == (reached >= 1)


def test_of_a_group_it_is_the_sum_reached_over_the_sum_asked(report):
    """Ann 30 of 25.6 h, Bob 10 of 20 h: 40 of 45.6 h, not the mean of 117 % and 50 %."""
    document = report([*week_of("Ann", 30, 2, 8), *week_of("Bob", 10, 30, 0)], 'default = 80\npeople = { "Bob" = 50 }')
    reached = {one["person"]: (one["target_seconds"], one["target_reached"]) for one in document["people"]}
    assert reached == {"Ann": (25.6 * HOUR, 30 / 25.6), "Bob": (20 * HOUR, 0.5)}
    assert document["total"]["target_seconds"] == 45.6 * HOUR
    assert document["total"]["target_reached"] == pytest.approx(40 / 45.6)


def test_who_only_was_absent_is_not_rated_and_asked_for_nothing(report):
    document = report([*week_of("Ann", 30, 2, 8), ("Bob", 40, "rested")])
    bob = document["people"][1]
    assert (bob["target_seconds"], bob["target_reached"], bob["flag"]) == (0, None, "not-rated")
    assert document["total"]["target_reached"] == 30 / 25.6


def test_uncertain_time_is_not_reached(report):
    (ann,) = report([("Ann", 24, "sold"), ("Ann", 8, "open")])["people"]
    assert ann["target_reached"] == 24 / 25.6
    assert ann["flag"] == "uncertain"


def test_target_time_is_rounded_half_up_to_a_millisecond(report):
    """90 % of 5 ms are 4.5 ms."""
    (ann,) = report([("Ann", "0:00:00.005", "filed")], "default = 90")["people"]
    assert (ann["working_seconds"], ann["target_seconds"], ann["target_reached"]) == (0.005, 0.005, 0)
