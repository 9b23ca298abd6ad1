"""Columns: what each one means, told from its name."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.logs.columns import MEANINGS, missing, understand
from faceaudit.logs.vocabulary import plain_name, recognise


def meanings(header, **given_by_user):
    columns = understand(header.split(","), given_by_user)
    return {meaning: columns.header[i] for meaning, i in columns.of.items()}


@pytest.mark.parametrize(
    ("name", "plain", "unit"),
    [
        ("Duration (h)", "duration", "hours"), ("Duration (decimal)", "duration", "hours"),
        ("Time Spent [min]", "time spent", "minutes"),
        ("Dauer (Std.)", "dauer", "hours"), ("Length (ms)", "length", "milliseconds"),
        ("Start-Date*", "start date", None),
        ("\ufeffUser", "user", None), ("  Work_Type ", "work type", None), ("Amount (EUR)", "amount eur", None),
        ("Employee?", "employee?", None), ("Prénom", "prénom", None), ("Pre\u0301nom", "prénom", None), ("", "", None),
    ],
)  # fmt: skip
def test_a_name_is_compared_without_case_marks_and_unit(name, plain, unit):
    assert plain_name(name) == (plain, unit)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_header(text):
    plain_name(text)
    assert recognise(text) in (None, "all_day", "status", "deleted", *MEANINGS)
    with contextlib.suppress(FaceauditError):  # two columns of one name
        understand([text, "date", text + "x"], {})


@pytest.mark.parametrize("meaning", [m for m in MEANINGS if m not in ("end_date", "first_name", "last_name")])
def test_a_column_called_by_its_meaning_has_that_meaning(meaning):
    assert meanings(meaning)[meaning] == meaning


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Rep,Day,Mins,What", {"person": "Rep", "date": "Day", "minutes": "Mins", "activity": "What"}),
        ("Activity,Subject", {"activity": "Subject", "activity_type": "Activity"}),
        ("Activity", {"activity": "Activity"}),
        ("Name,Title", {"person": "Name", "activity": "Title"}),
        ("User,Name", {"person": "User", "activity": "Name"}),
        ("First Name,Last Name,Name", {"first_name": "First Name", "last_name": "Last Name", "activity": "Name"}),
        ("Name,Vorname,Betreff", {"last_name": "Name", "first_name": "Vorname", "activity": "Betreff"}),
        ("Prénom,Nom,Objet", {"first_name": "Prénom", "last_name": "Nom", "activity": "Objet"}),
        ("Naam,Voornaam,Onderwerp", {"last_name": "Naam", "first_name": "Voornaam", "activity": "Onderwerp"}),
        ("Surname,Forename,Subject", {"last_name": "Surname", "first_name": "Forename", "activity": "Subject"}),
        ("User,Vorname,Name", {"person": "User", "first_name": "Vorname", "activity": "Name"}),
        ("Time,End", {"start": "Time", "end": "End"}),
        ("Time,Minutes", {"start": "Time", "minutes": "Minutes"}),
        ("Time", {"duration": "Time"}),
        ("Quantity", {"hours": "Quantity"}),
        ("Start,End,Quantity", {"start": "Start", "end": "End"}),
        ("Quantity,Minutes", {"minutes": "Minutes"}),
        ("Hours,Hours Rounded,Billed Hours", {"hours": "Hours"}),
        ("Employee?,Employee", {"person": "Employee"}),
        ("Datum,Mitarbeiter,Dauer,Betreff",
        {"date": "Datum", "person": "Mitarbeiter", "duration": "Dauer", "activity": "Betreff"}),
        ("Date,Attribué à,Durée,Objet",
        {"date": "Date", "person": "Attribué à", "duration": "Durée", "activity": "Objet"}),
        ("Fecha,Asignado a,Minutos,Asunto",
        {"date": "Fecha", "person": "Asignado a", "minutes": "Minutos", "activity": "Asunto"}),
        ("Datum,Toegewezen aan,Uren,Onderwerp",
        {"date": "Datum", "person": "Toegewezen aan", "hours": "Uren", "activity": "Onderwerp"}),
        ("Fälligkeitsdatum,Datum", {"date": "Datum"}), ("Anrufdauer,Dauer", {"duration": "Dauer"}),
        ("Aktivität - Dauer,Activité - Sujet", {"duration": "Aktivität - Dauer", "activity": "Activité - Sujet"}),
        ("Deal - Dauer,Activity - Color", {}), ("Menge,Minuten", {"minutes": "Minuten"}),
        ("Duration (decimal),Duration (h)", {"duration": "Duration (h)"}),
        ("Duration (decimal)", {"duration": "Duration (decimal)"}),
    ],
)  # fmt: skip
def test_everyday_headers_are_understood(header, expected):
    assert meanings(header) == expected


@pytest.mark.parametrize(
    ("header", "unit"),
    [("Minutes", "minutes"), ("Hours", "hours"), ("Duration", None), ("Duration (h)", "hours"),
     ("Duration (min)", "minutes"),
     ("Time Spent (seconds)", "seconds"), ("Hours (decimal)", "hours"), ("Start", None)],
)  # fmt: skip
def test_the_unit_is_told_by_the_name_of_the_column_counted(header, unit):
    assert understand([header], {}).unit == unit


def test_columns_that_faceaudit_added_are_not_read():
    assert meanings("date,faceaudit_seconds,faceaudit_activity,faceaudit_owner") == {"date": "date"}


@pytest.mark.parametrize(
    ("header", "given_by_user", "expected"),
    [
        ("Who,Rep", {"person": "Who"}, {"person": "Who"}),
        ("Effort,Minutes", {"minutes": "Effort"}, {"minutes": "Effort"}),
        ("Seconds,Effort", {"hours": "Effort"}, {"hours": "Effort"}),
        ("Hours,Hours Rounded", {"duration": "Hours Rounded"}, {"duration": "Hours Rounded"}),
        ("Time,Minutes", {"duration": "Time"}, {"duration": "Time"}),
        ("Nachname,User", {"last_name": "Nachname"}, {"last_name": "Nachname"}),
        ("Vorname,Name", {"person": "Name"}, {"person": "Name", "first_name": "Vorname"}),
        ("rep name,Date", {"person": "Rep Name"}, {"person": "rep name", "date": "Date"}),
        ("REP,Rep", {"person": "Rep"}, None),
    ],
)
def test_a_column_named_by_the_user_wins_over_every_other(header, given_by_user, expected):
    if expected is None:
        with pytest.raises(FaceauditError, match="two columns are called"):
            meanings(header, **given_by_user)
    else:
        assert meanings(header, **given_by_user) == expected


@pytest.mark.parametrize(
    ("header", "given_by_user", "problem"),
    [
        ("date,minutes", {"person": "Rep"}, 'there is no column "Rep"'),
        ("date,,minutes", {"person": ""}, 'there is no column ""'),
        ("date,Duration (h)", {"minutes": "Duration (h)"}, "is named for hours, not minutes"),
        ("date,minutes,Minutes", {}, 'two columns are called "minutes"'),
        ("person,date,Person", {}, 'two columns are called "person"'),
        ("Début,Début,Fin,Fin", {}, 'two columns are called "Début"'),
    ],
)
def test_a_header_that_leaves_open_what_counts_is_refused(header, given_by_user, problem):
    with pytest.raises(FaceauditError, match=problem):
        meanings(header, **given_by_user)


def test_columns_of_the_same_name_that_decide_no_sum_are_no_matter():
    assert meanings("date,tags,tags,minutes")["minutes"] == "minutes"


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Hours,Minutes", ("hours", "minutes")), ("Duration Minutes,Duration Hours", ("hours", "minutes")),
        ("Duration (h),Duration (min)", ("hours", "minutes")), ("Minutes,Seconds", ("minutes", "seconds")),
        ("Duration (h),Duration (decimal)", ()), ("Hours,Hours Rounded", ()), ("Hours,Duration", ()), ("Minutes", ()),
    ],
)  # fmt: skip
def test_columns_of_time_in_different_units_are_noticed(header, parts):
    assert tuple(unit for _, unit in understand(header.split(","), {}).parts) == parts


@pytest.mark.parametrize(
    ("header", "salesperson", "lacks"),
    [
        ("person,date,minutes,activity", None, []),
        ("date,minutes,activity", None, ["who it was"]),
        ("date,minutes,activity", "Bob", []),
        ("last name,date,minutes,activity", None, []),
        ("person,minutes,activity", None, ["the day"]),
        ("person,start,end,activity", None, []),
        ("person,date,start,activity", None, ["how long"]),
        ("person,date,minutes", None, ["what was done"]),
        ("person,date,minutes,type", None, []),
        ("a,b,c", None, ["who it was", "the day", "how long", "what was done"]),
    ],
)
def test_what_a_header_lacks_is_named(header, salesperson, lacks):
    said = [*missing(understand(header.split(","), {}), salesperson=salesperson).values()]
    assert [text[: len(start)] for text, start in zip(said, lacks, strict=True)] == lacks
