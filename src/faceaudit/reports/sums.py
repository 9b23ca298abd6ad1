"""A split in a table: the columns and cells that every selling report has, for people and for machines.

Knows nothing of whose split it is.
"""

from faceaudit.judging.shown import selling_shares, show_split
from faceaudit.judging.splits import Split
from faceaudit.reports.face_time import show_face_time
from faceaudit.tables import COUNT, RANGE, SECONDS, SHARE, TENTHS, Cell, Column
from faceaudit.units import NOT_APPLICABLE

HOURS = Column("hours", "hours", SECONDS)
SELLING = Column("selling", "selling", RANGE)
PARTS = (
    Column("value_added", "value\nadded", TENTHS),
    Column("incremental", "incre\u00ad\nmental", TENTHS),
    Column("baseline", "base\u00ad\nline", TENTHS),
    Column("internal", "inter\u00ad\nnal", TENTHS),
    Column("uncertain", "uncer\u00ad\ntain", TENTHS),
    Column("face_time", "face\ntime", RANGE),
)
_TIMES = (
    "logged", "working", "selling", "value_added", "incremental", "baseline", "internal", "uncertain", "excluded",
    "face_time",
)  # fmt: skip
SUMS = (
    Column("entries", "entries", COUNT),
    *(Column(f"{name}_seconds", "\n".join([*name.split("_"), "hours"]), SECONDS) for name in _TIMES),
    Column("selling_share_low", "selling\nlow", SHARE),
    Column("selling_share_high", "selling\nhigh", SHARE),
)


def shown_cells(split: Split, threshold: int) -> tuple[Cell, ...]:
    """Give the cells of hours, selling share and parts for people; no shown share crosses the threshold.

    Args:
        split: exact times.
        threshold: the target in millionths.
    """
    parts = show_split(split, threshold)
    if parts is None:
        return (split.working, NOT_APPLICABLE, *[None] * (len(PARTS) - 1), NOT_APPLICABLE)
    return (split.working, *parts, show_face_time(split))


def sum_cells(split: Split) -> tuple[Cell, ...]:
    """Give the cells of :data:`SUMS`."""
    return (
        split.entries, split.logged, split.working, split.selling, split.value_added, split.incremental, split.baseline,
        split.internal, split.uncertain, split.excluded, split.face_time,
        *selling_shares(split),
    )  # fmt: skip
