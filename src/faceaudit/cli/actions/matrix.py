"""What ``matrix`` does once its options are read."""

from collections.abc import Sequence
from typing import Any

from faceaudit.cli.audited import audit_logs
from faceaudit.counting import WorkTexts
from faceaudit.errors import FaceauditError
from faceaudit.judging.matrix import choose_work, make_matrix
from faceaudit.reports import matrix, raci
from faceaudit.reports.matrix_numbers import MatrixFindings


def show_matrix(logs: Sequence[str], *, handed: Sequence[str], **given: Any) -> int:
    """Do ``faceaudit matrix``: read, count, ask who should own what is not selling.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: something cannot be read or written, or nobody could take over what was chosen.
    """
    is_raci, with_texts = given.pop("raci"), given.pop("verbose")
    if is_raci and handed:
        raise FaceauditError("--raci shows all work, whatever is handed over.", "Give one of them.", column="--raci")
    names = [name.strip() for one in handed for name in one.split(",")]
    work = WorkTexts()
    audited = audit_logs(logs, given, watch=work.watch)
    audit, departments = audited.audit, audited.config.departments
    texts = work.texts if audit.mask is None else audit.mask.hide_texts(work.texts)
    chosen = choose_work(names, departments) if handed else None
    found = make_matrix(audit.tally, audit.limits, departments, chosen=chosen)
    findings = MatrixFindings(found, departments, texts, audit.tally.period(), audit.notes)
    audited.show(raci.make_report(findings) if is_raci else matrix.make_report(findings, with_texts=with_texts))
    return 0
