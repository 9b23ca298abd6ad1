"""Encoding: a byte that makes no character costs its row, whichever cell it is in; joined files are one log."""

import codecs

import pytest

HEADER = "person,date,minutes,activity,notes\n"
FIRST = "Zoë,2025-11-03,30,demo,\n"
LAST = "Zoë,2025-11-05,60,demo,\n"
ROW = ["Zoë", "2025-11-04", "45", "demo", "later"]


@pytest.mark.parametrize("at", range(len(ROW)))
@pytest.mark.parametrize("place", [0, 1, None], ids=["before", "inside", "behind"])
@pytest.mark.parametrize("byte", [b"\0", b"\xff", b"\xe9"], ids=["NUL", "0xFF", "0xE9"])
def test_one_bad_byte_in_any_cell_costs_that_row_alone(at, place, byte, told):
    cells = [cell.encode() for cell in ROW]
    cut = len(cells[at]) if place is None else place
    cells[at] = cells[at][:cut] + byte + cells[at][cut:]
    found = told((HEADER + FIRST).encode() + b",".join(cells) + b"\n" + LAST.encode())
    assert (found.minutes, found.rows) == ({"Zoë": 90}, (2, 1, 0))
    assert found.notes["rejected"].startswith("3: the row has bytes that are no characters; rejected.")


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [HEADER + FIRST, HEADER + "李小龍,2025-11-03,30,電話,\n" * 3], ids=["Latin", "Han"])
def test_wide_characters_without_a_mark_are_refused_with_the_option_that_helps(order, text, run, write):
    done = run("report", write("log.csv", text.encode(order)).name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: log.csv: this is no text, or UTF-16 without a byte order mark.")
    assert "--encoding utf-16-le" in done.err


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""], ids=["LF", "CRLF", "no final line end"])
def test_files_joined_with_their_marks_are_one_log_and_the_second_header_is_said(mark, encoding, end, run, write):
    one, two = (mark + (HEADER + row.rstrip("\n")).replace("\n", end or "\n").encode(encoding) for row in (FIRST, LAST))
    write("log.csv", one + (end or "\n").encode(encoding) + two + end.encode(encoding))
    done = run("report", "log.csv")
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "1 person, 2 entries, 1.5 h of work" in said
    assert "3 read = 2 counted + 0 rejected + 1 skipped (1 repeated header)" in said
