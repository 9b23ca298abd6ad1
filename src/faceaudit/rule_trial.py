"""What new rules would change, before they are written: entries, time, people's shares, and the lines to write.

Knows nothing of files or formats.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from faceaudit.config import Config
from faceaudit.counting import sort_entries, words_of
from faceaudit.errors import quote
from faceaudit.judging.flags import Judgement, Limits, judge_people
from faceaudit.judging.shown import selling_shares, show_selling
from faceaudit.logs import Entry
from faceaudit.rule_reasons import Reasons, conditions_of
from faceaudit.rule_usage import add_sums, show_sum
from faceaudit.scoring.rules import Rule, RuleBook
from faceaudit.scoring.sorter import Sorter
from faceaudit.scoring.sorting import Sorting
from faceaudit.tables import COUNT, RANGE, SECONDS, TEXT, Column, Report, Section, Table
from faceaudit.tally import NOTHING, Key, Sum, Tally, add_up
from faceaudit.units import count_of, seconds

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
    """Rules that are not yet written, tried on entries; their place is behind all rules that there are.

    Args:
        sorter: sorts entries as they are sorted now.
        config: the settings in force.
        rules: the rules, all for one activity; where it is empty it is only told what they match.

    Attributes:
        moves: what they would decide, by category now and with the rules.
        texts: the same by words and category now.
        matched: what each matches of all that rules can decide, by its place.
        decided: what each would decide, by its place.
        behind: what they match but an earlier rule decides, by that rule's name.
        breaks: what each matches but the log itself calls a break, by its place.
        from_decisions: what they would decide in a decision's place.
    """

    def __init__(self, sorter: Sorter, config: Config, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.config = config
        self.moves: dict[tuple[str, str], Sum] = {}
        self.texts: dict[tuple[str, str], Sum] = {}
        self.matched: dict[int, Sum] = {}
        self.decided: dict[int, Sum] = {}
        self.breaks: dict[int, Sum] = {}
        self.behind: dict[str, Sum] = {}
        self.from_decisions: dict[str, Sum] = {}
        self._now, self._then = Tally(), Tally()
        self._book = RuleBook(rules)
        self._reasons = Reasons(rules)
        self._sorter = sorter
        self._other = Sorter(sorter.scorecard, RuleBook([*config.rules, *rules]), sorter.decisions)

    @property
    def activity(self) -> str:
        """Activity id that the rules decide for; may be empty."""
        return self.rules[0].activity

    def count(self, entries: Iterable[Entry]) -> None:
        """Try the rules on some more entries."""
        for entry, sorting in sort_entries(entries, self._sorter):
            self._now.count(_key(entry, sorting), entry.ms, entry.name)
            self._then.count(_key(entry, self._decide(entry, sorting)), entry.ms, entry.name)

    def _decide(self, entry: Entry, now: Sorting) -> Sorting:
        """Give what an entry would be sorted into, noting what the rules do."""
        asked = (entry.text, entry.activity_type, entry.customer_status)
        holding = list(self._book.holding(*asked))
        if entry.is_break:
            for place in holding:
                add_up(self.breaks, place, entry.ms)
            return now
        self._reasons.count(entry)
        if not holding:
            return now
        for place in holding:
            add_up(self.matched, place, entry.ms)
        earlier = self._sorter.rules.find(*asked)
        if earlier is not None:
            add_up(self.behind, earlier.name, entry.ms)
            return now
        then = self._other.sort(words_of(entry)) if self.activity else now
        add_up(self.decided, holding[0], entry.ms)
        add_up(self.moves, (now.category, then.category), entry.ms)
        add_up(self.texts, (entry.text or entry.activity_type, now.category), entry.ms)
        decision = self._sorter.decisions.find(words_of(entry))
        if decision is not None:
            add_up(self.from_decisions, decision.activity, entry.ms)
        return then

    def why_nothing(self) -> list[str]:
        """Say of each rule that matches nothing why that is so."""
        said = []
        for place, rule in enumerate(self.rules):
            which = "" if len(self.rules) == 1 else f" rule {quote(rule.name)}"
            if place not in self.matched and place in self.breaks:
                total = show_sum(self.breaks[place])
                said.append(f"Only breaks of the log itself match{which}, which no rule decides: {total}.")
            elif place not in self.matched:
                said.append(f"Nothing matches{which}. {self._reasons.tell(rule)}")
        return said

    def people(self) -> list[tuple[Judgement, Judgement]]:
        """Give everybody's judgement now and with the rule, in the order of their names."""
        limits = Limits(self.config.targets, self.config.teams, self.config.roles)
        return list(zip(judge_people(self._now, limits), judge_people(self._then, limits), strict=True))


def _key(entry: Entry, sorting: Sorting) -> Key:
    return Key(entry.person, entry.team, entry.day, sorting.activity, sorting.mode)


def make_report(trial: RuleTrial) -> Report:
    """Make the report of what rules would change."""
    moves = sorted(trial.moves.items(), key=lambda item: (-item[1].ms, item[0]))
    taken = add_sums(trial.moves.values())
    rows = [(now, then if trial.activity else None, one.entries, one.ms) for (now, then), one in moves]
    columns = (_NOW, *([_WITH_IT] if trial.activity else []), _ENTRIES, _HOURS)
    people = trial.people()
    return Report(
        schema=SCHEMA,
        title=_title(trial, taken),
        words=Table(columns, rows if trial.activity else [(now, entries, ms) for now, _, entries, ms in rows]),
        lines=_lines(trial, taken),
        numbers=Table(_MOVES, rows),
        total=Table((_ENTRIES, _MOVES[-1]), [(taken.entries, taken.ms)]),
        head=_head(trial, people),
        rows_name="moves",
        notes=[],
        sections=_sections(trial, people) if taken.entries else [],
    )


