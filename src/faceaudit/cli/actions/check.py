"""What ``check`` does once its options are read. Loads no scoring."""

from collections.abc import Sequence
from typing import Any

from faceaudit.checks import check_reading, make_report
from faceaudit.cli.given import list_files, read_config, read_options, take_look
from faceaudit.cli.output import guard_files, write_result
from faceaudit.cli.rejected import write_rejects
from faceaudit.errors import FaceauditError
from faceaudit.logs import read_logs
from faceaudit.rejects import RejectBook
from faceaudit.render import render
from faceaudit.units import count_of


def check_logs(logs: Sequence[str], *, strict: bool, **given: Any) -> int:
    """Do ``faceaudit check``: read and tell.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: a log cannot be understood, or, once the result is written, a row was rejected under ``strict``.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "text")
    rejects_file = given.pop("rejects")
    reading = read_logs(logs, options._replace(hints=config.columns, aliases=config.aliases))
    guard_files([output, rejects_file], list_files(reading, config))
    rejects = RejectBook(keep=rejects_file is not None)
    found = check_reading(reading, rejects)
    write_result([render(make_report(found), look)], output)
    if rejects_file is not None:
        write_rejects(rejects.kept, rejects_file, raw=look.raw)
    rejected = found.tally.rows_rejected
    if strict and rejected:
        raise FaceauditError(
            f"{count_of(rejected, 'row')} cannot be read, and --strict was asked.", "The result names them."
        )
    return 0
