"""How long the scorecard takes: a short log in a fresh process, and a distinct text in the long run.

Run it by hand: ``python tests/bench/scoring_speed.py``. It prints milliseconds and asserts nothing.
"""

import csv
import os.path
import subprocess
import sys
from time import perf_counter

CORPUS = os.path.join("src", "faceaudit", "training", "corpus", "corpus.csv")
SHORT = 200
LONG = 8000

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


if __name__ == "__main__":
    import tempfile

    found = _texts()
    with tempfile.TemporaryDirectory() as folder:
        _measure_short(found[3000 : 3000 + SHORT], os.path.join(folder, "short.tsv"))
    _measure_long(found[:LONG])