def _title(trial: RuleTrial, taken: Sum) -> str:
    what = "a rule" if len(trial.rules) == 1 else f"{len(trial.rules)} rules"
    if not trial.activity:
        return f"What {what} would match: {show_sum(taken)}"
    return f"What {what} as {trial.activity} would decide: {show_sum(taken)}"


def _lines(trial: RuleTrial, taken: Sum) -> list[str]:
    is_one = len(trial.rules) == 1
    lines = [f"The {'rule asks' if is_one else 'rules ask'} for: {_asked(trial.rules)}."]
    if not is_one:
        lines += [_part_line(trial, place) for place in sorted(trial.matched)]
    lines += trial.why_nothing()
    if trial.behind:
        rules = " and ".join(f"{quote(name)} ({show_sum(one)})" for name, one in trial.behind.items())
        what = "What else matches is" if taken.entries else "All that matches is"
        lines.append(f"{what} decided by rules before {'it' if is_one else 'them'}: {rules}.")
    if trial.from_decisions:
        total = show_sum(add_sums(trial.from_decisions.values()))
        lines.append(f"Of this, people decided already: {total}. A rule wins over decisions.")
    if taken.entries and not trial.activity:
        lines.append("To see what a rule would change, add: --activity ID")
    return lines


def _asked(rules: Sequence[Rule]) -> str:
    """Say what rules ask for: of each kind any one."""
    by_kind: dict[str, dict[str, None]] = {}
    for rule in rules:
        for key, value in conditions_of(rule).items():
            by_kind.setdefault(key, {})[quote(value)] = None
    return ", ".join(f"{key.replace('_', ' ')} {' or '.join(values)}" for key, values in by_kind.items())


def _part_line(trial: RuleTrial, place: int) -> str:
    """Say what one of several rules does."""
    decided, matched = trial.decided.get(place, NOTHING), trial.matched[place]
    rest = "" if decided == matched else f", of {show_sum(matched)} that it matches; rules before it decide the rest"
    return f"Rule {quote(trial.rules[place].name)} decides {show_sum(decided)}{rest}."


def _sections(trial: RuleTrial, people: list[tuple[Judgement, Judgement]]) -> list[Section]:
    largest = sorted(trial.texts.items(), key=lambda item: (-item[1].ms, item[0]))[:_TEXTS_SHOWN]
    texts = Table(_TEXTS, [(one.ms, one.entries, now, text) for (text, now), one in largest])
    title = "Largest texts" if len(trial.texts) > _TEXTS_SHOWN else "Texts"
    if not trial.activity:
        return [Section(title, [], texts)]
    moved = [pair for pair in people if pair[0].split != pair[1].split]
    stay = len(people) - len(moved)
    lines = [] if not stay else [f"{count_of(stay, 'person', 'people')} without change."]
    rows = [(now.name, now.split.working, *_shown(now), *_shown(then)) for now, then in moved]
    file = trial.config.file or "faceaudit.toml"
    return [
        Section("Selling share", lines, Table(_PEOPLE, rows)),
        Section(title, [], texts),
        Section(f"To make it a rule, add at the end of {file}", [], copied=_write_rules(trial.rules)),
    ]


def _shown(one: Judgement) -> tuple[str, str]:
    return show_selling(one.split, one.threshold), one.flag.replace("-", " ")


def _head(trial: RuleTrial, people: list[tuple[Judgement, Judgement]]) -> dict[str, Any]:
    largest = sorted(trial.texts.items(), key=lambda item: (-item[1].ms, item[0]))[:_TEXTS_SHOWN]
    behind = trial.behind.items()
    return {
        "rule": _rule_for_machines(trial.rules[0]) if len(trial.rules) == 1 else None,
        "rules": [
            {**_rule_for_machines(rule), **_sum_for_machines(trial.decided.get(place, NOTHING))}
            for place, rule in enumerate(trial.rules)
        ],
        "people": [
            {"person": now.name, "now": _judged(now), "with_rule": _judged(then)} for now, then in people
        ],
        "texts": [
            {"text": text, "now": now, **_sum_for_machines(one)}
            for (text, now), one in largest
        ],
        "decided_by_earlier_rules": [
            {"rule": name, **_sum_for_machines(one)} for name, one in behind
        ],
        "settings": "\n".join(_write_rules(trial.rules)) + "\n" if trial.activity else None,
    }  # fmt: skip


def _rule_for_machines(rule: Rule) -> dict[str, Any]:
    return {**conditions_of(rule), "activity": rule.activity or None}


def _sum_for_machines(one: Sum) -> dict[str, Any]:
    return {"entries": one.entries, "seconds": seconds(one.ms)}


def _judged(one: Judgement) -> dict[str, Any]:
    split = one.split
    low, high = selling_shares(split)
    return {
        "working_seconds": seconds(split.working),
        "selling_seconds": seconds(split.selling),
        "uncertain_seconds": seconds(split.uncertain),
        "selling_share_low": low,
        "selling_share_high": high,
        "flag": one.flag,
    }


def _write_rules(rules: Sequence[Rule]) -> list[str]:
    return [line for rule in rules for line in write_rule(rule)]


def write_rule(rule: Rule) -> list[str]:
    """Give the lines of the settings file that say a rule."""
    said = {"name": rule.name, **conditions_of(rule), "activity": rule.activity}
    return ["[[rule]]", *(f"{key} = {_toml_text(value)}" for key, value in said.items())]


def _toml_text(text: str) -> str:
    """Write a text as TOML does; what does not print is written by its number."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(whole, ensure_ascii=False))
