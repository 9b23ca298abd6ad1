"""Dates and times of day: read exactly, or not at all."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.logs.date_orders import OrderEvidence
from faceaudit.logs.moments import (
    DAY_FIRST,
    MONTH_FIRST,
    Clock,
    Moment,
    ms_between,
    read_clock,
    read_moment,
    read_start,
)
from faceaudit.units import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND

THIRD_OF_NOVEMBER = date(2025, 11, 3)
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@pytest.mark.parametrize(
    "cell",
    [
        "2025-11-03", "2025/11/03", "2025.11.3", "2025-11-3", "20251103", "03.11.2025", "3.11.2025", "3. 11. 2025",
        "03.11.25", "03/11/2025", "3/11/25", "03-11-2025", "3 Nov 2025", "3. November 2025", "Mon, 3 Nov 2025",
        "3-Nov-25",
        "3 novembre 2025", "lundi 3 novembre 2025", "November 3, 2025", "Nov 3rd, 2025", "Monday, November 3, 2025",
        "45964",
        "45964.0",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_spelling(cell):
    assert read_moment(cell, DAY_FIRST) == Moment(THIRD_OF_NOVEMBER, None)


@pytest.mark.parametrize(
    "cell",
    [
        "", "today", "2025-02-30", "30/02/2025", "2025-13-01", "31.11.2025", "2025-11", "11/2025", "2025", "Nov 2025",
        "3 Foo 2025", "2025-11-03 - 2025-11-09", "03/11/20255", "0000-01-01", "1/2/3", "3.11-2025", "12345", "99999",
        "2025-11-03 noon", "2025-11-03x", "2025-11-03T", "1.5", "45", "45964." + "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_day_that_exists_is_not_read(cell):
    assert read_moment(cell, DAY_FIRST) is None
    assert read_moment(cell, MONTH_FIRST) is None


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("03/04/2025", DAY_FIRST, date(2025, 4, 3)),
        ("03/04/2025", MONTH_FIRST, date(2025, 3, 4)),
        ("13/03/2025", DAY_FIRST, date(2025, 3, 13)),
        ("13/03/2025", MONTH_FIRST, None),
        ("03/13/2025", DAY_FIRST, None),
        ("03/13/2025", MONTH_FIRST, date(2025, 3, 13)),
        ("29/02/2024", DAY_FIRST, date(2024, 2, 29)),
        ("29/02/2025", DAY_FIRST, None),
        ("01/02/79", DAY_FIRST, date(2079, 2, 1)),
        ("01/02/80", DAY_FIRST, date(1980, 2, 1)),
    ],
)
def test_the_order_told_is_kept_and_never_bent_to_make_a_cell_fit(cell, order, day):
    moment = read_moment(cell, order)
    assert (moment.day if moment else None) == day


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("00:00", "0:00:00"), ("09:30", "9:30:00"), ("9:30:15", "9:30:15"), ("9.30", "9:30:00"), ("8h30", "8:30:00"),
        ("9:30 AM", "9:30:00"), ("9:30pm", "21:30:00"), ("12:00 am", "0:00:00"), ("12 p.m.", "12:00:00"),
        ("9 am", "9:00:00"),
        ("02:44:33 PM", "14:44:33"), ("09:30:00.250", "9:30:00.250000"), ("093000", "9:30:00"),
        ("23:59:59.999", "23:59:59.999000"),
        ("24:00", "1 day, 0:00:00"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_in_every_usual_spelling(cell, told):
    clock = read_clock(cell)
    assert str(timedelta(milliseconds=clock.ms)) == told
    assert clock.offset is None


@pytest.mark.parametrize(
    "cell",
    ["", "9", "930", "25:00", "24:01", "9:60", "9:30:60", "13 pm", "0 am", "noon", "9:3", "-9:30", "1:30 h", "9:30 +1",
     "09:30+15:00", "09:30+01:75", "09:30 CET", "240001", "09:30-17:00"],
)  # fmt: skip
def test_what_is_no_time_of_day_is_not_read(cell):
    assert read_clock(cell) is None


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("09:30Z", 0),
        ("09:30 UTC", 0),
        ("09:30+01:00", 60),
        ("09:30 +0530", 330),
        ("09:30-05:00", -300),
        ("09:30+14", 840),
    ],
)
def test_an_offset_is_told_with_the_time(cell, minutes):
    assert read_clock(cell) == Clock(9 * MS_PER_HOUR + 30 * MS_PER_MINUTE, minutes * MS_PER_MINUTE)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [("09:00-17:00", 9), ("9:00 – 9:45", 9), ("09:00", 9), ("09:00-soon", None), ("-", None), ("", None)],
)
def test_of_a_span_the_first_time_is_the_start(cell, hour):
    clock = read_start(cell)
    assert (clock.ms // MS_PER_HOUR if clock else None) == hour


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2025-11-03 09:00", "2025-11-03 10:30", 90),
        ("2025-11-03 23:30", "2025-11-04 00:30", 60),
        ("2025-11-03 23:30", "2025-11-03 24:00", 30),
        ("2025-11-03 10:00", "2025-11-03 09:00", -60),
        ("2025-11-03T09:00:00+01:00", "2025-11-03T10:00:00Z", 120),
        ("2025-10-26T02:30+02:00", "2025-10-26T02:30+01:00", 60),
        ("2025-11-03 09:00 +0530", "2025-11-03 09:00 -0800", 810),
        ("45964.375", "45964.5", 180),
        ("45964.99", "45965", None),
        ("2025-11-03 09:00", "2025-11-04", None),
        ("2025-11-03T09:00Z", "2025-11-03T11:00", None),
        ("2025-11-03T09:00", "2025-11-03T11:00+01:00", None),
    ],
)
def test_the_time_between_two_moments_is_exact_or_not_told(start, end, minutes):
    ms = ms_between(read_moment(start, DAY_FIRST), read_moment(end, DAY_FIRST))
    assert ms == (None if minutes is None else minutes * MS_PER_MINUTE)


@given(st.text() | st.from_regex(r"[\d/.:T+Z -]{0,24}", fullmatch=True), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_no_text_breaks_the_reading_of_a_date_or_time(text, order):
    moment = read_moment(text, order)
    assert moment is None or isinstance(moment.day, date)
    clock = read_clock(text)
    assert clock is None or 0 <= clock.ms <= MS_PER_DAY
    read_start(text)
    OrderEvidence().see(text)


@given(
    st.dates(date(1980, 1, 1), date(2079, 12, 31)),
    st.sampled_from(["-", "/", "."]), st.booleans(), st.booleans(), st.sampled_from([DAY_FIRST, MONTH_FIRST]),
)  # fmt: skip
def test_any_day_written_in_numbers_comes_back(day, mark, pads, is_short, order):
    number = "{:02d}" if pads else "{}"
    parts = [number.format(day.day), number.format(day.month)]
    year = f"{day.year % 100:02d}" if is_short else str(day.year)
    cell = mark.join([*(parts if order == DAY_FIRST else reversed(parts)), year])
    could_be_a_year_first = is_short and mark == "-" and int(cell.split(mark)[0]) > 12
    assert read_moment(cell, order) == (None if could_be_a_year_first else Moment(day, None))
    assert read_moment(mark.join([str(day.year), parts[1], parts[0]]), order) == Moment(day, None)
    assert read_moment(day.strftime("%Y%m%d"), order) == Moment(day, None)


@given(
    st.dates(date(1980, 1, 1), date(2079, 12, 31)),
    st.sampled_from([ENGLISH, GERMAN, FRENCH]),
    st.sampled_from([DAY_FIRST, MONTH_FIRST]),
)
def test_any_day_written_with_the_name_of_its_month_comes_back(day, months, order):
    month = months[day.month - 1]
    for cell in (
        f"{day.day} {month} {day.year}", f"{day.day}. {month} {day.year}", f"{month} {day.day}, {day.year}",
        f"{day.day} {month.upper()} {day.year}", f"{day.day}-{month}-{day.year}",
    ):  # fmt: skip
        assert read_moment(cell, order) == Moment(day, None)


@given(st.dates(date(1983, 1, 1), date(2090, 12, 31)), st.times())
def test_a_serial_date_of_a_spreadsheet_comes_back_to_the_second(day, at):
    at = at.replace(microsecond=0)
    seconds = at.hour * 3600 + at.minute * 60 + at.second
    days = (day - date(1899, 12, 30)).days
    moment = read_moment(f"{days}.{round(seconds / 86_400 * 10**10):010d}", DAY_FIRST)
    assert moment.day == day
    assert (moment.clock.ms if moment.clock else 0) == seconds * MS_PER_SECOND


@given(st.datetimes(), st.sampled_from(["T", " "]))
def test_any_iso_moment_comes_back_to_the_millisecond(moment, between):
    read = read_moment(moment.isoformat(sep=between, timespec="milliseconds"), DAY_FIRST)
    at = moment.time()
    assert read.day == moment.date()
    assert read.clock.ms == _ms(at)


def _ms(at: time) -> int:
    return (at.hour * 3600 + at.minute * 60 + at.second) * MS_PER_SECOND + at.microsecond // 1000


@given(st.times(), st.booleans())
def test_any_time_on_a_twelve_hour_clock_comes_back(at, has_blank):
    half = "PM" if at.hour >= 12 else "AM"
    cell = f"{at.hour % 12 or 12}:{at.minute:02d}:{at.second:02d}{' ' if has_blank else ''}{half}"
    assert read_clock(cell) == Clock((at.hour * 3600 + at.minute * 60 + at.second) * MS_PER_SECOND, None)


def evidence(*cells):
    seen = OrderEvidence()
    for cell in cells:
        seen.see(cell)
    return seen


@pytest.mark.parametrize(
    ("cell", "day_first", "month_first", "is_open"),
    [
        ("25/12/2025", 1, 0, 0), ("12/25/2025", 0, 1, 0), ("03/11/2025", 0, 0, 1), ("03.11.2025", 0, 0, 0),
        ("11/11/2025", 0, 0, 0), ("2025-11-03", 0, 0, 0), ("99/99/2025", 0, 0, 0), ("", 0, 0, 0),
    ],
)  # fmt: skip
def test_a_date_proves_its_order_only_where_the_other_makes_no_sense(cell, day_first, month_first, is_open):
    seen = evidence(cell)
    assert (seen.day_first, seen.month_first, seen.open) == (day_first, month_first, is_open)


def test_a_twelve_hour_clock_is_noticed_in_a_column_of_its_own():
    assert evidence("9:30 AM").half_days
    assert evidence("03/11/2025 9:30 p.m.").half_days
    assert not evidence("Team", "spam", "09:30").half_days


@given(st.lists(st.from_regex(r"\d{1,2}/\d{1,2}/202[45]", fullmatch=True)), st.integers(0, 20))
def test_evidence_adds_up_however_the_cells_are_cut(cells, cut):
    whole, part = evidence(*cells), evidence(*cells[:cut])
    part.merge(evidence(*cells[cut:]))
    for name in OrderEvidence.__slots__:
        assert getattr(part, name) == getattr(whole, name)
    assert part.span(DAY_FIRST) == whole.span(DAY_FIRST)
