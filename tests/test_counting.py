"""The words kept beside the time of an entry are whole ones."""

import pytest

from faceaudit.counting import shorten_words
from faceaudit.logs import Entry


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", "Visit"),
        ("short " * 33, "short " * 33),
        ("x " * 98 + "met Xanthe", "x " * 97 + "x met"),
        ("x " * 98 + "Ann Xanthe", "x " * 97 + "x Ann"),
        ("x " * 98 + "abcd Xanthe", "x " * 97 + "x abcd"),
        ("求" * 300, "求" * 200),
    ],
)
def test_long_words_are_cut_between_two_of_them(text, kept):
    entry = Entry("ann", "Ann", "", "2025-11-03", 60_000, "Visit", text, "", "", "", "log.csv", 2, [])
    assert shorten_words(entry) == kept
