"""People: spellings of one name are one person and that is said; any name is shown as written, and the table stands."""

import csv
import io
import json

import pytest
from wcwidth import wcswidth

HEADER = "person,date,minutes,activity\n"


def log(*names: str) -> str:
    return HEADER + "".join(f'"{name}",2025-11-{day:02d},30,demo\n' for day, name in enumerate(names, start=3))


@pytest.mark.parametrize(
    ("names", "is_told"),
    [
        (["Ann Lee", "ann lee"], True),
        (["Ann Lee", "Lee, Ann"], True),
        (["Ann Lee", "Ann  Lee "], False),
        (["Ann Lee", "Ann\u00a0Lee"], False),
        (["Ann Lee", "An\u200bn Lee"], False),
        (["Zoë Lee", "Zoe\u0308 Lee"], False),
        (["Ann Lee", "Ａｎｎ Ｌｅｅ"], True),
        (["Kim O'Hara", "Kim O’Hara"], True),
        (["Kim O'Hara", "KIM O‘HARA"], True),
        (["Kim O'Hara", "O´Hara, Kim"], True),
        (["Kim O'Hara", "Kim O`Hara"], True),
        (["Kim O'Hara", "Kim Oʼhara"], True),
        (["Eva Berg-Lund", "Eva Berg‐Lund"], True),
        (["Eva Berg-Lund", "Eva Berg‑Lund"], True),
        (["Eva Berg-Lund", "Eva Berg–Lund"], True),
    ],
)
def test_spellings_of_a_name_are_one_person_and_what_can_be_seen_is_told(names, is_told, told):
    found = told(log(*names))
    assert list(found.minutes.values()) == [60]
    assert set(found.notes) == ({"names-merged"} if is_told else set())
    assert all("are taken for one person" in note for note in found.notes.values())


@pytest.mark.parametrize("names", [["Kim O'Hara", "Kim OHara"], ["Eva Berg-Lund", "Eva Berg Lund"], ["Ann", "Anne"]])
def test_names_that_differ_in_more_stay_apart(names, told):
    assert told(log(*names)).minutes == dict.fromkeys(names, 30)


AS_WRITTEN = ["NaN", "Nan Lee", "True", "false", "00123", "123", "1e5", "100000", "None", "null", "NA", "90.0", "-7"]


@pytest.mark.parametrize("kind", ["text", "markdown", "csv", "tsv", "json", "jsonl"])
def test_names_like_numbers_and_words_of_programs_are_shown_as_written(kind, run, write):
    done = run("report", write("log.csv", log(*AS_WRITTEN)).name, "--format", kind, "--raw")
    assert done.code == 0
    if kind == "json":
        names = [one["person"] for one in json.loads(done.out)["people"]]
    elif kind == "jsonl":
        names = [json.loads(line)["person"] for line in done.out.splitlines()]
    elif kind in ("csv", "tsv"):
        rows = csv.DictReader(io.StringIO(done.out), delimiter={"csv": ",", "tsv": "\t"}[kind])
        names = [row["person"] for row in rows]
    else:
        cells = (line.strip("| ").replace("|", "  ").split("  ")[0].strip() for line in done.out.splitlines())
        names = [cell.replace("\\", "") for cell in cells if cell.replace("\\", "") in AS_WRITTEN]
    assert sorted(names) == sorted(AS_WRITTEN)


@pytest.mark.parametrize(
    "name",
    ["x" * 10_000, "word " * 2_000, "محمد علي", "\u202eAnn Lee", "李小龍", "李" * 5_000, "👩‍👩‍👧 Ray",
     "a" + "\u0300" * 200, "\u1100\u1161\u11a8 Kim", "A\x1b[31mB", "A\tB", "A|B", "<b>Ann</b>"],
)  # fmt: skip
def test_whatever_the_name_the_columns_of_the_table_stay_in_line(name, run, write):
    write("log.csv", HEADER + f'"{name}",2025-11-03,600,demo\nBo,2025-11-03,600,demo\n')
    done = run("report", "log.csv")
    assert done.code == 0
    assert "\x1b" not in done.out
    lines = done.out.split("\n\n")[1].splitlines()
    rows = [line for line in lines if " 10.0 " in line]
    assert len(rows) == 2
    assert len({wcswidth(line.partition(" 10.0 ")[0]) for line in rows}) == 1
    assert max(wcswidth(line) for line in lines) <= 120
