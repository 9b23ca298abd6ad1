"""The prompts of ``review``: a question, a key, an answer that is kept at once."""

import contextlib
import difflib
import os
import signal
import sys
import textwrap
from collections.abc import Sequence

import click

from faceaudit.cli.output import write_file, write_result
from faceaudit.decisions_file import read_decisions, write_decisions
from faceaudit.errors import escape, quote
from faceaudit.explained import say_certainty
from faceaudit.reviews import Question
from faceaudit.scoring.decisions import Decision
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES, UNCLEAR
from faceaudit.units import count_of, show_hours

KEYS = "1 2 settle it   u leave it open   o other   s skip   b back   ? help   q quit"
_NAMES_SHOWN = 3
_LINES_OF_TEXT = 3
_NAME_LENGTH = 40
_HELP = """\
Enter skips, too. Every answer is kept at once; b goes back to give another one.
Left open means: whoever wrote it would have to tell what it was. Activities, for o:
"""


class Answers:
    """Answers as they are given: each is in the decisions file before the next question.

    Args:
        path: the decisions file.
        before: decisions that were made before.
        who: name of who answers.
        when: day of the answers, ISO 8601.
    """

    def __init__(self, path: str, before: Sequence[Decision], who: str, when: str) -> None:
        self.path = path
        self._before = tuple(before)
        self._who, self._when = who, when
        self._given: dict[Question, str] = {}

    @property
    def number(self) -> int:
        """How many questions are answered."""
        return len(self._given)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, those made before and the answers."""
        given = [
            case.decide(activity, self._who, self._when)
            for question, activity in self._given.items()
            for case in question.cases
        ]
        return (*self._before, *given)

    def to(self, question: Question) -> str:
        """Give the activity id a question was answered with; empty where it was not."""
        return self._given.get(question, "")

    def keep(self, question: Question, activity: str) -> None:
        """Keep an answer, in place of an earlier one.

        Raises:
            FaceauditError: the file cannot be written.
        """
        self._given[question] = activity
        if os.path.exists(self.path):  # somebody else may have written to it meanwhile
            self._before = tuple(read_decisions(self.path))
        write_file(write_decisions(self.decisions), self.path)


def is_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def ask(questions: Sequence[Question], answers: Answers, width: int) -> None:
    """Ask questions until all are passed or the person quits; says what is kept where it is interrupted.

    Args:
        questions: what to ask, in order.
        answers: keeps the answers.
        width: columns of the terminal.
    """
    at = 0
    try:
        while at < len(questions):
            _say("\n" + _show(questions[at], at + 1, len(questions), width, answers.to(questions[at])))
            step = _settle(questions[at], answers, width)
            if not step:
                return
            at = max(0, at + step)
    except BaseException:
        with contextlib.suppress(Exception):  # whoever hung up hears nothing
            where = f" in {escape(answers.path)}" if answers.number else ""
            _say(f"\nKept: {count_of(answers.number, 'answer')}{where}.\n")
        raise


def _show(question: Question, number: int, of: int, width: int, answer: str) -> str:
    """Give a question in words."""
    words = question.words
    columns = (("type", words.activity_type), ("status", words.customer_status))
    more = [f"and {len(question.cases) - 1} like it"] if len(question.cases) > 1 else []
    said = ", ".join([*(f"{name}: {quote(value)}" for name, value in columns if value), *more])
    text = quote(words.text, _LINES_OF_TEXT * (width - 6)) if words.text else "(no words)"
    entries = count_of(question.entries, "entry", "entries")
    first, second = question.readings
    lines = [
        f"{number} of {of} · {show_hours(question.ms)} h in {entries} of {_list_people(question.people)}",
        textwrap.fill(text, width, initial_indent="  ", subsequent_indent="   "),
        textwrap.fill(said, width, initial_indent="  ", subsequent_indent="  "),
        f"  1  {_name(first)}, {say_certainty(question.verdict)}",
        f"  2  {_name(second)}",
        f"  answered: {_name(answer)}" if answer else "",
        KEYS,
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _list_people(names: Sequence[str]) -> str:
    shown = [escape(name[:_NAME_LENGTH]) for name in names[:_NAMES_SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _name(activity: str) -> str:
    return f"{ACTIVITIES[activity].title} ({CATEGORIES[ACTIVITIES[activity].category].title.lower()})"


def _settle(question: Question, answers: Answers, width: int) -> int:
    """Take keys until a question is passed; give by how many questions to go on, 0 to end."""
    told = {"1": question.readings[0], "2": question.readings[1], "u": UNCLEAR}
    while True:
        key = _read_key()
        if key in ("q", ""):
            return 0
        if key == "b":
            return -1
        if key in ("s", "\r", "\n"):
            return 1
        activity = _choose() if key == "o" else told.get(key, "")
        if activity:
            _say(f"→ {_name(activity)}\n")
            answers.keep(question, activity)
            return 1
        _say(f"{_help(width) if key == '?' else ''}{KEYS}\n")


def _read_key() -> str:
    """Give the next key; empty at the end of the input."""
    try:
        return click.getchar().casefold()
    except EOFError:
        return ""
    except KeyboardInterrupt:
        # A terminal that gives single keys gives Ctrl-C as one; it is to end the program as it does everywhere.
        signal.raise_signal(signal.SIGINT)
        raise


def _choose() -> str:
    """Ask for the id of an activity, or its beginning; give it, or an empty text where none is wanted."""
    while True:
        _say("Activity (its id or how it begins, Enter to go back): ")
        told = sys.stdin.readline().strip().casefold().replace(" ", "-")
        found = [told] if told in ACTIVITIES else [name for name in ACTIVITIES if name.startswith(told)]
        if not told or len(found) == 1:
            return found[0] if told else ""
        close = found or difflib.get_close_matches(told, list(ACTIVITIES), n=1)
        hint = f"Did you mean {' or '.join(close)}?" if close else "The key ? lists them."
        _say(f"{quote(told)} is {'the beginning of several' if found else 'no activity'}. {hint}\n")


def _help(width: int) -> str:
    lines = [
        textwrap.fill(
            f"{category.title}: {', '.join(one.id for one in ACTIVITIES.values() if one.category == category.id)}",
            width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False,
        )
        for category in CATEGORIES.values()
    ]  # fmt: skip
    return textwrap.fill(_HELP, width) + "\n" + "\n".join(lines) + "\n"


def _say(text: str) -> None:
    write_result([text], None)
