"""What ``classify`` does once its options are read."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from faceaudit.audit import make_sorter, start_reading
from faceaudit.classified import SCHEMA, TEXT_COLUMNS, TEXT_WIDTHS, Listing, Sampling, Wanted
from faceaudit.cli.given import list_files, read_config, read_options, take_look
from faceaudit.cli.output import guard_files, say_notes, write_result
from faceaudit.cli.rejected import write_rejects
from faceaudit.errors import FaceauditError, Note, escape, quote
from faceaudit.logs import Reading, key_people
from faceaudit.rejects import RejectBook
from faceaudit.render import Stream, render_stream
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
        key_people(given.pop("people"), config.aliases),
        _categories(given.pop("categories"), uncertain=given.pop("uncertain")),
    )
    reading = start_reading(logs, options, config)
    reading.asked = wanted.people
    guard_files([output, rejects_file], list_files(reading, config))
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
    reading.refuse_strangers(listing.wanted.people, listing.met)
    if not listing.met and not reading.left_out:
        rejects.refuse_all()


def _categories(given: Sequence[str], *, uncertain: bool) -> frozenset[str]:
    for name in given:
        if name not in CATEGORIES:
            raise FaceauditError(
                f"there is no category {quote(name)}.", f"Categories are {', '.join(CATEGORIES)}.", column="--category"
            )
    return frozenset([*given, UNCERTAIN] if uncertain else given)
