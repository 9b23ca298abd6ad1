"""``faceaudit review``: what is asked first, and what becomes of the answers."""

import csv
import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceaudit.cli.asking import Answers, show_question
from faceaudit.counting import count, words_of
from faceaudit.decisions_file import read_decisions, write_decisions
from faceaudit.logs import Batch, Entry, ReadOptions, read_logs
from faceaudit.render.text import display_width
from faceaudit.reviews import Review
from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.decisions import Decision, DecisionBook, likeness_of
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.taxonomy import CATEGORIES, UNCLEAR, category_of
from support import README, SAMPLES, read_rows

LOG = (
    "person,date,minutes,type,activity,status\n"
    "Ann,2025-11-03,150,Call,Zork 12 with Bell,\n"
    "Bo,2025-11-03,30,Call,zork 17 with BELL,\n"
    "Bo,2025-11-04,60,,=Vlim,prospect\n"
    "Ann,2025-11-04,45,,Grumf at Tern,\n"
    "Ann,2025-11-05,15,,,\n"
)
NOBODY = ["--who", "Kim", "--today", "2025-12-01"]
FILE = "faceaudit-decisions.csv"
PROMPT = "q quit"
IN_README = re.compile(r"(<!-- question -->\n```\n).*?(```\n)", re.DOTALL)


class Terminal:
    """``faceaudit review`` on a terminal of its own: keys are pressed once it asks."""

    def __init__(self, folder, log="log.csv", more=()):
        (folder / "log.csv").write_text(LOG)
        self._own, its = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faceaudit", "review", str(log), *NOBODY, *more],
            stdin=its, stdout=its, stderr=its, cwd=folder, start_new_session=True,
        )  # fmt: skip
        self._its = its
        self.shown = ""

    def wait_for(self, text):
        """Give what is shown up to and with a text."""
        found, end = "", time.monotonic() + 20
        while not (at_end := text is not None and text in found):
            assert time.monotonic() < end, f"{text!r} did not come: {found}"
            if select.select([self._own], [], [], 0.1)[0]:
                try:
                    found += os.read(self._own, 65536).decode().replace("\r\n", "\n")
                except OSError:  # the other end is closed
                    assert text is None, found
                    break
        self.shown += found
        return found if not at_end else found[: found.rindex(text) + len(text)]

    def press(self, keys, *, until=PROMPT):
        time.sleep(0.15)  # what is typed before it listens is dropped
        os.write(self._own, keys.encode())
        return self.wait_for(until)

    def signal(self, number):
        time.sleep(0.15)
        self._process.send_signal(number)

    def end(self):
        os.close(self._its)
        self.wait_for(None)
        os.close(self._own)
        return self._process.wait(timeout=20)


def answers_in(folder):
    return [(row.text, row.activity) for row in read_decisions(str(folder / FILE))]


ZORKS = ["Zork 12 with Bell", "zork 17 with BELL"]


def test_the_first_question(tmp_path, golden):
    terminal = Terminal(tmp_path)
    shown = terminal.wait_for(PROMPT)
    golden("review/question.txt", shown.lstrip("\n") + "\n")
    assert terminal.press("q", until="Nothing was decided.")
    assert terminal.end() == 0
    assert not (tmp_path / FILE).exists()


def test_the_prompt_in_the_readme_is_the_one_that_is_shown(tmp_path, request):
    terminal = Terminal(tmp_path, log=SAMPLES / "field_team.csv", more=["--person", "Tom Okafor"])
    shown = terminal.wait_for(PROMPT).lstrip("\n")
    terminal.press("q", until="Nothing was decided.")
    terminal.end()
    text = README.read_text(encoding="utf-8")
    renewed = IN_README.sub(lambda match: f"{match[1]}{shown}\n{match[2]}", text)
    assert IN_README.search(text)
    if request.config.getoption("--update-golden"):
        README.write_text(renewed, encoding="utf-8")
    assert renewed == README.read_text(encoding="utf-8")


