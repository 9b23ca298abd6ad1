"""``faceaudit trend``: what people and machines see of shares over time, and of before and after."""

import csv
import io
import json

import pytest

from faceaudit.render.text import display_width
from support import SAMPLES

FIELD = SAMPLES / "field_team.csv"
WEEKS = SAMPLES / "seven_weeks.csv"
HEAD = "person,team,date,hours,activity\n"


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def make_log(weeks, person="Ann", team="North", month="11", each=20):
    """Give lines of a log: each of some weeks as hours a day of selling and of other work, four entries of each."""
    days = []
    for week, (sold, served) in enumerate(weeks):
        for day in range(5):
            date = f"2025-{month}-{7 * week + day + 1:02d}"
            for text, hours in (("sold", sold), ("served", served)):
                days += [f"{person},{team},{date},{hours / each:.4f},{text} {i}\n" for i in range(each) if hours]
    return "".join(days)


@pytest.fixture
def before(write, sure_rules):
    return write("before.csv", HEAD + make_log([(4, 4), (5, 3)], month="09") + make_log([(1, 7)], "Bob", month="09"))


@pytest.fixture
def now(write):
    log = make_log([(7, 1), (6.5, 1.5)]) + make_log([(1, 7)], "Bob", "South") + make_log([(1, 1)], "Cid", "South")
    return write("now.csv", HEAD + log)


@pytest.mark.parametrize("kind", ["text", "csv", "json", "markdown"])
def test_seven_weeks(run, golden, kind):
    done = run("trend", WEEKS, "-f", kind)
    assert done.code == 0
    assert done.err == ""
    golden(f"trend/seven_weeks.{kind}", done.out)


@pytest.mark.parametrize("kind", ["text", "csv", "json", "markdown"])
def test_before_and_now(run, golden, kind, now, before):
    done = run("trend", now.name, "--compare", before.name, "-f", kind)
    assert done.code == 0
    golden(f"trend/compare.{kind}", done.out)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("sold", "Nobody's last day is beyond what is ordinary for them."),
        ("open", "Nobody's last day is for certain beyond what is ordinary for them."),
        ("served", "Everybody: 0.0 % in 2025-11-08 is lower than is ordinary"),
    ],
)
def test_what_is_said_of_the_last_period(last, said, run, write, sure_rules):
    days = [("sold", day) for day in range(1, 8)] + [(last, 8)]
    rows = [
        f"{who},North,2025-11-{day:02d},{1 + i / 100},{words} {i}\n"
        for who in ("Ann", "Bo") for words, day in days for i in range(8)
    ]  # fmt: skip
    out = run("trend", write("log.csv", HEAD + "".join(rows)), "--by", "day").out
    assert said in " ".join(out.split())


def test_the_team(run, golden, team):
    golden("trend/field_team.txt", run("trend", team).out)


def test_a_person_by_day(run, golden, team):
    golden("trend/by_day.txt", run("trend", team, "--person", "Rob Hensley", "--by", "day").out)


def test_verbose_shows_the_periods_of_each(run):
    said = run("trend", FIELD, "--verbose").out
    assert [line for line in said.splitlines() if line.endswith(", by week")] == [
        f"{name}, by week" for name in (
            "Aileen Brody", "Claire Dufour", "Marta Lindqvist", "Piotr Wrona", "Rob Hensley", "Sanjay Mehrotra",
            "Tom Okafor", "Yuki Tanabe", "Team North", "Team South", "Everybody",
        )
    ]  # fmt: skip


def test_the_periods_add_up_to_the_report(run):
    weeks = rows_of(run("trend", FIELD, "-f", "csv").out)
    for one in rows_of(run("report", FIELD, "-f", "csv").out):
        own = [row for row in weeks if row["kind"] == "person" and row["person"] == one["person"]]
        assert len(own) == 4
        for key in ("entries", "working_seconds", "selling_seconds", "uncertain_seconds"):
            assert sum(int(row[key]) for row in own) == int(one[key])


def test_empty_periods_have_a_row_without_shares(run, write, sure_rules):
    log = write("log.csv", HEAD + "Ann,,2025-09-30,4,sold\nAnn,,2025-11-01,4,sold\nAnn,,2025-10-15,8,rested\n")
    rows = rows_of(run("trend", log, "--by", "month", "-f", "csv").out)
    assert [row["period"] for row in rows if row["kind"] == "person"] == ["2025-09", "2025-10", "2025-11"]
    empty = rows[1]
    assert (empty["entries"], empty["working_seconds"]) == ("1", "0")
    assert not any(empty[key] for key in ("selling_share_low", "selling_share_high", "change", "statement"))
    assert "█·█" in run("trend", log, "--by", "month").out


def test_quarters(run, write, sure_rules):
    log = write("log.csv", HEAD + "Ann,,2025-03-31,4,sold\nAnn,,2025-10-01,4,served\n")
    said = json.loads(run("trend", log, "--by", "quarter", "-f", "json").out)
    assert [row["period"] for row in said["rows"] if row["kind"] == "person"] == [
        "2025-Q1",
        "2025-Q2",
        "2025-Q3",
        "2025-Q4",
    ]
    assert said["people"][0]["change"] == -1


