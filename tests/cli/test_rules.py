"""``faceaudit rules``: what own rules and decisions do, and what a rule would do before it is written."""

import csv
import io
import json
import tomllib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.logs import Entry
from faceaudit.rule_trial import write_rule
from faceaudit.rule_usage import RuleUsage
from faceaudit.scoring.decisions import Decision
from faceaudit.scoring.rules import Rule
from support import SAMPLES

SAMPLE = SAMPLES / "field_team.csv"
RULES = """
[[rule]]
name = "pumps"
phrase = "pumps"
activity = "upsell"
[[rule]]
name = "new pumps"
phrase = "new pumps"
activity = "presentation"
[[rule]]
name = "meetings"
type = "Meeting"
activity = "internal-meeting"
[[rule]]
name = "golden"
phrase = "golden hour"
activity = "prospecting"
"""
DECISIONS = (
    "text,activity_type,customer_status,activity,who,when\n"
    "New pumps,Call,,proposal,Ann,2025-11-03\n"
    "weekly,Call,,reporting,Ann,2025-11-03\n"
    "weekly,Call,,internal-meeting,Ann,2025-11-04\n"
    "never,,,travel,Ann,2025-11-03\n"
)
LOG = (
    "person,date,minutes,activity,activity_type\n"
    "Ann,2025-11-03,30,new pumps,Call\n"
    "Ann,2025-11-04,60,old pumps,Meeting\n"
    "Bo,2025-11-03,15,weekly,Meeting\n"
    "Bo,2025-11-04,1.5,Weekly,Call\n"
    "Bo,2025-11-04,45,cold calls,Call\n"
    "Bo,2025-11-04,x,pumps,Call\n"
)


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture
def log(write):
    write("faceaudit.toml", RULES)
    write("faceaudit-decisions.csv", DECISIONS)
    return write("log.csv", LOG)


def test_what_each_rule_and_decision_does(run, log):
    done = run("rules", log, "--format", "csv")
    assert done.code == 0
    assert rows_of(done.out) == [
        ["kind", "name", "activity", "category", "entries", "seconds", "would_hold_entries", "would_hold_seconds",
         "shadowed_by"],
        ["rule", "pumps", "upsell", "incremental", "2", "5400", "0", "0", ""],
        ["rule", "new pumps", "presentation", "value-added", "0", "0", "1", "1800", "pumps"],
        ["rule", "meetings", "internal-meeting", "internal", "1", "900", "1", "3600", "pumps"],
        ["rule", "golden", "prospecting", "value-added", "0", "0", "0", "0", ""],
        ["decision", "never", "travel", "internal", "0", "0", "0", "0", ""],
        ["decision", "New pumps (Call)", "proposal", "value-added", "0", "0", "1", "1800", "pumps"],
        ["decision", "weekly (Call)", "internal-meeting", "internal", "1", "90", "0", "0", ""],
    ]  # fmt: skip
    assert done.err == "Note: 1 row cannot be read; faceaudit check tells which and why\n"


def test_text(run, log, golden):
    golden("rules.txt", run("rules", "log.csv").out)


def test_json(run, log):
    document = json.loads(run("rules", log, "--format", "json").out)
    assert document["schema"] == "faceaudit.rules/1"
    assert document["logged"] == {"entries": 5, "seconds": 9090}
    assert document["total"] == {"entries": 4, "seconds": 6390}
    assert document["decisions_replaced"] == 1
    assert document["settings_file"] == "faceaudit.toml"
    assert document["rules"][1]["shadowed_by"] == "pumps"
    assert document["rules"][0]["shadowed_by"] is None


@pytest.mark.parametrize(("options", "entries"), [(["--person", "bo"], 3), (["--until", "2025-11-03"], 2)])
def test_only_what_is_asked_for_is_counted(options, entries, run, log):
    document = json.loads(run("rules", log, *options, "--format", "json").out)
    assert document["logged"]["entries"] == entries


def test_a_break_of_the_log_is_decided_by_no_rule(run, write):
    write("faceaudit.toml", '[[rule]]\nphrase = "sold"\nactivity = "presentation"\n')
    log = write("klog.json", json.dumps({"records": [
        {"date": "2025-11-03", "summary": "", "entries": [
            {"type": "duration", "summary": "sold", "total_mins": 60},
            {"type": "duration", "summary": "sold", "total_mins": -15},
        ]},
    ]}))  # fmt: skip
    document = json.loads(run("rules", log, "--salesperson", "Ann", "--format", "json").out)
    reported = json.loads(run("report", log, "--salesperson", "Ann", "--format", "json").out)
    assert document["logged"]["entries"] == reported["total"]["entries"]
    assert document["total"]["seconds"] == reported["total"]["selling_seconds"]


