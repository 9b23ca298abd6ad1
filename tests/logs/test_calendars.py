"""Calendars: each event becomes a row; what is assumed or left out is said."""

import csv
import io
import random
import sys

import pytest

from faceaudit.errors import FaceauditError
from faceaudit.logs.packed.containers import unpack

ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
"""
START = "DTSTART:20240513T080000\n"


def calendar(*events, before="", after=""):
    body = "".join(f"BEGIN:VEVENT\n{event.rstrip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{before}{body}{after}END:VCALENDAR\n".replace("\n", "\r\n")


def read(data, notes=None):
    """Give the rows as dictionaries."""
    (log,) = unpack("c.ics", io.BytesIO(data.encode() if isinstance(data, str) else data))
    assert log.made_from
    log.file.seek(0)
    rows = list(csv.DictReader(io.StringIO(log.file.read().decode())))
    if notes is not None:
        notes += [note.message for note in log.notes]
    return rows


def test_an_event_becomes_a_row():
    event = """UID:u1@x
DTSTART;TZID=Europe/Berlin:20240513T083000
DTEND;TZID=Europe/Berlin:20240513T091500
SUMMARY;LANGUAGE=en:Demo\\, phase 2\\; "till"
DESCRIPTION:first line\\nsecond
  line, folded
ORGANIZER;CN="Hollander, Petra":mailto:petra@example.com
STATUS:confirmed
CATEGORIES:Customer visit,Demo
CATEGORIES:Red
BEGIN:VALARM
DESCRIPTION:ring
TRIGGER:-PT15M
END:VALARM
"""
    assert read(calendar(event)) == [
        {
            "Subject": 'Demo, phase 2; "till"',
            "Start": "2024-05-13T08:30:00+02:00",
            "End": "2024-05-13T09:15:00+02:00",
            "All day event": "False",
            "Organizer": "Hollander, Petra",
            "Description": "first line second line, folded",
            "Status": "CONFIRMED",
            "Categories": "Customer visit, Demo, Red",
            "UID": "u1@x",
        }
    ]


@pytest.mark.parametrize(
    ("event", "start", "end", "all_day"),
    [
        ("DTSTART:20240513T080000\nDTEND:20240513T090000", "2024-05-13 08:00:00", "2024-05-13 09:00:00", False),
        ("DTSTART:20240513T080000Z\nDTEND:20240513T090000Z", "2024-05-13T08:00:00Z", "2024-05-13T09:00:00Z", False),
        ("DTSTART:20240513T080000\nDURATION:PT1H30M", "2024-05-13 08:00:00", "2024-05-13 09:30:00", False),
        ("DTSTART:20240513T080000", "2024-05-13 08:00:00", "2024-05-13 08:00:00", False),
        ("DTSTART;VALUE=DATE:20240515\nDTEND;VALUE=DATE:20240517", "2024-05-15", "2024-05-17", True),
        ("DTSTART;VALUE=DATE:20240515", "2024-05-15", "2024-05-16", True),
        ("DTSTART;VALUE=DATE:20240515\nDURATION:P2D", "2024-05-15", "2024-05-17", True),
        (
            "DTSTART;TZID=W. Europe Standard Time:20240113T080000",
            "2024-01-13T08:00:00+01:00",
            "2024-01-13T08:00:00+01:00",
            False,
        ),
        # over the change of clocks: a day is a day of the calendar, 24 hours are not
        (
            "DTSTART;TZID=Europe/Berlin:20240330T120000\nDURATION:P1D",
            "2024-03-30T12:00:00+01:00",
            "2024-03-31T12:00:00+02:00",
            False,
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20240331T010000\nDURATION:PT3H",
            "2024-03-31T01:00:00+01:00",
            "2024-03-31T05:00:00+02:00",
            False,
        ),
        ("DTSTART;TZID=Nowhere:20240513T080000", "2024-05-13 08:00:00", "2024-05-13 08:00:00", False),
        ("DTSTART:20241399T080000\nDTEND:20240513T090000", "20241399T080000", "2024-05-13 09:00:00", False),
        ("DTSTART:20240513T080000\nDTEND:rubbish", "2024-05-13 08:00:00", "rubbish", False),
        ("DTSTART:20240513T080000\nDURATION:rubbish", "2024-05-13 08:00:00", "rubbish", False),
        ("DTSTART:20240513T080000\nDURATION:P99999999D", "2024-05-13 08:00:00", "", False),
        ("SUMMARY:no start", "", "", False),
    ],
)
def test_start_and_end_are_told_as_iso_text(event, start, end, all_day):
    (row,) = read(calendar(event))
    assert (row["Start"], row["End"], row["All day event"]) == (start, end, str(all_day))


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("ORGANIZER;CN=Petra:mailto:p@x.de", "Petra"),
        ("ORGANIZER:mailto:p@x.de", "p@x.de"),
        ("ORGANIZER:MAILTO:p@x.de", "p@x.de"),
        ("ORGANIZER:Petra", "Petra"),
        ("ORGANIZER;CN=A:mailto:a@x\nORGANIZER;CN=B:mailto:b@x", "A"),
    ],
)
def test_the_organizer_is_told_by_name_else_by_address(told, name):
    rows = read(calendar(f"{START}{told}", START))
    assert [row["Organizer"] for row in rows] == [name, ""]


def test_where_no_event_has_an_organizer_there_is_no_such_column():
    (row,) = read(calendar(f"{START}DESCRIPTION:the ORGANIZER: nobody"))
    assert list(row) == ["Subject", "Start", "End", "All day event", "Description", "Status", "Categories", "UID"]


def test_a_zone_that_a_calendar_defines_is_its_own():
    event = "DTSTART;TZID=Ours:20240513T080000"
    for offset, shown in (("+0500", "+05:00"), ("-0330", "-03:30")):
        zone = ZONE.format(name="Ours", offset=offset)
        for text in (calendar(event, before=zone), calendar(event, after=zone)):
            assert read(text)[0]["Start"] == f"2024-05-13T08:00:00{shown}"
    assert read(calendar(event))[0]["Start"] == "2024-05-13 08:00:00"


@pytest.mark.parametrize("parameter", ["", ";VALUE=TEXT"])
def test_times_in_utc_are_read_as_the_calendars_own_zone_shows_them(parameter):
    notes = []
    zone = f"X-WR-TIMEZONE{parameter}:Europe/Berlin\n"
    text = calendar("DTSTART:20240513T223000Z\nDTEND:20240513T233000Z", before=zone)
    (row,) = read(text, notes)
    assert (row["Start"], row["End"]) == ("2024-05-14T00:30:00+02:00", "2024-05-14T01:30:00+02:00")
    assert notes == ["times in UTC are read as Europe/Berlin shows them, the calendar's zone"]


WEEKLY = "UID:w\nRRULE:FREQ=WEEKLY\nDTSTART;TZID=Europe/Berlin:20240513T080000\nSUMMARY:weekly"


@pytest.mark.parametrize(
    ("events", "starts"),
    [
        ([WEEKLY], ["13"]),
        ([f"{WEEKLY}\nEXDATE;TZID=Europe/Berlin:20240513T080000"], []),
        ([f"{WEEKLY}\nEXDATE:20240520T060000Z,20240513T060000Z"], []),
        ([f"{WEEKLY}\nEXDATE:20240520T060000Z"], ["13"]),
        ([WEEKLY, "UID:w\nRECURRENCE-ID:20240520T060000Z\nDTSTART:20240521T060000Z"], ["13", "21"]),
        ([WEEKLY, "UID:w\nRECURRENCE-ID:20240513T060000Z\nDTSTART:20240514T060000Z"], ["14"]),
        (["UID:w\nRECURRENCE-ID:20240513T060000Z\nDTSTART:20240514T060000Z", WEEKLY], ["14"]),
        ([WEEKLY, "UID:v\nRECURRENCE-ID:20240513T060000Z\nDTSTART:20240514T060000Z"], ["13", "14"]),
    ],
)
def test_of_a_repeated_event_only_the_first_time_is_read_and_that_is_said(events, starts):
    notes = []
    rows = read(calendar(*events), notes)
    assert [row["Start"][8:10] for row in rows] == starts
    assert len({row["UID"] for row in rows}) == len(rows), "each time is an entry of its own"
    assert notes == ["1 event repeated by a rule: only the first time is read, the others are not"]


def test_what_is_no_event_is_left_out_and_said():
    notes = []
    text = calendar(START, after="BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nBEGIN:VJOURNAL\nEND:VJOURNAL\n")
    assert len(read(text, notes)) == 1
    assert notes == ["2 tasks or the like left out: no events"]


def test_events_in_zones_that_are_not_known_are_said():
    notes = []
    read(calendar("DTSTART;TZID=Nowhere:20240513T080000\nDTEND;TZID=Nowhere:20240513T090000"), notes)
    assert notes == ["1 event in a time zone that is not known, read as the clock there shows"]


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("cp1252", ["read as Windows-1252 (cp1252), as it is not UTF-8"]),
    ],
)
def test_the_encoding_is_found(encoding, notes):
    told = []
    (row,) = read(calendar(f"{START}SUMMARY:Café").encode(encoding), told)
    assert (row["Subject"], told) == ("Café", notes)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do_and_several_calendars_in_a_file(end):
    text = (calendar(START) + calendar(START, START)).replace("\r\n", end)
    assert len(read(text)) == 3


def test_a_folded_line_is_no_end():
    (row,) = read(calendar(f"{START}DESCRIPTION:first\n END:VEVENT"))
    assert row["Description"] == "firstEND:VEVENT"


def test_a_calendar_without_events_has_a_header_only():
    assert read(calendar()) == []


WHOLE = calendar(f"{START}SUMMARY:x").rstrip()


@pytest.mark.parametrize("length", range(len("BEGIN:VCALENDAR"), len(WHOLE)))
def test_a_cut_calendar_is_refused(length):
    with pytest.raises(FaceauditError, match=r"c\.ics: the calendar file is cut or damaged"):
        read(WHOLE[:length])


def test_an_endless_event_is_refused():
    with pytest.raises(FaceauditError, match="an event in it is larger than 16 MB"):
        read(calendar("DESCRIPTION:" + "x" * 17_000_000))


@pytest.mark.parametrize("seed", range(30))
def test_any_damage_is_read_or_refused(seed):
    chance = random.Random(seed)
    whole = calendar(
        WEEKLY, f"{START}ORGANIZER;CN=A:mailto:a\nDURATION:PT1H", before=ZONE.format(name="Z", offset="+0100")
    ).encode()
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(15, len(data))
            data[at : at + chance.randint(0, 3)] = chance.choice([b"", b":", b";", b"\n", b"=", b"9", b"\xff", b"\0"])
        try:
            read(bytes(data))
        except FaceauditError:
            continue


def test_a_missing_library_is_named(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "icalendar"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(FaceauditError, match=r"pip install 'faceaudit\[ics\]'"):
        read(WHOLE)
