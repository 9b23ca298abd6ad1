"""What is said when it cannot be done: one to three lines on stderr, nothing on stdout, exit 2."""

import pytest

GOOD = "person,date,minutes,activity\nAnn,2025-11-03,30,demo\n"
FILES = {
    "good.csv": GOOD,
    "empty.csv": "",
    "blank.csv": "\n\n  \n",
    "no_columns.csv": "a,b,c\n1,2,3\n",
    "no_time.csv": "person,date,activity\nAnn,2025-11-03,demo\n",
    "no_person.csv": "date,minutes,activity\n2025-11-03,30,demo\n",
    "picture.csv": b"\x89PNG\r\n\x1a\n0000",
    "sheet.csv": b"PK\x03\x04000000",
    "quote.csv": GOOD + 'Ann,2025-11-03,30,"demo\nBo,2025-11-03,30,demo\n',
    "orders.csv": "person,date,minutes,activity\nAnn,13/11/2025,30,demo\nAnn,11/13/2025,30,demo\n",
    "units.csv": "person,date,duration,activity\nAnn,2025-11-03,5,demo\nAnn,2025-11-03,8,demo\n",
    "bad_row.csv": GOOD + "Ann,2025-11-03,abc,demo\n",
    "bad_rows.csv": "person,date,minutes,activity\nAnn,2025-11-03,abc,demo\n",
    "header.csv": "person,date,minutes,activity\n",
    "broken.toml": "[targets\n",
}
CASES = {
    "missing_file": ["report", "none.csv"],
    "one_of_two_missing": ["report", "good.csv", "none.csv"],
    "folder": ["report", "folder"],
    "no_match": ["report", "no*.xyz"],
    "url": ["report", "https://example.com/a.csv"],
    "same_file_twice": ["report", "good.csv", "./good.csv"],
    "empty_file": ["report", "empty.csv"],
    "blank_file": ["report", "blank.csv"],
    "empty_standard_input": ["report"],
    "no_usable_columns": ["report", "no_columns.csv"],
    "no_time_column": ["report", "no_time.csv"],
    "no_person_column": ["report", "no_person.csv"],
    "picture": ["report", "picture.csv"],
    "spreadsheet": ["report", "sheet.csv"],
    "open_quote": ["report", "quote.csv"],
    "two_date_orders": ["report", "orders.csv"],
    "hours_or_minutes": ["report", "units.csv"],
    "strict": ["report", "bad_row.csv", "--strict"],
    "unknown_option": ["report", "good.csv", "--treshold", "80"],
    "unknown_command": ["repot", "good.csv"],
    "log_instead_of_command": ["good.csv"],
    "unknown_format": ["report", "good.csv", "--format", "pdf"],
    "broken_config": ["report", "good.csv", "--config", "broken.toml"],
    "threshold_as_share": ["report", "good.csv", "--threshold", "0.9"],
    "threshold_word": ["report", "good.csv", "--threshold", "ninety"],
    "unknown_person": ["report", "good.csv", "--person", "Zed"],
    "unknown_meaning": ["report", "good.csv", "--column", "who=person"],
    "unknown_column": ["report", "good.csv", "--column", "person=Rep"],
    "unknown_encoding": ["report", "good.csv", "--encoding", "latin-99"],
    "no_such_header_line": ["report", "good.csv", "--header-row", "99"],
    "long_delimiter": ["report", "good.csv", "--delimiter", "::"],
    "negative_hours": ["report", "good.csv", "--min-hours", "-1"],
    "output_in_no_folder": ["report", "good.csv", "-o", "none/out.json"],
    "output_is_a_folder": ["report", "good.csv", "-o", "folder"],
    "output_of_no_format": ["report", "good.csv", "-o", "out.xlsx"],
    "output_over_the_log": ["classify", "good.csv", "-o", "./good.csv"],
    "explain_nothing": ["explain", ""],
    "explain_a_file": ["explain", "good.csv"],
    "classify_unknown_person": ["classify", "good.csv", "--person", "Zed", "-o", "out.csv"],
    "all_rejected": ["report", "bad_rows.csv"],
    "check_nobody": ["report", "header.csv", "--check"],
    "init_twice": ["init", "good.csv"],
    "escape_in_a_name": ["report", "a\x1b[31m.csv"],
}


@pytest.mark.parametrize("name", CASES)
def test_message(name, run, write, golden, tmp_path):
    for file, content in FILES.items():
        write(file, content)
    (tmp_path / "folder").mkdir()
    done = run(*CASES[name])
    assert (done.code, done.out) == (2, "")
    assert 1 <= len(done.err.splitlines()) <= 3
    assert all(c.isprintable() or c == "\n" for c in done.err)
    golden(f"errors/{name}.txt", done.err)


def test_an_unforeseen_failure_shows_no_traceback(run, write, monkeypatch):
    import faceaudit.cli.actions.report

    monkeypatch.setattr(faceaudit.cli.actions.report, "report_logs", lambda *_, **__: 1 / 0)
    done = run("report", write("good.csv", GOOD))
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
