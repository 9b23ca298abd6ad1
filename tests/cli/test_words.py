"""``faceaudit words``: the words that leave time uncertain, ranked by that time."""

import csv
import io
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.logs import Entry
from faceaudit.scoring import Scorecard, Verdict
from faceaudit.scoring.sorting import Sorting
from faceaudit.word_usage import WordUsage
from support import SAMPLES

SAMPLE = SAMPLES / "field_team.csv"
LOG = (
    "person,date,minutes,activity,customer\n"
    "Ann Bee,2025-11-03,60,Zorbing hour at Acme's with Bee,Acme\n"
    "Ann Bee,2025-11-03,30,zorbing HOUR 4711 and the frobs,\n"
    "Cid,2025-11-04,90,Frobs,Brown & Sons\n"
    "Cid,2025-11-04,120,asked Brown about hour,Brown & Sons\n"
    "Cid,2025-11-04,15,settled frobs,\n"
    "Cid,2025-11-04,600,lunch: frobs,\n"
    "Cid,2025-11-04,x,frobs,\n"
)
RULES = """
[[rule]]
phrase = "settled"
activity = "unclear"
[[rule]]
phrase = "lunch"
activity = "excluded"
"""


@pytest.fixture
def log(write):
    write("faceaudit.toml", RULES)
    return write("log.csv", LOG)


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def test_words_are_ranked_by_uncertain_time(run, log):
    done = run("words", log, "--certainty", "100", "--format", "csv")
    assert done.code == 0
    assert rows_of(done.out) == [
        ["words", "kind", "uncertain_seconds", "entries", "people", "known", "uncertain_share", "example"],
        ["hour", "word", "12600", "3", "2", "yes", "1.0", "asked Brown about hour"],
        ["frobs", "word", "7200", "2", "2", "no", str(120 / 735), "Frobs"],
        ["asked", "word", "7200", "1", "1", "yes", "1.0", "asked Brown about hour"],
        ["zorbing", "word", "5400", "2", "1", "no", "1.0", "Zorbing hour at Acme's with Bee"],
    ]
    assert done.err == "Note: 1 row cannot be read; faceaudit check tells which and why\n"


def test_two_words_that_stand_together_are_shown_as_one(run, write):
    log = write("log.csv", LOG.replace("asked Brown about hour", "asked Brown"))
    found = [row[:3] for row in rows_of(run("words", log, "--certainty", "100", "--format", "csv").out)]
    assert ["zorbing hour", "phrase", "5400"] in found
    assert not {"zorbing", "hour"} & {row[0] for row in found}


def test_json(run, log):
    document = json.loads(run("words", log, "--certainty", "100", "--limit", "2", "--format", "json").out)
    assert document["schema"] == "faceaudit.words/1"
    assert document["uncertain_seconds"] == 300 * 60
    assert document["uncertain_entries"] == 4
    assert document["logged_seconds"] == 915 * 60
    assert document["words_found"] == 4
    assert [word["words"] for word in document["words"]] == ["hour", "frobs"]


def test_uncertain_time_is_that_of_report(run):
    document = json.loads(run("words", SAMPLE, "--format", "json").out)
    total = json.loads(run("report", SAMPLE, "--format", "json").out)["total"]
    assert document["uncertain_seconds"] == total["uncertain_seconds"]
    assert document["logged_seconds"] == total["logged_seconds"]
    assert len(document["words"]) == 20


def test_text(run, golden):
    shown = run("words", SAMPLE, "--person", "Tom Okafor", "--limit", "8").out
    golden("words.txt", shown.partition("\nNote")[0])
    assert max(map(len, run("words", SAMPLE, "--limit", "9999").out.splitlines())) <= 80


