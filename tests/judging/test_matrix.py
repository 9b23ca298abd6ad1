"""The responsibility matrix: every hour of it is in the tally, and what would be is judged as what is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.judging.departments import Departments
from faceaudit.judging.flags import Limits, judge_people
from faceaudit.judging.loads import Cost, full_time, list_loads, per_week, price
from faceaudit.judging.matrix import choose_work, count_week_parts, make_matrix
from faceaudit.judging.splits import Split
from faceaudit.judging.targets import Targets
from faceaudit.tally import Key, Tally
from faceaudit.taxonomy import ACTIVITIES, activities_of
from faceaudit.units import MS_PER_HOUR, WHOLE

HOUR = MS_PER_HOUR
NOT_SELLING = {*activities_of("baseline"), *activities_of("internal")}
SELLING = {*activities_of("value-added"), *activities_of("incremental")}
MONDAY = "2025-11-03"


def tally_of(rows):
    tally = Tally()
    for person, team, day, activity, ms in rows:
        tally.count(Key(person, team, day, activity, ""), ms, person.title())
    return tally


def of_hours(hours, person="ann", team=""):
    return [(person, team, MONDAY, activity, number * HOUR) for activity, number in hours.items()]


TEAM = tally_of([
    *of_hours({"prospecting": 60, "order-status": 20, "complaint": 10, "travel": 10}, "ann", "North"),
    *of_hours({"prospecting": 50, "order-status": 20, "reporting": 10, "unclear": 20, "excluded": 8}, "bo", "South"),
])  # fmt: skip


def test_a_worked_example():
    matrix = make_matrix(TEAM, Limits(), Departments())
    assert [(row.activity, row.owner, row.ms // HOUR, row.people) for row in matrix.rows] == [
        ("order-status", "customer-service", 40, 2),
        ("complaint", "quality", 10, 1),
        ("reporting", "sales-operations", 10, 1),
        ("travel", "", 10, 1),
    ]
    assert [row.handed_over_ms // HOUR for row in matrix.rows] == [40, 50, 60, 60]
    assert [row.everybody.selling // HOUR for row in matrix.rows] == [150, 160, 170, 170]
    now, then = matrix.everybody.now, matrix.everybody.then
    assert (now.selling, then.selling, now.working) == (110 * HOUR, 170 * HOUR, 200 * HOUR)
    assert [(now.flag, then.flag) for now, then in matrix.people] == [("below", "ok"), ("below", "uncertain")]
    assert (matrix.workers, matrix.affected, matrix.week_parts) == (2, 2, 1)


@pytest.mark.parametrize(
    ("target", "low_after", "high_after"),
    [(55, 0, 0), (56, 1, 0), (75, 1, 1), (80, 2, 1), (85, 3, 1), (86, None, 2), (95, None, 3), (96, None, None)],
)
def test_the_point_where_the_target_is_reached(target, low_after, high_after):
    everybody = make_matrix(TEAM, Limits(Targets(target * WHOLE // 100)), Departments()).everybody
    assert (everybody.low_after, everybody.high_after) == (low_after, high_after)


def test_a_team_has_its_own_target_and_is_asked_in_the_order_of_all():
    limits = Limits(Targets(900_000, {}, {}, {"south": 800_000}))
    north, south = make_matrix(TEAM, limits, Departments()).teams
    assert (north.name, north.threshold, north.low_after) == ("North", 900_000, 2)
    assert (south.name, south.threshold, south.low_after) == ("South", 800_000, 3)


def test_a_team_that_is_too_small_is_not_told_of():
    rows = [(person, "North", MONDAY, "billing", HOUR) for person in ("ann", "bo", "cem")]
    tally = tally_of([*rows, ("di", "South", MONDAY, "billing", HOUR), ("ed", "West", MONDAY, "billing", HOUR)])
    assert [team.name for team in make_matrix(tally, Limits(min_group=2), Departments()).teams] == ["North"]
    assert make_matrix(tally, Limits(min_group=4), Departments()).teams == ()


def test_one_person_alone_is_held_to_their_own_target():
    tally = tally_of(of_hours({"prospecting": 7, "billing": 3}))
    assert make_matrix(tally, Limits(Targets(900_000, {"ann": 700_000})), Departments()).everybody.low_after == 0


def test_the_settings_name_owners_and_leave_work_with_sales():
    departments = Departments({"complaint": "sales", "order-status": "Inside sales", "travel": "Planning"})
    matrix = make_matrix(TEAM, Limits(), departments)
    assert {row.activity: (row.owner, row.is_handed_over) for row in matrix.rows} == {
        "order-status": ("Inside sales", True), "complaint": ("", False), "reporting": ("sales-operations", True),
        "travel": ("Planning", True),
    }  # fmt: skip


def test_a_choice_hands_over_nothing_else():
    matrix = make_matrix(TEAM, Limits(), Departments(), chosen={"complaint", "billing"})
    assert matrix.handed_over == ("complaint",)
    assert [row.handed_over_ms // HOUR for row in matrix.rows] == [0, 10, 10, 10]


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        ([], 0),
        (["2025-11-03"], 1),
        (["2025-11-03", "2025-11-03"], 1),
        (["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07"], 5),
        (["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07", "2025-11-08", "2025-11-09"], 5),
        (["2025-11-09", "2025-11-10"], 2),
        (["2024-12-30", "2025-01-01", "2025-01-02"], 3),
        (["2025-11-03", "2025-12-01"], 2),
    ],
    ids=["none", "a day", "twice a day", "a week", "with a weekend", "Sunday, Monday", "over New Year", "with a gap"],
)
def test_weeks_are_counted_by_days_worked(days, parts):
    assert count_week_parts(tally_of([("ann", "", day, "billing", HOUR) for day in days])) == parts


def test_leave_and_entries_without_time_make_no_week():
    rows = [("ann", "", MONDAY, "excluded", HOUR), ("ann", "", "2025-11-04", "billing", 0)]
    assert count_week_parts(tally_of(rows)) == 0


def test_hours_a_week_people_and_money():
    days = [f"2025-11-{day:02d}" for day in range(3, 8)]
    tally = tally_of([("ann", "", day, activity, HOUR) for day in days for activity in ("billing", "upsell")])
    departments = Departments(rates={"sales": 6_500, "finance": 3_233})
    matrix = make_matrix(tally, Limits(), departments)
    (load,) = list_loads(matrix, departments)
    assert load == ("finance", ("billing",), 5 * HOUR, Cost(32_500, 16_165, 16_335))
    assert per_week(load.ms, matrix) == 5 * HOUR
    assert Fraction(*full_time(load.ms, matrix, departments)) == Fraction(1, 8)
    assert price(HOUR // 2, "finance", departments) == (3_250, 1_617, 1_633)
    assert price(HOUR, "logistics", departments) == (6_500, None, None)
    assert price(HOUR, "finance", Departments(rates={"finance": 1})) == (None, 1, None)


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["finance"], {"billing", "invoicing"}),
        (["Finance", "ORDER-STATUS"], {"billing", "invoicing", "order-status"}),
        (["Returns and credits"], {"returns"}),
        (["inside  SALES"], {"complaint"}),
        (["quality"], {"quality-follow-up"}),
    ],
)
def test_work_is_chosen_by_department_or_activity(names, chosen):
    assert choose_work(names, Departments({"complaint": "Inside sales"})) == chosen


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("custmer-service", "Did you mean customer-service?"),
        ("order status!", "Did you mean order-status?"),
        ("travel", "nobody could take over"),
        ("courtesy", "nobody could take over"),
        ("prospecting", "no work to hand over"),
        ("unclear", "no work to hand over"),
        ("", "Departments are customer-service"),
        ("human-resources", "Departments are customer-service"),
    ],
)
def test_what_nobody_could_take_over_is_an_error(name, said):
    departments = Departments({"courtesy": "sales", "training": "sales-management"})
    with pytest.raises(FaceauditError) as caught:
        choose_work(["finance", name], departments)
    assert said in str(caught.value)


def test_an_empty_log_has_an_empty_matrix():
    matrix = make_matrix(Tally(), Limits(), Departments())
    assert (matrix.rows, matrix.ms, matrix.week_parts, matrix.everybody.now) == ((), 0, 0, Split())
    assert (matrix.everybody.low_after, matrix.everybody.high_after) == (None, None)


rows = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bo", "cem"]), st.sampled_from(["", "North", "north", "South"]),
        st.sampled_from([MONDAY, "2025-11-04", "2025-11-12"]), st.sampled_from(sorted(ACTIVITIES)),
        st.integers(0, 10**8),
    ), max_size=12,
)  # fmt: skip
choices = st.none() | st.frozensets(st.sampled_from(sorted(NOT_SELLING)))
owners = st.dictionaries(st.sampled_from(sorted(NOT_SELLING)), st.sampled_from(["sales", "quality", "Desk"]))


@given(rows, choices, owners)
def test_every_hour_of_the_matrix_is_baseline_or_internal_time(rows, chosen, owners):
    tally = tally_of(rows)
    matrix = make_matrix(tally, Limits(), Departments(owners), chosen=chosen)
    splits = [one.split for one in judge_people(tally, Limits())]
    assert sum(row.ms for row in matrix.rows) == matrix.ms == sum(one.baseline + one.internal for one in splits)
    assert [row.ms for row in matrix.rows] == sorted((row.ms for row in matrix.rows), reverse=True)
    for row in matrix.rows:
        own = [one for one in rows if one[3] == row.activity]
        assert (row.ms, row.entries) == (sum(one[4] for one in own), len(own))
        assert row.people == len({one[0] for one in own if one[4]})


@given(rows, choices, owners, st.integers(1, WHOLE))
def test_what_would_be_is_what_exact_fractions_say(rows, chosen, owners, threshold):
    departments, limits = Departments(owners), Limits(Targets(threshold))
    matrix = make_matrix(tally_of(rows), limits, departments, chosen=chosen)
    given_back = {a for a in NOT_SELLING if departments.owner_of(a) and (chosen is None or a in chosen)}
    for now, then in matrix.people:
        own = [(activity, ms) for person, _, _, activity, ms in rows if person == now.person]
        sold = sum(ms for activity, ms in own if activity in SELLING | given_back)
        sold_or_open = sold + sum(ms for activity, ms in own if activity == "unclear")
        working = sum(ms for activity, ms in own if activity != "excluded")
        assert then.split.working == now.split.working == working
        assert (then.split.selling, then.split.selling + then.split.uncertain) == (sold, sold_or_open)
        if working:
            low, high = Fraction(sold, working), Fraction(sold_or_open, working)
            wanted = Fraction(threshold, WHOLE)
            assert then.flag == ("below" if high < wanted else "uncertain" if low < wanted else "ok")
    everybody = matrix.everybody.then
    assert everybody.selling == sum(then.split.selling for _, then in matrix.people)
    assert sum(team.then.selling for team in matrix.teams) == everybody.selling
    if matrix.rows:
        assert matrix.rows[-1].everybody == everybody
