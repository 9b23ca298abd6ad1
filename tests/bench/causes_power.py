"""How large an excess must be for ``causes`` to find it, by team size, weeks and kind of team; and false alarms.

Run by hand: ``python tests/bench/causes_power.py``. Prints, of a hundred simulated teams a cell, in how many the
planted individual (one person with so many points of working time more on one activity) and the planted systemic
cause (so many points more for three quarters of the people) were found, and how many neutral teams had an alarm.
"""

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from faceaudit.judging.causes import find_causes
from faceaudit.judging.flags import Limits
from making_teams import ACTIVITIES, BUSY, LOW, add_share, draw_shares, keep_log

TEAMS = 100
WIDTHS = [("dirichlet", 300), ("dirichlet", 100), ("gamma", 8), ("gamma", 4), ("lognormal", 0.3), ("lognormal", 0.5)]
SIZES = (5, 8, 12, 20)
WEEKS = (1, 4, 13)
POINTS = (10, 15, 20, 25, 30, 40)
SYSTEMIC_POINTS = (2, 3, 4, 6, 8)


def count_found(profile: dict[str, float], people: int, weeks: int, points: int, number: int) -> tuple[int, int]:
    """Give in how many teams what was planted in so many people was found, as individual and as systemic.

    With nothing planted: in how many there was any alarm of either kind.
    """
    individual = systemic = 0
    for seed in range(TEAMS):
        rng = Random(f"power {people} {weeks} {points} {number} {seed}")
        team = draw_shares(rng, profile, people, *WIDTHS[seed % len(WIDTHS)])
        activity = rng.choice(ACTIVITIES)
        team = [add_share(one, activity, points / 100) if at < number else one for at, one in enumerate(team)]
        found = find_causes(keep_log(rng, team, weeks), Limits())
        if number:
            individual += any(one.person == "Person 00" and one.activity == activity for one in found.excesses)
            systemic += any(one.activity == activity for one in found.systemic)
        else:
            individual += bool(found.excesses)
            systemic += bool(found.systemic)
    return individual, systemic


def main() -> None:
    for name, profile in {"nothing notable": LOW, "half of the time not selling": BUSY}.items():
        print(f"\nTeams with {name}: found of {TEAMS}\nindividual" + "".join(f"  +{points:2d}" for points in POINTS))
        for weeks in WEEKS:
            for people in SIZES:
                found = [count_found(profile, people, weeks, points, 1)[0] for points in POINTS]
                alarms = count_found(profile, people, weeks, 0, 0)[0]
                numbers = "".join(f"{number:5d}" for number in found)
                print(f"{people:2d} x {weeks:2d} wk {numbers}   alarms {alarms}", flush=True)
    print("\nsystemic  " + "".join(f"  +{points:2d}" for points in SYSTEMIC_POINTS))
    for weeks in WEEKS:
        for people in SIZES:
            found = [count_found(LOW, people, weeks, points, -(-3 * people // 4))[1] for points in SYSTEMIC_POINTS]
            alarms = count_found(LOW, people, weeks, 0, 0)[1]
            numbers = "".join(f"{number:5d}" for number in found)
            print(f"{people:2d} x {weeks:2d} wk {numbers}   alarms {alarms}", flush=True)


if __name__ == "__main__":
    main()
