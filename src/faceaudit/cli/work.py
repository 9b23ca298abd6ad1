"""What ``report`` does once its options are read: from arguments to calls to an exit code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from faceaudit.audit import Audit
from faceaudit.cli.audited import audit_logs
from faceaudit.errors import FaceauditError
from faceaudit.judging.flags import BELOW
from faceaudit.tables import Report

if TYPE_CHECKING:  # a report that says nothing of its accuracy is not to wait for it
    from faceaudit.accuracy import Accuracy

FLAGGED = 1


def report_logs(logs: Sequence[str], *, check: bool, **given: Any) -> int:
    """Do ``faceaudit report``: read, count, judge, show.

    Returns:
        The exit code: 1 where somebody is below and ``check`` was asked, else 0.
    """
    sample = given.pop("accuracy")
    accuracy = None if sample is None else _read_sample(sample)
    only_flagged = given.pop("flagged")
    audited = audit_logs(logs, given, also_read=[sample or ""])
    audit = audited.audit
    if check and not audit.judgements:
        raise FaceauditError("there is no entry to judge.", "Check the logs, --person and --period.", column="--check")
    report = audit.report(only_flagged=only_flagged)
    if accuracy:
        report = _add_accuracy(report, accuracy, audit)
    audited.show(report)
    return FLAGGED if check and any(one.flag == BELOW for one in audit.judgements) else 0


def _read_sample(path: str) -> "Accuracy":
    from faceaudit.sample_file import read_sample

    return read_sample(path)


def _add_accuracy(report: Report, accuracy: "Accuracy", audit: Audit) -> Report:
    from faceaudit.measured import add_accuracy

    return add_accuracy(report, accuracy, logged=sum(one.split.logged for one in audit.judgements))
