"""What ``causes`` does once its options are read."""

import tomllib
from collections.abc import Sequence
from typing import Any

from faceaudit.cli.audited import audit_logs
from faceaudit.judging.causes import find_causes
from faceaudit.judging.reasons import explain_flags
from faceaudit.package_data import read_package_file
from faceaudit.reports.causes import make_report
from faceaudit.reports.causes_numbers import CausesFindings


def show_causes(logs: Sequence[str], *, verbose: bool, **given: Any) -> int:
    """Do ``faceaudit causes``: read, count, tell what is systemic and what is individual.

    Returns:
        The exit code, 0.
    """
    audited = audit_logs(logs, given)
    audit = audited.audit
    found = find_causes(audit.tally, audit.limits)
    reasons = explain_flags(audit.tally, audit.judgements, found)
    whys = read_whys() if verbose else {}
    findings = CausesFindings(
        found, reasons, audit.judgements, audit.tally, audited.config.departments, audit.notes, whys
    )
    audited.show(make_report(findings))
    return 0


def read_whys() -> dict[str, list[str]]:
    """Give the questions to be asked about each root cause group."""
    return {cause: entry["whys"] for cause, entry in tomllib.loads(read_package_file("causes.toml")).items()}
