"""Cutting a log in any three parts, given in any order, gives the same report but for its notes."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import SAMPLES

HEADER, *ROWS = (SAMPLES / "field_team.csv").read_text().splitlines(keepends=True)


def report_of(run, *paths):
    document = json.loads(run("report", *paths, "--format", "json").out)
    del document["notes"]
    return document


@pytest.fixture
def parts_report(run, write):
    def report_parts(cuts, order, header=HEADER, rows=ROWS):
        edges = [0, *sorted(cuts), len(rows)]
        parts = [
            write(f"part{i}.csv", header + "".join(rows[a:b])) for i, (a, b) in enumerate(itertools.pairwise(edges))
        ]
        return report_of(run, *(parts[i] for i in order))

    return report_parts


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.tuples(*[st.integers(0, len(ROWS))] * 2), order=st.permutations(range(3)))
def test_the_sample_in_three_parts(cuts, order, run, parts_report):
    assert parts_report(cuts, order) == report_of(run, SAMPLES / "field_team.csv")


AMBIGUOUS = [f"{person};{day:02d}/11/2025;{amount};Demo of the new line\n" for person, day, amount in [
    ("Ann", 3, "1,5"), ("Ann", 4, "2"), ("Bo", 5, "0,25"), ("ann", 25, "1"), ("Bo", 6, "3"), ("Bo", 7, "1"),
]]  # fmt: skip


@pytest.mark.parametrize("cuts", [(1, 2), (3, 4), (2, 5), (0, 6)])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_date_order_units_and_decimal_mark_are_decided_over_all_parts(cuts, order, parts_report):
    header = "Rep;Date;Duration;Subject\n"
    whole = parts_report((0, 0), (0, 1, 2), header, AMBIGUOUS)
    assert whole["period"] == {"first": "2025-11-03", "last": "2025-11-25"}
    assert whole["total"]["working_seconds"] == 8.75 * 3600
    assert parts_report(cuts, order, header, AMBIGUOUS) == whole
