"""``faceaudit explain``: the verdict and its reasons."""

import json

import pytest

from support import SAMPLES

LOG = "date,minutes,activity,type\n2025-11-03,30,sold,Call\n2025-11-03,x,sold,Call\n,,,\n"


def test_words_are_explained_with_cues_runner_up_and_certainty(run):
    document = json.loads(run("explain", "Chased warehouse about the late shipment", "--format", "json").out)
    assert document["schema"] == "faceaudit.explain/1"
    assert document["category"] == "internal"
    assert document["activity"] == "delivery-follow-up"
    assert document["decided_by"] == "scorecard"
    assert 0.5 < document["certainty"] <= 1
    assert document["runner_up"] != document["activity"]
    assert any("warehouse" in cue["cue"] for cue in document["cues"])
    assert next(iter(document["points"])) == document["activity"] or document["points"]
    assert all(isinstance(cue["points"], int) for cue in document["cues"])


def test_the_users_rule_is_named(run, sure_rules):
    done = run("explain", "sold it again")
    assert "Decided by your rule: sold." in done.out


def test_columns_count(run):
    plain, typed = (
        json.loads(run("explain", "price talk", "--format", "json", *options).out)
        for options in ([], ["--type", "Email", "--status", "prospect", "--stage", "Negotiation"])
    )
    assert {cue["kind"] for cue in plain["cues"]} < {cue["kind"] for cue in typed["cues"]}


def test_a_break_of_the_log_is_not_explained_by_its_words(run, write):
    log = write("klog.csv", "date,start,end,minutes,summary,type\n2025-11-03,9:00,10:00,60,Product demo,break\n"
                "2025-11-03,10:00,11:00,60,Product demo,work\n")  # fmt: skip
    done = run("explain", log, "--line", "2", "--salesperson", "Ann")
    assert done.code == 2
    assert "klog.csv:2: the log itself calls this entry a break. It is no work, whatever its words say." in done.err


def test_an_entry_of_a_log_is_found_by_its_line(run):
    document = json.loads(run("explain", SAMPLES / "field_team.csv", "--line", "17", "--format", "json").out)
    assert document["source"].endswith("field_team.csv:17")
    assert document["text"]


def test_explain_agrees_with_classify(run):
    path = SAMPLES / "toggl.csv"
    for line, row in enumerate(run("classify", path, "--format", "jsonl").out.splitlines(), start=2):
        entry = json.loads(row)
        found = json.loads(run("explain", path, "--line", line, "--format", "json").out) if line < 8 else None
        if found:
            assert found["category"] == entry["faceaudit_category"]
            assert found["activity"] == entry["faceaudit_activity"]
            assert found["certainty"] == entry["faceaudit_certainty"]


@pytest.mark.parametrize(
    ("line", "name"), [(3, "explain_rejected"), (4, "explain_skipped"), (1, "explain_header"), (99, "explain_no_line")]
)
def test_a_line_without_an_entry_is_an_error(line, name, run, write, golden):
    write("log.csv", LOG)
    done = run("explain", "log.csv", "--line", line)
    assert (done.code, done.out) == (2, "")
    golden(f"errors/{name}.txt", done.err)


def test_words_nothing_is_known_about_are_uncertain(run):
    document = json.loads(run("explain", "zzgx", "--format", "json").out)
    assert document["category"] == "uncertain"
    assert document["certainty"] < 0.9
