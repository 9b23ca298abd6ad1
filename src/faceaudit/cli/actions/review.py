"""What ``review`` does once its options are read: it asks, or writes the questions to a file and takes answers back."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from faceaudit.audit import make_sorter
from faceaudit.cli.asking import Answers, ask
from faceaudit.cli.given import DECISIONS_FILE, read_config, read_options
from faceaudit.cli.keys import Keyboard, Lines, no_terminal
from faceaudit.cli.opened import open_logs
from faceaudit.cli.output import guard_files, say_notes, write_file, write_result
from faceaudit.config import Config
from faceaudit.decisions_file import HEADER, READINGS, read_answers, write_decisions, write_rows
from faceaudit.errors import FaceauditError, escape
from faceaudit.logs.opening import STANDARD_INPUT
from faceaudit.logs.periods import today_by_the_clock
from faceaudit.render.text import fill
from faceaudit.reviews import Question, Review
from faceaudit.scoring.decisions import Decision, DecisionBook, likeness_of
from faceaudit.units import MS_PER_HOUR, count_of, round_half_up, show_hours

_TOLD = (*READINGS, "certainty", "hours", "entries", "people")
"""What an export tells beside the columns of a decisions file."""


def review_logs(logs: Sequence[str], *, limit: int, export: str | None, who: str | None, **given: Any) -> int:
    """Do ``faceaudit review``: ask on the terminal, or write the questions to a file.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: there is no terminal to ask on, or something cannot be read or written.
    """
    keys = None if export is not None else _open_keys(logs)
    when = _day(given)
    path, is_there = _decisions_file(given)
    output = None if export == "-" else export
    opened = open_logs(logs, {**given, "output": output, "format_name": "csv", "color": "never", "raw": False})
    config = opened.config if is_there else opened.config._replace(decisions=(), decisions_file="")
    review = Review(make_sorter(config))
    for entries in opened.batches():
        review.gather(entries)
    questions = review.questions(limit)
    if keys is None:
        write_result(write_rows((*HEADER, *_TOLD), _rows(questions)), output)
        say_notes([*opened.reading.notes, *opened.rejects.notes()])
        return 0
    guard_files([path], [*(log.source.name for log in opened.reading.logs), config.file])
    answers = Answers(path, config.decisions, _name(who), when)
    width = opened.look.width
    ask(questions, answers, keys, width)
    write_result([f"{fill(line, width)}\n" for line in _sum_up(review, answers, config)], None)
    return 0


def _open_keys(logs: Sequence[str]) -> Keyboard | Lines:
    """Give what the person answers with: the terminal, or what is piped in where that is no log.

    Raises:
        FaceauditError: there is neither.
    """
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return Keyboard()
    if sys.stdin is None or sys.stdin.isatty() or not logs or STANDARD_INPUT in logs:
        raise no_terminal()
    return Lines()


def _decisions_file(given: dict[str, Any]) -> tuple[str, bool]:
    """Give the name of the decisions file and whether it is there; one that is not will be written."""
    path = given["decisions"] or DECISIONS_FILE
    is_there = os.path.lexists(path)
    if not is_there:
        given["decisions"] = None
    return path, is_there


def _day(given: dict[str, Any]) -> str:
    """Give the day of the decisions, ISO 8601: ``--today``, else that of the clock."""
    today = read_options(dict(given)).today or today_by_the_clock()
    return today.isoformat()


def _name(who: str | None) -> str:
    """Give the name of who decides: the login name where none is given, empty where there is none."""
    if who is not None:
        return who.strip()
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _rows(questions: Sequence[Question]) -> Iterator[tuple[object, ...]]:
    for question in questions:
        certainty = f"{question.verdict.certainty / 1000:.3f}"
        for case in question.cases:
            hundredths = round_half_up(case.ms, MS_PER_HOUR // 100)
            hours = f"{hundredths // 100}.{hundredths % 100:02d}"
            told = (*question.readings, certainty, hours, case.entries, "; ".join(case.people))
            yield (*case.decide("", "", ""), *told)


def _sum_up(review: Review, answers: Answers, config: Config) -> Iterator[str]:
    """Say what the answers settled, and where they are."""
    yield ""
    if review.silent.entries:
        entries = count_of(review.silent.entries, "entry", "entries")
        yield f"Nobody was asked about {entries} ({show_hours(review.silent.ms)} h) without words and type."
    if not answers.number:
        yield "Nothing was decided."
        return
    effect = review.compare(make_sorter(config._replace(decisions=answers.decisions)))
    before, after = show_hours(effect.open_before), show_hours(effect.open_after)
    yield f"{count_of(answers.number, 'answer')}: {after} h are uncertain now, {before} h were before."
    others = count_of(effect.learned.entries, "other entry", "other entries")
    yield f"What was learned sorts {others} differently ({show_hours(effect.learned.ms)} h)."
    yield _say_where(answers.path)


def _say_where(path: str) -> str:
    use = "" if path == DECISIONS_FILE else f"; commands use it with --decisions {escape(path)}"
    return f"Decisions are in {escape(path)}{use}."


def import_answers(logs: Sequence[str], filled: str, *, export: str | None, who: str | None, **given: Any) -> int:
    """Do ``faceaudit review --import``: add the answers of a file to the decisions file, all or none.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: one of the files cannot be read or written, or an answer in it makes no sense.
    """
    if logs or export is not None:
        raise FaceauditError("this takes no log and no --export.", "Give it alone.", column="--import")
    when = _day(given)
    path, is_there = _decisions_file(given)
    config = read_config(given)
    guard_files([path], [filled if filled != "-" else "", config.file])
    before = config.decisions if is_there else ()
    answered = read_answers(filled)
    name = _name(who)
    answers = [one._replace(who=one.who or name, when=one.when or when) for one in answered.decisions]
    if answers:
        write_file(write_decisions([*before, *answers]), path)
    where = f"\n{_say_where(path)}" if answers or is_there else ""
    click.echo(f"{_count_changes(before, answers)}, {answered.left_empty:,} left empty.{where}", err=True)
    say_notes(answered.notes)
    return 0


def _count_changes(before: Sequence[Decision], answers: Sequence[Decision]) -> str:
    old = {likeness_of(decision): decision for decision in DecisionBook(before).in_force()}
    new = DecisionBook([*before, *answers]).in_force()
    taken = sum(likeness_of(decision) not in old for decision in new)
    changed = sum(old.get(likeness_of(decision), decision).activity != decision.activity for decision in new)
    held = {likeness_of(decision): decision for decision in new}
    late = sum(held[likeness_of(answer)].activity != answer.activity for answer in answers)
    behind = f", {late:,} behind a later decision" if late else ""
    return f"{count_of(taken, 'decision')} taken, {changed:,} changed{behind}"
