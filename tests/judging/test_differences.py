"""Before and after: what is clear, what is not, and how often the interval holds the truth."""

import random
from collections import Counter

import pytest

from faceaudit.judging import differences
from faceaudit.judging.differences import compare, leave_out_days
from faceaudit.judging.flags import Limits, judge_people
from faceaudit.tally import Key, Sum, Tally
from faceaudit.units import MS_PER_HOUR

HOUR = MS_PER_HOUR


def make_tally(days, *, month="11", person="ann", team=""):
    """Make a tally of days given as hours of selling, of other work, and, where there is any, uncertain."""
    tally = Tally()
    tally.names[person] = Counter([person.title()])
    for at, hours in enumerate(days):
        for activity, number in zip(("presentation", "reporting", "unclear"), hours, strict=False):
            tally.sums[Key(person, team, f"2025-{month}-{at + 1:02d}", activity, "")] = Sum(round(number * HOUR), 1)
    return tally


def compare_tallies(now, base, **given):
    limits = Limits()
    return compare(now, base, judge_people(now, limits), judge_people(base, limits), **given)


def compare_days(now, base):
    (one,) = compare_tallies(make_tally(now), make_tally(base, month="10"))
    return one


LOW = [(4, 4), (5, 3), (4, 4), (3, 5), (4, 4), (5, 3), (4, 4)]
HIGH = [(7, 1), (6, 2), (7, 1), (7, 1), (6, 2), (7, 1), (7, 1)]


@pytest.mark.parametrize(
    ("now", "base", "wanted"),
    [
        pytest.param(HIGH, LOW, "higher", id="higher"),
        pytest.param(LOW, HIGH, "lower", id="lower"),
        pytest.param(LOW, LOW, "no-clear-difference", id="the same"),
        pytest.param(HIGH[:4], LOW, "too-few-days", id="four days now"),
        pytest.param(HIGH, LOW[:4], "too-few-days", id="four days before"),
        pytest.param([(4, 1, 3)] * 7, LOW, "no-clear-difference", id="clear only if what is uncertain was selling"),
        pytest.param([(4, 0, 4)] * 7, [(1, 7)] * 7, "higher", id="clear whatever the uncertain time was"),
    ],
)
def test_what_is_said(now, base, wanted):
    assert compare_days(now, base).statement == wanted


def test_days_that_are_all_alike_leave_no_doubt():
    one = compare_days([(6, 2)] * 7, [(4, 4)] * 7)
    assert (one.change, one.low, one.high) == (250_000, 250_000, 250_000)


def test_uncertain_time_is_in_the_interval():
    one = compare_days([(4, 2, 2)] * 7, [(4, 3, 1)] * 7)
    # Now 50-75 %, before 50-62.5 %: from 50 - 62.5 to 75 - 50 points.
    assert (one.change, one.low, one.high) == (62_500, -125_000, 250_000)


def test_the_same_logs_give_the_same():
    assert compare_days(HIGH, LOW) == compare_days(HIGH, LOW)


def test_people_in_one_log_only_are_listed():
    now = make_tally(HIGH) + make_tally(HIGH, person="bob")
    base = make_tally(LOW, month="10") + make_tally(LOW, month="10", person="cid")
    found = compare_tallies(now, base)
    assert [(one.kind, one.name, one.statement) for one in found] == [
        ("person", "Ann", "higher"), ("person", "Bob", "only-now"), ("person", "Cid", "only-base"),
    ]  # fmt: skip


def test_people_with_nothing_but_leave_are_not_there():
    now = make_tally(HIGH)
    now.names["bob"] = Counter(["Bob"])
    now.sums[Key("bob", "", "2025-11-01", "excluded", "")] = Sum(HOUR, 1)
    assert [one.name for one in compare_tallies(now, make_tally(LOW, month="10"))] == ["Ann"]


def make_team(days, month):
    north = make_tally(days, month=month, team="North")
    return north + make_tally(days, month=month, person="bob", team="South")


def test_teams_and_everybody_are_those_in_both_logs():
    now, base = make_team(HIGH, "11") + make_tally(LOW, person="cid", team="South"), make_team(LOW, "10")
    found = compare_tallies(now, base)
    assert [(one.kind, one.name, one.statement) for one in found] == [
        ("person", "Ann", "higher"), ("person", "Bob", "higher"), ("team", "North", "higher"),
        ("team", "South", "higher"), ("everybody", "", "higher"), ("person", "Cid", "only-now"),
    ]  # fmt: skip
    everybody = found[4]
    assert everybody.now == found[0].now + found[1].now
    assert not [one for one in compare_tallies(now, base, min_group=2) if one.kind == "team"]


def test_days_in_both_logs_are_left_out_of_the_base():
    now = make_tally(HIGH)
    base = make_tally(LOW) + make_tally(LOW, month="10") + make_tally(LOW, person="bob")
    left, entries = leave_out_days(base, now)
    assert entries == 2 * len(LOW)
    assert left.sums == (make_tally(LOW, month="10") + make_tally(LOW, person="bob")).sums


def draw_days(rng, chance, number):
    """Draw days of a few entries of different length, each day with a share of its own."""
    days = []
    for _ in range(number):
        own = min(max(rng.gauss(chance, 0.12), 0.02), 0.98)
        times = [0, 0]
        for _ in range(rng.randint(3, 9)):
            times[rng.random() > own] += rng.choice((15, 30, 45, 60, 90, 120))
        days.append(tuple(minutes / 60 for minutes in times))
    return days


@pytest.mark.parametrize("chance", [0.5, 0.85])
@pytest.mark.parametrize("number", [5, 8, 20])
def test_the_interval_holds_the_truth(number, chance, monkeypatch):
    monkeypatch.setattr(differences, "DRAWS", 400)
    logs = 300
    held = 0
    for seed in range(logs):
        rng = random.Random(seed)
        one = compare_days(draw_days(rng, chance, number), draw_days(rng, chance, number))
        held += one.low <= 0 <= one.high
    assert held >= 0.9 * logs


@pytest.mark.parametrize("numbers", [[1] * 8, [1] * 4 + [10] * 2, [2] * 8])
def test_the_interval_of_people_with_few_days_each_holds_the_truth(numbers, monkeypatch):
    monkeypatch.setattr(differences, "DRAWS", 400)
    logs = 100
    held = 0
    for seed in range(logs):
        rng = random.Random(seed)
        now, base = Tally(), Tally()
        for at, number in enumerate(numbers):
            chance = rng.choice((0.4, 0.8))
            now += make_tally(draw_days(rng, chance, number), person=f"p{at}")
            base += make_tally(draw_days(rng, chance, number), month="10", person=f"p{at}")
        everybody = compare_tallies(now, base)[-1]
        held += everybody.low <= 0 <= everybody.high
    assert held >= 0.9 * logs


def test_a_person_with_few_days_weighs_in_a_team_as_in_the_log():
    ann, bob = [(8, 0)] * 2, [(0, 8)] * 20
    now, base = make_tally(ann) + make_tally(bob, person="bob"), make_tally(ann, month="10")
    base += make_tally(bob, month="10", person="bob")
    everybody = compare_tallies(now, base)[-1]
    assert (everybody.low, everybody.high) == (0, 0)
    base = make_tally(ann * 5, month="10") + make_tally(bob, month="10", person="bob")
    everybody = compare_tallies(now, base)[-1]
    assert (everybody.low, everybody.high) == (everybody.change, everybody.change)
