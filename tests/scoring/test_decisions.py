"""Decisions: they hold for the same words, teach about words like them, and can be seen to."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceaudit.decisions_file import read_decisions, write_decisions
from faceaudit.errors import FaceauditError
from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.verdict import LEARNED

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


@pytest.mark.parametrize(
    "words", [Words("zwirbel at Hartmann", activity_type="Call"), Words("zwirbel at Hartmann", customer_status="new")]
)
def test_type_and_status_tell_decisions_apart(words):
    assert sorter(HOUSE_WORDS).verdict(words).decided_by == "scorecard"


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


@settings(max_examples=60, deadline=None)
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
        ('text,activity\n"zwirbel,travel\n', "a quote opens here and never closes"),
        ("", "the log is empty"),
    ],
)
def test_what_cannot_be_used_is_told(write, content, said):
    with pytest.raises(FaceauditError) as error:
        read_decisions(str(write("d.csv", content)))
    assert said in str(error.value)


def test_a_spreadsheet_may_save_it_its_own_way(write):
    path = write("d.csv", "text;activity;who\r\n'=LR Müller;Product support;\r\nopen;;\r\n".encode("cp1252"))
    assert read_decisions(str(path)) == [Decision("=LR Müller", "", "", "product-support", "", "")]
