"""Durations and numbers: read exactly, or refused with a reason."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from faceaudit.logs.durations import EITHER, LONGEST_MS, UNITS, Unreadable, decimal_shown, is_bare_number, read_duration
from faceaudit.units import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND

MARKS = [None, ".", ",", EITHER]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("1:30", 90), ("01:30:00", 90), ("0:45", 45), ("120:00", 7200), ("1:30:30", 90.5),
        ("0:00:00.5", Fraction(1, 120)),
        ("1h 30m", 90), ("1h30", 90), ("1h30m", 90), ("1 h 30 min", 90), ("1 hour and 30 minutes", 90),
        ("1 hr, 5 mins", 65),
        ("45 min", 45), ("45min.", 45), ("45'", 45), ("8s", Fraction(8, 60)), ("0h 10m", 10), ("1,5 h", 90),
        ("1.5h", 90),
        ("0.125 h", 7.5), ("0,125 h", 7.5), ("2 Stunden 15 Minuten", 135), ("1 heure et 5 minutes", 65), ("1 Std.", 60),
        ("500 ms", Fraction(1, 120)), ("0 days 1 h", 60), ("PT1H30M", 90), ("pt45m", 45), ("PT1.5H", 90),
        ("PT1,5H", 90),
        ("P1DT2H", 26 * 60), ("PT90S", 1.5), ("P0D", 0), ("PT0S", 0), ("0:00", 0), ("0 min", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", [None, "hours", "seconds"])
def test_a_duration_that_tells_its_units_is_read_the_same_in_any_column(cell, minutes, unit):
    assert read_duration(cell, unit, None) == minutes * MS_PER_MINUTE


@pytest.mark.parametrize(
    ("cell", "unit", "decimal", "ms"),
    [
        ("45", "minutes", None, 45 * MS_PER_MINUTE),
        ("5400", "seconds", None, 90 * MS_PER_MINUTE),
        ("5400.417", "seconds", None, 5_400_417),
        ("5400000", "milliseconds", None, 90 * MS_PER_MINUTE),
        ("37,5", "minutes", None, 2_250_000),
        ("37,5", "minutes", EITHER, 2_250_000),
        ("1.5", "hours", None, 90 * MS_PER_MINUTE),
        (".5", "hours", None, 30 * MS_PER_MINUTE),
        (",25", "hours", None, 15 * MS_PER_MINUTE),
        ("1,200", "minutes", ".", 1200 * MS_PER_MINUTE),
        ("1,200", "minutes", ",", 72 * MS_PER_SECOND),
        ("1.200", "minutes", ",", 1200 * MS_PER_MINUTE),
        ("1.200", "minutes", None, 72 * MS_PER_SECOND),
        ("1,200.5", "minutes", None, 1200 * MS_PER_MINUTE + 30 * MS_PER_SECOND),
        ("1.200,5", "minutes", None, 1200 * MS_PER_MINUTE + 30 * MS_PER_SECOND),
        ("1,234,567", "seconds", None, 1_234_567 * MS_PER_SECOND),
        ("0,125", "hours", None, 450 * MS_PER_SECOND),
        ("0.125", "hours", EITHER, 450 * MS_PER_SECOND),
        ("0.3333333", "seconds", None, 333),
        ("0.0005", "seconds", None, 1),
        ("1,200 min", None, ".", 1200 * MS_PER_MINUTE),
    ],
)
def test_a_bare_number_is_read_in_the_unit_and_with_the_decimal_mark_of_its_column(cell, unit, decimal, ms):
    assert read_duration(cell, unit, decimal) == ms


@pytest.mark.parametrize(
    ("cell", "decimal"),
    [("1,200", None), ("1,200", EITHER), ("1.200", EITHER), ("1,200 min", None), ("1,500 s", EITHER),
     ("1.500 h", EITHER),
     ("12,345", None)],
)  # fmt: skip
def test_what_could_be_thousands_or_a_decimal_is_refused(cell, decimal):
    with pytest.raises(Unreadable, match="could be thousands or a decimal"):
        read_duration(cell, "minutes", decimal)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("-30", "is negative"), ("−30", "is negative"), ("-0:30", "is negative"), ("", "is empty"),
        ("1d", "counts days"),
        ("2 days", "counts days"), ("1 Tag 2 Stunden", "counts days"), ("1" * 400, "too many digits"),
        ("0." + "3" * 400, "too many digits"), ("9000", "longer than a year"), ("1.2.3", "is not a number"),
        ("1,23,456", "is not a number"), ("3.11.2025", "is not a number"), ("1.5,5.5", "is not a number"),
    ],
)  # fmt: skip
def test_the_reason_of_a_refusal_is_named(cell, why):
    with pytest.raises(Unreadable, match=why):
        read_duration(cell, "hours", None)


@pytest.mark.parametrize(
    "cell",
    [
        "NaN", "N/A", "inf", "1e308", "1e3", "1_000", "0x3C", "an hour", "thirty", "1 000", "1'000", "1:60", "1:5",
        "1:30:60",
        "30-45", "~30", "30 €", "1/2", "½", "1h 2h", "30m 1h", "1h 5", "h", ":", "1:", ":30", "5.", "P", "PT", "ptt",
        "P1M",
        "P1Y", "PT1D", "9:00 AM", "09:00-10:00", "2025-11-03", "+30", "(30)", "=30", "30\n", "1.5\n", "²",
        "6 x 10 min", "7h30m!", "-", "--",
    ],
)  # fmt: skip
@pytest.mark.parametrize("decimal", MARKS)
def test_what_is_no_duration_is_refused(cell, decimal):
    with pytest.raises(Unreadable):
        read_duration(cell, "minutes", decimal)


def test_a_bare_number_in_a_column_of_no_known_unit_is_refused():
    with pytest.raises(Unreadable, match="without a unit"):
        read_duration("45", None, None)


@given(
    st.text() | st.from_regex(r"[\d.,:hmsdPT' -]{0,20}", fullmatch=True),
    st.sampled_from([None, *UNITS]), st.sampled_from(MARKS),
)  # fmt: skip
def test_any_text_gives_a_duration_or_the_named_refusal(text, unit, decimal):
    try:
        ms = read_duration(text, unit, decimal)
    except Unreadable:
        pass
    else:
        assert type(ms) is int
        assert 0 <= ms <= LONGEST_MS
    assert decimal_shown(text) in MARKS if is_bare_number(text) else True


@given(st.integers(0, LONGEST_MS // MS_PER_SECOND))
def test_any_duration_comes_back_from_every_spelling(seconds):
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    for cell in (
        f"{hours}:{minutes:02d}:{rest:02d}", f"{hours}h {minutes}m {rest}s", f"PT{hours}H{minutes}M{rest}S",
        f"{hours} hours, {minutes} minutes and {rest} seconds", f"{hours}h{minutes}m{rest}s",
    ):  # fmt: skip
        assert read_duration(cell, None, None) == seconds * MS_PER_SECOND
    for cell in (f"{hours}:{minutes:02d}", f"{hours}h{minutes:02d}", f"{hours} h {minutes:02d}"):
        assert read_duration(cell, None, None) == (seconds - rest) * MS_PER_SECOND


@given(st.decimals(0, 8000, places=4), st.sampled_from(".,"), st.booleans(), st.sampled_from(list(UNITS)))
def test_any_decimal_number_comes_back_exactly_to_half_a_millisecond(number, mark, has_thousands, unit):
    cell = f"{number:,.4f}" if has_thousands else f"{number:.4f}"
    if mark == ",":
        cell = cell.translate(str.maketrans(".,", ",."))
    exact = Fraction(number) * UNITS[unit]
    for decimal in (mark, None, EITHER):
        assert abs(read_duration(cell, unit, decimal) - exact) <= Fraction(1, 2)


@given(st.integers(1, 10**6), st.sampled_from(".,"), st.sampled_from(["minutes", "seconds"]))
def test_a_whole_number_with_thousands_marks_is_never_a_thousandth_of_itself_unless_its_column_says_so(
    number, mark, unit
):
    assume(number * UNITS[unit] <= LONGEST_MS)
    cell = f"{number:,}".replace(",", mark)
    for decimal in [",."[mark == ","], EITHER]:
        try:
            ms = read_duration(cell, unit, decimal)
        except Unreadable:
            continue
        assert ms == number * UNITS[unit]


@pytest.mark.parametrize(
    ("number", "mark"),
    [("45", None), ("1.5", "."), ("1,5", ","), ("1,200", None), ("1.200", None), ("0,125", ","), ("1,200.5", "."),
     ("1.200,5", ","), ("1,234,567", "."), ("1.234.567", ","), ("1200,500", ","), ("12,34", ","), (",5", ",")],
)  # fmt: skip
def test_a_number_proves_the_decimal_mark_of_its_column_or_leaves_it_open(number, mark):
    assert decimal_shown(number) == mark


@pytest.mark.parametrize(
    ("cell", "is_too_long"), [("8784:00", False), ("8784:01", True), (f"{LONGEST_MS // MS_PER_DAY * 24} h", False)]
)
def test_nothing_longer_than_a_year_is_one_entry(cell, is_too_long):
    assert LONGEST_MS == 8784 * MS_PER_HOUR
    if is_too_long:
        with pytest.raises(Unreadable, match="longer than a year"):
            read_duration(cell, None, None)
    else:
        assert read_duration(cell, None, None) == LONGEST_MS
