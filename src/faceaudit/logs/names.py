"""People's names: how they are shown, and when two spellings are one person.

Knows nothing of rows or files.
"""

import unicodedata
from collections.abc import Iterable, Mapping

_MARKS = str.maketrans("‘’ʼ`´‐‒–−", "'''''----")
"""Apostrophes and hyphens as programs put them in by themselves, and the plain ones."""


def clean_name(cell: str) -> str:
    """Give a name as it is shown: blanks folded, invisible characters taken out, composed Unicode."""
    if not cell.isascii():
        cell = "".join(c for c in unicodedata.normalize("NFC", cell) if unicodedata.category(c) != "Cf")
    return " ".join(cell.split())


def person_key(name: str) -> str:
    """Give the key under which spellings of a name are one person.

    Case, blanks, Unicode form, the form of apostrophes and hyphens, and 'Last, First' against 'First Last' make no
    difference; letters of other scripts do.
    """
    key = unicodedata.normalize("NFKC", name.translate(_MARKS)).casefold()
    key = unicodedata.normalize("NFKC", key).translate(_MARKS)
    last, comma, first = key.partition(",")
    if comma and last.strip() and first.strip() and "," not in first:
        key = f"{first} {last}"
    return " ".join(key.split())


def key_people(names: Iterable[str], aliases: Mapping[str, str]) -> dict[str, str]:
    """Give the names that somebody calls people by, by person key.

    Args:
        names: any spelling of them, or other names.
        aliases: the name that counts by the key of another one.
    """
    return {person_key(aliases.get(person_key(name), name)): name for name in names}
