"""``classify --sample``, ``score`` and ``report --accuracy``: from a log to how right its sorting is."""

import csv
import io
import json

import pytest

from support import ROOT, SAMPLES, read_rows

FIELD = SAMPLES / "field_team.csv"
LABELS = {row["line"]: row["activity"] for row in read_rows(ROOT / "tests" / "data" / "field_team_labels.csv")}
LOG = (
    "person,date,minutes,activity,truth\n"
    "Ann,2025-11-03,30,sold,a\n"
    "Ann,2025-11-03,60,served,b\n"
    'Bo,2025-11-03,90,"=open, and\nmore",c\n'
    "Bo,2025-11-04,60,rested,d\n"
)
HEAD = "faceaudit_category,faceaudit_activity,faceaudit_seconds,faceaudit_weight,truth\n"


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fill(path, truths, *, delimiter=",", encoding="utf-8", to=None):
    """Fill in the truth as a person does, and save the sample as a spreadsheet does."""
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    source = header.index("faceaudit_source")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([*row[:-1], truths(row[source].rpartition(":")[2])] for row in rows)
    to = to or path
    to.write_bytes(out.getvalue().encode(encoding))
    return to


@pytest.fixture
def field_sample(run, tmp_path):
    """Fifty entries of the sample team, checked; of two nobody has said anything yet."""
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 50, "-o", path)
    unsaid = {row["faceaudit_source"].rpartition(":")[2] for row in read_rows(path)[3:5]}
    return fill(path, lambda line: "" if line in unsaid else LABELS[line])


def test_a_sample_has_two_columns_more(run, write, sure_rules):
    done = run("classify", write("log.csv", LOG), "--sample", 3)
    rows = rows_of(done.out)
    assert len(rows) == 3
    assert done.out.splitlines()[0].endswith("faceaudit_seconds,faceaudit_source,faceaudit_weight,truth")
    assert sum(int(row["faceaudit_weight"]) for row in rows) == 240 * 60
    assert {row["truth"] for row in rows} == {""}
    assert "3 of 4 entries, drawn at random by their time with seed 1, stand for 4.0 h" in done.err


def test_the_same_seed_draws_the_same_sample(run):
    one, same, other = (run("classify", FIELD, "--sample", 20, *more) for more in ([], ["--seed", 1], ["--seed", 2]))
    assert one.out == same.out != other.out
    assert "seed 2" in other.err


def test_a_sample_is_made_of_lines_of_the_whole(run):
    whole = {row["faceaudit_source"]: row for row in rows_of(run("classify", FIELD).out)}
    sample = rows_of(run("classify", FIELD, "--sample", 30).out)
    assert len(sample) == 30
    for row in sample:
        weight, truth = row.pop("faceaudit_weight"), row.pop("truth")
        assert whole[row["faceaudit_source"]] == row
        assert int(weight) >= int(row["faceaudit_seconds"])
        assert truth == ""


def test_a_sample_of_more_than_there_is_is_the_whole(run, write, sure_rules):
    rows = rows_of(run("classify", write("log.csv", LOG), "--sample", 99, "--person", "Bo").out)
    assert [row["faceaudit_weight"] for row in rows] == ["5400", "3600"]


@pytest.mark.parametrize("kind", ["text", "json", "jsonl", "tsv", "markdown"])
def test_a_sample_in_other_formats(kind, run, write, sure_rules):
    done = run("classify", write("log.csv", LOG), "--sample", 2, "--format", kind)
    assert done.code == 0
    if kind == "json":
        assert [row["truth (2)"] for row in json.loads(done.out)["entries"]] == [None, None]


def test_a_seed_needs_a_sample(run, write, golden):
    done = run("classify", write("log.csv", LOG), "--seed", 2)
    assert (done.code, done.out) == (2, "")
    golden("errors/seed_without_sample.txt", done.err)


@pytest.mark.parametrize(("kind", "suffix"), [("text", "txt"), ("markdown", "md"), ("csv", "csv")])
def test_what_is_told(kind, suffix, run, field_sample, golden):
    done = run("score", field_sample, "--format", kind)
    assert done.code == 0
    golden(f"score/field_team.{suffix}", done.out)


def test_the_text_fits_a_terminal(run, field_sample):
    assert max(len(line) for line in run("score", field_sample).out.splitlines()) <= 80


