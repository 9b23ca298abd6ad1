"""What ``trend`` does once its options are read."""

from collections.abc import Sequence
from typing import Any

from faceaudit.audit import Audit
from faceaudit.cli.audited import Audited, audit_logs
from faceaudit.errors import FaceauditError
from faceaudit.judging.periods import WEEK
from faceaudit.tables import Report

_DAYS_ASKED = ("since", "until", "period")


def trend_logs(logs: Sequence[str], *, compare: str | None, **given: Any) -> int:
    """Do ``faceaudit trend``: read, count, follow over time or compare with another log, show.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: an option makes no sense, or a log or the settings cannot be read.
    """
    by, verbose = given.pop("by"), given.pop("verbose")
    if compare is not None and by is not None:
        raise FaceauditError("two logs are compared as a whole.", "Leave out --by or --compare.", column="--by")
    of_base = dict(given, people=(), rejects=None, output=None, **dict.fromkeys(_DAYS_ASKED))
    is_of_some = bool(given["people"])
    audited = audit_logs(logs, given, also_read=[compare or ""])
    if compare is None:
        report = _follow(audited.audit, by or WEEK, for_each=verbose or is_of_some)
    else:
        report = _compare(audited, audit_logs([compare], of_base).audit, is_of_some=is_of_some)
    audited.show(report)
    return 0


def _follow(audit: Audit, by: str, *, for_each: bool) -> Report:
    from faceaudit.judging.trends import follow
    from faceaudit.reports.trend import make_trend_report

    found = follow(audit.tally, audit.judgements, audit.limits, by)
    return make_trend_report(audit.findings(), found, for_each=for_each)


def _compare(audited: Audited, base: Audit, *, is_of_some: bool) -> Report:
    """Compare two audits; days that a person has in both are left out of the base."""
    from faceaudit.judging.differences import compare, leave_out_days
    from faceaudit.reports.differences import make_difference_report

    audit, config = audited.audit, audited.config
    asked = {one.person for one in audit.judgements}
    before, left_out = leave_out_days(base.tally, audit.tally)
    others = [one for one in base.judgements if not is_of_some or one.person in asked]
    found = compare(audit.tally, before, audit.judgements, others, min_group=audit.limits.min_group)
    findings = audit.findings()
    told = (config.file, config.decisions_file)  # what the settings do is said once
    notes = [note for note in base.notes if note not in findings.notes and note.file not in told]
    return make_difference_report(findings._replace(notes=[*findings.notes, *notes]), before, found, left_out=left_out)