def test_a_part_of_a_week_is_named(run, write, sure_rules):
    log = write("log.csv", HEAD + make_log([(4, 4)] * 4, month="10") + "Ann,North,2025-11-03,1,served\n")
    said = " ".join(run("trend", log, "--period", "2025").out.split())
    assert "2025-W45 is shown but not judged, as it is only part of a week" in said
    assert "for Ann (1.0 h)." in said


def test_a_long_log_shows_the_last_periods_that_fit(run, write, sure_rules):
    days = "".join(
        f"Bartholomew Ashworth-Featherstone,,2025-{m:02d}-{d:02d},8,sold\n" for m in range(1, 7) for d in range(1, 29)
    )
    log = write("log.csv", HEAD + days + "Ann,,2025-06-29,8,sold\n")
    said = run("trend", log, "--by", "day").out
    assert "(the last 8 of 180)" in said
    assert "The last 26 of 180 days; --verbose shows all." in said
    assert max(map(display_width, said.splitlines())) <= 80


def test_days_in_both_logs_count_once(run):
    before = json.loads(run("report", FIELD, "--until", "2025-11-14", "--format", "json").out)["total"]
    tenths_of_hours = (before["working_seconds"] * 10 + 1800) // 3600  # halves are rounded up, as in what is shown
    done = run("trend", FIELD, "--since", "2025-11-17", "--compare", FIELD)
    assert done.code == 0
    assert f"Before is 3-14 Nov 2025, 8 people, {tenths_of_hours / 10} h." in done.out
    assert "Note: 591 entries of the log before left out" in " ".join(done.out.split())


def test_one_person_is_compared_with_themselves(run, now, before):
    rows = rows_of(run("trend", now, "--compare", before, "--person", "ann", "-f", "csv").out)
    assert [(row["person"], row["statement"]) for row in rows] == [("Ann", "higher")]
    rows = rows_of(run("trend", now, "--compare", before, "--person", "Cid", "-f", "csv").out)
    assert [(row["person"], row["statement"]) for row in rows] == [("Cid", "only-now")]


def test_pseudonyms_are_the_same_in_both_logs(run, now, before):
    rows = rows_of(run("trend", now, "--compare", before, "--mask", "key", "-f", "csv").out)
    assert sorted(row["statement"] for row in rows if row["kind"] == "person") == [
        "higher",
        "no-clear-difference",
        "only-now",
    ]
    for kind in ("text", "json"):
        said = (
            run("trend", now, "--mask", "key", "-f", kind).out
            + run("trend", now, "--compare", before, "--mask", "key", "-f", kind).out
        )
        assert not any(name in said for name in ("Ann", "Bob", "Cid"))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--by", "day", "--compare", "before.csv"), "--by: two logs are compared as a whole."),
        (("--compare", "nowhere.csv"), "nowhere.csv"),
        (("--by", "year"), "'year' is not one of 'day', 'week', 'month', 'quarter'"),
        (("--compare", "before.csv", "-o", "before.csv"), "before.csv"),
    ],
)
def test_what_makes_no_sense_is_refused(run, now, before, arguments, problem):
    text = before.read_text()
    done = run("trend", now, *arguments)
    assert done.code == 2
    assert problem in done.err
    assert done.out == ""
    assert before.read_text() == text


def test_a_wrong_date_is_pointed_at(run, write, sure_rules):
    log = write("log.csv", HEAD + "Ann,,2025-11-03,8,sold\nAnn,,1925-11-03,8,sold\n")
    done = run("trend", log, "--by", "day")
    assert done.code == 2
    assert "from 1925-11-03 to 2025-11-03 there are 36,526 days" in done.err


def test_of_many_people_it_says_how_many_chance_would_name(run, write, sure_rules):
    people = [f"P{number:02d}" for number in range(30)]
    now = write("now.csv", HEAD + "".join(make_log([(5, 3)], person, each=1) for person in people))
    base = write("base.csv", HEAD + "".join(make_log([(5, 3)], person, month="09", each=1) for person in people))
    said = " ".join(run("trend", now, "--compare", base).out.split())
    assert "Of 30 people about 2 would be called higher or lower by chance alone" in said
    assert "by chance alone" not in run("trend", now, "--compare", base, "--person", "P01").out


def test_of_many_parts_ten_people_are_named(run, write, sure_rules):
    people = [f"P{number:02d}" for number in range(12)]
    whole = [make_log([(4, 4)] * 4, person, month="10", each=1) for person in people]
    parts = [f"{person},North,2025-11-03,1,served\n" for person in people]
    log = write("log.csv", HEAD + "".join([*whole, *parts]))
    assert "P09 (1.0 h) and 2 more." in " ".join(run("trend", log).out.split())
