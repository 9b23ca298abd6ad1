"""``faceaudit matrix``: who should own what is not selling, and what that would give."""

import csv
import io
import json
from fractions import Fraction

import pytest

from faceaudit.taxonomy import ACTIVITIES, OWNERS, activities_of, category_of
from support import SAMPLES

SAMPLE = SAMPLES / "field_team.csv"
LOG = (
    "person,team,date,minutes,activity\n"
    "Ann Bee,North,2025-11-03,360,sold a pump\n"
    "Ann Bee,North,2025-11-04,60,served Kiln\n"
    "Ann Bee,North,2025-11-04,30,served the mill\n"
    "Ann Bee,North,2025-11-04,150,drove\n"
    "Bo,South,2025-11-05,480,sold\n"
    "Bo,South,2025-11-05,90,filed\n"
    "Bo,South,2025-11-06,30,open\n"
    "Di,South,2025-11-06,60,rested\n"
)
RULES = "".join(
    f'[[rule]]\nphrase = "{word}"\nactivity = "{activity}"\n'
    for word, activity in {
        "sold": "presentation", "served": "complaint", "filed": "reporting", "drove": "travel", "open": "unclear",
        "rested": "excluded",
    }.items()
)  # fmt: skip
MONEY = (
    '[rates]\ncurrency = "EUR"\nsales = 60\nquality = 33.33\n[owners]\nreporting = "Inside sales"\n[week]\nhours = 35\n'
)


@pytest.fixture
def log(write):
    write("faceaudit.toml", MONEY + RULES)
    return write("log.csv", LOG)


@pytest.mark.parametrize(("share", "flag"), [("60", "ok"), ("60.1", "below"), ("80", "below")])
def test_the_target_may_be_given(run, sure_rules, write, share, flag):
    rows = "Ann,2025-11-03,6,sold\nAnn,2025-11-03,2,served\nAnn,2025-11-04,2,filed\n"
    log = write("log.csv", f"person,date,hours,activity\n{rows}")
    person = json.loads(run("matrix", log, "--threshold", share, "-f", "json").out)["what_if"]["people"][0]
    assert (person["flag"], person["flag_then"]) == (flag, "ok")
    below = json.loads(run("causes", log, "--threshold", share, "-f", "json").out)["below"]
    assert len(below) == (flag == "below")


def json_of(run, *arguments):
    done = run("matrix", *arguments, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out, parse_constant=lambda _: pytest.fail("no NaN"))


@pytest.fixture
def sample(run):
    return json_of(run, SAMPLE)


@pytest.fixture
def entries(run):
    """Every entry of the sample: person, team, activity (``unclear`` where uncertain), seconds; from ``classify``."""
    listed = json.loads(run("classify", SAMPLE, "--format", "json").out)["entries"]
    return [
        (
            one["person"], one["team"],
            "unclear" if one["faceaudit_category"] == "uncertain" else one["faceaudit_activity"],
            Fraction(str(one["faceaudit_seconds"])),
        )
        for one in listed
    ]  # fmt: skip


def test_text(run, log, golden):
    done = run("matrix", log, "--verbose")
    assert (done.code, done.err) == (0, "")
    golden("matrix/matrix.txt", done.out)


def test_a_choice(run, log, golden):
    golden("matrix/choice.txt", run("matrix", log, "--hand-over", "Quality").out)


@pytest.mark.parametrize("options", [(), ("--verbose",), ("--raci",), ("--person", "Tom Okafor")])
def test_lines_fit_eighty_columns(run, options):
    lines = run("matrix", SAMPLE, *options).out.splitlines()
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("kind", ["csv", "md"])
def test_who_is_responsible_and_who_is_consulted(run, log, golden, kind):
    done = run("matrix", log, "--raci", "-o", f"raci.{kind}")
    assert (done.code, done.out) == (0, "")
    with open(f"raci.{kind}", encoding="utf-8", newline="") as file:
        golden(f"matrix/raci.{kind}", file.read())


