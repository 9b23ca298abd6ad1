"""From comparisons with published figures to what is said of them, in words and in numbers.

Knows nothing of formats.
"""

from collections.abc import Sequence
from typing import Any

from faceaudit.errors import Note
from faceaudit.judging.benchmarks import Comparison
from faceaudit.judging.published import HUNDRED, OPINION, Published, Source
from faceaudit.judging.shown import selling_shares
from faceaudit.judging.splits import Split
from faceaudit.reports.benchmark_tables import (
    NUMBERS,
    OVERVIEW,
    machine_rows,
    make_class_table,
    overview_cells,
    selling_row,
    show_range,
)  # fmt: skip
from faceaudit.reports.phrases import say_title, tell_period
from faceaudit.tables import SECONDS, SHARE, TEXT, Column, Report, Section, Table
from faceaudit.tally import Tally
from faceaudit.taxonomy import ACTIVITIES
from faceaudit.units import count_of, show_hours

SCHEMA = "faceaudit.benchmark/1"
LIST_SCHEMA = "faceaudit.benchmark-sources/1"

_TOTAL = (
    Column("working_seconds", "working", SECONDS), Column("selling_seconds", "selling", SECONDS),
    Column("uncertain_seconds", "uncertain", SECONDS), Column("excluded_seconds", "excluded", SECONDS),
    Column("selling_share_low", "selling share, low", SHARE),
    Column("selling_share_high", "selling share, high", SHARE),
)  # fmt: skip
_LIST = (
    Column("source", "source", TEXT), Column("year", "year", TEXT), Column("measured", "measured", TEXT),
    Column("title", "title", TEXT),
)  # fmt: skip
_LIST_NUMBERS = (
    *_LIST, Column("sample", "sample", TEXT), Column("kind", "kind", TEXT),
    Column("selling_share", "selling share", SHARE),
)  # fmt: skip
_MEASURED = {
    "observed": "watched by observers",
    "measured": "measured, how is not told",
    "survey": "asked in a survey",
    "not-told": "how is not told",
    "example": "one firm's example",
    OPINION: "an opinion",
}
_NAMED = 3


def make_overview(tally: Tally, split: Split, comparisons: Sequence[Comparison], published: Published,
                  notes: list[Note]) -> Report:  # fmt: skip
    """Make the overview: the share of selling of each source beside that of a log, as that source counts it.

    Args:
        tally: what was counted.
        split: the same time by category.
        comparisons: with each source.
        published: all that is published.
        notes: what was assumed or noticed of the logs.
    """
    told = [(one.source, one.selling) for one in comparisons if one.selling]
    rows = [overview_cells(source, selling) for source, selling in told if source.measured != OPINION]
    apart = [overview_cells(source, selling) for source, selling in told if source.measured == OPINION]
    return Report(
        schema=SCHEMA,
        title=say_title("This log beside published figures", tally, split),
        words=Table(OVERVIEW, rows, apart),
        lines=[
            _own_line(split), *_range_lines(split), *_outside_lines(published.sources), _averages_line(published),
            _measured_line([source for source, _ in told]), *_silent_lines(published), *published.about,
        ],
        numbers=Table(NUMBERS, [selling_row(source, selling) for source, selling in told]),
        total=_total(split),
        head=_head(tally, published.sources),
        rows_name="rows",
        notes=notes,
    )  # fmt: skip


def make_comparison(tally: Tally, split: Split, comparisons: Sequence[Comparison], notes: list[Note]) -> Report:
    """Make the tables of some sources in full, a log beside each; the arguments are those of the overview."""
    first, *others = comparisons
    return Report(
        schema=SCHEMA,
        title=say_title(f"This log beside {_title(first.source)}", tally, split),
        words=make_class_table(first),
        lines=[*(_range_lines(split) if first.source.classes else []), *_source_lines(first)],
        numbers=Table(NUMBERS, [row for one in comparisons for row in machine_rows(one)]),
        total=_total(split),
        head=_head(tally, [one.source for one in comparisons]),
        rows_name="rows",
        notes=notes,
        sections=[Section(_title(one.source), _source_lines(one), make_class_table(one)) for one in others],
    )


def make_source_list(published: Published) -> Report:
    """Make the list of what there is."""
    numbers = [
        (
            one.id, one.year, one.measured, one.title, one.sample or None,
            "split" if one.is_complete else "figures",
            None if one.selling_percent is None else one.selling_percent / HUNDRED,
        )
        for one in published.sources
    ]  # fmt: skip
    return Report(
        schema=LIST_SCHEMA,
        title=f"Published figures: {count_of(len(published.sources), 'source')}",
        words=Table(_LIST, [row[:4] for row in numbers]),
        lines=["One in full, beside a log: faceaudit benchmark LOG --source SOURCE", *published.about],
        numbers=Table(_LIST_NUMBERS, numbers),
        total=None,
        head={},
        rows_name="sources",
        notes=[],
    )


