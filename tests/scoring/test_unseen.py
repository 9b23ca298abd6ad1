"""How the scorecard sorts people who were written after it was made, by readers who had seen none of its corpus.

Nothing is ever learned from them: not for the corpus, not for a limit.
"""

import re

import pytest

pytest.importorskip("scipy", reason="training is for developers")

from faceaudit.scoring import Scorecard
from faceaudit.training.corpus import read_corpus, read_examples
from faceaudit.training.evaluation import compare
from faceaudit.training.figures import measure
from support import README, ROOT

UNSEEN = ROOT / "tests" / "data" / "unseen_people.csv"
PLACE = re.compile(r"(<!-- unseen -->\n).*?(<!-- end of unseen -->)", re.DOTALL)


@pytest.fixture(scope="module")
def figures():
    card = Scorecard.load()
    found = [(example, card.judge(example.words)) for example in read_examples(UNSEEN)]
    return measure([compare(one, told, is_open=told.open, certainty=told.certainty) for one, told in found])


def test_none_of_them_is_in_the_corpus():
    learned = {example.words.text for example in read_corpus() if len(example.words.text.split()) > 3}
    assert not learned & {example.words.text for example in read_examples(UNSEEN)}


def test_they_are_sorted_as_well_as_is_promised(figures):
    assert figures["category_right"] >= 0.9
    assert figures["decided_right"] >= 0.97
    assert figures["decided_share_of_time"] >= 0.8
    assert figures["share_error"] <= 0.03
    assert figures["truth_above_range"] == 0.0


def test_the_readme_tells_how_well(figures, request):
    text = README.read_text(encoding="utf-8")
    renewed = PLACE.sub(lambda match: match[1] + tell(figures) + match[2], text)
    if request.config.getoption("--update-golden"):
        README.write_text(renewed, encoding="utf-8")
    assert PLACE.search(renewed)
    assert renewed == README.read_text(encoding="utf-8")


def tell(figures) -> str:
    shown = {key: f"{value * 100:.1f}" for key, value in figures.items() if isinstance(value, float)}
    return (
        f"On {figures['entries']} entries of {figures['people']} further people, written afterwards by two hands that "
        "had\nseen none of the training data, never learned from, and plainer than most diaries above:\n\n"
        f"- category right {shown['category_right']} %, activity {shown['activity_right']} %, "
        f"selling or not {shown['selling_or_not_right']} %;\n"
        f"- {shown['decided_share_of_time']} % of the time decided, {shown['decided_right']} % of that right;\n"
        f"- mean error of a person's share {shown['share_error']} points; the range holds the true share for "
        f"{shown['range_holds']} %,\n  and nobody's true share lies above it.\n"
    )
