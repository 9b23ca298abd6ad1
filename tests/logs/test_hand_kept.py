"""Logs as people keep them by hand and spreadsheets save them: read as meant, or what is left out is named."""

import pytest

from faceaudit.errors import FaceauditError

PLAIN = "person,date,minutes,activity\nAnn,2025-11-03,45,demo\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ann,2025-11-03,115,Total for day", "total-or-entry"), ("Ann,2025-11-03,115,Daily total", "total-or-entry"),
        ("Ann,2025-11-03,115,Summe KW 45", "total-or-entry"), ("Ann,2025-11-03,115,Total: 3 entries", "total-or-entry"),
        ("Ann,2025-11-03,480,Total Monday", "total-or-entry"), ("Ann,2025-11-30,960,Total May 2025", "total-or-entry"),
        ("Ann,2025-11-03,480,Total worked", "total-or-entry"), ("Ann,2025-11-03,480,Summe Montag", "total-or-entry"),
        ("Ann,2025-11-03,960,Total: 16h", "total-or-entry"), ("Ann Lee,2025-11-03,960,Total Ann Lee", "total-or-entry"),
        ("Total,2025-11-03,115,all activities", "total-or-entry"),
        ("Ann Total,2025-11-03,115,week 45", "total-or-entry"),
        ("Total: Ann,2025-11-03,115,x", "total-or-entry"), ("Ann (total),2025-11-03,115,x", "total-or-entry"),
        ("∑,2025-11-03,115,x", "total-or-entry"), ("Everybody,2025-11-03,115,x", "no-person"),
        ("Team,2025-11-03,115,x", "no-person"), ('"""",2025-11-03,115,x', "no-person"),
        ("ditto,2025-11-03,115,x", "no-person"), ("#REF!,2025-11-03,115,x", "no-person"),
        ("?,2025-11-03,115,x", "no-person"),
    ],
)  # fmt: skip
def test_a_sum_or_nobody_is_no_entry_even_with_a_date(read, row, code):
    outcome = read(f"{PLAIN}{row}\n")
    assert (outcome.minutes, outcome.codes) == ([45], [f"3:{code}"])


