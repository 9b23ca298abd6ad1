"""What exports do to logs, in the order of the harm: each is read right, or left out by name, never miscounted."""

import pytest

from faceaudit.errors import FaceauditError

ANN = {"salesperson": "Ann"}


@pytest.mark.parametrize(
    ("total", "skipped"),
    [
        ("Total,,75,", ["4:total-row"]),
        ("Gesamt,,75,", ["4:total-row"]),
        ("Summe:,,75,", ["4:total-row"]),
        (",,75,Total général", []),
        ("Grand Total,2025-03-18,75,", ["4:total-row"]),
        ("Zwischensumme,,75,", ["4:total-row"]),
        (",Subtotal,75,", ["4:total-row"]),
    ],
)
def test_1_a_sum_among_the_rows_is_never_counted(read, total, skipped):
    outcome = read(f"person,date,minutes,activity\nAnn,2025-03-17,30,Call\nBen,2025-03-18,45,Visit\n{total}\n")
    assert outcome.minutes == [30, 45]
    assert outcome.skipped == skipped
    assert len(outcome.codes) == (not skipped)


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        (["0:45:00", "1:30:00"], [45, 90]),
        (["0:45", "31:30"], [45, 1890]),
        (["2700", "5400"], [45, 90]),
        (["0.75", "1.5"], [45, 90]),
        (["45", "90"], [45, 90]),
        (["2700.4", "5400.0"], [45.0067, 90]),
        (["2700000", "5400000"], [45, 90]),
    ],
)
def test_2_the_unit_of_a_column_is_decided_for_all_of_it(read, cells, minutes):
    times = [("09:00", "09:45"), ("10:00", "11:30")]
    rows = "".join(
        f"Ann,2025-03-17,{start},{end},{cell},Call\n" for cell, (start, end) in zip(cells, times, strict=True)
    )
    assert read(f"person,date,start,end,duration,activity\n{rows}").minutes == pytest.approx(minutes, abs=0.001)


def test_2_numbers_that_could_be_of_two_units_are_refused(read):
    with pytest.raises(FaceauditError, match="could be hours or minutes"):
        read("person,date,duration,activity\nAnn,2025-03-17,8,Call\nAnn,2025-03-18,6,Call\n")


def test_2_time_is_time_spent_or_a_time_of_day_by_its_values(read):
    assert read("person,date,time,activity\nAnn,2025-03-17,1.5,Call\nAnn,2025-03-18,0.25,Call\n").minutes == [90, 15]
    outcome = read("person,date,time,minutes,activity\nAnn,2025-03-17,09:30,20,Call\n")
    assert outcome.minutes == [20]
    assert outcome.entries[0].start % 86_400_000 == 570 * 60_000


@pytest.mark.parametrize(
    ("header", "row", "minutes"),
    [
        ("person,date,hours,hours rounded,activity", "Ann,2025-03-17,0.8,1.0,Call", 48),
        ("person,date,duration (h),duration (decimal),activity", "Ann,2025-03-17,0:45,0.75,Call", 45),
        ("person,date,minutes,hours,activity", "Ann,2025-03-17,90,1.5,Call", 90),
        ("person,date,logged hours,planned hours,billable hours,activity", "Ann,2025-03-17,1.5,4,1,Call", 90),
        ("person,date,hours,billed hours,external hours,activity", "Ann,2025-03-17,1.5,4,1,Call", 90),
        ("person,date,duration hours,duration minutes,activity", "Ann,2025-03-17,1,30,Call", 90),
    ],
)
def test_3_of_several_columns_of_time_one_is_counted_and_parts_are_added(read, header, row, minutes):
    assert read(f"{header}\n{row}\n").minutes == [minutes]


def test_3_columns_that_tell_different_times_are_refused(read):
    with pytest.raises(FaceauditError, match="tell different times"):
        read("person,date,hours,minutes,activity\nAnn,2025-03-17,1.5,200,Call\nAnn,2025-03-18,2.5,20,Call\n")


def test_4_a_name_over_two_columns_that_count_is_refused_and_others_do_no_harm(read):
    with pytest.raises(FaceauditError, match='two columns are called "minutes"'):
        read("person,date,minutes,minutes,activity\nAnn,2025-03-17,30,45,Call\n")
    assert read("person,date,minutes,activity,place,place\nAnn,2025-03-17,30,Call,Hall,7\n").minutes == [30]


@pytest.mark.parametrize(
    "before",
    ["sep=,\n", "# by hand\n# for March\n", "Sales in March\n2025-03-01 - 2025-03-31\n\n", 'Job,"All"\nWage,"0.0"\n\n'],
)
def test_5_the_header_is_found_below_other_lines(read, before):
    outcome = read(f"{before}person,date,minutes,activity\nAnn,2025-03-17,30,Call\n")
    assert outcome.minutes == [30]


def test_5_a_header_that_comes_again_is_no_row(read):
    header = "person,date,minutes,activity\n"
    outcome = read(f"{header}Ann,2025-03-17,30,Call\n{header}Ben,2025-03-18,45,Call\n")
    assert outcome.minutes == [30, 45]
    assert outcome.skipped == ["3:repeated-header"]


