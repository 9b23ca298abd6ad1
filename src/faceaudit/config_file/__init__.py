"""Reads ``faceaudit.toml``; every mistake in it is told at once, with its line.

Knows nothing of logs or reports.
"""

import os
import tomllib

from faceaudit.config import Config
from faceaudit.config_file.columns import read_columns
from faceaudit.config_file.departments import read_departments, read_notable
from faceaudit.config_file.mistakes import Mistakes
from faceaudit.config_file.people import People
from faceaudit.config_file.rules import read_rules
from faceaudit.config_file.targets import read_targets
from faceaudit.errors import FaceauditError, quote
from faceaudit.logs.names import person_key

LARGEST = 256 * 1024
"""Bytes of a settings file; a larger one is something else."""

_SECTIONS = ("targets", "columns", "teams", "roles", "aliases", "owners", "rates", "week", "causes", "rule")


def read_config(path: str) -> Config:
    """Read the settings.

    Args:
        path: the file.

    Raises:
        FaceauditError: it cannot be read.
        Faults: everything that is wrong in it.
    """
    text = _read_text(path)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FaceauditError(*_explain_syntax(error), file=path, line=_line_of_syntax(error)) from None
    mistakes = Mistakes(path, text)
    for key in data:
        if key not in _SECTIONS:
            mistakes.add_unknown(f"there is no section {quote(key)}.", key, _SECTIONS, mistakes.lines.of_heading(key))
    people = People(mistakes)
    config = Config(
        targets=read_targets(mistakes, mistakes.table_of(data, "targets"), people),
        columns=read_columns(mistakes, mistakes.table_of(data, "columns")),
        teams=people.read_groups(data, "teams"),
        roles=people.read_groups(data, "roles"),
        aliases={person_key(other): name for other, name in people.read_groups(data, "aliases").items()},
        rules=read_rules(mistakes, data.get("rule", [])),
        departments=read_departments(mistakes, data),
        notable=read_notable(mistakes, mistakes.table_of(data, "causes")),
        file=path,
        spelled=people.spelled,
        spelled_groups=people.spelled_groups,
    )
    mistakes.refuse()
    return config


def _read_text(path: str) -> str:
    try:
        if os.path.isdir(path):
            raise FaceauditError("this is a folder, not a file.", "Name the settings file in it.", file=path)
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise FaceauditError("the settings are larger than 256 KB.", "Is this the right file?", file=path)
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise FaceauditError("there is no such file.", "Write one with: faceaudit init", file=path) from None
    except UnicodeDecodeError:
        raise FaceauditError("the settings are not UTF-8.", "Save the file as UTF-8.", file=path) from None
    except OSError as error:
        raise FaceauditError(f"the settings cannot be read: {error.strerror}.", "Check the file.", file=path) from None


def _explain_syntax(error: Exception) -> tuple[str, str]:
    said = (
        str(error).partition(" (at ")[0]
        if isinstance(error, tomllib.TOMLDecodeError)
        else "too deeply nested or too large a number"
    )
    return f"this is not TOML: {said[:1].lower()}{said[1:200]}.", "See toml.io, or start afresh with: faceaudit init"


def _line_of_syntax(error: Exception) -> int | None:
    _, _, place = str(error).partition("(at line ")
    number = place.partition(",")[0]
    return int(number) if number.isdecimal() else None
