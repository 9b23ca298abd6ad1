"""``--timezone`` and names that people have in some logs."""

import json

import pytest

LATE = "person,start,end,activity\nAnn,2025-11-03T23:30:00Z,2025-11-04T00:15:00Z,sold\n"


@pytest.mark.parametrize(
    ("zone", "day"),
    [(None, "2025-11-03"), ("Europe/Berlin", "2025-11-04"), ("America/Chicago", "2025-11-03"), ("UTC", "2025-11-03")],
)
def test_days_are_those_of_the_zone(zone, day, run, write, sure_rules):
    options = ["--timezone", zone] if zone else []
    document = json.loads(run("report", write("log.csv", LATE), "--format", "json", *options).out)
    assert document["period"] == {"first": day, "last": day}
    assert document["total"]["logged_seconds"] == 45 * 60


@pytest.mark.parametrize(("zone", "day"), [(None, "2025-11-03"), ("Asia/Tokyo", "2025-11-04")])
def test_formats_that_tell_utc_without_an_offset_are_moved_too(zone, day, run, write):
    log = "Meeting Subject,Start,Stop,Duration,All Day,Attendees,Responsible\n"
    log += "Demo,2025-11-03 20:00:00,2025-11-03 21:00:00,1.0,False,Ann,Ann\n"
    document = json.loads(
        run("report", write("log.csv", log), "--format", "json", *(["--timezone", zone] if zone else [])).out
    )
    assert document["period"]["first"] == day
    assert ("utc" in [note["code"] for note in document["notes"]]) == (zone is None)


def test_the_hour_that_comes_twice_is_one_hour_long(run, write, sure_rules):
    log = "person,start,end,activity\nAnn,2025-10-26T00:30:00Z,2025-10-26T01:30:00Z,sold\n"
    document = json.loads(run("report", write("l.csv", log), "--format", "json", "--timezone", "Europe/Berlin").out)
    assert document["total"]["logged_seconds"] == 3600


def test_an_unknown_zone_is_an_error(run, write, golden):
    write("log.csv", LATE)
    done = run("report", "log.csv", "--timezone", "Mars/Base")
    assert (done.code, done.out) == (2, "")
    golden("errors/unknown_zone.txt", done.err)


def test_aliases_are_one_person(run, write):
    write("faceaudit.toml", '[aliases]\n"Ann Bee" = ["abee", "Bee, A."]\n')
    log = write("log.csv", "person,date,minutes,activity\nabee,2025-11-03,30,x\nAnn Bee,2025-11-03,30,y\n")
    for options in ([], ["--person", "ABEE"]):
        document = json.loads(run("report", log, "--format", "json", *options).out)
        assert [(p["person"], p["entries"]) for p in document["people"]] == [("Ann Bee", 2)]


def test_letters_of_other_scripts_stay_apart_and_that_is_said(run, write):
    log = write("log.csv", "person,date,minutes,activity\nAnna,2025-11-03,30,x\nАnna,2025-11-03,30,y\n")
    document = json.loads(run("report", log, "--format", "json").out)
    assert len(document["people"]) == 2
    assert "look-alike-names" in [note["code"] for note in document["notes"]]
