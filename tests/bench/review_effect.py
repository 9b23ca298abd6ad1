"""What 40 answers do to the errors in a person's log: by what was asked, and by what was learned.

Run it by hand with the libraries of training: ``python tests/bench/review_effect.py [FOLDER]``; FOLDER keeps the
scorecards made without each fifth of the people, so that the next run is quick. Nothing is asserted. Every person of a
diary is asked the first questions of ``review`` and answers as the corpus is labelled. Errors are entries of a wrong
category, uncertain ones by their likeliest activity; entries labelled ``unclear`` are left out.
"""

import os.path
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faceaudit.logs import Entry
from faceaudit.reviews import Review
from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.decisions import Decision, DecisionBook
from faceaudit.scoring.rules import RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.table import Table
from faceaudit.taxonomy import UNCLEAR, category_of
from faceaudit.training.corpus import DIARY, Example, read_corpus
from faceaudit.training.evaluation import FOLDS, HeldOut, assign_folds, calibrate_from
from faceaudit.training.making import make_card
from faceaudit.units import MS_PER_MINUTE

ASKED = 40


class Errors(NamedTuple):
    """Errors in a person's log."""

    entries: int
    before: int
    after: int
    others: int
    """Entries that were not asked about."""
    others_before: int
    others_after: int


def _tables(examples: Sequence[Example], folds: Sequence[int], folder: str | None) -> list[Table]:
    tables = []
    for fold in range(FOLDS):
        path = os.path.join(folder, f"{fold}.bin") if folder else ""
        if path and os.path.isfile(path):
            with open(path, "rb") as file:
                card = file.read()
        else:
            card = make_card([example for example, own in zip(examples, folds, strict=True) if own != fold])
            if path:
                with open(path, "wb") as file:
                    file.write(card)
        tables.append(Table(card, f"fold {fold}"))
    return tables


def _calibrate(tables: Sequence[Table], examples: Sequence[Example], folds: Sequence[int]) -> None:
    """Set what each table's raw chances are worth, as told by the people of the other folds."""
    cards = [Scorecard(table) for table in tables]
    found = [
        HeldOut(example, cards[fold].judge(example.words), fold)
        for example, fold in zip(examples, folds, strict=True)
        if example.is_of_calibration
    ]
    for fold, table in enumerate(tables):
        calibration = calibrate_from([item for item in found if item.fold != fold])
        table.certainties = tuple(calibration.certainties)
        table.sizes = table.sizes._replace(selling_limit=calibration.selling_limit, other_limit=calibration.other_limit)


def _entry(example: Example, line: int) -> Entry:
    words = example.words
    return Entry(
        example.writer, example.writer, "", "2025-01-01", round(example.minutes * MS_PER_MINUTE), words.activity_type,
        words.text, words.customer, words.customer_status, words.stage, "", line, [],
    )  # fmt: skip


def _answer(entries: Sequence[Example], sorter: Sorter) -> Iterator[Decision]:
    """Give the answers to the first questions: to each case the label of its words."""
    labels: dict[Words, str] = {}
    for example in entries:
        labels.setdefault(_bare(example.words), example.activity)
    review = Review(sorter)
    review.gather(_entry(example, line) for line, example in enumerate(entries))
    for question in review.questions(ASKED):
        # One key answers for all cases, as on the terminal.
        activity = labels[_bare(question.words)]
        for case in question.cases:
            yield case.decide(activity, "", "2025-01-02")


def _bare(words: Words) -> Words:
    return words._replace(customer="", stage="")


def _measure(entries: Sequence[Example], table: Table) -> Errors:
    plain = Sorter(Scorecard(table), RuleBook([]))
    decisions = list(_answer(entries, plain))
    book = DecisionBook(decisions)
    taught = Sorter(Scorecard(table, decisions=decisions), RuleBook([]), book)
    counts = [0] * len(Errors._fields)
    for example in entries:
        if example.activity == UNCLEAR:
            continue
        before, after = (_is_wrong(example, sorter) for sorter in (plain, taught))
        counts[0] += 1
        counts[1] += before
        counts[2] += after
        if not book.find(example.words):
            counts[3] += 1
            counts[4] += before
            counts[5] += after
    return Errors(*counts)


def _is_wrong(example: Example, sorter: Sorter) -> bool:
    return category_of(sorter.verdict(example.words).activity) != category_of(example.activity)


def _tell(name: str, people: Sequence[Errors]) -> None:
    sums = Errors(*map(sum, zip(*people, strict=True)))
    halved = sum(2 * one.after <= one.before for one in people)
    print(f"{name}: {len(people)} people, {sums.entries} entries, {sums.entries / len(people):.0f} each")
    print(f"  wrong before {sums.before / sums.entries:.2%}, after {sums.after / sums.entries:.2%}", end="")
    print(f" ({sums.after / max(1, sums.before):.0%} of the errors left); at least halved: {halved / len(people):.1%}")
    if sums.others:
        print(f"  {sums.others} not asked: wrong without lessons {sums.others_before / sums.others:.2%}", end="")
        print(f" ({sums.others_before}), with lessons {sums.others_after / sums.others:.2%} ({sums.others_after})")


def main(folder: str | None) -> None:
    """Measure and print."""
    examples = read_corpus()
    folds = assign_folds(examples)
    tables = _tables(examples, folds, folder)
    _calibrate(tables, examples, folds)
    people: dict[tuple[str, int], list[Example]] = defaultdict(list)
    for example, fold in zip(examples, folds, strict=True):
        if example.kind == DIARY:
            people[example.writer, fold].append(example)
    found = [(entries[0], len(entries), _measure(entries, tables[fold])) for (_, fold), entries in people.items()]
    _tell("all diaries", [errors for _, _, errors in found])
    _tell("diaries of the first corpus", [errors for one, _, errors in found if one.is_of_calibration])
    _tell(f"of more than {2 * ASKED} entries", [errors for _, number, errors in found if number > 2 * ASKED])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