def _title(source: Source) -> str:
    return f"{source.title} ({source.year})" if source.year else source.title


def _own_line(split: Split) -> str:
    if not split.working:
        return "There is no working time to compare."
    own = show_range(split.selling, split.selling + split.uncertain, split.working)
    return (
        f"By the codebook {own} % of the working time is selling. Each row above counts it as that source counts"
        " selling: --source SOURCE shows one in full, --list what there is."
    )


def _range_lines(split: Split) -> list[str]:
    if not split.uncertain:
        return []
    hours = show_hours(split.uncertain)
    return [f"A range goes from none of the {hours} h of uncertain time to all of it: it may stand in any class."]


def _outside_lines(sources: Sequence[Source]) -> list[str]:
    """Say which headlines are compared without what no log of work holds."""
    said = []
    for one in sources:
        names = " and ".join(each.title for each in one.classes if each.is_outside)
        if names and one.selling_percent:
            percent = one.selling_percent
            said.append(
                f'{one.id} without "{names}": {percent} / {one.counted} = {show_range(percent, percent, one.counted)} %'
            )
    return [f"Compared without what no log of work holds: {'; '.join(said)}."] if said else []


def _averages_line(published: Published) -> str:
    shares = [one.selling_percent for one in published.sources if one.is_average and one.selling_percent is not None]
    opinions = ", ".join(f"{one.id} ({one.selling_percent} %)" for one in published.sources if one.measured == OPINION)
    return (
        f"Every published average lies between {min(shares)} and {max(shares)} %. Below the line stands an opinion of"
        f" what should be, no measurement: {opinions}. A target of 90 % is such an opinion too: no published average"
        " comes near it."
    )


def _measured_line(sources: Sequence[Source]) -> str:
    ways: dict[str, list[str]] = {}
    for one in sources:
        ways.setdefault(_MEASURED[one.measured], []).append(one.id)
    return "How they know: " + "; ".join(f"{way}: {', '.join(names)}" for way, names in ways.items()) + "."


def _silent_lines(published: Published) -> list[str]:
    names = ", ".join(one.id for one in published.sources if not one.selling)
    return [f"Other figures, no share of selling: {names}."] if names else []


def _source_lines(one: Comparison) -> list[str]:
    source = one.source
    about = [f"published {source.year}" if source.year else "year not known", _MEASURED[source.measured], source.sample]
    read_in = f" Read in {source.read_in}." if source.read_in else ""
    called = [each.title for each in source.classes if each.id in source.selling]
    calls = ", ".join(called) if len(called) > 1 else source.counts
    return [
        f"The source calls selling: {calls}." if calls else "The source gives no share of selling.",
        *_base_lines(one),
        *(f"Definition: {line}" for line in source.definitions),
        *_assumed_lines(one),
        f"Source: {source.title}; {', '.join(filter(None, about))}.{read_in}",
        *source.caveats,
        *(f"Also published: {line}" for line in source.facts),
    ]


def _base_lines(one: Comparison) -> list[str]:
    """Say what is taken off before figures are compared."""
    outside = [each for each in one.source.classes if each.is_outside]
    if not outside:
        return []
    names = " and ".join(f"{each.title} ({each.percent} %)" for each in outside)
    line = (
        f"Comparable is the published share without {names}, as that is no working time here: each is divided by"
        f" {one.source.counted} %. Beside it stand the hours logged as breaks, leave and the like, which are not the"
        " same and are not compared."
    )
    return [line]


def _assumed_lines(one: Comparison) -> list[str]:
    said = []
    for each in one.source.classes:
        beside = one.classes[each.id]
        if beside and beside.assumed_ms:
            names = [ACTIVITIES[name].title for name in beside.assumed[:_NAMED]]
            more = " and more" if len(beside.assumed) > _NAMED else ""
            said.append(f"{each.title} {show_hours(beside.assumed_ms)} h ({', '.join(names)}{more})")
    return [f"Placed by assumption, as its place was not told: {'; '.join(said)}."] if said else []


def _total(split: Split) -> Table:
    cells = (split.working, split.selling, split.uncertain, split.excluded, *selling_shares(split))
    return Table(_TOTAL, [cells])


def _head(tally: Tally, sources: Sequence[Source]) -> dict[str, Any]:
    return {
        "period": tell_period(tally.period()),
        "sources": [
            {
                "source": one.id, "title": one.title, "year": one.year, "measured": one.measured,
                "sample": one.sample or None, "read_in": one.read_in or None, "complete": one.is_complete,
                "selling": list(one.selling), "stated_selling_share": one.stated and one.stated / HUNDRED,
                "merged": {
                    each.id: {name: part / HUNDRED for name, part in each.of.items()}
                    for each in one.classes if each.of
                },
                "definitions": list(one.definitions), "caveats": list(one.caveats), "facts": list(one.facts),
            }
            for one in sources
        ],
    }  # fmt: skip
