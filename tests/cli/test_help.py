"""What every command says of itself: with ``--help``, and where it is called with nothing on a terminal."""

import pytest

from faceaudit.cli import COMMANDS

WITHOUT_LOG = {"explain", "score", "init"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_what_is_answered_shows_an_example_and_fits(run, command):
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")
    usage, blank, first, *others = done.out.splitlines()
    assert usage.startswith(f"Usage: faceaudit {command}")
    assert blank == ""
    assert first.startswith(("  Tell ", "  Ask ", "  Write "))
    assert any(line.startswith(f"    faceaudit {command}") for line in others)
    assert max(map(len, [first, *others])) <= 80


def test_help_lists_every_command_on_a_line(run):
    lines = run("--help").out.splitlines()
    listed = lines[lines.index("Commands:") + 1 :][: len(COMMANDS)]
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert all(line.endswith(".") for line in listed)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in WITHOUT_LOG])
def test_without_a_log_it_is_told_how_to_name_one(run, command, monkeypatch):
    monkeypatch.setattr("faceaudit.cli.given.has_input", bool)
    done = run(command)
    assert (done.code, done.out) == (2, "")
    assert f"Name a log, e.g.: faceaudit {command} logs.csv" in done.err
