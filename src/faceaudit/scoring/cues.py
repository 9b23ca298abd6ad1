"""What an entry's words and columns say: the cues that carry points.

A cue is a string: a letter for its kind, then what it is about. Knows nothing of points, files or activities;
the same cues are drawn when learning and when judging.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from faceaudit.scoring.standings import find_standing
from faceaudit.scoring.verdict import Words

WORD, PAIR, PIECE, TYPE, STATUS, STAGE, CUSTOMER = KINDS = "wpctsgk"
KIND_NAMES = {
    WORD: "word",
    PAIR: "pair",
    PIECE: "piece",
    TYPE: "type",
    STATUS: "status",
    STAGE: "stage",
    CUSTOMER: "customer",
}

LONGEST_TEXT = 64
"""How many words of an entry count; the rest is not read."""
LONGEST_WORD = 24
LONGEST_READ = 1000
"""How many characters of an entry count."""
_COLUMN_WORDS = 6
_PIECE_LENGTH = 4
_CLOCK = "<clock>"
_MONEY = "<money>"
_NUMBER = "<number>"
_LONG_NUMBER = "<long number>"
_PERCENT = "<percent>"
_LONG = 4
"""Digits from which a number is more likely a name (of an order, an article) than a count."""
CURRENCIES = "$€£¥₹"

_TOKEN = re.compile(
    r"w/o?(?![\w/])|[^\W\d_]+(?:['’&][^\W\d_]+)*"
    rf"|[{CURRENCIES}]\s?\d[\d.,]*\s?(?:k|m|mio|mn|bn)?\b|\d[\d.,:]*(?:\s?(?:k|m)?\s?[{CURRENCIES}]|\s?%)?"
    r"|->|=>|[?!&@+/:]"
)


def words_of(text: str) -> list[str]:
    """Give the words of a text in order, in one spelling; numbers, money and marks as classes."""
    return split_words(spell(text))


def spell(text: str) -> str:
    """Give what is read of a text, in one spelling."""
    text = text[:LONGEST_READ]
    return (text if text.isascii() else normalize("NFKC", text)).casefold()


def split_words(spelled: str) -> list[str]:
    """Give the words of a text that is spelled in one way; see :func:`words_of`."""
    found = _TOKEN.findall(spelled)[:LONGEST_TEXT]
    return [token[:LONGEST_WORD] if token.isalpha() else _classify(token) for token in found]


def _classify(token: str) -> str:
    """Give the class of a number or sum of money; other words and marks as they are."""
    if token[0].isalpha():
        return token.replace("’", "'")[:LONGEST_WORD]
    if token[0] in CURRENCIES or token[-1] in CURRENCIES:
        return _MONEY
    if not token[0].isdigit():
        return token
    if token[-1] == "%":
        return _PERCENT
    if ":" in token[:-1]:
        return _CLOCK
    return _LONG_NUMBER if sum(map(str.isdigit, token)) >= _LONG else _NUMBER


def pieces_of(word: str) -> list[str]:
    """Give the pieces of a word as cues, of four letters each, its ends marked; classes have none.

    A word of a letter or two is no longer than a piece: it stands for itself.
    """
    if len(word) + 2 <= _PIECE_LENGTH or not word[0].isalpha():
        return []
    marked = f"^{word}$"
    return [PIECE + marked[at : at + _PIECE_LENGTH] for at in range(len(marked) - _PIECE_LENGTH + 1)]


def cues_of(words: Words) -> dict[str, int]:
    """Give the cues of an entry, each once and in order, with nought for the points still to be looked up.

    Pieces of words are left to who knows the words.
    """
    found = words_of(words.text)
    cues = [WORD + word for word in found]
    # The ends of the text count as words: they tell a bare "call" from one among others.
    cues += [f"{PAIR}{one} {two}" for one, two in zip(["^", *found], [*found, "$"], strict=True)]
    if words.activity_type:
        cues += _column(TYPE, words.activity_type)
    if words.stage:
        cues += _column(STAGE, words.stage)
    if words.customer:
        cues.append(CUSTOMER + "given")
    if words.customer_status:
        cues += _column(STATUS, words.customer_status)
        standing = standing_of(words.customer_status)
        if standing:
            # A quote to a customer is not what a quote to a prospect is.
            cues += [f"{STATUS}{standing} + {word}" for word in found]
            cues.append(f"{STATUS}({standing})")
    return dict.fromkeys(cues, 0)


@lru_cache(maxsize=1024)
def standing_of(status: str) -> str:
    """Give the standing that a customer's status as logged tells; empty where it tells none."""
    return find_standing(words_of(status))


@lru_cache(maxsize=1024)
def _column(kind: str, value: str) -> list[str]:
    """Give the words of a column's value and, where there are several, the value as a whole."""
    found = [word for word in words_of(value) if word[0].isalpha()][:_COLUMN_WORDS]
    cues = [kind + word for word in found]
    if len(found) > 1:
        cues.append(kind + " ".join(found))
    return cues
