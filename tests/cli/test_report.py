"""``faceaudit report``: numbers, flags, exit codes, formats."""

import csv
import io
import json
from collections import Counter

import pytest

from faceaudit.config import NO_SETTINGS
from faceaudit.taxonomy import category_of
from support import ROOT, SAMPLES, SURE_RULES, read_rows

HEADER = "person,team,date,minutes,activity\n"
LOG = HEADER + (
    "Ann Bee,North,2025-11-03,540,sold\n"
    "Ann Bee,North,2025-11-04,60,served\n"
    "Bo,South,2025-11-03,480,sold\n"
    "Bo,South,2025-11-04,120,filed\n"
    "Cem,South,2025-11-05,500,grown\n"
    "Cem,South,2025-11-05,50,open\n"
    "Cem,South,2025-11-05,50,served\n"
    "Di,,2025-11-06,60,rested\n"
    "Ed,,2025-11-07,60,sold\n"
    "Ed,,2025-11-07,x,sold\n"
)


def json_of(done):
    return json.loads(done.out, parse_constant=lambda _: pytest.fail("no NaN"))


def test_text(run, write, sure_rules, golden):
    write("log.csv", LOG)
    done = run("report", "log.csv")
    assert done.code == 0
    golden("report.txt", done.out)
    assert done.err == ""


def test_json_is_exact(run, write, sure_rules):
    document = json_of(run("report", write("log.csv", LOG), "--format", "json"))
    assert document["schema"] == "faceaudit.report/1"
    assert document["period"] == {"first": "2025-11-03", "last": "2025-11-07"}
    assert document["rows"] == {"read": 10, "counted": 9, "rejected": 1, "skipped": 0}
    assert {p["person"]: p["flag"] for p in document["people"]} == {
        "Ann Bee": "ok", "Bo": "below", "Cem": "uncertain", "Di": "not-rated", "Ed": "ok",
    }  # fmt: skip
    cem = document["people"][2]
    assert cem == {
        "person": "Cem", "team": "South", "entries": 3, "logged_seconds": 36_000, "working_seconds": 36_000,
        "selling_seconds": 30_000, "value_added_seconds": 0, "incremental_seconds": 30_000, "baseline_seconds": 3_000,
        "internal_seconds": 0, "uncertain_seconds": 3_000, "excluded_seconds": 0, "face_time_seconds": 0,
        "selling_share_low": 30_000 / 36_000, "selling_share_high": 33_000 / 36_000,
        "threshold": 0.9, "flag": "uncertain",
        "in_person_seconds": 0, "video_seconds": 0, "phone_seconds": 0, "untold_seconds": 0, "face_time_share": 0.0,
        "working_days": 1, "face_time_seconds_per_day": 0,
        "target_seconds": 32_400, "target_reached": 30_000 / 32_400,
        "reason": None, "selling_share_without_systemic_low": None, "selling_share_without_systemic_high": None,
    }  # fmt: skip
    di = document["people"][3]
    assert (di["excluded_seconds"], di["working_seconds"], di["selling_share_low"]) == (3_600, 0, None)
    assert di["team"] is None
    codes = [note["code"] for note in document["notes"]]
    assert codes == ["rejected", "settings", "little-time-logged"]
    assert (document["notes"][0]["line"], document["notes"][0]["file"].endswith("log.csv")) == (11, True)
    without = {key for key in cem if key.startswith("selling_share_without")}
    keys = cem.keys() - {"person", "team", "threshold", "flag", "reason"} - without
    assert set(document["total"]) == keys
    for key in keys:
        if key.endswith("seconds") or key == "entries":
            assert document["total"][key] == sum(p[key] for p in document["people"])


