"""Sources: every encoding and kind of file, read right or refused by name; each log once, as it was."""

import contextlib
import gzip
import io
import os
import sys
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, read_logs

HEADER = "person,date,minutes,activity\n"
LOG = f"{HEADER}Zoë Müller,2025-11-03,30,Café\n"
PLAIN = f"{HEADER}Ann,2025-11-03,30,call\n"


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (LOG.encode(), None),
        (LOG.encode("utf-8-sig"), None),
        (LOG.replace("person", '"person"').encode("utf-8-sig"), None),
        (LOG.encode("utf-16"), "read as UTF-16, as its byte order mark says"),
        (b"\xfe\xff" + LOG.encode("utf-16-be"), "read as UTF-16, as its byte order mark says"),
        (LOG.encode("utf-32"), "read as UTF-32, as its byte order mark says"),
        (LOG.encode("cp1252"), "read as Windows-1252 (cp1252), as it is not UTF-8"),
    ],
    ids=["UTF-8", "UTF-8 with BOM", "BOM before a quote", "UTF-16", "UTF-16 big end first", "UTF-32", "cp1252"],
)
def test_an_encoding_is_found_and_said_where_it_is_not_utf_8(read, data, noted):
    outcome = read(data)
    assert [(entry.name, entry.text) for entry in outcome.entries] == [("Zoë Müller", "Café")]
    assert [note.message for note in outcome.notes] == ([noted] if noted else [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1250", "latin-1", "UTF-8", "utf_8_sig"])
def test_the_encoding_given_is_the_one_used(read, encoding):
    outcome = read(LOG.encode(encoding), encoding=encoding)
    assert [(entry.name, entry.text) for entry in outcome.entries] == [("Zoë Müller", "Café")]


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "", "a\0b", "undefined"])
def test_what_is_no_encoding_is_refused(read, encoding):
    with pytest.raises(FaceauditError, match="is no encoding"):
        read(LOG, encoding=encoding)


def test_one_bad_byte_costs_its_row_and_makes_no_second_person(read):
    bad = "Zoë Müller,2025-11-04,45,b\n".encode().replace("ü".encode(), b"\xfc")
    outcome = read(LOG.encode() + bad + "Zoë Müller,2025-11-05,60,c\n".encode())
    assert (outcome.minutes, outcome.codes) == ([30, 60], ["3:bad-character"])
    assert {entry.person for entry in outcome.entries} == {"zoë müller"}
    assert outcome.notes[0].message == "read as UTF-8 although 1 byte in it is not"


def test_rows_of_another_encoding_joined_on_never_make_second_people(read):
    rows = "Zoë Müller,2025-11-03,30,Café\n"
    outcome = read((HEADER + rows * 2).encode() + (rows * 6).encode("cp1252"))
    assert {entry.person for entry in outcome.entries} == {"zoë müller"}
    assert (len(outcome.entries), len(outcome.rejects)) == (2, 6)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the log is empty"),
        (b"\n \r\n\t", "the log is empty"),
        (b"\xef\xbb\xbf", "the log is empty"),
        (b"\xff\xfe", "the log is empty"),
        (b"\0" * 5000, "this is no text"),
        (b"\0" * 50, "the log is empty"),
        (LOG.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Office file, not CSV"),
        (b"\x89PNG\r\n\x1a\n", "this is a picture, not CSV"),
        (b"\xff\xd8\xff\xe0", "this is a picture, not CSV"),
        (b"%PDF-1.7", "this is a PDF, not CSV"),
        (b"BZh91AY", "this is a bzip2 file, not CSV"),
        (HEADER.encode() + b"\x81\x8d\x8f", "neither UTF-8 nor Windows-1252"),
        (LOG.encode("utf-16")[:-1], "the text is not utf-16"),
    ],
)
def test_what_is_no_log_is_refused_by_name(read, data, problem):
    with pytest.raises(FaceauditError, match=problem) as error:
        read(data)
    assert error.value.file.endswith("log1.csv")


def test_a_line_of_17_megabytes_is_refused_with_a_short_message(read):
    with pytest.raises(FaceauditError, match=r"log1.csv:3: the line is longer than 16 MB") as error:
        read(PLAIN.encode() + b"x" * (17 * 1024 * 1024))
    assert len(str(error.value)) < 1000


def test_a_cell_of_many_lines_and_17_megabytes_is_refused_at_its_first_line(read):
    with pytest.raises(FaceauditError, match=r"log1.csv:3: a quote opens here and does not close within 1 MB"):
        read(PLAIN.encode() + b'Ann,2025-11-03,30,"' + (b"x" * 1023 + b"\n") * (17 * 1024))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.csv", "there is no such file"),
        (".", "this is a folder, not a file"),
        ("*.tsv", "no file matches this pattern"),
        ("https://example.com/log.csv", "web addresses are not read"),
        ("file:///etc/passwd", "web addresses are not read"),
        ("a\0b", "the file cannot be read"),
        ("", "there is no such file"),
        ("loop", "the file cannot be read"),
    ],
)
def test_what_cannot_be_opened_is_refused_and_nothing_is_read(tmp_path, monkeypatch, name, problem):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(PLAIN)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FaceauditError, match=problem):
        read_logs(["good.csv", name], ReadOptions())


