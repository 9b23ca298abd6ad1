"""What ``report`` does once its options are read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from faceaudit.audit import Audit, regroup_entries
from faceaudit.cli.audited import audit_logs
from faceaudit.cli.output import SAYS_NOTES, choose_look
from faceaudit.errors import FaceauditError
from faceaudit.judging.flags import BELOW
from faceaudit.tables import Column, Report

if TYPE_CHECKING:  # a report that says nothing of its accuracy is not to wait for it
    from faceaudit.accuracy import Accuracy

FLAGGED = 1
_FOR_PEOPLE = ("text", "markdown")


def report_logs(logs: Sequence[str], *, check: bool, **given: Any) -> int:
    """Do ``faceaudit report``: read, count, judge, show.

    Returns:
        The exit code: 1 where somebody is below and ``check`` was asked, else 0.
    """
    sample = given.pop("accuracy")
    accuracy = None if sample is None else _read_sample(sample)
    only_flagged, by, named = (given.pop(name) for name in ("flagged", "by", "shown"))
    if by and only_flagged:
        raise FaceauditError("--by shows groups, and they have no flag.", "Leave one of them out.", column="--flagged")
    keys = () if named is None else _find_keys(named, by, given)
    regrouped = regroup_entries(by)
    audited = audit_logs(logs, given, watch=regrouped.watch if regrouped else None, also_read=[sample or ""])
    audit = audited.audit
    if check and not audit.judgements:
        raise FaceauditError("there is no entry to judge.", "Check the logs, --person and --period.", column="--check")
    report = audit.report_by(by, regrouped) if by else audit.report(only_flagged=only_flagged)
    if accuracy:
        report = _add_accuracy(report, accuracy, audit, is_told=audited.look.format in SAYS_NOTES)
    if keys:
        report = _choose_columns(report, keys)
    audited.show(report)
    return FLAGGED if check and any(one.flag == BELOW for one in audit.judgements) else 0


def _find_keys(named: str, by: str | None, given: dict[str, Any]) -> Sequence[str]:
    """Give the keys of the columns named, before anything is read."""
    from faceaudit.reports import selling
    from faceaudit.reports.chosen import find_columns

    words: tuple[Column, ...] = selling.WORDS
    numbers: tuple[Column, ...] = selling.NUMBERS
    if by:
        from faceaudit.reports.groups import number_columns, word_columns

        words, numbers = word_columns(by), number_columns(by)
    look = choose_look(default="text", **{name: given[name] for name in ("format_name", "output", "color", "raw")})
    return find_columns(named, words, numbers, for_people=look.format in _FOR_PEOPLE)


def _choose_columns(report: Report, keys: Sequence[str]) -> Report:
    from faceaudit.reports.chosen import choose_columns
    from faceaudit.reports.selling import NOTES_ON

    return choose_columns(report, keys, NOTES_ON)


def _read_sample(path: str) -> "Accuracy":
    from faceaudit.sample_file import read_sample

    return read_sample(path)


def _add_accuracy(report: Report, accuracy: "Accuracy", audit: Audit, *, is_told: bool) -> Report:
    from faceaudit.measured import add_accuracy

    logged = sum(one.split.logged for one in audit.judgements)
    return add_accuracy(report, accuracy, logged=logged, is_told=is_told)
