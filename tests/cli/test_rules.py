"""``faceaudit rules``: what own rules and decisions do, and what a rule would do before it is written."""

import csv
import io
import json
import tomllib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.audit import make_sorter
from faceaudit.config import NO_SETTINGS
from faceaudit.logs import Entry
from faceaudit.render.text import display_width
from faceaudit.rule_trial import RuleTrial, write_rule
from faceaudit.rule_usage import RuleUsage
from faceaudit.rule_usage import make_report as make_usage_report
from faceaudit.scoring.decisions import Decision
from faceaudit.scoring.rules import Rule
from faceaudit.seals import seal
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
    held = {(one.text, one.activity_type) for one in decisions}
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
        about = dict.fromkeys([(one.text, one.activity_type), (one.text, "")])  # no type means any
        holding += [places[key] for key in about if key in held]
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


ODD_LOG = (
    "person,date,minutes,activity,activity_type,customer_status\n"
    "Ann,2025-11-03,30,Größe der Pumpen geklärt,Call,existing\n"
    "Ann,2025-11-03,30,w/ R&D: what's next?,Visit,existing\n"
    "Ann,2025-11-04,30,,Golden hour,prospect\n"
    "Bo,2025-11-04,30,GOLDEN-HOUR calls,Call,prospect\n"
    "Bo,2025-11-05,30,weekly,Meeting,\n"
)
MATCHES = [
    (["--try", "GRÖSSE DER"], 1),
    (["--try", "Gro\u0308ße"], 1),
    (["--try", "groesse"], 0),
    (["--try", "grosse"], 0),
    (["--try", "golden hour"], 1),
    (["--try", "golden_hour!"], 1),
    (["--try", "r & d what s"], 1),
    (["--try", "pumpe"], 0),
    (["--try", "hour golden"], 0),
    (["--pattern", "pumpe"], 1),
    (["--pattern", "PUMPEN$"], 0),
    (["--pattern", r"\?$"], 1),
    (["--pattern", "^$"], 1),
    (["--pattern", "Meeting"], 0),
    (["--type", "call"], 2),
    (["--type", "cal"], 0),
    (["--status", "EXISTING"], 2),
    (["--try", "weekly", "--type", "call"], 0),
    (["--try", "weekly", "--try", "pumpen"], 2),
    (["--try", "weekly", "--try", "pumpen", "--type", "call"], 1),
    (["--try", "golden", "--try", "calls"], 1),
    (["--type", "call", "--type", "visit"], 3),
    (["--pattern", "^w", "--pattern", "calls"], 3),
]


@pytest.mark.parametrize(("asked", "entries"), MATCHES, ids=[" ".join(one[0]) for one in MATCHES])
def test_what_a_rule_that_is_tried_matches(asked, entries, run, write):
    log = write("log.csv", ODD_LOG)
    assert json.loads(run("rules", log, *asked, "-f", "json").out)["total"]["entries"] == entries


REASONS = [
    (["--try", "pumpe"], 'Nothing matches. The words "pumpe" stand in no entry'),
    (["--try", "pumpe"], 'As part of longer words they are there, such as "pumpen"'),
    (["--try", "der pump"], 'such as "der pumpen": see --pattern.'),
    (["--try", "visit"], 'They stand in the type "Visit": see --type.'),
    (["--pattern", "zzz"], 'The pattern "zzz" is found in the words of no entry'),
    (["--type", "cal"], 'No entry has the type "cal"; a type is compared as a whole, and there are "Call", '),
    (["--status", "new"], 'No entry has the customer status "new"; a customer status is compared'),
    (
        ["--try", "weekly", "--type", "call"],
        'All that it asks for holds for no entry; each by itself: phrase "weekly" 1 entry, 0.5 h, type "call"',
    ),
    (["--try", "nix", "--type", "cal"], 'The words "nix" stand in no entry'),
    (["--try", "nix", "--type", "cal"], 'No entry has the type "cal"'),
    (["--try", "weekly", "--try", "nix"], 'Nothing matches rule "nix". The words "nix" stand in no entry'),
    (["--try", "weekly", "--try", "nix"], 'Rule "weekly" decides 1 entry, 0.5 h.'),
    (
        ["--try", "golden", "--try", "calls"],
        'Rule "calls" decides 0 entries, 0.0 h, of 1 entry, 0.5 h that it matches; rules before it decide the rest.',
    ),
    (["--pattern", "^w", "--pattern", "next"], 'The rules ask for: pattern "^w" or "next".'),
]


@pytest.mark.parametrize(("asked", "said"), REASONS)
def test_the_reason_is_the_true_one(asked, said, run, write):
    shown = " ".join(run("rules", write("log.csv", ODD_LOG), *asked).out.split())
    assert said in shown
    assert ("a phrase is whole words" in shown) == ('The words "' in shown)
    assert ("As part of longer words" in shown) == ("pump" in asked[1])


def test_without_types_the_entries_have_none(run, write):
    log = write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,30,sold\n")
    assert "The entries have no type." in run("rules", log, "--type", "Call").out


def test_all_that_matches_is_decided_before(run, log):
    shown = " ".join(run("rules", log, "--try", "old pumps", "--activity", "travel").out.split())
    assert 'All that matches is decided by rules before it: "pumps" (1 entry, 1.0 h).' in shown
    assert "Nothing matches" not in shown
    shown = " ".join(run("rules", log, "--pattern", "old|cold", "--activity", "travel").out.split())
    assert 'What else matches is decided by rules before it: "pumps" (1 entry, 1.0 h).' in shown


