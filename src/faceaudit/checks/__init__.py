"""What was understood of logs, before any judgement: found first, then told.

Knows nothing of activities, settings, or formats of results.
"""

from faceaudit.checks.findings import Check, check_reading
from faceaudit.checks.telling import make_report

__all__ = ["Check", "check_reading", "make_report"]
