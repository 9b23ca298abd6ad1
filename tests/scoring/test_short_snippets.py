"""Pieces of text are found by number exactly: every one that was taken in, and none that was not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.scoring.short_snippets import LONGEST, NONE, Pieces, ShortSnippets

piece = st.text("ab", min_size=1, max_size=LONGEST + 2) | st.text(
    st.characters(exclude_characters=" \0", exclude_categories=["Cs"]), min_size=1, max_size=LONGEST // 2
)


def cut(several):
    return Pieces("".join(f" {one} " for one in several).encode())


@given(st.lists(piece, max_size=20))
def test_pieces_stand_where_the_blanks_leave_them(several):
    text, pieces = "".join(f" {one} " for one in several).encode(), cut(several)
    spans = zip(pieces.starts.tolist(), pieces.lengths.tolist(), strict=True)
    assert [text[start : start + length].decode() for start, length in spans] == several


@given(st.lists(st.lists(piece, max_size=20), max_size=4), st.lists(piece, max_size=20))
def test_what_was_taken_in_is_found_and_nothing_else(portions, others):
    short, known = ShortSnippets(), {}
    for several in portions:
        new = list(dict.fromkeys(one for one in several if one not in known))
        numbers = np.arange(len(known), len(known) + len(new)) + 7
        short.add(cut(new), np.arange(len(new)), numbers)
        known |= zip(new, numbers.tolist(), strict=True)
    asked = [*known, *others]
    expected = [known.get(one, NONE) if len(one.encode()) <= LONGEST else NONE for one in asked]
    assert short.find(cut(asked)).tolist() == expected


def test_many_that_hardly_differ_are_told_apart_as_the_table_grows():
    short, several = ShortSnippets(), [f"{at:016b}" for at in range(1 << 14)]
    for begin in range(0, len(several), 1 << 10):
        some = np.arange(begin, begin + (1 << 10))
        short.add(cut(several), some, some)
    assert short.find(cut(several)).tolist() == list(range(len(several)))
    assert set(short.find(cut([one[1:] for one in several])).tolist()) == {NONE}
    assert set(short.find(cut([one + "0" for one in several])).tolist()) == {NONE}


def test_pieces_that_share_a_slot_are_found(monkeypatch):
    monkeypatch.setattr(ShortSnippets, "_first_slots", lambda self, low, _: np.full(len(low), len(self._slots) - 3))
    short, several = ShortSnippets(), [f"word {at}".replace(" ", "") for at in range(40)]
    short.add(cut(several), np.arange(0, 40, 2), np.arange(0, 40, 2))
    assert short.find(cut(several)).tolist() == [at if at % 2 == 0 else NONE for at in range(40)]
