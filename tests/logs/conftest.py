"""Reading a small log from its text or bytes, all of it at once."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from faceaudit.errors import Note
from faceaudit.logs import Entry, Reading, ReadOptions, Reject, Skip, read_logs


class Outcome(NamedTuple):
    entries: list[Entry]
    rejects: list[Reject]
    skips: list[Skip]
    notes: list[Note]

    @property
    def minutes(self) -> list[float]:
        return [entry.ms / 60_000 for entry in self.entries]

    @property
    def codes(self) -> list[str]:
        """Reason codes of rejects, each with its line."""
        return [f"{reject.line}:{reject.code}" for reject in self.rejects]

    @property
    def skipped(self) -> list[str]:
        return [f"{skip.line}:{skip.code}" for skip in self.skips]

    @property
    def noted(self) -> list[str]:
        return [note.code for note in self.notes]


def read_all(reading: Reading) -> Outcome:
    batches = list(reading.batches())
    return Outcome(
        [entry for batch in batches for entry in batch.entries],
        [reject for batch in batches for reject in batch.rejects],
        [skip for batch in batches for skip in batch.skips],
        reading.notes,
    )


@pytest.fixture
def read(tmp_path) -> Callable[..., Outcome]:
    """Read logs given as texts or bytes, as the files log1.csv, log2.csv and so on."""

    def read_texts(*texts: str | bytes, **options: object) -> Outcome:
        paths = []
        for number, text in enumerate(texts, start=1):
            path = tmp_path / f"log{number}.csv"
            path.write_bytes(text.encode() if isinstance(text, str) else text)
            paths.append(str(path))
        return read_all(read_logs(paths, ReadOptions(**options)))

    return read_texts
