"""What an entry's words and columns say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.scoring.cues import LONGEST_TEXT, LONGEST_WORD, cues_of, pieces_of, words_of
from faceaudit.scoring.standings import find_standing
from faceaudit.scoring.verdict import Words

TEXTS = [
    ("Call w/ Jan", ["call", "w/", "jan"]),
    ("w/o Jan", ["w/o", "jan"]),
    ("R&D mtg", ["r&d", "mtg"]),
    ("customer's order", ["customer's", "order"]),
    ("customer’s order", ["customer's", "order"]),
    ("e-mail re follow-up", ["e", "mail", "re", "follow", "up"]),
    ("12 pcs", ["<number>", "pcs"]),
    ("PO 4500012345", ["po", "<long number>"]),
    ("$4,500 quote", ["<money>", "quote"]),
    ("12k€ deal", ["<money>", "deal"]),
    ("3.5 % up", ["<percent>", "up"]),
    ("at 10:30", ["at", "<clock>"]),
    ("price?", ["price", "?"]),
    ("A -> B", ["a", "->", "b"]),
    ("ＣＡＬＬ", ["call"]),
    ("Straße", ["strasse"]),
    ("", []),
    ("...", []),
]


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_words(text, words):
    assert words_of(text) == words


@given(st.text())
def test_words_are_few_and_short(text):
    found = words_of(text)
    assert len(found) <= LONGEST_TEXT
    assert all(0 < len(word) <= LONGEST_WORD for word in found)


def test_pieces_mark_the_ends_of_a_word():
    assert pieces_of("call") == ["c^cal", "ccall", "call$"[0] + "all$"]
    assert pieces_of("up") == []
    assert pieces_of("<money>") == []


def test_columns_that_say_nothing_give_no_cue():
    assert list(cues_of(Words("Call"))) == ["wcall", "p^ call", "pcall $"]


def test_columns_give_cues_of_their_own():
    cues = list(cues_of(Words("Quote", "Site Visit", "Acme", "Existing", "Proposal")))
    assert cues[3:] == [
        "tsite",
        "tvisit",
        "tsite visit",
        "gproposal",
        "kgiven",
        "sexisting",
        "sexisting + quote",
        "s(existing)",
    ]


STANDINGS = [
    ("Existing customer", "existing"),
    ("key account", "existing"),
    ("new customer", "prospect"),
    ("former customer", "lapsed"),
    ("lead", "prospect"),
    ("Tuesday", ""),
    ("", ""),
]


@pytest.mark.parametrize(("status", "standing"), STANDINGS)
def test_standings(status, standing):
    assert find_standing(words_of(status)) == standing
