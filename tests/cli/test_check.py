"""``faceaudit check``: what was understood, findings, exit codes, formats."""

import csv
import io
import json
import subprocess
import sys

import pytest

from support import SAMPLES

MESSY = (
    "Exported 1.12.2025;;;;;;\r\n"
    "Mitarbeiter;Datum;von;bis;Dauer;Beschreibung;Farbe\r\n"
    "Ann Bee;03.11.2025;09:00;10:30;1,5;Angebot für Meyer;rot\r\n"
    "ann  bee;04.11.2025;09:00;09:30;0,5;Besprechung;rot\r\n"
    "ann  bee;04.11.2025;09:00;09:30;0,5;Besprechung;rot\r\n"
    "ann  bee;04.11.2025;09:00;09:30;0,5;Besprechung;rot\r\n"
    "Ann Bee;12.11.2025;06:00;15:00;9,0;Messe;rot\r\n"
    "Ann Bee;12.11.2025;14:00;23:00;9,0;Messe;rot\r\n"
    "Bo;05.11.2025;08:00;09:00;1,0;Anruf;\r\n"
    "Bo;31.11.2025;08:00;09:00;1,0;Anruf;\r\n"
    "Bo;06.11.2025;08:00;09:00;viel;Anruf;\r\n"
    "Bo;07.11.2025;08:00;09:00;1;Anruf;\r\n"
    "Bo;03.12.2025;08:00;09:00;1;Anruf;\r\n"
    "Cem;05.11.2025;08:00;09:00;?;Anruf;\r\n"
    "Summe;;;;22;;\r\n"
).encode("cp1252")
CLEAN = "person,date,minutes,activity\nAnn,2025-11-03,60,cold calls\n"
TODAY = ("--today", "2025-12-01")


def check(run, *arguments):
    done = run("check", *arguments, "--format", "json")
    return json.loads(done.out, parse_constant=lambda _: pytest.fail("no NaN"))


def codes(document):
    return [one["code"] for one in document["findings"]]


def put_sample(write, name):
    write(name, (SAMPLES / name).read_bytes())
    return name


@pytest.mark.parametrize("kind", ["text", "json", "markdown"])
def test_the_sample(kind, run, write, golden):
    done = run("check", put_sample(write, "field_team.csv"), *TODAY, "--format", kind)
    assert (done.code, done.err) == (0, "")
    golden(f"check/field_team.{kind}.txt", done.out)


@pytest.mark.parametrize("kind", ["text", "json", "csv"])
def test_a_messy_log(kind, run, write, golden):
    write("messy.csv", MESSY)
    done = run("check", "messy.csv", *TODAY, "--format", kind)
    assert (done.code, done.err) == (0, "")
    golden(f"check/messy.{kind}.txt", done.out)


def test_several_logs_each_have_a_section(run, write):
    names = [put_sample(write, name) for name in ("toggl.csv", "clockify.csv", "harvest.csv")]
    document = check(run, *names)
    assert [one["file"] for one in document["logs"]] == names
    assert [one["format"].partition("-")[0] for one in document["logs"]] == ["toggl", "clockify", "harvest"]
    assert sum(one["entries"] for one in document["logs"]) == document["rows"]["counted"]
    text = run("check", *names).out
    assert all(f"\n\n{name}\nFormat: {name[:5].title()}" in text for name in names)


def test_rows_add_up_and_are_those_of_the_report(run, write):
    write("messy.csv", MESSY)
    rows = check(run, "messy.csv")["rows"]
    assert rows["read"] == rows["counted"] + rows["rejected"] + rows["skipped"]
    assert sum(rows["rejected_by_reason"].values()) == rows["rejected"]
    assert sum(rows["skipped_by_reason"].values()) == rows["skipped"]
    report = json.loads(run("report", "messy.csv", "--format", "json").out)
    assert {key: rows[key] for key in report["rows"]} == report["rows"]


@pytest.mark.parametrize(
    ("dates", "options", "order", "because"),
    [
        (["2025-11-03"], [], None, None),
        (["25/11/2025", "03/11/2025"], [], "dmy", "shown"),
        (["11/25/2025", "11/03/2025"], [], "mdy", "shown"),
        (["03/11/2025", "04/11/2025"], [], "dmy", "close-together"),
        (["03/11/2025"], [], "dmy", "assumed"),
        (["03/11/2025"], ["--date-order", "mdy"], "mdy", "given"),
    ],
)
def test_date_order_and_why(dates, options, order, because, run, write):
    log = "person,date,minutes,activity\n" + "".join(f"Ann,{day},60,call\n" for day in dates)
    one = check(run, write("log.csv", log), *options)["logs"][0]
    assert (one["date_order"], one["date_order_because"]) == (order, because)


