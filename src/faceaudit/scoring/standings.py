"""Customer status in everyday words: what tells a new customer from an existing and a lost one.

Logs call the same standing by many names; the codebook lets a column that says it beat the words.
"""

from collections.abc import Iterable

EXISTING = "existing"
PROSPECT = "prospect"
LAPSED = "lapsed"

_LAPSED = (
    "lapsed dormant inactive lost former ex churned past previous winback reactivation sleeping gone stopped "
    "cancelled paused closed"
)
_PROSPECT = (
    "prospect prospects prospective new target targets lead leads potential suspect logo cold mql sql neu nuevo nuovo "
    "nouveau interested interessent enquiry inquiry prospekt trial candidate opportunity hot warm"
)
_EXISTING = (
    "existing current customer customers client clients active actif repeat key account accounts acct regular kunde "
    "kunden bestand bestandskunde cliente klant kund estab established retained own old renewal member live vip"
)

# Lapsed comes first and existing last: "former customer" is lapsed, "new customer" a prospect.
_STANDINGS = [
    (LAPSED, frozenset(_LAPSED.split())),
    (PROSPECT, frozenset(_PROSPECT.split())),
    (EXISTING, frozenset(_EXISTING.split())),
]


def find_standing(words: Iterable[str]) -> str:
    """Give the standing that the words of a customer status tell; empty where they tell none.

    Args:
        words: lower-case words of the column.
    """
    found = frozenset(words)
    return next((standing for standing, names in _STANDINGS if not names.isdisjoint(found)), "")
