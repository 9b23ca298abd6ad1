"""What the commands do once their options are read: from arguments to calls to an exit code."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from faceaudit.audit import RejectBook, audit_reading, start_reading
from faceaudit.cli.options import split_columns
from faceaudit.cli.output import choose_look, guard_files, write_file, write_result
from faceaudit.config import NO_SETTINGS, Config
from faceaudit.errors import FaceauditError, Note
from faceaudit.judging.flags import BELOW
from faceaudit.judging.targets import parse_percent
from faceaudit.logs import ReadOptions, Reject
from faceaudit.render import Look, render
from faceaudit.units import MS_PER_HOUR

SETTINGS_FILE = "faceaudit.toml"
FLAGGED = 1
FAILED = 2
SAYS_NOTES = ("text", "json", "markdown")
_REJECT_HEADER = ("file", "line", "column", "value", "reason", "problem")


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
    return ReadOptions(
        columns=split_columns(given.pop("columns")),
        salesperson=salesperson,
        delimiter=delimiter,
        **{name: given.pop(name) for name in ("encoding", "header_row", "date_order", "unit")},
    )


def read_config(given: dict[str, Any]) -> Config:
    """Read the settings file, the threshold of the command line in place of its default.

    Raises:
        FaceauditError: the file or the threshold cannot be used.
    """
    config = _load_config(given.pop("config"))
    threshold = given.pop("threshold", None)
    if threshold is None:
        return config
    try:
        return config._replace(targets=config.targets._replace(default=parse_percent(threshold)))
    except ValueError as error:
        raise FaceauditError(str(error), column="--threshold") from None


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


def report_logs(logs: Sequence[str], *, check: bool, **given: Any) -> int:
    """Do ``faceaudit report``: read, count, judge, show.

    Returns:
        The exit code: 1 where somebody is below and ``check`` was asked, else 0.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "text")
    rejects_file = given.pop("rejects")
    least_ms = least_time(given.pop("min_hours"))
    reading = start_reading(logs, options, config)
    guard_files([output, rejects_file], [*(log.source.name for log in reading.logs), config.file])
    rejects = RejectBook(keep=rejects_file is not None)
    try:
        audit = audit_reading(
            reading, config, people=given.pop("people"), least_ms=least_ms, rejects=rejects, strict=given.pop("strict")
        )
    finally:
        if rejects_file is not None:
            write_rejects(rejects.kept, rejects_file, raw=look.raw)
    if check and not audit.judgements:
        raise FaceauditError("there is no entry to judge.", "Check the logs and --person.", column="--check")
    report = audit.report(only_flagged=given.pop("flagged"))
    write_result([render(report, look)], output)
    if look.format not in SAYS_NOTES:
        say_notes(report.notes)
    return FLAGGED if check and any(one.flag == BELOW for one in audit.judgements) else 0


def least_time(min_hours: float | None) -> int:
    """Give ``--min-hours`` in milliseconds.

    Raises:
        FaceauditError: it is no number of hours.
    """
    if min_hours is None:
        return 0
    if not 0 <= min_hours <= 10_000:
        raise FaceauditError("the hours must be between 0 and 10000.", "Such as --min-hours 8.", column="--min-hours")
    return round(min_hours * MS_PER_HOUR)


def say_notes(notes: Iterable[Note]) -> None:
    """Say notes on stderr, for formats that have no room for them."""
    if sys.stderr is None:
        return
    try:
        for note in notes:
            sys.stderr.buffer.write(f"Note: {note}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.flush()
    except OSError:
        return  # the result stands without them


def write_rejects(rejects: Iterable[Reject], path: str, *, raw: bool) -> None:
    """Write rejected rows as CSV: where, why, and the row's own cells behind that."""
    from faceaudit.render import Stream, render_stream
    from faceaudit.tables import COUNT, TEXT, Cell, Column

    kept = list(rejects)
    widest = max((len(reject.cells) for reject in kept), default=0)
    names = (*_REJECT_HEADER, *(f"cell_{i + 1}" for i in range(widest)))
    columns = tuple(Column(name, name, COUNT if name == "line" else TEXT) for name in names)
    rows: Iterator[tuple[Cell, ...]] = (
        (
            reject.file, reject.line, reject.column, reject.value, reject.code, f"{reject.problem}. {reject.remedy}",
            *(cell.encode("utf-8", "backslashreplace").decode("utf-8") for cell in reject.cells),
            *[""] * (widest - len(reject.cells)),
        )
        for reject in kept
    )  # fmt: skip
    stream = Stream("faceaudit.rejects/1", "rejects", columns, rows, ())
    write_file(render_stream(stream, Look("csv", raw=raw)), path)