@pytest.mark.parametrize("second", [0, 1])
def test_exactly_ninety_percent_is_not_flagged_and_one_second_less_is(second, run, write, sure_rules):
    log = "person,date,seconds,activity\n"
    log += f"Ann,2025-11-03,{324_000 - second},sold\nAnn,2025-11-04,{36_000 + second},served\n"
    path = write("log.csv", log)
    assert json_of(run("report", path, "--format", "json"))["people"][0]["flag"] == ["ok", "below"][second]
    assert (" 90.0 %" in run("report", path).out) == (not second)


@pytest.mark.parametrize(
    ("options", "code"),
    [([], 0), (["--check"], 1), (["--check", "--threshold", "80"], 0), (["--check", "--person", "Ann Bee"], 0),
     (["--check", "--min-hours", "11"], 0), (["--check", "--format", "csv"], 1), (["--check", "--flagged"], 1)],
)  # fmt: skip
def test_exit_code(options, code, run, write, sure_rules):
    assert run("report", write("log.csv", LOG), *options).code == code


def test_an_uncertain_person_is_not_flagged_for_check(run, write, sure_rules):
    log = HEADER + "Cem,,2025-11-05,500,sold\nCem,,2025-11-05,100,open\n"
    assert run("report", write("log.csv", log), "--check").code == 0


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_delimited_is_one_row_a_person_with_the_keys_of_json(name, run, write, sure_rules):
    path = write("log.csv", LOG)
    people = json_of(run("report", path, "--format", "json"))["people"]
    done = run("report", path, "--format", name)
    rows = list(csv.DictReader(io.StringIO(done.out), delimiter={"csv": ",", "tsv": "\t"}[name]))
    assert [{k: "" if v is None else str(v) for k, v in person.items()} for person in people] == rows
    assert done.err.startswith("Note: ")


def test_jsonl_is_one_person_a_line(run, write, sure_rules):
    path = write("log.csv", LOG)
    lines = run("report", path, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json_of(run("report", path, "--format", "json"))["people"]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".json", ".jsonl", ".md", ".txt", ".dat"])
def test_output_takes_its_format_from_the_suffix(suffix, run, write, sure_rules, tmp_path):
    path = write("log.csv", LOG)
    kind = {".md": "markdown", ".txt": "text", ".dat": "text"}.get(suffix, suffix[1:])
    target = tmp_path / f"out{suffix}"
    done = run("report", path, "-o", target)
    assert (done.code, done.out) == (0, "")
    assert target.read_text() == run("report", path, "--format", kind).out
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_a_given_format_wins_over_the_suffix(run, write, sure_rules, tmp_path):
    run("report", write("log.csv", LOG), "-o", tmp_path / "out.csv", "--format", "json")
    assert json.loads((tmp_path / "out.csv").read_text())


def test_flagged_shows_only_those_below_and_the_total_of_everybody(run, write, sure_rules):
    path = write("log.csv", LOG)
    whole, flagged = (json_of(run("report", path, "--format", "json", *o)) for o in ([], ["--flagged"]))
    assert [p["person"] for p in flagged["people"]] == ["Bo"]
    assert flagged["total"] == whole["total"]


def test_person_is_a_filter_and_the_rest_is_skipped_by_name(run, write, sure_rules):
    document = json_of(
        run("report", write("log.csv", LOG), "--format", "json", "--person", " ANN  bee", "--person", "Bo")
    )
    assert [p["person"] for p in document["people"]] == ["Ann Bee", "Bo"]
    assert document["rows"] == {"read": 10, "counted": 4, "rejected": 1, "skipped": 5}


@pytest.mark.parametrize("command", ["report", "matrix", "causes", "trend", "classify", "words", "rules"])
def test_who_asks_for_one_person_is_told_nothing_of_others(command, run, write):
    days = "".join(
        f"{who},2025-11-03,08:00,{minutes},Demo\n{who},2025-11-03,09:00,800,Wrote the proposal\n"
        for who, minutes in (("Ann", 90), ("Bo", 1400))
    )
    result = run(command, write("log.csv", "person,date,start,minutes,activity\n" + days), "--person", "Ann")
    assert "Ann 0.5 h" in result.out + result.err
    assert "Bo" not in result.out + result.err


