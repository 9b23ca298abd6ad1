"""Places and texts that several tests share."""

import csv
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
README = ROOT / "README.md"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SURE_RULES = """
[[rule]]
name = "sold"
phrase = "sold"
activity = "presentation"
[[rule]]
name = "grown"
phrase = "grown"
activity = "upsell"
[[rule]]
name = "served"
phrase = "served"
activity = "complaint"
[[rule]]
name = "filed"
phrase = "filed"
activity = "reporting"
[[rule]]
name = "rested"
phrase = "rested"
activity = "excluded"
[[rule]]
name = "open"
phrase = "open"
activity = "unclear"
"""
"""Rules that sort by one word each, for tests that are about anything but the sorting."""
