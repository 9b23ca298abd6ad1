"""Values: times that contradict each other, whole days, zones and years far away are told, and counted exactly."""

import pytest

PLACED = "person,date,start,end,minutes,activity\nAnn,2025-11-03,{},{},{},demo\n"
SPAN = "person,start,end,activity\n"


@pytest.mark.parametrize(
    ("start", "end", "minutes", "is_told"),
    [
        ("09:00", "10:00", "60", False),
        ("09:00", "10:00", "61", False),
        ("09:00", "10:00", "59", False),
        ("09:00", "10:00", "61.01", True),
        ("09:00", "10:00", "58.99", True),
        ("09:00", "10:00", "0", True),
        ("09:00", "10:00", "600", True),
        ("09:00:10", "09:59:50", "60", False),
        ("23:30", "00:30", "60", False),
        ("23:30", "00:30", "30", True),
        ("10:00", "09:00", "60", True),
        ("23:30", "24:00", "30", False),
        ("09:00", "", "60", False),
        ("", "10:00", "60", False),
        ("09:00", "later", "60", False),
        ("2025-11-03 09:00+01:00", "2025-11-03 09:00Z", "60", False),
        ("2025-11-03 09:00+01:00", "2025-11-03 10:00Z", "60", True),
        ("2025-11-03 09:00", "2025-11-04 10:00", "60", True),
    ],
)
def test_a_stated_time_that_is_not_end_minus_start_is_counted_and_told(start, end, minutes, is_told, told):
    found = told(PLACED.format(start, end, minutes))
    assert found.minutes == {"Ann": float(minutes)}
    said = "2: 1 entry whose stated time is not end minus start: the stated time is counted, the first one here"
    assert found.notes.get("stated-differs") == (said if is_told else None)


def test_all_entries_that_contradict_themselves_are_counted_in_one_note(told):
    rows = "".join(
        f"Ann,2025-11-03,{hour}:00,{hour}:30,{minutes},demo\n" for hour, minutes in ((9, 30), (10, 45), (11, 5))
    )
    found = told(f"person,date,start,end,minutes,activity\n{rows}")
    assert found.minutes == {"Ann": 80}
    assert found.notes["stated-differs"].startswith("3: 2 entries whose stated time")


def test_a_system_that_takes_breaks_off_contradicts_nothing(told):
    found = told(
        "Date,From,To,Duration,Name,User,Activity,Description,Billable\n"
        "2025-03-17,08:00,17:00,8:00,Ann,a,Fair,Booth,1\n"
    )
    assert (found.minutes, found.notes) == ({"Ann": 480}, {})


@pytest.mark.parametrize(
    ("start", "end", "minutes", "code"),
    [
        ("00:00", "23:58", 1438, None),
        ("00:00", "23:59", 1439, "whole-day"),
        ("00:00", "23:59:59", 1439 + 59 / 60, "whole-day"),
        ("00:01", "24:00", 1439, "whole-day"),
        ("00:00", "24:00", None, "rejected"),
        ("2025-11-03 00:00", "2025-11-04 00:00", None, "rejected"),
        ("2025-11-03 00:00", "2025-11-06 00:00", None, "rejected"),
    ],
)
def test_a_whole_day_is_never_work_in_silence(start, end, minutes, code, told):
    rows = f"Ann,2025-11-03,{start},{end},fair\nBo,2025-11-03,09:00,10:00,demo\n"
    found = told(f"person,date,start,end,activity\n{rows}")
    assert found.minutes == pytest.approx({"Ann": minutes, "Bo": 60} if minutes else {"Bo": 60})
    assert [one for one in found.notes if one != "unread-people"] == ([code] if code else [])
    assert all(note.startswith("2: ") for one, note in found.notes.items() if one == code)


@pytest.mark.parametrize("says", ["yes", "TRUE", "1", "x"])
def test_a_day_that_the_log_calls_whole_has_no_working_time(says, told):
    found = told(
        "person,start,end,activity,all day\n"
        f"Ann,2025-11-03 00:00,2025-11-04 00:00,fair,{says}\nAnn,2025-11-05 09:00,2025-11-05 10:00,demo,\n"
    )
    assert (found.minutes, found.rows, set(found.notes)) == ({"Ann": 60}, (2, 0, 0), {"all-day"})


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2025-10-26T01:30:00+02:00", "2025-10-26T03:30:00+01:00", 180),
        ("2025-10-26T01:30:00", "2025-10-26T03:30:00", 120),
        ("2025-03-30T01:30:00+01:00", "2025-03-30T03:30:00+02:00", 60),
        ("2025-03-30T01:30:00", "2025-03-30T03:30:00", 120),
    ],
)
@pytest.mark.parametrize("zone", [None, "Europe/Berlin", "Asia/Tokyo"])
def test_where_clocks_change_offsets_count_and_without_them_the_wall_clock(start, end, minutes, zone, told):
    found = told(f"{SPAN}Ann,{start},{end},demo\n", options=("--timezone", zone) if zone else ())
    assert found.minutes == {"Ann": minutes}
    assert set(found.notes) == ({"no-zone"} if zone and "+" not in start else set())


def test_days_that_no_zone_can_move_are_not_told(told):
    found = told("person,date,minutes,activity\nAnn,2025-11-03,60,demo\n", options=("--timezone", "Asia/Tokyo"))
    assert (found.minutes, found.notes) == ({"Ann": 60}, {})


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("1899-12-31", {"odd-years"}),
        ("1999-12-31", {"odd-years"}),
        ("2000-01-01", set()),
        ("2025-12-01", set()),
        ("2025-12-02", {"future-days"}),
        ("2049-12-31", {"future-days"}),
        ("2050-01-01", {"future-days", "odd-years"}),
        ("2099-11-03", {"future-days", "odd-years"}),
    ],
)
def test_a_day_of_another_time_is_counted_and_told(day, codes, told):
    found = told(f"person,date,minutes,activity\nBo,2025-11-03,15,demo\nAnn,{day},30,demo\n")
    assert found.minutes == {"Ann": 30, "Bo": 15}
    assert set(found.notes) == codes
    assert all(note.startswith("3: 1 entry ") for note in found.notes.values())


@pytest.mark.parametrize(
    ("times", "codes"),
    [
        (["12:00", "12:00"], set()),
        (["12:00", "12:00:01"], {"overfull-days"}),
        (["23:59:59"], set()),
        (["24:00:00"], {"day-long-entries"}),
        (["24:00:01"], {"day-long-entries", "overfull-days"}),
    ],
)
def test_more_than_a_day_in_a_day_is_told(times, codes, told):
    rows = "".join(f"Ann,2025-11-03,{time},demo {number}\n" for number, time in enumerate(times))
    assert set(told(f"person,date,duration,activity\n{rows}").notes) == codes