def test_only_breaks_of_the_log_match():
    """Nobody decides over a break of the log's own: that, and not the words, is why a rule does nothing."""
    logged = [entry("lunch with tea", "Break", 60)._replace(is_break=True), entry("sold", "Call", 60)]
    rules = [Rule(name, "upsell", phrase=name) for name in ("lunch", "sold", "tea", "coffee")]
    trial = RuleTrial(make_sorter(NO_SETTINGS), NO_SETTINGS, rules)
    usage = RuleUsage(rules, [])
    trial.count(logged)
    for one in logged:
        usage.count(one)
    assert trial.why_nothing()[0].startswith(
        'Only breaks of the log itself match rule "lunch", which no rule decides: 1'
    )
    assert [line.partition('"')[2].partition('"')[0] for line in trial.why_nothing()] == ["lunch", "tea", "coffee"]
    assert trial.why_nothing()[2].startswith('Nothing matches rule "coffee".')
    assert make_usage_report(usage, files={}).lines == [
        "Nothing matches rule: 'coffee'.", "Only breaks of the log itself match 2 rules: 'lunch' and 'tea'.",
    ]  # fmt: skip


def test_several_rules_are_tried_together(run, write, log):
    trial = json.loads(
        run("rules", log, "--try", "cold", "--try", "weekly", "--try", "cold", "--activity", "travel", "-f", "json").out
    )
    assert trial["rule"] is None
    assert [(one["phrase"], one["entries"]) for one in trial["rules"]] == [("cold", 1), ("weekly", 1)]
    assert trial["total"]["entries"] == 2
    names = [one["name"] for one in tomllib.loads(trial["settings"])["rule"]]
    assert names == ["cold", "weekly"]
    write("faceaudit.toml", RULES + trial["settings"])
    done = json.loads(run("rules", log, "-f", "json").out)["rules"]
    assert [one["entries"] for one in done if one["name"] in names] == [1, 1]


def test_rules_of_one_phrase_have_names_of_their_own(run, log):
    asked = ["--try", "weekly", "--type", "Call", "--type", "Meeting", "--activity", "travel"]
    settings = json.loads(run("rules", log, *asked, "-f", "json").out)["settings"]
    assert [(one["name"], one["type"]) for one in tomllib.loads(settings)["rule"]] == [
        ("weekly", "Call"), ("weekly (2)", "Meeting"),
    ]  # fmt: skip


def test_a_decision_for_any_type_is_not_idle_where_another_holds(run, write):
    write("faceaudit-decisions.csv", (
        "text,activity_type,customer_status,activity,who,when\n"
        "weekly,Meeting,,internal-meeting,,\nweekly,,,reporting,,\n"
    ))  # fmt: skip
    shown = " ".join(run("rules", write("log.csv", ODD_LOG)).out.split())
    assert 'Decision "weekly" decides nothing: all it matches is decided by decision "weekly (Meeting)"' in shown
    assert "Nothing matches" not in shown


LONG = (
    "person,date,minutes,activity,activity_type\n"
    f"{'Wilhelmina ' * 9},2025-11-03,30,{'very long words of an entry ' * 20},{'Type ' * 30}\n"
    f"名前太郎名前太郎名前太郎名前太郎名前太郎,2025-11-03,30,{'長い言葉' * 40} {'x' * 90} zwirbelpumpe,Call\n"
)


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize(
    "arguments",
    [
        ["rules", "log.csv"],
        ["rules", "log.csv", "--pattern", ".", "--activity", "opportunity-follow-up"],
        ["rules", "log.csv", "--pattern", "長"],
        ["words", "log.csv", "--certainty", "100"],
        ["score", "sample.csv"],
    ],
    ids=" ".join,
)
def test_tables_fit_the_terminal(width, arguments, run, write, monkeypatch):
    write("log.csv", LONG)
    write("faceaudit.toml", f'[[rule]]\nname = "{"名前" * 30}"\nphrase = "nix"\nactivity = "opportunity-follow-up"\n')
    write("faceaudit-decisions.csv", f"text,activity\n{'長い言葉' * 40},opportunity-follow-up\n")
    write("sample.csv", (
        "activity,faceaudit_sealed,faceaudit_seconds,faceaudit_weight,truth\n"
        f"{'長い言葉' * 40},{seal('opportunity-follow-up', 'x')},600,900000000,account-expansion\n"
    ))  # fmt: skip
    monkeypatch.setattr("faceaudit.cli.output._width", lambda: width)
    table = run(*arguments).out
    assert table
    for line in table.splitlines():
        longest = max(map(display_width, line.split()), default=0)
        assert display_width(line) <= max(width, longest + 3) or " = " in line


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
        (["--try", "pumps", "--activity", "selling"], "rules_selling"),
        (["--try", "pumps", "--try", ""], "rules_empty"),
        (["--pattern", ""], "rules_empty_pattern"),
        (["--pattern", "ok", "--pattern", "(?=x)"], "rules_second_pattern"),
        (["--type", "-"], "rules_no_type"),
    ],
)
def test_a_rule_that_makes_no_sense_is_an_error(options, name, run, log, golden):
    done = run("rules", log, *options)
    assert (done.code, done.out) == (2, "")
    golden(f"errors/{name}.txt", done.err)
