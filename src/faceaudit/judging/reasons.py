"""Why somebody is below their target: because of what is systemic, because of something of their own, or both.

Knows nothing of how causes are found.
"""

from collections.abc import Iterable
from typing import NamedTuple

from faceaudit.judging.causes import INDIVIDUAL, SYSTEMIC, Causes
from faceaudit.judging.flags import BELOW, Judgement
from faceaudit.tally import Tally
from faceaudit.units import WHOLE

# Besides SYSTEMIC (without what is systemic they would reach the target) and INDIVIDUAL (they are beyond a limit):
MAY_BE_SYSTEMIC = "may-be-systemic"
"""Only the upper end would reach the target without it, or there is nothing else in the log."""
PARTLY_SYSTEMIC = "partly-systemic"
BOTH = "both"
"""They are beyond a limit, and something is systemic."""
OWN_MIX = "own-mix"
"""Nothing systemic, and nothing beyond a limit."""
NOT_JUDGED = "not-judged"


class Reason(NamedTuple):
    """Why somebody is below their target, as far as the log tells."""

    code: str
    """One of the reasons above."""
    selling: int
    """Selling time in milliseconds."""
    selling_high: int
    working: int
    """Working time without what is systemic."""


def explain_flags(tally: Tally, judgements: Iterable[Judgement], causes: Causes) -> dict[str, Reason]:
    """Give the reason of everybody who is below, by person key.

    What is systemic leaves the working time: the share is selling / (working - systemic). Time beyond a person's
    own control limit is not systemic.
    """
    systemic = {burden.activity for burden in causes.systemic}
    times: dict[str, int] = {}
    for key, sums in tally.sums.items():
        if key.activity in systemic:
            times[key.person] = times.get(key.person, 0) + sums.ms
    beyond = {one.person for one in causes.excesses}
    for excess in causes.excesses:
        times[excess.person] = times.get(excess.person, 0) - (excess.beyond_ms if excess.is_systemic else 0)
    return {
        one.person: _explain(one, times.get(one.person, 0), causes, is_beyond=one.person in beyond)
        for one in judgements
        if one.flag == BELOW
    }


def _explain(one: Judgement, systemic: int, causes: Causes, *, is_beyond: bool) -> Reason:
    split = one.split
    low, high, working = split.selling, split.selling + split.uncertain, split.working - systemic
    wanted = one.threshold * working
    if systemic and working and low * WHOLE >= wanted:
        code = SYSTEMIC
    elif is_beyond:
        code = BOTH if systemic else INDIVIDUAL
    elif systemic:
        code = MAY_BE_SYSTEMIC if high * WHOLE >= wanted else PARTLY_SYSTEMIC
    else:
        code = OWN_MIX if causes.judges_individuals and one.person in causes.judged else NOT_JUDGED
    return Reason(code, low, high, working)
