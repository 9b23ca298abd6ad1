"""What may stand between cells.

Knows nothing of headers.
"""

DELIMITERS = (",", ";", "\t", "|")


def can_delimit(text: str) -> bool:
    """Tell whether a text can stand between cells: one sign that is neither letter, digit, blank nor quote."""
    return len(text) == 1 and (text == "\t" or text.isprintable()) and not text.isalnum() and text not in ' "'


def told_delimiter(head: list[str]) -> str | None:
    """Give the delimiter that a first line ``sep=;`` tells."""
    line = head[0].rstrip("\r\n").strip('"') if head else ""
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") and can_delimit(line[4]) else None
