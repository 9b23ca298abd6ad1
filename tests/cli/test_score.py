"""``classify --sample``, ``score`` and ``report --accuracy``: from a log to how right its sorting is."""

import contextlib
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.seals import seal, unseal
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES
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
HEAD = "faceaudit_sealed,faceaudit_seconds,faceaudit_weight,truth\n"
PLAIN = "faceaudit_category,faceaudit_activity,faceaudit_seconds,faceaudit_weight,truth\n"
SEALED = seal("proposal", "log.csv:2")
WAYS = pytest.mark.parametrize("blind", [[], ["--blind"]], ids=["plain", "blind"])


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
    """Fifty entries of the sample team, checked; of the last two nobody has said anything yet."""
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 50, "--blind", "-o", path)
    unsaid = {row["faceaudit_source"].rpartition(":")[2] for row in read_rows(path)[48:]}
    return fill(path, lambda line: "" if line in unsaid else LABELS[line])


@WAYS
def test_a_sample_has_what_a_person_needs(blind, run, write, sure_rules):
    done = run("classify", write("log.csv", LOG), "--sample", 3, *blind)
    rows = rows_of(done.out)
    assert len(rows) == 3
    told = ["category", "activity", "certainty", "evidence", "owner"]
    assert list(rows[0]) == [
        "faceaudit_number", "person", "date", "minutes", "activity", "truth",
        *(f"faceaudit_{name}" for name in ([*(["sealed"] if blind else told), "seconds", "source", "weight"])),
    ]  # fmt: skip
    assert done.out.splitlines()[0].endswith("faceaudit_weight,truth")
    assert [row["faceaudit_number"] for row in rows] == ["1", "2", "3"]
    assert sum(int(row["faceaudit_weight"]) for row in rows) == 240 * 60
    assert {row["truth"] for row in rows} == {""}
    assert "3 of 4 entries, drawn at random by their time with seed 1, stand for 4.0 h" in done.err


def test_the_same_seed_draws_the_same_sample(run):
    one, same, other = (run("classify", FIELD, "--sample", 20, *more) for more in ([], ["--seed", 1], ["--seed", 2]))
    assert one.out == same.out != other.out
    assert "seed 2" in other.err


def test_a_sample_is_made_of_lines_of_the_whole(run):
    whole = {row["faceaudit_source"]: row for row in rows_of(run("classify", FIELD).out)}
    sample, blind = (rows_of(run("classify", FIELD, "--sample", 30, *more).out) for more in ([], ["--blind"]))
    assert len(sample) == len(blind) == 30
    for row, hidden in zip(sample, blind, strict=True):
        activity, mark, _ = unseal(hidden.pop("faceaudit_sealed")).partition("?")
        assert hidden == {key: row[key] for key in hidden}
        weight, truth = row.pop("faceaudit_weight"), row.pop("truth")
        del row["faceaudit_number"]
        entry = whole[row["faceaudit_source"]]
        assert row == entry
        assert (activity, bool(mark)) == (entry["faceaudit_activity"], entry["faceaudit_category"] == "uncertain")
        assert int(weight) >= int(row["faceaudit_seconds"])
        assert truth == ""


def test_a_sample_is_written_in_random_order(run):
    """Its first entries are then a random part of it; of the same seed the order is the same."""
    sample = rows_of(run("classify", FIELD, "--sample", 50).out)
    lines = [int(row["faceaudit_source"].rpartition(":")[2]) for row in sample]
    half = sum(line > 626 for line in lines[:25])
    assert 8 <= half <= 17
    assert lines != sorted(lines)
    assert [row["faceaudit_number"] for row in sample] == [str(number) for number in range(1, 51)]


def test_nobody_reads_in_a_blind_sample_what_it_was_sorted_into(run):
    out = run("classify", FIELD, "--sample", 50, "--blind").out
    rows = rows_of(out)
    sealed = [row["faceaudit_sealed"] for row in rows]
    assert len(set(sealed)) == 50
    assert {len(one) for one in sealed} == {41}
    assert not {name for name in rows[0] if name.startswith("faceaudit_")} & {
        "faceaudit_category", "faceaudit_activity", "faceaudit_evidence", "faceaudit_owner", "faceaudit_certainty",
    }  # fmt: skip
    assert not [word for word in (*ACTIVITIES, *CATEGORIES) if word.count("-") and word in out]


