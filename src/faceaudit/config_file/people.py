"""Who is in which team and role, and who is called what: ``[teams]``, ``[roles]``, ``[aliases]``."""

from typing import Any

from faceaudit.config_file.mistakes import Mistakes
from faceaudit.errors import quote
from faceaudit.judging.targets import fold_name
from faceaudit.logs.names import person_key


class People:
    """The people that a settings file names.

    Args:
        mistakes: takes what is wrong.

    Attributes:
        spelled: names as the file spells them, by person key.
        spelled_groups: names of teams and roles that have targets as the file spells them, by folded name.
    """

    def __init__(self, mistakes: Mistakes) -> None:
        self.spelled: dict[str, str] = {}
        self.spelled_groups: dict[str, str] = {}
        self._mistakes = mistakes

    def key_of(self, name: str) -> str:
        """Give the key of a person, noting how the name is spelled."""
        key = person_key(name)
        self.spelled.setdefault(key, name)
        return key

    def key_of_group(self, name: str) -> str:
        """Give the folded name of a team or role, noting how it is spelled."""
        key = fold_name(name)
        self.spelled_groups.setdefault(key, " ".join(name.split()))
        return key

    def read_groups(self, data: dict[str, Any], section: str) -> dict[str, str]:
        """Give the group of each person of a section by person key."""
        found: dict[str, str] = {}
        for group, members in self._mistakes.table_of(data, section).items():
            if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
                remedy = f'Write: "{group}" = ["name", "name"]'
                self._mistakes.add_in(section, group, "this must be a list of names.", remedy)
                continue
            for member in members:
                key = self.key_of(member)
                if found.get(key, group) != group:
                    problem = f"{quote(member)} is in {quote(found[key])} too."
                    self._mistakes.add_in(section, group, problem, "Name each person once.")
                found[key] = group
        return found
