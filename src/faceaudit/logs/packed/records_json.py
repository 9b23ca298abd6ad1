"""Records in JSON, as ``timew export`` and ``klog json`` write them, made into rows.

Read record by record, so that their number costs no memory. Knows these two systems, not how rows are read.
"""

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from faceaudit.errors import FaceauditError, Note
from faceaudit.logs.packed.packings import damaged
from faceaudit.logs.packed.spools import RowWriter
from faceaudit.units import count_of

TIMEWARRIOR = ("Start", "End", "Annotation", "Tags")
KLOG = ("Date", "Start", "End", "Minutes", "Summary", "Type")

_LONGEST_RECORD = 16 * 1024 * 1024
_PIECE = 64 * 1024
_BLANK = re.compile(r"[ \t\r\n]*")
_KLOG_KEYS = ("records", "warnings", "errors")
_DAY_MINUTES = 24 * 60


def convert_json(name: str, file: BinaryIO, encoding: str, writer: RowWriter) -> list[Note]:
    """Write the records of a file as rows.

    Args:
        name: the file, for messages.
        file: its bytes.
        encoding: what they are.
        writer: takes the rows.

    Returns:
        What is to be said of them.

    Raises:
        FaceauditError: the JSON is cut, damaged, or of another kind.
    """
    text = io.TextIOWrapper(file, encoding)
    try:
        stream = _Stream(text, name)
        if stream.next_character() == "[":
            _write_timewarrior(stream, writer)
            notes = []
        else:
            notes = _write_klog(stream, writer)
        if stream.next_character():
            raise damaged(name, "JSON")
    except UnicodeError:
        raise damaged(name, "JSON") from None
    finally:
        text.detach()
    return notes


