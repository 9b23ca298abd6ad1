"""A minute of face time is one minute, however the log is cut and in whatever order it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.contacts import Contacts
from faceaudit.judging.splits import split_sums
from faceaudit.tally import Key, Sum


def key(person="ann", mode="phone", activity="discovery", day="2025-11-03"):
    return Key(person, "", day, activity, mode)


def contacts_of(spans):
    contacts = Contacts()
    for one, start, ms in spans:
        contacts.count(one, start, ms)
    return contacts


VISIT, CALL = key(mode="in-person"), key()


@pytest.mark.parametrize(
    ("spans", "twice"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([(VISIT, 0, 60), (CALL, 60, 30)], {}, id="one after the other"),
        pytest.param([(VISIT, 0, 60), (CALL, 20, 10)], {CALL: 10}, id="a call within a visit"),
        pytest.param([(VISIT, 0, 60), (CALL, 50, 30)], {CALL: 10}, id="a call that begins in a visit"),
        pytest.param([(CALL, 0, 60), (VISIT, 50, 30)], {VISIT: 10}, id="the earlier one keeps the minute"),
        pytest.param([(CALL, 0, 10), (VISIT, 0, 30)], {CALL: 10}, id="of two that begin together the longer one"),
        pytest.param([(CALL, 0, 10)] * 3, {CALL: 20}, id="the same thrice"),
        pytest.param([(VISIT, 0, 60), (key("bo"), 20, 10)], {}, id="two people with one customer"),
        pytest.param([(VISIT, 0, 0), (CALL, 0, 10), (CALL, 5, -3)], {}, id="no time"),
    ],
)
def test_time_counted_twice(spans, twice):
    assert dict(contacts_of(spans).counted_twice()) == twice


some_keys = st.builds(key, st.sampled_from("ab"), st.sampled_from(["phone", "video"]), st.sampled_from(["upsell"]))
some_spans = st.lists(st.tuples(some_keys, st.integers(0, 200), st.integers(0, 90)))


@given(some_spans, st.randoms(), st.integers(0, 20))
def test_face_time_is_the_minutes_covered_in_any_order_and_cutting(spans, random, cut):
    whole = contacts_of(spans)
    shuffled = random.sample(spans, len(spans))
    assert contacts_of(shuffled[:cut]) + contacts_of(shuffled[cut:]) == whole
    twice = whole.counted_twice()
    assert (contacts_of(shuffled[cut:]) + contacts_of(shuffled[:cut])).counted_twice() == twice
    sums = {}
    for one, _, ms in spans:
        before = sums.get(one, Sum(0, 0))
        sums[one] = Sum(before.ms + ms, before.entries + 1)
    minutes = {(one.person, at) for one, start, ms in spans for at in range(start, start + ms)}
    split = split_sums(sums.items(), twice)
    assert split.face_time == len(minutes)
    assert split.phone >= 0
    assert split.video >= 0
