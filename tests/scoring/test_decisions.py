"""Decisions: they hold for the same words, teach about words like them, and can be seen to."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceaudit.decisions_file import HEADER, read_answers, read_decisions, write_decisions
from faceaudit.errors import FaceauditError
from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.cues import cues_of
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.scoring.lessons import ROUNDS, function_words
from faceaudit.scoring.rules import Rule, RuleBook, fold
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.verdict import LEARNED


def many_decisions():
    chance = random.Random(5)
    words = [
        "call",
        "quote",
        "zwirbel",
        "quomb",
        "sent",
        "the",
        "Acme",
        "demo",
        "pump",
        "12",
        "invoice",
        "late",
        "visit",
        "for",
        "Müller",
    ]
    texts = {" ".join(chance.choices(words, k=chance.randint(1, 7))) for _ in range(60)}
    return [
        Decision(text, chance.choice(["", "Call"]), chance.choice(["", "new"]), chance.choice(["travel", "upsell"]))
        for text in sorted(texts)
    ]


MANY = many_decisions()
HOUSE_WORDS = [
    Decision("zwirbel at Hartmann", "", "", "prospecting", "ann", "2025-11-03"),
    Decision("zwirbel, six numbers", "", "", "prospecting", "ann", "2025-11-03"),
    Decision("morning zwirbel", "", "", "prospecting", "ann", "2025-11-04"),
    Decision("quombing the sheet", "", "", "reporting", "ann", "2025-11-04"),
]


def sorter(decisions, rules=()):
    return Sorter(Scorecard.load(decisions=decisions), RuleBook(rules), DecisionBook(decisions))


@pytest.mark.parametrize("words", [Words("Zwirbel at  HARTMANN"), Words("zwirbel - at hartmann!", customer="Kiln")])
def test_a_decision_holds_for_the_same_words(words):
    verdict = sorter(HOUSE_WORDS).verdict(words)
    assert (verdict.activity, verdict.open, verdict.decided_by) == (
        "prospecting", False, "decision of ann, 2025-11-03",
    )  # fmt: skip


ZWIRBEL = [
    Decision("zwirbel", "Call", "new", "upsell"),
    Decision("zwirbel", "Call", "", "travel"),
    Decision("zwirbel", "", "new", "billing"),
    Decision("zwirbel", "", "", "proposal"),
    Decision("", "Zwumm", "", "training"),
    Decision("hartmann", "Call", "new", "discovery"),
]


@pytest.mark.parametrize(
    ("words", "activity"),
    [
        (Words("zwirbel", "call", "", "NEW"), "upsell"),
        (Words("zwirbel", "Call"), "travel"),
        (Words("zwirbel", "Call", "", "old"), "travel"),
        (Words("zwirbel", "Visit", "", "new"), "billing"),
        (Words("zwirbel", "", "", "new"), "billing"),
        (Words("zwirbel"), "proposal"),
        (Words("zwirbel", "Visit"), "proposal"),
        (Words("", "Zwumm", "", "old"), "training"),
        (Words("zwumm", "Zwumm"), None),
        (Words("", "Call"), None),
        (Words("hartmann"), None),
        (Words("hartmann", "Call"), None),
    ],
)
def test_a_decision_without_type_or_status_holds_for_any_and_one_with_them_wins(words, activity):
    for decisions in itertools.islice(itertools.permutations(ZWIRBEL), 0, None, 97):
        found = DecisionBook(decisions).find(words)
        assert (found and found.activity) == activity


def test_rules_come_before_decisions_and_both_before_the_scorecard():
    rule = Rule("r", "travel", phrase="zwirbel")
    assert sorter(HOUSE_WORDS, [rule]).verdict(Words("zwirbel at Hartmann")).decided_by == "rule: r"


def test_what_is_left_open_stays_open_and_teaches_nothing():
    left = Decision("zwirbel", "", "", "unclear")
    verdict = sorter([left]).verdict(Words("zwirbel"))
    assert verdict.open
    assert Scorecard.load(decisions=[left]).explain(Words("zwirbel now")) == Scorecard.load().explain(
        Words("zwirbel now")
    )


def test_a_later_decision_holds_over_an_earlier_one():
    both = [
        Decision("zwirbel", "", "", "travel", "bo", "2025-11-05"),
        Decision("Zwirbel", "", "", "upsell", "ann", "2025-11-04"),
    ]
    assert [decision.activity for decision in DecisionBook(both).in_force()] == ["travel"]


@pytest.mark.parametrize("text", ["zwirbel", "one more zwirbel", "zwirbel round Leeds"])
def test_words_of_the_house_are_learned_from_a_few_answers(text):
    plain, taught = Scorecard.load(), Scorecard.load(decisions=HOUSE_WORDS)
    leads = []
    for card in (plain, taught):
        points = card.points(Words(text))
        leads.append(points["prospecting"] - max(score for name, score in points.items() if name != "prospecting"))
    assert leads[1] - leads[0] > 100
    verdict, cues = taught.explain(Words(text))
    assert verdict == taught.judge(Words(text))
    if "prospecting" in (verdict.activity, verdict.runner_up):
        assert ("zwirbel", True) in {(cue.cue, cue.kind == LEARNED) for cue in cues}


def test_a_decision_about_no_words_teaches_nothing_of_other_types():
    sorter = Sorter(Scorecard.load(), RuleBook([]), DecisionBook([Decision("", "Call", "", "travel")]))
    assert sorter.sort(Words("", "Call")).activity == "travel"
    plain = Sorter(Scorecard.load(), RuleBook([]))
    for kind in ("Presentation", "Meeting", "Email", ""):
        assert sorter.sort(Words("", kind)) == plain.sort(Words("", kind))


def test_a_status_of_signs_is_one_of_its_own():
    book = DecisionBook([Decision("call", "Call", "★★★", "complaint")])
    found = [book.find(Words("call", "Call", "", status)) for status in ("★★★", "★", "prospect", "")]
    assert [one and one.activity for one in found] == ["complaint", None, None, None]


@pytest.mark.parametrize("signs", ["👍", "???", "...", "– –"])
def test_signs_alone_stand_for_themselves(signs):
    book = DecisionBook([Decision(signs, "", "", "complaint")])
    assert book.find(Words(signs, "Call")).activity == "complaint"
    assert book.find(Words(f" {signs} ", "Call")).activity == "complaint"
    assert [book.find(Words(text, "Visit")) for text in ("", " ", "🎉", "!")] == [None] * 4


@pytest.mark.parametrize(
    ("one", "other"),
    [("कल बात हुई", "काल बात हुई"), ("பணம்", "பாணம்"), ("น้ำ ๒", "นำ ๒"), ("যেতে", "যতে")],
)
def test_vowels_written_as_marks_tell_words_apart(one, other):
    book = DecisionBook([Decision(one, "", "", "complaint")])
    assert book.find(Words(one.replace(" ", " — "))).activity == "complaint"
    assert book.find(Words(other)) is None


@pytest.mark.parametrize(
    ("one", "same"), [("Müller ✔", "Mu\u0308ller"), ("1\ufe0f\u20e3 call", "1 call"), ("ﬁle", "FILE")]
)
def test_ways_of_writing_the_same_letters_are_one(one, same):
    assert fold(one) == fold(same)


def test_words_that_no_decision_is_about_keep_their_verdict():
    plain, taught = Scorecard.load(), Scorecard.load(decisions=HOUSE_WORDS)
    for text in ("Cold calls", "Late delivery, Kiln upset", "Expenses"):
        assert plain.judge(Words(text)) == taught.judge(Words(text))


def test_what_is_learned_does_not_depend_on_the_order_of_the_decisions():
    words = [Words("zwirbel sheet"), Words("the morning"), Words("quombing numbers")]
    cards = [Scorecard.load(decisions=order) for order in itertools.permutations(HOUSE_WORDS)]
    for word in words:
        assert len({card.judge(word) for card in cards}) == 1


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=30).filter(
    lambda text: any(c.isalnum() for c in text) and text[0] != "'"
)
answers = st.builds(
    Decision, texts, st.sampled_from(["", "Call"]), st.sampled_from(["", "new"]),
    st.sampled_from(["prospecting", "travel", "unclear", "excluded"]), st.sampled_from(["", "ann"]),
    st.just("2025-11-03"),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(answers, max_size=8))
def test_a_file_of_decisions_comes_back(tmp_path_factory, decisions):
    path = tmp_path_factory.mktemp("decisions") / "d.csv"
    path.write_text("".join(write_decisions(decisions)), encoding="utf-8")
    again = read_decisions(str(path))
    assert DecisionBook(again).in_force() == again
    assert {(d.words, d.activity) for d in again} == {
        (d._replace(text=" ".join(d.text.split())).words, d.activity) for d in DecisionBook(decisions).in_force()
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "text,activity\nzwirbel,prospect\n",
            r'd.csv:2, activity: "prospect" is no activity. Did you mean prospecting?',
        ),
        ("words,activity\nzwirbel,travel\n", "no line looks like a header"),
        ("text,customer_status,activity\n,new,travel\n", "d.csv:2: the row is about no words and no type. Write the"),
        ('text,activity\n"zwirbel,travel\n', "a quote opens here and never closes"),
    ],
)
def test_what_cannot_be_used_is_told(write, content, said):
    with pytest.raises(FaceauditError) as error:
        read_decisions(str(write("d.csv", content)))
    assert said in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"text,activity\n", ",".join(HEADER).encode()])
def test_a_file_with_nothing_in_it_has_no_decisions(write, run, content):
    assert read_decisions(str(write("d.csv", content))) == []
    log = write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,60,cold calls\n")
    done = run("report", log, "--decisions", "d.csv")
    assert done == run("report", log)
    assert done.code == 0


@pytest.mark.parametrize(
    ("said", "activity"),
    [
        ("returns", "returns"), ("Returns and credits", "returns"), ("RETURNS AND CREDITS", "returns"),
        ("Product_support", "product-support"), ("1", "travel"), ("2", "proposal"), ("internal", "travel"),
        ("Value-added selling", "proposal"), ("Not working time", "excluded"), ("uncertain", "unclear"),
        ("Travel", "travel"),
    ],
)  # fmt: skip
def test_an_answer_is_written_as_people_write_it(write, said, activity):
    path = write("d.csv", f"text,activity,reading_1,reading_2\nzwirbel,{said},travel,proposal\n")
    assert [one.activity for one in read_decisions(str(path))] == [activity]


def test_all_that_cannot_be_used_is_told_at_once(write):
    rows = "a,selling\nb,Not selling\nc,internal\nd,3\ne,1\nf,porposal\ng,travel\nG,upsell\ng!,travel\n"
    with pytest.raises(FaceauditError) as error:
        read_answers(str(write("d.csv", f"text,activity\n{rows}")))
    lines = str(error.value).split("\n")
    told = [
        '"selling" is no activity. Name an activity; selling are value-added (prospecting, ',
        '"Not selling" is no activity. Name an activity; not selling are baseline (routine-order, ',
        '"internal" is no activity. It is a category, which alone is not enough; its activities are order-processing, ',
        '"3" is no activity. No such reading is offered in this row; write the activity\'s id.',
        '"1" is no activity. No such reading is offered in this row; write the activity\'s id.',
        '"porposal" is no activity. Did you mean proposal?',
        '"g" has different answers: travel in line 8, upsell in line 9, travel in line 10. Keep one of them.',
    ]
    assert len(lines) == len(told)
    for number, (line, problem) in enumerate(zip(lines, told, strict=True), start=2):
        assert f"d.csv:{number}, activity: {problem}" in line
    assert "incremental (upsell" in lines[0]
    assert "billing" not in lines[0]


def test_no_more_faults_are_told_than_anybody_reads(write):
    with pytest.raises(FaceauditError) as error:
        read_decisions(str(write("d.csv", "text,activity\n" + "a,zzz\n" * 50)))
    assert len(str(error.value).split("\n")) == 21
    assert "30 more rows cannot be taken either." in str(error.value)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("M?ller", True), ("??? ??", True), ("M\ufffdller", True), ("demo?", False), ("who? Ann", False)],
)
def test_texts_with_lost_letters_are_told(write, text, is_told):
    notes = read_answers(str(write("d.csv", f"text,activity\nfine,travel\n{text},travel\n"))).notes
    assert [note.line for note in notes] == ([3] if is_told else [])


def test_what_many_decisions_teach_is_what_few_at_a_time_would(monkeypatch):
    plain = Scorecard.load(decisions=MANY)
    monkeypatch.setattr("faceaudit.scoring.scorecard._MANY", 10)
    assert learned(Scorecard.load(decisions=MANY)) == learned(plain)


def test_what_is_learned_is_what_the_method_says():
    assert learned(Scorecard.load(decisions=MANY)) == learned_plainly(Scorecard.load(), MANY)


def learned(card):
    return {cue: dict(card.lessons.of(cue)) for cue in card.lessons.cues}


def learned_plainly(card, decisions):
    """The passive-aggressive learner as it stands in the paper, cue by cue."""
    names, points = card.table.activities, {}
    for _ in range(ROUNDS):
        for decision in DecisionBook(decisions).in_force():
            shares = {cue: weigh(card, cue) for cue in cues_of(decision.words)}
            scores = list(card.score_untaught(decision.words))
            for cue in shares:
                for at, more in points.get(cue, {}).items():
                    scores[at] += more
            wanted = names.index(decision.activity)
            rival = max((at for at in range(len(scores)) if at != wanted), key=lambda at: (scores[at], -at))
            lack = (2 << card.table.sizes.shift + 6) - scores[wanted] + scores[rival]
            for cue, share in shares.items() if lack > 0 else ():
                if step := lack * share // (2 * sum(shares.values())):
                    own = points.setdefault(cue, {})
                    own[wanted] = own.get(wanted, 0) + step
                    own[rival] = own.get(rival, 0) - step
    return {cue: {at: more for at, more in own.items() if more} for cue, own in points.items()}


def weigh(card, cue):
    if cue[0] == "w" and not card.table.row(cue):
        return 16
    return {"w": 4 * (cue[1:].isalpha() and cue[1:] not in function_words()), "p": 2}.get(cue[0], 0)


def test_a_spreadsheet_may_save_it_its_own_way(write):
    path = write("d.csv", "text;activity;who\r\n'=LR Müller;Product support;\r\nopen;;\r\n".encode("cp1252"))
    assert read_decisions(str(path)) == [Decision("=LR Müller", "", "", "product-support", "", "")]
