"""The waist adds up: identity, any order, any cutting."""

from hypothesis import given
from hypothesis import strategies as st

from faceaudit.tally import Key, Sum, Tally, TextTimes

NAMES = {"ann": ("Ann", "ANN", "ann"), "bo": ("Bo",)}
entries = st.tuples(
    st.sampled_from([(key, name) for key, names in NAMES.items() for name in names]),
    st.sampled_from(["", "North"]),
    st.sampled_from(["2025-11-03", "2025-11-04"]),
    st.sampled_from(["upsell", "complaint", "unclear"]),
    st.sampled_from(["", "phone"]),
    st.integers(0, 10**9),
)
codes = st.sampled_from(["bad-date", "empty-row"])


def tally_of(rows, rejected=(), skipped=()):
    tally = Tally()
    for (person, name), team, day, activity, mode, ms in rows:
        tally.count(Key(person, team, day, activity, mode), ms, name)
    tally.rejected.update(rejected)
    tally.skipped.update(skipped)
    return tally


@given(st.lists(entries), st.lists(codes), st.lists(codes))
def test_an_empty_tally_changes_nothing(rows, rejected, skipped):
    tally = tally_of(rows, rejected, skipped)
    assert Tally() + tally == tally == tally + Tally()


@given(st.lists(entries), st.integers(0, 20), st.integers(0, 20), st.randoms())
def test_any_cutting_in_any_order_gives_the_same(rows, one, two, random):
    low, high = sorted((one, two))
    parts = [tally_of(part) for part in (rows[:low], rows[low:high], rows[high:])]
    random.shuffle(parts)
    assert parts[0] + (parts[1] + parts[2]) == (parts[0] + parts[1]) + parts[2] == tally_of(rows)


@given(st.lists(entries), st.lists(codes), st.lists(codes))
def test_every_row_is_accounted_for(rows, rejected, skipped):
    tally = tally_of(rows, rejected, skipped)
    assert tally.rows_read == len(rows) + len(rejected) + len(skipped)
    assert tally.counted == len(rows)


def test_the_name_shown_is_the_commonest_spelling_and_the_first_among_equals():
    rows = [(("ann", name), "", "2025-11-03", "upsell", "", 1) for name in ("ann", "Ann", "Ann", "ANN", "ANN")]
    assert tally_of(rows).name_of("ann") == "ANN"


def test_period_is_first_and_last_day_and_none_without_entries():
    rows = [(("bo", "Bo"), "", day, "upsell", "", 1) for day in ("2025-11-09", "2025-11-03", "2025-11-28")]
    assert tally_of(rows).period() == ("2025-11-03", "2025-11-28")
    assert Tally().period() is None


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 99))), st.integers(0, 9))
def test_open_texts_add_up_and_give_the_largest_first(rows, cut):
    def of(part):
        texts = TextTimes()
        for person, words, ms in part:
            texts.count(person, words, ms)
        return texts

    whole = of(rows)
    assert of(rows[cut:]) + of(rows[:cut]) == whole
    for person in "ab":
        sizes = [sums.ms for _, sums in whole.largest(person, 2)]
        assert sizes == sorted(sizes, reverse=True)
        assert len(sizes) <= 2
    assert all(isinstance(sums, Sum) for own in whole.sums.values() for sums in own.values())
