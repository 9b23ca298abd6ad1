"""Pseudonyms: the same from run to run, no name left behind, and nobody can tell them without the key."""

import stat

import pytest

from faceaudit.contacts import Contacts
from faceaudit.counting import Count
from faceaudit.errors import FaceauditError, Note, quote
from faceaudit.judging.flags import Limits
from faceaudit.judging.targets import Targets
from faceaudit.mask_key import read_mask
from faceaudit.masks import Mask
from faceaudit.tally import Key, Tally, TextTimes

KEY = bytes(range(32))


def test_a_pseudonym_is_the_same_from_run_to_run_and_differs_by_person_and_key():
    assert Mask(KEY).pseudonym_of("ann example") == Mask(KEY).pseudonym_of("ann example") == "P-MPZK4W7Q"
    assert len({Mask(KEY).pseudonym_of(f"person {i}") for i in range(5_000)}) == 5_000
    assert Mask(KEY[::-1]).pseudonym_of("ann example") != Mask(KEY).pseudonym_of("ann example")


ANN, WILL = Mask(KEY).pseudonym_of("ann example"), Mask(KEY).pseudonym_of("will")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ann Example is below", f"{ANN} is below"),
        ("ANN  example, ann example.", f"{ANN}, {ANN}."),
        ("'aexample' and 'Ann Example'", f"'{ANN}' and '{ANN}'"),
        ("Joann Example, Ann Examples", "Joann Example, Ann Examples"),
        ("will Will go", f"will {WILL} go"),
        ("nothing of that", "nothing of that"),
        ("Ann's call", "Ann's call"),
        ("", ""),
    ],
)
def test_names_are_hidden_in_what_is_said(text, hidden):
    mask = Mask(KEY)
    mask.learn(["Ann Example", "Will"])
    mask.learn(["aexample"], "ann example")
    assert mask.hide(text) == hidden


BO, LOGIN, MARIE = map(Mask(KEY).pseudonym_of, ("bo li", "zbrix@firm.example", "marie kling"))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Call with Ann and Ms Example, Li told me", f"Call with {ANN} and Ms {ANN}, {BO} told me"),
        ("example, ann: ANN's", f"{ANN}, {ANN}: {ANN}'s"),
        ("ann.example@firm.example", f"{ANN}.{ANN}@firm.{ANN}"),
        ("zbrix of the firm", f"{LOGIN} of the firm"),
        ("met marie with kling, mariella", f"met {MARIE} with {MARIE}, mariella"),
        ("bo and li may be words, announce is one", "bo and li may be words, announce is one"),
    ],
)
def test_the_words_of_entries_lose_first_and_last_names_too(text, hidden):
    mask = Mask(KEY)
    mask.learn(["Ann Example", "Bo Li", "zbrix@firm.example", "marie kling"])
    assert mask.hide_words(text) == hidden


def test_a_name_is_hidden_where_a_message_cuts_it():
    mask, name = Mask(KEY), "Ann Example of the Northern Department for Industrial Pumps"
    mask.learn([name])
    assert mask.hide(f"{quote(name)} is below") == f'"{mask.pseudonym_of(name.casefold())}" is below'


def test_files_called_after_somebody_are_not_told_by_name():
    mask = Mask(KEY)
    mask.learn(["Ann Example"])
    assert mask.mask_note(Note("rejected", "much", file="Example/ann_log.csv", line=2)).file == f"{ANN}/{ANN}_log.csv"


def test_what_was_counted_keeps_every_sum():
    tally, texts, contacts = Tally(), TextTimes(), Contacts()
    key = Key("ann example", "North", "2025-11-03", "discovery", "phone")
    tally.count(key, 60, "Ann Example")
    tally.count(key._replace(person="will"), 30, "Will")
    texts.count("will", "Ann asked", 30)
    contacts.count(key, 0, 60)
    contacts.count(key, 30, 60)
    found = Mask(KEY).mask_count(Count(tally, texts, {}, contacts))
    assert {key.person: sums.ms for key, sums in found.tally.sums.items()} == {ANN: 60, WILL: 30}
    assert found.tally.people() == sorted([ANN, WILL])
    assert found.tally.name_of(ANN) == ANN
    assert list(found.open_texts.sums) == [WILL]
    assert "Ann" not in str(found.open_texts.sums)
    assert found.contacts.counted_twice() == {key._replace(person=ANN): 30}


def test_targets_and_teams_follow_the_person():
    limits = Limits(Targets(people={"will": 5}), {"will": "North"}, {"will": "hunter"}, min_group=3)
    masked = Mask(KEY).mask_limits(limits)
    assert masked.targets.people == {WILL: 5}
    assert (masked.teams, masked.roles, masked.min_group) == ({WILL: "North"}, {WILL: "hunter"}, 3)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "key"
    first, is_new = read_mask(str(path))
    assert is_new
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    second, is_new = read_mask(str(path))
    assert not is_new
    assert path.read_bytes() == content
    assert first.pseudonym_of("will") == second.pseudonym_of("will")


@pytest.mark.parametrize("content", [b"", b"abc", b"00" * 15, b"person,date\n", b"\xff" * 64, b"0" * 5000])
def test_what_is_no_key_is_refused_and_left_alone(content, tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(FaceauditError, match="holds no key"):
        read_mask(str(path))
    assert path.read_bytes() == content


def test_a_folder_is_no_key(tmp_path):
    with pytest.raises(FaceauditError, match="no file"):
        read_mask(str(tmp_path))
    with pytest.raises(FaceauditError, match="cannot be read or made"):
        read_mask(str(tmp_path / "none" / "key"))
