"""Copies, overlaps and periods on the command line and in notebooks."""

import csv
import io
import itertools
import json
import re

import pytest

from faceaudit import frames
from faceaudit.errors import FaceauditError

HEADER = "person,team,date,start,minutes,activity\n"
ROWS = [
    "Ann,North,2025-11-10,09:00,120,sold\n",
    "Ann,North,2025-11-10,10:00,120,served\n",
    "Ann,South,2025-11-10,09:00,120,sold\n",
    "Ann,North,2025-11-16,23:00,120,sold\n",
    "Bo,,2025-11-11,,60,filed\n",
    "Bo,,2025-11-11,,60,filed\n",
    "Bo,,2025-11-18,08:00,60,sold\n",
    "Bo,,2025-11-18,x,60,sold\n",
]
LOG = HEADER + "".join(ROWS)


def report(run, *arguments):
    return json.loads(run("report", *arguments, "--format", "json").out)


def seconds(document):
    return {one["person"]: one["logged_seconds"] for one in document["people"]}


def test_what_was_done_is_said(run, write, sure_rules, golden):
    write("log.csv", LOG)
    golden("stages/count.txt", run("report", "log.csv", "--today", "2025-11-17").out)


def test_all_options_at_once(run, write, sure_rules, golden):
    write("log.csv", LOG)
    done = run("report", "log.csv", "--today", "2025-11-19", "--period", "last-week", "--overlaps", "clip")
    assert (done.code, done.err) == (0, "")
    golden("stages/clip_last_week.txt", done.out)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3)))[1:])
@pytest.mark.parametrize("options", [(), ("--overlaps", "clip"), ("--period", "2025-W46", "--overlaps", "clip")])
def test_cutting_the_log_changes_nothing_but_notes(order, options, run, write, sure_rules):
    whole = report(run, write("log.csv", LOG), *options)
    for cuts in ((1, 2), (2, 5), (3, 4), (0, 3)):
        edges = [0, *cuts, len(ROWS)]
        pairs = list(itertools.pairwise(edges))
        paths = [write(f"part{i}.csv", HEADER + "".join(ROWS[a:b])) for i, (a, b) in enumerate(pairs)]
        parts = report(run, *(paths[i] for i in order), *options)
        del parts["notes"]
        assert parts == {key: value for key, value in whole.items() if key != "notes"}


def test_classify_shows_the_time_that_counts(run, write, sure_rules):
    path = write("log.csv", LOG)
    done = run("classify", path, "--overlaps", "clip", "--since", "2025-11-10", "--until", "2025-11-16")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["person"], row["start"], row["faceaudit_seconds"]) for row in rows] == [
        ("Ann", "09:00", "7200"), ("Ann", "10:00", "3600"), ("Ann", "23:00", "3600"), ("Bo", "", "3600"),
        ("Bo", "", "3600"),
    ]  # fmt: skip
    for said in (
        "only entries from 2025-11-10 to 2025-11-16",
        "1 entry repeats another one",
        "Ann 1.0 h; counted once",
    ):
        assert said in done.err
    text = run("classify", path, "--since", "2025-11-17", "--format", "text", "--person", "ann").out
    assert "2025-11-17  1.0" in " ".join(text.replace("   ", "  ").split("\n"))


def test_an_empty_period_is_a_result(run, write, sure_rules):
    path = write("log.csv", LOG)
    done = run("report", path, "--period", "2020")
    assert done.code == 0
    assert "There is no entry to judge." in done.out
    assert "(1 counted already, 6 outside the period)" in " ".join(done.out.split())
    assert "they are not in the result" not in done.out
    document = report(run, path, "--period", "2020", "--person", "Ann")
    assert document["rows"] == {"read": 8, "counted": 0, "rejected": 1, "skipped": 7}
    assert (document["people"], document["total"]["entries"]) == ([], 0)
    assert run("classify", path, "--period", "2020", "--person", "Ann").code == 0
    assert run("report", path, "--period", "2020", "--person", "Zed").code == 2
    assert run("classify", path, "--period", "2020", "--person", "Zed").code == 2
    assert run("report", path, "--period", "2020", "--check").code == 2


def test_weeks_add_up_to_the_month(run, write, sure_rules):
    path = write("log.csv", LOG)
    for way in ("count", "clip"):
        whole = seconds(report(run, path, "--overlaps", way))
        weeks = [seconds(report(run, path, "--overlaps", way, "--period", f"2025-W{n}")) for n in (46, 47)]
        assert whole == {name: sum(week.get(name, 0) for week in weeks) for name in whole}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--period", "soon"], 'Error: --period: "soon" is not a period. Write it like 2025-W46'),
        (["--period", "2025", "--until", "2025-11-03"], "Error: --period: a period has a first and a last day."),
        (["--since", "3.11.2025"], 'Error: --since: "3.11.2025" is not a day. Write it like 2025-11-03.'),
        (["--until", "2025-02-30"], "Error: --until: there is no day 2025-02-30."),
        (["--today", "\x1b[31m"], r'Error: --today: "\x1b[31m" is not a day.'),
        (["--overlaps", "drop"], "'drop' is not one of 'count', 'clip'."),
    ],
)
@pytest.mark.parametrize("command", ["report", "classify"])
def test_mistakes_are_named(command, options, said, run, write):
    done = run(command, write("log.csv", LOG), *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_explain_of_a_copy_says_so(run, write):
    done = run("explain", write("log.csv", LOG), "--line", "4")
    assert done.code == 2
    assert re.fullmatch(
        r"Error: \S*log\.csv:4: this row is left out \(counted already\)\. See \S*log\.csv:\d+\.\n", done.err
    )


def test_notebooks_take_days_and_overlaps(write, sure_rules, run):
    path = write("log.csv", LOG)
    frame = frames.split(path, since="2025-11-10", until="2025-11-16", overlaps="clip")
    assert list(frame["logged_seconds"]) == [14_400, 7_200]
    assert frame.attrs["rows"] == {"read": 8, "counted": 5, "rejected": 1, "skipped": 2}
    assert len(frames.classify(path, until="2025-11-11")) == 4
    with pytest.raises(FaceauditError, match="is not a day"):
        frames.split(path, since="soon")
    with pytest.raises(ValueError, match="count, clip"):
        frames.split(path, overlaps="drop")