@given(st.text(st.characters(codec="ascii", exclude_characters=" \n"), max_size=30), st.text())
def test_a_seal_opens_to_what_was_sealed(word, salt):
    assert unseal(seal(word, salt)) == word
    assert seal(word, salt)[0] == "s"


@pytest.mark.parametrize("code", ["", "s", "proposal", "s!", "s====", "sAAAA\u00e9"])
def test_what_is_no_seal_names_no_activity(code):
    with contextlib.suppress(ValueError):
        assert unseal(code) not in ACTIVITIES


def test_a_sample_of_more_than_there_is_is_the_whole(run, write, sure_rules):
    rows = rows_of(run("classify", write("log.csv", LOG), "--sample", 99, "--person", "Bo").out)
    assert sorted(row["faceaudit_weight"] for row in rows) == ["3600", "5400"]


@pytest.mark.parametrize("how", [["-f", "text"], ["-f", "json"], ["-f", "jsonl"], ["-f", "markdown"], ["-o", "s.json"]])
def test_a_sample_that_could_not_be_filled_in_is_not_written(how, run, write, sure_rules, tmp_path):
    done = run("classify", write("log.csv", LOG), "--sample", 2, *how)
    assert (done.code, done.out) == (2, "")
    assert "-o sample.csv" in done.err
    assert not (tmp_path / "s.json").exists()


def test_a_sample_as_tsv_is_scored_as_one_in_csv(run, tmp_path):
    for suffix, delimiter in (("csv", ","), ("tsv", "\t")):
        path = tmp_path / f"sample.{suffix}"
        run("classify", FIELD, "--sample", 20, "-o", path)
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), delimiter=delimiter))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(
            [rows[0], *([*row[:-1], LABELS[row[-3].rpartition(":")[2]]] for row in rows[1:])]
        )
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
    one, other = (run("score", tmp_path / f"sample.{suffix}", "-f", "json") for suffix in ("csv", "tsv"))
    assert one.code == 0
    assert one.out == other.out


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ("Ann,2025-11-03,x,sold\n", [], 'log.csv:2, minutes: "x" is not a duration'),
        ("Ann,2025-11-03,x,sold\n", ["-o", "s.csv"], 'log.csv:2, minutes: "x" is not a duration'),
        ("Ann,2025-11-03,30,sold\n", ["--category", "internal"], "there is no entry with time to draw from"),
        ("Ann,2025-11-03,30,sold\n", ["--until", "2025-11-01"], "there is no entry with time to draw from"),
        ("Ann,2025-11-03,30,sold\n", ["--person", "Cid"], "there is no entry of 'Cid'"),
        ("Ann,2025-11-03,30,sold\nBo,2025-11-03,x,sold\n", ["--strict"], 'log.csv:3, minutes: "x"'),
    ],
)
def test_where_there_is_nothing_to_draw_from(rows, more, said, run, write, sure_rules, tmp_path):
    write("log.csv", f"person,date,minutes,activity\n{rows}")
    done = run("classify", "log.csv", "--sample", 5, *more)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "s.csv").exists()


def truths(path, said):
    """Fill in what is said of the first rows, row by row."""
    rows = read_rows(path)
    sources = [row["faceaudit_source"].rpartition(":")[2] for row in rows]
    return fill(path, dict(zip(sources, said + [""] * len(sources), strict=False)).get)


@pytest.mark.parametrize(
    ("said", "which"),
    [
        (["internal"] * 4, None),
        (["internal"] * 10, None),
        (["internal", "internal", "", "internal"], "numbers 1-2, 4 of the sample"),
        (["", "", "internal"], "number 3 of the sample is there and filled in"),
        (["", "internal"] * 5, "numbers 2, 4, 6, 8, 10 of the sample"),
    ],
)
def test_a_part_that_is_not_random_is_named(said, which, run, tmp_path):
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 10, "-o", path)
    truths(path, said)
    found = json.loads(run("score", path, "-f", "json").out)
    assert found["is_random"] == (which is None)
    notes = [note["message"] for note in found["notes"] if note["code"] == "part-not-random"]
    assert len(notes) == (which is not None)
    if which:
        assert which in notes[0]
        assert which in run("score", path, "-f", "csv").err
        assert which in run("report", FIELD, "--accuracy", path, "-f", "csv").err
    shown = " ".join(run("score", path).out.split())
    assert ("random order" in shown) == (which is None and len(said) < 10)