@pytest.mark.parametrize(
    ("header", "cells", "options", "unit", "because"),
    [
        ("minutes", "60", [], "minutes", "named"),
        ("duration", "90", [], "minutes", "size"),
        ("start,end,duration", "09:00,10:00,60", [], "minutes", "start-and-end"),
        ("duration", "2", ["--unit", "hours"], "hours", "given"),
        ("duration", "1:30", [], None, None),
        ("start,end", "09:00,10:00", [], None, None),
    ],
)
def test_unit_and_why(header, cells, options, unit, because, run, write):
    path = write("log.csv", f"person,date,{header},activity\nAnn,2025-11-03,{cells},call\n")
    one = check(run, path, *options)["logs"][0]
    assert (one["unit"], one["unit_because"]) == (unit, because)
    assert f"Numbers: {'time is end minus start' if header == 'start,end' else ''}" in run("check", path, *options).out


def test_columns_with_their_meanings(run, write):
    log = "Rep,date,hours,minutes,Subject,Remarks,colour\nAnn,2025-11-03,1,30,call,long,red\n"
    columns = check(run, write("log.csv", log), "--column", "person=Rep")["logs"][0]["columns"]
    assert [(one["name"], one["meanings"], one["unit"]) for one in columns] == [
        ("Rep", ["person"], None), ("date", ["date"], None), ("hours", ["hours"], "hours"),
        ("minutes", ["minutes"], "minutes"), ("Subject", ["activity"], None), ("Remarks", ["notes"], None),
        ("colour", [], None),
    ]  # fmt: skip


def test_a_second_time_column_is_said_not_to_count(run, write):
    log = "person,date,hours,minutes,activity\nAnn,2025-11-03,1,60,call\nAnn,2025-11-04,1.5,90,call\n"
    columns = check(run, write("log.csv", log))["logs"][0]["columns"]
    assert sorted(one["meanings"][0] for one in columns if one["name"] in ("hours", "minutes")) == [
        "minutes", "not counted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        (["2025-11-07", "2025-11-10"], []),
        (["2025-11-07", "2025-11-11"], [("2025-11-10", "2025-11-10", 1)]),
        (["2025-11-06", "2025-11-08", "2025-11-09", "2025-11-10"], [("2025-11-07", "2025-11-07", 1)]),
        (["2025-11-08", "2025-11-22"], [("2025-11-10", "2025-11-21", 10)]),
        (["2025-11-05", "2025-11-16"], [("2025-11-06", "2025-11-14", 7)]),
        (["2025-11-03"], []),
    ],
)
def test_gaps_are_working_days_between_entries(days, gaps, run, write):
    log = "person,date,minutes,activity\n" + "".join(f"Ann,{day},60,call\n" for day in days)
    document = check(run, write("log.csv", log))
    assert document["people"][0]["gaps"] == [
        {"first": first, "last": last, "days": number} for first, last, number in gaps
    ]
    assert ("gap" in codes(document)) == bool(gaps)


@pytest.mark.parametrize(("minutes", "is_long"), [(480, False), (481, True)])
def test_a_day_of_more_than_sixteen_hours(minutes, is_long, run, write):
    log = f"person,date,minutes,activity\nAnn,2025-11-03,{minutes},a\nAnn,2025-11-03,480,b\n"
    document = check(run, write("log.csv", log))
    assert document["people"][0]["long_days"] == (["2025-11-03"] if is_long else [])
    assert [(one["line"]) for one in document["findings"] if one["code"] == "long-day"] == [2] * is_long


@pytest.mark.parametrize(("today", "is_future"), [("2025-11-02", True), ("2025-11-03", False)])
def test_days_in_the_future(today, is_future, run, write):
    document = check(run, write("log.csv", CLEAN), "--today", today)
    assert ("future-days" in codes(document)) == is_future


def test_period_and_clipped_overlaps_are_those_of_the_report(run, write):
    write("messy.csv", MESSY)
    options = ("--period", "2025-11", "--overlaps", "clip")
    document = check(run, "messy.csv", *options)
    report = json.loads(run("report", "messy.csv", *options, "--format", "json").out)
    assert document["period"] == report["period"]
    assert {one["person"]: one["logged_seconds"] for one in document["people"]} == {
        one["person"]: one["logged_seconds"] for one in report["people"]
    }


