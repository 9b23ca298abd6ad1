"""Packed logs and archives: read like what is in them, or refused with one plain error; no bomb goes off."""

import gzip
import io
import random
import struct
import time
import zipfile
import zlib

import pytest
import zstandard

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, read_logs
from faceaudit.logs.packed import containers, spools
from faceaudit.logs.packed.archives import MOST_MEMBERS

HEADER = "person,date,minutes,activity\n"
LOG = f"{HEADER}Ann,2025-11-03,30,call\n".encode()
OTHER = f"{HEADER}Bob,2025-11-04,45,visit\nBob,2025-11-05,15,mail\n".encode()
CP1252 = f"{HEADER}Zoë,2025-11-03,30,Café\n".encode("cp1252")
TIMEW = b'[{"id":1,"start":"20251103T080000Z","end":"20251103T083000Z","tags":["call"]}]'
MEGABYTE = 1024 * 1024


def zipped(members, **options) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", options.pop("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


@pytest.fixture
def total(tmp_path):
    """Read a file; give people, minutes and the names of the logs in it."""

    def read(data, name="log.bin", **options):
        path = tmp_path / name
        path.write_bytes(data)
        reading = read_logs([str(path)], ReadOptions(**{"salesperson": "Ann", **options}))
        entries = [entry for batch in reading.batches() for entry in batch.entries]
        names = [log.source.name.removeprefix(f"{tmp_path}/") for log in reading.logs]
        return {entry.name for entry in entries}, sum(entry.ms for entry in entries) // 60_000, names

    return read


@pytest.mark.parametrize(
    ("data", "people", "minutes", "names"),
    [
        (gzip.compress(LOG), {"Ann"}, 30, ["log.bin"]),
        (gzip.compress(LOG[:30]) + gzip.compress(LOG[30:]), {"Ann"}, 30, ["log.bin"]),
        (gzip.compress(LOG) + b"\0" * 512, {"Ann"}, 30, ["log.bin"]),
        (gzip.compress(b"") + gzip.compress(LOG), {"Ann"}, 30, ["log.bin"]),
        (gzip.compress(CP1252), {"Zoë"}, 30, ["log.bin"]),
        (zstd(LOG), {"Ann"}, 30, ["log.bin"]),
        (zstd(LOG[:30]) + zstd(LOG[30:]), {"Ann"}, 30, ["log.bin"]),
        (gzip.compress(TIMEW), {"Ann"}, 30, ["log.bin"]),
        (gzip.compress(zstd(LOG)), {"Ann"}, 30, ["log.bin"]),
        (zipped({"a.csv": LOG}), {"Ann"}, 30, ["log.bin/a.csv"]),
        (zipped({"a.csv": LOG}, compression=zipfile.ZIP_STORED), {"Ann"}, 30, ["log.bin/a.csv"]),
        (zipped({"a.csv": LOG, "sub/b.CSV": OTHER}), {"Ann", "Bob"}, 90, ["log.bin/a.csv", "log.bin/sub/b.CSV"]),
        (zipped({"export": LOG}), {"Ann"}, 30, ["log.bin/export"]),
        (zipped({"a.csv.gz": gzip.compress(LOG)}), {"Ann"}, 30, ["log.bin/a.csv.gz"]),
        (zipped({"t.json": TIMEW}), {"Ann"}, 30, ["log.bin/t.json"]),
        (zipped({"in.zip": zipped({"a.csv": LOG})}), {"Ann"}, 30, ["log.bin/in.zip/a.csv"]),
        (zipped({"d/": b"", "a.csv": LOG, "__MACOSX/._a.csv": b"\0", ".x.csv": b""}), {"Ann"}, 30, ["log.bin/a.csv"]),
        (zipped({"../../etc/a.csv": LOG}), {"Ann"}, 30, ["log.bin/../../etc/a.csv"]),
    ],
)
def test_what_is_packed_is_read_like_what_is_in_it(total, data, people, minutes, names):
    assert total(data) == (people, minutes, names)


