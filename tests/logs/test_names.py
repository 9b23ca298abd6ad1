"""People's names: one person, one key."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faceaudit.logs.names import clean_name, person_key


@pytest.mark.parametrize(
    "spelling",
    ["Zoë Müller", "zoë müller", "ZOË MÜLLER", "  Zoë   Müller ", "Zoë\u00a0Müller", "Zo\u200bë Mül\u00adler",
     "\u202eZoë Müller\u202c",
     unicodedata.normalize("NFD", "Zoë Müller"), "Müller, Zoë", "müller,zoë", "Zoë\tMüller", "\ufeffZoë Müller"],
)  # fmt: skip
def test_spellings_that_differ_in_nothing_a_person_would_see_are_one_person(spelling):
    assert person_key(clean_name(spelling)) == "zoë müller"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna", "Аnna"), ("Zoe", "Zoë"), ("Ann Lee", "Annlee"), ("A. Lee", "A Lee"), ("00123", "123"), ("1e5", "100000"),
     ("Lee, Ann, PhD", "Ann, PhD Lee"), ("Bob", "Bob Jr")],
)  # fmt: skip
def test_names_that_differ_in_a_letter_are_two_people(one, other):
    assert person_key(clean_name(one)) != person_key(clean_name(other))


@pytest.mark.parametrize(
    "name", ["NA", "None", "null", "NaN", "True", "00123", "1e5", "Total Tom", "=cmd", "李小龍", "🙂"]
)
def test_a_name_is_shown_as_written(name):
    assert clean_name(name) == name


@pytest.mark.parametrize("cell", ["", " ", "\t", "\u200b", "\ufeff\u200e", "\u00a0"])
def test_what_nobody_can_see_is_no_name(cell):
    assert clean_name(cell) == ""
    assert person_key(clean_name(cell)) == ""


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.text())
@example("℡ ＡＮＮ")
@example("ǰ, ŉ")
def test_the_key_of_a_key_is_itself(text):
    assert person_key(person_key(text)) == person_key(text)


@given(st.text(), st.sampled_from(["NFC", "NFD"]), st.sampled_from(["{}", " {}", "{} ", "\u00a0{}\u00a0"]))
def test_unicode_form_and_outer_blanks_never_make_a_second_person(text, form, frame):
    spelled = frame.format(unicodedata.normalize(form, text))
    assert person_key(clean_name(spelled)) == person_key(clean_name(text))


@given(
    st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1),
    st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1),
)
def test_last_name_first_is_the_same_person(first, last):
    assert person_key(f"{last}, {first}") == person_key(f"{first} {last}")
