"""Duplicates and overlaps over several logs: counted once where that is sure, else counted as logged, always told."""

import pytest

TIMED = "person,date,start,minutes,activity\n"
UNTIMED = "person,date,minutes,activity\n"
OTHER = "Rep;Day;From;Hours;Subject\n"


def timed(*days: int, words: str = "demo") -> str:
    return TIMED + "".join(f"Ann,2025-11-{day:02d},09:00,30,{words}\n" for day in days)


def untimed(*days: int) -> str:
    return UNTIMED + "".join(f"Ann,2025-11-{day:02d},30,demo\n" for day in days)


@pytest.mark.parametrize(
    ("logs", "minutes", "rows", "code"),
    [
        pytest.param([timed(3, 4), timed(4, 3)], 60, (2, 0, 2), "duplicates", id="the same in another order"),
        pytest.param([timed(3, 4), timed(4, 5)], 90, (3, 0, 1), "duplicates", id="exports that overlap"),
        pytest.param([timed(4), OTHER + "Ann;04.11.2025;9:00;0,5;demo\n"], 30, (1, 0, 1), "duplicates",
                     id="exports of two systems"),
        pytest.param([timed(4), timed(4, words="demo and lunch")], 60, (2, 0, 0), "overlaps", id="one of them edited"),
        pytest.param([untimed(3, 4), untimed(4, 3)], 120, (4, 0, 0), "alike", id="another order without times"),
        pytest.param([untimed(3, 4), untimed(4, 5)], 120, (4, 0, 0), "alike", id="overlap without times"),
        pytest.param([untimed(4), "Rep;Day;Hours;Subject\nAnn;04.11.2025;0,5;demo\n"], 60, (2, 0, 0), "alike",
                     id="two systems without times"),
        pytest.param([timed(3, 4), timed(5, 6)], 120, (4, 0, 0), None, id="exports that follow each other"),
        pytest.param([untimed(3, 4), untimed(5, 6)], 120, (4, 0, 0), None, id="the same without times"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", [1, -1], ids=["in order", "the other way round"])
def test_what_stands_in_two_logs_is_told(logs, minutes, rows, code, way, told):
    found = told(*logs[::way])
    assert (found.minutes, found.rows) == ({"Ann": minutes}, rows)
    assert set(found.notes) == ({code} if code else set())


def test_a_copy_under_another_name_is_told_with_both_places(told):
    assert "the first is this one, like log1.csv:2" in told(timed(3), timed(3, 4)).notes["duplicates"]
    assert told(untimed(3), untimed(4, 3)).notes["alike"].startswith("3: 1 entry without a time of day is like another")
