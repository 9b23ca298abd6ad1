"""Many entries judged at once get the verdicts that each gets by itself."""

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.batch import Batch
from faceaudit.scoring.cues import cues_of, words_of
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.scoring.mode_marks import MODES, ModeMarks
from faceaudit.scoring.modes import find_mode, told_by_words
from faceaudit.scoring.rows import WIDEST
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.scoring.snippets import Snippets
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from support import ROOT, read_rows

CORPUS = ROOT / "src" / "faceaudit" / "training" / "corpus" / "corpus.csv"
DECISIONS = [
    Decision("LR with Acme, 12% off", "Meeting", "existing", "upsell", "Ann", "2025-11-03"),
    Decision("call", "", "", "discovery", "Ann", "2025-11-03"),
    Decision("quote 4500012345 sent", "E-mail", "", "proposal", "Ann", "2025-11-04"),
    Decision("visit", "Visit", "", "unclear", "Ann", "2025-11-04"),
]
RULES = [Rule("teams", "internal-meeting", phrase="team"), Rule("open", "unclear", phrase="demo")]


@cache
def corpus():
    columns = ("text", "activity_type", "customer", "customer_status", "opportunity_stage")
    return list(dict.fromkeys(Words(*(row[name] for name in columns)) for row in read_rows(CORPUS)))


CARDS = {
    "as it comes": {},
    "certainty asked for": {"least_certainty": 900},
    "with lessons": {"decisions": DECISIONS},
}


@cache
def card(kind="as it comes"):
    return Scorecard.load(**CARDS[kind])


@cache
def batch(kind="as it comes"):
    return Batch(card(kind))


def one_by_one(several, kind="as it comes"):
    found = []
    for words in several:
        verdict = card(kind).judge(words)
        activity = "unclear" if verdict.open else verdict.activity
        found.append(Sorting(verdict, activity, find_mode(activity, words.activity_type, words.text)))
    return found


def modes_of(several):
    """Give the mode that the words of each text tell, found for all texts at once."""
    texts, snippets = [words.text for words in several], Snippets()
    layout = snippets.lay_out(texts)
    return [MODES[number] for number in ModeMarks().tell(texts, layout, snippets.seen)]


@pytest.mark.parametrize("kind", CARDS)
def test_every_entry_of_the_corpus_gets_the_same_verdict(kind):
    some = corpus() if kind == "with lessons" else corpus()[::4]
    assert batch(kind).sort(some) == one_by_one(some, kind)


def test_sorted_entries_that_say_the_same_are_kept_once():
    sortings = batch().sort(corpus())
    assert len({id(sorting) for sorting in sortings}) == len(set(sortings)) < len(sortings)


def test_lessons_are_learned_from_these_decisions():
    several = [Words("LR"), Words("call Acme"), Words("sent", "Meeting")]
    assert batch("with lessons").sort(several) == one_by_one(several, "with lessons")
    assert [card().points(words) for words in several] != [card("with lessons").points(words) for words in several]


SPLIT_AT_BLANKS = [
    "$ 500", "quote $ 500 k", "$500 k", "$500. k", "$500.", "$500 mio", "$ 5 m", "12 €", "12 k €", "12k €", "12 k€",
    "12  €", "12 %", "12\n%", "3, %", "12 : 30", "12 k", "12 mm", "$500 mall", "$5 m.", "$5 bn", "$5 k_", "10: %",
    "a12 %", "1\t2", "w/ o", "w/o", "w /o", "- >", "->", "a - > b", "R & D", "R&D", "O ' Neill", "12\u00a0%",
    "12\u2003€", "12\x1c%", "12\x85%", "", " ", "\0", "\0 \0", "a \0 b", "12 \0 %", "\1", "^", "$", "^ $",
    "< number >", "İstanbul", "STRASSE ß", "ﬁt", "ﷺ " * 70, "ﷺ" * 1000, "\ud800", "٣ ٪", "３ ％", "½ %", "x" * 3000,
    "word " * 300, "12 % " * 300, "a" * 999 + " 12 %", "a" * 996 + " 12 %", "naïve cafe\u0301", "call called",
    "on teams", "on the teams", "in person", "person in", "walk-in", "web demo", "demo web", "MET", "stopped by zoom",
    "site_survey", "tel.", "ＣＡＬＬ",
]  # fmt: skip
"""Texts whose words do not end at blanks, and others that are easily read in two ways."""

