"""``faceaudit report --by`` and ``--columns``, and the face time that ``report`` tells."""

import csv
import io
import json

import pytest

from faceaudit import frames
from faceaudit.cli.report import command
from faceaudit.judging.groups import WAYS
from support import SAMPLES, SURE_RULES

HEADER = "person,team,date,start,minutes,activity_type,activity,customer\n"
LOG = HEADER + (
    "Ann Bee,North,2025-11-03,09:00,120,Meeting,sold,Acme\n"
    "Ann Bee,North,2025-11-03,10:00,60,Call,sold,acme\n"
    "Ann Bee,North,2025-11-04,09:00,60,,filed,\n"
    "Bo,South,2025-11-18,09:00,180,Video call,served,Bolt\n"
    "Bo,South,2025-11-18,13:00,60,,open,Bolt\n"
    "Bo,South,2025-11-19,09:00,240,,rested,\n"
    "Cem,South,2025-11-19,09:00,480,,rested,\n"
)
MANY = HEADER + "".join(f"Ann,,2025-11-03,,{n},,sold,Customer {n:02d}\n" for n in range(1, 25))
SAMPLE = SAMPLES / "field_team.csv"


@pytest.fixture
def log(write, sure_rules):
    write("log.csv", LOG)
    return "log.csv"


def document_of(done):
    assert done.code == 0, done.err
    return json.loads(done.out, parse_constant=lambda _: pytest.fail("no NaN"))


def test_face_time_is_told_and_a_minute_counts_once(run, write):
    write("faceaudit.toml", SURE_RULES.replace('"presentation"', '"discovery"'))
    write("log.csv", LOG)
    people = {one["person"]: one for one in document_of(run("report", "log.csv", "-f", "json"))["people"]}
    keys = ("in_person_seconds", "video_seconds", "phone_seconds", "untold_seconds", "face_time_seconds",
            "face_time_share", "working_days", "face_time_seconds_per_day")  # fmt: skip
    told = {name: [one[key] for key in keys] for name, one in people.items()}
    # Ann: a meeting from 9 to 11, a call within it; 4 h of work in all, on two days. Bo: 3 h of video in 4 h.
    assert told["Ann Bee"] == [0, 0, 0, 7200, 7200, 0.5, 2, 3600]
    assert told["Bo"] == [0, 10800, 0, 0, 10800, 0.75, 1, 10800]
    assert told["Cem"] == [0, 0, 0, 0, 0, None, 0, None]
    text = run("report", "log.csv").out.replace("\n  ", " ")
    said = "Face time: 5.0 h live with customers, prospects and partners (63 %), 1.7 h per person and day worked:"
    assert f"{said} video 3.0 h, mode not told 2.0 h." in text


def test_without_live_contact_that_is_said_and_without_work_nothing(run, write, sure_rules):
    write("log.csv", HEADER + "Ann,,2025-11-03,,60,,filed,\n")
    assert "Face time: no entry tells of live contact" in run("report", "log.csv").out
    write("log.csv", HEADER + "Ann,,2025-11-03,,60,,rested,\n")
    assert "Face time" not in run("report", "log.csv").out


def test_the_hours_by_mode_add_up_as_they_are_shown(run):
    text = run("report", SAMPLE).out.replace("\n  ", " ")
    line = next(line for line in text.splitlines() if line.startswith("Face time"))
    whole, *modes = [float(word) for word, unit in zip(line.split(), line.split()[1:], strict=False) if unit[0] == "h"]
    assert round(sum(modes[1:]), 1) == whole


@pytest.mark.parametrize("by", WAYS)
def test_text(by, run, log, golden):
    done = run("report", log, "--by", by)
    assert done.code == 0
    golden(f"report_by/{by}.txt", done.out)


@pytest.mark.parametrize("by", WAYS)
def test_groups_of_the_sample_add_up_to_the_report(by, run):
    report, regrouped = (document_of(run("report", SAMPLE, "-f", "json", *o)) for o in ([], ["--by", by]))
    assert regrouped["schema"] == "faceaudit.report-by/1"
    assert [regrouped[key] for key in ("threshold", "period", "rows")] == [
        report[key] for key in ("threshold", "period", "rows")
    ]
    total = {key: value for key, value in regrouped["total"].items() if key not in ("people", "share_of_working")}
    assert total == {key: report["total"][key] for key in total}
    assert (regrouped["total"]["people"], regrouped["total"]["share_of_working"]) == (8, 1.0)
    for key in total:
        if key.endswith("_seconds") or key == "entries":
            assert sum(one[key] for one in regrouped["groups"]) == total[key], key
    assert sum(one["share_of_working"] for one in regrouped["groups"]) == pytest.approx(1, abs=1e-12)
    assert all(len(line) <= 80 for line in run("report", SAMPLE, "--by", by).out.splitlines())


