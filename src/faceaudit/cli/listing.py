"""What ``classify`` and ``explain`` do once their options are read."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from faceaudit.audit import make_sorter, start_reading
from faceaudit.classified import SCHEMA, TEXT_COLUMNS, TEXT_WIDTHS, Listing, Sampling, Wanted
from faceaudit.cli.given import SAYS_NOTES, read_config, read_options, say_notes, take_look
from faceaudit.cli.output import guard_files, write_result
from faceaudit.cli.rejected import write_rejects
from faceaudit.config import Config
from faceaudit.counting import words_of
from faceaudit.errors import FaceauditError, Note, escape, quote
from faceaudit.explained import explain_words
from faceaudit.logs import Reading, ReadOptions, person_key
from faceaudit.rejects import RejectBook
from faceaudit.render import Stream, render, render_stream
from faceaudit.reports.phrases import SKIP_WORDS
from faceaudit.scoring.verdict import Words
from faceaudit.taxonomy import CATEGORIES, UNCERTAIN
from faceaudit.units import count_of, show_count, show_hours

DEFAULT_SEED = 1
_FILLED_IN = ("csv", "tsv")
"""Formats of a sample: tables that spreadsheets open and save."""

_MIXED = "the logs are laid out differently: each entry is written as it was read, in columns common to all"


def classify_logs(logs: Sequence[str], **given: Any) -> int:
    """Do ``faceaudit classify``: read, sort, write each entry as it comes.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: something cannot be read or written, no row can be, or one is rejected under ``--strict``.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "csv")
    rejects_file, strict = given.pop("rejects"), given.pop("strict")
    sampling = _sampling(given.pop("sample"), given.pop("seed"), look.format, is_blind=given.pop("blind"))
    wanted = Wanted(
        {person_key(config.aliases.get(person_key(name), name)): name for name in given.pop("people")},
        _categories(given.pop("categories"), uncertain=given.pop("uncertain")),
    )
    reading = start_reading(logs, options, config)
    reading.asked = wanted.people
    guard_files([output, rejects_file], [*(log.source.name for log in reading.logs), config.file])
    rejects = RejectBook(keep=rejects_file is not None)
    listing = Listing(reading, make_sorter(config), wanted, rejects.add)
    refuse = partial(_refuse, reading, rejects, listing, strict=strict)
    try:
        if sampling:
            stream = _draw(sampling, reading, listing, refuse)
        else:
            stream = _stream(reading, listing, refuse, is_text=look.format == "text")
        write_result(_or_refuse(render_stream(stream, look), refuse), output)
    finally:
        if rejects_file is not None and rejects.is_complete:
            write_rejects(rejects.kept, rejects_file, raw=look.raw)
    mixed = [Note("common-columns", _MIXED)] if listing.is_mixed and look.format != "text" else []
    drawn = [_sample_note(sampling, output)] if sampling else []
    say_notes([*reading.notes, *mixed, *rejects.notes(), *drawn])
    return 0


def _sampling(number: int | None, seed: int | None, kind: str, *, is_blind: bool) -> Sampling | None:
    if number is None:
        for option, is_given in (("--seed", seed is not None), ("--blind", is_blind)):
            if is_given:
                raise FaceauditError("this is for a sample.", "Say --sample N too.", column=option)
        return None
    if kind not in _FILLED_IN:
        problem = f"a sample is a table to be filled in, which {kind} is not."
        raise FaceauditError(problem, "Write it as CSV or TSV, such as -o sample.csv.", column="--sample")
    return Sampling(number, DEFAULT_SEED if seed is None else seed, is_blind=is_blind)


def _stream(reading: Reading, listing: Listing, refuse: Callable[[], None], *, is_text: bool) -> Stream:
    """Give each row as it comes; where there is none, that is known before a header is written."""
    make_row = listing.row_for_text if is_text else listing.row
    rows = (make_row(*one) for one in listing.entries(reading.batches()))
    first = list(islice(rows, 1))
    if not first:
        refuse()
    columns = TEXT_COLUMNS if is_text else listing.columns
    return Stream(SCHEMA, "entries", columns, chain(first, rows), TEXT_WIDTHS)


