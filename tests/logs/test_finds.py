"""What fuzzing found, read again."""

from pathlib import Path

import pytest

from fuzz.reading_property import check_log

FINDS = sorted((Path(__file__).parents[1] / "fuzz" / "finds").iterdir())


@pytest.mark.parametrize("find", FINDS, ids=[find.name for find in FINDS])
def test_a_find_is_read_or_refused(find):
    assert check_log(find.read_bytes()) in ("read", "refused")
