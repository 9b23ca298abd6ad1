"""Logs: a file goes in, batches of clean entries come out, with every other row rejected or skipped by name.

Knows nothing of activities, judgement or output.
"""

from faceaudit.logs.layouts import Log, ReadOptions
from faceaudit.logs.names import key_people, person_key
from faceaudit.logs.opening import open_sources
from faceaudit.logs.reading import Batch, Reading, read_logs, read_sources
from faceaudit.logs.rows import Entry, Reject, Skip
from faceaudit.logs.sources import Source

__all__ = [
    "Batch",
    "Entry",
    "Log",
    "ReadOptions",
    "Reading",
    "Reject",
    "Skip",
    "Source",
    "key_people",
    "open_sources",
    "person_key",
    "read_logs",
    "read_sources",
]
