"""The kinds of pollution of the Pollock benchmark, over the sample log: time is counted right or missed by name.

Of each polluted log, every row of the sample is either counted with its person, day and time, or lies in a record that
is rejected or skipped; nothing else is counted. Or the log is refused.
"""

import csv
import random

import pytest

from polluting import AT, FEW, HEADER, PLAIN, ROWS, WIDTH, Piece, Writing, change, lost, write

WHERE = pytest.mark.parametrize("where", ["one row", "every row", "whole file"])


def hurts_only(missed: set[int] | None, where: str) -> bool:
    """Tell whether pollution of one row costs no other; of several, it may cost any of them, or the log."""
    return missed is not None and missed <= {AT} if where == "one row" else True


def test_the_sample_itself_is_counted_in_full():
    missed = lost(write(ROWS), ROWS)
    assert missed is not None
    assert len(missed) < 15  # rows that stand there twice
    assert lost(write(FEW)) == set()


@WHERE
@pytest.mark.parametrize("at", range(WIDTH + 1))
@pytest.mark.parametrize("times", [1, 3])
def test_delimiters_too_many(where, at, times):
    def add(text: str) -> str:
        cells = next(csv.reader([text]))
        return PLAIN.row([*cells[:at], *[""] * times, *cells[at:]])

    assert hurts_only(lost(change(write(FEW), where, add)), where)


@WHERE
@pytest.mark.parametrize("at", range(WIDTH - 1))
@pytest.mark.parametrize("glue", ["", " "])
def test_a_delimiter_too_few(where, at, glue):
    def join(text: str) -> str:
        cells = next(csv.reader([text]))
        return PLAIN.row([*cells[:at], cells[at] + glue + cells[at + 1], *cells[at + 2 :]])

    assert hurts_only(lost(change(write(FEW), where, join)), where)


@WHERE
@pytest.mark.parametrize("at", range(WIDTH))
@pytest.mark.parametrize("keeps", [True, False])
def test_a_row_cut_short(where, at, keeps):
    def cut(text: str) -> str:
        cells = next(csv.reader([text]))
        return PLAIN.row(cells[:at] + ([""] * (WIDTH - at) if keeps else []))

    assert hurts_only(lost(change(write(FEW), where, cut)), where)


@WHERE
@pytest.mark.parametrize("delimiter", [";", "\t", "|", " ", ", ", ":", "^", ".", "-", "\x1f", ",,"])
@pytest.mark.parametrize("all_quoted", [True, False])
def test_another_delimiter(where, delimiter, all_quoted):
    writing = Writing(delimiter, all_quoted=all_quoted)
    missed = lost(change(write(FEW), where, lambda text: writing.row(next(csv.reader([text])))))
    assert hurts_only(missed, where)
    if where == "whole file" and delimiter in (";", "\t", "|", ", "):
        assert missed == set()


@WHERE
@pytest.mark.parametrize("quote", ["'", "`", "\u201c", '""', "|", ""])
@pytest.mark.parametrize("all_quoted", [True, False])
def test_another_quote(where, quote, all_quoted):
    writing = Writing(quote=quote or '"', escape=quote or '"', all_quoted=all_quoted)

    def requote(text: str) -> str:
        cells = next(csv.reader([text]))
        return writing.row(cells) if quote else ",".join(cells) + "\n"

    missed = lost(change(write(FEW), where, requote))
    assert where != "one row" or missed is None or missed <= {AT}


@WHERE
@pytest.mark.parametrize("escape", ["\\", "", "'", '""'])
@pytest.mark.parametrize("text", ['said "yes", and left', 'a 5" nail', '"', '"sold"', 'x",30,"y', '3" or 4"\n5" more'])
def test_another_escape(where, escape, text):
    rows = [[*row[:6], text, *row[7:]] if number % 20 == 10 else row for number, row in enumerate(FEW)]
    writing = Writing(escape=escape)
    chosen = {AT} if where == "one row" else range(len(rows))
    pieces = [Piece(PLAIN.row(HEADER))]
    pieces += [Piece((writing if i in chosen else PLAIN).row(row), i) for i, row in enumerate(rows)]
    lost(pieces, rows)


@WHERE
@pytest.mark.parametrize("at", [0, 4, 6, 9])
@pytest.mark.parametrize("stray", ['"{}', '{}"', '"{}".', '."{}', '"{}""', "\\{}", "'{}"])
def test_a_stray_quote(where, at, stray):
    def spoil(text: str) -> str:
        cells = next(csv.reader([text]))
        return (
            ",".join([*map(PLAIN.cell, cells[:at]), stray.format(cells[at]), *map(PLAIN.cell, cells[at + 1 :])]) + "\n"
        )

    lost(change(write(FEW), where, spoil))


@WHERE
@pytest.mark.parametrize("end", ["\r", "\r\n", "\n\r", "\r\r\n", "\n\n", "\x1e", "\u2028", "\v", "", " ", ","])
def test_another_record_end(where, end):
    missed = lost(change(write(FEW), where, lambda text: text.removesuffix("\n") + end))
    if end in ("\r", "\r\n", "\n\n", "\r\r\n"):
        assert missed == set()