def test_keys(tmp_path):
    terminal = Terminal(tmp_path)
    first = terminal.wait_for(PROMPT)
    assert "internal-meeting" in terminal.press("?")
    assert "2 of 3" in terminal.press("s")
    assert "1 of 3" in terminal.press("b")
    assert "internal-me" in terminal.press("o", until="back): ") or "1 of 3" in first
    assert "beginning of several" in terminal.press("pro\n", until="back): ")
    assert "Did you mean proposal?" in terminal.press("porposal\n", until="back): ")
    assert "2 of 3" in terminal.press("propos\n")
    assert [text for text, activity in answers_in(tmp_path) if activity == "proposal"] == ZORKS
    assert "answered: Proposal" in terminal.press("b")
    assert "2 of 3" in terminal.press("u")
    assert answers_in(tmp_path) == [(text, UNCLEAR) for text in ZORKS]
    assert "3 of 3" in terminal.press("1")
    assert "h are uncertain now, " in terminal.press("2", until=f"are in {FILE}.")
    assert terminal.end() == 0
    assert "Nobody was asked about 1 entry (0.3 h) without words and type." in terminal.shown
    rows = read_rows(tmp_path / FILE)
    assert len(rows) == 4
    assert {(row["who"], row["when"]) for row in rows} == {("Kim", "2025-12-01")}


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        (lambda terminal: terminal.signal(signal.SIGINT), 130),
        (lambda terminal: terminal.signal(signal.SIGTERM), 143),
        (lambda terminal: terminal.press("\x03", until="Kept"), 130),
        (lambda terminal: terminal.press("\x04", until="2 answers"), 0),
    ],
    ids=["SIGINT", "SIGTERM", "Ctrl-C", "end of input"],
)
def test_an_interrupt_keeps_what_was_answered(stop, code, tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for(PROMPT)
    terminal.press("1")
    terminal.press("u")
    stop(terminal)
    assert terminal.end() == code
    assert f"2 answers in {FILE}" in terminal.shown or f"Decisions are in {FILE}" in terminal.shown
    assert len({activity for _, activity in answers_in(tmp_path)}) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, "log.csv"]