@pytest.mark.parametrize("name", ["Count Orlok", "Andy Sum", "Do", "Sum", "All Saints", "Team Ann", "#1 Ann", "00123"])
def test_a_name_that_only_looks_like_a_sum_is_a_person(read, name):
    assert [entry.name for entry in read(f"{PLAIN}{name},2025-11-03,30,x\n").entries] == ["Ann", name]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("person,date,start,end,break,activity\nAnn,2025-11-03,09:00,17:00,0:30,visits\n", [450]),
        ("person,date,start,end,break,activity\nAnn,2025-11-03,09:00,17:00,30,visits\nAnn,2025-11-04,09:00,10:00,,x\n",
         [450, 60]),
        ("person,date,start,end,Pause (min),activity\nAnn,2025-11-03,09:00,17:00,4,visits\n", [476]),
        ("person,date,start,end,break,activity\nAnn,2025-11-03,09:00,17:00,0.5,visits\nAnn,2025-11-04,9:00,17:00,1,x\n",
         [450, 420]),
        ("person,date,start,end,break,activity\nAnn,2025-11-03,09:00,10:00,2:00,visits\nAnn,2025-11-04,9:00,9:30,0,x\n",
         [30]),
        ("person,date,start,end,break,net hours,activity\nAnn,2025-11-03,09:00,17:00,30,7.5,visits\n", [450]),
        ("person,date,start,end,activity\nAnn,2025-11-03,22:00,00:00,visits\nAnn,2025-11-04,10:30 PM,12:00 AM,x\n",
         [120, 90]),
        ("person,start date,end date,activity\nAnn,2025-11-03 09:00,2025-11-03 09:45,visits\n", [45]),
        ("person,date,quantity,uom,activity\nAnn,2025-11-03,15,minutes,call\nAnn,2025-11-03,2,h,call\n", [15, 120]),
        ("person,date,start,minutes,activity\nAnn,2025-11-03,1899-12-30 09:00:00,45,x\n", [45]),
        ("person,date,minutes,activity\n\u200eAnn,\u200e2025-11-03\u200e,45\u200b,x\nAnn,2025-11-03,30\xa0min,x\n",
         [45, 30]),
        ("person,date,start,end,activity\nAnn,2025-11-03,9:00\u202fAM,10:15\u202fAM,x\n", [75]),
        ('person,date,minutes,activity\n"=""Ann""",2025-11-03,"=""45""",x\n', [45]),
        ("person,date,duration,activity\nAnn,2025-11-03,1:30h,x\nAnn,2025-11-03,0:45 h,x\n", [90, 45]),
        ("person,date,Duration (hh:mm),activity\nAnn,2025-11-03,1:30,x\n", [90]),
        ("person,Date (dd/mm/yyyy),minutes,activity\nAnn,03/11/2025,30,x\n", [30]),
        ("person,date,minutes,activity\nAnn,Mon 2025-11-03,30,x\nAnn,Mi 05.11.2025,30,y\n", [30, 30]),
        ("Rep name,Visit date,Hours worked,Work done\nAnn,2025-11-03,1.5,x\n", [90]),
        ("From:,2025-11-03,To:,2025-11-07\nperson,date,minutes,activity\nAnn,2025-11-03,30,x\n", [30]),
    ],
)  # fmt: skip
def test_what_anybody_reads_without_a_doubt_is_read(read, text, minutes):
    assert read(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("person,date,start,end,activity\nAnn,2025-11-03,1:00,2:30 PM,x\nAnn,2025-11-03,1:00,1:30,x\n",
         "2:one-half-day"),
        ("person,date,quantity,uom,activity\nAnn,2025-11-03,15,pcs,call\nAnn,2025-11-03,30,min,x\n", "2:bad-unit"),
        ("person,date,start,end,break,activity\nAnn,2025-11-03,9:00,9:15,20,x\nAnn,2025-11-03,9:00,9:30,0,x\n",
         "2:long-break"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_left_out_by_name(read, text, code):
    outcome = read(text)
    assert (outcome.minutes, outcome.codes) == ([30], [code])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("person,date,time in,time out,time in 2,time out 2,activity\nAnn,2025-11-03,8:00,12:00,13:00,17:00,x\n",
         'the column "time in 2" is a second start'),
        ("person,Mon,Tue,Wed,activity\nAnn,1,2,3,x\n", "a timesheet with a column for each day"),
        ("person,date,minutes,activity\nAnn,25/11/03,30,x\nAnn,25/11/04,30,x\n", "could come first or last"),
        ("person,date,minutes,activity\nAnn,11/03/2025,30,x\nAnn,11/05/2025,30,x\nAnn,4.11.2025,30,x\n",
         "some dates have the day first, others the month"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_asked(read, text, said):
    with pytest.raises(FaceauditError, match=said):
        read(text)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("person,date,minutes,overtime,activity\nAnn,2025-11-03,30,15,x\n", "other-times"),
        ("person,date,start,end,total,activity\nAnn,2025-11-03,09:00,17:00,7.5,x\n", "other-times"),
        ("person,date,start,minutes,activity\nAnn,2025-11-03,2025-11-05 09:00,30,x\n", "two-days"),
        ("person,date,start,end,break,activity\nAnn,2025-11-03,09:00,17:00,0:30,visits\n", "break-off"),
        ("person,date,minutes,activity\nAnn,03/11/25,30,x\n", "date-order-assumed"),
    ],
)
def test_what_is_assumed_is_said(read, text, noted):
    assert noted in read(text).noted


def test_deleted_rows_are_left_out_by_name(read):
    outcome = read("person,date,minutes,activity,deleted\nAnn,2025-11-03,30,x,0\nAnn,2025-11-03,40,y,1\n")
    assert (outcome.minutes, [f"{skip.line}:{skip.code}" for skip in outcome.skips]) == ([30], ["3:deleted"])


def test_somebody_who_left_stays_the_same_person(read):
    people = {entry.person for entry in read(f"{PLAIN}Ann (Deactivated),2025-11-03,30,x\n").entries}
    assert len(people) == 1


def test_hostile_markup_costs_no_time(read):
    assert len(read(f"person,date,minutes,activity\nAnn,2025-11-03,30,{'<!--' * 50_000}\n").entries) == 1


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("person,date,hours,activity,notes", "Ann,2025-11-03,1,5,demo"),
        ("person,date,activity,minutes,notes", "Ann,2025-11-03,ordered 1,200,45"),
        ("person,date,activity,minutes,", "Ann,2025-11-03,ordered 1,200,45"),
    ],
)
def test_a_row_shifted_by_a_comma_in_a_number_is_left_out_by_name(read, header, row):
    whole = {"hours": "Ann,2025-11-03,2.5,visit,good", "activity": "Ann,2025-11-03,visit,30,good"}[header.split(",")[2]]
    rows = f"{whole}\n" * 20
    outcome = read(f"{header}\n{rows}{row}\n")
    assert outcome.codes == ["22:shifted"]
    assert len(outcome.minutes) == 20


def test_numbers_for_words_are_words_where_they_are_the_rule(read):
    rows = "".join(f"Ann,2025-11-03,30,{code}\n" for code in (101, 102, "visit", 103))
    outcome = read(f"person,date,minutes,activity\n{rows}")
    assert (len(outcome.minutes), outcome.noted) == (4, ["numbers-for-words"])
