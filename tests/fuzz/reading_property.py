"""What holds for whatever bytes are given as a log; shared by the fuzzer and by the test that reads its finds again."""

import io
from datetime import date

from faceaudit.errors import FaceauditError
from faceaudit.logs import ReadOptions, Source, read_sources
from faceaudit.logs.overlaps import CLIP, COUNT
from faceaudit.logs.records import read_records


def check_log(data: bytes) -> str:
    """Read bytes as a log: nothing but a FaceauditError escapes, and every record becomes one row.

    Returns:
        ``read`` or ``refused``.
    """
    options = ReadOptions(salesperson="Ann", today=date(2025, 12, 1), overlaps=CLIP if len(data) % 2 else COUNT)
    entries = others = 0
    lines = set()
    try:
        reading = read_sources([Source("log.csv", io.BytesIO(data))], options)
        for batch in reading.batches():
            entries += len(batch.entries)
            others += len(batch.rejects) + len(batch.skips)
            assert all(entry.ms >= 0 and entry.person for entry in batch.entries)
            lines.update(row.line for rows in batch for row in rows)
    except FaceauditError as error:
        said = str(error)
        assert said.isprintable() or "\n" in said, f"a message that cannot be printed: {said!r}"
        assert len(said) < 2_000, f"a message of {len(said)} characters"
        return "refused"
    log = reading.logs[0]
    read = sum(1 for _ in read_records(log.source, log.dialect))
    assert read == entries + others == len(lines), f"{read} records, {entries} counted, {others} left out"
    return "read"
