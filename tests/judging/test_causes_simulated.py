"""Individual or systemic on teams whose truth is known: found / found / silent, and few false alarms.

The limits were chosen on other seeds. Cells are those in which a log carries the statement; what smaller excesses,
shorter logs and other team sizes give is printed by ``tests/bench/causes_power.py`` and stands in the README.
"""

from random import Random

import pytest

from faceaudit.judging.causes import Causes, find_causes
from faceaudit.judging.flags import Limits
from making_teams import ACTIVITIES, BUSY, LOW, MIXED, RARE, add_share, draw_shares, keep_log

SEEDS = 100
ALIKE = [("dirichlet", 300), ("gamma", 8), ("gamma", 4), ("lognormal", 0.3), ("lognormal", 0.5)]
"""How people of a team differ where nothing is out of the ordinary: by about a third to a half of their shares."""
UNLIKE = [*ALIKE, ("dirichlet", 100)]
PROFILES = {"low": LOW, "mixed": MIXED, "rare": RARE, "busy": BUSY}
NEUTRAL = ["low", "mixed", "rare"]
NEUTRAL_CELLS = [
    (people, weeks, profile)
    for people, weeks in [(5, 1), (5, 4), (6, 13), (8, 1), (8, 4), (12, 4), (20, 1)]
    for profile in NEUTRAL
]


class Team:
    """A simulated team: who is in it, and what is planted."""

    def __init__(self, people: int, weeks: int, profile: str, seed: int, families: list[tuple[str, float]]) -> None:
        self.rng = Random(f"held out twice {people} {weeks} {profile} {seed}")
        family, width = families[seed % len(families)]
        self.shares = draw_shares(self.rng, PROFILES[profile], people, family, width)
        self.weeks = weeks
        self.lumps = 0.4 if seed % 4 == 0 else 0.0
        self.planted = self.rng.choice(ACTIVITIES)

    def plant(self, number: int, low: float, high: float) -> None:
        for at in range(number):
            self.shares[at] = add_share(self.shares[at], self.planted, self.rng.uniform(low, high))

    def causes(self) -> Causes:
        return find_causes(keep_log(self.rng, self.shares, self.weeks, lumps=self.lumps), Limits())


@pytest.mark.parametrize(("people", "weeks", "profile"), NEUTRAL_CELLS)
def test_silent_where_there_is_nothing(people, weeks, profile):
    found = [Team(people, weeks, profile, seed, UNLIKE).causes() for seed in range(SEEDS)]
    assert sum(bool(one.systemic or one.excesses) for one in found) <= 5
    assert sum(bool(one.excesses) for one in found) < 5
    assert sum(bool(one.systemic) for one in found) < 5


@pytest.mark.parametrize(("people", "weeks"), [(5, 4), (8, 1), (8, 13), (12, 4), (12, 13), (20, 13)])
def test_no_one_is_blamed_where_much_is_systemic(people, weeks):
    found = [Team(people, weeks, "busy", seed, UNLIKE).causes() for seed in range(SEEDS)]
    assert sum(bool(one.excesses) for one in found) < 5
    assert all(one.systemic for one in found)


@pytest.mark.parametrize(
    ("people", "weeks", "profile"),
    [(5, 13, "low"), (6, 4, "low"), (8, 4, "mixed"), (12, 4, "rare"), (20, 4, "low"), (8, 13, "rare"), (12, 13, "low")],
)
def test_a_planted_systemic_cause_is_found_and_nobody_blamed(people, weeks, profile):
    right = blamed = 0
    for seed in range(SEEDS):
        team = Team(people, weeks, profile, seed, ALIKE)
        team.plant(-(-3 * people // 4), 0.04, 0.10)
        found = team.causes()
        right += [one.activity for one in found.systemic].count(team.planted)
        blamed += bool(found.excesses)
    assert right >= 95
    assert blamed < 5


@pytest.mark.parametrize(
    ("people", "weeks", "profile", "least", "most"),
    [
        (5, 13, "low", 0.15, 0.25), (6, 13, "mixed", 0.15, 0.25), (8, 13, "rare", 0.15, 0.25),
        (12, 13, "low", 0.15, 0.25), (20, 13, "mixed", 0.15, 0.25),
        (5, 4, "mixed", 0.25, 0.35), (8, 4, "low", 0.25, 0.35), (12, 4, "rare", 0.25, 0.35), (40, 4, "low", 0.25, 0.35),
    ],
)  # fmt: skip
def test_a_planted_individual_is_found_and_nobody_else(people, weeks, profile, least, most):
    right = others = systemic = 0
    for seed in range(SEEDS):
        team = Team(people, weeks, profile, seed, ALIKE)
        team.plant(1, least, most)
        found = team.causes()
        right += ("Person 00", team.planted) in [(one.person, one.activity) for one in found.excesses]
        others += any(one.person != "Person 00" for one in found.excesses)
        systemic += team.planted in [one.activity for one in found.systemic]
    assert right >= 95
    assert others < 5
    assert systemic < 5


def test_an_activity_of_few_is_not_systemic():
    wrong = 0
    for seed in range(SEEDS):
        team = Team(9, 4, "low", seed, ALIKE)
        team.plant(2, 0.06, 0.12)
        wrong += team.planted in [one.activity for one in team.causes().systemic]
    assert wrong < 5


def test_two_who_are_beyond_do_not_hide_each_other():
    right = 0
    for seed in range(SEEDS):
        team = Team(8, 13, "low", seed, ALIKE)
        team.plant(1, 0.25, 0.35)
        second = ACTIVITIES[ACTIVITIES.index(team.planted) - 1]
        team.shares[1] = add_share(team.shares[1], second, 0.3)
        right += {one.person for one in team.causes().excesses} == {"Person 00", "Person 01"}
    assert right >= 95


def test_people_who_work_part_of_the_time_are_no_more_often_blamed():
    blamed = 0
    for seed in range(SEEDS):
        team = Team(8, 4, "mixed", seed, ALIKE)
        tally = keep_log(team.rng, team.shares[:6], team.weeks)
        few_days = keep_log(team.rng, team.shares[6:], 1)
        for key, sums in few_days.sums.items():
            name = f"{key.person} part-time"
            tally.count(key._replace(person=name), sums.ms, name)
        blamed += bool(find_causes(tally, Limits()).excesses)
    assert blamed < 5