class _Stream:
    """JSON read value by value.

    Args:
        text: the JSON.
        name: the file, for messages.
    """

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self.name = name
        self._text = text
        self._held = ""
        self._at = 0
        self._decode = json.JSONDecoder(strict=False).raw_decode

    def next_character(self) -> str:
        """Give the next character that is no blank; none at the end."""
        while True:
            blank = _BLANK.match(self._held, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._read_on():
                return ""

    def _read_on(self) -> bool:
        """Read as much again as is held, and a piece at least."""
        more = self._text.read(max(_PIECE, len(self._held) - self._at))
        self._held = self._held[self._at :] + more
        self._at = 0
        return bool(more)

    def take(self, wanted: str) -> str:
        """Take the next character, which is one of those wanted."""
        character = self.next_character()
        if not character or character not in wanted:
            raise damaged(self.name, "JSON")
        self._at += 1
        return character

    def value(self) -> Any:
        """Take a value, which is held in memory as a whole."""
        self.next_character()
        while True:
            try:
                value, end = self._decode(self._held, self._at)
            except (ValueError, RecursionError):
                end = len(self._held)
                value = None
                is_whole = False
            else:
                is_whole = end < len(self._held)  # a number may go on
            if is_whole:
                break
            if len(self._held) - self._at > _LONGEST_RECORD:
                raise FaceauditError(
                    "a record in it is no JSON, or larger than 16 MB.", "This is no log.", file=self.name
                )
            if not self._read_on():
                value, end = self._last_value()
                break
        self._at = end
        return value

    def _last_value(self) -> tuple[Any, int]:
        try:
            return self._decode(self._held, self._at)
        except (ValueError, RecursionError):
            raise damaged(self.name, "JSON") from None

    def items(self) -> Iterator[Any]:
        """Take the values of an array, one by one; null has none."""
        if self.next_character() == "n":
            self.value()
            return
        self.take("[")
        if self.next_character() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return

    def keys(self) -> Iterator[str]:
        """Take the keys of an object; the value of each is to be taken before the next."""
        self.take("{")
        if self.next_character() == "}":
            self.take("}")
            return
        while True:
            key = self.value()
            self.take(":")
            yield key
            if self.take(",}") == "}":
                return


def _unknown(name: str) -> FaceauditError:
    return FaceauditError(
        "this JSON is no log of a kind that is read.",
        "What timew export and klog json write is; export others as CSV.",
        file=name,
    )


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _write_timewarrior(stream: _Stream, writer: RowWriter) -> None:
    writer.write(TIMEWARRIOR)
    for record in stream.items():
        if not isinstance(record, dict) or "start" not in record:
            raise _unknown(stream.name)
        tags = record.get("tags")
        told = ", ".join(str(tag) for tag in tags) if isinstance(tags, list) else _text(record, "tags")
        writer.write((_text(record, "start"), _text(record, "end"), _text(record, "annotation"), told))


def _write_klog(stream: _Stream, writer: RowWriter) -> list[Note]:
    writer.write(KLOG)
    is_klog = False
    taken = left = 0
    for key in stream.keys():  # noqa: SIM118  # no mapping
        if key not in _KLOG_KEYS:
            raise _unknown(stream.name)
        if key == "records":
            is_klog = True
            for record in stream.items():
                if not isinstance(record, dict) or not isinstance(record.get("entries") or [], list):
                    raise _unknown(stream.name)
                day = _KlogDay(record)
                for row in day.rows():
                    writer.write(row)
                taken += day.breaks_taken
                left += day.breaks_left
        elif stream.value() and key == "errors":
            raise FaceauditError(
                "klog found errors in its file.", "Mend them there, and export again.", file=stream.name
            )
    if not is_klog:
        raise _unknown(stream.name)
    return _tell_breaks(stream.name, taken, left)


def _tell_breaks(name: str, taken: int, left: int) -> list[Note]:
    notes = []
    if taken:
        told = f"{count_of(taken, 'minute')} of breaks, which klog takes off the day, are taken off its longest entry"
        notes.append(Note("breaks-taken-off", told, name))
    if left:
        told = f"{count_of(left, 'minute')} of breaks could not be taken off, as their days have no time so long"
        notes.append(Note("breaks-left", told, name))
    return notes


class _KlogDay:
    """A record of klog: a day and its entries.

    A negative entry is a break within the others: it goes off the longest of them.
    """

    def __init__(self, record: dict[str, Any]) -> None:
        self._date = _text(record, "date")
        self._summary = _text(record, "summary")
        self._entries = [entry if isinstance(entry, dict) else {} for entry in record.get("entries") or []]
        self._minutes = [_minutes(entry, "total_mins") for entry in self._entries]
        self.breaks_taken = self.breaks_left = 0
        self._take_off_breaks()

    def _take_off_breaks(self) -> None:
        worked = [(minutes, -at) for at, minutes in enumerate(self._minutes) if minutes is not None and minutes > 0]
        rest = pause = -sum(minutes for minutes in self._minutes if minutes is not None and minutes < 0)
        for minutes, at in sorted(worked, reverse=True):
            taken = min(minutes, rest)
            self._minutes[-at] = minutes - taken
            rest -= taken
        self.breaks_taken, self.breaks_left = pause - rest, rest

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Give a row for each entry."""
        for entry, minutes in zip(self._entries, self._minutes, strict=True):
            kind = _text(entry, "type")
            if minutes is not None and minutes < 0:
                kind, minutes = "break", -minutes
            is_open = kind == "open_range"
            yield (
                self._date,
                self._moment(_minutes(entry, "start_mins"), _text(entry, "start")),
                "" if is_open else self._moment(_minutes(entry, "end_mins"), _text(entry, "end")),
                "" if is_open else _text(entry, "total") if minutes is None else str(minutes),
                _text(entry, "summary") or self._summary,
                kind,
            )

    def _moment(self, minutes: int | None, told: str) -> str:
        """Give a time of day; with its date where that is not the record's."""
        if minutes is None:
            return told
        days, of_day = divmod(minutes, _DAY_MINUTES)
        clock = time(of_day // 60, of_day % 60)
        if not days:
            return clock.isoformat("minutes")
        try:
            return datetime.combine(date.fromisoformat(self._date) + timedelta(days=days), clock).isoformat(
                " ", "minutes"
            )
        except (ValueError, OverflowError):
            return told


def _minutes(entry: dict[str, Any], key: str) -> int | None:
    value = entry.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
