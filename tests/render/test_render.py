"""One awkward report in every format."""

import csv
import io
import json

import pytest

from faceaudit.errors import Note
from faceaudit.render import FORMATS, Look, Stream, render, render_stream
from faceaudit.render.text import display_width
from faceaudit.tables import COUNT, RANGE, SECONDS, SHARE, TENTHS, TEXT, Column, Report, Table
from faceaudit.units import show_count

NAMES = [
    "Ann Bee",
    "00123",
    "1e5",
    '=HYPERLINK("http://x","y")',
    "-2+3",
    "@SUM(A1)",
    "名前 太郎",
    "Zoë\u0301",
    "a|b*c_[d](e)`<script>",
    "\x1b[31mred\x1b]0;t\x07\u202e",
    "two\nlines",
    "x" * 10_000,
    "",
]
COLUMNS = (
    Column("person", "person", TEXT),
    Column("entries", "entries", COUNT),
    Column("working_seconds", "hours", SECONDS),
    Column("share", "selling", SHARE),
    Column("range", "range", RANGE),
    Column("part", "long-\nword", TENTHS),
)
ROWS = [
    (name, 1_234 * i, 1_500 * i, i / 7 if i else None, f"{i}-{i + 9}" if i else "n/a", 10 * i)
    for i, name in enumerate(NAMES)
]
TABLE = Table(COLUMNS, ROWS, [("everybody", 99_999, 3_911_400_000, 0.899, "57-61", 1000)], {(0, "person"): "bad"})
REPORT = Report(
    schema="faceaudit.test/1",
    title="An awkward table",
    words=TABLE,
    lines=[
        "A line that is so long that it has to be wrapped somewhere because a terminal has no more than eighty columns."
    ],
    numbers=Table(COLUMNS, ROWS),
    total=Table(COLUMNS[1:3], [(99_999, 3_911_400_001)]),
    head={"threshold": 0.9},
    rows_name="people",
    notes=[Note("code", 'say "this" | that', "a\x1b.csv", 7)],
)


@pytest.mark.parametrize("name", FORMATS)
def test_report(name, golden):
    golden(f"render/report.{name}.txt", render(REPORT, Look(name)))


@pytest.mark.parametrize("name", FORMATS)
def test_stream(name, golden):
    stream = Stream("faceaudit.test/1", "entries", COLUMNS, iter(ROWS), ((0, 12), (2, 6), (3, 0)))
    golden(f"render/stream.{name}.txt", "".join(render_stream(stream, Look(name))))


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_report_is_rendered(name):
    empty = REPORT._replace(words=Table(COLUMNS, []), numbers=Table(COLUMNS, []), lines=[], notes=[])
    assert render(empty, Look(name)) or name == "jsonl"


def test_colour_changes_nothing_but_colour():
    plain, colored = (render(REPORT, Look("text", color=color)) for color in (False, True))
    assert "\033[" not in plain
    assert colored.replace("\033[1;31m", "").replace("\033[0m", "") == plain


@pytest.mark.parametrize("width", [80, 60, 50, 40, 30])
@pytest.mark.parametrize("color", [False, True])
def test_a_table_fits_whatever_the_names(width, color):
    """Names are cut first; where that is not enough, each row is a paragraph that leaves nothing out."""
    plain = render(REPORT._replace(lines=[], notes=[]), Look("text", width, color=color))
    shown = plain.replace("\033[1;31m", "").replace("\033[0m", "")
    assert max(map(display_width, shown.splitlines())) <= width
    assert ("\033" in plain) == color
    for row in ROWS[1:3]:
        assert show_count(row[1]) in shown
    assert ("hours: " in shown) == (width < 50)


@pytest.mark.parametrize("width", [80, 60, 30])
@pytest.mark.parametrize(
    "name", ["Count Maximilian of Greater Middleham and Lower Thwaite {}", "山本太郎左衛門" * 8 + "{}"]
)
def test_long_names_that_begin_alike_stay_apart(width, name):
    rows = [(name.format(end), *ROWS[1][1:]) for end in ("Ann", "Bo")]
    shown = render(REPORT._replace(words=Table(COLUMNS, rows), lines=[], notes=[]), Look("text", width))
    assert ("Ann" in shown, "Bo" in shown) == (True, True)
    assert max(map(display_width, shown.splitlines())) <= width


def test_a_cell_that_is_too_long_for_a_line_of_its_own_is_wrapped():
    words = Table(
        (Column("cause", "root cause", TEXT), *COLUMNS[1:]), [("Territory and travel planning", *ROWS[1][1:])]
    )
    shown = render(REPORT._replace(words=words, lines=[], notes=[]), Look("text", 36))
    assert "root cause: Territory and travel\n    planning\n" in shown


def test_no_terminal_escape_comes_through_in_text():
    assert all(c.isprintable() or c == "\n" for c in render(REPORT, Look("text")))


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
@pytest.mark.parametrize("raw", [True, False])
def test_delimited_reads_back(name, delimiter, raw):
    rows = list(csv.reader(io.StringIO(render(REPORT, Look(name, raw=raw)), newline=""), delimiter=delimiter))
    assert rows[0] == [column.key for column in COLUMNS]
    found = [row[0] for row in rows[1:]]
    assert found == (NAMES if raw else [f"'{n}" if n[:1] in ("=", "-", "@") else n for n in NAMES])
    assert [float(row[2]) for row in rows[1:]] == [1.5 * i for i in range(len(NAMES))]


def test_json_is_strict_and_exact():
    document = json.loads(render(REPORT, Look("json")), parse_constant=lambda _: pytest.fail("no NaN"))
    assert [row["person"] for row in document["people"]] == NAMES
    assert document["total"] == {"entries": 99_999, "working_seconds": 3_911_400.001}
    lines = [json.loads(line) for line in render(REPORT, Look("jsonl")).splitlines()]
    assert lines == document["people"]


def test_columns_of_one_name_all_come_through_in_json():
    columns = (Column("Début", "", TEXT),) * 2
    (line,) = render_stream(Stream("s", "r", columns, iter([("a", "b")]), ()), Look("jsonl"))
    assert json.loads(line) == {"Début": "a", "Début (2)": "b"}


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_line_breaks_in_cells_stay_inside_their_cells(name):
    columns = (Column("a\rb", "", TEXT), Column("c", "", TEXT))
    rows = [("one\r=HYPERLINK(1)", "x"), ("two\nlines", "y"), ("three\r\nlines", "\r")]
    text = "".join(render_stream(Stream("s", "r", columns, iter(rows), ()), Look(name, raw=True)))
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter={"csv": ",", "tsv": "\t"}[name]))
    assert found == [["a\rb", "c"], *map(list, rows)]


def test_column_names_are_harmless_in_markdown():
    columns = (Column("\x1b[31ma|b\nc", "", TEXT),)
    text = "".join(render_stream(Stream("s", "r", columns, iter([("x",)]), ()), Look("markdown")))
    assert "\x1b" not in text
    assert len(text.splitlines()) == 3


def test_no_unit_is_parted_from_its_number():
    line = " ".join(["It is 57 % of 1,086.5 h, or 3 hours a day."] * 30)
    for width in range(30, 80):
        lines = render(REPORT._replace(lines=[line]), Look("text", width=width)).splitlines()
        assert not [one for one in lines if one.strip().startswith(("% ", "h,"))]