def test_in_the_table_of_parts_one_is_responsible_and_sales_always_has_a_part(run):
    document = json.loads(run("matrix", SAMPLE, "--raci", "--format", "json").out)
    assert document["schema"] == "faceaudit.raci/1"
    assert len(document["rows"]) > 15
    departments = {one["department"] for one in document["departments"]}
    assert departments == {"sales", *OWNERS}
    for row in document["rows"]:
        parts = {department: row[department] for department in departments}
        assert list(parts.values()).count("R") == 1
        assert parts["sales"] == ("C" if ACTIVITIES[row["activity"]].owner else "R")


def test_json_is_exact(run, log):
    document = json_of(run, log)
    assert document["schema"] == "faceaudit.matrix/1"
    assert document["period"] == {"first": "2025-11-03", "last": "2025-11-06"}
    head = [document[key] for key in ("people", "weeks", "full_time_seconds_per_week", "currency")]
    assert head == [2, 0.8, 35 * 3600, "EUR"]
    assert document["rows"][1] == {
        "activity": "complaint", "title": "Complaint", "category": "baseline", "owner": "quality",
        "owner_title": "Quality", "seconds": 5400, "share": 5400 / 72_000, "people": 1, "entries": 2,
        "seconds_per_week": 6750, "full_time_equivalents": 6750 / (35 * 3600),
        "cost_now": 90.0, "cost_with_owner": 50.0, "cost_difference": 40.0,
        "handed_over": "yes", "cumulative_seconds": 5400,
        "selling_share_low": 55_800 / 72_000, "selling_share_high": 57_600 / 72_000,
        "done_by": "sales", "largest_texts": "served Kiln | served the mill",
    }  # fmt: skip
    travel, reporting = document["rows"][0], document["rows"][2]
    assert (travel["owner"], travel["owner_title"], travel["handed_over"], travel["cumulative_seconds"]) == (
        None, None, "no", 0,
    )  # fmt: skip
    assert (travel["cost_now"], travel["cost_with_owner"], travel["cost_difference"]) == (150.0, None, None)
    assert (reporting["owner"], reporting["owner_title"]) == ("Inside sales", "Inside sales")
    assert document["total"] == {
        "seconds": 19_800, "share": 19_800 / 72_000, "people": 2, "entries": 4, "seconds_per_week": 24_750,
        "full_time_equivalents": 24_750 / (35 * 3600), "cost_now": 330.0, "cost_with_owner": 50.0,
        "cost_difference": 40.0, "handed_over_seconds": 10_800, "baseline_seconds": 5400, "internal_seconds": 14_400,
        "uncertain_seconds": 1800, "working_seconds": 72_000,
    }  # fmt: skip
    assert document["texts"][1:3] == [
        {"activity": "complaint", "text": "served Kiln", "seconds": 3600, "entries": 1},
        {"activity": "complaint", "text": "served the mill", "seconds": 1800, "entries": 1},
    ]
    what_if = document["what_if"]
    assert what_if["handed_over"] == ["complaint", "reporting"]
    ann, bo, di = what_if["people"]
    assert ann == {
        "person": "Ann Bee", "team": "North", "working_seconds": 36_000, "handed_over_seconds": 5400,
        "selling_share_low": 0.6, "selling_share_high": 0.6, "selling_share_low_then": 0.75,
        "selling_share_high_then": 0.75, "threshold": 0.9, "flag": "below", "flag_then": "below",
    }  # fmt: skip
    assert (bo["flag"], bo["flag_then"], bo["selling_share_high_then"]) == ("below", "ok", 1.0)
    assert (di["flag"], di["selling_share_low_then"]) == ("not-rated", None)
    south = what_if["teams"][1]
    assert (south["team"], south["target_reached_low"]) == ("South", ["complaint", "reporting"])
    assert what_if["everybody"]["target_reached_high"] is None
    assert document["departments"][1] == {
        "department": "quality", "title": "Quality", "activities": ["complaint"], "seconds": 5400,
        "seconds_per_week": 6750, "full_time_equivalents": 6750 / (35 * 3600),
        "cost_now": 90.0, "cost_with_owner": 50.0, "cost_difference": 40.0,
    }  # fmt: skip


