"""Logs that a command audits as a whole: from options to an audit, and from a report to where it goes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from faceaudit.audit import Audit, audit_reading, start_reading
from faceaudit.cli.given import list_files, read_config, read_options, take_look
from faceaudit.cli.output import guard_files, say_notes, show_report
from faceaudit.cli.rejected import write_rejects
from faceaudit.config import Config
from faceaudit.errors import FaceauditError, Note, escape
from faceaudit.logs import Entry
from faceaudit.rejects import RejectBook
from faceaudit.render import Look
from faceaudit.scoring.sorting import Sorting
from faceaudit.tables import Report
from faceaudit.units import MS_PER_HOUR

if TYPE_CHECKING:
    from faceaudit.masks import Mask

_LONGEST_LEAST = 10_000


class Audited(NamedTuple):
    """An audit, with the settings it was made under and the place of the result."""

    audit: Audit
    config: Config
    look: Look
    output: str | None

    def show(self, report: Report) -> None:
        """Write the result."""
        if self.audit.mask is not None:
            report = self.audit.mask.mask_report(report)
        show_report(report, self.look, self.output)


def audit_logs(
    logs: Sequence[str],
    given: dict[str, Any],
    *,
    watch: Callable[[Entry, Sorting], None] | None = None,
    also_read: Sequence[str] = (),
) -> Audited:
    """Audit logs as the options say, and take these options away; rejected rows are written where that is asked.

    Args:
        logs: names of the logs.
        given: the options.
        watch: called with each entry that counts and what it was sorted into.
        also_read: other files that are read, and so never written over.

    Raises:
        FaceauditError: an option makes no sense, or a log or the settings cannot be read.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "text")
    rejects_file = given.pop("rejects")
    least_ms = least_time(given.pop("min_hours", None))
    key_file, min_group = given.pop("mask", None), given.pop("min_group", 1)
    mask = None if key_file is None else _read_mask(key_file)
    reading = start_reading(logs, options, config)
    guard_files([output, rejects_file], [*list_files(reading, config), key_file or "", *also_read])
    rejects = RejectBook(keep=rejects_file is not None)
    try:
        audit = audit_reading(
            reading, config, people=given.pop("people", ()), least_ms=least_ms, rejects=rejects,
            strict=given.pop("strict"), watch=watch, mask=mask, min_group=min_group,
        )  # fmt: skip
    finally:
        if rejects_file is not None and rejects.is_complete:
            write_rejects(rejects.kept, rejects_file, raw=look.raw)
    return Audited(audit, config, look, output)


def _read_mask(path: str) -> "Mask":
    from faceaudit.mask_key import read_mask

    mask, is_new = read_mask(path)
    if is_new:
        say_notes([Note("mask-key", f"{escape(path)} was made: keep it, and to yourself; it tells who is who")])
    return mask


def least_time(min_hours: float | None) -> int:
    """Give ``--min-hours`` in milliseconds.

    Raises:
        FaceauditError: it is no number of hours.
    """
    if min_hours is None:
        return 0
    if not 0 <= min_hours <= _LONGEST_LEAST:
        raise FaceauditError("the hours must be between 0 and 10000.", "Such as --min-hours 8.", column="--min-hours")
    return round(min_hours * MS_PER_HOUR)
