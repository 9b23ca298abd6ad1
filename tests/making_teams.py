"""Simulated teams whose truth is known: what everybody's time should go into, and a log drawn from that."""

from random import Random

from faceaudit import taxonomy
from faceaudit.tally import Key, Tally
from faceaudit.units import MS_PER_MINUTE

ACTIVITIES = [one.id for one in taxonomy.ACTIVITIES.values() if one.category in taxonomy.NOT_SELLING]
SELLING = "proposal"
_ENTRIES_A_DAY = 7

LOW = dict.fromkeys(ACTIVITIES, 0.006)
"""Every activity takes the team 0.6 % of its time: far from notable."""
MIXED = {
    one: 0.009 if one in ("internal-meeting", "reporting", "administration", "complaint", "travel") else 0.003
    for one in ACTIVITIES
}
RARE = {one: 0.008 if one in ("reporting", "travel", "order-status") else 0.001 for one in ACTIVITIES}
BUSY = LOW | {
    "routine-order": 0.03, "order-status": 0.04, "complaint": 0.03, "returns": 0.015, "product-support": 0.03,
    "courtesy": 0.03, "order-processing": 0.04, "approval": 0.02, "delivery-follow-up": 0.03, "coordination": 0.04,
    "internal-meeting": 0.06, "reporting": 0.05, "administration": 0.06, "training": 0.02, "travel": 0.10,
}  # fmt: skip
"""A team with much that is systemic: half of the time goes into something else than selling."""


def draw_shares(
    rng: Random, profile: dict[str, float], people: int, family: str, width: float
) -> list[dict[str, float]]:
    """Draw each person's true shares about those of the team.

    Args:
        rng: where chance comes from.
        profile: mean share of each activity.
        people: how many.
        family: ``dirichlet`` (width: concentration), ``gamma`` (its shape) or ``lognormal`` (its sigma).
        width: how like the people are.
    """
    means = profile | {SELLING: 1 - sum(profile.values())}
    team = []
    for _ in range(people):
        if family == "dirichlet":
            drawn = {one: rng.gammavariate(max(width * mean, 1e-6), 1) for one, mean in means.items()}
        elif family == "gamma":
            drawn = {one: mean * rng.gammavariate(width, 1 / width) for one, mean in means.items()}
        else:
            drawn = {one: mean * rng.lognormvariate(-width * width / 2, width) for one, mean in means.items()}
        if family != "dirichlet":
            drawn[SELLING] = means[SELLING]
        whole = sum(drawn.values())
        team.append({one: part / whole for one, part in drawn.items()})
    return team


def add_share(shares: dict[str, float], activity: str, more: float) -> dict[str, float]:
    """Give shares of which so much more goes into an activity, and less into all else."""
    return {one: share * (1 - more) + (more if one == activity else 0) for one, share in shares.items()}


def keep_log(rng: Random, team: list[dict[str, float]], weeks: int, *, lumps: float = 0.0) -> Tally:
    """Draw everybody's log: entries of 15 to 120 minutes, seven a day, five days a week.

    Args:
        rng: where chance comes from.
        team: true shares of each person.
        weeks: how long the log is.
        lumps: chance that an entry is of the same activity as the one before on that day.
    """
    tally = Tally()
    for number, shares in enumerate(team):
        name = f"Person {number:02d}"
        drawn = iter(rng.choices(list(shares), list(shares.values()), k=weeks * 5 * _ENTRIES_A_DAY))
        for day in range(weeks * 5):
            date = f"{2025 + day // 336}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}"
            last = ""
            for _ in range(_ENTRIES_A_DAY):
                activity = next(drawn)
                if last and lumps and rng.random() < lumps:
                    activity = last
                last = activity
                tally.count(Key(name, "", date, activity, ""), rng.randrange(15, 121, 15) * MS_PER_MINUTE, name)
    return tally
