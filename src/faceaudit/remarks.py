"""What is to be told beside a result about people and settings: assumptions made, names that met nobody.

Knows nothing of files or formats.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from faceaudit.errors import Note, escape, quote
from faceaudit.judging.flags import Limits, gather_named, logged_teams
from faceaudit.judging.targets import fold_name
from faceaudit.tally import OTHER_PERSON, Tally, TextTimes
from faceaudit.units import count_of, show_millionths

if TYPE_CHECKING:  # who only reads logs needs no scoring
    from faceaudit.config import Config
    from faceaudit.counting import Count

_LISTED = 10
_MOVED = 3
"""People logged under several teams who are named; the others are only counted."""
_TEXTS_LOOKED_AT = 1_000
_FEWEST_WORDS = 20
_WORDS_NAMED = 3
_LOOK_ALIKES = str.maketrans("асеорхуіјѕԁһкмтвгпαοινρτυχ", "aceopxyijsdhkmtbrnaoivptux")
"""Cyrillic and Greek small letters that look like Latin ones."""


def remark_people(tally: Tally, rejected: Mapping[str, str]) -> list[Note]:
    """Tell which spellings were taken for one person, who is logged under several teams, and who is missing.

    Args:
        tally: what was counted.
        rejected: names of people in rejected rows, by person key.
    """
    notes = []
    lost = [name for person, name in rejected.items() if person not in tally.names]
    if lost and not tally.skipped[OTHER_PERSON]:
        notes.append(Note("unread-people", f"no row of {list_names(lost)} could be read: they are not in the result"))
    for person in tally.people():
        spellings = tally.names[person]
        if len(spellings) > 1:
            notes.append(Note("names-merged", f"{list_names(spellings)} are taken for one person"))
    notes += [*_remark_teams(tally), *_remark_look_alikes(tally)]
    if not tally.rows_read:
        notes.append(Note("no-entries", "there is a header but no entry"))
    return notes


def remark_language(open_texts: TextTimes, strange_words: Callable[[str], tuple[list[str], int]]) -> list[Note]:
    """Tell where what is uncertain is so because it is written in words the scorecard never met.

    Args:
        open_texts: what is uncertain.
        strange_words: gives the words of a text that were never met, and how many it has.
    """
    seen = 0
    strange: dict[str, int] = {}
    for text in islice(dict.fromkeys(text for own in open_texts.sums.values() for text in own), _TEXTS_LOOKED_AT):
        words, number = strange_words(text)
        seen += number
        for word in words:
            strange[word] = strange.get(word, 0) + 1
    if seen < _FEWEST_WORDS or 2 * sum(strange.values()) < seen:
        return []
    often = sorted(strange, key=lambda word: (-strange[word], word))[:_WORDS_NAMED]
    message = (
        f"most words of the uncertain entries are not known, such as {list_names(often)}: sorting knows English;"
        " your own rules can teach it others"
    )
    return [Note("unknown-words", message)]


def _remark_teams(tally: Tally) -> list[Note]:
    """Tell who is logged under several teams; only the first where that is common, as where people change often."""
    notes = []
    teams = logged_teams(tally)
    for person in tally.people():
        named = [team for team in teams[person] if team]
        if len(named) > 1:
            who, under = escape(tally.name_of(person)), list_names(named)
            notes.append(Note("several-teams", f"{who} is logged under {under}: a move, or two people of one name?"))
    more = len(notes) - _MOVED
    if more > 1:
        notes[_MOVED:] = [Note("several-teams", f"{more:,} more are logged under several teams")]
    return notes


def _remark_look_alikes(tally: Tally) -> list[Note]:
    """Tell of people whose names look the same but are written in letters of other scripts; they stay apart."""
    seen: dict[str, str] = {}
    notes = []
    for person in tally.people():
        skeleton = person.translate(_LOOK_ALIKES)
        if skeleton in seen:
            names = list_names([tally.name_of(seen[skeleton]), tally.name_of(person)])
            notes.append(Note("look-alike-names", f"{names} look alike but are written in letters of other scripts"))
        seen.setdefault(skeleton, person)
    return notes


def remark_small_teams(tally: Tally, limits: Limits, shown: Collection[str]) -> list[Note]:
    """Tell how many teams are left out as too small to be told of.

    Args:
        tally: what was counted.
        limits: who is in which team.
        shown: names of the teams that are told of.
    """
    small = gather_named(tally, limits.team_of).keys() - {*shown, ""}
    if not small:
        return []
    are = f"{count_of(len(small), 'team')} {'is' if len(small) == 1 else 'are'}"
    return [Note("small-teams", f"{are} not told of, as --min-group {limits.min_group} says")]


def remark_settings(config: "Config", counted: "Count") -> list[Note]:
    """Tell which settings are in force, and which of them met nobody."""
    notes = _remark_decisions(config, counted)
    if config.least_certainty is not None:
        percent = f"{config.least_certainty / 10:g}"
        message = f"every entry counts as uncertain that is not at least {percent} % sure, as --certainty says"
        notes.append(Note("certainty", message))
    if not config.file:
        return notes
    tally = counted.tally
    said = [f"targets: {_targets_in_words(config)}"]
    if config.rules:
        decided = count_of(sum(counted.by_rule[rule.decider] for rule in config.rules), "entry", "entries")
        said.append(f"{count_of(len(config.rules), 'rule')} decided {decided}")
    notes.append(Note("settings", f"the settings of {escape(config.file)} are used; {'; '.join(said)}", config.file))
    idle = [rule.name for rule in config.rules if not counted.by_rule[rule.decider]]
    if idle:
        notes.append(Note("idle-rules", f"no entry was decided by {_counted('rule', idle)}", config.file))
    people = {**config.targets.people, **config.teams, **config.roles}
    strangers = [person for person in people if person not in tally.names]
    if strangers:
        names = [_with_nearest(config.spelled.get(person, person), tally) for person in strangers]
        notes.append(Note("unknown-people", f"there is no entry of {list_names(names, quoted=False)}", config.file))
    notes += _remark_groups("team", config.targets.teams, [*config.teams.values(), *_log_teams(tally)], config)
    notes += _remark_groups("role", config.targets.roles, config.roles.values(), config)
    return notes


def _remark_decisions(config: "Config", counted: "Count") -> list[Note]:
    """Tell how many entries were decided by what people decided in review."""
    if not config.decisions:
        return []
    from faceaudit.scoring.decisions import DecisionBook

    rules = {rule.decider for rule in config.rules}
    decided = sum(number for decider, number in counted.by_rule.items() if decider not in rules)
    number = count_of(len(DecisionBook(config.decisions)), "decision")
    entries = count_of(decided, "entry", "entries")
    message = f"{number} decided {entries}, and what they teach is used for the others"
    return [Note("decisions", message, config.decisions_file)]


def list_names(names: Iterable[str], *, quoted: bool = True) -> str:
    """List names for a message, ten at most, each shortened."""
    found = sorted(names)
    shown = [f"'{quote(name)[1:-1]}'" if quoted else name for name in found[:_LISTED]]
    if len(found) > _LISTED:
        return f"{', '.join(shown)} and {len(found) - _LISTED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def _counted(noun: str, names: list[str]) -> str:
    return f"{noun if len(names) == 1 else noun + 's'} {list_names(names)}"


def _targets_in_words(config: "Config") -> str:
    targets = config.targets
    said = [f"{show_millionths(targets.default)} %"]
    for noun, groups in (("team", targets.teams), ("role", targets.roles)):
        said += [
            f"{noun} {list_names([config.spelled_groups.get(name, name)])} {show_millionths(share)} %"
            for name, share in groups.items()
        ]
    said += [
        f"{escape(config.spelled.get(name, name))} {show_millionths(share)} %" for name, share in targets.people.items()
    ]
    return ", ".join(said)


def _with_nearest(name: str, tally: Tally) -> str:
    import difflib

    names = [tally.name_of(person) for person in tally.people()]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.8)
    return f"'{escape(name)}' (did you mean '{escape(close[0])}'?)" if close else f"'{escape(name)}'"


def _log_teams(tally: Tally) -> set[str]:
    return {key.team for key in tally.sums}


def _remark_groups(noun: str, targets: Mapping[str, int], known: Iterable[str], config: "Config") -> list[Note]:
    there = {fold_name(name) for name in known}
    lost = [config.spelled_groups.get(name, name) for name in targets if name not in there]
    return [Note(f"unknown-{noun}s", f"nobody is in {_counted(noun, lost)}", config.file)] if lost else []
