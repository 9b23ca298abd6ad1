import pytest

from faceaudit.judging.targets import parse_percent


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("90", 900_000),
        (90, 900_000),
        (72.5, 725_000),
        ("72,5", 725_000),
        (" 85 % ", 850_000),
        ("100", 1_000_000),
        ("1.5", 15_000),
    ],
)
def test_a_percentage_is_read_exactly(text, wanted):
    assert parse_percent(text) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.9", "did you mean 90?"),
        ("0.85", "did you mean 85?"),
        ("1", "did you mean 100?"),
        ("0", "0 percent is too little"),
        ("101", "more than 100 percent"),
        ("ninety", "is not a percentage"),
        ("", "is not a percentage"),
        ("nan", "is not a percentage"),
        ("1e3", "is not a percentage"),
        ("-5", "is not a percentage"),
        ("٩٠", "is not a percentage"),
        (True, "is not a percentage"),
    ],
)
def test_anything_else_is_refused_with_advice(text, said):
    with pytest.raises(ValueError, match=said.replace("?", r"\?")):
        parse_percent(text)
