"""Settings: what they mean, and every mistake told at once with its line."""

import pytest

from faceaudit.config_file import read_config
from faceaudit.config_file.departments import parse_hundredths
from faceaudit.errors import FaceauditError
from faceaudit.units import MS_PER_HOUR

GOOD = """
[targets]
default = 85
roles = { "Account Manager" = 70 }
people = { "Ann Bee" = 80.5 }
[targets.teams]
North = "75"
[teams]
North = ["Ann Bee", "Cid"]
[roles]
"Account Manager" = ["Bee, Ann"]
[owners]
complaint = "Technical support"
courtesy = "Sales"
order-processing = "Inside  Sales"
travel = "inside sales"
[rates]
currency = "EUR"
sales = 65
"inside SALES" = "32,50"
finance = 40.5
[week]
hours = 37.5
[causes]
notable = "0.5"
[columns]
person = "Rep"
[[rule]]
name = "cold"
phrase = "Golden   hour"
activity = "prospecting"
examples = ["the GOLDEN HOUR, 20 dials"]
[[rule]]
pattern = '\\bTKT-\\d+'
type = "Ticket"
customer_status = "existing"
activity = "product-support"
examples = ["see tkt-12"]
"""


def test_settings_mean_what_they_say(write):
    config = read_config(str(write("a.toml", GOOD)))
    assert config.targets.default == 850_000
    assert config.targets.people == {"ann bee": 805_000}
    assert config.targets.roles == {"account manager": 700_000}
    assert config.targets.teams == {"north": 750_000}
    assert config.teams == {"ann bee": "North", "cid": "North"}
    assert config.roles == {"ann bee": "Account Manager"}
    assert config.columns == {"person": "Rep"}
    assert config.departments.owners == {
        "complaint": "technical-support", "courtesy": "sales", "order-processing": "Inside Sales",
        "travel": "Inside Sales",
    }  # fmt: skip
    assert config.departments.rates == {"sales": 6_500, "Inside Sales": 3_250, "finance": 4_050}
    assert config.departments.currency == "EUR"
    assert config.departments.week_ms == 37 * MS_PER_HOUR + MS_PER_HOUR // 2
    assert config.notable == 5_000
    assert [(rule.name, rule.activity) for rule in config.rules] == [
        ("cold", "prospecting"),
        ("rule 2", "product-support"),
    ]


def test_the_file_that_init_writes_changes_nothing(run):
    assert run("init").code == 0
    from faceaudit.config import NO_SETTINGS

    assert read_config("faceaudit.toml")._replace(file="") == NO_SETTINGS


@pytest.mark.parametrize(
    ("value", "hundredths"),
    [
        (65, 6_500), (32.5, 3_250), (0, 0), (0.1, 10), ("32,5", 3_250), (" 7.50 ", 750), ("1.500", 150), (1e3, 100_000),
        (-1, None), ("1.005", None), (1e30, None), (float("nan"), None), (float("inf"), None), ("", None), ("3.", None),
        (".5", None), ("1 000", None), ("1,000.5", None), (True, None), ([], None), ("٣", None), ("²", None),
    ],
)  # fmt: skip
def test_amounts_are_read_to_the_hundredth(value, hundredths):
    assert parse_hundredths(value) == hundredths


BAD = {
    "targets": '[targets]\ndefault = 0.9\npeple = { "A" = 80 }\npeople = { "Ann" = "x", "Bo" = 300 }\nroles = 5\n',
    "unknown_section": "rules = 3\n[target]\ndefault = 90\n",
    "columns": '[columns]\npersn = "Rep"\nminutes = 5\n',
    "twice": '[targets]\npeople = { Ann = 80, "ANN " = 70 }\nteams = { North = 80, "north" = 70 }\n',
    "groups": '[teams]\nNorth = ["Ann", "Bo"]\nSouth = ["ann "]\nEast = "Cid"\n[roles]\nx = [1]\n',
    "rules": (
        '[[rule]]\nname = "a"\nphrase = "golden"\nactivity = "prospectin"\n\n'
        '[[rule]]\nname = "b"\npattern = "(a"\nactivity = "prospecting"\n\n'
        '[[rule]]\nname = "c"\nphrase = "golden hour"\nactivity = "prospecting"\nexamples = ["silver hour"]\n\n'
        '[[rule]]\nname = "d"\n# comment\nactivty = "upsell"\nphrase = 3\n\n'
        '[[rule]]\nphrase = "..."\nactivity = "upsell"\n\n'
        '[[rule]]\nname = "look-ahead"\npattern = "a(?=b)"\nactivity = "upsell"\nexamples = "one"\n'
    ),
    "departments": (
        '[owners]\ncomplant = "quality"\nprospecting = "finance"\nbilling = "fnance"\nreturns = 3\nreporting = ""\n'
        '[rates]\ncurrency = 5\nsales = -1\nqualty = 3\nquality = "1.005"\nfinance = true\n"Finance " = 30\n'
        "logistics = 1e30\n[week]\nhour = 3\nhours = 0\n[causes]\nnotable = 0.02\nleast = 3\n"
    ),
    "week": "week = 40\n[causes]\nnotable = 101\n",
    "no_list": "rule = 3\n",
    "syntax": '[targets]\ndefault = 90\npeople = { "Ann" = \n',
    "key_twice": "[targets]\ndefault = 90\ndefault = 80\n",
}


@pytest.mark.parametrize("name", BAD)
def test_every_mistake_is_told_at_once(name, run, write, golden):
    write("faceaudit.toml", BAD[name])
    log = write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,30,demo\n")
    done = run("report", log)
    assert (done.code, done.out) == (2, "")
    golden(f"errors/settings_{name}.txt", done.err)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe", "not UTF-8"), (b"a = " + b"[" * 100_000, "deeply nested"), (b"#" * 5_000_000, "larger than 256 KB")],
    ids=["encoding", "nesting", "size"],
)
def test_a_hostile_file_is_refused(content, said, write):
    with pytest.raises(FaceauditError, match=said):
        read_config(str(write("a.toml", content)))


def test_of_many_mistakes_the_first_are_told_and_the_others_counted(write):
    path = str(write("a.toml", "".join(f"[unknown{at}]\n" for at in range(25))))
    with pytest.raises(FaceauditError) as raised:
        read_config(path)
    *told, last = str(raised.value).splitlines()
    assert len(told) == 20
    assert last == f"{path}: 5 more settings cannot be taken either."


def test_a_pattern_may_ask_for_signs_alone(write):
    config = read_config(str(write("a.toml", "[[rule]]\npattern = '👍|[?]{3}'\nactivity = 'courtesy'\n")))
    assert [rule.pattern for rule in config.rules] == ["👍|[?]{3}"]


def test_a_pattern_that_hangs_other_engines_does_not_hang_here(run, write):
    write("faceaudit.toml", "[[rule]]\npattern = '(a+)+$'\nactivity = 'upsell'\n")
    log = write("log.csv", f"person,date,minutes,activity\nAnn,2025-11-03,30,{'a' * 50_000}!\n")
    assert run("report", log).code == 0


def test_a_named_file_that_is_missing_is_an_error(run, write, golden):
    log = write("log.csv", "person,date,minutes,activity\nAnn,2025-11-03,30,demo\n")
    done = run("report", log, "--config", "none.toml")
    assert done.code == 2
    golden("errors/settings_missing.txt", done.err)