@WHERE
@pytest.mark.parametrize("at", range(1, WIDTH))
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_record_end_inside_a_row(where, at, end):
    def split(text: str) -> str:
        cells = next(csv.reader([text]))
        return ",".join(map(PLAIN.cell, cells[:at])) + end + PLAIN.row(cells[at:])

    lost(change(write(FEW), where, split))


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_no_record_end_after_the_last_row(end):
    pieces = write(FEW, Writing(end=end))
    pieces[-1] = Piece(pieces[-1].text.removesuffix(end), len(FEW) - 1)
    assert lost(pieces) == set()


TOTAL = sum(int(row[4]) for row in FEW)
PREAMBLES = {
    "a title": "Activity report\n",
    "a title with delimiters": "Activity report,,,,,,,,,\n",
    "several lines": "Activity report\nFrom,2025-11-03\nTo,2025-11-28\nPeople,9\n\n",
    "another table": f"team,people,minutes\nNorth,5,{TOTAL}\nSouth,4,{TOTAL}\n\n",
    "blank lines": "\n\n\n",
    "blank rows": ",,,,,,,,,\n,,,,,,,,,\n",
    "a comment": "# made by hand, twice\n",
    "a comment with a quote": '# 5" of it\n',
    "a time": f"Total,{TOTAL}\n",
}


@pytest.mark.parametrize("preamble", PREAMBLES.values(), ids=PREAMBLES.keys())
@pytest.mark.parametrize("place", ["before", "after the header", "in the middle", "at the end"])
def test_lines_that_are_no_rows(preamble, place):
    pieces = write(FEW)
    at = {"before": 0, "after the header": 1, "in the middle": AT, "at the end": len(pieces)}[place]
    missed = lost([*pieces[:at], Piece(preamble), *pieces[at:]])
    assert missed is None or not missed or '"' in preamble


FOOTERS = {
    "a total": f"Total,,,,{TOTAL},,,,,\n",
    "a total without a word": f",,,,{TOTAL},,,,,\n",
    "a total in words": f"Sum of minutes: {TOTAL}\n",
    "a total under a date": f"Total,,2025-11-28,,{TOTAL},,,,,\n",
    "a total of a person": f"Tom Okafor total,,,,{TOTAL},,,,,\n",
    "a total after a line": f"\n----,----,----,----,----,,,,,\nGrand total,,,,{TOTAL},,,,,\n",
    "a count": "60 rows\n",
    "a page": "Page 1 of 1,,,,,,,,,\n",
    "a page with a date": "Page 1 of 1,,2025-11-28,,,,,,,\n",
    "a confidential line": "Confidential, do not pass on\n",
    "a cut quote": '"Confidential\n',
}


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS.keys())
def test_footers(footer):
    missed = lost([*write(FEW), Piece(footer)])
    assert missed is None or not missed


def test_no_header():
    assert lost(write(FEW)[1:]) is None


@pytest.mark.parametrize("at", [1, 2, AT, len(FEW) + 1])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_header_again(at, times, end):
    pieces = write(FEW, Writing(end=end))
    assert lost([*pieces[:at], *[pieces[0]] * times, *pieces[at:]]) == set()


@pytest.mark.parametrize(
    "others",
    [
        ["", "", "ISO", "local", "min", "", "text", "", "", ""],
        ["text", "text", "date", "time", "number", "text", "text", "text", "text", "text"],
        ["", "", "when", "", "how long", "what", "", "customer", "", ""],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
        ["", "", "", "", "hours", "", "", "", "", ""],
        ["salesperson", "group", "day", "from", "hours", "type", "notes", "account", "status", "phase"],
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_several_header_lines(others, place):
    header, *rows = write(FEW)
    other = Piece(PLAIN.row(others))
    missed = lost([other, header, *rows] if place == "above" else [header, other, *rows])
    assert not missed


@pytest.mark.parametrize("at", range(WIDTH))
@pytest.mark.parametrize("name", [None, "", "x", "minutes", "hours", "date", "end", "person", "2025-11-03"])
def test_a_header_with_a_name_too_many_too_few_or_another(at, name):
    """A name that means something else is no pollution but a lie, so only names that shift the others are tried."""
    _, *rows = write(FEW)
    names = HEADER[:at] + HEADER[at + 1 :] if name is None else [*HEADER[:at], name, *HEADER[at:]]
    lost([Piece(PLAIN.row(names)), *rows])


@pytest.mark.parametrize("every", [1, 7])
@pytest.mark.parametrize("blank", ["\n", " \n", "\t\n", ",,,,,,,,,\n", '""\n', "\r"])
def test_blank_lines_between_rows(every, blank):
    pieces = []
    for number, piece in enumerate(write(FEW)):
        pieces += [piece, Piece(blank)] if number % every == 0 else [piece]
    assert lost(pieces) == set()


@pytest.mark.parametrize("seed", range(150))
def test_several_at_once(seed):
    """Characters that give a log its shape are put in, at some places instead of one that is no letter."""
    chance = random.Random(seed)
    pieces = write(FEW[:25])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(pieces))
        text = pieces[at].text
        spot = chance.randrange(len(text))
        put = chance.choice([",", ";", '"', '""', "\\", "\n", "\r", "\r\n", "\t", ""])
        pieces[at] = Piece(text[:spot] + put + text[spot + (not text[spot].isalnum()) :], pieces[at].row)
    lost(pieces, FEW[:25])
