"""``faceaudit classify``: every entry as it came, and what it was sorted into."""

import csv
import io
import json

import pytest

from support import SAMPLES

LOG = (
    "Note,person,date,minutes,activity,Note\n"
    "n1,Ann,2025-11-03,30,sold,m1\n"
    'n2,"Bo, Jr",2025-11-03,1.5,"served\nagain",m2\n'
    "n3,Ann,2025-11-04,x,sold,m3\n"
    "n4,Ann,2025-11-04,5,=open,m4\n"
    "n5,Ann,2025-11-04,60,rested,m5\n"
)


def rows_of(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_csv(run, write, sure_rules):
    done = run("classify", write("log.csv", LOG))
    rows = rows_of(done.out)
    assert rows[0] == [
        "Note", "person", "date", "minutes", "activity", "Note", "faceaudit_category", "faceaudit_activity",
        "faceaudit_certainty", "faceaudit_evidence", "faceaudit_owner", "faceaudit_seconds", "faceaudit_source",
    ]  # fmt: skip
    assert [row[:8] for row in rows[1:]] == [
        ["n1", "Ann", "2025-11-03", "30", "sold", "m1", "value-added", "presentation"],
        ["n2", "Bo, Jr", "2025-11-03", "1.5", "served\nagain", "m2", "baseline", "complaint"],
        ["n4", "Ann", "2025-11-04", "5", "'=open", "m4", "uncertain", rows[3][7]],
        ["n5", "Ann", "2025-11-04", "60", "rested", "m5", "excluded", "excluded"],
    ]
    assert rows[3][7] != "unclear"
    assert [row[11] for row in rows[1:]] == ["1800", "90", "300", "3600"]
    assert [row[12].rpartition(":")[2] for row in rows[1:]] == ["2", "3", "6", "7"]
    assert [row[10] for row in rows[1:]] == ["", "quality", "", ""]
    assert rows[1][9] == "rule: sold"
    assert done.code == 0
    assert "log.csv:5: minutes" in done.err


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--category", "baseline"], ["n2"]),
        (["--category", "baseline", "--category", "excluded"], ["n2", "n5"]),
        (["--uncertain"], ["n4"]),
        (["--uncertain", "--category", "excluded"], ["n4", "n5"]),
        (["--person", "ann"], ["n1", "n4", "n5"]),
        (["--person", "BO, jr"], ["n2"]),
    ],
)
def test_filters(options, wanted, run, write, sure_rules):
    assert [row[0] for row in rows_of(run("classify", write("log.csv", LOG), *options).out)[1:]] == wanted


def test_json_formats(run, write, sure_rules):
    path = write("log.csv", LOG)
    document = json.loads(run("classify", path, "--format", "json").out)
    assert document["schema"] == "faceaudit.classify/1"
    lines = [json.loads(line) for line in run("classify", path, "--format", "jsonl").out.splitlines()]
    assert document["entries"] == lines
    assert lines[0]["faceaudit_seconds"] == 1800
    assert lines[0]["faceaudit_certainty"] == 1.0
    assert (lines[0]["Note"], lines[0]["Note (2)"]) == ("n1", "m1")


@pytest.mark.parametrize("kind", ["text", "markdown", "tsv"])
def test_other_formats(kind, run, write, sure_rules):
    done = run("classify", write("log.csv", LOG), "--format", kind)
    assert done.code == 0
    assert len(done.out.splitlines()) >= 5
    assert max(len(line) for line in run("classify", write("log.csv", LOG), "--format", "text").out.splitlines()) <= 80


def test_several_logs_share_their_columns(run, write, sure_rules):
    one = write("one.csv", "person,date,minutes,activity\nAnn,2025-11-03,30,sold\n")
    two = write("two.csv", "date,person,minutes,activity,place\n2025-11-03,Ann,30,sold,Bonn\n")
    rows = rows_of(run("classify", one, two).out)
    assert rows[0][:5] == ["person", "date", "minutes", "activity", "place"]
    assert [row[:5] for row in rows[1:]] == [
        ["Ann", "2025-11-03", "30", "sold", ""],
        ["Ann", "2025-11-03", "30", "sold", "Bonn"],
    ]