hostile = st.sampled_from(SPLIT_AT_BLANKS)
pieces = st.sampled_from([
    "\u0301", "काल", "call\u0301", "\ufe0f",
    "$", "€", "12", "1.5", "k", "m", "mio", "%", " ", "  ", "\t", ":", ",", ".", "w/", "/", "o", "'", "’", "&", "a",
    "\0", "\1", "é", "call", "_",
])  # fmt: skip
texts = (
    st.text(max_size=100)
    | hostile
    | st.lists(pieces, max_size=12).map("".join)
    | st.lists(hostile, max_size=4).map(" ".join)
    | st.deferred(lambda: st.sampled_from(corpus()).map(lambda words: words.text))
)
columns = st.text(max_size=12) | st.sampled_from(
    ["", "Call", "Meeting", "E-mail", "existing", "Prospect", "lapsed key account"]
)
entries = st.builds(Words, texts, columns, columns, columns, columns)


@settings(max_examples=300)
@given(st.lists(texts, min_size=1, max_size=8))
def test_the_words_of_many_texts_are_those_of_each(several):
    snippets = Snippets()
    for some in (several, several[::-1]):  # the second time all that they are made of has been met
        layout = snippets.lay_out(some)
        found = [[] for _ in some]
        for at, word in zip(layout.word_texts.tolist(), layout.words.tolist(), strict=True):
            found[at].append(snippets.words[word])
        assert found == [words_of(text) for text in some]


@settings(max_examples=300)
@given(st.sampled_from(list(CARDS)), st.lists(entries, min_size=1, max_size=8))
def test_any_entries_get_the_verdicts_that_each_gets(kind, several):
    assert batch(kind).sort(several) == one_by_one(several, kind)


def test_texts_that_are_easily_misread_get_the_verdicts_that_each_gets():
    several = [Words(text) for text in SPLIT_AT_BLANKS]
    assert batch().sort(several) == one_by_one(several)
    assert modes_of(several) == [told_by_words(words.text) for words in several]


@settings(max_examples=300)
@given(st.lists(entries, min_size=1, max_size=8))
def test_any_words_tell_the_mode_that_each_tells(several):
    assert modes_of(several) == [told_by_words(words.text) for words in several]


def test_the_words_of_the_corpus_tell_the_mode_that_each_tells():
    assert modes_of(corpus()) == [told_by_words(words.text) for words in corpus()]


def test_sums_too_large_for_the_lanes_are_left_to_the_scorecard(monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.batch.WIDEST", 1_000)
    several = corpus()[:500]
    assert batch().sort(several) == one_by_one(several)


def heavy_words():
    """Give words that push one hidden unit of the scorecard beyond what two bytes hold."""
    rows = batch()._rows
    words = sorted({word for one in corpus() for word in words_of(one.text) if word.isalpha() and len(word) > 3})
    found = rows.find_cues("w" + word for word in words)
    known = np.flatnonzero(found >= 0)
    points = rows.points.rows[found[known]]
    unit = int(np.argmax(np.sort(points, axis=0)[-90:].sum(axis=0, dtype=np.int64)))
    heaviest = known[np.argsort(-points[:, unit], kind="stable")[:90]]
    return Words(" ".join(words[at] for at in heaviest.tolist()))


@pytest.mark.parametrize("place", [0, 50, 99])
def test_an_entry_that_is_too_heavy_is_sorted_rightly_wherever_it_stands(place):
    several = list(corpus()[:99])
    several.insert(place, heavy_words())
    assert max(map(abs, card().units_of(cues_of(several[place])))) > WIDEST
    assert batch().sort(several) == one_by_one(several)
    assert [list(scores) for scores in batch().score(several)] == [list(card().score_untaught(w)) for w in several]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 499)), max_size=60))
