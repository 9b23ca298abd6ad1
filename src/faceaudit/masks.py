"""Pseudonyms: names that stay the same from run to run, and that only who has the key can tell from whom.

Knows nothing of files, formats or what is judged.
"""

import base64
import hmac
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from faceaudit.contacts import Contacts
from faceaudit.counting import Count
from faceaudit.errors import Note, quote
from faceaudit.judging.flags import Limits
from faceaudit.logs import person_key
from faceaudit.tables import Report, Section, Table
from faceaudit.tally import Key, Tally, TextTimes, add_up

FEWEST_BYTES = 16
"""Length of the shortest key that is taken."""
_BYTES_SHOWN = 5
_SHORTEST_PART = 2
"""Letters of a first or last name that is looked for by itself in the words of entries."""
_SHORTEST_IN_ANY_CASE = 3
"""Of a shorter one only its own case is taken for it: ``Wu``, but not ``an`` for An."""
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
"""From base 32 to letters and digits that nobody takes for one another."""

_WORD = re.compile(r"[^\W\d_]+")

Value = TypeVar("Value")


class Mask:
    """Gives people pseudonyms, and takes their names out of whatever is said.

    Args:
        key: the secret, at least ``FEWEST_BYTES`` long. The same key and person give the same pseudonym.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._spelled: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def pseudonym_of(self, person: str) -> str:
        """Give the pseudonym of a person, such as ``P-4K7Q0ZT2``: 40 bits of HMAC-SHA-256 (RFC 2104) of their key."""
        digest = hmac.digest(self._key, person.encode("utf-8", "backslashreplace"), "sha256")
        return "P-" + base64.b32encode(digest[:_BYTES_SHOWN]).decode().translate(_LETTERS)

    def learn(self, names: Iterable[str], person: str | None = None) -> None:
        """Learn names that must not be seen, and how messages cut them.

        Args:
            names: as they are spelled.
            person: key of the person who has them all; None where each is of the person it spells.
        """
        for name in names:
            pseudonym = self.pseudonym_of(person or person_key(name))
            spelled = " ".join(name.split())
            for shown in (spelled, quote(spelled)[1:-1]) if spelled else ():
                self._spelled.setdefault(shown, pseudonym)
            for part in _WORD.findall(name.partition("@")[0]):
                if len(part) >= _SHORTEST_PART and (part[:1].isupper() or "@" in name or name.islower()):
                    self._parts.setdefault(_fold_part(part), pseudonym)
        self._pattern = None

    def hide(self, text: str) -> str:
        """Give a text with the names that were learned replaced, whatever the blanks and, in full names, the case."""
        if not self._spelled:
            return text
        if self._pattern is None:
            self._pattern = re.compile(
                rf"(?<!\w)(?:{'|'.join(map(_look_for, sorted(self._spelled, key=_longest)))})(?!\w)"
            )
        return self._pattern.sub(lambda found: self._pseudonym_in_text(found[0]), text)

    def _pseudonym_in_text(self, found: str) -> str:
        name = " ".join(found.split())
        return self._spelled.get(name) or self.pseudonym_of(person_key(name))

    def hide_words(self, text: str) -> str:
        """Give the words of an entry without the names, their parts included: a first name tells as much."""
        return _WORD.sub(lambda found: self._parts.get(_fold_part(found[0]), found[0]), self.hide(text))

    def hide_texts(self, texts: TextTimes) -> TextTimes:
        """Give time by words without the names in them; what it is kept under stays."""
        masked = TextTimes()
        for under, own in texts.sums.items():
            for words, (ms, entries) in own.items():
                masked.count(under, self.hide_words(words), ms, entries)
        return masked

    def mask_count(self, count: Count) -> Count:
        """Give what was counted, under pseudonyms."""
        tally, before = Tally(), count.tally
        for names in before.names.values():
            self.learn(names)
        for key, (ms, entries) in before.sums.items():
            add_up(tally.sums, self._mask_key(key), ms, entries)
        tally.names = {
            self.pseudonym_of(person): Counter({self.pseudonym_of(person): names.total()})
            for person, names in before.names.items()
        }
        tally.rejected, tally.skipped = before.rejected, before.skipped
        contacts = Contacts()
        for key, start, ms in count.contacts.spans():
            contacts.count(self._mask_key(key), start, ms)
        open_texts = self.hide_texts(count.open_texts)
        open_texts.sums = self._mask_keys(open_texts.sums)
        return Count(tally, open_texts, count.by_rule, contacts)

    def _mask_key(self, key: Key) -> Key:
        return key._replace(person=self.pseudonym_of(key.person))

    def mask_limits(self, limits: Limits) -> Limits:
        """Give what people are judged by, under pseudonyms."""
        targets = limits.targets._replace(people=self._mask_keys(limits.targets.people))
        return limits._replace(
            targets=targets, teams=self._mask_keys(limits.teams), roles=self._mask_keys(limits.roles)
        )

    def _mask_keys(self, by_person: Mapping[str, Value]) -> dict[str, Value]:
        return {self.pseudonym_of(person): value for person, value in by_person.items()}

    def mask_report(self, report: Report) -> Report:
        """Give a report in which no name that was learned is left."""
        return report._replace(
            title=self.hide(report.title),
            words=self._mask_table(report.words),
            lines=[self.hide(line) for line in report.lines],
            numbers=self._mask_table(report.numbers),
            total=self._mask_table(report.total) if report.total else None,
            head=self._mask_value(report.head),
            notes=[self.mask_note(note) for note in report.notes],
            sections=[self._mask_section(section) for section in report.sections],
        )

    def mask_note(self, note: Note) -> Note:
        """Give a note without the names."""
        return note._replace(message=self.hide(note.message), file=note.file and self.hide_words(note.file))

    def _mask_section(self, section: Section) -> Section:
        return section._replace(
            title=self.hide(section.title),
            lines=[self.hide(line) for line in section.lines],
            table=self._mask_table(section.table) if section.table else None,
            copied=[self.hide(line) for line in section.copied],
        )

    def _mask_table(self, table: Table) -> Table:
        rows, totals = (
            [tuple(self._mask_value(cell) for cell in row) for row in some] for some in (table.rows, table.totals)
        )
        return table._replace(rows=rows, totals=totals)

    def _mask_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, Mapping):
            return {key: self._mask_value(part) for key, part in value.items()}
        return [self._mask_value(part) for part in value] if isinstance(value, list | tuple) else value


def _fold_part(part: str) -> str:
    return part.casefold() if len(part) >= _SHORTEST_IN_ANY_CASE else part


def _longest(name: str) -> tuple[int, str]:
    return (-len(name), name)


def _look_for(name: str) -> str:
    """Give the pattern of a name: a single word only in its own case, as it may be a word of the language too."""
    words = [re.escape(word) for word in name.split()]
    return words[0] if len(words) == 1 else "(?i:" + r"\s+".join(words) + ")"
