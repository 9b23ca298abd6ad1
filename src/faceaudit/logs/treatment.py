"""What a row of a log is to be taken for, by what its system means: a plan, a break, a sum, an entry of no length.

Knows formats and columns, not durations or dates.
"""

import re

from faceaudit.errors import quote
from faceaudit.logs.columns import Columns
from faceaudit.logs.formats import Format, is_yes
from faceaudit.logs.shape import Refused, value_of
from faceaudit.logs.vocabulary import NOT_DONE, NOT_DONE_IN_SYSTEMS, plain_name

PLAN = "plan"
TOTAL = "total-row"
PART = "part-row"
HEADING = "heading"
DELETED = "deleted"
CONTINUATION = "continuation"
FOOTER = "footer"

_MONTH = re.compile(r"\d{4}-\d\d\Z")
_ENTITY = re.compile(r"&#?\w{1,31};")
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,200}|!--.{0,1000}?--)>", re.DOTALL)


class Treatment:
    """Tells what the rows of one log are.

    Args:
        columns: what the columns mean.
        above: what stood alone on a line before the header, as a heading of the rows below it.

    Attributes:
        heading: the meaning of what stands alone in a row; empty where it has none.
        carried: meanings whose values are not just what their cells say.
    """

    def __init__(self, columns: Columns, above: str = "") -> None:
        self.format: Format | None = columns.format
        self._of = columns.of
        self._width = len(columns.header)
        self._plans = NOT_DONE
        if columns.format:
            self._plans = columns.format.plans | NOT_DONE_IN_SYSTEMS if columns.format.plans else frozenset()
        self._totals = _column(columns, columns.format.totals if columns.format else None)
        self._parts = _column(columns, columns.format.parts if columns.format else None)
        self._groups = re.compile(columns.format.groups) if columns.format and columns.format.groups else None
        self.heading = (columns.format.heading if columns.format else None) or ""
        self._held = {self.heading: _whole_day(above)} if self.heading else {}
        self._fill = columns.format.fill if columns.format else ()
        self._first_lines = ("person", "activity") if columns.format and columns.format.first_lines else ()
        self._due = columns.format is not None and self._of.get("end", -1) == self._of.get("date", -2)
        due = ("end",) if self._due else ()
        self.carried = frozenset((self.heading, *self._fill, *self._first_lines, *due)) - {""}
        self._days = [columns.of[m] for m in ("date", "start") if m in columns.of]
        self._told = [*self._days, *(columns.of[m] for m in ("person", "last_name") if m in columns.of)]
        timed = ("person", "last_name", "duration", "minutes", "hours", "seconds", "end", "fallback")
        self._whose = [columns.of[m] for m in timed if m in columns.of] if "person" in columns.of else self._days

    def fit(self, cells: list[str]) -> list[str]:
        """Give the cells of a row in as many columns as there are names, where the format has rows of any width."""
        if self.format is None or not self.format.pattern:
            return cells
        last = self._width - 1
        rest = [cell for cell in cells[last:] if cell.strip()]
        return [*cells[:last], *[""] * (last - len(cells)), ", ".join(rest)]

    def skip_reason(self, cells: list[str]) -> str:
        """Say why a row is no entry; empty where it is one."""
        known = self.format
        if known is not None:
            filled = [i for i, cell in enumerate(cells) if cell.strip()]
            if len(filled) == 1 and self._is_heading(cells[filled[0]].strip()):
                self._held = {self.heading: _whole_day(cells[filled[0]])}
                return HEADING
            self._held.update({m: value for m in self._fill if (value := self._cell(cells, m))})
            if known.continued and not any(i in filled for i in self._told):
                return CONTINUATION
            if len(filled) == 1 and not any(i in filled for i in self._days):
                return FOOTER
            if known.untimed and not any(i in filled for i in self._whose):
                return PLAN
            if self._totals is not None and not _value_at(cells, self._totals):
                self._refuse_subitem(cells)
                return TOTAL
            if self._parts is not None and _value_at(cells, self._parts):
                return PART
            if self._groups and self._groups.match(self._cell(cells, "person")):
                return TOTAL
        return self._left_out(cells)

    def _left_out(self, cells: list[str]) -> str:
        """Say why an entry does not count by what its own system says of it."""
        if "deleted" in self._of and is_yes(self._cell(cells, "deleted")):
            return DELETED
        return PLAN if self._cell(cells, "status").casefold().replace("’", "'") in self._plans else ""

    def _refuse_subitem(self, cells: list[str]) -> None:
        """Refuse a row that is moved to the right: a part of the row above, whose time may be counted there."""
        known = self.format
        if known is not None and known.subitems and self._totals == 0 and _value_at(cells, 1):
            raise Refused(
                "subitem", f"{quote(value_of(cells[1]))} is a part of the row above, whose time may be in it",
                "Give it a row of its own like that one, without its time there, or take it out.",
            )  # fmt: skip

    def cell(self, cells: list[str], meaning: str) -> str:
        """Give what a row says of a meaning."""
        return self.value(cells, meaning) if meaning in self.carried else self._cell(cells, meaning)

    def value(self, cells: list[str], meaning: str) -> str:
        """Give what a row says of a meaning that is carried, or what stands above it where the format has it there."""
        value = self._cell(cells, meaning)
        if meaning in self._first_lines:
            value = value.partition("\n")[0].strip()
        if meaning == "end" and self._due and not self._cell(cells, "start"):
            return ""  # the day to be done by is when it was done, not until when it took
        if meaning == self.heading:
            return value or self._held.get(meaning, "")
        if meaning in self._fill:
            return value or self._held.get(meaning, "")
        return value

    def _is_heading(self, text: str) -> bool:
        return self.heading != "" and (self.heading != "date" or text[:1].isdecimal())

    @property
    def is_loose(self) -> bool:
        """Tell whether times of day are not the entries' own."""
        return self.format is not None and bool(self.format.loose)

    @property
    def remark(self) -> str:
        """Say what is assumed about every entry; empty where nothing is."""
        if self.format is None:
            return ""
        if self.format.loose == "day":
            return "day-open"
        has_plans = (
            bool(self.format.plans) and not self.format.own
        )  # what a calendar holds took place, if nothing is said
        return "status-open" if has_plans and "status" not in self._of else ""

    def is_break(self, cells: list[str]) -> bool:
        """Tell whether the log itself says that a row is no working time."""
        return self.format is not None and self._cell(cells, "kind").casefold() in self.format.breaks

    def is_all_day(self, cells: list[str]) -> bool:
        """Tell whether a row stands for a whole day: it has no working time of its own."""
        return is_yes(self._cell(cells, "all_day")) if "all_day" in self._of else False

    def first_of_several(self, name: str) -> str:
        """Give the first of several people in one cell, where the format puts them there."""
        return name.split(self.format.several)[0] if self.format is not None and self.format.several else name

    def _cell(self, cells: list[str], meaning: str) -> str:
        i = self._of.get(meaning)
        return "" if i is None else _value_at(cells, i)


def _column(columns: Columns, wanted: str | None) -> int | None:
    names = [plain_name(name)[0] for name in columns.header]
    return names.index(wanted) if wanted in names else None


def _value_at(cells: list[str], i: int) -> str:
    return value_of(cells[i]) if i < len(cells) else ""


def _whole_day(text: str) -> str:
    """Give a month as its first day; any other text as it is."""
    text = text.strip()
    return f"{text}-01" if _MONTH.match(text) else text


def strip_markup(text: str) -> str:
    """Take HTML out of a text: tags become blanks, entities characters."""
    if "<" not in text and not ("&" in text and _ENTITY.search(text)):
        return text
    bare = _MARKUP.sub(" ", text)
    if "&" not in bare:
        return bare
    import html

    return html.unescape(bare)
