"""Logs as the systems write them: read to the minute with no option, or refused with a word on why."""

import csv
import functools
import io
import json
import pathlib
import tomllib
from collections import Counter
from random import Random

import pytest

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, Source, read_logs, read_sources

HERE = pathlib.Path(__file__).parent / "formats"
EXPECTED = json.loads((HERE / "expected.json").read_text("utf-8"))
MADE = tomllib.loads((HERE / "made.toml").read_text("utf-8"))["case"]

# Format as it is recognised, codes of what was assumed, entries and plans.
SAMPLES = {
    "activitywatch_bucket.csv": ("activitywatch", [], 5, 0),
    "clockify_us.csv": ("clockify", [], 9, 0),  # one of them a break
    "dynamics_activities.csv": ("dynamics", [], 8, 0),
    "google_calendar.csv": ("outlook", ["all-day"], 8, 0),
    "harvest.csv": ("harvest", [], 8, 0),
    "hubspot_calls.csv": ("hubspot-calls", ["duplicates", "untimed"], 5, 0),
    "jiffy.csv": ("jiffy", [], 8, 0),
    "klog.json": ("klog", ["breaks-taken-off", "untimed"], 10, 0),
    "kimai2_en.csv": ("kimai", [], 10, 0),
    "locale_clockify_de.csv": ("clockify-de", [], 8, 0),
    "locale_excel_de.csv": (None, ["encoding"], 8, 0),
    "locale_excel_unicode_text.txt": (None, ["encoding"], 8, 0),
    "locale_iso_durations.csv": (None, [], 8, 0),
    "locale_outlook_de.csv": ("outlook-de", ["encoding", "all-day"], 8, 0),
    "monday_board.csv": ("monday", ["before-header", "several-people"], 8, 1),
    "odoo_calendar.csv": ("odoo-calendar", ["all-day"], 7, 0),
    "odoo_timesheet.csv": ("odoo-timesheet", [], 8, 0),
    "outlook_en.csv": ("outlook", ["encoding", "all-day"], 8, 0),
    "pipedrive.csv": ("pipedrive", [], 8, 1),
    "rescuetime.csv": ("rescuetime", [], 7, 0),
    "salesforce_event_dataloader.csv": ("salesforce-event", ["all-day"], 7, 0),
    "salesforce_report.csv": ("salesforce-report", ["encoding", "untimed"], 8, 1),
    "salesforce_task_dataloader.csv": ("salesforce-task", ["untimed"], 6, 0),
    "simple_time_tracker.csv": ("simple-time-tracker", [], 8, 0),
    "suitecrm_calls.csv": ("suitecrm", [], 5, 2),
    "tempo.csv": ("tempo", [], 8, 0),
    "timecamp.csv": ("timecamp", [], 8, 0),
    "timesheet_website.csv": ("timesheet-website", ["before-header"], 8, 0),
    "timewarrior_export.json": ("timewarrior-export", ["untimed"], 9, 0),
    "timewarrior_report.csv": ("timewarrior", ["untimed"], 9, 0),
    "toggl_classic.csv": ("toggl", [], 8, 0),
    "watson_log.csv": ("watson", [], 8, 0),
    "zoho_calls_backup.csv": ("zoho-calls-backup", [], 6, 0),
    "zoho_events.csv": ("zoho-events", [], 6, 0),
}


def read(path, salesperson=None):
    reading = read_logs([str(path)], ReadOptions(salesperson=salesperson))
    batches = list(reading.batches())
    known = reading.logs[0].columns.format
    codes = [note.code for note in reading.notes]
    assert ("utc" in codes) == (known is not None and known.utc)
    tells_callers = known is not None and known.own and "person" in reading.logs[0].columns.of
    assert ("meeting-callers" in codes) == (tells_callers and salesperson is None)
    return (
        known.id if known else None,
        [entry for batch in batches for entry in batch.entries],
        [reject for batch in batches for reject in batch.rejects],
        [f"{skip.line}:{skip.code}" for batch in batches for skip in batch.skips],
        [code for code in codes if code not in ("utc", "meeting-callers")],
    )


