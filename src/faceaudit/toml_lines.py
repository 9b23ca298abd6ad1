"""Where things stand in a TOML file, for messages: the parser of the standard library does not tell.

Knows nothing of what the keys mean.
"""


class TomlLines:
    """Finds the lines of headings and keys.

    Args:
        text: the file's text.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._headings = [(i, heading) for i, line in enumerate(self._lines) if (heading := _heading_of(line))]

    def of_key(self, section: str | None, key: str) -> int | None:
        """Give the line, from 1, of a key of a section; the section's own where the key is not found.

        Args:
            section: dotted name of the table; None for the top of the file.
            key: name of the key.
        """
        start, end = (
            self._extent(f"[{section}]")
            if section
            else (0, self._headings[0][0] if self._headings else len(self._lines))
        )
        if start is None:
            outer, _, inner = (section or "").rpartition(".")
            return self.of_key(outer or None, inner) if inner else None
        return self._find(key, start, end) or (start or None)

    def of_heading(self, name: str) -> int | None:
        """Give the line of the first heading of a section, or of a key of that name at the top."""
        for i, heading in self._headings:
            if heading.strip("[]").partition(".")[0].strip("\"'") == name:
                return i + 1
        return self.of_key(None, name)

    def of_item(self, section: str, number: int, key: str | None) -> int | None:
        """Give the line of a key of the n-th table (from 0) of an array of tables, else of its heading."""
        starts = [i for i, heading in self._headings if heading == f"[[{section}]]"]
        if number >= len(starts):
            return None
        start = starts[number] + 1
        return (self._find(key, start, self._end_after(start)) if key else None) or start

    def _extent(self, wanted: str) -> tuple[int | None, int]:
        """Give the number of lines up to and with a heading, and up to the next."""
        for i, heading in self._headings:
            if heading == wanted:
                return i + 1, self._end_after(i + 1)
        return None, 0

    def _end_after(self, start: int) -> int:
        return next((i for i, _ in self._headings if i >= start), len(self._lines))

    def _find(self, key: str, start: int, end: int) -> int | None:
        return next((i + 1 for i in range(start, end) if _key_of(self._lines[i]) == key), None)


def _heading_of(line: str) -> str:
    text = line.partition("#")[0].strip()
    return "".join(text.split()) if text.startswith("[") and text.endswith("]") and "=" not in text else ""


def _key_of(line: str) -> str:
    key, equals, _ = line.partition("=")
    return key.strip().strip("\"'") if equals else ""
