"""Scale: many rows, columns, rejects and characters are read to the last, within bounds, and said in few words."""

import csv
import json
import subprocess
import sys

import pytest

HEADER = "person,date,minutes,activity\n"
GOOD = "Ann,2025-11-03,1,demo\n"


def test_one_bad_value_among_two_hundred_thousand_rows_is_found_on_its_line(run, write):
    write("log.csv", HEADER + GOOD * 150_000 + "Bo,2025-11-03,5O,demo\n" + GOOD * 50_000)
    document = json.loads(run("check", "log.csv", "--format", "json").out)
    rows = document["rows"]
    assert (rows["read"], rows["counted"], rows["rejected"], rows["skipped"]) == (200_001, 200_000, 1, 0)
    assert [one["logged_seconds"] for one in document["people"]] == [200_000 * 60]
    rejected = [(one["line"], one["message"][:34]) for one in document["findings"] if one["code"] == "rejected"]
    assert rejected == [(150_002, 'minutes: "5O" is not a duration; r')]


def test_ten_thousand_rejects_are_counted_listed_in_part_and_kept_in_full(run, write, tmp_path):
    write("log.csv", HEADER + GOOD + "Bo,2025-11-03,x,demo\n" * 10_000)
    done = run("report", "log.csv", "--format", "csv", "--rejects", "bad.csv")
    assert done.code == 0
    assert "rejected, as are log.csv:4, log.csv:5, log.csv:6 and 9,996 more." in done.err
    assert len(done.err) < 1_000
    with (tmp_path / "bad.csv").open(newline="") as file:
        assert [row["line"] for row in csv.DictReader(file)] == [str(line) for line in range(3, 10_003)]


WIDE = ",".join(f"c{number}" for number in range(100_003))


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (f"{HEADER.strip()},{WIDE}\nAnn,2025-11-03,30,demo\n", "log.csv:2: the row has 4 cells"),
        (f"person,date,activity,{WIDE}\nAnn,2025-11-03,demo\n", "log.csv:1: the header has no column for how long"),
        (f"{WIDE}\n1,2,3\n", "log.csv: no line looks like a header"),
    ],
    ids=["a short row", "no time", "no header"],
)  # fmt: skip
def test_what_is_wrong_with_a_hundred_thousand_columns_is_said_in_few_words(log, said, run, write):
    done = run("report", write("log.csv", log).name)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err) < 1_000


def test_a_hundred_thousand_columns_are_read(told):
    found = told(f"{HEADER.strip()},{WIDE}\nAnn,2025-11-03,30,demo{',' * 100_003}\n")
    assert (found.minutes, found.notes) == ({"Ann": 30}, {})


def test_a_cell_of_five_megabytes_is_an_entry_and_is_shown_short(run, write):
    write("log.csv", f"{HEADER}Ann,2025-11-03,30,{'word ' * 1_000_000}\nBo,{'9' * 5_000_000},30,demo\n")
    done = run("report", "log.csv")
    assert done.code == 0
    assert "2 read = 1 counted + 1 rejected + 0 skipped" in " ".join(done.out.split())
    assert len(done.out) < 5_000


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded that way")
@pytest.mark.parametrize(
    ("block", "said"),
    [
        (b"x" * 1_000_000, "the line is longer than 16 MB"),
        (b'"' + GOOD.encode() * 50_000, "a quote opens here and does not close within 1 MB"),
    ],
    ids=["a line without an end", "a quote without an end"],
)
def test_what_has_no_end_is_refused_before_it_fills_the_memory(block, said, tmp_path):
    """The log is larger than the address space that the program is given."""
    with (tmp_path / "log.csv").open("wb") as file:
        file.write(HEADER.encode() + b"Ann,2025-11-03,1,")
        file.write(block)
        for _ in range(320):
            file.write(block.replace(b'"', b""))
    shell = f"ulimit -v 300000; exec {sys.executable} -m faceaudit check log.csv"
    done = subprocess.run(["/bin/bash", "-c", shell], capture_output=True, timeout=120, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"log.csv:2: {said}" in done.stderr.decode()
    assert len(done.stderr) < 300
