"""``--certainty`` and ``--decisions``: how sure it must be, and what people decided, in every command that sorts."""

import json

import pytest

from support import SAMPLES

LOG = "person,date,minutes,activity\nAnn,2025-11-03,60,Zwirbel at Kiln\nAnn,2025-11-04,60,Chased the warehouse\n"
DECISIONS = "text,activity_type,customer_status,activity,who,when\nzwirbel at kiln,,,prospecting,bo,2025-11-04\n"


def total(run, *arguments):
    return json.loads(run("report", *arguments, "--format", "json").out)["total"]


def test_the_surer_it_must_be_the_more_is_uncertain(run):
    open_seconds = [
        total(run, SAMPLES / "field_team.csv", "--certainty", percent)["uncertain_seconds"]
        for percent in ("50", "80", "95", "99.9")
    ]
    assert open_seconds == sorted(open_seconds)
    assert len(set(open_seconds)) == 4


@pytest.mark.parametrize("percent", ["99.65", "99.75", "99.95"])
def test_no_entry_is_decided_that_is_less_sure_than_asked_for(run, percent):
    log = SAMPLES / "field_team.csv"
    found = [json.loads(line) for line in run("classify", log, "--certainty", percent, "-f", "jsonl").out.splitlines()]
    decided = [row["faceaudit_certainty"] for row in found if row["faceaudit_category"] != "uncertain"]
    assert all(100 * certainty >= float(percent) for certainty in decided)


@pytest.mark.parametrize("command", ["report", "classify"])
@pytest.mark.parametrize("certainty", ["0.9", "101", "much"])
def test_a_certainty_that_is_no_percentage_is_an_error(run, write, command, certainty):
    done = run(command, write("log.csv", LOG), "--certainty", certainty)
    assert (done.code, done.out) == (2, "")
    assert "--certainty" in done.err


@pytest.mark.parametrize(
    ("certainty", "said"),
    [("0", "is too little"), ("0.9", "did you mean 90?"), ("101", "more than 100"), ("x", "not a percentage")],
)
def test_a_bad_certainty_is_told_in_its_own_words(certainty, said, run, write):
    done = run("report", write("log.csv", LOG), "--certainty", certainty)
    assert said in done.err
    assert ("how sure an entry must be" in done.err) == (certainty != "0.9")


@pytest.mark.parametrize("options", [("--decisions", "d.csv"), ()], ids=["named", "in the folder"])
def test_decisions_hold_in_every_command(run, write, options):
    write("d.csv" if options else "faceaudit-decisions.csv", DECISIONS)
    path = write("log.csv", LOG)
    assert total(run, path, *options)["value_added_seconds"] == 3600
    first = json.loads(run("classify", path, *options, "--format", "jsonl").out.splitlines()[0])
    assert (first["faceaudit_activity"], first["faceaudit_evidence"]) == ("prospecting", "decision of bo, 2025-11-04")
    assert "Decided by your decision of bo, 2025-11-04" in run("explain", "Zwirbel at Kiln", *options).out


def test_a_bad_decision_is_an_error_with_its_place(run, write):
    done = run("report", write("log.csv", LOG), "--decisions", write("d.csv", "text,activity\nzwirbel,prospektion\n"))
    assert (done.code, done.out) == (2, "")
    assert 'd.csv:2, activity: "prospektion" is no activity.' in done.err


