"""The user's own rules: what they say about an entry comes first and always wins.

Knows nothing of where the rules were written.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from faceaudit.errors import FaceauditError

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_MAY_HOLD_MARKS = re.compile(r"[^\w\0-\u02ff\u2000-\u20cf\u2100-\u2bff]")
"""A sign that is no letter and stands neither in Latin text nor among dashes, quotes and pictures."""
_MARKS = ("Mn", "Mc")
_SELECTORS = {chr(code) for code in range(0xFE00, 0xFE10)}
"""Say only how a sign is to be drawn."""


class Rule(NamedTuple):
    """A rule of the user's: all that is given must hold.

    Attributes:
        name: what the user calls it.
        activity: activity id it decides for.
        phrase: words that stand in the entry in this order, whatever the case.
        pattern: regular expression found in the words, whatever the case (RE2 syntax).
        activity_type: the entry's type, whatever the case.
        customer_status: the customer's status, whatever the case.
        examples: entries the rule must decide, checked when it is read.
    """

    name: str
    activity: str
    phrase: str | None = None
    pattern: str | None = None
    activity_type: str | None = None
    customer_status: str | None = None
    examples: tuple[str, ...] = ()

    @property
    def decider(self) -> str:
        """What a verdict names as having decided it."""
        return f"rule: {self.name}"


def fold(text: str) -> str:
    """Give a text as rules compare it: words in small letters, single blanks between and around them."""
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    if _MAY_HOLD_MARKS.search(folded):
        return f" {' '.join(''.join(_letters_of(folded)).split())} "
    return f" {_BETWEEN_WORDS.sub(' ', folded).strip()} "


def _letters_of(text: str) -> Iterator[str]:
    """Give letters and digits, with the marks that belong to them, and a blank for every other sign.

    Many scripts of India and beyond write vowels as marks: without them different words would be one.
    """
    in_word = False
    for sign in text:
        in_word = sign.isalnum() or (in_word and unicodedata.category(sign) in _MARKS and sign not in _SELECTORS)
        yield sign if in_word else " "


class RuleBook:
    """Rules, ready to be asked; the first that holds decides.

    Args:
        rules: in the order in which they are asked.

    Raises:
        FaceauditError: a pattern is no regular expression of the RE2 engine.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._asked = [(rule, *_compile(rule)) for rule in rules]

    def __bool__(self) -> bool:
        return bool(self._asked)

    def find(self, text: str, activity_type: str, customer_status: str) -> Rule | None:
        """Give the first rule that holds for an entry; None where none does."""
        place = next(self.holding(text, activity_type, customer_status), None)
        return None if place is None else self._asked[place][0]

    def holding(self, text: str, activity_type: str, customer_status: str) -> Iterator[int]:
        """Give the places, from 0, of all rules that hold for an entry, in the order in which they are asked."""
        folded = fold(text)
        kind, status = fold(activity_type), fold(customer_status)
        for place, (_, phrase, search, wanted_kind, wanted_status) in enumerate(self._asked):
            if (
                (phrase is None or phrase in folded)
                and (wanted_kind is None or wanted_kind == kind)
                and (wanted_status is None or wanted_status == status)
                and (search is None or search(text.encode("utf-8", "replace").decode("utf-8")))
            ):
                yield place


def _compile(rule: Rule) -> tuple[str | None, Callable[[str], object] | None, str | None, str | None]:
    search = compile_pattern(rule.pattern) if rule.pattern is not None else None
    return (
        None if rule.phrase is None else fold(rule.phrase),
        search,
        None if rule.activity_type is None else fold(rule.activity_type),
        None if rule.customer_status is None else fold(rule.customer_status),
    )


def compile_pattern(pattern: str) -> Callable[[str], object]:
    """Make a search function of a regular expression, on an engine whose time is linear in the text.

    Raises:
        FaceauditError: it is no regular expression of that engine.
    """
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        search: Callable[[str], object] = re2.compile(pattern, options).search
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        raise FaceauditError(
            f"the pattern cannot be used: {reason}.", "Use RE2 syntax (no look-around, no back-references)."
        ) from None
    return search
