"""Workbooks: the first sheet with a header becomes rows, dates as text; what would fill the memory is refused."""

import csv
import io
import sys
import zipfile
from xml.sax.saxutils import escape

import pytest

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, read_logs
from faceaudit.logs.packed import sheet_sizes
from faceaudit.logs.packed.containers import unpack

DATE, DATE_TIME, TIME, LENGTH, DAY_FIRST = range(1, 6)
FORMATS = ("General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "h:mm", "[h]:mm", "dd/mm/yyyy hh:mm")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = ["person", "date", "minutes", "activity"]
LOG = [HEADER, ["Ann", (45964, DATE), 30, "call"]]


def cell(at, row, value):
    place = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at]}{row}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    number, style = value if isinstance(value, tuple) else (value, 0)
    return f'<c r="{place}" s="{style}"><v>{number!r}</v></c>'


def sheet(rows):
    if isinstance(rows, str | bytes):
        return rows
    lines = (
        f'<row r="{number}">{"".join(cell(at, number, value) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
        if row
    )
    return f"<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def workbook(sheets, *, hidden=(), strings=None, more=(), compression=zipfile.ZIP_DEFLATED) -> bytes:
    names = list(sheets)
    rel = f'<Relationship Id="r{{0}}" Type="{OFFICE}/{{1}}" Target="{{2}}"/>'
    rels = [rel.format(i, "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(names) + 1)]
    rels += [rel.format("s", "styles", "styles.xml"), rel.format("t", "sharedStrings", "sharedStrings.xml")]
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{escape(f)}"/>' for i, f in enumerate(FORMATS) if i)
    styles = "".join(f'<xf numFmtId="{200 + i if i else 0}" applyNumberFormat="1"/>' for i in range(len(FORMATS)))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}" state="{"hidden" if name in hidden else "visible"}"/>'
        for i, name in enumerate(names, start=1)
    )
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="{kinds}.x+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{rel.format(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rels)}</Relationships>',
        "xl/styles.xml": f'<styleSheet {MAIN}><numFmts count="{len(FORMATS) - 1}">{formats}</numFmts>'
        f'<cellXfs count="{len(FORMATS)}">{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {MAIN}>{''.join(f'<si><t>{escape(s)}</t></si>' for s in strings or ())}</sst>",
        **{f"xl/worksheets/sheet{i}.xml": sheet(sheets[name]) for i, name in enumerate(names, start=1)},
        **dict(more),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def read(data, notes=None):
    (log,) = unpack("w.xlsx", io.BytesIO(data))
    assert log.made_from
    log.file.seek(0)
    text = log.file.read().decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == text.count("\n"), "each on one line"
    if notes is not None:
        notes += [note.message for note in log.notes]
    return rows


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('Café, "x"', 'Café, "x"'),
        ("two\nlines", "two lines"),
        (45, "45"),
        (45.0, "45"),
        (-3, "-3"),
        (0.33, "0.33"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (True, "True"),
        (False, "False"),
        (None, ""),
        ((45425, DATE), "2024-05-13"),
        ((45425.5, DATE_TIME), "2024-05-13 12:00:00"),
        ((45425 + 1 / 3, DAY_FIRST), "2024-05-13 08:00:00"),
        ((45425.999999999, DATE_TIME), "2024-05-14 00:00:00"),
        ((0.3541666666666667, TIME), "08:30:00"),
        ((0.013888888888888888, TIME), "00:20:00"),
        ((0, TIME), "00:00:00"),
        ((0.0625, LENGTH), "01:30:00"),
        ((1.25, LENGTH), "30:00:00"),
        ((1.25, TIME), "30:00:00"),
        ((1, TIME), "24:00:00"),
        ((-0.5, LENGTH), "-12:00:00"),
    ],
)
def test_a_cell_becomes_text(value, text):
    assert read(workbook({"S": [["person", "date"], ["Ann", value]]}))[1] == ["Ann", text]


def test_a_date_in_a_column_of_moments_is_midnight():
    rows = read(
        workbook({"S": [["start", "date"], [(45425, DATE_TIME), (45425, DATE)], [(45425.5, DATE_TIME), (45426, DATE)]]})
    )
    assert rows[1:] == [["2024-05-13 00:00:00", "2024-05-13"], ["2024-05-13 12:00:00", "2024-05-14"]]