def test_every_sample_has_its_line():
    assert EXPECTED.keys() == SAMPLES.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_to_the_minute(name):
    wanted = EXPECTED[name]
    found, entries, rejects, skips, notes = read(HERE / name, None if wanted["persons"] else "Ann Abel")
    known, assumed, number, plans = SAMPLES[name]
    assert found == known
    assert rejects == []
    assert sum(e.ms for e in entries if not e.is_break) / 60_000 == pytest.approx(wanted["minutes"], abs=1)
    assert sorted({e.name for e in entries}) == (sorted(wanted["persons"]) or ["Ann Abel"])
    days = [e.day for e in entries if e.remark != "all-day"]
    assert [min(days), max(days)] == wanted["days"]
    assert len(entries) == number
    assert sum(skip.endswith(":plan") for skip in skips) == plans
    assert notes == assumed


@pytest.mark.parametrize("name", [name for name in SAMPLES if not EXPECTED[name]["persons"]])
def test_a_sample_without_people_asks_who_it_was(name):
    with pytest.raises(FaceauditError, match="--salesperson"):
        read(HERE / name)


@pytest.fixture
def made(tmp_path):
    def write(case):
        text = case["text"].replace("\n", "\r\n") if case.get("crlf") else case["text"]
        path = tmp_path / "log.csv"
        path.write_bytes(text.encode(case.get("encoding", "utf-8")))
        return path

    return write


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in MADE if "entries" in c])
def test_a_log_is_read_as_its_system_means_it(made, case):
    names_nobody = {person for person, *_ in case["entries"]} == {"Ann Abel"} and not _has_people(made(case))
    found, entries, rejects, skips, notes = read(made(case), "Ann Abel" if names_nobody else None)
    assert found == case.get("format")
    assert [f"{reject.line}:{reject.code}" for reject in rejects] == case.get("rejects", [])
    assert [[e.name, e.day] for e in entries] == [told[:2] for told in case["entries"]]
    minutes = [e.ms / 60_000 for e in entries]
    assert minutes == pytest.approx([told[2] for told in case["entries"]], abs=0.001)
    texts = [e.text if len(told) > 3 else None for e, told in zip(entries, case["entries"], strict=True)]
    assert texts == [told[3] if len(told) > 3 else None for told in case["entries"]]
    assert skips == case.get("skips", [])
    assert notes == case.get("notes", [])
    assert sum(e.ms for e in entries if e.is_break) / 60_000 == case.get("breaks", 0)
    if "customers" in case:
        assert [e.customer for e in entries] == case["customers"]


def _has_people(path):
    try:
        read(path)
    except FaceauditError:
        return False
    return True


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in MADE if "refused" in c])
def test_a_log_that_tells_too_little_is_refused_by_name(made, case):
    with pytest.raises(FaceauditError) as error:
        read(made(case), "Ann Abel")
    assert case["refused"] in error.value.problem
    assert error.value.remedy


def test_two_columns_of_one_name_are_refused_where_the_system_does_not_write_them(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "User,Email,Client,Project,Task,Description,Start date,Start time,End date,End time,Duration,User\n"
        "Ann Abel,a@example.com,,,,Call,2025-03-17,08:30:00,2025-03-17,09:15:00,00:45:00,Ben Brook\n"
    )
    with pytest.raises(FaceauditError, match='two columns are called "User"'):
        read(path)


def test_the_meetings_in_somebodys_calendar_are_theirs_whoever_called_them(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Meeting Organizer\n"
        "Demo,3/17/2025,9:30:00 AM,3/17/2025,11:00:00 AM,False,Ben Brook\n"
        "Offer,3/18/2025,9:30:00 AM,3/18/2025,11:00:00 AM,False,\n"
    )
    _, entries, rejects, _, _ = read(path, "Ann Abel")
    assert [e.name for e in entries] == ["Ann Abel", "Ann Abel"]
    assert rejects == []
    _, entries, rejects, _, _ = read(path)
    assert [e.name for e in entries] == ["Ben Brook"]
    assert [reject.code for reject in rejects] == ["no-person"]


