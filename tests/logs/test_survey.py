"""What a column's values decide: date order, unit, decimal mark; said where it is assumed, refused where it is open."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError


def dated(*cells):
    return "person,date,minutes,activity\n" + "".join(f"Ann,{cell},30,call {n}\n" for n, cell in enumerate(cells))


def timed(*cells, name="duration", delimiter=",", sep=";"):
    rows = "".join(f"Ann{sep}2025-11-03{sep}{cell}{sep}call\n" for cell in cells)
    return f"person{sep}date{sep}{name}{sep}activity\n{rows}"


def quoted(*cells, name="duration"):
    return f"person,date,{name},activity\n" + "".join(f'Ann,2025-11-03,"{cell}",call\n' for cell in cells)


@pytest.mark.parametrize(
    ("cells", "days", "notes"),
    [
        (["03/11/2025", "13/11/2025"], ["2025-11-03", "2025-11-13"], []),
        (["11/03/2025", "11/13/2025"], ["2025-11-03", "2025-11-13"], []),
        (["03.11.2025", "04.11.2025"], ["2025-11-03", "2025-11-04"], []),
        (["11/11/2025"], ["2025-11-11"], []),
        (["2025-11-03", "03/11/2025", "25/11/2025"], ["2025-11-03", "2025-11-03", "2025-11-25"], []),
        (["03/11/2025"], ["2025-11-03"], ["date-order-assumed"]),
        (
            ["03/11/2025", "04/11/2025", "05/11/2025"],
            ["2025-11-03", "2025-11-04", "2025-11-05"],
            ["date-order-assumed"],
        ),
        (
            ["11/03/2025", "11/04/2025", "11/05/2025"],
            ["2025-11-03", "2025-11-04", "2025-11-05"],
            ["date-order-assumed"],
        ),
        (["03/11/25", "04/11/25"], ["2025-11-03", "2025-11-04"], ["date-order-assumed"]),
        (["11/03/2025 9:30 AM"], ["2025-11-03"], ["date-order-assumed"]),
    ],
)
def test_the_order_of_day_and_month_is_decided_for_the_whole_column(read, cells, days, notes):
    outcome = read(dated(*cells))
    assert [entry.day for entry in outcome.entries] == days
    assert outcome.noted == notes


def test_a_twelve_hour_clock_in_its_own_column_points_to_the_month_first(read):
    outcome = read("person,date,start,minutes,activity\nAnn,11/03/2025,9:30 AM,30,call\n")
    assert outcome.entries[0].day == "2025-11-03"
    assert "am and pm" in outcome.notes[0].message


def test_dates_close_together_weigh_more_than_the_clock(read):
    rows = "".join(f"Ann,0{day}/11/2025,9:30 AM,30,call\n" for day in (3, 4, 5))
    assert read(f"person,date,start,minutes,activity\n{rows}").entries[0].day == "2025-11-03"


def test_dates_that_contradict_each_other_are_refused_until_the_user_decides(read):
    text = dated("25/11/2025", "11/26/2025", "03/11/2025")
    with pytest.raises(FaceauditError, match="some dates have the day first, others the month"):
        read(text)
    outcome = read(text, date_order="dmy")
    assert [entry.day for entry in outcome.entries] == ["2025-11-25", "2025-11-03"]
    assert outcome.codes == ["3:bad-date"]


def test_one_log_proves_the_order_for_all_of_its_layout(read):
    outcome = read(dated("11/03/2025"), dated("11/13/2025"))
    assert [entry.day for entry in outcome.entries] == ["2025-11-03", "2025-11-13"]
    assert outcome.notes == []


def test_logs_of_other_layouts_prove_nothing(read):
    other = "user,day,minutes,activity\nAnn,11/13/2025,30,call\n"
    assert read(dated("03/11/2025"), other).noted == ["date-order-assumed"]


@pytest.mark.parametrize(
    ("name", "cell", "minutes"),
    [("minutes", "90", 90), ("hours", "1.5", 90), ("seconds", "5400", 90), ("Duration (h)", "1.5", 90),
     ("Duration (min)", "90", 90),
     ("Duration (ms)", "5400000", 90), ("Hours", "1:30", 90), ("Minutes", "1:30:00", 90), ("Minutes", "1h 30m", 90)],
)  # fmt: skip
def test_a_unit_in_the_header_is_taken_and_needs_no_word(read, name, cell, minutes):
    outcome = read(quoted(cell, name=name))
    assert (outcome.minutes, outcome.notes) == ([minutes], [])


@pytest.mark.parametrize("name", ["minutes", "Duration (min)", "seconds"])
def test_two_parts_in_a_column_of_minutes_or_seconds_could_mean_two_things(read, name):
    outcome = read(quoted("45:00", name=name))
    assert (outcome.minutes, outcome.codes) == ([], ["2:bad-duration"])


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        (["1.5", "0.25", "8"], [90, 15, 480]),
        (["30", "45", "90"], [30, 45, 90]),
        (["1800", "5400", "900"], [30, 90, 15]),
        (["1800000", "5400000", "900000"], [30, 90, 15]),
        (["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "45"], [0] * 11 + [45]),
    ],
    ids=["hours", "minutes", "seconds", "milliseconds", "zeros prove nothing"],
)
def test_a_unit_judged_by_size_is_said(read, cells, minutes):
    outcome = read(quoted(*cells))
    assert outcome.minutes == minutes
    assert outcome.noted == ["unit-assumed"]


@pytest.mark.parametrize("cells", [["1", "2", "8"], ["0", "0"], ["1,200"]])
def test_numbers_that_could_be_hours_or_minutes_are_refused_until_the_user_says(read, cells):
    with pytest.raises(FaceauditError, match="could be hours or minutes"):
        read(quoted(*cells))
    assert read(quoted("1", "2"), unit="hours").minutes == [60, 120]


@pytest.mark.parametrize(
    ("many", "few"), [("0.5", "38.5"), ("45", "20251103"), ("45", "90000"), ("1800", "5400000")],
    ids=["a sum of hours", "a date in the wrong column", "a number of a customer", "milliseconds among seconds"],
)  # fmt: skip
def test_one_large_number_never_turns_the_unit_of_all_others(read, many, few):
    with pytest.raises(FaceauditError, match="a few numbers are so large"):
        read(quoted(*[many] * 20, few))


@pytest.mark.parametrize(
    ("name", "unit", "is_said"), [("Hours", "minutes", True), ("Hours", "hours", False), ("Duration", "minutes", False)]
)
def test_a_unit_given_against_the_columns_name_is_said(read, name, unit, is_said):
    outcome = read(f"person,date,{name},activity\nAnn,2025-11-03,30,Call\n", unit=unit)
    assert ("unit-given" in outcome.noted) is is_said


def test_totals_are_no_evidence_of_a_unit(read):
    outcome = read(quoted("1.5", "2", "0.5") + "Total,,40,\n")
    assert (outcome.minutes, outcome.skipped) == ([90, 120, 30], ["5:total-row"])


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("60", "90", "minutes"),
        ("1", "2", "hours"),
        ("3600", "5400", "seconds"),
        ("3600000", "5400000", "milliseconds"),
        ("50", "95", "minutes"),
    ],
)
def test_start_and_end_show_the_unit(read, first, second, unit):
    rows = (
        f"Ann,2025-11-03,09:00,10:00,{first},a\nAnn,2025-11-03,10:00,11:{'59' if second == '2' else '30'},{second},b\n"
    )
    outcome = read(f"person,date,start,end,duration,activity\n{rows}")
    assert [f"{note.code}: {unit}" for note in outcome.notes if unit in note.message] == [f"unit-assumed: {unit}"]
    assert "as start and end show" in outcome.notes[0].message


def test_entries_of_one_minute_show_the_unit_as_well(read):
    rows = "".join(f"Ann,2025-11-03,09:{i:02d},09:{i + 1:02d},1,a\n" for i in range(5))
    assert read(f"person,date,start,end,duration,activity\n{rows}").minutes == [1] * 5


def test_logs_whose_headers_tell_different_units_keep_their_own(read):
    outcome = read(
        quoted("1.5", name="Duration (h)"), quoted("90", name="Duration (min)"), quoted("1:30", name="Duration")
    )
    assert outcome.minutes == [90, 90, 90]


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        (["37,5", "45"], [37.5, 45]),
        (["37.5", "45"], [37.5, 45]),
        (["1,200", "37.5"], [1200, 37.5]),
        (["1.200", "37,5"], [1200, 37.5]),
        (["1.200,5"], [1200.5]),
        (["1,200.5", "1,100"], [1200.5, 1100]),
        (["0,125", "1,25"], [0.125, 1.25]),
    ],
)
@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_the_decimal_mark_is_decided_for_the_whole_column(read, cells, minutes, sep):
    text = quoted(*cells, name="minutes") if sep == "," else timed(*cells, name="minutes", sep=sep)
    outcome = read(text)
    assert (outcome.minutes, outcome.rejects) == (minutes, [])


@pytest.mark.parametrize(("proving", "open_one"), [("37,5", "1,200"), ("37.5", "1.200"), ("0,125", "1,250")])
def test_minutes_of_three_places_may_be_thousands(read, proving, open_one):
    outcome = read(timed(proving, open_one, name="minutes", sep=";"))
    assert outcome.codes == ["3:bad-duration"]
    assert "could be thousands or a decimal" in outcome.rejects[0].problem


def test_numbers_of_both_decimal_marks_are_refused(read):
    with pytest.raises(FaceauditError, match="some numbers use a comma as the decimal mark, others a point"):
        read(quoted("37,5", "37.5", name="minutes"))


def test_a_cell_that_is_no_number_proves_no_decimal_mark(read):
    outcome = read(quoted("37,5", "3.11.2025", name="minutes"))
    assert (outcome.minutes, outcome.codes) == ([37.5], ["3:bad-duration"])


@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_a_lone_comma_before_three_digits_is_rejected_where_nothing_decides(read, sep):
    text = quoted("1,200", "45", name="minutes") if sep == "," else timed("1,200", "45", name="minutes", sep=sep)
    outcome = read(text)
    assert (outcome.minutes, outcome.codes) == ([45], ["2:bad-duration"])


def test_a_lone_point_before_three_digits_is_rejected_where_commas_are_likely(read):
    assert read(timed("1.200", "45", name="minutes", sep=";")).codes == ["2:bad-duration"]
    assert read(timed("1.250", "2", name="hours", sep="\t")).minutes == [75, 120]


@pytest.mark.parametrize("name", ["Time", "Zeit"])
def test_times_of_day_are_never_counted_as_durations(read, name):
    cells = ["08:30", "09:15", "13:00", "16:45"]
    with pytest.raises(FaceauditError, match="these look like times of day"):
        read(quoted(*cells, name=name))
    assert read(quoted("0:30", "1:15", "7:00", name=name)).minutes == [30, 75, 420]
    assert read(quoted(*cells, name=name), columns={"duration": name}).minutes == [510, 555, 780, 1005]


@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        (["1,30", "0,45", "2,0"], [90, 45, 120]),
        (["1,", ",45"], [60, 45]),
        (["1.5,90", "0.75,45", "2,120"], [90, 45, 120]),
        (["0.33,20", "1,60"], [20, 60]),
        (["0,0", "0,45"], [0, 45]),
        (["1,60", "2,120"], [60, 120]),
        (["0,20", "0,45"], [20, 45]),
    ],
)
def test_hours_and_minutes_are_added_where_they_are_parts_and_counted_once_where_they_say_the_same(read, rows, minutes):
    text = "person,date,hours,minutes,activity\n" + "".join(f"Ann,2025-11-03,{row},call\n" for row in rows)
    outcome = read(text)
    assert (outcome.minutes, outcome.rejects) == (minutes, [])


def test_hours_and_minutes_that_are_neither_are_refused(read):
    text = "person,date,hours,minutes,activity\nAnn,2025-11-03,1,75,call\nAnn,2025-11-03,2.5,10,call\n"
    with pytest.raises(FaceauditError, match='the columns "hours" and "minutes" may be parts of one time'):
        read(text)
    assert read(text, columns={"minutes": "minutes"}).minutes == [75, 10]


def test_a_part_that_is_no_number_is_rejected(read):
    text = (
        "person,date,hours,minutes,activity\nAnn,2025-11-03,1,30,call\nAnn,2025-11-03,1,x,call\nAnn,2025-11-03,,,call\n"
    )
    outcome = read(text)
    assert (outcome.minutes, outcome.codes) == ([90], ["3:bad-duration", "4:no-duration"])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_one_log_shows_of_its_columns_holds_for_all_of_its_layout(read, order):
    def of_both(first, second):
        return [(first, second)[i] for i in order]

    parts = "person,date,hours,minutes,activity\n{}"
    with pytest.raises(FaceauditError, match="tell different times"):
        read(*of_both(parts.format("Ann,2025-11-03,1,30,a\n"), parts.format("Ann,2025-11-03,1,75,b\n")))
    assert read(*of_both(parts.format("Ann,2025-11-03,1,0,a\n"), parts.format("Ann,2025-11-03,0,20,b\n"))).rejects == []
    with pytest.raises(FaceauditError, match="these look like times of day"):
        read(*of_both(quoted("8:30", "9:15", "13:00", name="time"), quoted("1:30", name="time")))
    comma, semicolon = quoted("1.200", name="minutes"), timed("45", name="minutes", sep=";")
    assert [reject.code for reject in read(*of_both(comma, semicolon)).rejects] == ["bad-duration"]


DATES = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 12)), min_size=3, max_size=8)
TIMES = st.sampled_from(
    [["1.5", "2", "0.25"], ["30", "45", "1,200", "7.5"], ["1,5", "0,25"], ["1:30", "2h", "45"], ["600", "1800", "90"]]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dates=DATES, times=TIMES, order=st.permutations(range(3)), cuts=st.tuples(st.integers(0, 8), st.integers(0, 8)))
def test_however_a_log_is_cut_its_entries_are_the_same(dates, times, order, cuts, read):
    rows = [f'Ann,{a:02d}/{b:02d}/2025,"{times[i % len(times)]}",call\n' for i, (a, b) in enumerate(dates)]
    low, high = sorted(cuts)
    parts = [rows[:low], rows[low:high], rows[high:]]

    def outcome_of(*groups):
        try:
            outcome = read(*("person,date,duration,activity\n" + "".join(group) for group in groups))
        except FaceauditError as error:
            return error.problem
        return sorted((entry.day, entry.ms) for entry in outcome.entries), len(outcome.rejects)

    assert outcome_of(*(parts[i] for i in order)) == outcome_of(rows)
