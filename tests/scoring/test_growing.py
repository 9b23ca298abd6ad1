"""Matrices that grow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.scoring.growing import Growing


@given(st.lists(st.integers(0, 9), max_size=30), st.sampled_from([(), (1,), (3,)]))
def test_rows_are_those_added_in_order(counts, width):
    grown = Growing(np.zeros((0, *width), np.int64))
    added, size = [], int(np.prod(width))
    for count in counts:
        more = np.arange(len(added) * size, (len(added) + count) * size).reshape(count, *width)
        grown.add(more)
        added += more.tolist()
        assert grown.rows.tolist() == added
        assert grown.count == len(added)


@pytest.mark.parametrize("first", [0, 1, 100])
def test_what_it_begins_with_is_not_copied_and_stays_as_it_was(first):
    rows = np.ones((first, 2), np.int16)
    grown = Growing(rows)
    assert first == 0 or np.shares_memory(grown.rows, rows)
    grown.add(np.zeros((3, 2), np.int16))
    assert grown.rows.dtype == np.int16
    assert grown.rows.sum() == 2 * first
    assert rows.shape == (first, 2)
    assert (rows == 1).all()


def test_little_is_copied():
    grown, rooms = Growing(np.zeros(0, np.int64)), set()
    for _ in range(10_000):
        grown.add(np.zeros(1, np.int64))
        rooms.add(len(grown._room))
    assert len(rooms) < 50
