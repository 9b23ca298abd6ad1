"""What ``benchmark`` does once its options are read."""

from collections.abc import Sequence
from typing import Any

from faceaudit.cli.audited import audit_logs
from faceaudit.cli.given import take_look
from faceaudit.cli.output import show_report
from faceaudit.errors import FaceauditError
from faceaudit.judging.benchmarks import compare
from faceaudit.judging.published import find_sources, load_published
from faceaudit.judging.splits import Split
from faceaudit.reports.benchmark import make_comparison, make_overview, make_source_list
from faceaudit.units import count_of


def compare_logs(logs: Sequence[str], **given: Any) -> int:
    """Do ``faceaudit benchmark LOG...``: read, count, put beside what is published.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: a source is not known, a log or the settings cannot be read, or there are too few people.
    """
    published = load_published()
    chosen = find_sources(given.pop("sources"), published)
    audited = audit_logs(logs, given)
    audit = audited.audit
    _refuse_few(len(audit.judgements), audit.limits.min_group)
    split = sum((one.split for one in audit.judgements), Split())
    comparisons = [compare(audit.tally, split, source) for source in chosen or published.sources]
    if chosen:
        report = make_comparison(audit.tally, split, comparisons, audit.notes)
    else:
        report = make_overview(audit.tally, split, comparisons, published, audit.notes)
    audited.show(report)
    return 0


def _refuse_few(people: int, least: int) -> None:
    """Refuse to tell of so few people together that it would be telling of each."""
    if 0 < people < least:
        raise FaceauditError(
            f"the log has {count_of(people, 'person', 'people')}, too few to be told of.",
            "Take logs of more people, or a smaller --min-group.",
            column="--min-group",
        )


def list_sources(given: dict[str, Any]) -> int:
    """Do ``faceaudit benchmark --list``; gives the exit code, 0."""
    look, output = take_look(given, "text")
    show_report(make_source_list(load_published()), look, output)
    return 0
