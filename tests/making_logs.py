"""Entries with a known truth, and the many ways in which columns tell them.

Everything is picked by a ``random.Random``: a seeded one gives the same log again, one of hypothesis gives a log that
shrinks, as the first choice and the lowest number are the plainest.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from faceaudit.logs.sums import says_a_sum
from faceaudit.package_data import read_package_file

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
DAY = 24 * HOUR
_DATA = tomllib.loads(read_package_file("logs/columns.toml"))
_ALIASES: dict[str, list[str]] = _DATA["names"]
_MORE_ALIASES = {"person": ["name"], "activity": ["activity", "title", "task"], "activity_type": ["category", "tags"]}
UNITS = {"hours": HOUR, "minutes": MINUTE, "seconds": SECOND}

PEOPLE = (
    "Ann Lee", "Bob Stone", "Lee, Ann-Marie", "Pat O'Brien", 'Al "Ace" Roy', "Zoë Ångström",
    "Zoe\u0308 A\u030angstro\u0308m",
    "李雷", "NA", "None", "null", "nan", "true", "007", "Count Orlok", "=Ann", "a;b|c,d", "Ben\tTab", "🚀 Ray",
    "Dr. " + "Very " * 60 + "Long", "user.name+x@firm.example", "  Kim   Park ",
)  # fmt: skip
TEXTS = (
    "Call", "Visit at Acme", "said \"yes\", and left", '"', '"quoted"', '5" pipe', "a,b;c|d\te", "one\ntwo",
    "one\r\n\r\ntwo",
    "=SUM(A1:A9)", "+49 30 1234", "-5", "@here", "NA", "None", "null", "nan", "n/a", "-", "", "0", "30", "1:30",
    "1,5",
    "2025-11-03", "03.11.2025", "Next:\n2025-11-10, offer, Ann\n12.11.2025; call", "😀 demo", "عرض أسعار", "報價",
    "Größe – 5 €",
    "back\\slash", "it's", " blanks  around ", "a < b & c > d", "x\u2028y\x0bz\x85",
    "long " * 800, "total of 3 calls",
    "Total", "date, minutes, activity", "sep=;", "#", "''", ",,,,", '","', "\\", "Ann,2025-11-03,30,Call",
    "é\u0301\u200b",
)  # fmt: skip
_EXTRAS = (
    "Cost", "Ref", "Billable?", "Cost, EUR", 'Size 5"', "Ref\nno", "Hours rounded", "Planned hours", "Owner?",
    "Order no", "Übrig",
    "Due", "Created", "", "",
)  # fmt: skip
_EXTRA_CELLS = (
    "",
    "",
    "12.50",
    "1.234,56",
    "7",
    "yes",
    "2024-12-31",
    "31/12/2024",
    "12:00",
    "A-1",
    "n/a",
    "0,5",
    *TEXTS[:9],
)

_DATES = (
    "{0:%Y-%m-%d}", "{0:%d.%m.%Y}", "{0:%d/%m/%Y}", "{0:%m/%d/%Y}", "{0.day}.{0.month}.{0.year}",
    "{0.month}/{0.day}/{0.year}",
    "{0.day}/{0.month}/{0.year}", "{0:%d.%m.%y}", "{0:%d/%m/%y}", "{0:%m/%d/%y}", "{0:%d-%m-%Y}", "{0:%m-%d-%Y}",
    "{0:%d-%m-%y}",
    "{0:%Y/%m/%d}", "{0:%Y.%m.%d}", "{0:%Y%m%d}", "{0.day} {0:%b %Y}", "{0:%b} {0.day}, {0.year}", "{0:%d-%b-%y}",
    "{0:%A}, {0.day} {0:%B %Y}", "{0:%a} {0:%d} {0:%b %Y}", "{0.day}. {1} {0.year}", "{2}",
)  # fmt: skip
_GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_CLOCKS = (
    "{h:02}:{m:02}", "{h}:{m:02}", "{h:02}:{m:02}:{s:02}", "{i}:{m:02} {half}M", "{i:02}:{m:02}:{s:02} {half}M",
    "{i}:{m:02}{low}m",
    "{i}:{m:02} {low}.m.", "{h:02}.{m:02}", "{h:02}h{m:02}", "{h:02}:{m:02}:{s:02}.000", "{h:02}:{m:02}Z",
    "{h:02}:{m:02}:{s:02}+01:00",
)  # fmt: skip
_WORDED = (
    "{h}h {m}m", "{h}h{m:02}", "{h} h {m} min", "{t} min", "{h}hr {m}mins", "PT{h}H{m}M", "{h} hours and {m} minutes",
    "{h} Std. {m} Min.", "{t}'", "{h}h {m}m {s}s",
)  # fmt: skip
_HOW = (
    "minutes", "hours", "end", "clock", "duration", "long clock", "worded", "seconds", "end moment", "end date",
    "parts", "twice",
    "duration in hours", "short parts",
)  # fmt: skip
"""How time is told; what is called ``duration`` has a name that tells no unit."""
_EITHER_ORDER = re.compile(r"\b\d{1,2}[-/]\d{1,2}[-/]")
_OPEN_NUMBER = re.compile(r"\d{1,3}[.,]\d{3}\Z")


def chance(pick: Random, percent: int) -> bool:
    """Tell whether something rare is to be; what shrinks is without it."""
    return pick.randrange(100) >= 100 - percent


class Truth(NamedTuple):
    """An entry as it was."""

    person: str
    day: date
    ms: int
    text: str
    start: int | None
    """Milliseconds since midnight; None where the log does not tell it."""
    may_be: frozenset[str]
    """Reasons for which even an undamaged log may have it left out by name."""


class Layout:
    """Which columns a log has, and how they tell what was."""

    def __init__(self, pick: Random) -> None:
        self.how = pick.choice(_HOW)
        self.has_times = self.how.startswith("end") or chance(pick, 40)
        self.is_moment = self.how == "end moment" or (self.has_times and self.how != "end date" and chance(pick, 30))
        self._date, self._clock = pick.choice(_DATES), pick.choice(_CLOCKS)
        if self.is_moment and self._date == "{2}":
            self._date = _DATES[0]  # a number of days tells the time of day as a fraction
        self._joint = pick.choice((" ", " ", ", ", "T"))
        self._mark, self._places = pick.choice((".", ",")), pick.choice((0, 0, 2, 3))
        self._grouped = chance(pick, 10)
        self._worded = pick.choice(_WORDED)
        who = pick.choice((("person",), ("person",), ("person",), ("first_name", "last_name"), ()))
        roles = [*who, *self._times(), "activity"]
        roles += [role for role in ("notes", "customer", "team", "activity_type") if chance(pick, 20)]
        if self.has_times and not self.how.startswith("end") and chance(pick, 30):
            roles.append("end")
        roles += [f"extra {i}" for i in range(pick.choice((0, 0, 1, 3)))]
        if chance(pick, 50):
            pick.shuffle(roles)
        self.roles = tuple(roles)
        self.header = [self._name(pick, role) for role in roles]
        self.salesperson = None if who else pick.choice(PEOPLE)

    def _times(self) -> list[str]:
        when = ["start"] if self.is_moment else ["date", "start"] if self.has_times else ["date"]
        return [*when, *{
            "end": ["end"], "end moment": ["end"], "end date": ["end_date", "end"], "parts": ["hours", "minutes"],
            "twice": ["hours", "minutes"], "short parts": ["minutes", "seconds"], "minutes": ["minutes"],
            "hours": ["hours"], "seconds": ["seconds"],
        }.get(self.how, ["duration"])]  # fmt: skip

    def _name(self, pick: Random, role: str) -> str:
        if role.startswith("extra"):
            return pick.choice(_EXTRAS) or ("" if role != self.roles[-1] else "Last")
        names = [*_ALIASES[role], *_MORE_ALIASES.get(role, ())]
        if role in UNITS and chance(pick, 30):
            name = f"{pick.choice(_ALIASES['duration'])} ({pick.choice(_DATA['unit_words'][role])})"
        elif role == "duration" and self.how.endswith("clock") and chance(pick, 20):
            name = pick.choice((*_ALIASES["hours"], "time"))
        else:
            name = pick.choice(names)
        name = pick.choice((name, name.title(), name.capitalize(), name.upper(), name.replace(" ", "_")))
        return f"{name}*" if chance(pick, 3) else name

    @property
    def grain(self) -> int:
        """Give the time of which every entry's is a multiple, so that it can be told exactly."""
        shows_seconds = "{s" in self._clock if self.how.startswith("end") else "{s" in self._worded
        if self.how in ("seconds", "long clock", "short parts") or (self.how[:3] in ("end", "wor") and shows_seconds):
            return SECOND if "end" not in self.roles or "{s" in self._clock else MINUTE
        return HOUR // 20 if "hours" in self.how or self.how == "twice" else MINUTE

    def draw(self, pick: Random, days: Sequence[date]) -> tuple[Truth, list[str]]:
        """Pick an entry, and give it with its cells."""
        day, grain = pick.choice(days), self.grain
        most = pick.choice((2 * HOUR, 10 * HOUR, 23 * HOUR, 2 * MINUTE)) if not chance(pick, 6) else 0
        ms = pick.randrange(max(most // grain, 1) + 1) * grain
        shown = SECOND if "{s" in self._clock else MINUTE
        start = pick.randrange(12 * HOUR // shown) * shown + (6 * HOUR if not chance(pick, 10) else 0)
        start = 0 if chance(pick, 5) else start
        said = {role: pick.choice(TEXTS if chance(pick, 50) else TEXTS[:2]) for role in ("activity", "notes")}
        person = self.salesperson or pick.choice(PEOPLE)
        cells = self._when(day, ms, start) | said | {"person": person}
        cells["first_name"], _, cells["last_name"] = tidy(person).rpartition(" ")
        texts = [words(cells[role]) for role in ("activity", "notes") if role in self.roles]
        text = ". ".join(dict.fromkeys(text for text in texts if text))
        name = f"{cells['first_name']} {cells['last_name']}" if "last_name" in self.roles else person
        if "last_name" in self.roles and words(cells["last_name"]) == "":
            name = cells["first_name"]
        row = [cells[role] if role in cells else pick.choice(_EXTRA_CELLS) for role in self.roles]
        truth = Truth(tidy(name), day, ms, text, start if self.has_times else None, self._may_be(cells, text))
        return truth, row

    def _when(self, day: date, ms: int, start: int) -> dict[str, str]:
        ends, end = divmod(start + ms, DAY)
        end_day = day + timedelta(days=ends)
        first, last = self._clock_of(start), self._clock_of(end)
        if self.how == "end" and not self.is_moment and (ends, end) == (1, 0) and "{i" not in self._clock:
            last = last.replace("00", "24", 1) if last.startswith("00") else last.replace("0", "24", 1)
        cells = {
            "date": self.date(day), "start": first, "end": last, "end_date": self.date(end_day),
            "minutes": self._number(ms, MINUTE), "hours": self._number(ms, HOUR), "seconds": self._number(ms, SECOND),
            "duration": self._duration(ms),
        }  # fmt: skip
        if self.is_moment:
            cells |= {"start": f"{cells['date']}{self._joint}{first}", "end": f"{cells['end_date']}{self._joint}{last}"}
        if self.how == "parts":
            cells |= {"hours": str(ms // HOUR), "minutes": str(ms % HOUR // MINUTE)}
        if self.how == "short parts":
            cells |= {"minutes": str(ms // MINUTE), "seconds": str(ms % MINUTE // SECOND)}
        return cells

    def date(self, day: date) -> str:
        return self._date.format(day, _GERMAN[day.month - 1], (day - date(1899, 12, 30)).days)

    def _clock_of(self, ms: int) -> str:
        hour, half = ms // HOUR, "AP"[ms // HOUR // 12]
        parts = {"h": hour, "i": hour % 12 or 12, "m": ms % HOUR // MINUTE, "s": ms % MINUTE // SECOND}
        return self._clock.format(**parts, half=half, low=half.lower())

    def _number(self, ms: int, unit: int) -> str:
        value = Decimal(ms) / unit
        text = f"{value:,.{self._places}f}" if self._places and value % 1 else f"{value.normalize():,f}"
        if not self._grouped:
            text = text.replace(",", "")
        return text if self._mark == "." else text.translate(str.maketrans(".,", ",."))

    def _duration(self, ms: int) -> str:
        if self.how == "duration":
            return self._number(ms, MINUTE)
        if self.how == "duration in hours":
            return self._number(ms, HOUR)
        form = {"clock": "{h}:{m:02}", "long clock": "{h:02}:{m:02}:{s:02}"}.get(self.how, self._worded)
        return form.format(h=ms // HOUR, m=ms % HOUR // MINUTE, s=ms % MINUTE // SECOND, t=ms // MINUTE)

    def _may_be(self, cells: dict[str, str], text: str) -> frozenset[str]:
        """Tell for which reasons the entry may be left out, as what its cells say is open."""
        codes = {"shifted"}  # where a column of words, or one without a name, holds a number now and then
        if self.has_times and _EITHER_ORDER.search(cells["date"]):
            codes.add("day-long")
        if self.how == "end" and not self.is_moment:
            codes.add("end-before-start")
        if any(_OPEN_NUMBER.match(cells[role]) for role in ("minutes", "hours", "seconds", "duration")):
            codes.add("bad-duration")
        if "%d-%m-%y" in self._date:
            codes |= {"bad-date", "bad-time"}  # 25-11-03 could begin with the year
        is_sum = says_a_sum(text) or "Total" in (cells["activity"], cells["notes"])
        if is_sum or (not text and "Count" in cells["person"]):
            codes |= {"total-or-entry", "total-row"}
        if "\n" in text or any("\n" in cells[role] for role in ("activity", "notes")):
            codes.add("swallowed-rows")
        return frozenset(codes)


def words(cell: str) -> str:
    """Give what a cell of words says: blanks folded, empty where it only says so."""
    text = " ".join(cell.split())
    return "" if text.casefold() in _DATA["empty"]["markers"] else text


def tidy(name: str) -> str:
    """Give a name in composed Unicode, blanks folded."""
    return " ".join(unicodedata.normalize("NFC", name).split())
