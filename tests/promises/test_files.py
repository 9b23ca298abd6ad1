"""Files: odd names are read and shown harmless; what cannot be opened stops the job before anything is written."""

import builtins
import errno
import gzip
import io
import json
import sys

import pytest

LOG = "person,date,minutes,activity\nAnn,2025-11-03,30,demo\nBo,2025-11-03,x,demo\n"

NAMES = [
    "-dash.csv", " blank .csv", "two\nlines.csv", "tab\t.csv", "[red].csv", "*.csv", "$HOME", "~", "a:b.csv", "a#b",
    "Zoë 李.csv", "\u202egnp.csv", "\x1b[31mred.csv", "\x9b31m.csv", "x" * 250, 'quo"te\'.csv', "back\\slash", "%s.csv",
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["text", "csv"])
def test_a_file_of_an_odd_name_is_read_and_its_name_is_harmless(name, kind, run, write):
    write(name, LOG)
    done = run("report", "--format", kind, "--", name)
    assert done.code == 0
    said = done.out if kind == "text" else done.err
    assert "minutes: " in said
    assert all(c.isprintable() or c == "\n" for c in said)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_is_read_and_shown(run, tmp_path):
    name = b"\xff\xfe.csv".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text(LOG)
    done = run("report", name, "--format", "json")
    assert done.code == 0
    (note,) = [one for one in json.loads(done.out)["notes"] if one["code"] == "rejected"]
    assert note["line"] == 3


@pytest.mark.parametrize("name", ["good.csv/x", "dangling", "x" * 300, "none/log.csv", "*/", "s3:bucket/log.csv"])
def test_what_is_no_file_is_an_error_and_an_old_result_stays(name, run, write, tmp_path):
    write("good.csv", LOG)
    write("old.txt", "old")
    (tmp_path / "dangling").symlink_to("nothing")
    for logs in ([name], ["good.csv", name], [name, "good.csv"]):
        done = run("report", *logs, "-o", "old.txt", "--rejects", "bad.csv")
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert (tmp_path / "old.txt").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "good.csv", "old.txt"]


def test_a_pattern_that_meets_a_folder_is_an_error(run, write, tmp_path):
    write("a.csv", LOG)
    (tmp_path / "b.csv").mkdir()
    done = run("report", "*.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: b.csv: this is a folder, not a file.")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "the file may not be read"), (errno.EIO, "the file cannot be read: Input/output error")],
)
def test_a_file_that_may_not_be_opened_is_an_error(number, said, run, write, monkeypatch):
    write("good.csv", LOG)
    write("bad.csv", LOG)
    real = builtins.open

    def refuse(path, *arguments, **options):
        if path == "bad.csv":
            raise OSError(number, "Input/output error", path)
        return real(path, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    done = run("report", "good.csv", "bad.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: bad.csv: {said}")


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_whichever_reading_fails_the_job_stops_with_an_error(pack, run, write, monkeypatch):
    data = pack((LOG + "Cem,2025-11-04,15,demo\n" * 1_500).encode())
    write("log.csv", data)
    wanted = run("report", "log.csv")
    assert wanted.code == 0
    real = builtins.open
    left = 0

    class Breaking(io.FileIO):
        """A file whose disk fails after some readings."""

        def readinto(self, buffer):
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(errno.EIO, "Input/output error")
            return super().readinto(buffer)

        def readall(self):
            return b"".join(iter(lambda: self.read(4096), b""))

        def read(self, size=-1, /):
            buffer = bytearray(max(size, 0))
            return self.readall() if size < 0 else bytes(buffer[: self.readinto(buffer)])

    def open_it(path, *arguments, **options):
        if path == "log.csv":
            return io.BufferedReader(Breaking(path), 4096)
        return real(path, *arguments, **options)

    monkeypatch.setattr(builtins, "open", open_it)
    for allowed in range(10_000):
        left = allowed
        done = run("report", "log.csv")
        if done.code == 0:
            break
        assert (done.code, done.out) == (2, "")
        assert done.err == "Error: log.csv: the file cannot be read: Input/output error. Check the name.\n"
    assert allowed > 1
    assert done == wanted
