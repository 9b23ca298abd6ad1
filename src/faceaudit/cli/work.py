"""What ``report`` does once its options are read: from arguments to calls to an exit code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from faceaudit.audit import Audit, audit_reading, start_reading
from faceaudit.cli.given import SAYS_NOTES, read_config, read_options, say_notes, take_look
from faceaudit.cli.output import guard_files, write_result
from faceaudit.cli.rejected import write_rejects
from faceaudit.errors import FaceauditError
from faceaudit.judging.flags import BELOW
from faceaudit.rejects import RejectBook
from faceaudit.render import render
from faceaudit.tables import Report
from faceaudit.units import MS_PER_HOUR

if TYPE_CHECKING:  # a report that says nothing of its accuracy is not to wait for it
    from faceaudit.accuracy import Accuracy

FLAGGED = 1


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
    sample = given.pop("accuracy")
    accuracy = None if sample is None else _read_sample(sample)
    reading = start_reading(logs, options, config)
    guard_files([output, rejects_file], [*(log.source.name for log in reading.logs), config.file, sample or ""])
    rejects = RejectBook(keep=rejects_file is not None)
    try:
        audit = audit_reading(
            reading, config, people=given.pop("people"), least_ms=least_ms, rejects=rejects, strict=given.pop("strict")
        )
    finally:
        if rejects_file is not None and rejects.is_complete:
            write_rejects(rejects.kept, rejects_file, raw=look.raw)
    if check and not audit.judgements:
        raise FaceauditError("there is no entry to judge.", "Check the logs, --person and --period.", column="--check")
    report = audit.report(only_flagged=given.pop("flagged"))
    if accuracy:
        report = _add_accuracy(report, accuracy, audit)
    write_result([render(report, look)], output)
    if look.format not in SAYS_NOTES:
        say_notes(report.notes)
    return FLAGGED if check and any(one.flag == BELOW for one in audit.judgements) else 0


def _read_sample(path: str) -> "Accuracy":
    from faceaudit.sample_file import read_sample

    return read_sample(path)


def _add_accuracy(report: Report, accuracy: "Accuracy", audit: Audit) -> Report:
    from faceaudit.measured import add_accuracy

    return add_accuracy(report, accuracy, logged=sum(one.split.logged for one in audit.judgements))


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