def test_logs_laid_out_differently_are_written_in_common_columns(run, write, sure_rules):
    one = write("one.csv", "Rep;Date;Minutes;Subject;Team\nAnn;03.11.2025;1,5;sold;North\n")
    two = write("two.csv", "User,Start,End,Description\nBo,2025-11-03 23:30:00.250,2025-11-04 00:45:00.250,served\n")
    done = run("classify", one, two)
    assert [row[:8] for row in rows_of(done.out)] == [
        ["person", "team", "date", "start", "duration (seconds)", "activity_type", "notes", "customer"],
        ["Ann", "North", "2025-11-03", "", "90", "", "sold", ""],
        ["Bo", "", "2025-11-03", "23:30:00.250", "4500", "", "served", ""],
    ]
    assert "laid out differently" in done.err
    reports = [
        json.loads(run("report", *arguments, "--format", "json", stdin=stdin).out)
        for arguments, stdin in (([one, two], ""), (["-"], done.out))
    ]
    assert reports[0]["people"] == reports[1]["people"]


def test_the_same_columns_read_differently_are_not_mixed_up(run, write, sure_rules):
    one = write("one.csv", "person,date,minutes,activity,place\nAnn,25/11/2025,30,sold,Bonn\nAnn,03/11/2025,30,sold,\n")
    two = write("two.csv", "person,date,minutes,activity\nAnn,11/25/2025,30,sold\nAnn,11/04/2025,30,sold\n")
    rows = rows_of(run("classify", one, two).out)
    assert [row[2] for row in rows[1:]] == ["2025-11-25", "2025-11-03", "2025-11-25", "2025-11-04"]


@pytest.mark.parametrize("name", ["field_team.csv", "toggl.csv", "clockify.csv", "harvest.csv"])
def test_report_on_the_result_gives_the_same_report(name, run):
    path = SAMPLES / name
    sorted_log = run("classify", path).out
    one, two = (
        json.loads(run("report", *arguments, "--format", "json", stdin=stdin).out)
        for arguments, stdin in (([path], ""), (["-"], sorted_log))
    )
    assert one["people"] == two["people"]
    assert one["total"] == two["total"]


@pytest.mark.parametrize("name", ["field_team.csv", "toggl.csv"])
def test_seconds_by_category_are_those_of_report(name, run):
    total = json.loads(run("report", SAMPLES / name, "--format", "json").out)["total"]
    sums: dict[str, float] = {}
    for line in run("classify", SAMPLES / name, "--format", "jsonl").out.splitlines():
        entry = json.loads(line)
        sums[entry["faceaudit_category"]] = sums.get(entry["faceaudit_category"], 0) + entry["faceaudit_seconds"]
    for category, seconds in sums.items():
        assert total[f"{category.replace('-', '_')}_seconds"] == seconds


def test_classifying_twice_replaces_what_was_added(run, write, sure_rules):
    once = run("classify", write("log.csv", LOG), "--raw").out
    twice = run("classify", "-", "--raw", stdin=once).out
    cut = [row[:-1] for row in rows_of(once)]
    assert [row[:-1] for row in rows_of(twice)] == cut


def test_strict_ends_with_an_error_and_writes_no_file(run, write, sure_rules, tmp_path):
    done = run("classify", write("log.csv", LOG), "--strict", "-o", tmp_path / "out.csv")
    assert done.code == 2
    assert not (tmp_path / "out.csv").exists()
    assert "log.csv:5, minutes" in done.err


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "text", "markdown"])
def test_where_no_row_can_be_read_it_ends_as_report_does(kind, run, write, golden):
    write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,x,sold\nBo,2025-11-04,,sold\n")
    done, report = (run(command, "log.csv", "--format", kind) for command in ("classify", "report"))
    assert (done.code, done.out) == (2, "")
    assert done.err == report.err
    golden("errors/classify_all_rejected.txt", done.err)


@pytest.mark.parametrize("options", [["--uncertain"], ["-o", "out.csv"], ["--sample", 5], ["--rejects", "bad.csv"]])
def test_where_no_row_can_be_read_nothing_is_written(options, run, write, tmp_path):
    write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,x,sold\n")
    done = run("classify", "log.csv", *options)
    assert (done.code, done.out) == (2, "")
    assert "No row could be read" in done.err
    assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / "bad.csv").exists() == ("--rejects" in options)


@pytest.mark.parametrize("options", [["--category", "internal"], ["--since", "2026-01-01"]])
def test_where_no_entry_is_asked_for_there_is_only_the_header(options, run, write, sure_rules):
    done = run("classify", write("log.csv", LOG), *options)
    assert done.code == 0
    assert len(rows_of(done.out)) == 1


def test_an_unknown_category_is_an_error(run, write, golden):
    done = run("classify", write("log.csv", LOG), "--category", "selling")
    assert (done.code, done.out) == (2, "")
    golden("errors/unknown_category.txt", done.err)
