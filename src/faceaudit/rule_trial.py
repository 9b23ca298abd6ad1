"""What a rule would change, before it is written: entries, time, people's shares, and the lines to write.

Knows nothing of files or formats.
"""

import json
from collections.abc import Iterable
from typing import Any

from faceaudit.config import Config
from faceaudit.counting import sort_entries, words_of
from faceaudit.errors import quote
from faceaudit.judging.flags import Judgement, Limits, judge_people
from faceaudit.judging.shown import show_split
from faceaudit.logs import Entry
from faceaudit.rule_usage import add_sums, show_sum
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.scoring.sorter import Sorter, Sorting
from faceaudit.tables import COUNT, RANGE, SECONDS, TEXT, Column, Report, Section, Table
from faceaudit.tally import Key, Sum, Tally, add_up
from faceaudit.units import count_of, seconds, share

SCHEMA = "faceaudit.trial/1"

_NOW = Column("now", "now", TEXT)
_WITH_IT = Column("with_rule", "with the rule", TEXT)
_ENTRIES = Column("entries", "entries", COUNT)
_HOURS = Column("hours", "hours", SECONDS)
_MOVES = (_NOW, _WITH_IT, _ENTRIES, Column("seconds", "seconds", SECONDS))
_PEOPLE = (
    Column("person", "person", TEXT), _HOURS, Column("now", "selling\nnow", RANGE), Column("flag_now", "flag", TEXT),
    Column("with_rule", "with\nthe rule", RANGE), Column("flag_with_rule", "flag", TEXT),
)  # fmt: skip
_TEXTS = (_HOURS, _ENTRIES, _NOW, Column("text", "what was logged", TEXT))
_TEXTS_SHOWN = 10


class RuleTrial:
    """A rule that is not yet written, tried on entries; its place is behind all rules that there are.

    Args:
        sorter: sorts entries as they are sorted now.
        config: the settings in force.
        rule: the rule; with an empty activity it is only told what it matches.

    Attributes:
        moves: what it would decide, by category now and with the rule.
        texts: the same by words and category now.
        behind: what it matches but an earlier rule decides, by that rule's name.
        from_decisions: what it would decide in a decision's place.
    """

    def __init__(self, sorter: Sorter, config: Config, rule: Rule) -> None:
        self.rule = rule
        self.config = config
        self.moves: dict[tuple[str, str], Sum] = {}
        self.texts: dict[tuple[str, str], Sum] = {}
        self.behind: dict[str, Sum] = {}
        self.from_decisions: dict[str, Sum] = {}
        self._now, self._then = Tally(), Tally()
        self._book = RuleBook([rule])
        self._sorter = sorter
        self._other = Sorter(sorter.scorecard, RuleBook([*config.rules, rule]), sorter.decisions)

    def count(self, entries: Iterable[Entry]) -> None:
        """Try the rule on some more entries."""
        for entry, sorting in sort_entries(entries, self._sorter):
            self._now.count(_key(entry, sorting), entry.ms, entry.name)
            self._then.count(_key(entry, self._decide(entry, sorting)), entry.ms, entry.name)

    def _decide(self, entry: Entry, now: Sorting) -> Sorting:
        """Give what an entry would be sorted into, noting what the rule does."""
        asked = (entry.text, entry.activity_type, entry.customer_status)
        if entry.is_break or self._book.find(*asked) is None:
            return now
        earlier = self._sorter.rules.find(*asked)
        if earlier is not None:
            add_up(self.behind, earlier.name, entry.ms)
            return now
        then = self._other.sort(words_of(entry)) if self.rule.activity else now
        add_up(self.moves, (now.category, then.category), entry.ms)
        add_up(self.texts, (entry.text or entry.activity_type, now.category), entry.ms)
        decision = self._sorter.decisions.find(words_of(entry))
        if decision is not None:
            add_up(self.from_decisions, decision.activity, entry.ms)
        return then

    def people(self) -> list[tuple[Judgement, Judgement]]:
        """Give everybody's judgement now and with the rule, in the order of their names."""
        limits = Limits(self.config.targets, self.config.teams, self.config.roles)
        return list(zip(judge_people(self._now, limits), judge_people(self._then, limits), strict=True))


def _key(entry: Entry, sorting: Sorting) -> Key:
    return Key(entry.person, entry.team, entry.day, sorting.activity, sorting.mode)


def make_report(trial: RuleTrial) -> Report:
    """Make the report of what a rule would change."""
    rule = trial.rule
    moves = sorted(trial.moves.items(), key=lambda item: (-item[1].ms, item[0]))
    taken = add_sums(trial.moves.values())
    rows = [(now, then if rule.activity else None, one.entries, one.ms) for (now, then), one in moves]
    columns = (_NOW, *([_WITH_IT] if rule.activity else []), _ENTRIES, _HOURS)
    people = trial.people()
    return Report(
        schema=SCHEMA,
        title=_title(rule, taken),
        words=Table(columns, rows if rule.activity else [(now, entries, ms) for now, _, entries, ms in rows]),
        lines=_lines(trial, taken),
        numbers=Table(_MOVES, rows),
        total=Table((_ENTRIES, _MOVES[-1]), [(taken.entries, taken.ms)]),
        head=_head(trial, people),
        rows_name="moves",
        notes=[],
        sections=_sections(trial, people) if taken.entries else [],
    )


