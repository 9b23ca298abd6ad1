"""Records: the same rows from every dialect, and each at its physical line."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, read_logs

HEADER = ["person", "date", "minutes", "activity"]
ROWS = [["Ann", "2025-11-03", "30", "call, then mail"], ["Bob", "2025-11-04", "45", 'demo; "phase 2" | late']]


def written(rows, delimiter=",", end="\n", **form):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, **form).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "pipe"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"], ids=["LF", "CRLF", "CR", "CRCRLF"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["minimal", "all"])
@pytest.mark.parametrize("is_cut", [False, True], ids=["final newline", "no final newline"])
def test_every_dialect_gives_the_same_entries(read, delimiter, end, quoting, is_cut):
    text = written([HEADER, *ROWS], delimiter, end, quoting=quoting)
    outcome = read(text.removesuffix(end) if is_cut else text)
    assert [(e.name, e.day, e.ms, e.text) for e in outcome.entries] == [
        ("Ann", "2025-11-03", 1_800_000, "call, then mail"), ("Bob", "2025-11-04", 2_700_000, 'demo; "phase 2" | late'),
    ]  # fmt: skip
    assert outcome.rejects == outcome.skips == outcome.notes == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("person,date,minutes,activity\r\nAnn,2025-11-03,30,a\nAnn,2025-11-03,30,b\rAnn,2025-11-03,30,c\r\n",
        [2, 3, 4]),
        ("person,date,minutes,activity\n\n\nAnn,2025-11-03,30,a\n\nAnn,2025-11-03,30,b\n", [4, 6]),
        ('person,date,minutes,activity\nAnn,2025-11-03,30,"a\nb\r\nc"\nAnn,2025-11-03,30,d\n', [2, 5]),
        ('"person","date","minutes","what\nwas done"\nAnn,2025-11-03,30,a\n', [3]),
        ("sep=;\nperson;date;minutes;activity\nAnn;2025-11-03;30;a\n", [3]),
        ('"sep=|"\r\nperson|date|minutes|activity\r\nAnn|2025-11-03|30|a\r\n', [3]),
        ("sep=\t\nperson\tdate\tminutes\tactivity\nAnn\t2025-11-03\t30\ta\n", [3]),
        ("person, date, minutes, activity\nAnn, 2025-11-03, 30, a\n", [2]),
        ("person,date,minutes,activity,,\nAnn,2025-11-03,30,a,,\nAnn,2025-11-03,30,b,,\n", [2, 3]),
        ("person,date,minutes,activity\n" + "Ann,2025-11-03,30,a,,\n" * 3, [2, 3, 4]),
    ],
    ids=["mixed ends", "blank lines", "newlines in a cell", "newline in the header", "sep=;", 'quoted "sep=|"',
    "sep=tab",
         "blanks after delimiters", "trailing delimiters", "trailing delimiters of rows only"],
)  # fmt: skip
def test_entries_are_found_at_their_physical_line(read, text, lines):
    outcome = read(text)
    assert [entry.line for entry in outcome.entries] == lines
    assert set(outcome.minutes) == {30}
    assert outcome.rejects == []


def test_a_reject_after_cells_of_several_lines_names_its_physical_line(read):
    outcome = read(
        'person,date,minutes,activity\nAnn,2025-11-03,30,"a\nb\n\nc"\nAnn,2025-11-03,x,d\nAnn,2025-11-03,30,e\n'
    )
    assert outcome.codes == ["6:bad-duration"]
    assert [entry.line for entry in outcome.entries] == [2, 7]


def test_comma_only_lines_are_skipped_and_counted(read):
    outcome = read("person,date,minutes,activity\n,,,\nAnn,2025-11-03,30,a\n  \n,,,,,,\n")
    assert (outcome.minutes, outcome.skipped, outcome.rejects) == (
        [30],
        ["2:empty-row", "4:empty-row", "5:empty-row"],
        [],
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ann,2025-11-03", "wrong-cell-count"),
        ("Ann,2025-11-03,30", "wrong-cell-count"),
        ("Ann,2025-11-03,37,5,call", "wrong-cell-count"),
        ("Ann,2025-11-03,1,200,call", "wrong-cell-count"),
        ("2025-11-03,30,Ann,call", "bad-date"),
        ('Ann,2025-11-03,30,"call"s', "bad-quotes"),
        ('Ann,2025-11-03,30,"say "no" twice"', "bad-quotes"),
    ],
)
def test_a_broken_row_is_rejected_at_its_line_and_its_neighbours_stand(read, row, code):
    outcome = read(f"person,date,minutes,activity\nAnn,2025-11-03,15,a\n{row}\nBob,2025-11-03,45,b\n")
    assert outcome.codes == [f"3:{code}"]
    assert outcome.minutes == [15, 45]


def test_a_row_with_bad_quotes_is_kept_as_it_came(read):
    assert read('person,date,minutes,activity\nA,2025-11-03,1,"x"y\n').rejects[0].cells == ['A,2025-11-03,1,"x"y']


def test_stray_quotes_inside_a_cell_are_text(read):
    outcome = read('person,date,minutes,activity\nAnn,2025-11-03,30,5" pipe\nAnn,2025-11-03,30,the "good" one\n')
    assert [entry.text for entry in outcome.entries] == ['5" pipe', 'the "good" one']


def test_a_quote_that_opens_and_never_closes_is_named_by_the_line_it_opens_on(read):
    with pytest.raises(FaceauditError, match=r"log1.csv:4: a quote opens here and never closes"):
        read(
            'person,date,minutes,activity\nAnn,2025-11-03,30,"a\nb"\nAnn,2025-11-03,30,"c\n'
            + "Ann,2025-11-03,30,d\n" * 9
        )


@pytest.mark.parametrize(
    "rows",
    [
        'Ann,2025-11-03,15,"call\nAnn,2025-11-03,30,b\nAnn,2025-11-03,30,c\nAnn,2025-11-03,60,d"\n',
        'Ann,2025-11-03,15,"call\nAnn,2025-11-03,30,b"\n',
        '"Ann,2025-11-03,15,call\nAnn,2025-11-03,30,b\nAnn",2025-11-03,60,d\n',
        'Ann,"2025-11-03,15,call\nAnn,2025-11-03",60,d\n',
    ],
)
def test_two_stray_quotes_that_pair_up_never_swallow_rows_in_silence(read, rows):
    outcome = read(f"person,date,minutes,activity\n{rows}Bob,2025-11-04,45,z\n")
    assert outcome.minutes == [45]
    assert len(outcome.rejects) == 1
    assert outcome.rejects[0].line == 2


def test_a_stray_quote_that_ends_in_an_error_costs_only_its_own_row(read):
    rows = 'Ann,2025-11-03,15,"call\nAnn,2025-11-03,30,b\nAnn,2025-11-03,60,5" pipe\n'
    outcome = read(f"person,date,minutes,activity\n{rows}Bob,2025-11-04,45,z\n")
    assert (outcome.minutes, outcome.codes) == ([30, 60, 45], ["2:bad-quotes"])


def test_notes_of_several_lines_with_commas_and_dates_are_text(read):
    notes = "Next steps, agreed 3 Nov 2025:\n2025-11-10, offer, Ann\n- milk, eggs, bread, butter, tea\n12.11.2025, call"
    outcome = read(written([HEADER, ["Ann", "2025-11-03", "30", notes]]))
    assert (outcome.minutes, outcome.rejects) == ([30], [])


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark in the middle"])
@pytest.mark.parametrize(
    "again", ["person,date,minutes,activity", '"person","date","minutes","activity"', "Person, Date ,MINUTES,activity"]
)
def test_a_header_repeated_in_joined_files_is_skipped_and_counted(read, mark, again):
    outcome = read(f"{mark}person,date,minutes,activity\nAnn,2025-11-03,15,a\n{mark}{again}\nAnn,2025-11-04,30,b\n")
    assert (outcome.minutes, outcome.skipped, outcome.rejects) == ([15, 30], ["3:repeated-header"], [])


def test_a_byte_order_mark_before_a_quoted_name_in_the_middle_is_no_part_of_it(read):
    outcome = read('person,date,minutes,activity\nAnn,2025-11-03,15,a\n\ufeff"Lee, Bob",2025-11-04,30,b\n')
    assert [entry.name for entry in outcome.entries] == ["Ann", "Lee, Bob"]


@pytest.mark.parametrize(
    "again", ["person,date,hours,activity", "date,person,minutes,activity,customer", "user,day,duration"]
)
def test_files_of_different_columns_joined_into_one_are_refused_at_the_second_header(read, again):
    with pytest.raises(FaceauditError, match=r"log1.csv:3: another header begins here"):
        read(f"person,date,minutes,activity\nAnn,2025-11-03,15,a\n{again}\nAnn,2025-11-04,1.5,b\n")


def test_a_richer_header_further_down_does_not_hide_the_rows_above_it(read):
    with pytest.raises(FaceauditError, match="another header begins here"):
        read(
            "person,date,minutes,activity\nAnn,2025-11-03,15,a\n"
            "person,date,minutes,activity,customer,stage,notes\nAnn,2025-11-04,30,b,c,d,e\n"
        )


@pytest.mark.parametrize(
    ("preamble", "lines"),
    [
        ("Weekly report\n\n", 1),
        ("Report: field sales\nPeriod,2025-11-03 - 2025-11-09\nTeam,North\n", 3),
        ("# exported by a tool\n# in UTF-8\n", 2),
        ('"Title with ""quotes"" and\na second line"\n', 1),
        ("User,Hours\nAnn,38.5\n", 2),
        ("\n\n,,,\n", 0),
    ],
)
def test_what_stands_before_the_header_is_left_out_and_said(read, preamble, lines):
    outcome = read(f"{preamble}person,date,minutes,activity\nAnn,2025-11-03,30,a\n")
    assert (outcome.minutes, outcome.rejects) == ([30], [])
    said = [note.message for note in outcome.notes]
    assert said == ([f"{lines} line{'s' if lines > 1 else ''} before the header left out"] if lines else [])


def test_rows_above_the_header_are_never_left_out(read):
    with pytest.raises(FaceauditError, match=r"log1.csv:1: this looks like a row, but the header comes only on line 2"):
        read("Ann,2025-11-03,30,a\nperson,date,minutes,activity\nBob,2025-11-03,45,b\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Ann,2025-11-03,30,call\nBob,2025-11-03,45,demo\n", "no line looks like a header"),
        ("just some words\n", "no line looks like a header"),
        ("person,date\nAnn,2025-11-03\n", "the header has no column for how long it took"),
        ("minutes,activity,person\n30,a,Ann\n", "the header has no column for the day"),
        ("person,date,minutes,minutes,activity\nAnn,2025-11-03,30,45,a\n", 'two columns are called "minutes"'),
    ],
)
def test_a_header_that_cannot_be_used_is_an_error_naming_what_lacks(read, text, problem):
    with pytest.raises(FaceauditError, match=problem):
        read(text)


def test_a_header_alone_is_an_empty_log(read):
    outcome = read("person,date,minutes,activity")
    assert outcome.entries == outcome.rejects == outcome.skips == []


def test_the_header_row_given_is_the_one_used(read):
    text = "person,date,minutes,activity\nX,Y,Z,W\nWho,When,Effort,Words\nAnn,2025-11-03,30,a\n"
    columns = {"person": "Who", "date": "When", "minutes": "Effort", "activity": "Words"}
    assert read(text, header_row=3, columns=columns).minutes == [30]


def test_a_column_given_by_the_user_makes_a_header_known(read):
    columns = {"person": "Wer", "minutes": "Effort", "activity": "Words", "date": "When"}
    assert read("Wer,When,Effort,Words\nAnn,2025-11-03,30,a\n", columns=columns).minutes == [30]


@pytest.mark.parametrize(
    ("delimiter", "text"),
    [
        ("~", "person~date~minutes~activity\nAnn~2025-11-03~30~a,b;c\n"),
        (":", "person:date:minutes:activity\nAnn:2025-11-03:30:a\n"),
    ],
)
def test_the_delimiter_given_is_the_one_used(read, delimiter, text):
    assert read(text, delimiter=delimiter).minutes == [30]
    assert read(f"sep={delimiter}\n{text}").minutes == [30]


@pytest.mark.parametrize("delimiter", [" ", '"', "\n", "a", "7", "", ",,", "\0"])
def test_what_cannot_delimit_is_refused(read, delimiter):
    if delimiter:
        with pytest.raises(FaceauditError, match="cannot be a delimiter"):
            read("person,date,minutes,activity\n", delimiter=delimiter)
    assert read(f"sep={delimiter}\nperson,date,minutes,activity\nAnn,2025-11-03,30,a\n").minutes == [30]


def test_a_cell_of_two_hundred_kilobytes_is_a_cell(read):
    outcome = read(f'person,date,minutes,activity\nAnn,2025-11-03,30,"{"word " * 40_000}"\nAnn,2025-11-03,45,b\n')
    assert outcome.minutes == [30, 45]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from('",;|\t\n\r'), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(CELL, min_size=1, max_size=6), delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)  # fmt: skip
def test_whatever_the_words_every_row_is_an_entry_with_its_own_time(words, delimiter, end, quoting, read):
    rows = [["Ann", "2025-11-03", str(10 + i), f"did {word}."] for i, word in enumerate(words)]
    if any(mark in word for word in words for mark in "\r\n"):
        quoting = csv.QUOTE_ALL
    outcome = read(written([HEADER, *rows], delimiter, end, quoting=quoting))
    assert outcome.minutes == [10 + i for i in range(len(words))]
    assert outcome.rejects == []


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.text(st.sampled_from('",\n\r;x1'), min_size=1, max_size=4), at=st.integers(0, 200))
def test_a_damaged_log_is_read_right_or_something_is_said(damage, at, tmp_path):
    rows = [["Ann", f"2025-11-{day:02d}", str(day), f"call {day}"] for day in range(3, 9)]
    text = written([HEADER, *rows])
    first_row = text.index("\n") + 1
    at = first_row + at % (len(text) - first_row)
    path = tmp_path / "log.csv"
    path.write_text(text[:at] + damage + text[at:], newline="")
    try:
        batches = list(read_logs([str(path)], ReadOptions()).batches())
    except FaceauditError:
        return
    entries = [entry for batch in batches for entry in batch.entries]
    if not any(batch.rejects for batch in batches):
        assert len(entries) == len(rows)


@pytest.mark.parametrize("end", ["\v", "\x1e", "\u2028", " ", ","])
def test_a_log_that_is_all_one_line_is_refused(read, end):
    with pytest.raises(FaceauditError, match=r"log1.csv:1: the whole log is one line"):
        read(end.join(["person,date,minutes,activity", "Ann,2025-11-03,30,Call", "Ann,2025-11-04,30,Call"]))


def test_a_header_alone_is_no_log_of_one_line(read):
    assert read("person,date,minutes,activity").minutes == []


def test_a_line_of_endless_cells_is_refused(read):
    with pytest.raises(FaceauditError, match=r"log1.csv:2: the line has more than 200,000 cells"):
        read("person,date,minutes,activity\nAnn,2025-11-03,30,Call" + "," * 300_000)


def test_a_line_of_signs_that_take_much_memory_is_refused(read):
    with pytest.raises(FaceauditError, match=r"log1.csv:2: the line takes more than 32 MB"):
        read("person,date,minutes,activity\nAnn,2025-11-03,30," + "\U0001f600" * (9 * 1024 * 1024))
