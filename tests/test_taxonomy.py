"""The codebook as data: every label is there, in its category."""

import pytest

from faceaudit import taxonomy

LABELS = {
    "value-added": """prospecting discovery presentation proposal negotiation opportunity-follow-up partner-development
        sales-preparation""",
    "incremental": "upsell cross-sell account-expansion growth-review win-back",
    "baseline": """routine-order order-status complaint returns billing product-support information-request courtesy
        contract-upkeep""",
    "internal": """order-processing approval delivery-follow-up supply-follow-up quality-follow-up invoicing
        coordination internal-meeting reporting administration training travel""",
    "excluded": "excluded",
    "uncertain": "unclear",
}


@pytest.mark.parametrize("category", LABELS)
def test_every_label_of_the_codebook_is_an_activity_of_its_category(category):
    found = {a.id for a in taxonomy.ACTIVITIES.values() if a.category == category}
    assert found == set(LABELS[category].split())


@pytest.mark.parametrize("activity", taxonomy.ACTIVITIES.values(), ids=lambda a: a.id)
def test_an_activity_names_only_what_is_there(activity):
    assert activity.category in taxonomy.CATEGORIES
    assert activity.face_time in ("live", "told", "never")
    assert activity.owner == "" or activity.owner in taxonomy.OWNERS
    assert activity.cause == "" or activity.cause in taxonomy.CAUSES
    assert set(activity.consulted) <= set(taxonomy.OWNERS) - {activity.owner}


def test_all_non_selling_work_but_travel_has_an_owner_and_a_cause():
    work = [a for a in taxonomy.ACTIVITIES.values() if a.category in ("baseline", "internal")]
    assert [a.id for a in work if not a.owner] == ["travel"]
    assert all(a.cause for a in work)


def test_only_for_non_selling_work_somebody_is_consulted():
    asked = {a.category for a in taxonomy.ACTIVITIES.values() if a.consulted}
    assert asked == {"baseline", "internal"}


def test_selling_is_value_added_and_incremental_and_all_but_excluded_is_working_time():
    assert [c.id for c in taxonomy.CATEGORIES.values() if c.selling] == ["value-added", "incremental"]
    assert [c.id for c in taxonomy.CATEGORIES.values() if not c.working] == ["excluded"]
