"""Rows: every one an entry, a reject with its reason, or a named skip."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError

HEADER = "person,date,start,end,minutes,activity,notes\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ann,2025-02-30,,,30,call,", "bad-date"),
        ("Ann,soon,,,30,call,", "bad-date"),
        ("Ann,,,,30,call,", "no-date"),
        (",2025-11-03,,,30,call,", "no-person"),
        (" \u200b\u00a0,2025-11-03,,,30,call,", "no-person"),
        ("-,2025-11-03,,,30,call,", "no-person"),
        ("Ann,2025-11-03,,,,call,", "no-duration"),
        ("Ann,2025-11-03,,,-,call,", "no-duration"),
        ("Ann,2025-11-03,,,-30,call,", "bad-duration"),
        ("Ann,2025-11-03,,,NaN,call,", "bad-duration"),
        ("Ann,2025-11-03,,,inf,call,", "bad-duration"),
        ("Ann,2025-11-03,,,1e308,call,", "bad-duration"),
        (f"Ann,2025-11-03,,,{'9' * 400},call,", "bad-duration"),
        ("Ann,2025-11-03,,,1_000,call,", "bad-duration"),
        ("Ann,2025-11-03,,,an hour,call,", "bad-duration"),
        ("Ann,2025-11-03,9 o'clock,,30,call,", "bad-time"),
        ("Ann,2025-11-03,25:00,,30,call,", "bad-time"),
        ("Ann,2025-11-03,09:00,,,call,", "no-duration"),
        ("Ann,2025-11-03,,10:00,,call,", "no-duration"),
        ("Ann,2025-11-03,09:00,noon,,call,", "bad-time"),
        ("Ann,2025-11-03,10:00,09:00,,call,", "end-before-start"),
        ("Ann,2025-11-03,23:30,00:30,,call,", "end-before-start"),
        ("Ann,2025-11-03,09:00,2025-11-04,,call,", "no-duration"),
        ("Ann,2025-11-03,2025-11-03T09:00Z,2025-11-03T10:00,,call,", "no-duration"),
        ("Ann,2025-11-03,00:00,24:00,,call,", "day-long"),
        ("Ann,2025-11-03,2025-11-03 00:00,2025-11-05 00:00,,holiday,", "day-long"),
        ("Ann,2025-11-03,,,30,ca\0ll,", "bad-character"),
        ("Ann,2025-11-03,,,480,Total,", "total-or-entry"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_by_reason(read, row, code):
    outcome = read(f"{HEADER}Bob,2025-11-03,,,15,a,\n{row}\nBob,2025-11-03,,,45,b,\n")
    assert outcome.codes == [f"3:{code}"]
    assert outcome.minutes == [15, 45]
    reject = outcome.rejects[0]
    assert reject.problem
    assert reject.remedy
    assert reject.cells


@pytest.mark.parametrize(
    ("row", "minutes", "day"),
    [
        ("Ann,2025-11-03,,,0,call,", 0, "2025-11-03"),
        ("Ann,2025-11-03,09:00,10:30,,call,", 90, "2025-11-03"),
        ("Ann,2025-11-03,09:00,10:30,45,call,", 45, "2025-11-03"),
        ("Ann,2025-11-03,09:00,09:00,,call,", 0, "2025-11-03"),
        ("Ann,2025-11-03,09:00:30,09:01:15,,call,", 0.75, "2025-11-03"),
        ("Ann,2025-11-03,23:30,24:00,,call,", 30, "2025-11-03"),
        ("Ann,2025-11-03,23:30,2025-11-04 00:30,,call,", 60, "2025-11-03"),
        ("Ann,2025-11-03 23:30,,2025-11-04 00:30,,call,", 60, "2025-11-03"),
        ("Ann,,2025-11-03T23:30:00+01:00,2025-11-04T00:30:00+01:00,,call,", 60, "2025-11-03"),
        ("Ann,,2025-10-26T02:30+02:00,2025-10-26T02:30+01:00,,call,", 60, "2025-10-26"),
        ("Ann,2025-11-03,00:00,23:59,,call,", 1439, "2025-11-03"),
        ("Ann,2025-11-03,09:00-17:00,,480,call,", 480, "2025-11-03"),
        ("Ann,2025-11-03,-,--,n/a,call,", None, None),
        ("Ann,2025-11-03,9:00 AM,1:30 PM,,call,", 270, "2025-11-03"),
    ],
)
def test_the_time_of_a_row_is_the_one_stated_else_end_minus_start(read, row, minutes, day):
    outcome = read(f"{HEADER}{row}\n")
    assert [(e.ms / 60_000, e.day) for e in outcome.entries] == ([] if day is None else [(minutes, day)])


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        ("2025-11-03,22:30,2025-11-04,00:15", 105),
        ("2025-11-03,09:00,,09:30", 30),
        ("2025-11-03,09:00,2025-11-03,09:30", 30),
    ],
)
def test_an_end_has_a_day_of_its_own_where_the_log_tells_one(read, row, minutes):
    assert read(f"person,start date,start time,end date,end time,activity\nAnn,{row},call\n").minutes == [minutes]


def test_a_time_without_a_day_is_no_date(read):
    outcome = read("person,start,minutes,activity\nAnn,09:30,30,call\n")
    assert (outcome.codes, outcome.rejects[0].problem) == (["2:bad-date"], '"09:30" is not a date')


@pytest.mark.parametrize(
    "name", ["NA", "None", "null", "True", "false", "00123", "1e5", "NaN", "Nan", "Sum", "Count", "=HYPERLINK"]
)
def test_a_person_is_called_as_written(read, name):
    outcome = read(f"{HEADER}{name},2025-11-03,,,30,call,\n")
    assert [entry.name for entry in outcome.entries] == [name]


def test_spellings_of_one_person_share_a_key_and_keep_their_spelling(read):
    names = ["Zoë Lee", "ZOË  LEE", "Zoe\u0308 Lee", "Lee, Zoë", "Zo\u200bë\u00a0Lee", "'Zoë Lee"]
    rows = "".join(f'"{name}",2025-11-03,,,30,call,\n' for name in names)
    outcome = read(HEADER + rows)
    assert [entry.person for entry in outcome.entries] == ["zoë lee"] * 5 + ["'zoë lee"]
    assert [entry.name for entry in outcome.entries][:4] == ["Zoë Lee", "ZOË LEE", "Zoë Lee", "Lee, Zoë"]


def test_first_and_last_name_make_one_name(read):
    text = (
        "First Name,Last Name,Date,Hours,Task\nAnn,Lee,2025-11-03,1,call\n,Lee,2025-11-03,1,call\n,,2025-11-03,1,call\n"
    )
    outcome = read(text)
    assert [entry.name for entry in outcome.entries] == ["Ann Lee", "Lee"]
    assert outcome.codes == ["4:no-person"]


def test_people_of_one_family_are_not_one_person(read):
    text = "Name;Vorname;Datum;Stunden;Tätigkeit\nMüller;Anna;03.11.2025;2,5;Besuch\nMüller;Peter;03.11.2025;1;Besuch\n"
    assert [entry.name for entry in read(text).entries] == ["Anna Müller", "Peter Müller"]


def test_a_log_of_nobody_needs_a_name_from_the_user(read):
    text = "date,minutes,activity\n2025-11-03,30,call\n"
    with pytest.raises(FaceauditError, match="no column for who it was"):
        read(text)
    assert [entry.name for entry in read(text, salesperson="Ann Lee").entries] == ["Ann Lee"]


def test_a_name_of_ten_thousand_letters_is_a_name(read):
    assert len(read(f"{HEADER}{'x' * 10_000},2025-11-03,,,30,call,\n").entries[0].name) == 10_000


def test_words_and_notes_are_one_text(read):
    outcome = read('person,date,minutes,subject,description,comment\nAnn,2025-11-03,30,"call\n  Bo",n/a,agreed\n')
    assert outcome.entries[0].text == "call Bo. agreed"


@pytest.mark.parametrize("cell", ["'=call", "'-call", "'+call", "'@call"])
def test_the_apostrophe_that_guards_a_formula_is_taken_off(read, cell):
    assert read(f"{HEADER}Ann,2025-11-03,,,30,{cell},\n").entries[0].text == cell[1:]


@pytest.mark.parametrize(
    "row",
    ["Total,,,,480,,", "TOTAL:,,,,480,,", "Grand Total,,,,480,,", "Summe,,,,480,,", "Sous total,,,,480,,",
     "Subtotal,-,,,480,,",
     "Total,Total,,,480,,", ",Total,,,480,,", "Total,2025-11-03,,,480,,", "Gesamt,2025-11-03,,,480,,n/a"],
)  # fmt: skip
def test_a_sum_is_skipped_and_counted_and_is_nobody(read, row):
    outcome = read(f"{HEADER}Ann,2025-11-03,,,480,call,\n{row}\n")
    assert outcome.minutes == [480]
    assert outcome.skipped == ["3:total-row"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("customer,start,end,user,activity\nTotal,2025-11-03 09:00,2025-11-03 10:00,Ann,visit\n", 60),
        ("customer,date,minutes,user,activity\nTotal,2025-11-03,60,Ann,visit\n", 60),
        ("person,start,minutes,activity\nSum,2025-11-03 09:00,60,visit\n", 60),
        ("person,date,minutes,activity\nSum,2025-11-03,60,visit\n", 60),
        ("person,date,minutes,activity\nAnn,2025-11-03,60,stock count\n", 60),
        ("person,date,minutes,activity\nAnn,2025-11-03,60,Total visit\n", 60),
    ],
)
def test_customers_and_people_called_like_a_sum_are_counted(read, text, minutes):
    outcome = read(text)
    assert (outcome.minutes, outcome.skips, outcome.rejects) == ([minutes], [], [])


def test_footers_of_one_cell_are_rejected_not_counted(read):
    outcome = read(f"{HEADER}Ann,2025-11-03,,,30,call,\nConfidential - Do Not Distribute\nTotal 38.5\n")
    assert (outcome.minutes, outcome.codes) == ([30], ["3:wrong-cell-count", "4:wrong-cell-count"])


def test_an_entry_longer_than_a_day_is_counted_and_said(read):
    outcome = read(
        "person,date,hours,activity\nAnn,2025-11-03,45,call\nAnn,2025-11-04,30,call\nBob,2025-11-03,1,call\n"
    )
    assert outcome.minutes == [2700, 1800, 60]
    assert outcome.noted == ["day-long-entries", "overfull-days"]
    assert (outcome.notes[0].line, outcome.notes[0].message) == (2, "2 entries of 24 h or more, the first one here")


def test_a_day_of_more_than_a_day_is_said(read):
    rows = "Ann,2025-11-03,12:00,call\nANN,2025-11-03,12:01,call\nBob,2025-11-03,24:00,call\n"
    outcome = read(f"person,date,duration,activity\n{rows}")
    assert outcome.notes[1].message == "1 day of one person with more than 24 h, such as 2025-11-03 of Ann"


CELLS = st.sampled_from(
    ["Ann", "Bob", "", "2025-11-03", "03/11/2025", "30", "1:30", "09:00", "10:00", "call", "Total", "-", "x" * 50,
     "\ud800", "\0", "1,5",
     "person", "date", "minutes", "'", "=1", "24:00", "-5"]
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS | st.text(max_size=8), min_size=1, max_size=9), max_size=8))
def test_every_row_is_accounted_for(rows, read):
    def cell(text):
        return '"' + text.replace('"', '""') + '"'

    body = "".join(",".join(map(cell, row)) + "\n" for row in rows)
    try:
        outcome = read((HEADER + body).encode("utf-8", "surrogatepass"), encoding="utf-8")
    except FaceauditError as error:
        refused = error.problem
    else:
        refused = ""
    if refused:
        assert refused in ("another header begins here.", "some dates have the day first, others the month.")
        return
    assert len(outcome.entries) + len(outcome.rejects) + len(outcome.skips) == len(rows)
    lines = [row.line for group in (outcome.entries, outcome.rejects, outcome.skips) for row in group]
    assert len(set(lines)) == len(rows)
    assert all(entry.ms >= 0 and entry.person and entry.day for entry in outcome.entries)


PEOPLE = st.sampled_from(["Ann", "Bob Lee", "Ōkubo", "NA"])
SPELLINGS = st.sampled_from(["{m}", "{h}:{r:02d}:00", "{h}h {r}m", "{h}h{r:02d}", "{m} min", "PT{h}H{r}M"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(st.tuples(PEOPLE, st.dates(), st.integers(0, 1439), SPELLINGS), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_a_log_written_is_the_log_read(entries, delimiter, encoding, read):
    lines = ["person,date,minutes,activity", *(
        f"{person},{day.isoformat()},{spelling.format(m=minutes, h=minutes // 60, r=minutes % 60)},met"
        for person, day, minutes, spelling in entries
    )]  # fmt: skip
    outcome = read("\r\n".join(lines).replace(",", delimiter).encode(encoding))
    assert [(e.name, e.day, e.ms) for e in outcome.entries] == [
        (p, d.isoformat(), m * 60_000) for p, d, m, _ in entries
    ]
    assert outcome.rejects == outcome.skips == []