def test_keys_may_be_typed_ahead_and_an_enter_behind_an_answer_passes_nothing(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.wait_for(PROMPT)
    assert "3 of 3" not in terminal.press("1\r", until="2 of 3")
    terminal.press("\roupsell\r2\r", until=f"are in {FILE}.")
    assert terminal.end() == 0
    assert "3 answers: " in terminal.shown
    assert [activity for _, activity in answers_in(tmp_path)].count("upsell") == 1


def test_keys_typed_before_the_first_question_count(tmp_path):
    terminal = Terminal(tmp_path)
    os.write(terminal._own, b"1\nu")
    terminal.wait_for("3 of 3")
    terminal.press("\x1b[B\u00fc", until=PROMPT)  # an arrow is not the b at its end
    terminal.press("q", until=f"are in {FILE}.")
    assert terminal.end() == 0
    assert "2 answers: " in terminal.shown
    assert terminal.shown.count("3 of 3") == 1


def test_the_terminal_is_left_as_it_was(tmp_path):
    terminal = Terminal(tmp_path)

    def takes_lines() -> bool:
        return bool(termios.tcgetattr(terminal._its)[3] & termios.ICANON)

    terminal.wait_for(PROMPT)
    patience = time.monotonic() + 10
    while takes_lines() and time.monotonic() < patience:  # keys are taken just after the question is shown
        time.sleep(0.01)
    assert not takes_lines()
    terminal.press("q", until="Nothing was decided.")
    assert takes_lines()
    assert terminal.end() == 0


def test_answers_may_be_piped_in_a_line_each(run, write, tmp_path):
    done = run("review", write("log.csv", LOG), *NOBODY, stdin="1\n\no\nProduct support\n")
    assert (done.code, done.err) == (0, "")
    assert "3 of 3" in done.out
    assert "2 answers: " in done.out
    assert len(answers_in(tmp_path)) == 3
    assert answers_in(tmp_path)[-1][1] == "product-support" or answers_in(tmp_path)[0][1] == "product-support"
    assert run("review", "log.csv", *NOBODY, stdin="proposal\r\n").code == 0
    assert "proposal" in [activity for _, activity in answers_in(tmp_path)]


@pytest.mark.parametrize("answers", ["1\nx\n2\n", "1\no\nporposal\n2\n"])
def test_a_piped_line_that_is_no_answer_ends_it_before_others_are_misplaced(run, write, tmp_path, answers):
    done = run("review", write("log.csv", LOG), *NOBODY, stdin=answers)
    assert done.code == 2
    assert "is no answer" in done.err
    assert f"standard input:{answers.count(chr(10)) - 1}: " in done.err
    assert "Kept: 1 answer in " in done.out
    assert {activity for _, activity in answers_in(tmp_path)} != {""}
    assert len(answers_in(tmp_path)) in (1, 2)


@pytest.mark.parametrize("width", [80, 40])
def test_no_line_is_wider_than_the_terminal(width):
    entries = [
        Entry(
            f"p{at}", f"{'Bartholomew ' * 3}von und zu Hohenlohe {at}", "", "2025-11-03", 3_600_000,
            "Customer meeting at their own site with all of the department" * 2, f"{'Überprüfung 打合せ ' * 30}",
            "", "prospect", "", "", at, [],
        )
        for at in range(1, 6)
    ]  # fmt: skip
    review = Review(sorter_of())
    review.gather(entries)
    (question,) = review.questions()
    for activity in ("", "opportunity-follow-up"):
        lines = show_question(question, 1, 40, width, activity).split("\n")
        assert max(map(display_width, lines)) <= width
        assert "1 2 settle it" in " ".join(lines)


@pytest.mark.parametrize("command", ["report", "classify", "review", "rules", "words"])
def test_hints_name_only_what_there_is(run, write, command):
    log = write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,x,Call\n")
    done = run(command, log, *(["--export", "-"] if command == "review" else []))
    options = run(command, "--help").out
    assert [name for name in re.findall(r"--[a-z-]+", done.err) if name not in options] == []
    assert done.code == 2 or command == "classify"


def test_nobody_is_asked_about_what_is_settled_but_sure_entries_are_asked_last(run, write):
    log = write(
        "log.csv",
        "person,date,minutes,activity\nAnn,2025-11-03,60,Zork\nAnn,2025-11-03,60,Cold calls to new prospects\n"
        "Ann,2025-11-03,60,Grumf\nAnn,2025-11-03,60,Vlim\n",
    )
    write(FILE, "text,activity\nGrumf,travel\n")
    write("faceaudit.toml", '[[rule]]\nname = "v"\nphrase = "vlim"\nactivity = "unclear"\n')
    rows = list(csv.DictReader(io.StringIO(run("review", log, "--export", "-").out)))
    assert [row["text"] for row in rows] == ["Zork", "Cold calls to new prospects"]
    assert float(rows[1]["certainty"]) > 0.9


def test_answers_that_contradict_each_other_are_refused_with_their_lines(run, write, tmp_path):
    done = run("review", "--import", write("a.csv", "text,activity\nzork,travel\nx,porposal\nZork!,upsell\n"), *NOBODY)
    assert done.code == 2
    assert 'a.csv:2, activity: "zork" has different answers: travel in line 2, upsell in line 4.' in done.err
    assert 'a.csv:3, activity: "porposal" is no activity. Did you mean proposal?' in done.err
    assert not (tmp_path / FILE).exists()


def test_lost_letters_are_told(run, write):
    done = run("review", "--import", write("a.csv", "text,activity\nM?ller,travel\n"), *NOBODY)
    assert done.code == 0
    assert 'a.csv:2: "M?ller" seems to have lost letters to ?' in done.err


def test_without_a_terminal_it_says_what_to_do(run, write):
    done = run("review", write("log.csv", LOG))
    assert (done.code, done.out) == (2, "")
    assert "--export FILE" in done.err
    assert "--import FILE" in done.err


def fill(text, answers):
    """Fill the column activity of an export, as a person would."""
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row["activity"] = answers.get(row["text"], "")
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_export(run, write, golden):
    golden("review/export.csv", run("review", write("log.csv", LOG), "--export", "-").out)


def test_the_largest_questions_come_first_and_only_so_many(run, tmp_path):
    asked = run("review", SAMPLES / "field_team.csv", *NOBODY, "--decisions", tmp_path / "d.csv", stdin="q\n").out
    assert "1 of 40 · " in asked
    rows = list(csv.DictReader(io.StringIO(run("review", SAMPLES / "field_team.csv", "--export", "-").out)))
    alike = {(row["reading_1"], row["reading_2"], row["certainty"]) for row in rows}
    assert len(rows) >= 40 >= len(alike) >= 30
    few = run("review", SAMPLES / "field_team.csv", "--export", "-", "--limit", "3").out
    assert [row["text"] for row in csv.DictReader(io.StringIO(few))] == [row["text"] for row in rows][
        : few.count("\n") - 1
    ]


def test_what_is_filled_in_comes_back(run, write, tmp_path):
    log = write("log.csv", LOG)
    assert run("review", log, "--export", "open.csv").code == 0
    filled = fill((tmp_path / "open.csv").read_text(), {"'=Vlim": "Proposal", "Zork 12 with Bell": "unclear"})
    done = run("review", "--import", write("open.csv", "\ufeff" + filled.replace(",", ";")), *NOBODY)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"2 decisions taken, 0 changed, 2 left empty.\nDecisions are in {FILE}.\n"
    assert answers_in(tmp_path) == [("=Vlim", "proposal"), ("Zork 12 with Bell", UNCLEAR)]
    again = run("review", log, "--export", "-").out
    assert "Vlim" not in again
    assert "Zork 12" not in again
    report = json.loads(run("report", log, "--format", "json").out)
    notes = [note["message"] for note in report["notes"] if note["code"] == "decisions"]
    assert notes == ["2 decisions decided 2 entries, and what they teach is used for the others"]


def test_an_answer_that_a_later_decision_stands_before_is_told(run, write):
    path = write(
        "team.csv", "text,activity_type,customer_status,activity,who,when\nfoo bar,,,proposal,Ann,2025-12-05\n"
    )
    done = run("review", "--import", "-", "--decisions", path, *NOBODY, stdin="text,activity\nfoo bar,complaint\n")
    assert done.err.startswith("0 decisions taken, 0 changed, 1 behind a later decision, 0 left empty.")


def test_answers_are_merged_into_the_file_that_is_there(run, write, tmp_path):
    header = "text,activity_type,customer_status,activity,who,when\n"
    old = f"{header}kept,,,travel,Lea,2025-01-01\nmoved,,,travel,Lea,2025-01-01\n"
    path = write("team.csv", old)
    done = run(
        "review", "--import", "-", "--decisions", path, *NOBODY, stdin="text,activity\nMoved,billing\nnew,upsell\nx,\n"
    )
    assert done.err.startswith("1 decision taken, 1 changed, 1 left empty.")
    assert path.read_text() == (
        f"{header}kept,,,travel,Lea,2025-01-01\nMoved,,,billing,Kim,2025-12-01\nnew,,,upsell,Kim,2025-12-01\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--import", "bad.csv"], 'bad.csv:3, activity: "porposal" is no activity. Did you mean proposal?'),
        (["--import", "missing.csv"], "missing.csv"),
        (["log.csv", "--import", "bad.csv"], "no log"),
        (["log.csv", "--export", "-", "--person", "Zed"], "there is no entry of 'Zed'"),
        (["log.csv", "--export", "log.csv"], "would be written over"),
    ],
)
def test_errors_write_nothing(arguments, said, run, write, tmp_path):
    write("log.csv", LOG)
    write("bad.csv", "text,activity\nfine,travel\nx,porposal\n")
    done = run("review", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "log.csv"]