def test_a_packed_log_on_standard_input_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(LOG))))
    reading = read_logs(["-"], ReadOptions())
    assert [entry.name for batch in reading.batches() for entry in batch.entries] == ["Ann"]


def test_lines_are_those_of_the_log_inside(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.csv": LOG + b"Ann,2025-11-31,30,call\n"}))
    (reject,) = [one for batch in read_logs([str(path)], ReadOptions()).batches() for one in batch.rejects]
    assert (reject.file, reject.line) == (f"{path}/b.csv", 3)


def test_large_logs_are_kept_on_disk_and_can_be_read_again(tmp_path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(LOG + b"Bob,2025-11-03,30,b\n" * 30_000, 1))
    reading = read_logs([str(path)], ReadOptions())
    for _ in range(2):
        assert sum(len(batch.entries) for batch in reading.batches()) == 30_001


def test_an_archive_may_not_be_given_twice(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.csv": LOG, "b.csv": OTHER}))
    with pytest.raises(FaceauditError, match="this is the same file"):
        read_logs([str(path), str(path)], ReadOptions())


def test_what_is_left_out_of_an_archive_is_said(tmp_path):
    others = dict.fromkeys(("read.me", "logo.png", "b\x1b.pdf", "d.doc"), b"x")
    logs = containers.unpack("a.zip", io.BytesIO(zipped({"a.csv": LOG, **others, "b.csv": OTHER})))
    assert [(log.name, [str(note) for note in log.notes]) for log in logs] == [
        ("a.zip/a.csv", [r"a.zip: 4 files in it left out: read.me, logo.png, b\x1b.pdf, …"]),
        ("a.zip/b.csv", []),
    ]


def with_flag(data: bytes, at: int, value: int) -> bytes:
    """Set a field of each central directory entry."""
    changed = bytearray(data)
    start = changed.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<H", changed, start + at, value)
        start = changed.find(b"PK\x01\x02", start + 4)
    return bytes(changed)


def with_wrong_byte(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 0xFF
    return bytes(changed)


STORED = zipped({"a.csv": LOG}, compression=zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (gzip.compress(LOG)[:-1], "the gzip file is cut or damaged"),
        (gzip.compress(LOG)[:20], "the gzip file is cut or damaged"),
        (b"\x1f\x8b", "the gzip file is cut or damaged"),
        (with_wrong_byte(gzip.compress(LOG), -6), "the gzip file is cut or damaged"),
        (gzip.compress(LOG) + b"rubbish", "the gzip file is cut or damaged"),
        (gzip.compress(b""), "the log is empty"),
        (gzip.compress(b"\x89PNG"), "this is a picture, not CSV"),
        (zstd(LOG)[:-1], "the zstd file is cut or damaged"),
        (b"\x28\xb5\x2f\xfd", "the zstd file is cut or damaged"),
        (with_wrong_byte(zstd(LOG), -1), "the zstd file is cut or damaged"),
        (zipped({"a.csv": LOG})[:-30], "the zip file is cut or damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "the zip file is cut or damaged"),
        (with_wrong_byte(STORED, 50), "a.csv: the zip file is cut or damaged"),
        (with_flag(zipped({"a.csv": LOG}), 8, 1), "a.csv: it is locked with a password"),
        (with_flag(zipped({"a.csv": LOG}), 10, 9), "a.csv: it is packed in a way that is not read"),
        (zipped({"a.csv": LOG}, compression=zipfile.ZIP_LZMA), "a.csv: it is packed in a way that is not read"),
        (zipped({}), "the archive is empty"),
        (zipped({"folder/": b""}), "the archive is empty"),
        (zipped({"a.exe": b"x", "b.dll": b"x"}), "the archive holds no log"),
        (zipped({".DS_Store": b"x"}), "the archive holds no log"),
        (zipped({"a.csv": LOG, "b.csv": b"\x89PNG"}), "b.csv: this is a picture, not CSV"),
        (zipped({f"{i}.csv": LOG for i in range(MOST_MEMBERS + 1)}), "more than 500 files"),
        (with_flag(zipped({"a.csv": LOG}), 0, 0), "the zip file is cut or damaged"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(LOG)))), "packed in itself too many times"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "this is a Word document, not CSV"),
        (zipped({"mimetype": b"", "content.xml": b""}), "this is an OpenDocument file, not CSV"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "this is a binary workbook, not CSV"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(total, data, problem):
    with pytest.raises(FaceauditError, match=problem) as error:
        total(data)
    assert "log.bin" in error.value.file


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_archive_is_read_as_it_was_or_refused(total, seed):
    chance = random.Random(seed)
    for pack in (gzip.compress, zstd, lambda data: zipped({"a.csv": data, "b.csv": OTHER})):
        whole = pack(LOG * 3)
        for _ in range(10):
            data = bytearray(whole)
            if chance.random() < 0.3:
                del data[chance.randrange(4, len(data)) :]
            else:
                data[chance.randrange(4, len(data))] = chance.randrange(256)
            try:
                _, minutes, _ = total(bytes(data))
            except FaceauditError:
                continue
            assert minutes in (90, 150)


@pytest.mark.parametrize("packed", [gzip.compress(LOG * 100), zstd(LOG * 100), zipped({"a.csv": LOG * 100})])
def test_more_than_the_limit_is_refused(total, monkeypatch, packed):
    monkeypatch.setattr(spools, "UNPACKED_LIMIT", 3000)
    with pytest.raises(FaceauditError, match="it unpacks to more than"):
        total(packed)


def test_the_limit_is_for_all_logs_of_an_archive_together(total, monkeypatch):
    monkeypatch.setattr(spools, "UNPACKED_LIMIT", 3000)
    with pytest.raises(FaceauditError, match="it unpacks to more than"):
        total(zipped({f"{i}.csv": LOG * 10 for i in range(10)}))


def test_a_log_that_repeats_itself_is_no_bomb(total):
    rows = b"Ann,2025-11-03,1,call\n" * 5_000
    for packed in (gzip.compress(LOG + rows), zstd(LOG + rows), zipped({"a.csv": LOG + rows})):
        assert total(packed)[1] == 5_030


TEN_GIGABYTES = gzip.compress(bytes(10 * MEGABYTE)) * 1024


@pytest.mark.parametrize(
    "bomb",
    [
        TEN_GIGABYTES,
        zstd(bytes(10 * MEGABYTE)) * 1024,
        zipped({"a.csv": bytes(70 * MEGABYTE)}),
        zipped({f"{i}.csv": bytes(10 * MEGABYTE) for i in range(7)}),
        gzip.compress(gzip.compress(bytes(100 * MEGABYTE))),
        zipped({"a.csv.gz": gzip.compress(bytes(100 * MEGABYTE))}),
    ],
    ids=["gzip of 10 GB", "zstd of 10 GB", "zip", "zip of several", "gzip in gzip", "gzip in zip"],
)
def test_a_bomb_is_refused_within_seconds(total, bomb):
    begun = time.monotonic()
    with pytest.raises(FaceauditError, match="unpacks to more than 1,000 times its size") as error:
        total(bomb)
    assert time.monotonic() - begun < 10
    assert len(str(error.value)) < 300


def test_an_archive_that_tells_a_wrong_size_is_refused(total):
    data = bytearray(zipped({"a.csv": LOG * 100}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.find(mark) + at, len(LOG))
    with pytest.raises(FaceauditError, match="the zip file is cut or damaged"):
        total(bytes(data))


def test_an_archive_whose_members_lie_in_one_another_is_refused(total):
    data = bytearray(zipped({"a.csv": zlib.compress(bytes(1000)), "b.csv": b"x"}, compression=zipfile.ZIP_STORED))
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 20, len(data))
    with pytest.raises(FaceauditError, match="the zip file is cut or damaged"):
        total(bytes(data))


def test_a_missing_library_is_named(total, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(FaceauditError, match=r"pip install 'faceaudit\[zst\]'"):
        total(zstd(LOG))