def test_an_escape_in_a_file_name_is_shown_not_obeyed(tmp_path):
    with pytest.raises(FaceauditError) as error:
        read_logs([f"{tmp_path}/\x1b[31mlog.csv"], ReadOptions())
    assert "\x1b" not in str(error.value)
    assert "\\x1b[31mlog.csv" in str(error.value)


def names_of(reading):
    return [entry.name for batch in reading.batches() for entry in batch.entries]


def test_a_pattern_gives_its_files_in_order_and_a_file_called_like_a_pattern_is_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b", "a", "c[1]"):
        (tmp_path / f"{name}.csv").write_text(PLAIN.replace("Ann", name))
    assert names_of(read_logs(["[ab].csv"], ReadOptions())) == ["a", "b"]
    assert names_of(read_logs(["c[1].csv", "a.csv"], ReadOptions())) == ["c[1]", "a"]


@pytest.mark.parametrize("again", ["log.csv", "./log.csv", "link.csv", "hard.csv", "lo*.csv"])
def test_the_same_file_under_any_name_is_refused(tmp_path, monkeypatch, again):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_text(PLAIN)
    (tmp_path / "link.csv").symlink_to("log.csv")
    os.link("log.csv", "hard.csv")
    with pytest.raises(FaceauditError, match=r"this is the same file as log.csv"):
        read_logs(["log.csv", again], ReadOptions())


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_copy_under_another_name_is_refused(tmp_path, monkeypatch, pack):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_text(PLAIN)
    (tmp_path / "log (1).csv").write_bytes(pack(PLAIN.encode()))
    with pytest.raises(FaceauditError, match=r"this is a copy of log.csv"):
        read_logs(["log.csv", "log (1).csv"], ReadOptions())


def test_logs_without_rows_or_of_the_same_length_are_no_copies(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    header = PLAIN.partition("\n")[0]
    for name, text in {"a": PLAIN, "b": PLAIN.replace("Ann", "Bob"), "c": header, "d": header}.items():
        (tmp_path / name).write_text(text)
    assert names_of(read_logs(["a", "b"], ReadOptions())) == ["Ann", "Bob"]
    assert names_of(read_logs(["c", "d"], ReadOptions())) == []


def test_standard_input_is_read_once(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAIN.encode())))
    reading = read_logs([], ReadOptions())
    assert names_of(reading) == ["Ann"]
    assert reading.logs[0].source.name == "standard input"
    with pytest.raises(FaceauditError, match="standard input was given twice"):
        read_logs(["-", "-"], ReadOptions())


def test_a_file_that_is_standard_input_as_well_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "log.csv"
    path.write_text(PLAIN)
    with path.open() as opened:
        monkeypatch.setattr(sys, "stdin", opened)
        with pytest.raises(FaceauditError, match="this is the same file as"):
            read_logs([str(path), "-"], ReadOptions())


def test_a_closed_standard_input_is_said(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FaceauditError, match="standard input is closed"):
        read_logs(["-"], ReadOptions())


def test_a_named_pipe_is_read_once_and_whole(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(PLAIN + "Bob,2025-11-03,30,a\n" * 5000,))
    writer.start()
    names = names_of(read_logs([str(path)], ReadOptions()))
    writer.join()
    assert names == ["Ann"] + ["Bob"] * 5000


@pytest.mark.parametrize("change", ["append", "cut", "same size"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, change):
    path = tmp_path / "log.csv"
    path.write_text(PLAIN * 2)
    reading = read_logs([str(path)], ReadOptions())
    if change == "append":
        path.write_text(PLAIN * 3)
    elif change == "cut":
        os.truncate(path, len(PLAIN))
    else:
        path.write_text((PLAIN * 2).replace("30", "99"))
        os.utime(path, ns=(1, 1))
    with pytest.raises(FaceauditError, match="the file changed while it was read"):
        list(reading.batches())


def test_a_file_that_is_replaced_while_it_is_read_is_read_as_it_was(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(PLAIN)
    reading = read_logs([str(path)], ReadOptions())
    (tmp_path / "new").write_text(PLAIN.replace("Ann", "Bob"))
    (tmp_path / "new").rename(path)
    assert names_of(reading) == ["Ann"]


def test_rows_can_be_read_more_than_once(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(PLAIN)
    reading = read_logs([str(path)], ReadOptions())
    assert names_of(reading) == names_of(reading) == ["Ann"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from([b"", HEADER.encode(), "\ufeff".encode(), b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused_with_a_message(tmp_path, data, start):
    path = tmp_path / "log.csv"
    path.write_bytes(start + data)
    with contextlib.suppress(FaceauditError):
        list(read_logs([str(path)], ReadOptions()).batches())