def test_a_hand_kept_log_that_looks_like_an_export_is_read_by_its_own_times(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "Date,Start time,End time,Project,Task,Duration,Comment,Person\n"
        "2025-11-03,09:00,10:30,P,T,90,demo,Ann\n2025-11-03,11:00,11:45,P,T,45,call,Ann\n"
    )
    _, entries, _, _, notes = read(path)
    assert [entry.ms // 60_000 for entry in entries] == [90, 45]
    assert notes == ["unit-assumed"]


def test_a_log_with_more_columns_is_not_taken_for_a_bare_one(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("timestamp,duration,status,person,activity\n2025-11-03 09:00,90,done,Ann,demo\n")
    found, entries, _, _, notes = read(path)
    assert (found, entries[0].ms // 60_000, notes) == (None, 90, ["unit-assumed"])


# What the user may choose: the order of the columns, and which of those that decide nothing are there.

POSITIONAL = {
    "timesheetmobile": "two columns are called WORKER, but for a sign",
    "savemytime": "two columns each are called the same, but for a unit",
    "outlook-fr": "two columns each are called Début and Fin",
    "monday": "a row that is moved to the right is a part of the one above",
}
"""Formats whose columns have no other names than their places."""
NOT_CHOSEN = {
    "kimai-1": "writes bare seconds, which nothing else would tell",
    "watson-report": "tells parts from wholes by a column of tags",
    "everhour-months": "tells days in lines between the rows",
}
"""Formats whose system always writes the same columns, and which need them to be known."""
DECIDING = (
    "person", "first_name", "last_name", "date", "start", "end", "end_date", "minutes", "hours", "seconds", "duration",
    "fallback", "all_day", "status", "kind",
)  # fmt: skip
TELLING = ("activity", "activity_type", "notes")


def decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


TEXTS = {path.name: decoded(path.read_bytes()) for path in sorted(HERE.glob("*.csv"))}
TEXTS |= {case["name"]: case["text"] for case in MADE if "entries" in case}


@functools.cache
def read_text(text):
    """Give a log as it is understood, its entries in numbers, and how many rows were left open."""
    for salesperson in (None, "Ann Abel"):
        try:
            reading = read_sources([Source("log.csv", io.BytesIO(text.encode()))], ReadOptions(salesperson=salesperson))
        except FaceauditError as error:
            if salesperson is None and "--salesperson" in str(error):
                continue
            raise
        batches = list(reading.batches())
        entries = Counter((e.name, e.day, e.ms, e.is_break) for batch in batches for e in batch.entries)
        return reading.logs[0], entries, sum(len(batch.rejects) for batch in batches)
    raise AssertionError


def is_of(log, formats):
    return log.columns.format is not None and log.columns.format.id in formats


def with_columns(log, text, chosen):
    """Write a log again with some of its columns; what stands alone in a row stays alone."""
    rows = list(csv.reader(io.StringIO(text), delimiter=log.dialect.delimiter))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=log.dialect.delimiter, lineterminator="\n")
    for row in rows:
        is_whole = len(row) >= len(log.dialect.header) - 1  # the last one may have no name
        writer.writerow([row[i] if i < len(row) else "" for i in chosen] if is_whole else row[:1])
    return written.getvalue()


def has_header(name):
    return not read_text(TEXTS[name])[0].dialect.headerless


WITH_HEADER = [name for name in TEXTS if has_header(name)]


@pytest.mark.parametrize("name", WITH_HEADER)
def test_the_order_of_the_columns_is_no_matter(name):
    log, entries, rejects = read_text(TEXTS[name])
    if is_of(log, POSITIONAL) or len({*log.dialect.header}) < len(log.dialect.header):
        pytest.skip("its columns are told by their places")
    for seed in range(3):
        chosen = list(range(len(log.dialect.header)))
        Random(seed).shuffle(chosen)
        again, found, left_open = read_text(with_columns(log, TEXTS[name], chosen))
        assert found == entries, again.dialect.header
        assert left_open >= rejects  # a sum is one by its first cell


@pytest.mark.parametrize("name", WITH_HEADER)
def test_columns_that_decide_nothing_may_be_left_out(name):
    log, entries, _ = read_text(TEXTS[name])
    columns = log.columns
    if is_of(log, POSITIONAL) or is_of(log, NOT_CHOSEN):
        pytest.skip("its columns are not chosen")
    deciding = {i for meaning, i in columns.of.items() if meaning in DECIDING} | {i for i, _ in columns.parts}
    telling = sorted(columns.of[meaning] for meaning in TELLING if meaning in columns.of)
    for seed in range(8):
        pick = Random(seed)
        kept = deciding | {pick.choice(telling or [*deciding])}
        chosen = [i for i in range(len(columns.header)) if i in kept or (i not in telling and pick.random() < 0.4)]
        pick.shuffle(chosen)
        try:
            again, found, left_open = read_text(with_columns(log, TEXTS[name], chosen))
        except FaceauditError:
            continue
        if "person" in columns.of and "person" not in again.columns.of:
            continue  # it is asked whose log it is
        assert found <= entries, again.dialect.header
        assert (entries - found).total() <= left_open, again.dialect.header