@pytest.mark.parametrize(
    ("older", "newer", "read"),
    [
        ("25.11.2025", "1.12.2025", "2025-12-01"),
        ("2025-11-25", "01.12.2025", "2025-12-01"),
        ("11/25/2025", "12/1/2025", "2025-12-01"),
        ("25/11/2025", "01/12/2025", "2025-12-01"),
        ("2025-11-25T09:00", "2025-12-01 08:00", "2025-12-01"),
        ("Nov 25, 2025", "1 Dec 2025", "2025-12-01"),
        ("", "2025-12-01", "2025-12-01"),
    ],
)
@pytest.mark.parametrize("is_newer_first", [False, True])
def test_the_newer_decision_holds_however_a_spreadsheet_wrote_the_days(older, newer, read, is_newer_first, run, write):
    lines = [f'zwirbel at kiln,travel,"{older}"\n', f'Zwirbel at Kiln,prospecting,"{newer}"\n']
    path = write("d.csv", "text,activity,when\n" + "".join(lines[::-1] if is_newer_first else lines))
    told = run("explain", "Zwirbel at Kiln", "--decisions", path).out
    assert told.startswith("Value-added selling: Prospecting")
    assert f"Decided by your decision, {read}." in told


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("soon",), 'd.csv:2, when: "soon" is no date. Write it as in 2026-03-31.'),
        (("2025-02-30",), 'd.csv:2, when: "2025-02-30" is no date.'),
        (("25/11/2025", "11/25/2025"), "d.csv, when: some dates have the day first, others the month."),
    ],
)
def test_a_day_that_is_none_is_told(days, said, run, write):
    rows = "".join(f"text {at},travel,{day}\n" for at, day in enumerate(days))
    done = run("report", write("log.csv", LOG), "--decisions", write("d.csv", f"text,activity,when\n{rows}"))
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("some words of no table", "d.csv: no line looks like a header; the first one begins"),
        ("some words of no table", "Its columns are text, activity_type, customer_status, activity, who, when"),
        (b"text,activity\n\x81\x8d,travel\n", "Save it as UTF-8."),
    ],
)
def test_a_wrong_file_of_decisions_is_not_called_a_log(content, said, run, write):
    done = run("report", write("log.csv", LOG), "--decisions", write("d.csv", content))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "--header-row" not in done.err
    assert "--encoding" not in done.err


def test_without_its_file_a_named_decision_is_an_error(run, write):
    done = run("report", write("log.csv", LOG), "--decisions", "nowhere.csv")
    assert (done.code, done.err) == (2, "Error: nowhere.csv: there is no such file. Check the name and the folder.\n")


def test_a_file_that_git_could_not_merge_is_refused(run, write):
    left = "<<<<<<< HEAD\nvisit,,,courtesy,ann,\n=======\nvisit,,,discovery,bo,\n>>>>>>> other\n"
    done = run("report", write("log.csv", LOG), "--decisions", write("d.csv", DECISIONS + left))
    assert (done.code, done.out) == (2, "")
    assert "d.csv:3: two versions of the file were not merged here." in done.err


def test_another_certainty_is_said(run, write):
    notes = json.loads(run("report", write("log.csv", LOG), "--certainty", "97.5", "--format", "json").out)["notes"]
    assert [note["message"] for note in notes if note["code"] == "certainty"] == [
        "every entry counts as uncertain that is not at least 97.5 % sure, as --certainty says"
    ]


def test_an_entry_in_words_never_met_flags_nobody(run, write):
    texts = ["Reklamation wegen falscher Lieferung bearbeitet", "Wochenbericht für die Vertriebsleitung geschrieben"]
    rows = "".join(f"Ann,2025-11-0{day},300,{text}\n" for day, text in enumerate(texts, start=3))
    person = json.loads(run("report", write("log.csv", f"person,date,minutes,activity\n{rows}"), "-f", "json").out)[
        "people"
    ]
    assert [one["flag"] for one in person] == ["uncertain"]
    assert "Most of its words are not known" in run("explain", texts[0]).out


def test_what_was_learned_of_the_ends_of_a_text_is_told_in_words(run, write):
    path = write("d.csv", "text,activity\nZwirbel about the gate,prospecting\nfor the zwirbel,prospecting\n")
    told = run("explain", "Zwirbel and the zwirbel", "--decisions", path).out
    assert "\nlearned: begins  zwirbel " in told
    assert "\nlearned: ends    zwirbel " in told
    assert "^" not in told
