"""What ``score`` does once its options are read."""

from typing import Any

from faceaudit.cli.given import take_look
from faceaudit.cli.output import guard_files, show_report
from faceaudit.measured import make_score_report
from faceaudit.sample_file import read_sample


def score_sample(sample: str, **given: Any) -> int:
    """Do ``faceaudit score``: read the sample, measure, tell.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: the sample cannot be used.
    """
    look, output = take_look(given, "text")
    guard_files([output], [sample])
    show_report(make_score_report(read_sample(sample)), look, output)
    return 0