def test_teams_and_targets_of_the_settings_are_used(run, write):
    write("faceaudit.toml", '[targets]\npeople = { "bo" = 80 }\n[teams]\n"Key accounts" = ["Ann Bee"]\n' + SURE_RULES)
    document = json_of(run("report", write("log.csv", LOG), "--format", "json", "--threshold", "95"))
    found = {p["person"]: (p["team"], p["threshold"], p["flag"]) for p in document["people"][:2]}
    assert found == {"Ann Bee": ("Key accounts", 0.95, "below"), "Bo": ("South", 0.8, "ok")}
    assert document["threshold"] == 0.95


def test_rejects_are_kept_with_their_reasons(run, write, sure_rules, tmp_path):
    log = HEADER + 'Ann,,2025-11-03,x,"=1+1"\nAnn,,2025-11-31,5,sold\nAnn,,2025-11-03,5\n,,2025-11-03,5,sold\n'
    run("report", write("log.csv", log), "--rejects", tmp_path / "bad.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "bad.csv").read_text(), newline="")))
    assert [(row["line"], row["reason"], row["value"]) for row in rows] == [
        ("2", "bad-duration", "x"), ("3", "bad-date", "2025-11-31"), ("4", "wrong-cell-count", ""),
        ("5", "no-person", ""),
    ]  # fmt: skip
    assert rows[0]["cell_5"] == "'=1+1"


def test_strict_makes_a_reject_an_error_and_leaves_an_old_result_alone(run, write, sure_rules, tmp_path):
    (tmp_path / "old.txt").write_text("old")
    done = run("report", write("log.csv", LOG), "--strict", "-o", tmp_path / "old.txt")
    assert (done.code, done.out) == (2, "")
    assert (tmp_path / "old.txt").read_text() == "old"


def test_standard_input_is_read_with_and_without_a_dash(run, write, sure_rules):
    path = write("log.csv", LOG)
    wanted = run("report", path, "--format", "csv").out
    assert run("report", "-", "--format", "csv", stdin=LOG).out == wanted
    assert run("report", "--format", "csv", stdin=LOG).out == wanted


def test_on_a_terminal_without_a_log_help_is_shown(run, monkeypatch):
    import faceaudit.cli.given

    monkeypatch.setattr(faceaudit.cli.given, "has_input", lambda logs: bool(logs))
    done = run("report")
    assert (done.code, done.out) == (2, "")
    assert "faceaudit report logs.csv" in done.err


def test_several_logs_of_different_layout_add_up(run, write, sure_rules):
    one = write("one.csv", HEADER + "Ann,,2025-11-03,60,sold\n")
    two = write("two.csv", "Date;Rep;Hours;Subject\n04.11.2025;ann;0,5;served\n")
    document = json_of(run("report", one, two, "--format", "json"))
    assert [(p["person"], p["selling_seconds"], p["baseline_seconds"]) for p in document["people"]] == [
        ("Ann", 3600, 1800)
    ]


def test_a_header_without_entries_gives_an_empty_report(run, write):
    done = run("report", write("log.csv", HEADER), "--format", "json")
    document = json_of(done)
    assert (done.code, document["people"], document["period"]) == (0, [], {"first": None, "last": None})
    assert document["total"]["selling_share_low"] is None
    assert [note["code"] for note in document["notes"]] == ["no-entries"]
    assert run("report", write("log.csv", HEADER)).code == 0


def test_colours_only_where_they_are_asked_for(run, write, sure_rules):
    path = write("log.csv", LOG)
    assert "\033[" not in run("report", path).out
    assert "\033[1;31mBELOW 90\033[0m" in run("report", path, "--color", "always").out


def test_the_sample_adds_up_and_says_what_became_of_every_row(run):
    document = json_of(run("report", SAMPLES / "field_team.csv", "--format", "json"))
    rows = document["rows"]
    assert rows == {"read": 1253, "counted": 1244, "rejected": 7, "skipped": 2}
    assert (document["period"]["first"], document["period"]["last"]) == ("2025-11-03", "2025-11-28")
    for person in [*document["people"], document["total"]]:
        parts = [
            person[f"{name}_seconds"] for name in ("value_added", "incremental", "baseline", "internal", "uncertain")
        ]
        assert sum(parts) == person["working_seconds"]
        assert person["selling_seconds"] == parts[0] + parts[1]
        assert person["logged_seconds"] == person["working_seconds"] + person["excluded_seconds"]
    assert document["total"]["logged_seconds"] == 73_270 * 60


@pytest.mark.parametrize("name", ["toggl.csv", "clockify.csv", "harvest.csv"])
def test_the_export_samples_are_read_without_an_option(name, run):
    document = json_of(run("report", SAMPLES / name, "--format", "json"))
    assert document["rows"]["rejected"] == document["rows"]["skipped"] == 0
    assert document["rows"]["counted"] > 20
    assert document["notes"] == []


def test_nobody_in_the_sample_is_judged_against_what_a_reader_of_the_codebook_says(run):
    """True shares lie in their ranges, give or take two points; nobody who sells enough by the labels is below."""
    labels = {int(row["line"]): row["activity"] for row in read_rows(ROOT / "tests" / "data" / "field_team_labels.csv")}
    times: dict[str, Counter[str]] = {}
    for line, cells in enumerate(csv.reader(io.StringIO((SAMPLES / "field_team.csv").read_text())), start=1):
        if line in labels:
            times.setdefault(cells[0], Counter())[category_of(labels[line])] += int(cells[4])
    people = json_of(run("report", SAMPLES / "field_team.csv", "--format", "json"))["people"]
    assert len(people) == len(times) == 8
    for one in people:
        time = times[one["person"]]
        working = time.total() - time["excluded"]
        selling = time["value-added"] + time["incremental"]
        assert one["selling_share_low"] <= (selling + time["uncertain"]) / working + 0.02
        assert one["selling_share_high"] >= selling / working - 0.02
        assert not (one["flag"] == "below" and selling / working >= 0.9)


def test_teams_of_the_log_are_summed_by_entry_and_a_person_in_two_is_told(run, write, sure_rules):
    log = HEADER + "Jo,North,2025-11-03,600,sold\nJo,south,2025-11-04,60,sold\nAl,South,2025-11-04,60,served\n"
    write("log.csv", log)
    done = run("report", "log.csv")
    lines = {line.split("  ")[0]: line.split()[2] for line in done.out.splitlines() if line.startswith("team")}
    assert lines == {"team North": "10.0", "team South": "2.0"}
    assert "Jo is logged under 'North' and 'South'" in done.out


@pytest.mark.parametrize(("least", "said"), [(1, []), (2, ["1 team is not told of, as --min-group 2 says"])])
def test_teams_left_out_are_counted(least, said, run, write, sure_rules):
    teams = {"Ann": "North", "Bo": "North", "Cem": "South", "Di": "", "Ed": ""}
    rows = "".join(f"{who},{team},2025-11-03,60,sold\n" for who, team in teams.items())
    log = write("log.csv", "person,team,date,minutes,activity\n" + rows)
    document = json_of(run("report", log, "--min-group", least, "--format", "json"))
    assert [note["message"] for note in document["notes"] if note["code"] == "small-teams"] == said


@pytest.mark.parametrize(("people", "named", "said"), [(4, 4, ""), (5, 3, "2 more are logged under several teams\n")])
def test_where_many_are_in_several_teams_only_some_are_named(people, named, said, run, write, sure_rules):
    rows = [f"P{i},{team},2025-11-03,60,sold\n" for i in range(people) for team in ("North", "South")]
    done = run("report", write("log.csv", "person,team,date,minutes,activity\n" + "".join(rows)))
    assert done.out.count("is logged under 'North' and 'South': a move, or two people of one name?") == named
    assert said in done.out


def test_a_log_of_which_no_row_can_be_read_is_an_error(run, write):
    done = run("report", write("log.csv", HEADER + "Ann,,2025-11-03,x,sold\nAnn,,2025-11-03,,sold\n"))
    assert (done.code, done.out) == (2, "")
    assert "No row could be read" in done.err


def test_people_of_whom_no_row_could_be_read_are_named(run, write, sure_rules):
    write("log.csv", HEADER + "Ann,,2025-11-03,60,sold\nBob,,2025-11-03,x,sold\nBob,,2025-11-04,y,sold\n")
    assert "no row of 'Bob' could be read" in run("report", "log.csv").out.replace("\n  ", " ")


def test_columns_of_the_settings_are_used_where_a_log_has_them(run, write):
    write("faceaudit.toml", '[columns]\nperson = "Agent code"\n' + SURE_RULES)
    one = write("one.csv", "Agent code,date,minutes,activity\nAnn,2025-11-03,60,sold\n")
    two = write("two.csv", HEADER + "Bo,,2025-11-03,60,sold\n")
    assert [p["person"] for p in json_of(run("report", one, two, "--format", "json"))["people"]] == ["Ann", "Bo"]


def test_columns_that_classify_added_are_not_read_and_that_is_said(run, write, sure_rules):
    sorted_log = run("classify", write("log.csv", LOG)).out.replace("value-added", "internal")
    document = json_of(run("report", "-", "--format", "json", stdin=sorted_log))
    assert "own-columns" in [note["code"] for note in document["notes"]]
    assert document["total"]["value_added_seconds"] > 0


def test_check_of_nobody_is_an_error(run, write):
    assert run("report", write("log.csv", HEADER), "--check").code == 2


def test_settings_in_force_and_names_that_met_nobody_are_told(run, write, golden):
    write(
        "faceaudit.toml",
        '[targets]\ndefault = 85\npeople = { "Anne Bee" = 50, Bo = 70 }\nteams = { " north" = 60, West = 70 }\n'
        'roles = { Hunter = 95 }\n[teams]\nEast = ["Zed"]\n' + SURE_RULES,
    )
    write("log.csv", LOG)
    document = json_of(run("report", "log.csv", "--format", "json"))
    notes = [note for note in document["notes"] if note["file"] == "faceaudit.toml"]
    golden("settings_notes.txt", "".join(f"{note['code']}: {note['message']}\n" for note in notes))
    assert document["people"][0]["threshold"] == 0.6


def test_without_settings_nothing_is_set():
    assert NO_SETTINGS.targets.default == 900_000


GERMAN = [
    "Angebot an Firma Meier geschickt", "Kundenbesuch bei Schulz, Bedarf besprochen", "Telefonat mit Einkauf",
    "Wochenbericht für Vertriebsleitung geschrieben", "Lager angerufen, wo die Ware bleibt", "Preisverhandlung",
    "Neue Anlage vorgeführt und Muster dagelassen", "Fahrt nach Bremen, Anschlussauftrag abgeholt",
]  # fmt: skip
ENGLISH = [
    "Met them again", "Talked about the thing with Kurt", "Follow up as discussed", "Sorted it out", "Back and forth",
    "Went over the points with Oyelaran", "Desk day, this and that",
]  # fmt: skip


@pytest.mark.parametrize(("texts", "is_told"), [(GERMAN, True), (ENGLISH, False), (GERMAN[:1], False)])
def test_uncertain_entries_in_words_never_met_are_told(texts, is_told, run, write):
    rows = "".join(f'Ann,2025-11-{day:02d},60,"{text}"\n' for day, text in enumerate(texts, start=3))
    notes = json.loads(run("report", write("log.csv", f"person,date,minutes,activity\n{rows}"), "-f", "json").out)[
        "notes"
    ]
    assert ("unknown-words" in [note["code"] for note in notes]) is is_told