def test_rows_are_added_up_in_whatever_order_they_come(pairs):
    rows = batch()._rows
    owners = np.array([owner for owner, _ in pairs], np.int64)
    numbers = np.array([number for _, number in pairs], np.int64)
    starts = np.arange(500, 510)
    sums, order, weights = rows.add_up(owners, numbers, starts)
    for at, total, weight in zip(order.tolist(), sums.tolist(), weights.tolist(), strict=True):
        of_it = [starts[at], *numbers[owners == at].tolist()]
        assert weight == rows.weights.rows[of_it].sum()
        if weight <= WIDEST:
            assert total == rows.points.rows[of_it].sum(axis=0, dtype=np.int64).tolist()


def test_rows_that_do_not_fit_are_never_used(monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.rows.WIDEST", 200)
    monkeypatch.setattr("faceaudit.scoring.batch.WIDEST", 200)
    several = corpus()[:500]
    assert Batch(card()).sort(several) == one_by_one(several)


def test_memory_may_be_forgotten_at_any_time(monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.batch._MOST", 50)
    monkeypatch.setattr("faceaudit.scoring.batch._BLOCK", 7)
    several = corpus()[:300]
    forgetful = Batch(card("with lessons"))
    assert forgetful.sort(several) == one_by_one(several, "with lessons")


def test_what_cannot_be_exact_is_not_done(monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.layers._EXACT", 1)
    several = corpus()[:50]
    careful = Batch(card())
    monkeypatch.setattr(careful, "_sort_block", None)
    assert careful.sort(several) == one_by_one(several)


@pytest.mark.parametrize("size", [1, 150, 999, 7_000])
def test_a_sorter_gives_the_same_whatever_the_portions(size, monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.sorter._MANY", 1_500)
    several = corpus()[:3_000] + corpus()[:500]
    random.Random(3).shuffle(several)
    sorter = Sorter(card("with lessons"), RuleBook(RULES), DecisionBook(DECISIONS))
    alone = Sorter(card("with lessons"), RuleBook(RULES), DecisionBook(DECISIONS))
    found = [sorting for at in range(0, len(several), size) for sorting in sorter.sort_many(several[at : at + size])]
    assert found == [alone.sort(words) for words in several]
    assert {one.verdict.decided_by.split()[0] for one in found} >= {"scorecard", "rule:"}
    ruled = [one for one in found if one.verdict.decided_by != "scorecard"]
    assert len({id(one) for one in ruled}) == len(set(ruled)) < len(ruled)
    for words, sorting in zip(several, found, strict=True):
        assert sorting.mode == find_mode(sorting.activity, words.activity_type, words.text)


@pytest.mark.parametrize("limit", ["_REMEMBERED", "_MOST_ANSWERS", "_LONGEST_REMEMBERED"])
def test_what_a_sorter_forgets_changes_no_answer(limit, monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.sorter._MANY", 300)
    several = corpus()[:600] * 3
    patient = Sorter(card(), RuleBook([])).sort_many(several)
    monkeypatch.setattr(f"faceaudit.scoring.sorter.{limit}", 20)
    forgetful = Sorter(card(), RuleBook([]))
    found = [sorting for at in range(0, len(several), 250) for sorting in forgetful.sort_many(several[at : at + 250])]
    assert found == patient
    assert [forgetful.sort(words) for words in several[:50]] == patient[:50]


def test_a_sorter_that_was_interrupted_sorts_as_before(monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.sorter._MANY", 100)
    several = corpus()[:400]
    wanted = Sorter(card(), RuleBook([])).sort_many(several)
    sorter = Sorter(card(), RuleBook([]))

    def break_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "sort", break_off)
        with pytest.raises(KeyboardInterrupt):
            sorter.sort_many(several)
    assert sorter.sort_many(several) == wanted
    assert [sorter.sort(words) for words in several] == wanted


def test_words_are_listed_once_whatever_their_numbers(monkeypatch):
    several = [Words(f"{at % 7} calls, call call back {'to Acme' * (at % 3)}") for at in range(300)]
    wanted = Batch(card()).sort(several)
    monkeypatch.setattr("faceaudit.scoring.batch._SHORT", 0)
    assert Batch(card()).sort(several) == wanted == one_by_one(several)
