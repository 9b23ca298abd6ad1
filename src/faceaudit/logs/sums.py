"""Words that tell a sum of other rows from an entry, and what is no name from a person's.

Which words those are is data (``columns.toml``). Knows nothing of rows.
"""

import re
from string import digits

from faceaudit.logs.vocabulary import NOBODY, SUM_WORDS, TOTALS, WORDS_OF_SUMS

_WORD = re.compile(r"[^\W_]+|[∑Σ]")
_ERROR = re.compile(r"#(?:[A-Z]+[?!]?|[A-Z/0]+[!?]?)\Z")
"""What a spreadsheet shows in place of a value: ``#REF!``, ``#NAME?``, ``#DIV/0!``."""


def is_total_word(text: str) -> bool:
    """Tell whether a text is a word for a sum."""
    return text.casefold().rstrip(":. ") in TOTALS


def names_a_sum(name: str) -> bool:
    """Tell whether a name begins or ends with a word for a sum that is nobody's name, as in ``Ann (total)``."""
    words = _WORD.findall(name.casefold())
    return len(words) > 1 and not SUM_WORDS.isdisjoint((words[0], words[-1]))


def says_a_sum(text: str, name: str = "") -> bool:
    """Tell whether a text says that it is a sum and nothing else, as in ``Total for week 45: 38h``.

    Args:
        text: what is said.
        name: whose row it is; the sum may be of that name, as in ``Total Ann Lee``.
    """
    words = _WORD.findall(text.casefold())
    besides = {"", *SUM_WORDS, *WORDS_OF_SUMS, *_WORD.findall(name.casefold())}
    return not SUM_WORDS.isdisjoint(words) and all(word in besides or word.lstrip(digits) in besides for word in words)


def is_nobody(name: str) -> bool:
    """Tell whether a name is nobody's: marks only, a spreadsheet's error, ``everybody``, ``ditto``."""
    folded = name.casefold().strip(" .:()*")
    return folded in NOBODY or not any(c.isalnum() for c in name) or _ERROR.match(name) is not None
