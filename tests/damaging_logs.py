"""What happens to logs on their way: rows cut, joined, doubled, delimiters and quotes lost or added, bits flipped."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from making_logs import chance
from writing_logs import Made, Piece


def damage(made: Made, pick: Random) -> None:
    """Damage a log, and tell in its pieces what of them may differ now."""
    for _ in range(1 + pick.randrange(3) if chance(pick, 40) else 1):
        rows = [at for at, piece in enumerate(made.pieces) if piece.truths]
        if not rows:
            return
        name = pick.choice(tuple(_KINDS))
        made.damage.append(name)
        _KINDS[name](made, pick, pick.choice(rows))
    _merge(made)


def _merge(made: Made) -> None:
    """Make one piece of those between which no line ends."""
    pieces: list[Piece] = []
    for piece in made.pieces:
        if not piece.text:
            continue
        if pieces and pieces[-1].text[-1] not in "\r\n":
            last = pieces[-1]
            last.text += piece.text
            last.truths += piece.truths
            last.touched = True
            last.loose |= piece.loose
        else:
            pieces.append(piece)
    made.pieces = pieces


def _put(piece: Piece, at: int, instead: str, size: int = 0) -> None:
    """Write something in place of some characters."""
    piece.loose |= piece.touched  # what is damaged twice may look whole again
    piece.loose |= "\n" in piece.text.rstrip()  # one of its lines may look like a row
    piece.text = piece.text[:at] + instead + piece.text[at + size :]
    piece.values[at : at + size] = [False] * len(instead)
    piece.touched = True


def _find(piece: Piece, pick: Random, sign: str) -> int | None:
    found = [at for at, c in enumerate(piece.text) if c == sign]
    return pick.choice(found) if found else None


def _add(sign: str) -> Callable[[Made, Random, int], None]:
    def add(made: Made, pick: Random, at: int) -> None:
        piece = made.pieces[at]
        place = pick.randrange(len(piece.text) + 1)
        is_quoted = piece.text[:place].count('"') % 2 == 1
        piece.loose |= is_quoted and any(piece.values[max(place - 1, 0) : place + 1])
        _put(piece, place, sign or made.delimiter)

    return add


def _remove(sign: str) -> Callable[[Made, Random, int], None]:
    def remove(made: Made, pick: Random, at: int) -> None:
        piece = made.pieces[at]
        place = _find(piece, pick, sign or made.delimiter)
        if place is not None:
            piece.loose |= piece.values[place]
            _put(piece, place, "", 1)

    return remove


def _flip(made: Made, pick: Random, at: int) -> None:
    """Flip one bit; a digit of a date or a time stays what it is."""
    piece = made.pieces[at]
    place = pick.randrange(len(piece.text))
    was = piece.text[place]
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(made.encoding, made.encoding)
    wide = plain.endswith("-le")
    data = bytearray(was.encode(plain, "surrogatepass" if wide else "surrogateescape"))
    data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
    try:
        now = data.decode(plain, "surrogatepass" if wide else "surrogateescape")
        now.encode(plain, "surrogatepass" if wide else "surrogateescape")
    except UnicodeError:
        return
    if was.isdecimal() and now.isdecimal() and piece.values[place]:
        return
    piece.loose |= piece.values[place] and now not in (made.delimiter, '"', "\0")
    _put(piece, place, now, 1)


def _drop(made: Made, piece: Piece, first: int, end: int) -> None:
    piece.loose |= made.layout.how.endswith("parts")
    piece.loose |= 0 < first < len(piece.text) and piece.values[first - 1] and piece.values[first]
    if not any(a and not b for a, b in pairwise(piece.values[:first])):
        piece.truths.clear()  # no value of the entry is left
    _put(piece, first, "", end - first)


def _cut(made: Made, pick: Random, at: int) -> None:
    """Lose the end of a row."""
    piece = made.pieces[at]
    end = len(piece.text.rstrip("\r\n"))
    place = pick.randrange(end + 1)
    _drop(made, piece, place, end)


def _cut_file(made: Made, pick: Random, at: int) -> None:
    """Lose the end of the file."""
    piece = made.pieces[at]
    del made.pieces[at + 1 :]
    place = pick.randrange(len(piece.text) + 1)
    _drop(made, piece, place, len(piece.text))


def _double(made: Made, pick: Random, at: int) -> None:
    piece = made.pieces[at]
    copy = replace(piece, values=[*piece.values], truths=[*piece.truths], spans=[*piece.spans])
    made.pieces.insert(at, copy)
    if copy.text[-1:] not in ("\r", "\n"):
        _put(copy, len(copy.text), "\n")


def _repeat_header(made: Made, pick: Random, at: int) -> None:
    header = made.pieces[made.header]
    made.pieces.insert(at, Piece(header.text, [*header.values]))


def _empty(made: Made, pick: Random, at: int) -> None:
    """Lose what a cell says; one part of a time may be empty."""
    piece = made.pieces[at]
    if not piece.touched:
        first, end = pick.choice(piece.spans)
        piece.loose |= any(piece.values[first:end]) and made.layout.how.endswith("parts")
        _put(piece, first, "", end - first)


def _swap(made: Made, pick: Random, at: int) -> None:
    """Have two cells change places."""
    piece = made.pieces[at]
    if not piece.touched:
        (first, end), (first_of_other, end_of_other) = sorted(pick.sample(piece.spans, 2))
        piece.loose |= any(piece.values[first:end] + piece.values[first_of_other:end_of_other])
        one, other = piece.text[first:end], piece.text[first_of_other:end_of_other]
        _put(piece, first_of_other, one, len(other))
        _put(piece, first, other, len(one))


def _join(made: Made, pick: Random, at: int) -> None:
    """Lose the line end after a row."""
    piece = made.pieces[at]
    end = len(piece.text.rstrip("\r\n"))
    _put(piece, end, "", len(piece.text) - end)


def _split(made: Made, pick: Random, at: int) -> None:
    """Gain a line end inside a row."""
    piece = made.pieces[at]
    place = pick.randrange(len(piece.text) + 1)
    piece.loose |= 0 < place < len(piece.text) and piece.values[place - 1] and piece.values[place]
    piece.loose |= made.layout.how.endswith("parts")  # one of the parts may stand alone
    _put(piece, place, pick.choice(("\n", "\r\n", "\r")))


def _spoil_header(made: Made, pick: Random, at: int) -> None:
    """Lose or gain a sign of the header: what is told under a name that is lost is lost with it."""
    kind = pick.choice((_flip, _add(""), _remove("")))
    for piece in made.pieces:
        piece.touched = True
        piece.loose |= kind is not _flip or made.layout.how in ("parts", "short parts", "twice")
    kind(made, pick, made.header)


_KINDS: dict[str, Callable[[Made, Random, int], None]] = {
    "a delimiter too many": _add(""),
    "a delimiter too few": _remove(""),
    "a quote too many": _add('"'),
    "a quote too few": _remove('"'),
    "a NUL": _add("\0"),
    "a bit flipped": _flip,
    "a row cut": _cut,
    "the file cut": _cut_file,
    "a row twice": _double,
    "the header again": _repeat_header,
    "two rows joined": _join,
    "a row split": _split,
    "a cell emptied": _empty,
    "two cells swapped": _swap,
    "the header spoiled": _spoil_header,
}