def test_json_agrees_with_the_sample(run, field_sample):
    found = json.loads(run("score", field_sample, "--format", "json").out)
    rows = [row for row in read_rows(field_sample) if row["truth"]]
    assert found["schema"] == "faceaudit.score/1"
    assert (found["entries"], found["left_out"]) == (48, 2)
    assert found["open_in_truth"] == sum(row["truth"] == "unclear" for row in rows)
    named = [row for row in rows if row["truth"] != "unclear"]
    activity = next(one for one in found["measures"] if one["measure"] == "activity")
    assert activity["of"] == len(named)
    assert activity["right"] == sum(row["truth"] == row["faceaudit_activity"] for row in named)
    category = found["measures"][0]
    assert len(found["wrong"]) == category["of"] - category["right"]
    assert sum(one["entries"] for one in found["confusions"]) == 48
    lines = field_sample.read_text().splitlines()
    for one in found["wrong"]:
        assert one["words"] in lines[one["line"] - 1].replace('""', '"')
        assert one["source"] in lines[one["line"] - 1]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp1252"), (";", "cp1252")]
)
def test_however_a_spreadsheet_saved_it(delimiter, encoding, run, field_sample, tmp_path):
    other = fill(field_sample, LABELS.get, to=tmp_path / "other.csv", delimiter=delimiter, encoding=encoding)
    plain = fill(field_sample, LABELS.get)
    assert run("score", other, "-f", "json").out == run("score", plain, "-f", "json").out


def test_cells_of_several_lines_and_a_truth_of_the_logs_own(run, write, sure_rules, tmp_path):
    path = tmp_path / "sample.csv"
    run("classify", write("log.csv", LOG), "--sample", 4, "-o", path)
    truths = {"2": "Presentation", "3": "BASELINE", "4": "Value added", "6": "excluded"}
    found = json.loads(run("score", fill(path, truths.get), "-f", "json").out)
    assert [(one["right"], one["of"]) for one in found["measures"]][1] == (3, 3)
    assert found["measures"][0]["time_share"] == found["measures"][0]["time_low"]
    selling = found["selling_share"]
    assert (selling["truth"], selling["low"], selling["high"]) == pytest.approx((2 / 3, 1 / 6, 2 / 3))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("truth_unknown", HEAD + "value-added,proposal,60,600,proposl\n"),
        ("truths_unknown", HEAD + "value-added,proposal,60,600,xyz\nvalue-added,proposal,60,600,intern\n"),
        ("truth_empty", HEAD + "value-added,proposal,60,600,\n,,,,\n"),
        ("truth_all_uncertain", HEAD + "value-added,proposal,60,600,unclear\n"),
        ("weight_no_number", HEAD + "value-added,proposal,60,1e3,proposal\n"),
        ("weight_nothing", HEAD + "value-added,proposal,0,600,proposal\n"),
        ("sample_is_a_log", "person,date,minutes,activity\nAnn,2025-11-03,30,sold\n"),
    ],
)
def test_what_cannot_be_used(name, content, run, write, golden):
    write("sample.csv", content)
    done = run("score", "sample.csv")
    assert (done.code, done.out) == (2, "")
    golden(f"errors/{name}.txt", done.err)


def test_without_a_sample_it_says_what_is_missing(run):
    done = run("score")
    assert (done.code, done.out) == (2, "")
    assert done.err == "Error: missing argument 'SAMPLE'.\nHelp: faceaudit score --help\n"


def test_a_sample_from_a_pipe(run, field_sample):
    piped, named = run("score", "-", stdin=field_sample.read_bytes()), run("score", field_sample)
    assert piped == named


def test_the_sample_is_never_written_over(run, field_sample):
    before = field_sample.read_bytes()
    assert run("score", field_sample, "-o", field_sample).code == 2
    assert run("report", FIELD, "--accuracy", field_sample, "-o", field_sample).code == 2
    assert field_sample.read_bytes() == before


def test_report_says_how_right_it_is(run, field_sample):
    plain, told = (
        json.loads(run("report", FIELD, *more, "-f", "json").out) for more in ([], ["--accuracy", field_sample])
    )
    accuracy = told.pop("accuracy")
    assert plain == told
    score = json.loads(run("score", field_sample, "-f", "json").out)
    assert accuracy == {key: score[key] for key in accuracy}
    assert accuracy["stands_for_seconds"] == told["total"]["logged_seconds"]
    lines = run("report", FIELD, "--accuracy", field_sample).out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Sorting, measured on"))
    assert "entries of this log" in lines[at]
    assert lines[at - 1].startswith("6 of 8 people")


def test_report_says_where_the_sample_is_of_another_log(run, field_sample):
    done = run("report", SAMPLES / "toggl.csv", "--accuracy", field_sample)
    assert "another log or period" in done.out
    assert "stands for 1,221.2 h, but here are 22.3 h" in " ".join(done.out.split())
    notes = json.loads(run("report", SAMPLES / "toggl.csv", "--accuracy", field_sample, "-f", "json").out)["notes"]
    assert [note["code"] for note in notes].count("other-sample") == 1