def test_its_rows_sum_to_what_report_says_is_not_selling(run, sample):
    total = json.loads(run("report", SAMPLE, "--format", "json").out)["total"]
    wanted = total["baseline_seconds"] + total["internal_seconds"]
    assert sum(row["seconds"] for row in sample["rows"]) == sample["total"]["seconds"] == wanted
    for key in ("baseline", "internal", "uncertain", "working"):
        assert sample["total"][f"{key}_seconds"] == total[f"{key}_seconds"]
    assert [row["seconds"] for row in sample["rows"]] == sorted(
        (row["seconds"] for row in sample["rows"]), reverse=True
    )


def test_every_hour_can_be_traced_to_entries(sample, entries):
    for row in sample["rows"]:
        own = [one for one in entries if one[2] == row["activity"]]
        assert (row["category"], row["entries"]) == (category_of(row["activity"]), len(own))
        assert Fraction(str(row["seconds"])) == sum(one[3] for one in own)
        assert row["people"] == len({one[0] for one in own if one[3]})


@pytest.mark.parametrize("choice", [None, "customer-service,logistics", "Quality,reporting"])
def test_what_would_be_agrees_to_the_second_with_fractions_of_single_entries(run, entries, choice):
    document = json_of(run, SAMPLE, *([] if choice is None else ["--hand-over", choice]))
    named = {
        None: None,
        "customer-service,logistics": {"customer-service", "logistics"},
        "Quality,reporting": {"quality"},
    }
    given_back = {
        activity.id for activity in ACTIVITIES.values()
        if activity.owner and (named[choice] is None or activity.owner in named[choice])
    } | ({"reporting"} if choice == "Quality,reporting" else set())  # fmt: skip
    selling = {*activities_of("value-added"), *activities_of("incremental")}
    groups = [(one, lambda row, name=one["person"]: row[0] == name) for one in document["what_if"]["people"]]
    groups += [(one, lambda row, name=one["team"]: row[1] == name) for one in document["what_if"]["teams"]]
    groups += [(document["what_if"]["everybody"], lambda row: True)]
    assert len(groups) == 8 + 2 + 1
    for found, is_of in groups:
        own = [one for one in entries if is_of(one)]
        working = sum(one[3] for one in own if one[2] != "excluded")
        handed = sum(one[3] for one in own if one[2] in given_back)
        low = sum(one[3] for one in own if one[2] in selling) + handed
        high = low + sum(one[3] for one in own if one[2] == "unclear")
        assert Fraction(str(found["working_seconds"])) == working
        assert Fraction(str(found["handed_over_seconds"])) == handed
        assert found["selling_share_low_then"] == float(low / working)
        assert found["selling_share_high_then"] == float(high / working)
        assert abs(Fraction(found["selling_share_low_then"]) * working - low) < 1


def test_the_cumulative_shares_go_by_the_rows(sample):
    before = 0
    for row in sample["rows"]:
        step = row["cumulative_seconds"] - before
        assert step == pytest.approx(row["seconds"] if row["handed_over"] == "yes" else 0, abs=1e-6)
        before = row["cumulative_seconds"]
    everybody = sample["what_if"]["everybody"]
    assert sample["rows"][-1]["selling_share_low"] == everybody["selling_share_low_then"]
    assert before == everybody["handed_over_seconds"] == sample["total"]["handed_over_seconds"]
    target = everybody["target_reached_high"]
    reached = next(row for row in sample["rows"] if row["selling_share_high"] >= everybody["threshold"])
    assert target[-1] == reached["activity"]
    assert everybody["target_reached_low"] is None


def test_money_is_added_up_only_where_every_rate_is_known(run, log, write):
    section = run("matrix", log).out.partition("take over\n")[2]
    assert "No rate is given for Inside sales." in section
    assert section.split("together")[1].splitlines()[0].split() == ["3.0", "3.8", "0.11", "180.00"]
    write("faceaudit.toml", MONEY.replace("[owners]", '"Inside sales" = 20\n[owners]') + RULES)
    section = run("matrix", log).out.partition("take over\n")[2]
    assert "No rate" not in section
    assert section.split("together")[1].splitlines()[0].split()[-3:] == ["180.00", "80.00", "100.00"]