def test_without_rules_and_decisions_it_says_how_to_begin(run, write, golden):
    write("log.csv", LOG)
    done = run("rules", "log.csv")
    assert done.code == 0
    golden("rules_none.txt", done.out)
    assert json.loads(run("rules", "log.csv", "--format", "json").out)["rules"] == []


def test_somebody_without_an_entry_is_an_error(run, log):
    done = run("rules", log, "--person", "Cid")
    assert (done.code, done.out) == (2, "")
    assert "there is no entry of 'Cid'" in done.err


def test_a_log_without_a_row_that_can_be_read_is_an_error(run, write):
    done = run("rules", write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,x,sold\n"))
    assert (done.code, done.out) == (2, "")
    assert "log.csv:2" in done.err


def test_the_settings_are_not_written_over(run, log):
    assert run("rules", log, "-o", "faceaudit.toml").code == 2
    assert run("rules", log, "-o", "faceaudit-decisions.csv").code == 2


WORDS = ["sold", "served", "filed", "call"]
TYPES = ["", "Call", "Meeting"]
rules = st.lists(
    st.builds(
        Rule, st.just("one"), st.just("upsell"), st.none() | st.sampled_from(WORDS), st.none() | st.sampled_from(WORDS),
        st.none() | st.sampled_from(TYPES[1:]), st.none(), st.just(()),
    ), max_size=4,
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
decisions = st.lists(
    st.builds(lambda text, kind: Decision(text, kind, "", "travel"), texts, st.sampled_from(TYPES)), max_size=4
)


def entry(text, kind, ms):
    return Entry("ann", "Ann", "", "2025-11-03", ms, kind, text, "", "", "", "log.csv", 2, [])


entries = st.lists(st.builds(entry, texts, st.sampled_from(TYPES), st.integers(0, 10**8)), max_size=8)


@given(rules, decisions, entries)
def test_the_first_that_holds_decides_and_all_others_stand_behind_it(rules, decisions, entries):
    usage = RuleUsage(rules, decisions)
    places = {(one.text, one.activity_type): len(rules) + at for at, one in enumerate(in_force(decisions))}
    decided, shadows = Counter(), Counter()
    for one in entries:
        usage.count(one)
        holding = [
            at
            for at, rule in enumerate(rules)
            if all(word is None or word in one.text.split() for word in (rule.phrase, rule.pattern))
            and rule.activity_type in (None, one.activity_type)
        ]
        holding += [places[key] for key in [(one.text, one.activity_type)] if key in places]
        for at in holding[:1]:
            decided[at] += one.ms
        for at in holding[1:]:
            shadows[at, holding[0]] += one.ms
    assert {at: sums.ms for at, sums in usage.decided.items()} == dict(decided)
    assert {(at, by): sums.ms for at, own in usage.shadows.items() for by, sums in own.items()} == dict(shadows)
    assert usage.logged == (sum(one.ms for one in entries), len(entries))
    assert usage.replaced == len(decisions) - len(places)


def in_force(decisions):
    """One decision for all that are about the same words, in the order of words and type."""
    kept = {(one.text, one.activity_type): one for one in decisions}
    return [kept[key] for key in sorted(kept, key=lambda key: (f" {key[0]} ", f" {key[1].casefold()} "))]


TRIALS = [
    ["--try", "seals"],
    ["--try", "  SEAL,   dates "],
    ["--pattern", r"\b(two|2)\b.*[\"']?pumps\b"],
    ["--type", "meeting"],
    ["--status", "prospect"],
    ["--try", "visit", "--type", "Visit", "--status", "existing"],
]


@pytest.mark.parametrize("asked", TRIALS, ids=" ".join)
@pytest.mark.parametrize("rules", ["", RULES], ids=["alone", "behind others"])
def test_a_rule_changes_what_its_trial_said(asked, rules, run, write):
    settings = write("faceaudit.toml", rules)
    before = json.loads(run("report", SAMPLE, "--format", "json").out)["people"]
    trial = json.loads(run("rules", SAMPLE, *asked, "--activity", "complaint", "--format", "json").out)
    assert trial["schema"] == "faceaudit.trial/1"
    settings.write_text(rules + trial["settings"])
    after = json.loads(run("report", SAMPLE, "--format", "json").out)["people"]
    for people, key in ((before, "now"), (after, "with_rule")):
        assert [(one["person"], *(one[name] for name in trial["people"][0][key])) for one in people] == [
            (one["person"], *one[key].values()) for one in trial["people"]
        ]
    done = json.loads(run("rules", SAMPLE, "--format", "json").out)["rules"][-1]
    assert {key: done[key] for key in ("entries", "seconds")} == trial["total"]
    behind = sum(one["entries"] for one in trial["decided_by_earlier_rules"])
    assert trial["total"]["entries"] == sum(move["entries"] for move in trial["moves"])
    assert trial["total"]["entries"] + behind > 0
    assert done["would_hold_entries"] == behind
    assert rules or not behind


def test_trial_text(run, write, golden):
    write("faceaudit.toml", RULES)
    write("faceaudit-decisions.csv", DECISIONS)
    write("log.csv", LOG)
    shown = run("rules", "log.csv", "--try", "weekly", "--activity", "reporting").out
    golden("rules_try.txt", shown)
    assert shown.endswith('\n[[rule]]\nname = "weekly"\nphrase = "weekly"\nactivity = "reporting"\n')


def test_without_an_activity_it_shows_how_entries_are_sorted_now(run):
    trial = json.loads(run("rules", SAMPLE, "--try", "seals", "--format", "json").out)
    assert trial["rule"] == {"phrase": "seals", "activity": None}
    assert {move["with_rule"] for move in trial["moves"]} == {None}
    assert trial["settings"] is None
    assert all(one["now"] == one["with_rule"] for one in trial["people"])
    asked = json.loads(run("rules", SAMPLE, "--try", "seals", "--activity", "upsell", "--format", "json").out)
    assert [(move["now"], move["seconds"]) for move in trial["moves"]] == [
        (move["now"], move["seconds"]) for move in asked["moves"]
    ]
    assert "--activity ID" in run("rules", SAMPLE, "--try", "seals").out


def test_ten_texts_are_shown_the_largest_first(run):
    texts = json.loads(run("rules", SAMPLE, "--try", "seals", "--format", "json").out)["texts"]
    assert len(texts) == 10
    assert [text["seconds"] for text in texts] == sorted((text["seconds"] for text in texts), reverse=True)
    assert all("seals" in text["text"].casefold() for text in texts)


def test_nothing_matches(run, log):
    done = run("rules", log, "--try", "zzgx", "--activity", "travel")
    assert done.code == 0
    assert "Nothing matches." in done.out
    assert "[[rule]]" not in done.out


def test_the_name_is_one_that_no_rule_has(run, log):
    assert 'name = "pumps (2)"' in json.loads(
        run("rules", log, "--try", "pumps", "--activity", "travel", "--format", "json").out
    )["settings"]  # fmt: skip


@pytest.mark.parametrize(("kind", "margin"), [("text", ""), ("markdown", "    ")])
def test_lines_to_copy_are_neither_broken_nor_marked_up(kind, margin, run, log):
    pattern = r"weekly|(?:[old_*]\s)?" + "old " * 30 + "pumps"
    shown = run("rules", log, "--pattern", pattern, "--activity", "travel", "--format", kind).out
    copied = [line.removeprefix(margin) for line in shown[shown.index(f"{margin}[[rule]]") :].splitlines()]
    assert tomllib.loads("\n".join(copied))["rule"][0]["pattern"] == pattern


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_lines_of_a_rule_say_the_rule(name, pattern):
    lines = write_rule(Rule(name, "upsell", None, pattern, "Call"))
    assert all(line.isprintable() for line in lines)
    (said,) = tomllib.loads("\n".join(lines))["rule"]
    assert said == {"name": name, "pattern": pattern, "type": "Call", "activity": "upsell"}


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--try", "...", "--activity", "upsell"], "rules_no_word"),
        (["--try", "pumps", "--activity", "up-sell"], "rules_activity"),
        (["--pattern", "(pumps"], "rules_pattern"),
        (["--activity", "upsell"], "rules_nothing_asked"),
    ],
)
def test_a_rule_that_makes_no_sense_is_an_error(options, name, run, log, golden):
    done = run("rules", log, *options)
    assert (done.code, done.out) == (2, "")
    golden(f"errors/{name}.txt", done.err)
