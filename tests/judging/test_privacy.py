"""Small groups are not told of, nor what would give them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.judging.privacy import find_small


@pytest.mark.parametrize(
    ("people_of", "least", "small"),
    [
        ({}, 5, set()),
        ({"a": 5, "b": 9}, 5, set()),
        ({"a": 4, "b": 9, "c": 7}, 5, {"a", "c"}),
        ({"a": 3, "b": 3, "c": 9}, 5, {"a", "b"}),
        ({"a": 1, "b": 1}, 5, {"a", "b"}),
        ({"a": 4}, 5, {"a"}),
        ({"a": 0, "b": 9}, 1, {"a", "b"}),
        ({"a": 1, "b": 1}, 1, set()),
    ],
)
def test_small_groups(people_of, least, small):
    people = {group: {f"{group}{number}" for number in range(size)} for group, size in people_of.items()}
    assert find_small(people, least) == small


def test_one_person_in_several_small_groups_is_one_person():
    people_of = {
        "a": {"Ann"},
        "b": {"Ann"},
        "c": {"Ann"},
        "d": {"Ann", "Bob", "Cem"},
        "e": {"Bob", "Cem", "Dee", "Eve"},
    }
    assert find_small(people_of, 3) == {"a", "b", "c", "d"}


@given(st.dictionaries(st.text(max_size=2), st.frozensets(st.integers(1, 14).map(str), min_size=1)), st.integers(1, 12))
def test_what_is_told_of_never_gives_a_small_group_away(people_of, least):
    small = find_small(people_of, least)
    told = people_of.keys() - small
    assert all(len(people_of[group]) >= least for group in told)
    hidden = frozenset().union(*(people_of[group] for group in small))
    assert not small or len(hidden) >= least or not told
