"""``faceaudit causes``, and what ``report`` says of causes."""

import csv
import io
import json
import random

import pytest

from faceaudit import taxonomy
from faceaudit.cli.actions.causes import read_whys
from support import SAMPLES, SURE_RULES

SAMPLE = SAMPLES / "field_team.csv"


@pytest.fixture
def team_log(write):
    """Six people of whom Cem files a lot; everybody has complaints to serve. And Ann, who is new."""
    rng = random.Random(1)
    rows = ["person,date,minutes,activity"]
    for person in ("Bea", "Cem", "Dan", "Eve", "Fay", "Gus"):
        often = 0.35 if person == "Cem" else 0.02
        for day in range(1, 29):
            for _ in range(7):
                drawn = rng.random()
                words = "filed" if drawn < often else "served" if drawn < often + 0.12 else "sold"
                rows.append(f"{person},2025-11-{day:02d},{rng.randrange(15, 121, 15)},{words}")
    rows.append("Ann,2025-11-03,60,sold")
    write("faceaudit.toml", SURE_RULES)
    return write("log.csv", "\n".join(rows) + "\n")


@pytest.mark.parametrize("kind", ["text", "csv", "json", "markdown"])
def test_what_is_shown(run, golden, team_log, kind):
    result = run("causes", team_log.name, "--format", kind)
    assert result.code == 0
    golden(f"causes/team.{kind}.txt", result.out)


def test_the_sample(run, golden, team):
    result = run("causes", team, "--verbose")
    golden("causes/field_team.txt", result.out)
    assert max(map(len, result.out.splitlines())) <= 80


def test_report_says_it_in_short(run, golden, team_log):
    result = run("report", team_log.name)
    golden("causes/report.txt", result.out)
    people = {one["person"]: one for one in json.loads(run("report", team_log.name, "--format", "json").out)["people"]}
    assert {name: one["reason"] for name, one in people.items()} == {
        "Ann": None, "Bea": "systemic", "Cem": "both", "Dan": "systemic", "Eve": "systemic", "Fay": "systemic",
        "Gus": "systemic",
    }  # fmt: skip
    bea = people["Bea"]
    assert bea["selling_share_without_systemic_low"] == bea["selling_share_without_systemic_high"] >= 0.9
    assert people["Ann"]["selling_share_without_systemic_low"] is None


def test_reasons_agree_with_report(run, team_log):
    shown = json.loads(run("causes", team_log.name, "--format", "json").out)["below"]
    people = json.loads(run("report", team_log.name, "--format", "json").out)["people"]
    assert shown == [{key: one[key] for key in shown[0]} for one in people if one["flag"] == "below"]


def test_the_root_causes_add_up_to_what_is_not_selling(run):
    causes = json.loads(run("causes", SAMPLE, "--format", "json").out)["causes"]
    total = json.loads(run("report", SAMPLE, "--format", "json").out)["total"]
    assert sum(one["seconds"] for one in causes) == total["baseline_seconds"] + total["internal_seconds"]
    assert causes[-1]["cumulative_share"] == 1


def test_every_activity_that_is_not_selling_has_a_row(run):
    rows = json.loads(run("causes", SAMPLE, "--format", "json").out)["rows"]
    of_all = {
        row["activity"]: row["seconds"] for row in json.loads(run("matrix", SAMPLE, "--format", "json").out)["rows"]
    }
    assert {row["activity"]: row["seconds"] for row in rows if row["code"] != "individual"} == of_all
    assert {row["code"] for row in rows} == {"systemic", "neither"}
    assert all(1 / 8 <= row["largest_share"] <= 1 for row in rows)


def test_no_systemic_finding_names_a_person(run, team_log):
    rows = list(csv.DictReader(io.StringIO(run("causes", team_log.name, "--format", "csv").out)))
    assert {(row["code"], row["person"]) for row in rows} == {
        ("systemic", ""), ("borderline", ""), ("individual", "Cem"),
    }  # fmt: skip


def test_settings_say_what_is_notable_and_who_owns_it(run, team_log, write):
    write("faceaudit.toml", SURE_RULES + '[causes]\nnotable = 20\n[owners]\ncomplaint = "Works"\n')
    assert "Systemic: nothing. It would be" in run("causes", team_log.name).out
    write("faceaudit.toml", SURE_RULES + '[owners]\ncomplaint = "Works"\n')
    assert "Works" in run("causes", team_log.name).out


@pytest.mark.parametrize(("owner", "told"), [("Works", "Works"), ("sales", "sales"), (None, "quality")])
def test_machines_are_told_the_owner_as_in_the_matrix(owner, told, run, team_log, write):
    write("faceaudit.toml", SURE_RULES + (f'[owners]\ncomplaint = "{owner}"\n' if owner else ""))
    for command in ("causes", "matrix"):
        rows = json.loads(run(command, team_log.name, "--format", "json").out)["rows"]
        assert {row["owner"] for row in rows if row["activity"] == "complaint"} == {told}


def test_one_person_is_not_judged(run, team_log):
    out = run("causes", team_log.name, "--person", "Cem").out
    assert "Nothing systemic is judged: that takes 3 people" in out
    assert "No person is judged: that takes 5 people" in out
    assert "not judged" in out
    assert "Systemic" not in run("report", team_log.name, "--person", "Cem").out


def test_it_tells_why_one_person_alone_is_not_judged(run, team_log, write):
    asked = " ".join(run("causes", team_log.name, "--person", "Cem").out.split())
    assert "takes 3 people with 8 h of work or more, and there is 1; --person leaves the others out." in asked
    write("two.csv", "person,date,hours,activity\nAnn,2025-11-03,8,served\nBo,2025-11-03,8,sold\n")
    assert "and there are 2." in " ".join(run("causes", "two.csv").out.split())


def test_pseudonyms(run, team_log):
    result = run("causes", team_log.name, "--mask", "key", "--format", "json")
    found = json.loads(result.out)
    assert not any(name in result.out for name in ("Bea", "Cem", "Dan", "Eve", "Fay", "Gus", "Ann"))
    assert next(row["person"] for row in found["rows"] if row["code"] == "individual").startswith("P-")
    reports = json.loads(run("report", team_log.name, "--mask", "key", "--format", "json").out)["people"]
    assert sum(one["reason"] == "both" for one in reports) == 1


def test_a_team_smaller_than_the_least_group_is_not_told_of(run, team_log):
    found = json.loads(run("causes", team_log.name, "--min-group", "8", "--format", "json").out)
    assert (found["rows"], found["causes"]) == ([], [])


def test_a_log_without_working_time(run, write):
    write("faceaudit.toml", SURE_RULES)
    write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,30,rested\n")
    assert run("causes", "log.csv").code == 0


def test_every_root_cause_has_five_questions_and_none_is_about_a_person():
    whys = read_whys()
    assert set(whys) == set(taxonomy.CAUSES)
    for questions in whys.values():
        assert len(questions) == len(set(questions)) == 5
        assert all(one.endswith("?") and " you" not in one.lower() for one in questions)


def test_what_was_all_on_one_day_is_said_to_be(run, write, sure_rules):
    rows = [
        f"{who},2025-11-0{day},8,{'filed' if day == 4 else 'sold'}\n"
        for who in ("Ann", "Bo", "Cy")
        for day in (3, 4, 5)
    ]
    log = write("log.csv", "person,date,hours,activity\n" + "".join(rows))
    assert "On a single day only: Reporting." in run("causes", log).out
    spread = write("two.csv", "person,date,hours,activity\n" + "".join(rows).replace("Cy,2025-11-04", "Cy,2025-11-06"))
    assert "On a single day" not in run("causes", spread).out