def test_csv_has_the_rows_of_json(run, log):
    rows = list(csv.DictReader(io.StringIO(run("matrix", log, "--format", "csv").out, newline="")))
    document = json_of(run, log)
    assert [list(row) for row in rows] == [list(row) for row in document["rows"]]
    assert [row["cost_now"] for row in rows] == ["150.0", "90.0", "90.0"]


def test_masked_and_without_small_teams(run, log):
    log.write_text(f"{LOG}Ann Bee,North,2025-11-05,61,served with Ann Bee\n")
    for kind in ("text", "json", "csv"):
        shown = run("matrix", log, "--verbose", "--mask", "key", "--min-group", "2", "--format", kind).out
        assert shown
        assert "Ann" not in shown
    document = json_of(run, log, "--mask", "key", "--min-group", "2")
    assert document["texts"][0]["text"].startswith("served with P-")
    assert [team["team"] for team in document["what_if"]["teams"]] == []


def test_one_person(run, log):
    document = json_of(run, log, "--person", "Bo")
    assert [row["activity"] for row in document["rows"]] == ["reporting"]
    assert document["what_if"]["everybody"]["target_reached_low"] == ["reporting"]
    assert "Bo: 90 % is reached once Reporting is handed over" in run("matrix", log, "--person", "Bo").out


@pytest.mark.parametrize(
    ("unclear", "said"), [("", ".\n"), ("Ann,2025-11-03,20,open\n", ", whatever the uncertain time")]
)
def test_uncertain_time_is_spoken_of_only_where_there_is_any(unclear, said, run, write):
    write("faceaudit.toml", RULES)
    rows = f"Ann,2025-11-03,300,sold\nAnn,2025-11-03,60,filed\n{unclear}"
    out = " ".join(run("matrix", write("log.csv", f"person,date,minutes,activity\n{rows}")).out.split(" "))
    assert f"Ann: 90 % is reached once Reporting is handed over{said}" in out.replace("\n  ", " ")


@pytest.mark.parametrize("rows", ["", "Ann,2025-11-03,60,sold\n", "Ann,2025-11-03,60,rested\n"])
@pytest.mark.parametrize("kind", ["text", "csv", "tsv", "json", "jsonl", "markdown"])
def test_a_log_without_such_work(run, write, rows, kind):
    write("faceaudit.toml", RULES)
    path = write("log.csv", f"person,date,minutes,activity\n{rows}")
    for options in ((), ("--raci",), ("--verbose",), ("--hand-over", "quality")):
        done = run("matrix", path, "--format", kind, *options)
        assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--hand-over", "logistcs"), "Did you mean logistics?"),
        (("--hand-over", "quality,travel"), 'nobody could take over "travel"'),
        (("--raci", "--hand-over", "quality"), "--raci"),
        (("--hand-over", ""), "no department and no activity"),
    ],
)
def test_a_choice_that_makes_no_sense(run, log, options, said):
    done = run("matrix", log, *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_team_that_is_called_team_is_called_so_once(run, log):
    log.write_text(LOG.replace("North", "Team 1"))
    out = run("matrix", log).out
    assert "\nTeam 1: no hand-over" in out
    assert "\nTeam South: " in out
    assert "\nTeam 1 " in out
    assert "\nteam South " in out
    assert "eam Team" not in out + run("report", log).out + run("trend", log).out


def test_a_team_by_any_name_does_no_harm_to_the_terminal(run, write, sure_rules):
    rows = "".join(
        f"Ann,{team},2025-11-03,{hour}:00,60,served\n" for hour, team in ((9, "\x1b[31mred"), (10, "x" * 300))
    )
    found = run("matrix", write("log.csv", f"person,team,date,start,minutes,activity\n{rows}"))
    assert "\x1b" not in found.out
    assert max(map(len, found.out.splitlines())) <= 80
