"""Logs as the systems write them: read to the minute with no option, or refused with a word on why."""

import json
import pathlib
import tomllib

import pytest

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, read_logs

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
    return (
        known.id if known else None,
        [entry for batch in batches for entry in batch.entries],
        [reject for batch in batches for reject in batch.rejects],
        [f"{skip.line}:{skip.code}" for batch in batches for skip in batch.skips],
        [code for code in codes if code != "utc"],
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
    assert rejects == []
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


def test_a_meeting_without_an_organizer_is_of_the_one_whose_calendar_it_is(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Meeting Organizer\n"
        "Demo,3/17/2025,9:30:00 AM,3/17/2025,11:00:00 AM,False,Ben Brook\n"
        "Offer,3/18/2025,9:30:00 AM,3/18/2025,11:00:00 AM,False,\n"
    )
    _, entries, rejects, _, _ = read(path, "Ann Abel")
    assert [e.name for e in entries] == ["Ben Brook", "Ann Abel"]
    assert rejects == []
    assert [reject.code for reject in read(path)[2]] == ["no-person"]


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