def test_6_lines_below_the_rows_are_left_out_by_name(read):
    outcome = read(
        '"Assigned","Subject","Date","Status","Duration"\n"Ann","Call","17/03/2025","Completed","30"\n\n\n'
        '"Activities"\n"Copyright (c) 2000-2025 salesforce.com, inc. All rights reserved."\n"Grand Totals (1 record)"\n'
    )
    assert outcome.minutes == [30]
    assert outcome.skipped == ["5:footer", "6:footer", "7:footer"]
    assert outcome.codes == []


@pytest.mark.parametrize(
    "status",
    [
        "Planned",
        "Not Held",
        "SCHEDULED",
        "CANCELED",
        "Cancelled",
        "NO_SHOW",
        "No-show",
        "Not done",
        "To do",
        "Cancelled by customer",
        "Rescheduled",
        "postponed",
        "No",
        "Nein",
        "FALSE",
    ],
)
def test_7_a_plan_is_no_work(read, status):
    outcome = read(
        f"person,date,minutes,activity,status\nAnn,2025-03-17,30,Call,Held\nAnn,2025-03-18,45,Call,{status}\n"
    )
    assert outcome.minutes == [30]
    assert outcome.skipped == ["3:plan"]


def test_8_an_entry_that_comes_twice_is_counted_once(read):
    row = "Ann,2025-03-17,09:00,09:30,Call\n"
    outcome = read(f"person,date,start,end,activity\n{row}{row}")
    assert outcome.minutes == [30]
    assert outcome.skipped == ["3:duplicate"]
    assert "duplicates" in outcome.noted


def test_9_a_running_entry_is_one_without_time_where_the_system_writes_such(read):
    header = "Description,Start date,Start time,Stop date,Stop time\n"
    outcome = read(f"{header}Call,2025-03-17,09:00:00,2025-03-17,09:30:00\nVisit,2025-03-17,10:00:00,,\n", **ANN)
    assert outcome.minutes == [30, 0]
    assert outcome.noted == ["untimed"]
    assert read("person,date,start,end,activity\nAnn,2025-03-17,09:00,,Call\n").codes == ["2:no-duration"]


def test_10_an_end_before_the_start_is_the_next_day_only_where_the_system_means_that(read):
    header = "Date,From,To,Duration,Name,User,Activity,Description,Billable\n"
    assert read(f"{header}2025-03-17,23:30,00:15,,Ann,a,Travel,Train,1\n").minutes == [45]
    assert read("person,date,start,end,activity\nAnn,2025-03-17,23:30,00:15,Train\n").codes == ["2:end-before-start"]


def test_10_a_whole_day_has_no_working_time(read):
    outcome = read(
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event\n"
        "Fair,3/19/2025,12:00:00 AM,3/21/2025,12:00:00 AM,True\n", **ANN,
    )  # fmt: skip
    assert outcome.minutes == [0]
    assert outcome.noted == ["all-day"]


def test_11_the_stated_time_is_counted_and_the_times_place_it(read):
    outcome = read("person,date,start,end,minutes,activity\nAnn,2025-03-17,08:24,08:30,30,Call\n")
    assert outcome.minutes == [30]
    assert outcome.entries[0].start % 86_400_000 == 504 * 60_000


def test_12_times_with_an_offset_and_without_one_are_not_mixed(read):
    header = "person,start,end,activity\n"
    outcome = read(f"{header}Ann,2025-03-17T09:00:00Z,2025-03-17T11:30:00+02:00,Call\n")
    assert outcome.minutes == [30]
    assert read(f"{header}Ann,2025-03-17T09:00:00Z,2025-03-17T11:30:00,Call\n").codes == ["2:no-duration"]


def test_13_who_it_was_in_two_columns_in_none_or_in_many_names(read):
    outcome = read("first name,last name,date,minutes,activity\nAnn,Abel,2025-03-17,30,Call\n")
    assert outcome.entries[0].name == "Ann Abel"
    assert read("date,minutes,activity\n2025-03-17,30,Call\n", **ANN).entries[0].name == "Ann"
    with pytest.raises(FaceauditError, match="--salesperson"):
        read("date,minutes,activity\n2025-03-17,30,Call\n")
    shared = read('Name,Person,Status,Date,Time Tracking\nCall,"Ann, Ben",Done,2025-03-17,00:30:00\n')
    assert [entry.name for entry in shared.entries] == ["Ann"]
    assert shared.noted == ["several-people"]


@pytest.mark.parametrize("marker", ["", "-", "--", "(none)", "(No value)", "N/A", "/", "(time without task assigned)"])
def test_14_a_mark_for_nothing_is_nothing(read, marker):
    outcome = read(f"person,date,minutes,activity,customer,notes\nAnn,2025-03-17,30,Call,{marker},{marker}\n")
    assert [(e.text, e.customer, e.ms) for e in outcome.entries] == [("Call", "", 1_800_000)]
    assert read(f"person,date,minutes,activity\n{marker},2025-03-17,30,Call\n").codes == ["2:no-person"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"Call\nabout the kiln"', "Call about the kiln"),
        ("<p>Call&nbsp;about <b>the kiln</b></p>", "Call about the kiln"),
        ("'=Call", "=Call"),
        ("'-Call", "-Call"),
        ("Demo of ''phase 2''", "Demo of ''phase 2''"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
    ],
)
def test_15_a_text_is_read_without_its_wrapping(read, cell, text):
    outcome = read(f"person,date,minutes,activity\nAnn,2025-03-17,30,{cell}\nBen,2025-03-18,45,Call\n")
    assert [entry.text for entry in outcome.entries] == [text, "Call"]