@pytest.mark.parametrize("kind", ["text", "json", "csv"])
def test_strict_tells_all_and_exits_with_2(kind, run, write):
    write("messy.csv", MESSY)
    loose, strict = (run("check", "messy.csv", *TODAY, "--format", kind, *more) for more in ([], ["--strict"]))
    assert (loose.code, strict.code) == (0, 2)
    assert strict.out == loose.out
    assert strict.err == "Error: 3 rows cannot be read, and --strict was asked. The result names them.\n"


def test_strict_is_content_with_skipped_rows(run, write):
    done = run("check", write("log.csv", CLEAN + "Total,,60,\n"), "--strict")
    assert (done.code, done.err) == (0, "")


def test_rows_of_which_none_can_be_read_are_told(run, write):
    document = check(run, write("log.csv", CLEAN.replace("60", "x")))
    assert codes(document) == ["rejected", "unread-people"]
    assert (document["people"], document["period"]) == ([], {"first": None, "last": None})
    assert run("check", "log.csv").code == 0


def test_a_header_alone_is_told(run, write):
    assert codes(check(run, write("log.csv", CLEAN.splitlines()[0] + "\n"))) == ["no-entries"]


def test_a_log_that_cannot_be_understood_is_an_error(run, write):
    done = run("check", write("log.csv", "person,date,activity\nAnn,2025-11-03,call\n"))
    assert (done.code, done.out) == (2, "")
    assert "how long it took" in done.err


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl"])
def test_rows_are_the_findings_of_json(name, run, write):
    write("messy.csv", MESSY)
    findings = check(run, "messy.csv", *TODAY)["findings"]
    done = run("check", "messy.csv", *TODAY, "--format", name)
    if name == "jsonl":
        assert [json.loads(line) for line in done.out.splitlines()] == findings
        return
    rows = list(csv.DictReader(io.StringIO(done.out), delimiter={"csv": ",", "tsv": "\t"}[name]))
    assert rows == [{key: "" if value is None else str(value) for key, value in one.items()} for one in findings]


def test_standard_input_and_an_output_file(run, write, tmp_path):
    assert check(run, write("log.csv", CLEAN))["rows"]["read"] == 1
    assert run("check", "-o", "out.json", stdin=CLEAN).out == ""
    assert json.loads((tmp_path / "out.json").read_text())["logs"][0]["file"] == "standard input"
    assert run("check", "log.csv", "-o", "log.csv").code == 2


def test_columns_of_the_settings_are_used(run, write):
    write("faceaudit.toml", '[columns]\nperson = "Agent code"\n')
    document = check(run, write("log.csv", CLEAN.replace("person", "Agent code")))
    assert document["people"][0]["person"] == "Ann"


def test_hostile_names_are_shown_harmless(run, write):
    write("log.csv", "person,date,minutes,activity,\x1b[31m\nAnn\x1b[31m,2025-11-03,1000,call,x\n")
    for kind in ("text", "markdown"):
        assert "\x1b" not in run("check", "log.csv", "--format", kind).out


@pytest.mark.parametrize("kind", ["text", "json", "csv"])
def test_no_scoring_is_loaded(kind, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(CLEAN)
    code = (
        "import sys; from faceaudit.cli import run;"
        f"run(['check', {str(log)!r}, '--format', {kind!r}]); print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not [name for name in loaded if name.startswith(("faceaudit.scoring", "faceaudit.counting"))]
    assert not loaded & {"numpy", "pandas", "pyarrow", "re2", "tabulate", "wcwidth", "tempfile"}


def test_rejects_go_to_a_file(run, write, tmp_path):
    run("check", write("log.csv", MESSY), *TODAY, "--rejects", "rejects.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text(encoding="utf-8"))))
    assert [row["line"] for row in rows] == ["10", "11", "14"]


def test_aliases_hold_before_anything_is_judged(run, write):
    write("faceaudit.toml", '[aliases]\n"Ann Bee" = ["abee"]\n')
    path = write("log.csv", CLEAN + "abee,2025-11-04,60,cold calls\nAnn Bee,2025-11-05,60,cold calls\n")
    assert [one["person"] for one in check(run, path)["people"]] == ["Ann", "Ann Bee"]


def test_what_was_made_from_something_else_has_no_layout_of_its_own(run, write):
    path = write("log.json", '[{"start": "20251103T090000Z", "end": "20251103T100000Z", "tags": ["cold calls"]}]')
    options = ("--salesperson", "Ann", "--delimiter", ";")
    (log,) = check(run, path, *options)["logs"]
    layout = [log[key] for key in ("made_from", "encoding", "delimiter", "header_line")]
    assert layout == ["records in JSON", None, None, None]
    said = run("check", path, *options).out
    assert "Made from: records in JSON" in said
    assert "Delimiter" not in said
