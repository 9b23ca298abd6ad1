"""What ``explain`` does once its options are read."""

import os
from typing import Any

from faceaudit.audit import make_sorter, start_reading
from faceaudit.cli.given import read_config, read_options, take_look
from faceaudit.cli.output import guard_files, show_report
from faceaudit.config import Config
from faceaudit.counting import words_of
from faceaudit.errors import FaceauditError, escape
from faceaudit.explained import explain_words
from faceaudit.logs import ReadOptions
from faceaudit.reports.phrases import SKIP_WORDS
from faceaudit.scoring.verdict import Words


def explain_entry(
    text: str, *, line: int | None, activity_type: str, customer: str, status: str, stage: str, **given: Any
) -> int:
    """Do ``faceaudit explain`` for words, or for the entry on a line of a log.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: there is no entry on that line, or it cannot be read.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "text")
    guard_files([output], [text if line else "", config.file, config.decisions_file])
    if line is None:
        if os.path.isfile(text):
            raise FaceauditError("this is a file.", "Name the line of an entry: --line N.", file=text)
        words, source = Words(text, activity_type, customer, status, stage), None
        if not any(words):
            raise FaceauditError("there is nothing to explain.", "Give the words of an entry.")
    else:
        words, source = _find_entry(text, line, options, config), f"{text}:{line}"
    show_report(explain_words(make_sorter(config), words, source=source), look, output)
    return 0


def _find_entry(log: str, line: int, options: ReadOptions, config: Config) -> Words:
    reading = start_reading([log], options._replace(salesperson=options.salesperson or "-"), config)
    for batch in reading.batches():
        for entry in batch.entries:
            if entry.line == line:
                if entry.is_break:
                    problem, remedy = "the log itself calls this entry a break", "It is no work, whatever its words say"
                    raise FaceauditError(f"{problem}.", f"{remedy}.", file=log, line=line)
                return words_of(entry)
        for reject in batch.rejects:
            if reject.line == line:
                raise FaceauditError(
                    f"this row is rejected: {reject.problem}.", reject.remedy, file=log, line=line, column=reject.column
                )
        for skip in batch.skips:
            if skip.line == line:
                why = SKIP_WORDS.get(skip.code, skip.code)
                remedy = f"See {escape(skip.in_place)}." if skip.in_place else "Name the line of an entry."
                raise FaceauditError(f"this row is left out ({why}).", remedy, file=log, line=line)
    raise FaceauditError(
        "no entry begins on this line.", "Lines are counted from 1, the header included.", file=log, line=line
    )