def _conditions(rule: Rule) -> dict[str, str]:
    """Give what a rule asks for, under the names that settings give it."""
    asked = {
        "phrase": rule.phrase, "pattern": rule.pattern,
        "type": rule.activity_type, "customer_status": rule.customer_status,
    }  # fmt: skip
    return {key: value for key, value in asked.items() if value is not None}


def _title(rule: Rule, taken: Sum) -> str:
    if not rule.activity:
        return f"What a rule would match: {show_sum(taken)}"
    return f"What a rule as {rule.activity} would decide: {show_sum(taken)}"


def _lines(trial: RuleTrial, taken: Sum) -> list[str]:
    asked = ", ".join(f"{key.replace('_', ' ')} {quote(value)}" for key, value in _conditions(trial.rule).items())
    lines = [f"The rule asks for: {asked}."]
    if not taken.entries and not trial.behind:
        lines.append("Nothing matches. A phrase is whole words in this order; case makes no difference.")
    if trial.behind:
        rules = " and ".join(f"{quote(name)} ({show_sum(one)})" for name, one in trial.behind.items())
        lines.append(f"It also matches what rules before it decide: {rules}.")
    if trial.from_decisions:
        total = show_sum(add_sums(trial.from_decisions.values()))
        lines.append(f"Of this, people decided already: {total}. A rule wins over decisions.")
    if taken.entries and not trial.rule.activity:
        lines.append("To see what a rule would change, add: --activity ID")
    return lines


def _sections(trial: RuleTrial, people: list[tuple[Judgement, Judgement]]) -> list[Section]:
    largest = sorted(trial.texts.items(), key=lambda item: (-item[1].ms, item[0]))[:_TEXTS_SHOWN]
    texts = Table(_TEXTS, [(one.ms, one.entries, now, text) for (text, now), one in largest])
    title = "Largest texts" if len(trial.texts) > _TEXTS_SHOWN else "Texts"
    if not trial.rule.activity:
        return [Section(title, [], texts)]
    moved = [pair for pair in people if pair[0].split != pair[1].split]
    stay = len(people) - len(moved)
    lines = [] if not stay else [f"{count_of(stay, 'person', 'people')} without change."]
    rows = [(now.name, now.split.working, *_shown(now), *_shown(then)) for now, then in moved]
    file = trial.config.file or "faceaudit.toml"
    return [
        Section("Selling share", lines, Table(_PEOPLE, rows)),
        Section(title, [], texts),
        Section(f"To make it a rule, add at the end of {file}", [], copied=write_rule(trial.rule)),
    ]


def _shown(one: Judgement) -> tuple[str, str]:
    split = show_split(one.split, one.threshold)
    return (split.selling if split else "n/a"), one.flag.replace("-", " ")


def _head(trial: RuleTrial, people: list[tuple[Judgement, Judgement]]) -> dict[str, Any]:
    largest = sorted(trial.texts.items(), key=lambda item: (-item[1].ms, item[0]))[:_TEXTS_SHOWN]
    behind = trial.behind.items()
    return {
        "rule": {**_conditions(trial.rule), "activity": trial.rule.activity or None},
        "people": [
            {"person": now.name, "now": _judged(now), "with_rule": _judged(then)} for now, then in people
        ],
        "texts": [
            {"text": text, "now": now, "entries": one.entries, "seconds": seconds(one.ms)}
            for (text, now), one in largest
        ],
        "decided_by_earlier_rules": [
            {"rule": name, "entries": one.entries, "seconds": seconds(one.ms)} for name, one in behind
        ],
        "settings": "\n".join(write_rule(trial.rule)) + "\n" if trial.rule.activity else None,
    }  # fmt: skip


def _judged(one: Judgement) -> dict[str, Any]:
    split = one.split
    return {
        "working_seconds": seconds(split.working),
        "selling_seconds": seconds(split.selling),
        "uncertain_seconds": seconds(split.uncertain),
        "selling_share_low": share(split.selling, split.working),
        "selling_share_high": share(split.selling + split.uncertain, split.working),
        "flag": one.flag,
    }


def write_rule(rule: Rule) -> list[str]:
    """Give the lines of the settings file that say a rule."""
    said = {"name": rule.name, **_conditions(rule), "activity": rule.activity}
    return ["[[rule]]", *(f"{key} = {_toml_text(value)}" for key, value in said.items())]


def _toml_text(text: str) -> str:
    """Write a text as TOML does; what does not print is written by its number."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(whole, ensure_ascii=False))
