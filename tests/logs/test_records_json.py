"""Records in JSON: what Timewarrior and klog write becomes rows, one for each record."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, read_logs
from faceaudit.logs.packed import records_json
from faceaudit.logs.packed.containers import unpack

TIMEW = """[
{"id":2,"start":"20240513T063000Z","end":"20240513T071500Z","tags":["Call","Acme"],"annotation":"a, \\"b\\""}
]
"""


def rows_of(data, notes=None):
    (log,) = unpack("log.json", io.BytesIO(data.encode() if isinstance(data, str) else data))
    assert log.made_from
    log.file.seek(0)
    text = log.file.read().decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == text.count("\n"), "each on one line"
    if notes is not None:
        notes += [note.message for note in log.notes]
    return rows


def klog(*entries, **record):
    return json.dumps(
        {"records": [{"date": "2024-05-13", "entries": entries, **record}], "warnings": None, "errors": None}
    )


def entry(kind="range", total=60, **more):
    return {"type": kind, "summary": "s", "total": "?", "total_mins": total, **more}


TIMEW_HEADER = ["Start", "End", "Annotation", "Tags"]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (TIMEW, [["20240513T063000Z", "20240513T071500Z", 'a, "b"', "Call, Acme"]]),
        (TIMEW.encode("utf-8-sig"), [["20240513T063000Z", "20240513T071500Z", 'a, "b"', "Call, Acme"]]),
        (TIMEW.encode("utf-16"), [["20240513T063000Z", "20240513T071500Z", 'a, "b"', "Call, Acme"]]),
        ("[]", []),
        ("[\n]\n", []),
        ('[{"start":"20240513T063000Z"}]', [["20240513T063000Z", "", "", ""]]),
        ('[{"start":"x","annotation":"two\\r\\nlines","tags":[]}]', [["x", "", "two lines", ""]]),
        ('[{"start":5,"end":null,"tags":"t"}]', [["5", "", "", "t"]]),
        ('[{"start":"\\ud800"}]', [["\ufffd", "", "", ""]]),
        ('[{"start":"\\ud83d\\ude00"}]', [["😀", "", "", ""]]),
    ],
)
def test_an_export_of_timewarrior_becomes_rows(data, rows):
    assert rows_of(data) == [TIMEW_HEADER, *rows]


@pytest.mark.parametrize(
    ("record", "row"),
    [
        (
            entry(start="8:30", start_mins=510, end="9:15", end_mins=555, total=45),
            ["08:30", "09:15", "45", "s", "range"],
        ),
        (entry(start_mins=-16, end_mins=60, total=76), ["2024-05-12 23:44", "01:00", "76", "s", "range"]),
        (entry(start_mins=1350, end_mins=1455, total=105), ["22:30", "2024-05-14 00:15", "105", "s", "range"]),
        (entry(start_mins=1380, end_mins=1440), ["23:00", "2024-05-14 00:00", "60", "s", "range"]),
        (entry("open_range", 0, start_mins=1040), ["17:20", "", "", "s", "open_range"]),
        (entry("duration", 90), ["", "", "90", "s", "duration"]),
        ({"type": "duration", "summary": "s", "total": "1h"}, ["", "", "1h", "s", "duration"]),
        (entry("duration", 90, summary=""), ["", "", "90", "of the day", "duration"]),
        ({}, ["", "", "", "of the day", ""]),
    ],
)
def test_an_entry_of_klog_becomes_a_row(record, row):
    assert rows_of(klog(record, summary="of the day")) == [
        ["Date", "Start", "End", "Minutes", "Summary", "Type"],
        ["2024-05-13", *row],
    ]


@pytest.mark.parametrize(
    ("totals", "minutes", "notes"),
    [
        (
            [60, 480, -30],
            ["60", "450", "break 30"],
            ["30 minutes of breaks, which klog takes off the day, are taken off its longest entry"],
        ),
        (
            [480, 480, -30],
            ["450", "480", "break 30"],
            ["30 minutes of breaks, which klog takes off the day, are taken off its longest entry"],
        ),
        (
            [-30, -15, 60],
            ["break 30", "break 15", "15"],
            ["45 minutes of breaks, which klog takes off the day, are taken off its longest entry"],
        ),
        (
            [20, 30, -40],
            ["10", "0", "break 40"],
            ["40 minutes of breaks, which klog takes off the day, are taken off its longest entry"],
        ),
        ([-30], ["break 30"], ["30 minutes of breaks could not be taken off, as their days have no time so long"]),
        ([60], ["60"], []),
    ],
)
def test_a_break_of_klog_goes_off_the_longest_entry(totals, minutes, notes):
    told = []
    rows = rows_of(klog(*(entry("duration", total) for total in totals)), told)
    assert [f"{'break ' if row[5] == 'break' else ''}{row[3]}" for row in rows[1:]] == minutes
    assert told == notes


@given(st.lists(st.integers(-500, 500), max_size=8))
def test_what_is_worked_is_what_klog_says(totals):
    rows = rows_of(klog(*(entry("duration", total) for total in totals)))[1:]
    assert len(rows) == len(totals)
    worked = sum(int(row[3]) for row in rows if row[5] != "break")
    assert worked == max(sum(totals), 0)


def test_the_order_of_keys_does_not_matter_and_no_records_are_none():
    assert len(rows_of('{"errors":null,"warnings":["w"],"records":[]}')) == 1
    assert len(rows_of('{"records":null}')) == 1


def test_many_records_are_read_piece_by_piece(monkeypatch):
    monkeypatch.setattr(records_json, "_PIECE", 7)
    many = [{"start": f"{n}", "annotation": "é" * (n % 50), "tags": []} for n in range(300)]
    rows = rows_of(json.dumps(many, indent=1, ensure_ascii=False))
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(300)]


WHOLE = '[{"start":"20240513T063000Z","end":"20240513T071500Z"},{"start":"20240514T063000Z"}]'


@pytest.mark.parametrize(
    "data",
    [WHOLE[:n] for n in range(2, len(WHOLE))]
    + [WHOLE + "x", WHOLE + WHOLE, WHOLE[:-1] + ",]", "[{]", '{"records":[}', '{"records" 5}'],
)
def test_damaged_json_is_refused(data):
    with pytest.raises(FaceauditError, match="the JSON file is cut or damaged"):
        rows_of(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ('[{"id":1,"title":"x"}]', "no log of a kind that is read"),
        ('[{"start":"x"},5]', "no log of a kind that is read"),
        ("{}", "no log of a kind that is read"),
        ('{"schema":"faceaudit.report/1"}', "no log of a kind that is read"),
        ('{"records":[5]}', "no log of a kind that is read"),
        ('{"records":[{"entries":5}]}', "no log of a kind that is read"),
        ('{"records":null,"errors":[{"line":1}]}', "klog found errors in its file"),
        ('[{"start":' + "[" * 100_000, "cut or damaged|larger than 16 MB"),
        ('[{"start":"' + "x" * 17_000_000, "larger than 16 MB"),
        (WHOLE.encode("utf-16")[:-1], "cut or damaged"),
        (WHOLE.encode().replace(b"2024", b"\xff\xff\xff\xff"), "cut or damaged"),
    ],
)
def test_json_of_other_kinds_is_refused(data, problem):
    with pytest.raises(FaceauditError, match=problem) as error:
        rows_of(data)
    assert error.value.file == "log.json"
    assert len(str(error.value)) < 300


@pytest.mark.parametrize("text", ["[Date],Start\n", "{x}\n", '"{",1\n', "[1,2]\n"])
def test_a_log_that_only_begins_alike_is_no_json(text):
    file = io.BytesIO(text.encode())
    assert [(log.file, log.made_from) for log in unpack("log", file)] == [(file, "")]


def test_the_encoding_of_other_logs_is_not_that_of_json(tmp_path):
    path = tmp_path / "log.json"
    path.write_text('[{"start":"20240513T063000Z","end":"20240513T071500Z","annotation":"Café","tags":[]}]')
    reading = read_logs([str(path)], ReadOptions(salesperson="Ann", encoding="cp1252"))
    assert [entry.text for batch in reading.batches() for entry in batch.entries] == ["Café"]
