"""Which column of a log means what: ``[columns]``."""

from typing import Any

from faceaudit.config_file.mistakes import Mistakes
from faceaudit.errors import quote
from faceaudit.logs.columns import MEANINGS


def read_columns(mistakes: Mistakes, table: dict[str, Any]) -> dict[str, str]:
    """Give column name by meaning."""
    found = {}
    for meaning, name in table.items():
        if meaning not in MEANINGS:
            line = mistakes.lines.of_key("columns", meaning)
            mistakes.add_unknown(f"{quote(meaning)} is no meaning of a column.", meaning, MEANINGS, line)
        elif not isinstance(name, str):
            mistakes.add_in("columns", meaning, "this must be a column's name.", f'Write: {meaning} = "Name"')
        else:
            found[meaning] = name
    return found
