"""What is wrong in a settings file: collected with its lines, told all at once.

Knows nothing of what the settings mean.
"""

from collections.abc import Iterable
from typing import Any

from faceaudit.errors import FaceauditError, quote, raise_all
from faceaudit.toml_lines import TomlLines


class Mistakes:
    """The mistakes of a settings file.

    Args:
        path: the file, as the user named it.
        text: what stands in it.

    Attributes:
        lines: tells where a setting stands.
    """

    def __init__(self, path: str, text: str) -> None:
        self.lines = TomlLines(text)
        self._path = path
        self._found: list[FaceauditError] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, problem: str, remedy: str, line: int | None, column: str | None = None) -> None:
        """Note a mistake.

        Args:
            problem: what is wrong, a sentence.
            remedy: what to do, a sentence.
            line: where it stands, from 1.
            column: the setting it is about.
        """
        self._found.append(FaceauditError(problem, remedy, file=self._path, line=line, column=column))

    def add_in(self, section: str, key: str, problem: str, remedy: str) -> None:
        """Note a mistake in a setting of a section."""
        self.add(problem, remedy, self.lines.of_key(section, key), key)

    def add_unknown(
        self, problem: str, word: str, known: Iterable[str], line: int | None, column: str | None = None
    ) -> None:
        """Note a word that is none of those known; the remedy says which is meant, or lists them all."""
        import difflib

        names = list(known)
        close = difflib.get_close_matches(word.casefold(), names, n=1)
        self.add(problem, f"Did you mean {close[0]}?" if close else f"Known are: {', '.join(names)}.", line, column)

    def table_of(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        """Give a section of the file; an empty one where there is none or it is no section."""
        table = data.get(name, {})
        if isinstance(table, dict):
            return table
        remedy = f"Write [{name}] and its settings below it."
        self.add(f"{quote(name)} must be a section.", remedy, self.lines.of_key(None, name))
        return {}

    def refuse(self) -> None:
        """Stop where there is a mistake.

        Raises:
            FaceauditError: there is one.
            Faults: there are several.
        """
        raise_all(sorted(self._found, key=lambda fault: fault.line or 0), "setting")
