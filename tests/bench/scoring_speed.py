"""How long sorting takes: a short log in a fresh process, a distinct text by itself, and a million at once.

Run it by hand: ``python tests/bench/scoring_speed.py [HOW MANY]``. It prints times on one core and asserts nothing.
The aims: at most 150 us a distinct text by itself, a million at once in at most 10 s.

The million are made of the texts of the corpus: as many words in each, in runs of one to five words that stand together
somewhere in the corpus, so that some pairs of words are known and some are not, under the columns of its entries.
"""

import csv
import os
import random
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

CORPUS = os.path.join("src", "faceaudit", "training", "corpus", "corpus.csv")
SHORT = 200
LONG = 8000
MANY = 1_000_000
LONGEST_RUN = 5
PORTION = 4_000

FRESH = """
import csv, sys
from time import perf_counter
import typing, re, tomllib
rows = [tuple(line.rstrip("\\n").split("\\t")) for line in open(sys.argv[1], encoding="utf-8")]
begun = perf_counter()
from faceaudit.scoring import Scorecard, Words
imported = perf_counter()
card = Scorecard.load()
loaded = perf_counter()
for row in rows: card.judge(Words(*row))
print(imported - begun, loaded - imported, perf_counter() - loaded)
"""


def _texts() -> list[tuple[str, ...]]:
    columns = ("text", "activity_type", "customer", "customer_status", "opportunity_stage")
    with open(CORPUS, encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(tuple(row[name] for name in columns) for row in csv.DictReader(file)))


def _measure_short(texts: list[tuple[str, ...]], path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.writelines("\t".join(value.replace("\t", " ").replace("\n", " ") for value in row) + "\n" for row in texts)
    runs = []
    for _ in range(9):
        told = subprocess.run([sys.executable, "-c", FRESH, path], capture_output=True, text=True, check=True)
        runs.append([float(value) * 1000 for value in told.stdout.split()])
    for name, values in zip(("import", "load", f"judge {SHORT}"), zip(*runs, strict=True), strict=True):
        print(f"{name:>12}: median {sorted(values)[4]:6.2f} ms, best {min(values):6.2f} ms")


def _measure_long(texts: list[tuple[str, ...]]) -> None:
    from faceaudit.scoring import Scorecard, Words

    card = Scorecard.load()
    begun = perf_counter()
    for row in texts:
        card.judge(Words(*row))
    print(f"{'long run':>12}: {(perf_counter() - begun) / len(texts) * 1e6:6.1f} us a distinct text")


def _make_many(texts: list[tuple[str, ...]], many: int) -> list[tuple[str, ...]]:
    """Give distinct texts made of runs of words of some texts."""
    chance = random.Random(1)
    lengths = [len(text.split()) for text, *_ in texts]
    words = [word for text, *_ in texts for word in text.split()]
    made: dict[str, tuple[str, ...]] = {}
    while len(made) < many:
        at = chance.randrange(len(texts))
        text: list[str] = []
        while len(text) < lengths[at]:
            begin = chance.randrange(len(words))
            text += words[begin : begin + chance.randint(1, LONGEST_RUN)]
        made[" ".join(text[: lengths[at]])] = texts[at][1:]
    return [(text, *columns) for text, columns in made.items()]


def _time_calls(owner: Any, name: str, spent: dict[str, float]) -> None:
    """Add up what the calls of a method take."""
    method: Callable[..., Any] = getattr(owner, name)

    def timed(*arguments: Any) -> Any:
        begun = process_time()
        found = method(*arguments)
        spent[name] += process_time() - begun
        return found

    setattr(owner, name, timed)


def _sort(sorter: Any, entries: list[Any]) -> None:
    """Sort entries in the portions in which they come from logs."""
    for at in range(0, len(entries), PORTION):
        sorter.sort_many(entries[at : at + PORTION])


def _measure_many(texts: list[tuple[str, ...]], many: int) -> None:
    from faceaudit.scoring import Scorecard, Words
    from faceaudit.scoring.rules import RuleBook
    from faceaudit.scoring.sorter import Sorter

    entries = [Words(*row) for row in _make_many(texts, many)]
    begun = process_time()
    found = sum(len(re.findall(r"\w+", words.text.casefold())) for words in entries)
    peer = process_time() - begun
    print(f"{many:,} distinct texts, {found / many:.1f} words each; seconds of processor time")
    sorter = Sorter(Scorecard.load(), RuleBook([]))
    begun = process_time()
    _sort(sorter, entries)
    whole = process_time() - begun
    print(f"{'all':>12}: {whole:6.2f} s, {whole / peer:4.2f} x re.findall(r'\\w+', text.casefold())")
    sorter.forget()
    batch, spent = sorter._batch, defaultdict[str, float](float)
    for owner, name in (
        (batch._snippets, "lay_out"), (batch._words, "reach"), (batch._marks, "tell"), (batch, "_add_up"),
        (batch._words, "pair_keys"), (batch._rows, "find"), (batch._rows, "add_up"), (batch._layers, "settle"),
    ):  # fmt: skip
        _time_calls(owner, name, spent)
    some = entries[: many // 5]
    begun = process_time()
    _sort(sorter, some)
    whole = process_time() - begun
    find = spent["pair_keys"] + spent["find"]
    parts = {
        "words": spent["lay_out"],
        "modes": spent["tell"],
        "pairs": find,
        "other cues": spent["_add_up"] - find - spent["add_up"],
        "rows": spent["add_up"],
        "layers": spent["settle"],
    }
    parts["the rest"] = whole - sum(parts.values())
    print(f"once the words are known, {whole * many / len(some):.2f} s a {many:,}, of which:")
    for name, seconds in parts.items():
        print(f"{name:>12}: {seconds * many / len(some):6.2f} s")


if __name__ == "__main__":
    import tempfile

    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    found = _texts()
    with tempfile.TemporaryDirectory() as folder:
        _measure_short(found[3000 : 3000 + SHORT], os.path.join(folder, "short.tsv"))
    _measure_long(found[:LONG])
    _measure_many(found, int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
