"""Published figures as data, and a team's time in their classes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.judging.benchmarks import Beside, compare
from faceaudit.judging.published import MODES, find_sources, load_published
from faceaudit.judging.splits import Split, split_people
from faceaudit.tally import Key, Tally
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES

PUBLISHED = load_published()
SOURCES = {one.id: one for one in PUBLISHED.sources}
FULL = [one for one in PUBLISHED.sources if one.is_complete]
BY_NAME = {"ids": lambda one: one.id}
WORKING = [name for name, one in ACTIVITIES.items() if CATEGORIES[one.category].working and one.category != "uncertain"]

FIGURES = {
    "salesforce-2024": [12, 10, 18, 9, 9, 17, 9, 8, 8],
    "proudfoot-2005": [11, 10, 21, 27, 14, 17],
    "mcgraw-hill": [25, 17, 25, 22, 11],
    "ceb-2009": [25, 30, 30, 15],
    "salesforce-2026": [40, 16],
    "salesforce-2022": [28],
    "pace": [22, 23, 12, 10],
    "ipg-2006": [38, 8, 23],
    "cso-2011": [41, 24],
    "cso-2006": [46, 19],
    "larato": [34, 25, 11],
    "hubspot": [34, 12],
    "proudfoot-800": [38, 31],
    "mckinsey-inside": [75],
    "mckinsey-field": [45],
    "alexander": [20],
    "best-practices-2007": [],
    "volometrix": [],
    "hunter": [90, 10],
}
"""Percent of each class, as published, typed a second time."""
SELLING = {
    "salesforce-2024": 29, "proudfoot-2005": 11, "mcgraw-hill": 42, "ceb-2009": 30, "salesforce-2026": 40,
    "salesforce-2022": 28, "pace": 22, "ipg-2006": 38, "cso-2011": 41, "cso-2006": 46, "larato": 34, "hubspot": 34,
    "proudfoot-800": 38, "alexander": 20, "hunter": 90,
}  # fmt: skip


def test_the_figures_are_those_published():
    assert {name: [each.percent for each in one.classes] for name, one in SOURCES.items()} == FIGURES


def test_the_shares_of_selling_are_those_published():
    assert {name: one.selling_percent for name, one in SOURCES.items() if one.selling} == SELLING


def test_every_measured_average_is_between_11_and_46_percent():
    averages = [one.selling_percent for one in PUBLISHED.sources if one.is_average]
    assert (min(averages), max(averages), len(averages)) == (11, 46, 13)
    assert SOURCES["hunter"].measured == "opinion"


@pytest.mark.parametrize("source", FULL, **BY_NAME)
def test_a_full_split_adds_up_to_all_of_the_time(source):
    assert sum(one.percent for one in source.classes) == 100


@pytest.mark.parametrize("source", FULL, **BY_NAME)
def test_a_full_split_has_exactly_one_class_for_every_activity_and_mode(source):
    classes = {
        (activity, mode): [one.id for one in source.classes if (activity, mode) in one.takes]
        for activity in WORKING
        for mode in MODES
    }
    assert {place: found for place, found in classes.items() if len(found) != 1} == {}


@pytest.mark.parametrize("source", PUBLISHED.sources, **BY_NAME)
def test_no_time_stands_in_two_classes_that_are_not_part_of_one_another(source):
    apart = [one for one in source.classes if not one.within]
    assert sum(len(one.takes) for one in apart) == len(frozenset().union(*(one.takes for one in apart)))
    by_id = {one.id: one for one in source.classes}
    assert all(one.takes < by_id[one.within].takes for one in source.classes if one.within)


@pytest.mark.parametrize("source", PUBLISHED.sources, **BY_NAME)
def test_the_data_of_a_source_holds_together(source):
    assert set(source.selling) <= {one.id for one in source.classes}
    assert bool(source.selling) == bool(source.counts)
    assert source.definitions
    assert all(sum(one.of.values()) == one.percent for one in source.classes if one.of)
    assert not any(one.takes for one in source.classes if one.is_outside)
    taken = {activity for one in source.classes for activity, _ in one.takes}
    assert taken <= set(WORKING)


def test_a_source_is_found_whatever_the_case_and_once():
    assert [one.id for one in find_sources(("Pace", "mcgraw hill", "pace"), PUBLISHED)] == ["pace", "mcgraw-hill"]


@pytest.mark.parametrize(("said", "hint"), [("salesforce", "salesforce-2026"), ("xyz", "--list")])
def test_an_unknown_source_is_named_with_what_may_be_meant(said, hint):
    with pytest.raises(FaceauditError, match=hint):
        find_sources((said,), PUBLISHED)


def beside(ms, uncertain=0, percent=10, counted=100, working=1000):
    return Beside(percent, counted, ms, 0, (), uncertain, working)


@pytest.mark.parametrize(
    ("case", "parts", "wanted"),
    [
        (beside(100), 10, (0, 0)),
        (beside(135), 10, (35, 35)),
        (beside(135), 1, (4, 4)),
        (beside(65), 1, (-4, -4)),
        (beside(64, 40), 1, (-4, 0)),
        (beside(0, 1000), 1, (-10, 90)),
        (beside(120, percent=12, counted=92, working=920), 10, (0, 0)),
    ],
)
def test_points_are_rounded_halves_away_from_zero(case, parts, wanted):
    assert case.points(parts) == wanted


def test_without_working_time_there_is_no_share():
    nothing = beside(0, working=0)
    assert (nothing.shares, nothing.differences) == ((None, None), (None, None))


keys = st.builds(
    Key, st.sampled_from("ab"), st.just(""), st.just("2025-11-03"), st.sampled_from(sorted(ACTIVITIES)),
    st.sampled_from(["", "in-person", "video", "phone", "untold"]),
)  # fmt: skip
tallies = st.lists(st.tuples(keys, st.integers(0, 10**9)), max_size=30)


def count(entries):
    tally = Tally()
    for key, ms in entries:
        tally.count(key, ms, key.person)
    return tally, sum(split_people(tally).values(), Split())


@given(tallies, st.sampled_from(PUBLISHED.sources))
def test_no_time_is_lost_and_none_counted_twice(entries, source):
    tally, split = count(entries)
    found = compare(tally, split, source)
    in_classes = sum(found.classes[one.id].ms for one in source.classes if one.takes and not one.within)
    assert in_classes + found.rest + split.uncertain == split.working
    if source.is_complete:
        assert found.rest == 0
    if found.selling:
        assert found.selling.ms == sum(found.classes[name].ms for name in source.selling)


@given(tallies, st.sampled_from(PUBLISHED.sources))
def test_differences_are_the_share_less_the_published_one(entries, source):
    tally, split = count(entries)
    for one in filter(None, compare(tally, split, source).classes.values()):
        if split.working:
            published = Fraction(one.percent, source.counted)
            exact = [Fraction(ms, split.working) - published for ms in (one.ms, one.ms + split.uncertain)]
            assert one.differences == tuple(map(float, exact))
            assert 0 <= one.assumed_ms <= one.ms


@given(tallies)
def test_what_counts_all_selling_is_the_share_of_the_report(entries):
    tally, split = count(entries)
    for name in ("ipg-2006", "proudfoot-800", "hunter"):
        selling = compare(tally, split, SOURCES[name]).selling
        assert (selling.ms, selling.uncertain, selling.working) == (split.selling, split.uncertain, split.working)


def test_time_placed_by_assumption_is_told():
    logged = {"travel": 60, "administration": 40}
    tally, split = count([(Key("a", "", "2025-11-03", activity, ""), ms) for activity, ms in logged.items()])
    found = compare(tally, split, SOURCES["salesforce-2024"]).classes["administration"]
    assert (found.ms, found.assumed_ms, found.assumed) == (100, 60, ("travel",))
