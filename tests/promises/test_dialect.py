"""Dialect: a row whose cells stand in the wrong columns is rejected by its line, and so is what stands below the rows.

What each dialect is read as is tested with the reading of records.
"""

import pytest

HEADER = "person,date,start,end,minutes,activity,customer\n"
GOOD = "Ann,2025-11-03,09:00,10:00,60,demo,Acme\n"


@pytest.mark.parametrize(
    "row",
    [
        ",Ann,2025-11-04,09:00,10:00,60,demo",
        "2025-11-04,09:00,10:00,60,demo,Acme,",
        "09:00,10:00,60,demo,Acme,,",
        "Ann,09:00,10:00,60,demo,Acme,",
        "Ann,2025-11-04,10:00,60,demo,Acme,",
        "Ann,2025-11-04,09:00,10:00,demo,Acme,",
        ",,Ann,2025-11-04,09:00,10:00,60",
        "Ann,,2025-11-04,09:00,10:00,60,demo",
        "Ann,2025-11-04,,09:00,10:00,60,demo,Acme",
    ],
)
def test_a_row_shifted_by_a_cell_is_rejected_by_its_line(row, told):
    found = told(f"{HEADER}{GOOD}{row}\nBo,2025-11-05,09:00,10:00,60,demo,Acme\n")
    assert (found.minutes, found.rows) == ({"Ann": 60, "Bo": 60}, (2, 1, 0))
    assert found.notes["rejected"].startswith("3: ")


@pytest.mark.parametrize(
    ("footer", "skipped"),
    [
        ("Total,,,,60,,\n", 1),
        (",,,,60,,Total\n", 0),
        (",,,,60,,\n", 0),
        ("Total: 60\n", 0),
        ("\n\nGrand total,,,,60,,\n", 1),
        ("----,----,----,----,----,----,----\n", 0),
    ],
)
def test_a_line_below_the_rows_is_never_counted_and_always_said(footer, skipped, run, write):
    write("log.csv", HEADER + GOOD + footer)
    done = run("report", "log.csv")
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "1 person, 1 entry, 1.0 h of work" in said
    rest = "0 rejected + 1 skipped (1 total)" if skipped else "1 rejected + 0 skipped"
    assert f"2 read = 1 counted + {rest}" in said
    assert skipped or "Note: log.csv:3" in said
