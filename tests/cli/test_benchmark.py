"""``benchmark``: published splits given back by a log that has them, and what is told beside a log."""

import csv
import io
import json

import pytest

from faceaudit.judging.published import MODES, load_published
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES
from support import SAMPLES

SOURCES = load_published().sources
WITH_FIGURES = [one for one in SOURCES if any(each.takes for each in one.classes)]
BY_NAME = {"ids": lambda one: one.id}
SMALL = SAMPLES / "harvest.csv"
HOUR = 3600

RULES = "".join(
    f'[[rule]]\nname = "{name}"\nphrase = "{"x".join(name.split("-"))}"\nactivity = "{name}"\n' for name in ACTIVITIES
)
TYPES = {"in-person": "Visit", "video": "Zoom", "phone": "Call", "untold": "Task", "none": "Email"}


def can_be_logged(activity, mode):
    """Live contact that nothing tells is only told of activities that are always live."""
    face_time = ACTIVITIES[activity].face_time
    return mode == "none" or (face_time != "never" and (mode != "untold" or face_time == "live"))


def log_of(times):
    """Write seconds by activity and mode as a log, an entry each."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["person", "date", "seconds", "activity_type", "activity"])
    for at, ((activity, mode), seconds) in enumerate(sorted(times.items())):
        words = "x".join(activity.split("-"))
        rows.writerow([f"Rep {at % 3}", f"2025-11-{3 + at % 5:02d}", seconds, TYPES[mode], words])
    return file.getvalue()


def spread(seconds, places):
    """Spread time over places so that all have some."""
    each, rest = divmod(seconds, len(places))
    return {place: each + (rest if at == 0 else 0) for at, place in enumerate(sorted(places))}


def published_log(source):
    """Give a log of 100 hours that is split as published, each class over everything that stands in it."""
    within = {one.within: one for one in source.classes if one.within}
    times, left, taken = {}, 100 * HOUR, set()
    for one in source.classes:
        places = {place for place in one.takes if can_be_logged(*place)}
        if one.is_outside:
            places = {("excluded", "none")}
        percent = one.percent
        if one.id in within:
            percent -= within[one.id].percent
            places -= within[one.id].takes
        if places:
            times.update(spread(percent * HOUR, places))
            left -= percent * HOUR
            taken |= one.takes
    working = [name for name, one in ACTIVITIES.items() if CATEGORIES[one.category].working and name != "unclear"]
    rest = {(name, mode) for name in working for mode in MODES if can_be_logged(name, mode)} - taken
    if left:
        times.update(spread(left, rest))
    return log_of(times)


@pytest.mark.parametrize("source", WITH_FIGURES, **BY_NAME)
def test_a_log_split_as_published_gives_the_published_figures_back(source, run, write):
    write("faceaudit.toml", RULES)
    write("log.csv", published_log(source))
    done = run("benchmark", "log.csv", "--source", source.id, "--format", "json")
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    rows = {row["class"]: row for row in document["rows"] if row["row"] == "class"}
    compared = [one for one in source.classes if one.takes]
    for one in compared:
        row = rows[one.id]
        assert row["published_share"] == one.percent / 100
        assert row["seconds"] == one.percent * HOUR
        assert row["share_low"] == row["share_high"] == row["comparable_share"]
        assert (row["difference_low"], row["difference_high"]) == (0, 0)
    outside = sum(one.percent for one in source.classes if one.is_outside)
    assert document["total"]["working_seconds"] == (100 - outside) * HOUR
    assert document["total"]["excluded_seconds"] == outside * HOUR
    selling = [row for row in document["rows"] if row["row"] == "selling"]
    assert [(row["published_share"], row["difference_low"]) for row in selling] == (
        [(source.selling_percent / 100, 0)] if source.selling else []
    )


def test_a_log_split_as_published_by_hand(run, write, golden):
    """The shortest full split, typed by hand: 25, 30, 30 and 15 hours of 100."""
    write("faceaudit.toml", RULES)
    write("log.csv", "person,date,hours,activity\nAnn,2025-11-03,25,prospecting\nAnn,2025-11-04,30,proposal\n"
                     "Ann,2025-11-05,30,complaint\nAnn,2025-11-06,15,administration\n")  # fmt: skip
    golden("benchmark/by_hand.txt", run("benchmark", "log.csv", "--source", "ceb-2009").out)


@pytest.mark.parametrize("kind", ["text", "markdown", "csv"])
def test_overview(run, golden, kind, team):
    done = run("benchmark", team, "--format", kind)
    assert done.code == 0
    golden(f"benchmark/overview.{kind}.txt", done.out)


@pytest.mark.parametrize("kind", ["text", "json"])
def test_one_source_in_full(run, golden, kind, team):
    done = run("benchmark", team, "--source", "salesforce-2024", "--person", "Tom Okafor", "--format", kind)
    assert done.code == 0
    golden(f"benchmark/salesforce.{kind}.txt", done.out)


@pytest.mark.parametrize("kind", ["text", "json"])
def test_the_list(run, golden, kind):
    done = run("benchmark", "--list", "--format", kind)
    assert (done.code, done.err) == (0, "")
    golden(f"benchmark/list.{kind}.txt", done.out)


def test_every_source_fits_the_terminal_and_says_where_it_is_from(run):
    for source in SOURCES:
        done = run("benchmark", SMALL, "--source", source.id, "-f", "text")
        assert done.code == 0
        own = done.out
        assert max(map(len, own.splitlines())) <= 80
        flat = " ".join(own.split())
        assert f"Source: {source.title}" in flat
        assert all(line in flat for line in (*source.definitions, *source.caveats, *source.facts))


def test_several_sources_are_one_table_for_machines_and_sections_for_people(run):
    chosen = ("--source", "pace", "--source", "LARATO", "--source", "pace")
    rows = list(csv.DictReader(io.StringIO(run("benchmark", SMALL, *chosen, "--format", "csv").out)))
    assert list(dict.fromkeys(row["source"] for row in rows)) == ["pace", "larato"]
    text = run("benchmark", SMALL, *chosen).out
    assert text.index("beside Pace") < text.index("\nLarato, sales") < text.index("leads and research")


def test_the_overview_is_the_selling_rows_of_all_sources(run):
    rows = json.loads(run("benchmark", SMALL, "--format", "json").out)["rows"]
    assert {row["row"] for row in rows} == {"selling"}
    for row in rows:
        full = json.loads(run("benchmark", SMALL, "--source", row["source"], "--format", "json").out)["rows"]
        assert full[0] == row


def test_uncertain_time_is_a_range_and_is_shown_apart(run, write):
    write("faceaudit.toml", RULES)
    write("log.csv", "person,date,hours,activity\nAnn,2025-11-03,6,proposal\nAnn,2025-11-03,2,unclear\n"
                     "Ann,2025-11-03,2,travel\nAnn,2025-11-03,5,excluded\n")  # fmt: skip
    rows = json.loads(run("benchmark", "log.csv", "--source", "ceb-2009", "--format", "json").out)["rows"]
    by_class = {
        row["class"] or row["row"]: (row["seconds"] / HOUR, row["share_low"], row["share_high"]) for row in rows
    }
    assert by_class == {
        "pre-sales": (0, 0, 0.2), "selling": (6, 0.6, 0.8), "post-sales": (0, 0, 0.2), "administration": (2, 0.2, 0.4),
        "no-class": (0, 0, 0), "uncertain": (2, 0.2, 0.2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unclear", "shown"),
    [("0:00", "10.0 % -20.0"), ("0:06", "10-12 % -20 to -18"), ("0:01", "10.0-10.3% -20.0 to -19.7")],
)
def test_a_narrow_range_is_shown_finer(run, write, unclear, shown):
    write("faceaudit.toml", RULES)
    write("log.csv", f"person,date,duration,activity\nAnn,2025-11-03,0:30,proposal\nAnn,2025-11-03,{unclear},unclear\n"
                     "Ann,2025-11-03,4:30,travel\n")  # fmt: skip
    line = next(line for line in run("benchmark", "log.csv").out.splitlines() if line.startswith("ceb-2009"))
    assert " ".join(line.split()).endswith(shown)


def test_without_working_time_nothing_is_compared(run, write):
    write("faceaudit.toml", RULES)
    write("log.csv", "person,date,hours,activity\nAnn,2025-11-03,8,excluded\n")
    assert "There is no working time to compare." in run("benchmark", "log.csv").out
    done = run("benchmark", "log.csv", "--source", "proudfoot-2005", "--format", "json")
    assert {row["share_low"] for row in json.loads(done.out)["rows"]} == {None}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--min-group", "5"], "the log has 2 people, too few to be told of."),
        (["--source", "salesforce-2023"], "there is no source 'salesforce-2023'. Did you mean salesforce-2026 or"),
        (["--source", "nobody"], "faceaudit benchmark --list tells which there are."),
    ],
)
def test_what_is_refused(run, given, said):
    done = run("benchmark", SMALL, *given)
    assert (done.code, done.out) == (2, "")
    assert said.replace("'", '"') in done.err.replace("'", '"')


@pytest.mark.parametrize("options", [(), ("--min-group", "5")])
def test_a_period_without_entries_is_a_result(options, run):
    result = run("benchmark", SMALL, "--period", "2024", *options)
    assert result.code == 0, result.err
    assert "There is no working time to compare." in result.out
