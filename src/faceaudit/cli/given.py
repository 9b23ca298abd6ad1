"""What options and settings say, as values; and what every command says when it is called with nothing.

Loads no scoring, so that a command that only reads logs is quick.
"""

import os
import sys
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

import click

from faceaudit.cli.options import split_columns
from faceaudit.cli.output import choose_look
from faceaudit.config import NO_SETTINGS, Config
from faceaudit.errors import FaceauditError, quote
from faceaudit.judging.targets import parse_percent
from faceaudit.logs import Reading, ReadOptions
from faceaudit.logs.overlaps import COUNT
from faceaudit.logs.periods import find_period
from faceaudit.render import Look

SETTINGS_FILE = "faceaudit.toml"
DECISIONS_FILE = "faceaudit-decisions.csv"
_MILLIONTHS_IN_PER_MILLE = 1000
_HOW_SURE = "Write how sure an entry must be to be decided, above 1 and up to 100 percent, such as 95."
FAILED = 2


def has_input(logs: Sequence[str]) -> bool:
    """Tell whether there is a log to read: one is named, or standard input is no terminal."""
    return bool(logs) or (sys.stdin is not None and not sys.stdin.isatty())


def show_short_help(ctx: click.Context) -> int:
    """Say on stderr how a command is used, and give the exit code for that."""
    click.echo(
        f"{ctx.get_usage()}\n\nName a log, e.g.: {ctx.command_path} logs.csv\nMore: {ctx.command_path} --help", err=True
    )
    return FAILED


def read_options(given: dict[str, Any]) -> ReadOptions:
    """Take what the options say about the logs, and leave the rest.

    Raises:
        FaceauditError: an option makes no sense.
    """
    delimiter = given.pop("delimiter")
    if delimiter in ("tab", "\\t"):
        delimiter = "\t"
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise FaceauditError(
            "the delimiter must be one character.", "Such as ',' ';' '|' or tab.", column="--delimiter"
        )
    salesperson = given.pop("salesperson")
    if salesperson is not None and not salesperson.strip():
        raise FaceauditError("the name is empty.", "Say whose log it is.", column="--salesperson")
    days = {name: given.pop(name, None) for name in ("since", "until", "period", "today")}
    since, until, today = find_period(**days)
    return ReadOptions(
        columns=split_columns(given.pop("columns")),
        salesperson=salesperson,
        delimiter=delimiter,
        since=since,
        until=until,
        today=today,
        overlaps=given.pop("overlaps", COUNT),
        timezone=_find_zone(given.pop("timezone")),
        **{name: given.pop(name) for name in ("encoding", "header_row", "date_order", "unit")},
    )


def list_files(reading: Reading, config: Config) -> list[str]:
    """Give the names of the files that are read, over which no result is to be written: logs, settings, decisions."""
    return [*(log.source.name for log in reading.logs), config.file, config.decisions_file]


def _find_zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise FaceauditError(
            f"there is no time zone {quote(name)}.", "Such as Europe/Berlin or America/Chicago.", column="--timezone"
        ) from None


def read_config(given: dict[str, Any]) -> Config:
    """Read settings and decisions, what the command line says in place of what the settings say.

    Raises:
        FaceauditError: the file or the threshold cannot be used.
    """
    config = _add_decisions(_load_config(given.pop("config")), given.pop("decisions", None))
    threshold, certainty = given.pop("threshold", None), given.pop("certainty", None)
    if threshold is not None:
        config = config._replace(targets=config.targets._replace(default=_percent(threshold, "--threshold")))
    if certainty is not None:
        millionths = _percent(certainty, "--certainty", remedy=_HOW_SURE)
        config = config._replace(least_certainty=-(-millionths // _MILLIONTHS_IN_PER_MILLE))
    return config


def _percent(text: str, option: str, **said: str) -> int:
    try:
        return parse_percent(text, **said)
    except ValueError as error:
        raise FaceauditError(str(error), column=option) from None


def _add_decisions(config: Config, path: str | None) -> Config:
    """Add the decisions of the file named, else of the one in the working folder, where there is one."""
    if path is None and not os.path.isfile(DECISIONS_FILE):
        return config
    from faceaudit.decisions_file import read_decisions

    name = path or DECISIONS_FILE
    return config._replace(decisions=tuple(read_decisions(name)), decisions_file=name)


def _load_config(path: str | None) -> Config:
    """Read the file named, else the one in the working folder, where there is one."""
    if path is None and not os.path.isfile(SETTINGS_FILE):
        return NO_SETTINGS
    from faceaudit.config_file import read_config as read_file

    return read_file(path or SETTINGS_FILE)


def take_look(given: dict[str, Any], default: str) -> tuple[Look, str | None]:
    """Take format, colours and place of the result from the options."""
    output = given.pop("output")
    look = choose_look(
        format_name=given.pop("format_name"),
        output=output,
        color=given.pop("color"),
        raw=given.pop("raw"),
        default=default,
    )
    return look, output
