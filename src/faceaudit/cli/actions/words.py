"""What ``words`` does once its options are read."""

from collections.abc import Sequence
from typing import Any

from faceaudit.audit import make_sorter
from faceaudit.cli.opened import open_logs
from faceaudit.counting import sort_entries
from faceaudit.word_usage import WordUsage, make_report


def show_words(logs: Sequence[str], *, limit: int, **given: Any) -> int:
    """Do ``faceaudit words``: read, sort, rank the words of what stays uncertain.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: something cannot be read or written.
    """
    opened = open_logs(logs, given)
    sorter = make_sorter(opened.config)
    usage = WordUsage()
    for entries in opened.all_batches():
        usage.meet_names(entries)
        usage.count(sort_entries(opened.asked(entries), sorter))
    opened.show(make_report(usage, sorter.scorecard, limit=limit))
    return 0