def sorter_of(decisions=()):
    rules = RuleBook([Rule("lunch", "excluded", phrase="lunch")])
    return Sorter(CARD, rules, DecisionBook(decisions))


CARD = Scorecard.load()
TEXTS = [
    "",
    "Call",
    "call?",
    "Lunch",
    "Zork 12",
    "zork 17",
    "Zork € 12",
    "--",
    "1.5 m",
    "1 5 m",
    "demo for Bell",
    "straße",
]
entries = st.lists(
    st.builds(
        lambda text, kind, customer, status, ms, person, is_break: Entry(
            person, person, "", "2025-11-03", ms, kind, text, customer, status, "", "", 1, [], is_break=is_break
        ),
        st.sampled_from(TEXTS) | st.text(max_size=8),
        st.sampled_from(["", "Call", "call", "Email"]),
        st.sampled_from(["", "Bell"]),
        st.sampled_from(["", "prospect", "Prospect"]),
        st.integers(0, 10_000_000),
        st.sampled_from(["ann", "bo"]),
        st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=60)
@given(entries)
def test_every_open_entry_is_in_one_question(found):
    sorter = sorter_of([Decision("demo for bell", "", "", "presentation")])
    review = Review(sorter)
    review.gather(found)
    questions = review.questions()
    asked = [
        entry for entry in found
        if not entry.is_break and (entry.text or entry.activity_type)
        and sorter.sort(words_of(entry)).verdict.decided_by == "scorecard"
    ]  # fmt: skip
    assert sum(question.entries for question in questions) == len(asked)
    assert sum(question.ms for question in questions) == sum(entry.ms for entry in asked)
    assert sum(case.ms for question in questions for case in question.cases) == sum(entry.ms for entry in asked)
    likenesses = [likeness_of(case.words) for question in questions for case in question.cases]
    assert sorted(likenesses) == sorted({likeness_of(words_of(entry)) for entry in asked})
    assert all(is_selling(question.readings[0]) != is_selling(question.readings[1]) for question in questions)

    counted = count([Batch(found, [], [])], sorter, only=frozenset(), on_reject=print)
    silent = [e for e in found if not e.is_break and not e.text and not e.activity_type]
    uncertain = sum(sums.ms for key, sums in counted.tally.sums.items() if key.activity == UNCLEAR)
    silent_open = sum(e.ms for e in silent if sorter.sort(words_of(e)).activity == UNCLEAR)
    assert sum(question.open_ms for question in questions) + silent_open == uncertain
    assert review.silent == (
        sum(e.ms for e in silent if sorter.sort(words_of(e)).verdict.decided_by == "scorecard"),
        sum(sorter.sort(words_of(e)).verdict.decided_by == "scorecard" for e in silent),
    )


@settings(max_examples=30)
@given(entries, st.randoms())
def test_questions_depend_on_no_order(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    one, two = Review(sorter_of()), Review(sorter_of())
    one.gather(found)
    two.gather(shuffled)
    assert one.questions() == two.questions()


@settings(max_examples=30)
@given(entries)
def test_an_answer_settles_all_of_its_question(found):
    review = Review(sorter_of())
    review.gather(found)
    questions = review.questions()
    decisions = [case.decide("travel", "", "") for question in questions for case in question.cases]
    text = "".join(write_decisions(decisions))
    assert text.count("\n") == 1 + len(decisions)
    later = sorter_of(decisions)
    again = Review(later)
    again.gather(found)
    assert again.questions() == []
    assert review.compare(later).open_after == 0


def is_selling(activity):
    return CATEGORIES[category_of(activity)].selling


def test_learning_is_counted_apart():
    words = [Words("Zork"), Words("Zork 2")]
    found = [
        Entry("ann", "Ann", "", "2025-11-03", 60_000, "", one.text, "", "", "", "", line, [])
        for line, one in enumerate(words)
    ]
    review = Review(sorter_of())
    review.gather(found)
    decision = Decision(words[0].text, "", "", "complaint")
    taught = Sorter(Scorecard.load(decisions=[decision]), RuleBook([]), DecisionBook([decision]))
    assert [sorter_of().sort(one).category for one in words] == ["uncertain", "uncertain"]
    assert [taught.sort(one).category for one in words] == ["baseline", "baseline"]
    assert review.compare(taught) == (120_000, 0, (60_000, 1))


def test_what_somebody_else_decided_meanwhile_stays(write):
    entries = next(read_logs([str(write("log.csv", LOG))], ReadOptions()).batches()).entries
    review = Review(Sorter(Scorecard.load(), RuleBook([])))
    review.gather(entries)
    first, second, *_ = review.questions(5)
    path = write("d.csv", "text,activity\n")
    answers = Answers(str(path), [], "ann", "2025-11-03")
    answers.keep(first, "travel")
    path.write_text("".join(write_decisions([*answers.decisions, Decision("from bo", "", "", "upsell", "bo")])))
    answers.keep(second, "travel")
    assert {decision.who for decision in read_decisions(str(path))} == {"ann", "bo"}
    assert len(read_decisions(str(path))) == len(first.cases) + len(second.cases) + 1


def test_an_answer_that_cannot_be_written_is_not_said_to_be_kept(run, write):
    done = run("review", write("log.csv", LOG), "--decisions", "nowhere/x.csv", stdin="1\n")
    assert done.code == 2
    assert "cannot be written" in done.err
    assert "Kept: 0 answers." in done.out
