"""Reading a log from the command line, and giving what is told of it."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

_OF_LITTLE_INTEREST = {"little-time-logged", "unknown-words"}


class Told(NamedTuple):
    """What a report tells of the logs themselves."""

    minutes: dict[str, float]
    """Time logged by person."""
    rows: tuple[int, int, int]
    """Rows counted, rejected and skipped."""
    notes: dict[str, str]
    """By code, with line."""


@pytest.fixture
def told(run, write) -> Callable[..., Told]:
    """Report on logs given as texts or bytes, as the files log1.csv, log2.csv and so on."""

    def tell(*logs: str | bytes, options: tuple[str, ...] = ()) -> Told:
        names = [write(f"log{number}.csv", log).name for number, log in enumerate(logs, start=1)]
        done = run("report", *names, "--format", "json", "--today", "2025-12-01", *options)
        assert (done.code, done.err) == (0, "")
        document = json.loads(done.out)
        rows = document["rows"]
        assert rows["read"] == rows["counted"] + rows["rejected"] + rows["skipped"]
        minutes = {one["person"]: one["logged_seconds"] / 60 for one in document["people"]}
        assert document["total"]["logged_seconds"] / 60 == pytest.approx(sum(minutes.values()))
        notes = {
            one["code"]: f"{one['line'] or ''}: {one['message']}"
            for one in document["notes"]
            if one["code"] not in _OF_LITTLE_INTEREST
        }
        return Told(minutes, (rows["counted"], rows["rejected"], rows["skipped"]), notes)

    return tell
