"""The notebook face says what the command line says."""

import csv
import io

import pandas as pd
import pytest

from faceaudit import frames
from faceaudit.errors import FaceauditError
from support import SAMPLES

LOG = pd.DataFrame(
    {
        "Rep": ["Ann", "Ann", "NA", "00123"],
        "date": pd.to_datetime(["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06"]),
        "minutes": [540.0, 60.0, 30.0, None],
        "activity": ["sold", "served", "grown", "sold"],
    }
)


def test_split_equals_the_report_of_the_command_line(run):
    frame = frames.split(str(SAMPLES / "field_team.csv"))
    rows = list(csv.DictReader(io.StringIO(run("report", SAMPLES / "field_team.csv", "--format", "csv").out)))
    assert list(frame.columns) == list(rows[0])
    assert [f"{value}" for value in frame["selling_seconds"]] == [row["selling_seconds"] for row in rows]
    assert list(frame["flag"]) == [row["flag"] for row in rows]
    assert frame.attrs["rows"]["counted"] == 1244


def test_a_dataframe_is_read_like_a_file(sure_rules):
    frame = frames.split(LOG, columns={"person": "Rep"}, settings=str(sure_rules))
    assert list(frame["person"]) == ["Ann", "NA"]
    assert list(frame["selling_share_low"]) == [0.9, 1.0]
    assert frame.attrs["rows"] == {"read": 4, "counted": 3, "rejected": 1, "skipped": 0}
    assert "there is no time spent" in frame.attrs["notes"][0]


def test_classify_keeps_the_columns_and_adds_its_own(sure_rules):
    frame = frames.classify(LOG, columns={"person": "Rep"}, settings=str(sure_rules))
    assert list(frame.columns[:4]) == list(LOG.columns)
    assert list(frame["faceaudit_category"]) == ["value-added", "baseline", "incremental"]
    assert frame["faceaudit_seconds"].sum() == (540 + 60 + 30) * 60


def test_the_matrix_equals_that_of_the_command_line(run):
    path = SAMPLES / "field_team.csv"
    frame = frames.matrix(str(path), hand_over=["customer-service"])
    done = run("matrix", path, "--hand-over", "customer-service", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert list(frame.columns) == list(rows[0])
    for key in ("activity", "seconds", "handed_over", "done_by", "largest_texts"):
        assert [f"{value}" for value in frame[key]] == [row[key] for row in rows]
    assert set(frame.attrs["what_if"]["handed_over"]) == set(frame["activity"][frame["owner"] == "customer-service"])


def test_the_trend_equals_that_of_the_command_line(run):
    path = SAMPLES / "seven_weeks.csv"
    frame = frames.trend(str(path), by="month")
    rows = list(csv.DictReader(io.StringIO(run("trend", path, "--by", "month", "--format", "csv").out)))
    assert list(frame.columns) == list(rows[0])
    for key in ("period", "working_seconds", "statement"):
        assert [f"{value}" for value in frame[key]] == [row[key] for row in rows]
    with pytest.raises(ValueError, match="by must be one of day, week, month, quarter"):
        frames.trend(str(path), by="year")


def test_the_frame_given_stays_as_it_is():
    before = LOG.copy()
    frames.split(LOG, columns={"person": "Rep"})
    pd.testing.assert_frame_equal(LOG, before)


def test_threshold_and_strictness(sure_rules):
    frame = frames.split(LOG, columns={"person": "Rep"}, settings=str(sure_rules), threshold=95)
    assert list(frame["flag"]) == ["below", "ok"]
    with pytest.raises(ValueError, match="did you mean 90"):
        frames.split(LOG, columns={"person": "Rep"}, threshold=0.9)
    with pytest.raises(FaceauditError, match="there is no time spent"):
        frames.split(LOG, columns={"person": "Rep"}, strict=True)


def test_moments_and_spans_keep_milliseconds_and_offsets():
    start = pd.to_datetime(["2025-11-03 09:00:00.250", "2025-11-03 09:00:00.000"])
    end = pd.to_datetime(["2025-11-03 09:00:01.750", "2025-11-03 09:30:00.000"])
    frame = pd.DataFrame({"person": "Ann", "start": start, "end": end, "activity": "demo"})
    assert frames.split(frame)["logged_seconds"].iloc[0] == 1801.5
    zones = frame.assign(start=start.tz_localize("UTC"), end=(end + pd.Timedelta(hours=1)).tz_localize("Europe/Berlin"))
    assert frames.split(zones)["logged_seconds"].iloc[0] == 1801.5
    spans = pd.DataFrame({"person": "Ann", "date": "2025-11-03", "duration": end - start, "activity": "demo"})
    assert frames.split(spans)["logged_seconds"].iloc[0] == 1801.5