def test_nothing_uncertain(run, write):
    write("faceaudit.toml", '[[rule]]\nphrase = "sold"\nactivity = "presentation"\n')
    done = run("words", write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,30,sold\n"))
    assert done.code == 0
    assert done.out == (
        "Uncertain: 0.0 of 0.5 h, 0 entries; 0 words\n\nThere is no word to begin a rule with.\n"
    )  # fmt: skip


def test_names_of_all_people_and_customers_are_left_out_whoever_is_asked_for(run, log):
    found = [row[0] for row in rows_of(run("words", log, "--person", "Ann Bee", "--certainty", "100", "-f", "csv").out)]
    assert found == ["words", "zorbing hour", "frobs"]
    assert "brown" not in run("words", log, "--person", "Cid", "--certainty", "100", "-f", "csv").out.split(",")


def test_a_word_out_of_a_customers_name_is_one_where_it_mostly_stands_in_other_entries(run, write):
    log = write("log.csv", (
        "person,date,minutes,activity,customer\n"
        "Ann,2025-11-03,60,pumps for Tarrant,Tarrant Pumps\n"
        "Ann,2025-11-03,30,spares for Tarrant,Quorx Spares\n"
        "Ann,2025-11-03,60,two pumps at quorx,Other\n"
        "Ann,2025-11-03,30,two pumps and spares,Quorx Spares\n"
    ))  # fmt: skip
    assert [row[0] for row in rows_of(run("words", log, "--certainty", "100", "--format", "csv").out)[1:]] == ["pumps"]


def test_somebody_without_an_entry_is_an_error(run, log):
    done = run("words", log, "--person", "Dora")
    assert (done.code, done.out) == (2, "")
    assert "there is no entry of 'Dora'" in done.err


WORDS = ["zorb", "frob", "quux", "the", "ann", "acme's", "4711", "call"]
SORTINGS = {
    "open": Sorting(Verdict("upsell", True, 500, "travel", "scorecard"), "unclear", ""),
    "left open": Sorting(Verdict("upsell", True, 500, "travel", "rule: one"), "unclear", ""),
    "decided": Sorting(Verdict("upsell", False, 990, "travel", "scorecard"), "upsell", ""),
}
entries = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), st.integers(0, 10**8),
        st.sampled_from(["Ann", "Bo"]), st.sampled_from(sorted(SORTINGS)),
    ), max_size=8,
)  # fmt: skip


def ranked(rows, cuts=()):
    usage = WordUsage()
    pairs = [
        (Entry(name.lower(), name, "", "2025-11-03", ms, "", text, "Acme", "", "", "log.csv", 2, []), SORTINGS[kind])
        for text, ms, name, kind in rows
    ]
    bounds = [0, *sorted(cuts), len(pairs)]
    for start, end in itertools.pairwise(bounds):
        usage.meet_names(entry for entry, _ in pairs[start:end])
        usage.count(pairs[start:end])
    return usage.ranked(Scorecard.load())


@given(entries)
def test_each_word_carries_the_time_of_the_uncertain_entries_it_stands_in(rows):
    people = {name.lower() for _, _, name, _ in rows}
    for row in ranked(rows):
        assert not set(row.words.split()) & {"the", "acme's", "4711", *people}
        holding = [one for one in rows if f" {row.words} " in f" {one[0]} "]
        opened = [one for one in holding if one[3] == "open"]
        assert row.entries == len(opened) > 0
        assert row.ms == sum(ms for _, ms, _, _ in opened) <= row.all_ms == sum(ms for _, ms, _, _ in holding)
        assert row.people == len({name for _, _, name, _ in opened})
        assert (row.example, max(ms for _, ms, _, _ in opened)) in {(text, ms) for text, ms, _, _ in opened}
    words = {word for text, _, _, kind in rows if kind == "open" for word in text.split()}
    assert {word for row in ranked(rows) for word in row.words.split()} == words - {"the", "acme's", "4711", *people}


@given(entries, st.randoms(use_true_random=False), st.lists(st.integers(0, 8), max_size=2))
def test_the_order_of_entries_and_the_batches_make_no_difference(rows, random, cuts):
    mixed = random.sample(rows, len(rows))
    assert ranked(rows) == ranked(mixed, [min(cut, len(rows)) for cut in cuts])