@WAYS
def test_sorting_the_sheet_changes_nothing(blind, run, tmp_path):
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 10, *blind, "-o", path)
    truths(path, ["internal"] * 4)
    before = json.loads(run("score", path, "-f", "json").out)
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *sorted(rows, key=lambda row: row.split(",")[3])]) + "\n", encoding="utf-8")
    after = json.loads(run("score", path, "-f", "json").out)
    assert (after["measures"], after["notes"]) == (before["measures"], before["notes"])


def score_of(run, path):
    """What is measured, whatever the lines of the sample are."""
    found = json.loads(run("score", path, "-f", "json").out)
    found["wrong"] = sorted(([*{**one, "line": 0}.values()] for one in found["wrong"]), key=str)
    return found


def test_blind_or_not_the_score_is_the_same(run, tmp_path):
    found = []
    for name, blind in (("plain.csv", []), ("blind.csv", ["--blind"])):
        run("classify", FIELD, "--sample", 40, *blind, "-o", tmp_path / name)
        found.append(score_of(run, fill(tmp_path / name, LABELS.get)))
    assert found[0] == found[1]
    assert found[0]["wrong"]


def test_a_sample_of_an_earlier_version_is_scored(run, tmp_path):
    """It has no numbers and stands in the order of the log."""
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 40, "-o", path)
    now = score_of(run, fill(path, LABELS.get))
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    rows.sort(key=lambda row: int(row[header.index("faceaudit_source")].rpartition(":")[2]))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row[1:] for row in [header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    assert score_of(run, path) == now


@WAYS
def test_columns_and_rows_in_another_order(blind, run, tmp_path):
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 40, *blind, "-o", path)
    before = score_of(run, fill(path, LABELS.get))
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(row[::-1] for row in [header, *rows[::-1]])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert score_of(run, path) == before


def test_a_row_that_was_taken_out_leaves_no_random_part(run, tmp_path):
    path = tmp_path / "sample.csv"
    run("classify", FIELD, "--sample", 10, "-o", path)
    header, *rows = fill(path, LABELS.get).read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rows[:3], *rows[4:]]), encoding="utf-8")
    assert "only numbers 1-3, 5-10 of the sample are there and filled in" in run("score", path, "-f", "csv").err


def test_a_sample_without_numbers_does_not_tell_what_is_random(run, write):
    row = f"{SEALED},600,600,"
    half, whole = (f"{HEAD}{row}proposal\n{row}{last}\n" for last in ("", "proposal"))
    assert "only line 2 of the sample is" in run("score", write("half.csv", half), "-f", "csv").err
    assert run("score", write("whole.csv", whole), "-f", "csv").err == ""


def test_truths_that_tell_only_the_side(run, write):
    sorted_into = ["proposal", "proposal?", "complaint", "travel", "excluded"]
    said = ["selling", "Not selling", "sold", "non-selling", "not-selling"]
    rows = [f"{seal(one, 'x')},600,600,{truth}\n" for one, truth in zip(sorted_into, said, strict=True)]
    path = write("sample.csv", HEAD + "".join(rows))
    found = json.loads(run("score", path, "-f", "json").out)
    assert {one["measure"]: (one["right"], one["of"]) for one in found["measures"]} == {
        "category": (0, 0), "side": (2, 4), "activity": (0, 0),
    }  # fmt: skip
    assert found["entries"] == 5
    assert [(one["line"], one["truth"]) for one in found["wrong"]] == [
        (3, "not-selling"), (4, "selling"), (6, "not-selling"),
    ]  # fmt: skip
    assert {(one["truth"], one["sorted"]) for one in found["confusions"]} == {
        ("selling", "value-added"), ("selling", "baseline"), ("not-selling", "uncertain"),
        ("not-selling", "internal"), ("not-selling", "excluded"),
    }  # fmt: skip
    assert found["selling_share"]["truth"] == pytest.approx(2 / 5)
    shown = run("score", path).out
    assert shown.startswith("Sorting, measured on 5 entries")
    assert "Only in the side: 5 entries" in shown
    assert "of the time in the right category" not in run("report", FIELD, "--accuracy", path).out


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Value-added selling", "value-added"), ("Returns and credits", "returns"), ("sales", "selling")],
)
def test_a_truth_may_be_a_title(said, meant, run, write):
    path = write("sample.csv", f"{HEAD}{seal('travel', 'x')},600,600,{said}\n")
    (wrong,) = json.loads(run("score", path, "-f", "json").out)["wrong"]
    assert meant in (wrong["truth"], wrong["truth_activity"])


