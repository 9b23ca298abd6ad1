"""Why an entry was sorted as it was: the cues with their points, the runner-up, how sure.

Knows nothing of logs or formats.
"""

from faceaudit.errors import Note
from faceaudit.scoring.cues import cues_of
from faceaudit.scoring.scorecard import Scorecard
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from faceaudit.scoring.verdict import LEARNED, SCORECARD, Cue, Verdict, Words
from faceaudit.tables import COUNT, TEXT, Column, Report, Table
from faceaudit.taxonomy import ACTIVITIES, CATEGORIES, OWNERS, UNCERTAIN, category_of

EXPLAIN_SCHEMA = "faceaudit.explain/1"

_CUES_NAMED = 3
_PER_MILLE = 1000
_NOTHING_TO_GO_BY = 100
"""Certainty per mille below which words say nothing on either side."""
_RIVALS = 5


def give_reasons(scorecard: Scorecard, words: Words, verdict: Verdict) -> str:
    """Give the weightiest reasons for a verdict in a few words; the rule, where one decided."""
    if verdict.decided_by != SCORECARD:
        return verdict.decided_by
    _, cues = scorecard.explain(words)
    reasons = [cue for cue in cues if cue.points > 0][:_CUES_NAMED]
    return "; ".join(f"{' '.join(_name(cue))} {cue.points:+d}" for cue in reasons)


def _name(cue: Cue) -> tuple[str, str]:
    """Give the kind of a cue and the cue in words: ``^`` and ``$`` stand for the start and the end of the text."""
    if cue.kind not in ("pair", LEARNED):
        return cue.kind, cue.cue
    said = f"{LEARNED}: " if cue.kind == LEARNED else ""
    if cue.cue.startswith("^ "):
        return f"{said}begins", cue.cue.removeprefix("^ ").replace("$", "(nothing)")
    if cue.cue.endswith(" $"):
        return f"{said}ends", cue.cue.removesuffix(" $")
    return cue.kind, cue.cue


def explain_words(sorter: Sorter, words: Words, *, source: str | None) -> Report:
    """Explain the verdict over an entry: the cues with their points, the runner-up, how sure, the rule if one decided.

    Args:
        sorter: sorts it.
        words: the entry.
        source: file and line it stands on, where it stands in a log.
    """
    sorting = sorter.sort(words)
    verdict = sorting.verdict
    _, cues = sorter.scorecard.explain(words)
    points = sorter.scorecard.points(words)
    activity = ACTIVITIES[verdict.activity]
    columns = (Column("kind", "cue", TEXT), Column("cue", "", TEXT), Column("points", "points", COUNT))
    shown = (columns[0], columns[1], Column("points", "points", TEXT))
    head = {
        "text": words.text,
        "activity_type": words.activity_type or None,
        "customer_status": words.customer_status or None,
        "stage": words.stage or None,
        "source": source,
        "category": sorting.category,
        "activity": verdict.activity,
        "certainty": verdict.certainty / _PER_MILLE,
        "runner_up": verdict.runner_up,
        "decided_by": verdict.decided_by,
        "owner": activity.owner or None,
        "mode": sorting.mode or None,
        "points": dict(list(points.items())[:_RIVALS]),
    }
    return Report(
        schema=EXPLAIN_SCHEMA,
        title=_verdict_words(sorting),
        words=Table(shown, [(*_name(cue), f"{cue.points:+d}") for cue in cues]),
        lines=_explain_lines(sorting, points, is_strange=sorter.scorecard.is_strange(cues_of(words))),
        numbers=Table(columns, [tuple(cue) for cue in cues]),
        total=None,
        head=head,
        rows_name="cues",
        notes=[] if cues else [Note("no-cues", "nothing in these words is known to the scorecard")],
    )


def _verdict_words(sorting: Sorting) -> str:
    activity = ACTIVITIES[sorting.verdict.activity]
    said = f"{CATEGORIES[activity.category].title}: {activity.title} ({activity.id})"
    return f"Uncertain; likeliest is {said}" if sorting.category == UNCERTAIN else said


def _explain_lines(sorting: Sorting, points: dict[str, int], *, is_strange: bool) -> list[str]:
    verdict = sorting.verdict
    activity = ACTIVITIES[verdict.activity]
    if verdict.decided_by == SCORECARD:
        lines = [_sure_words(sorting, is_strange=is_strange)]
        best = "; ".join(f"{ACTIVITIES[name].title} {score}" for name, score in list(points.items())[:_RIVALS])
        lines.append(
            f"Cues with + speak for {activity.title}, those with - for the runner-up, {_named(verdict.runner_up)}."
        )
        lines.append(f"Best scores: {best}. A hundred points more make an activity 2.7 times as likely.")
    else:
        lines = [f"Decided by your {verdict.decided_by}. The cues are those of the scorecard, which is not asked."]
    if activity.owner:
        lines.append(f"Better owner: {OWNERS[activity.owner]}.")
    lines.append(f"Face time: {sorting.mode or 'none'}.")
    return lines


def _named(activity: str) -> str:
    return f"{ACTIVITIES[activity].title} ({activity}, {category_of(activity)})"


def say_certainty(verdict: Verdict) -> str:
    """Say how sure it is on which side an entry is: ``62.1 % sure that it is selling``."""
    if verdict.certainty < _NOTHING_TO_GO_BY:
        return "there is nothing to go by"
    category = CATEGORIES[category_of(verdict.activity)]
    side = "selling" if category.selling else "not selling" if category.working else "no working time"
    return f"{verdict.certainty // 10}.{verdict.certainty % 10} % sure that it is {side}"


def _sure_words(sorting: Sorting, *, is_strange: bool) -> str:
    sure = say_certainty(sorting.verdict)
    if is_strange:
        return f"Most of its words are not known, so it is left open; by its pieces of words {sure}."
    return f"Too little to decide: {sure}." if sorting.category == UNCERTAIN else f"{sure}."
