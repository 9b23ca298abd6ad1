"""What the tests share: running a command line, golden files, small logs."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from faceaudit.cli import run as run_cli
from support import ROOT, SAMPLES, SURE_RULES

# A busy machine is slow now and then; that is no fault of what is tested.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is printed now as what is expected")


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capfdbinary, monkeypatch, tmp_path) -> Callable[..., Result]:
    """Run a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "COLUMNS", "FACEAUDIT_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run_it(*arguments: object, stdin: str | bytes = b"") -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        capfdbinary.readouterr()
        code = run_cli([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return run_it


@pytest.fixture
def golden(request) -> Callable[[str, str], None]:
    """Compare a text with a golden file."""

    def compare(name: str, text: str) -> None:
        assert str(ROOT) not in text, "a golden file holds no path of this machine"
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8"), f"differs from {path.name}; if that is right: --update-golden"

    return compare


@pytest.fixture
def write(tmp_path) -> Callable[[str, str], Path]:
    """Write a file into the empty folder."""

    def write_it(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write_it


@pytest.fixture
def team(write) -> str:
    """The log of the sample team, under a short name."""
    return write("team.csv", (SAMPLES / "field_team.csv").read_bytes()).name


@pytest.fixture
def sure_rules(write) -> Path:
    return write("faceaudit.toml", SURE_RULES)
