"""The prompts of ``review``: a question, a key, an answer that is kept at once."""

import contextlib
import os
from collections.abc import Sequence

from faceaudit.cli.keys import Keyboard, Lines
from faceaudit.cli.output import write_file, write_result
from faceaudit.decisions_file import read_decisions, write_decisions
from faceaudit.errors import FaceauditError, escape, quote
from faceaudit.explained import say_certainty
from faceaudit.render.text import fill
from faceaudit.reviews import Question
from faceaudit.scoring.decisions import Decision
from faceaudit.taxonomy import (
    ACTIVITIES,
    CATEGORIES,
    UNCLEAR,
    activities_of,
    find_activities,
    find_activity,
    suggest,
)  # fmt: skip
from faceaudit.units import count_of, show_hours

KEYS = ("1 2 settle it", "u leave it open", "o other", "s skip", "b back", "? help", "q quit")
_HELD = "\N{NO-BREAK SPACE}"
_STEPS = {"s": 1, "b": -1}
_NAMES_SHOWN = 3
_LINES_OF_TEXT = 3
_NAME_LENGTH = 40
_HELP = """\
No Enter is needed, and none does harm. Every answer is kept at once; b goes back
to give another one.
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
        given = self._given
        self._given = {**given, question: activity}
        try:
            if os.path.exists(self.path):  # somebody else may have written to it meanwhile
                self._before = tuple(read_decisions(self.path))
            write_file(write_decisions(self.decisions), self.path)
        except FaceauditError:
            self._given = given
            raise


def ask(questions: Sequence[Question], answers: Answers, keys: Keyboard | Lines, width: int) -> None:
    """Ask questions until all are passed or the person quits; says what is kept where it is interrupted.

    Args:
        questions: what to ask, in order.
        answers: keeps the answers.
        keys: gives what the person types.
        width: columns of the terminal.
    """
    at = 0
    try:
        with keys:
            while at < len(questions):
                _say("\n" + show_question(questions[at], at + 1, len(questions), width, answers.to(questions[at])))
                step = _settle(questions[at], answers, keys, width)
                if not step:
                    return
                at = max(0, at + step)
    except BaseException:
        with contextlib.suppress(Exception):  # whoever hung up hears nothing
            where = f" in {escape(answers.path)}" if answers.number else ""
            _say(f"\nKept: {count_of(answers.number, 'answer')}{where}.\n")
        raise


def show_question(question: Question, number: int, of: int, width: int, answer: str) -> str:
    """Give a question in words."""
    words = question.words
    columns = (("type", words.activity_type), ("status", words.customer_status))
    more = [f"and {len(question.cases) - 1} like it"] if len(question.cases) > 1 else []
    said = ", ".join([*(f"{name}: {quote(value)}" for name, value in columns if value), *more])
    text = quote(words.text, _LINES_OF_TEXT * (width - 6)) if words.text else "(no words)"
    entries = count_of(question.entries, "entry", "entries")
    whose = f"{number} of {of} · {show_hours(question.ms)} h in {entries} of {_list_people(question.people)}"
    first, second = question.readings
    lines = [
        fill(whose, width, "", "  "),
        fill(text, width, "  ", "   "),
        fill(said, width, "  ", "  "),
        fill(f"1  {_name(first)}, {say_certainty(question.verdict)}", width, "  ", "     "),
        fill(f"2  {_name(second)}", width, "  ", "     "),
        fill(f"answered: {_name(answer)}", width, "  ", "     ") if answer else "",
        _list_keys(width),
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _list_keys(width: int) -> str:
    """List the keys; none is torn apart."""
    whole = "   ".join(key.replace(" ", _HELD) for key in KEYS)
    return fill(whole, width).replace(_HELD, " ")


def _list_people(names: Sequence[str]) -> str:
    shown = [escape(name[:_NAME_LENGTH]) for name in names[:_NAMES_SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _name(activity: str) -> str:
    return f"{ACTIVITIES[activity].title} ({CATEGORIES[ACTIVITIES[activity].category].title.lower()})"


def _settle(question: Question, answers: Answers, keys: Keyboard | Lines, width: int) -> int:
    """Take keys until a question is passed; give by how many questions to go on, 0 to end."""
    told = {"1": question.readings[0], "2": question.readings[1], "u": UNCLEAR}
    while True:
        key = keys.key()
        if key in ("\r", "\n"):  # typed after an answer by whoever is used to it; it must not pass the next question
            continue
        if key in ("q", ""):
            return 0
        if key in _STEPS:
            return _STEPS[key]
        activity = _choose(keys, width) if key == "o" else told.get(key) or find_activity(key)
        if activity:
            _say(f"{fill(f'→ {_name(activity)}', width, '', '  ')}\n")
            answers.keep(question, activity)
            return 1
        if key not in ("?", "o"):
            keys.refuse(key)
        _say(f"{_help(width) if key == '?' else ''}{_list_keys(width)}\n")


def _choose(keys: Keyboard | Lines, width: int) -> str:
    """Ask for an activity, its id or its title or their beginning; give its id, or nothing where none is wanted."""
    while True:
        _say(fill("Activity (its id or how it begins, Enter to go back):", width) + " ")
        told = keys.line().strip()
        found = find_activities(told)
        if not told or len(found) == 1:
            return found[0] if told else ""
        keys.refuse(told)
        if found:
            said = f"{quote(told)} is the beginning of several. Did you mean {' or '.join(found)}?"
        else:
            said = f"{quote(told)} is no activity. {suggest(told)}"
        _say(f"{fill(said, width)}\n")


def _help(width: int) -> str:
    lines = [
        fill(f"{category.title}: {', '.join(activities_of(category.id))}", width, "  ", "    ")
        for category in CATEGORIES.values()
    ]
    return "\n".join([fill(_HELP, width), *lines]) + "\n"


def _say(text: str) -> None:
    write_result([text], None)
