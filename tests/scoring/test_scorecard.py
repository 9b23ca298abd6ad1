"""The shipped scorecard on entries that no sane scorecard gets wrong, and what must hold for any text."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceaudit.errors import FaceauditError
from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.chances import Chances
from faceaudit.taxonomy import ACTIVITIES, UNCLEAR, category_of


@cache
def card():
    return Scorecard.load()


def sorted_into(words):
    verdict = card().judge(words)
    return "open" if verdict.open else category_of(verdict.activity)


PLAIN = [
    ("Cold calls", "value-added"),
    ("cold calling, 30 dials, 2 meetings booked", "value-added"),
    ("Discovery call with new prospect", "value-added"),
    ("Product demo for prospect", "value-added"),
    ("Wrote proposal for new tender", "value-added"),
    ("Price negotiation", "value-added"),
    ("Follow up on quote sent last week", "value-added"),
    ("Upsell call, they take two more pallets a month", "incremental"),
    ("Won back lapsed account", "incremental"),
    ("Complaint about damaged goods, calmed customer down", "baseline"),
    ("Told customer the new delivery date for his order", "baseline"),
    ("Courtesy visit to long-standing customer", "baseline"),
    ("Overdue invoice, chased customer for payment", "baseline"),
    ("Chased warehouse about late shipment", "internal"),
    ("Weekly sales meeting", "internal"),
    ("CRM update", "internal"),
    ("Expenses and timesheet", "internal"),
    ("Driving to customer", "internal"),
    ("Order entry in SAP", "internal"),
    ("Discount approval from sales director", "internal"),
    ("emails", "internal"),
    ("Lunch", "excluded"),
    ("Lunch break", "excluded"),
    ("Annual leave", "excluded"),
    ("Sick day", "excluded"),
    ("Dentist", "excluded"),
    ("Public holiday", "excluded"),
]


@pytest.mark.parametrize(("text", "category"), PLAIN)
def test_plain_entries_are_sorted_by_the_codebook(text, category):
    assert sorted_into(Words(text)) == category


VAGUE = [
    "",
    "Call",
    "Meeting",
    "Visit",
    "Visit Acme",
    "Follow up",
    "Call - Acme",
    "Meeting with customer",
    "phone",
    "?",
]


@pytest.mark.parametrize("text", VAGUE)
def test_what_tells_nothing_stays_open(text):
    assert sorted_into(Words(text)) == "open"


@pytest.mark.parametrize("text", ["Call", "Visit"])
@pytest.mark.parametrize("status", ["existing", "prospect"])
def test_a_bare_contact_stays_open_whatever_the_columns(text, status):
    assert sorted_into(Words(text, text, "Acme", status)) == "open"


EVERYDAY_SELLING = [
    "Meeting with new prospect",
    "New customer signed",
    "Won back lost customer",
    "Follow-up call with prospect",
    "Product demo at Acme",
    "Sales call with Acme",
    "Cross-sell meeting",
    "Lead qualification",
]


@pytest.mark.parametrize("text", EVERYDAY_SELLING)
def test_everyday_subjects_of_selling_are_decided_to_be_selling(text):
    assert sorted_into(Words(text)) in ("value-added", "incremental")


@pytest.mark.parametrize("text", ["Sales call", "Sales visits", "Field sales", "Client entertainment", "QBR"])
def test_subjects_that_could_be_either_stay_open(text):
    assert sorted_into(Words(text)) == "open"


def test_the_type_does_not_drown_the_words():
    assert sorted_into(Words("Finished and sent the proposal", "Meeting")) == "value-added"
    assert sorted_into(Words("Complaint about broken parts", "Meeting")) == "baseline"


@pytest.mark.parametrize("status", ["existing", "Existing customer", "Active", "Current", "client"])
def test_a_status_that_says_existing_makes_a_quote_for_new_things_incremental(status):
    assert category_of(card().judge(Words("Quote for new product line", "", "Acme", status)).activity) == "incremental"


@pytest.mark.parametrize("status", ["prospect", "Prospective", "New", "lead", "Target"])
def test_a_status_that_says_prospect_makes_a_quote_value_added(status):
    assert category_of(card().judge(Words("Quote for new product line", "", "Acme", status)).activity) == "value-added"


def test_an_empty_entry_is_not_certain():
    assert card().judge(Words("")).certainty < 800


entries = st.builds(
    Words,
    st.text(max_size=200) | st.lists(st.sampled_from([text for text, _ in PLAIN] + VAGUE), max_size=30).map(" ".join),
    st.text(max_size=20) | st.sampled_from(["", "Call", "Meeting"]),
    st.text(max_size=20),
    st.text(max_size=20) | st.sampled_from(["", "existing", "prospect", "lapsed"]),
    st.text(max_size=20),
)


@given(entries)
def test_any_entry_gets_a_verdict_of_the_codebook(words):
    verdict = card().judge(words)
    assert verdict.activity in ACTIVITIES
    assert verdict.runner_up in ACTIVITIES
    assert UNCLEAR not in (verdict.activity, verdict.runner_up)
    assert verdict.activity != verdict.runner_up
    assert 0 <= verdict.certainty <= 1000
    assert verdict.decided_by == "scorecard"


@given(entries)
def test_explain_gives_the_verdict_of_judge(words):
    verdict, cues = card().explain(words)
    assert verdict == card().judge(words)
    assert [abs(cue.points) for cue in cues] == sorted((abs(cue.points) for cue in cues), reverse=True)


@given(entries)
def test_points_rank_all_activities_but_unclear(words):
    points = card().points(words)
    assert set(points) == set(ACTIVITIES) - {UNCLEAR}
    assert list(points.values()) == sorted(points.values(), reverse=True)


@settings(max_examples=20)
@given(st.lists(entries, max_size=8), st.randoms(use_true_random=False))
def test_verdicts_do_not_depend_on_what_was_judged_before(several, chance):
    known = [card().judge(words) for words in several]
    order = list(range(len(several)))
    chance.shuffle(order)
    fresh = Scorecard.load()
    found = {at: fresh.judge(several[at]) for at in order}
    assert [found[at] for at in range(len(several))] == known


def test_memory_may_be_forgotten_at_any_time(monkeypatch):
    monkeypatch.setattr("faceaudit.scoring.scorecard._REMEMBERED", 3)
    forgetful = Scorecard.load()
    for text, _ in PLAIN:
        assert forgetful.judge(Words(text)) == card().judge(Words(text))


def test_no_text_overflows_the_lanes():
    different = " ".join(
        f"q{chr(97 + one)}{chr(97 + two)}zzxyqqwertyuiopasdf" for one in range(26) for two in range(26)
    )
    for text in ("proposal " * 5000, different, "\ud800" * 5000, "x" * 100_000):
        card().judge(Words(text, text, text, text, text))


def test_letter_case_and_spelling_of_characters_do_not_matter():
    plain = card().judge(Words("chased café for payment"))
    assert card().judge(Words("CHASED CAFÉ FOR PAYMENT")) == plain
    assert card().judge(Words("chased cafe\u0301 for payment")) == plain


def test_a_file_that_is_no_scorecard_is_refused(tmp_path):
    other = tmp_path / "other.bin"
    other.write_bytes(b"something else")
    for path in (str(other), str(tmp_path / "missing.bin"), str(tmp_path)):
        with pytest.raises(FaceauditError):
            Scorecard.load(path)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        pytest.param([30, 25, 40, 5, 0, 0], ("proposal", "complaint", 550), id="the side before the category"),
        pytest.param([10, 45, 40, 5, 0, 0], ("upsell", "complaint", 550), id="the category within the side"),
        pytest.param([20, 20, 35, 25, 0, 0], ("complaint", "travel", 600), id="not selling"),
        pytest.param([30, 20, 30, 20, 0, 0], ("proposal", "complaint", 500), id="of two alike the first"),
        pytest.param([0, 0, 20, 0, 30, 50], ("excluded", "complaint", 300), id="unclear is never the likeliest"),
    ],
)
def test_the_likeliest_side_is_settled_first(weights, told):
    activities = ["proposal", "upsell", "complaint", "travel", "excluded", "unclear"]
    first, second, chance = Chances(activities, [1], 0).settle(weights)
    assert (activities[first], activities[second], chance) == told
