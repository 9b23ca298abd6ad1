"""How the program ends: exit codes, broken pipes, signals, closed and full outputs, odd environments."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import faceaudit
from support import SAMPLES

PROGRAM = [sys.executable, "-m", "faceaudit"]
LOG = SAMPLES / "field_team.csv"


def run_process(*arguments, shell=None, **options):
    command = shell if shell else [*PROGRAM, *map(str, arguments)]
    bash = {"shell": True, "executable": "/bin/bash"} if shell else {}
    return subprocess.run(command, capture_output=True, timeout=60, **bash, **options)


def in_shell(text):
    return text.replace("faceaudit", " ".join(PROGRAM)).replace("LOG", str(LOG))


def test_python_m_and_version():
    done = run_process("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"faceaudit {faceaudit.__version__}\n")


@pytest.mark.parametrize("command", ["report LOG", "classify LOG", "report LOG --format json"])
@pytest.mark.parametrize("reader", ["head -1", ":"])
def test_a_broken_pipe_ends_quietly(command, reader):
    done = run_process(shell=in_shell(f"faceaudit {command} | {reader}; echo ${{PIPESTATUS[0]}}"))
    code = int(done.stdout.split()[-1])
    assert code in (0, 141)
    assert done.stderr == b""


def test_a_broken_pipe_is_141_where_more_was_to_come():
    done = run_process(
        shell=in_shell("yes LOG | head -1 > /dev/null; faceaudit classify LOG | true; echo ${PIPESTATUS[0]}")
    )
    assert done.stdout.split()[-1] == b"141"


@pytest.mark.parametrize("command", ["report LOG", "classify LOG"])
@pytest.mark.parametrize("place", [">&-", "> /dev/full", "-o /dev/full"])
def test_a_result_that_cannot_be_written_is_an_error(command, place):
    done = run_process(shell=in_shell(f"faceaudit {command} {place}"))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"cannot be written" in done.stderr or b"closed" in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("delay", [0.15, 0.3])
def test_an_interrupt_ends_with_its_code_and_leaves_nothing_behind(number, code, delay, tmp_path):
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*PROGRAM, "report", "-", "-o", "out.txt"],
        stdin=reader,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    os.close(reader)
    os.write(writer, b"person,date,minutes,activity\n")
    time.sleep(delay)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    os.close(writer)
    assert process.returncode == code
    assert (out, err) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_standard_input_that_is_closed_is_an_error():
    done = run_process(shell=in_shell("faceaudit report - <&-"))
    assert done.returncode == 2
    assert b"standard input" in done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "TZ": "Nonsense/Zone"},
        {"COLUMNS": "0", "TERM": "dumb", "HOME": "/nonexistent"},
        {"COLUMNS": "abc", "NO_COLOR": "1"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", ["text", "json"])
def test_the_same_bytes_in_every_environment(environment, kind, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("person,date,minutes,activity\nZoë 名前,2025-11-03,30,Démo for prospect\n", encoding="utf-8")
    plain = run_process("report", log, "--format", kind)
    odd = run_process("report", log, "--format", kind, env={**os.environ, **environment})
    assert plain.returncode == 0
    assert odd.stdout == plain.stdout
    assert odd.stderr == plain.stderr


def test_a_named_pipe_is_read_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run_process(shell=f"cat {LOG} > {pipe} & {' '.join(PROGRAM)} report {pipe} --format json")
    assert done.returncode == 0
    assert b'"counted": 1244' in done.stdout


def test_an_output_keeps_its_place_and_rights(tmp_path):
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run_process("report", LOG, "-o", link).returncode == 0
    assert link.is_symlink()
    assert target.read_text().startswith("Selling time")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_may_not_be_written_leaves_the_old_result(tmp_path):
    done = run_process("report", LOG, "-o", "/proc/nothing.txt")
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_check_is_one_only_where_somebody_is_below():
    assert run_process("report", LOG, "--check").returncode == 1
    assert run_process("report", LOG, "--check", "--threshold", "1.5").returncode == 0


def test_all_package_data_is_where_it_is_looked_for():
    package = Path(faceaudit.__file__).parent
    for name in ("taxonomy.toml", "settings.toml", "logs/columns.toml", "py.typed"):
        assert (package / name).is_file()


def test_an_interrupted_run_leaves_old_rejects_as_they_were(tmp_path):
    (tmp_path / "rejects.csv").write_text("old")
    reader, writer = os.pipe()
    process = subprocess.Popen([*PROGRAM, "report", "-", "--rejects", "rejects.csv"], stdin=reader, cwd=tmp_path)
    os.close(reader)
    os.write(writer, b"person,date,minutes,activity\nAnn,2025-11-03,x,y\n")
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    os.close(writer)
    assert process.returncode == 143
    assert (tmp_path / "rejects.csv").read_text() == "old"


@pytest.mark.parametrize("command", ["faceaudit --help", "faceaudit report --help"])
def test_help_into_a_closed_pipe_is_not_taken_for_a_flag(command):
    done = run_process(shell=in_shell(f"{command} | true; echo ${{PIPESTATUS[0]}}"))
    assert done.stdout.split()[-1] in (b"0", b"141")


def test_a_left_over_temporary_file_stops_nobody(tmp_path):
    for attempt in range(3):
        (tmp_path / f".faceaudit-{os.getpid()}-{attempt}.part").write_text("left over")
    assert run_process("report", LOG, "-o", tmp_path / "out.txt").returncode == 0
    assert (tmp_path / "out.txt").read_text().startswith("Selling time")
