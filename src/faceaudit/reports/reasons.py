"""Why somebody is below, in cells, and individual or systemic in a few lines: what the selling report says of causes.

Knows nothing of how causes are found.
"""

from collections.abc import Mapping, Sequence

from faceaudit import taxonomy
from faceaudit.judging.causes import SYSTEMIC, Causes, Excess
from faceaudit.judging.flags import Judgement
from faceaudit.judging.reasons import MAY_BE_SYSTEMIC, Reason
from faceaudit.judging.shown import show_selling
from faceaudit.judging.splits import Split
from faceaudit.reports.phrases import show_name
from faceaudit.tables import SHARE, TEXT, Cell, Column
from faceaudit.tally import Tally
from faceaudit.units import WHOLE, round_half_up, share, show_hours

COLUMNS = (
    Column("reason", "reason", TEXT),
    Column("selling_share_without_systemic_low", "selling share without what is systemic, low", SHARE),
    Column("selling_share_without_systemic_high", "selling share without what is systemic, high", SHARE),
)
"""Columns for machines."""
_NAMED = 3
_PEOPLE_NAMED = 4


def reason_cells(reason: Reason | None) -> tuple[Cell, ...]:
    """Give the cells of :data:`COLUMNS`; all empty for somebody who is not below."""
    if reason is None:
        return (None,) * len(COLUMNS)
    return (reason.code, share(reason.selling, reason.working), share(reason.selling_high, reason.working))


def summarise(found: Causes, reasons: Mapping[str, Reason], judgements: Sequence[Judgement], tally: Tally) -> list[str]:
    """Say in at most four lines what is systemic, who is low only because of it, and who is beyond a limit."""
    lines = [_systemic_line(found)] if found.systemic else []
    for code, words in (
        (SYSTEMIC, "Low only because of that; without it they would reach their target"),
        (MAY_BE_SYSTEMIC, "Low perhaps only because of that; without it, depending on what is uncertain"),
    ):
        people = [one for one in judgements if one.person in reasons and reasons[one.person].code == code]
        if people:
            said = [f"{show_name(one.name)} ({show_without(one, reasons[one.person])})" for one in people]
            lines.append(f"{words}: {_list_some(said, _PEOPLE_NAMED)}.")
    if found.excesses:
        said = [_excess_words(one, tally) for one in found.excesses]
        lines.append(f"Beyond what is ordinary in this team: {_list_some(said, _NAMED)}. Ask before you judge.")
    if lines:
        lines[-1] += " More: faceaudit causes LOG."
    return lines


def show_without(one: Judgement, reason: Reason) -> str:
    """Show the selling share without what is systemic, never on the wrong side of the target."""
    uncertain = reason.selling_high - reason.selling
    split = Split(value_added=reason.selling, internal=reason.working - reason.selling_high, uncertain=uncertain)
    shown = show_selling(split, one.threshold)
    return f"{shown} %" if split.working else shown


def show_share(millionths: int) -> str:
    """Show a share given in millionths in whole percent."""
    return f"{round_half_up(millionths * 100, WHOLE)} %"


def _systemic_line(found: Causes) -> str:
    total = sum(burden.ms for burden in found.systemic)
    said = [
        f"{taxonomy.ACTIVITIES[burden.activity].title} ({burden.affected} of {len(found.judged)} people,"
        f" {show_hours(burden.ms)} h)"
        for burden in found.systemic
    ]
    part = show_share(total * WHOLE // found.working)
    return f"Systemic, the company's to change and nobody's fault, {part} of working time: {_list_some(said, _NAMED)}."


def _excess_words(one: Excess, tally: Tally) -> str:
    own, title = show_share(one.ms * WHOLE // one.working), taxonomy.ACTIVITIES[one.activity].title
    return f"{show_name(tally.name_of(one.person))}, {title} ({own}; the others' median is {show_share(one.middle)})"


def _list_some(said: Sequence[str], number: int) -> str:
    more = len(said) - number
    return ", ".join(said[:number]) + (f" and {more} more" if more > 0 else "")