@pytest.mark.parametrize("by", WAYS)
def test_csv_holds_the_keys_of_json(by, run, log):
    groups = document_of(run("report", log, "--by", by, "-f", "json"))["groups"]
    rows = list(csv.DictReader(io.StringIO(run("report", log, "--by", by, "-f", "csv").out)))
    assert [{k: "" if v is None else str(v) for k, v in one.items()} for one in groups] == rows


@pytest.mark.parametrize("by", WAYS)
def test_a_log_without_entries_has_no_groups(by, run, write):
    path = write("log.csv", HEADER)
    assert document_of(run("report", path, "--by", by, "-f", "json"))["groups"] == []
    assert run("report", path, "--by", by).code == 0


def test_the_largest_customers_are_shown_and_all_of_them_written(run, write, sure_rules):
    write("log.csv", MANY)
    text = run("report", "log.csv", "--by", "customer").out
    assert [f"Customer {n:02d}" in text for n in (24, 5, 4)] == [True, True, False]
    assert [line.split()[:3] for line in text.splitlines() if "others" in line] == [["4", "others", "0.2"]]
    assert "20 of 24 customers are shown" in text
    assert len(document_of(run("report", "log.csv", "--by", "customer", "-f", "json"))["groups"]) == 24


def test_where_no_customer_is_named_it_is_said(run, write, sure_rules):
    write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,60,sold\n")
    document = document_of(run("report", "log.csv", "--by", "customer", "-f", "json"))
    assert [one["customer"] for one in document["groups"]] == [None]
    assert "no-customers" in [note["code"] for note in document["notes"]]


@pytest.mark.parametrize("by", WAYS)
def test_people_are_judged_as_without_it(by, run, write):
    """Targets of teams, ``--check`` and notes are about people, whatever their time is grouped by."""
    write("log.csv", LOG)
    for target, code in ((10, 0), (80, 1)):
        write("faceaudit.toml", f"[targets]\ndefault = 20\nteams = {{ South = 10, North = {target} }}\n{SURE_RULES}")
        bare = ["report", "log.csv", "--check", "--threshold", "20", "-f", "json"]
        plain, regrouped = run(*bare), run(*bare, "--by", by)
        assert regrouped.code == plain.code == code
        notes, wanted = (json.loads(done.out)["notes"] for done in (regrouped, plain))
        assert notes == [note for note in wanted if note["code"] != "little-time-logged"]


def test_the_ways_offered_are_those_there_are():
    option = next(one for one in command.params if one.name == "by")
    assert tuple(option.type.choices) == WAYS


def test_flagged_is_refused(run, log):
    done = run("report", log, "--by", "team", "--flagged")
    assert (done.code, done.out) == (2, "")
    assert done.err == "Error: --flagged: --by shows groups, and they have no flag. Leave one of them out.\n"


def test_accuracy_is_said_of_groups_too(run, log, tmp_path):
    sample = run("classify", log, "--sample", "7", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(sample)))
    for one in rows:
        one["truth"] = "presentation"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "sample.csv").write_text(out.getvalue())
    done = run("report", log, "--by", "week", "--accuracy", "sample.csv")
    assert done.code == 0, done.err
    assert "Sorting, measured on" in done.out


# --columns


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl", "json"])
def test_machine_columns_are_chosen_and_ordered(name, run, log):
    done = run("report", log, "--columns", "flag, working_seconds,person", "-f", name)
    if name == "json":
        document = document_of(done)
        assert [list(one) for one in document["people"]] == [["flag", "working_seconds", "person"]] * 3
        assert list(document["total"]) == ["working_seconds"]
        assert document["rows"]["counted"] == 7
    elif name == "jsonl":
        assert done.out.splitlines()[1] == '{"flag": "below", "working_seconds": 14400, "person": "Bo"}'
    else:
        delimiter = {"csv": ",", "tsv": "\t"}[name]
        assert done.out.splitlines()[1] == delimiter.join(["below", "14400", "Ann Bee"])


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_columns_for_people_and_for_machines_are_shown_side_by_side(name, run, log, golden):
    named = "person,Selling,face-time,team,selling_share_low,threshold,excluded_seconds,face_time_seconds_per_day,flag"
    done = run("report", log, "--columns", named, "-f", name)
    golden(f"report_by/columns.{name}.txt", done.out)


