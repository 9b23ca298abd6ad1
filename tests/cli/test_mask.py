"""With --mask no name is left in any result, and every figure stays."""

import json
import re

import pytest

from faceaudit.render import FORMATS

LOG = """person,team,date,start,minutes,activity,activity_type,customer
Xanthe Quill,North,2025-11-03,09:00,60,sold to Hill,Visit,Hill
XANTHE QUILL,North,2025-11-03,09:30,60,"served, Zoltan Brix was there too",Call,Hill
Zoltan Brix,South,2025-11-03,09:00,90,Xanthe said it is open,Call,Dale
Wyn,South,2025-11-04,10:00,30,filed it with Wyn and Brix,Note,
Odo Vex,South,2025-11-04,10:00,much,filed,Note,
"""
NAMES = re.compile(r"Xanthe|Quill|Zoltan|Brix|Wyn|Odo|Vex|Uma|Jolt", re.IGNORECASE)
COMMANDS = ("report", "matrix", "causes", "trend", "benchmark")


@pytest.fixture
def log(write, sure_rules):
    with sure_rules.open("a") as file:
        file.write('[targets]\npeople = { "Xanthe Quill" = 40 }\n[roles]\nhunter = ["Uma Jolt"]\n')
    return write("log.csv", LOG)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_name_is_left(run, log, write, command, kind):
    write("key", "5e" * 32)  # a key made anew gives, once in a few thousand, a pseudonym with "VEX" in it
    found = run(command, log, "--mask", "key", "--format", kind)
    assert found.code == 0
    assert NAMES.search(found.out + found.err) is None


def people_of(found):
    return [{key: value for key, value in row.items() if key != "person"} for row in json.loads(found.out)["people"]]


def test_every_figure_and_every_own_target_stays(run, log):
    plain, masked = (people_of(run("report", log, "-f", "json", *more)) for more in ([], ["--mask", "key"]))
    assert sorted(map(str, plain)) == sorted(map(str, masked))
    assert 0.4 in [row["threshold"] for row in masked]


def test_rows_stand_in_the_order_of_the_pseudonyms_which_are_the_same_in_every_run(run, log):
    first, second = (json.loads(run("report", log, "--mask", "key", "-f", "json").out) for _ in range(2))
    names = [row["person"] for row in first["people"]]
    assert names == sorted(names)
    assert all(re.fullmatch(r"P-[0-9A-Z]{8}", name) for name in names)
    assert first == second


def test_the_key_is_told_of_when_it_is_made(run, log):
    assert "key was made: keep it" in run("report", log, "--mask", "key").err
    assert run("report", log, "--mask", "key").err == ""


def test_people_are_asked_for_by_their_names(run, log):
    found = json.loads(run("report", log, "--mask", "key", "--person", "zoltan brix", "-f", "json").out)
    assert len(found["people"]) == 1


def test_who_is_there_is_not_told_where_somebody_is_not(run, log):
    assert "The log has " in run("report", log, "--person", "Nobody Known").err
    done = run("report", log, "--mask", "key", "--person", "Nobody Known")
    assert done.code == 2
    assert "there is no entry of 'Nobody Known'. Check the name." in done.err


def test_no_log_is_taken_for_a_key_nor_a_key_written_over(run, log):
    before = log.read_bytes()
    assert run("report", log, "--mask", log).code == 2
    assert log.read_bytes() == before
    run("report", log, "--mask", "key")
    refused = run("report", log, "--mask", "key", "-o", "key")
    assert (refused.code, refused.out) == (2, "")


def test_small_teams_are_not_told_of(run, log):
    plain, told = (run("report", log, *more).out for more in ([], ["--min-group", "2"]))
    assert "team North" in plain
    assert "team South" in plain
    assert "team" not in told.partition("\n\n")[2].partition("\n\n")[0]


def test_no_name_stands_among_the_words_that_are_not_known(run, write):
    texts = [
        "Angebot an Firma Meier geschickt", "Telefonat mit Einkauf", "Lager angerufen, wo die Ware bleibt",
        "Neue Anlage vorgeführt und Muster dagelassen", "Fahrt nach Bremen, Anschlussauftrag abgeholt",
        "Wochenbericht für Vertriebsleitung geschrieben",
    ]  # fmt: skip
    rows = "".join(f'Xanthe Quillmann,2025-11-03,60,"Quillmann, {text}"\n' for text in texts)
    log = write("log.csv", f"person,date,minutes,activity\n{rows}")
    plain, masked = (run("report", log, "-f", "json", *more).out for more in ([], ["--mask", "key"]))
    unknown = [note for note in json.loads(masked)["notes"] if note["code"] == "unknown-words"]
    assert "'quillmann'" in plain
    assert len(unknown) == 1
    assert "quillmann" not in masked.casefold()