def test_lines_are_the_rows_of_the_sheet(tmp_path):
    path = tmp_path / "log.xlsx"
    rows = [
        None,
        ["Report of"],
        None,
        *LOG,
        None,
        ["Ann", "2025-11-31", 30, "two\nlines"],
        ["Bob", (45964, DATE), 15, "visit"],
    ]
    path.write_bytes(workbook({"S": rows}))
    (batch,) = read_logs([str(path)], ReadOptions(encoding="cp1250")).batches()
    assert [(entry.name, entry.day, entry.ms // 60_000, entry.line) for entry in batch.entries] == [
        ("Ann", "2025-11-03", 30, 5),
        ("Bob", "2025-11-03", 15, 8),
    ]
    assert [(reject.line, reject.code) for reject in batch.rejects] == [(7, "bad-date")]


def test_texts_that_are_shared_are_read():
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="s"><v>{r - 1}</v></c><c r="B{r}" t="s"><v>2</v></c></row>' for r in (1, 2)
    )
    made = workbook(
        {"S": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"}, strings=["person", "Zoë", "date"]
    )
    assert read(made) == [["person", "date"], ["Zoë", "date"]]


def test_cells_without_places_are_read_in_order():
    rows = "".join(
        f"<row><c t='inlineStr'><is><t>{a}</t></is></c><c t='inlineStr'><is><t>{b}</t></is></c></row>"
        for a, b in (("person", "date"), ("Ann", "x"))
    )
    assert read(workbook({"S": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"})) == [
        ["person", "date"],
        ["Ann", "x"],
    ]


@pytest.mark.parametrize(
    ("sheets", "hidden", "who", "notes"),
    [
        ({"A": LOG}, (), "Ann", []),
        ({"Empty": [], "A": LOG, "Empty 2": []}, (), "Ann", []),
        (
            {"Cover": [["About this file"]], "A": LOG},
            (),
            "Ann",
            ['only the sheet "A" is read; 1 other left out: "Cover"'],
        ),
        ({"Old": LOG, "A": [HEADER, ["Bob"]]}, ("Old",), "Bob", []),
        (
            {"A": LOG, "B": LOG, "C": LOG, "D\x7f": LOG, "E": LOG},
            (),
            "Ann",
            ['only the sheet "A" is read; 4 others left out: "B", "C", "D\\x7f", …'],
        ),
        (
            {"X": [["wer", "wann wohl"], ["Ann"]], "Y": [["a"]]},
            (),
            "Ann",
            ['only the sheet "X" is read; 1 other left out: "Y"'],
        ),
    ],
)
def test_the_first_sheet_with_a_header_is_read_and_others_are_named(sheets, hidden, who, notes):
    told = []
    assert read(workbook(sheets, hidden=hidden), told)[1][0] == who
    assert told == notes


def test_a_workbook_in_an_archive_is_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sub/log.xlsx", workbook({"S": LOG}))
    reading = read_logs([str(path)], ReadOptions())
    assert [(entry.name, entry.file) for batch in reading.batches() for entry in batch.entries] == [
        ("Ann", f"{path}/sub/log.xlsx")
    ]


def with_row(xml: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{xml}</sheetData></worksheet>"


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "xml",
    [
        FAR.format(1_048_576, "XFD"),
        FAR.format(4_000_001, "A"),
        FAR.format(1_048_576, "xfd").replace('"', "'"),
        FAR.format(1_048_576, "XFD").replace("<c", "<x:c").replace("/c>", "/x:c>").replace("<row", "<x:row"),
        FAR.format(1_048_576, "XFD").replace("<c r=", '<c s=">" r='),
        '<row r="1048576">' + "<c><v>1</v></c>" * 5 + "</row>",
        '<row r="4000000"><c><v>1</v></c></row><row><c><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(xml):
    with pytest.raises(FaceauditError, match=r"the workbook has a sheet of [\d,]+ rows and [\d,]+ columns") as error:
        read(workbook({"S": with_row(xml)}))
    assert (error.value.file, error.value.remedy) == ("w.xlsx", "Save the sheet as CSV.")


def test_a_long_text_that_is_shared_by_many_cells_is_refused():
    for value in ("<v>0</v>", "<v>&#48;</v>", "<v><![CDATA[0]]></v>", "<x:v> 0 </x:v>"):
        row = f'<c t="s">{value}</c>' * 100
        xml = with_row(f"<row>{row}</row>" * 100)
        with pytest.raises(FaceauditError, match="repeats long texts too often"):
            read(workbook({"S": xml}, strings=["x" * 30_000]))


def test_larger_than_the_limit_is_refused(monkeypatch):
    with pytest.raises(FaceauditError, match="unpacks to more than 1,000 times its size"):
        read(workbook({"S": LOG}, more={"xl/media/a.png": bytes(80 * 1024 * 1024)}.items()))
    with pytest.raises(FaceauditError, match="has a row or a text of more than 8 MB"):
        read(workbook({"S": [["x" * 10_000_000]]}))
    monkeypatch.setattr(sheet_sizes, "LARGEST_WORKBOOK", 3000)
    with pytest.raises(FaceauditError, match="the workbook unpacks to more than"):
        read(workbook({"S": LOG * 20}))


@pytest.mark.parametrize(
    "data",
    [
        workbook({"S": LOG})[:-50],
        workbook({"S": "<worksheet"}),
        workbook({"S": "rubbish"}, more={"xl/_rels/workbook.xml.rels": "rubbish"}.items()),
        workbook({"S": LOG}, more={"xl/workbook.xml": ""}.items()),
        workbook({"S": with_row(FAR.format(9_999_999_999, "A"))}),
        workbook({"S": with_row(FAR.format(5, "ABCD"))}),
        workbook({"S": with_row(FAR.format(5, "&#88;FD"))}),
        workbook({"S": with_row('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')}),
        workbook({"S": sheet(LOG).encode("utf-16")}),
        workbook({"S": LOG}, more={"xl/elsewhere.xml": sheet(LOG)}.items()),
        workbook({"S": LOG}, compression=zipfile.ZIP_STORED).replace(b"call", b"cell"),
    ],
)
def test_a_damaged_workbook_is_refused(data):
    with pytest.raises(FaceauditError, match="file is cut or damaged") as error:
        read(data)
    assert error.value.file.startswith("w.xlsx")


def test_an_empty_workbook_is_refused():
    with pytest.raises(FaceauditError, match="the workbook is empty"):
        read(workbook({"S": [], "T": []}))


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(FaceauditError, match=r"pip install 'faceaudit\[xlsx\]'"):
        read(workbook({"S": LOG}))