def _draw(sampling: Sampling, reading: Reading, listing: Listing, refuse: Callable[[], None]) -> Stream:
    """Draw the sample before anything is written: only a whole log can be drawn from."""
    rows = sampling.draw(listing, reading.batches())
    refuse()
    if not rows:
        remedy = "Check the logs, and the options that choose entries."
        raise FaceauditError("there is no entry with time to draw from.", remedy, column="--sample")
    return Stream(SCHEMA, "entries", sampling.columns(listing), rows, ())


def _sample_note(sampling: Sampling, output: str | None) -> Note:
    how_many = f"{show_count(sampling.drawn)} of {count_of(sampling.of, 'entry', 'entries')}"
    return Note(
        "sample",
        f"{how_many}, drawn at random by their time with seed {sampling.seed}, stand for"
        f" {show_hours(sampling.stands_for)} h; write into the column truth what each was, from number 1 on (the id of"
        f" an activity or of a category, selling or not-selling), then: faceaudit score {escape(output or 'FILE')}",
    )


def _or_refuse(pieces: Iterator[str], refuse: Callable[[], None]) -> Iterator[str]:
    """Pass the result on; end with an error where there is cause for one."""
    yield from pieces
    refuse()


def _refuse(reading: Reading, rejects: RejectBook, listing: Listing, *, strict: bool) -> None:
    """Stop where a row is bad under ``strict``, somebody asked for is not there, or no row could be read."""
    rejects.is_complete = True
    if strict:
        rejects.refuse()
    listing.refuse_strangers(reading.left_out)
    if not listing.has_entries and not reading.left_out:
        rejects.refuse_all()


def _categories(given: Sequence[str], *, uncertain: bool) -> frozenset[str]:
    for name in given:
        if name not in CATEGORIES:
            raise FaceauditError(
                f"there is no category {quote(name)}.", f"Categories are {', '.join(CATEGORIES)}.", column="--category"
            )
    return frozenset([*given, UNCERTAIN] if uncertain else given)


def explain_entry(
    text: str, *, line: int | None, activity_type: str, customer: str, status: str, stage: str, **given: Any
) -> int:
    """Do ``faceaudit explain`` for words, or for the entry on a line of a log.

    Returns:
        The exit code, 0.

    Raises:
        FaceauditError: there is no entry on that line, or it cannot be read.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "text")
    if line is None:
        if os.path.isfile(text):
            raise FaceauditError("this is a file.", "Name the line of an entry: --line N.", file=text)
        words, source = Words(text, activity_type, customer, status, stage), None
        if not any(words):
            raise FaceauditError("there is nothing to explain.", "Give the words of an entry.")
    else:
        words, source = _find_entry(text, line, options, config), f"{text}:{line}"
    report = explain_words(make_sorter(config), words, source=source)
    write_result([render(report, look)], output)
    if look.format not in SAYS_NOTES:
        say_notes(report.notes)
    return 0


def _find_entry(log: str, line: int, options: ReadOptions, config: Config) -> Words:
    reading = start_reading([log], options._replace(salesperson=options.salesperson or "-"), config)
    for batch in reading.batches():
        for entry in batch.entries:
            if entry.line == line:
                return words_of(entry)
        for reject in batch.rejects:
            if reject.line == line:
                raise FaceauditError(
                    f"this row is rejected: {reject.problem}.", reject.remedy, file=log, line=line, column=reject.column
                )
        for skip in batch.skips:
            if skip.line == line:
                why = SKIP_WORDS.get(skip.code, skip.code)
                remedy = f"See {escape(skip.in_place)}." if skip.in_place else "Name the line of an entry."
                raise FaceauditError(f"this row is left out ({why}).", remedy, file=log, line=line)
    raise FaceauditError(
        "no entry begins on this line.", "Lines are counted from 1, the header included.", file=log, line=line
    )
