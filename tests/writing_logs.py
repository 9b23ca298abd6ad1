"""Whole logs: entries of a known truth, written as lines in some dialect and encoding."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from making_logs import UNITS, Layout, Truth, chance


@dataclass
class Piece:
    """A part of a log; without a truth it is no row.

    Attributes:
        text: as written.
        values: whether each character is of a date or a time: what is damaged there may be another value.
        truths: what it tells.
        spans: where its cells begin and end; known until it is damaged.
        touched: person and words may be others.
        loose: day and time may be others too.
    """

    text: str
    values: list[bool]
    truths: list[Truth] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    touched: bool = False
    loose: bool = False


@dataclass
class Made:
    """A log that was made, before it is encoded."""

    pieces: list[Piece]
    header: int
    """Which of the pieces it is."""
    layout: Layout
    delimiter: str
    encoding: str
    damage: list[str] = field(default_factory=list)

    def data(self) -> bytes:
        """Give its bytes."""
        text = "".join(piece.text for piece in self.pieces)
        wide = self.encoding[:6] in ("utf-16", "utf-32")
        return text.encode(self.encoding, "surrogatepass" if wide else "surrogateescape")


class _Writing:
    """How cells become lines."""

    def __init__(self, pick: Random) -> None:
        self.delimiter = pick.choice((",", ";", "\t", "|"))
        self._joint = self.delimiter + (" " if self.delimiter != "\t" and chance(pick, 5) else "")
        self._all_quoted = chance(pick, 25)
        self._guards = chance(pick, 15)
        self._tail = self.delimiter if chance(pick, 10) else ""
        self._ends = pick.choice((("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")))
        self._pick = pick

    def line(self, cells: Sequence[str], roles: Sequence[str] = (), truths: Sequence[Truth] = ()) -> Piece:
        text, values, spans = "", [], []
        for i, cell in enumerate(cells):
            said = (self._joint if i else "") + self._cell(cell)
            at = len(self._joint) if i else 0
            spans.append((len(text) + at, len(text) + len(said)))
            text += said
            is_value = bool(truths) and roles[i] in (*UNITS, "duration", "date", "start", "end", "end_date")
            values += [False] * at + [is_value and c != '"' for c in said[at:]]
        tail = (self._tail if truths or roles else "") + self._pick.choice(self._ends)
        return Piece(text + tail, values + [False] * len(tail), list(truths), spans)

    def _cell(self, cell: str) -> str:
        if self._guards and cell[:1] in ("=", "+", "-", "@") and len(cell) > 1:
            cell = f"'{cell}"
        needs = self._all_quoted or any(c in cell for c in (self.delimiter, '"', "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if needs else cell


_BEFORE = (
    [["Activity report"]], [["Report: field sales"], [""], ["Period", "2025-11-03", "2025-11-28"]],
    [["# exported by hand"]], [[""], ["", "", ""]], [["Person", "Hours"], ["Ann", "38.5"], [""]],
    [["All times in local time"]],
)  # fmt: skip


def make_log(pick: Random, most_rows: int = 12) -> Made:
    """Make a log without damage."""
    layout, writing = Layout(pick), _Writing(pick)
    first = date(2025, 11, 3) + timedelta(days=pick.randrange(-700, 60) if chance(pick, 60) else 0)
    days = [first + timedelta(days=i) for i in range(pick.choice((3, 10, 40)))]
    pieces = []
    if chance(pick, 10):
        pieces.append(writing.line([f"sep={writing.delimiter}"]))
        pieces[0].text = f"sep={writing.delimiter}\n"
        pieces[0].values = [False] * len(pieces[0].text)
    if chance(pick, 20):
        pieces += [writing.line(cells) for cells in pick.choice(_BEFORE)]
    at = len(pieces)
    pieces.append(writing.line(layout.header, layout.roles))
    known = set()
    total = 0
    for _ in range(pick.randrange(1, most_rows + 1)):
        truth, row = layout.draw(pick, days)
        same = (truth.person, truth.day, truth.start, truth.ms, truth.text)
        if same in known:
            continue
        known.add(same)
        total += truth.ms
        if chance(pick, 4):
            pieces.append(writing.line(pick.choice(([""], [""] * len(row), ["  "]))))
        pieces.append(writing.line(row, layout.roles, [truth]))
    if chance(pick, 15):
        timed = {role: str(total // UNITS[role]) for role in layout.roles if role in UNITS}
        foot = ["", *(timed.get(role, "") for role in layout.roles[1:])]
        foot[layout.roles.index("person") if "person" in layout.roles and chance(pick, 50) else 0] = "Total"
        pieces.append(writing.line(foot, layout.roles))
    if chance(pick, 30):
        pieces[-1].text = pieces[-1].text.rstrip("\r\n")
        pieces[-1].values = pieces[-1].values[: len(pieces[-1].text)]
    encoding = pick.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"))
    made = Made(pieces, at, layout, writing.delimiter, encoding)
    if encoding == "cp1252" and not _is_cp1252("".join(piece.text for piece in pieces)):
        made.encoding = "utf-8"
    return made


def _is_cp1252(text: str) -> bool:
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeEncodeError:
        return False
    except UnicodeDecodeError:
        return True
    return text.isascii()
