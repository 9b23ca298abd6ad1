"""Coverage-guided fuzzing of the reader: bytes that nobody thought of, as a log.

In an environment of its own, from the root of the project:

    python -m venv .fuzz && .fuzz/bin/pip install atheris -e .
    mkdir -p .fuzz/corpus && cp samples/*.csv tests/fuzz/finds/* .fuzz/corpus
    .fuzz/bin/python tests/fuzz/read_log.py .fuzz/corpus -dict=tests/fuzz/log.dict \
        -max_total_time=300 -max_len=4096 -timeout=10 -rss_limit_mb=2048

It stops at its first find and writes it to ``crash-*``. Make that small (``-minimize_crash=1 -runs=10000 crash-*``),
mend the reader, and keep the file in ``tests/fuzz/finds`` under a name that tells what it was; ``test_finds.py`` reads
it from then on.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["faceaudit", "csv"]):
    from reading_property import check_log


def fuzz_one(data: bytes) -> None:
    check_log(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, fuzz_one)
    atheris.Fuzz()
