"""Who an entry is of: the name in its cells, by which spellings of it are one person.

Knows columns, not what else a row says.
"""

from collections.abc import Mapping

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.names import clean_name, person_key
from faceaudit.logs.shape import Refused
from faceaudit.logs.sums import is_nobody, names_a_sum, says_a_sum
from faceaudit.logs.vocabulary import LEFT


def _without_left(name: str) -> str:
    """Take off what a system sets behind the name of somebody who has left: ``Ann (Deactivated)``."""
    before, bracket, inside = name.rpartition("(")
    return before.strip() if bracket and inside.rstrip(") ").casefold() in LEFT and before.strip() else name


class People:
    """The people of one log.

    Args:
        columns: what the columns mean.
        salesperson: name to use where the log has no person column.
        aliases: name to use by person key, for people with other names in some logs.
    """

    def __init__(self, columns: Columns, salesperson: str | None, aliases: Mapping[str, str]) -> None:
        self._is_told = "person" in columns.of or "last_name" in columns.of
        self._column = columns.name_of("person" if "person" in columns.of else "last_name")
        self._is_calendar = columns.format is not None and columns.format.own
        self._salesperson = salesperson or ""
        self._aliases = aliases
        self._known: dict[str, tuple[str, str]] = {}

    def find(self, raw: str) -> tuple[str, str]:
        """Give a person's name and key.

        Args:
            raw: the name as logged; not asked where the log has no column for it, nor in a calendar said to be
                somebody's, where it is who called the meeting.

        Raises:
            Refused: it is no person's name.
        """
        if not self._is_told or (self._is_calendar and (self._salesperson or not raw)):
            raw = self._salesperson
        known = self._known.get(raw)
        if known is None:
            known = self._known[raw] = self._look_up(raw)
        return known

    def _look_up(self, raw: str) -> tuple[str, str]:
        name = clean_name(raw)
        name = self._aliases.get(person_key(name), name)
        key = person_key(_without_left(name))
        if raw != self._salesperson:
            if says_a_sum(name) or names_a_sum(name):
                problem = f"{quote(name)} may be a sum of other rows"
                raise Refused("total-or-entry", problem, "Take the row out.", column=self._column, value=name)
            if key and is_nobody(name):
                problem = f"{quote(name)} is nobody's name"
                raise Refused("no-person", problem, "Fill in who it was.", column=self._column, value=name)
        if not key:
            raise Refused("no-person", "nobody is named", "Fill in who it was.", column=self._column)
        return name, key