@pytest.mark.parametrize(("columns", "is_said"), [("person,flag", True), ("person,hours", False)])
@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_note_on_the_flag_goes_with_it(columns, is_said, kind, run, write, sure_rules):
    log = write("short.csv", "person,date,minutes,activity\nAnn,2025-11-03,60,sold\n")
    assert ("little time logged" in run("report", log, "--columns", columns, "--format", kind).out) == is_said


def test_all_columns_at_once_can_be_shown(run, log):
    document = document_of(run("report", log, "-f", "json"))
    keys = list(document["people"][0])
    assert run("report", log, "--columns", ",".join(keys)).code == 0
    chosen = document_of(run("report", log, "-f", "json", "--columns", ",".join(keys)))
    assert (chosen["people"], chosen["total"]) == (document["people"], document["total"])


def test_targets_are_shown_as_exactly_as_they_are_set(run, write, sure_rules):
    write("log.csv", "person,date,seconds,activity\nA,2025-11-03,7224,sold\nA,2025-11-04,2776,filed\n")
    done = run("report", "log.csv", "--threshold", "72.25", "--columns", "selling_share_low,threshold,target_reached")
    assert done.out.splitlines()[4].split() == ["72.2", "%", "72.25", "%", "99.99", "%"]


@pytest.mark.parametrize("by", WAYS)
def test_columns_of_groups_are_chosen(by, run, log):
    first = {"activity": "title"}.get(by, by)
    done = run("report", log, "--by", by, "--columns", f"{first},people,share_of_working,working_days")
    assert done.code == 0, done.err
    groups = document_of(run("report", log, "--by", by, "--columns", f"entries,{first}", "-f", "json"))["groups"]
    assert {tuple(one) for one in groups} == {("entries", first)}


@pytest.mark.parametrize(
    ("selling", "other", "shown"),
    [
        pytest.param(900, 100, "90.0", id="exactly"),
        pytest.param(89_960, 10_040, "89.96", id="close below"),
        pytest.param(8_999_999, 1_000_001, "89.9999", id="as close as a log can tell"),
        pytest.param(8_000, 2_000, "80.0", id="far below"),
    ],
)
def test_no_chosen_share_is_shown_on_the_wrong_side_of_the_target(selling, other, shown, run, write, sure_rules):
    rows = f"A,2025-11-03,{selling / 100},sold\nA,2025-11-04,{other / 100},filed\n"
    write("log.csv", f"person,date,seconds,activity\n{rows}")
    done = run("report", "log.csv", "--columns", "selling_share_high,flag")
    flag = "ok" if shown == "90.0" else "BELOW 90"
    assert done.out.splitlines()[4].rstrip("*").split() == [shown, "%", *flag.split()]


ERRORS = {
    "hours": "--format json --columns hours",
    "typo": "--format csv --columns person,seling",
    "in_text": "--columns hrs",
    "none": "--columns person,,flag",
    "twice": "--columns person,flag,PERSON",
    "meaning": "--columns person=Rep",
    "of_groups": "--by week --columns flag",
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name, run, log, golden):
    done = run("report", log, *ERRORS[name].split())
    assert (done.code, done.out) == (2, "")
    said, listing, listed = done.err.partition("Columns are ")
    golden(f"errors/columns_{name}.txt", f"{said.strip()}\n")
    assert not listing or "selling_seconds, value_added_seconds" in listed


def test_a_wrong_name_is_told_before_any_log_is_read(run):
    assert "there is no column" in run("report", "no-such.csv", "--columns", "nope").err


@pytest.mark.parametrize("by", WAYS)
def test_notebooks_have_the_same_groups(by, run):
    frame = frames.split(str(SAMPLE), by=by)
    rows = list(csv.DictReader(io.StringIO(run("report", SAMPLE, "--by", by, "-f", "csv").out)))
    assert list(frame.columns) == list(rows[0])
    assert [str(value) for value in frame["working_seconds"]] == [row["working_seconds"] for row in rows]


def test_notebooks_refuse_other_ways():
    with pytest.raises(ValueError, match="by must be one of team, week, customer, activity"):
        frames.split(str(SAMPLE), by="month")
