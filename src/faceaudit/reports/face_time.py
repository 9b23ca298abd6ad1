"""Face time in a report: live contact with customers, prospects and partners, in cells and in words.

A minute counts once, also where two entries of a person lie over each other.
"""

from faceaudit.judging.splits import Split
from faceaudit.tables import COUNT, SECONDS, SHARE, Cell, Column
from faceaudit.units import MS_PER_HOUR, MS_PER_SECOND, apportion, round_half_up, share, show_hours

COLUMNS = (
    Column("in_person_seconds", "in\nperson\nhours", SECONDS),
    Column("video_seconds", "video\nhours", SECONDS),
    Column("phone_seconds", "phone\nhours", SECONDS),
    Column("untold_seconds", "mode not\ntold,\nhours", SECONDS),
    Column("face_time_share", "face\ntime", SHARE),
    Column("working_days", "days\nworked", COUNT),
    Column("face_time_seconds_per_day", "face time\nhours\na day", SECONDS),
)
"""Columns for machines."""
_MODES = ("in person", "video", "phone", "mode not told")
_TENTH_HOUR = MS_PER_HOUR // 10


def face_time_cells(split: Split) -> tuple[Cell, ...]:
    """Give the cells of :data:`COLUMNS`; those of a day are whole seconds."""
    days = split.working_days
    a_day = round_half_up(split.face_time, MS_PER_SECOND * days) * MS_PER_SECOND if days else None
    return (*_by_mode(split), share(split.face_time, split.working), days, a_day)


def show_face_time(split: Split) -> str | None:
    """Show the share of working time in whole percent, without the sign; None where there is no working time."""
    return str(round_half_up(100 * split.face_time, split.working)) if split.working else None


def say_face_time(split: Split, *, people: int) -> list[str]:
    """Say how much face time there was and by which mode; nothing where nobody worked.

    Args:
        split: of everybody.
        people: how many they are.
    """
    if not split.working_days:
        return []
    if not split.face_time:
        return ["Face time: no entry tells of live contact with a customer, prospect or partner."]
    tenths = round_half_up(split.face_time, _TENTH_HOUR)
    modes = zip(_MODES, _by_mode(split), apportion(_by_mode(split), tenths), strict=True)
    listed = ", ".join(f"{mode} {show_hours(shown * _TENTH_HOUR)} h" for mode, ms, shown in modes if ms)
    a_day = show_hours(round_half_up(split.face_time, split.working_days))
    line = (
        f"Face time: {show_hours(split.face_time)} h live with customers, prospects and partners"
        f" ({show_face_time(split)} %), {a_day} h {'a day' if people == 1 else 'per person and day'} worked: {listed}."
    )
    return [line]


def _by_mode(split: Split) -> tuple[int, int, int, int]:
    return split.in_person, split.video, split.phone, split.untold
