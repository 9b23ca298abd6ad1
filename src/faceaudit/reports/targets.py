"""Targets in a report: the selling time they ask for, and how much of it is reached, in cells.

Knows nothing of where they were set.
"""

from collections.abc import Sequence

from faceaudit.judging.flags import Judgement, reach_target
from faceaudit.tables import SECONDS, SHARE, Cell, Column

COLUMNS = (
    Column("target_seconds", "target\nhours", SECONDS),
    Column("target_reached", "of the\ntarget", SHARE),
)
"""Columns for machines."""


def target_cells(judgements: Sequence[Judgement]) -> tuple[Cell, ...]:
    """Give the cells of :data:`COLUMNS` for one person or for several together."""
    return (sum(one.target_ms for one in judgements), reach_target(judgements))