@pytest.mark.parametrize("kind", ["text", "markdown", "json", "csv", "tsv", "jsonl"])
def test_report_tells_the_range_and_its_meaning_in_every_format(kind, run, field_sample):
    done = run("report", FIELD, "--accuracy", field_sample, "-f", kind)
    told = " ".join((done.out if kind in ("text", "markdown", "json") else done.err).split())
    assert "Sorting, measured on 46 entries of this log" in told
    assert told.count("range in brackets holds the share of the whole log for 95 of 100 samples") == 1


@pytest.mark.parametrize(("option", "name"), [(["--seed", 2], "seed"), (["--blind"], "blind")])
def test_what_is_for_a_sample_needs_one(option, name, run, write, golden):
    done = run("classify", write("log.csv", LOG), *option)
    assert (done.code, done.out) == (2, "")
    golden(f"errors/{name}_without_sample.txt", done.err)


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
    assert activity["right"] == sum(row["truth"] == unseal(row["faceaudit_sealed"]).removesuffix("?") for row in named)
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
        ("truth_unknown", HEAD + f"{SEALED},60,600,proposl\n"),
        ("truths_unknown", HEAD + f"{SEALED},60,600,xyz\n{SEALED},60,600,intern\n"),
        ("truth_empty", HEAD + f"{SEALED},60,600,\n,,,,\n"),
        ("truth_all_uncertain", HEAD + f"{SEALED},60,600,unclear\n"),
        ("weight_no_number", HEAD + f"{SEALED},60,1e3,proposal\n"),
        ("weight_nothing", HEAD + f"{SEALED},0,600,proposal\n"),
        ("weight_too_small", HEAD + f"{SEALED},900,109.905,proposal\n"),
        ("seal_broken", HEAD + "proposal,60,600,proposal\n"),
        ("sorting_written_over", PLAIN + "baseline,proposal,60,600,\n,proposal,60,600,\ninternal,intern,60,600,\n"),
        ("sample_without_sorting", PLAIN.replace("activity", "x") + "baseline,complaint,60,600,baseline\n"),
        ("number_twice", f"faceaudit_number,{HEAD}1,{SEALED},60,600,proposal\n1,{SEALED},60,600,proposal\n"),
        ("sample_is_a_log", "person,date,minutes,activity\nAnn,2025-11-03,30,sold\n"),
    ],
)
def test_what_cannot_be_used(name, content, run, write, golden):
    write("sample.csv", content)
    done = run("score", "sample.csv")
    assert (done.code, done.out) == (2, "")
    golden(f"errors/{name}.txt", done.err)


def test_of_many_bad_rows_the_first_are_told(run, write):
    rows = "".join(f"60,60,travel,internal,,{at}\n" for at in range(30)).replace(",,", ",nonsense,")
    header = "faceaudit_weight,faceaudit_seconds,faceaudit_activity,faceaudit_category,truth,faceaudit_number\n"
    done = run("score", write("sample.csv", header + rows))
    assert (done.code, done.out) == (2, "")
    assert done.err.count('"nonsense" is no activity and no category.') == 20
    assert done.err.endswith("sample.csv: 10 more rows cannot be taken either.\n")


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
    assert accuracy.pop("in_words").startswith("Sorting, measured on 46 entries of this log")
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
