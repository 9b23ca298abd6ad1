"""Individual or systemic: the rules, at their edges, and the reason of a flag."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit import taxonomy
from faceaudit.judging.causes import BORDERLINE, NEITHER, SYSTEMIC, Causes, find_causes
from faceaudit.judging.flags import BELOW, Limits, judge_people
from faceaudit.judging.reasons import explain_flags
from faceaudit.judging.targets import Targets
from faceaudit.tally import Key, Tally
from faceaudit.units import MS_PER_HOUR, WHOLE

H = MS_PER_HOUR
DAYS = 20


def log(*people: dict[str, int], days: int = DAYS) -> Tally:
    """A tally in which each person spends so many milliseconds on each activity, evenly over the days."""
    tally = Tally()
    for number, times in enumerate(people):
        for activity, ms in times.items():
            for day in range(days):
                part = ms // days + (ms % days if day == 0 else 0)
                tally.count(Key(f"p{number}", "", f"2025-11-{day + 1:02d}", activity, ""), part, f"P{number}")
    return tally


def hours(**times: float) -> dict[str, int]:
    return {activity.replace("_", "-"): round(time * H) for activity, time in times.items()}


NOTHING_ELSE = hours(proposal=160)


def systemic(tally: Tally, **limits: int) -> list[str]:
    return [burden.activity for burden in find_causes(tally, Limits(**limits)).systemic]


@pytest.mark.parametrize(
    ("affected", "people", "found"),
    [(3, 6, True), (3, 7, False), (4, 7, True), (2, 4, False), (3, 3, True), (2, 2, False), (3, 5, True)],
)
def test_systemic_takes_half_of_the_people_and_three(affected, people, found):
    busy, free = hours(proposal=144, complaint=16), NOTHING_ELSE
    tally = log(*[busy] * affected, *[free] * (people - affected))
    assert systemic(tally) == (["complaint"] if found else [])


@pytest.mark.parametrize(("less", "found"), [(0, True), (1, False)])
def test_notable_is_decided_to_the_millisecond(less, found):
    whole = 500 * H
    at_edge = {"proposal": whole - whole // 50 + less, "reporting": whole // 50 - less}
    assert systemic(log(*[at_edge] * 4)) == (["reporting"] if found else [])


def test_what_is_notable_can_be_set():
    tally = log(*[hours(proposal=152, complaint=8)] * 4)
    assert systemic(tally) == ["complaint"]
    assert systemic(tally, notable=6 * WHOLE // 100) == []


def test_uncertain_time_is_working_time_but_nothing_to_blame():
    tally = log(*[hours(unclear=100, proposal=50, complaint=2)] * 4)
    assert systemic(tally) == []
    assert sum(one.ms for one in find_causes(tally, Limits()).pareto) == 4 * 2 * H


def test_few_entries_of_a_short_log_are_no_sure_sign():
    tally = Tally()
    for number in range(5):
        for day in range(1, 6):
            for hour in range(8):
                activity = "approval" if number < 3 and day == hour == 1 else "proposal"
                tally.count(Key(f"p{number}", "", f"2025-11-0{day}", activity, ""), H, f"P{number}")
    (burden,) = find_causes(tally, Limits()).burdens
    assert (burden.code, burden.activity, burden.affected) == (BORDERLINE, "approval", 3)


def test_half_of_a_team_just_above_is_borderline_where_the_team_is_below():
    tally = log(*[hours(proposal=156, reporting=4)] * 3, *[NOTHING_ELSE] * 3)
    assert [(burden.code, burden.affected) for burden in find_causes(tally, Limits()).burdens] == [(BORDERLINE, 3)]


def test_every_activity_that_is_not_selling_is_weighed_by_how_many_it_burdens_and_how_evenly():
    tally = log(*[hours(proposal=140, complaint=16, billing=4)] * 3, hours(proposal=144, complaint=14, travel=2))
    found = find_causes(tally, Limits())
    assert [(one.code, one.activity, one.affected, one.ms, one.largest_ms) for one in found.activities] == [
        (SYSTEMIC, "complaint", 4, 62 * H, 16 * H),
        (BORDERLINE, "billing", 3, 12 * H, 4 * H),
        (NEITHER, "travel", 0, 2 * H, 2 * H),
    ]
    assert [one.activity for one in found.burdens] == ["complaint", "billing"]


def test_people_with_little_time_are_not_of_the_team():
    tally = log(*[hours(proposal=144, complaint=16)] * 3, *[hours(proposal=7.9)] * 4)
    found = find_causes(tally, Limits())
    assert [burden.code for burden in found.burdens] == [SYSTEMIC]
    assert list(found.judged) == ["p0", "p1", "p2"]
    assert list(found.left_out) == ["p3", "p4", "p5", "p6"]


ODD = hours(proposal=110, complaint=3, reporting=47)
USUAL = [hours(proposal=154 - n % 2, complaint=2 + n % 2, reporting=2, travel=2) for n in range(8)]


def test_who_is_far_beyond_the_others_is_found_with_what_is_beyond():
    found = find_causes(log(ODD, *USUAL), Limits())
    (one,) = found.excesses
    assert (one.person, one.activity, one.is_systemic) == ("p0", "reporting", False)
    assert one.middle == round(WHOLE * 2 / 160)
    assert one.beyond_ms == 47 * H - one.limit * 160 * H // WHOLE


def test_with_fewer_than_five_people_nobody_is_held_against_the_others():
    found = find_causes(log(ODD, *USUAL[:3]), Limits())
    assert found.excesses == []
    assert not found.judges_individuals
    assert find_causes(log(ODD, *USUAL[:4]), Limits()).judges_individuals


def test_a_workshop_is_no_habit():
    tally = log(hours(proposal=113), *USUAL)
    tally.count(Key("p0", "", "2025-11-20", "reporting", ""), 47 * H, "P0")
    assert find_causes(tally, Limits()).excesses == []


@pytest.mark.parametrize(("first", "days", "found"), [(5, 5, 0), (8, 5, 0), (1, 20, 1)])
def test_a_week_of_something_is_no_habit(first, days, found):
    tally = log(hours(proposal=113), *USUAL)
    for day in range(first, first + days):
        tally.count(Key("p0", "", f"2025-11-{day:02d}", "reporting", ""), 47 * H // days, "P0")
    assert len(find_causes(tally, Limits()).excesses) == found


@pytest.mark.parametrize(("days", "found"), [(4, 0), (5, 1)])
def test_of_fewer_than_five_days_nobody_is_held_against_the_others(days, found):
    assert len(find_causes(log(ODD, *USUAL, days=days), Limits()).excesses) == found


def test_too_little_of_something_is_nobodys_matter():
    tally = log(NOTHING_ELSE, *[hours(proposal=100, complaint=60)] * 7)
    assert find_causes(tally, Limits()).excesses == []


def test_groups_smaller_than_asked_for_are_not_told_of():
    found = find_causes(log(ODD, *USUAL), Limits(min_group=10))
    assert (found.activities, found.excesses, found.pareto) == ((), [], [])


def test_nobody_at_all():
    assert find_causes(Tally(), Limits()) == Causes(
        excesses=[], pareto=[], judged=[], left_out=[], notable=2 * WHOLE // 100
    )


def reasons(tally: Tally, target: int = 90) -> dict[str, tuple[str, Fraction]]:
    limits = Limits(Targets(target * WHOLE // 100))
    found = explain_flags(tally, judge_people(tally, limits), find_causes(tally, limits))
    return {person: (one.code, Fraction(one.selling, one.working)) for person, one in found.items()}


def test_low_only_because_of_what_is_systemic():
    # 120 of 160 h sold is 75 %; without 32 h of complaints and orders, 120 of 128 h is 93.75 %.
    tally = log(*[hours(proposal=120, complaint=20, routine_order=12, travel=2, reporting=2, billing=2, returns=2)] * 5)
    assert set(reasons(tally).values()) == {("systemic", Fraction(120, 128))}


def test_still_low_without_what_is_systemic_and_low_by_a_mix_of_ones_own():
    mixed = hours(proposal=140, reporting=3, travel=3, billing=3, returns=3, approval=3, invoicing=3, training=2)
    burdened = hours(proposal=100, complaint=30, billing=3, returns=3, approval=3, invoicing=3, training=18)
    tally = log(mixed, burdened, *[hours(proposal=150, complaint=10)] * 4)
    assert reasons(tally) == {"p0": ("own-mix", Fraction(140, 160)), "p1": ("partly-systemic", Fraction(100, 130))}


def test_the_upper_end_alone_makes_it_only_perhaps_systemic():
    tally = log(*[hours(proposal=120, complaint=25, unclear=10, travel=3, billing=2)] * 5)
    assert {code for code, _ in reasons(tally).values()} == {"may-be-systemic"}


def test_with_nothing_but_what_is_systemic_nobody_can_tell_what_would_be_without():
    tally = log(hours(complaint=160), *[hours(proposal=140, complaint=20)] * 3)
    limits = Limits()
    found = explain_flags(tally, judge_people(tally, limits), find_causes(tally, limits))
    assert (found["p0"].code, found["p0"].working) == ("may-be-systemic", 0)


def test_beyond_a_limit_and_with_too_few_to_judge():
    assert reasons(log(ODD, *USUAL))["p0"][0] == "individual"
    assert reasons(log(ODD, *USUAL[:3]))["p0"][0] == "not-judged"


def test_time_beyond_ones_own_limit_is_not_excused_as_systemic():
    usual = [hours(proposal=150 - n % 2, reporting=10 + n % 2) for n in range(8)]
    tally = log(ODD, *usual)
    found = find_causes(tally, Limits())
    (one,) = found.excesses
    assert one.is_systemic
    reason = explain_flags(tally, judge_people(tally, Limits()), found)["p0"]
    assert reason.code == "both"
    assert reason.working == 160 * H - (47 * H - one.beyond_ms)


TIMES = st.dictionaries(st.sampled_from(sorted(taxonomy.ACTIVITIES)), st.integers(0, 50 * H), max_size=6)


@given(st.lists(TIMES, max_size=7))
def test_laws(people):
    tally = log(*people, days=3)
    limits = Limits()
    judgements = judge_people(tally, limits)
    found = find_causes(tally, limits)
    not_selling = sum(one.split.baseline + one.split.internal for one in judgements)
    assert sum(one.ms for one in found.pareto) == not_selling
    assert sorted([*found.judged, *found.left_out]) == sorted(tally.names)
    assert all(one.affected >= 3 and 2 * one.affected >= len(found.judged) for one in found.burdens)
    assert all(one.beyond_ms > 0 for one in found.excesses)
    reasons = explain_flags(tally, judgements, found)
    assert set(reasons) == {one.person for one in judgements if one.flag == BELOW}
    for one in judgements:
        if one.person in reasons:
            reason = reasons[one.person]
            assert one.split.selling <= reason.selling_high <= reason.working <= one.split.working
