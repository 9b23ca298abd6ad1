"""What an entry's words and columns say: the cues that carry points.

Knows nothing of points, files or activities; the same cues are drawn when learning and when judging.
"""

import re
from unicodedata import normalize

from faceaudit.scoring.verdict import Words

LONGEST_TEXT = 64
"""How many words of an entry count; the rest is not read."""
LONGEST_WORD = 24
_CHARACTERS = 1000
_COLUMN_WORDS = 6
_PIECES = range(3, 6)

_TOKEN = re.compile(
    r"(?P<money>[$€£¥₹]\s?\d[\d.,]*\s?(?:k|m|mio|mn|bn)?\b|\d[\d.,]*\s?(?:k|m)?\s?[$€£¥₹])"
    r"|(?P<percent>\d[\d.,]*\s?%)"
    r"|(?P<clock>\b\d{1,2}:\d\d\b)"
    r"|(?P<word>w/o?(?![\w/])|[^\W\d_]+(?:['’&][^\W\d_]+)*)"
    r"|(?P<number>\d[\d.,]*)"
    r"|(?P<mark>->|=>|[?!&@+/:])"
)
_CLASSES = {"money": "<money>", "percent": "<percent>", "clock": "<clock>"}


def tidy(text: str) -> str:
    """Give the text in one spelling of its characters and without letter case, cut to a sane length."""
    text = text[:_CHARACTERS]
    if not text.isascii():
        text = normalize("NFKC", text)
    return text.casefold()


def words_of(text: str) -> list[str]:
    """Give the words of a text in order; numbers, money and marks as classes."""
    found = []
    for match in _TOKEN.finditer(tidy(text)):
        kind = match.lastgroup
        token = match.group()
        if kind == "word":
            found.append(token.replace("’", "'")[:LONGEST_WORD])
        elif kind == "number":
            digits = sum(map(str.isdigit, token))
            found.append("<number>" if digits < 4 else "<long number>")
        elif kind == "mark":
            found.append(token)
        else:
            found.append(_CLASSES[str(kind)])
        if len(found) == LONGEST_TEXT:
            break
    return found


def pieces_of(word: str) -> list[str]:
    """Give the pieces of a word, of three to five letters, its ends marked."""
    if word[0] == "<" or not word[0].isalpha():
        return []
    marked = f"^{word}$"
    size = len(marked)
    return [marked[at : at + n] for n in _PIECES if n < size for at in range(size - n + 1)]


def pairs_of(words: list[str]) -> list[str]:
    """Give the pairs of neighbouring words, the ends of the text counted as words."""
    return [f"{one} {two}" for one, two in zip(["^", *words], [*words, "$"], strict=True)]


def columns_of(words: Words) -> list[tuple[str, str]]:
    """Give the cues of the columns as (kind, cue), each once."""
    found: list[tuple[str, str]] = []
    for kind, value in (
        ("type", words.activity_type),
        ("status", words.customer_status),
        ("stage", words.stage),
    ):
        if not value:
            continue
        tokens = [word for word in words_of(value) if word[0].isalpha()]
        found += [(kind, token) for token in dict.fromkeys(tokens[:_COLUMN_WORDS])]
        if len(tokens) > 1:
            found.append((kind, " ".join(tokens[:_COLUMN_WORDS])))
    if words.customer:
        found.append(("customer", "given"))
    return found
