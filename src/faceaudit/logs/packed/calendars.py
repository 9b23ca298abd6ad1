"""Calendars in the iCalendar format (.ics), made into rows: one for each event.

Read event by event, so that their number costs no memory. Knows calendars, not how rows are read.
"""

import io
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, BinaryIO

from faceaudit.errors import FaceauditError, Note
from faceaudit.logs.packed.events import (
    EVENT,
    Moment,
    absolute,
    categories_of,
    end_of,
    first_of,
    is_left_out,
    moment_of,
    organizer_of,
    parse,
    raw_of,
    text_of,
)  # fmt: skip
from faceaudit.logs.packed.packings import damaged
from faceaudit.logs.packed.spools import RowWriter
from faceaudit.units import count_of

if TYPE_CHECKING:
    from icalendar import Component

HEADER = ("Subject", "Start", "End", "All day event", "Organizer", "Description", "Status", "Categories", "UID")

_ORGANIZER = HEADER.index("Organizer")
_LONGEST_BLOCK = 16 * 1024 * 1024
_ZONE = "VTIMEZONE"
_OWN_ZONE = "X-WR-TIMEZONE"


def convert_calendar(name: str, file: BinaryIO, encoding: str, writer: RowWriter) -> list[Note]:
    """Write the events of a calendar as rows.

    Args:
        name: the file, for messages.
        file: its bytes.
        encoding: what they are, if they are that; else Windows-1252.
        writer: takes the rows.

    Returns:
        What is to be said of them.

    Raises:
        FaceauditError: it is cut or damaged, or the library is missing.
    """
    try:
        from icalendar.timezone import tzp
    except ImportError:
        raise FaceauditError(
            "to read a calendar, the library icalendar is needed.",
            "Install it with pip install 'faceaudit[ics]', or export the calendar as CSV.",
            file=name,
        ) from None
    tzp.use(tzp.name)  # forgets the zones that another calendar defined
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = _Calendar(name, file, encoding)
        for row in calendar.rows():
            writer.write(row)
    return calendar.notes()


class _Calendar:
    """A calendar: first all that its events refer to, then the events."""

    def __init__(self, name: str, file: BinaryIO, encoding: str) -> None:
        from icalendar.timezone import tzp

        self._name = name
        self._file = file
        self._encoding = _true_encoding(file, encoding)
        self._is_utf_8 = self._encoding == encoding
        self._zone: tzinfo | None = None
        self._zone_name = ""
        self._moved: set[tuple[str, Moment]] = set()
        self._has_organizer = False
        self._counts: Counter[str] = Counter()
        events = []
        for kind, block in self._blocks():
            if kind == _ZONE:
                parse("VCALENDAR", f"BEGIN:VCALENDAR\r\n{block}END:VCALENDAR\r\n")
            elif kind == EVENT:
                self._has_organizer |= "\nORGANIZER" in block.upper()
                if "\nRECURRENCE-ID" in block.upper():
                    events.append(block)
            elif kind == _OWN_ZONE:
                self._zone_name = block
            else:
                self._counts["other"] += 1
        for block in events:
            event = parse(EVENT, block)
            moment = moment_of(event, "RECURRENCE-ID") if event is not None else None
            if event is not None and moment is not None:
                self._moved.add((text_of(event, "UID"), absolute(moment)))
        if self._zone_name:
            self._zone = tzp.timezone(self._zone_name)

    def _blocks(self) -> Iterator[tuple[str, str]]:
        """Give the components of the calendar as text, each with its kind; and the zone that it calls its own."""
        kind, size = "", 0
        lines: list[str] = []
        is_open = False
        for line in self._lines():
            said = line.rstrip().upper()  # a blank in front goes on with the line before
            if kind:
                size += len(line)
                if size > _LONGEST_BLOCK:
                    raise FaceauditError("an event in it is larger than 16 MB.", "This is no log.", file=self._name)
                lines.append(line)
                if said == f"END:{kind}":
                    yield kind, "".join(lines)
                    kind = ""
            elif said in ("BEGIN:VCALENDAR", "END:VCALENDAR"):
                is_open = said.startswith("BEGIN")
            elif said.startswith("BEGIN:"):
                kind, lines, size = said[len("BEGIN:") :], [line], 0
            elif said.startswith((f"{_OWN_ZONE}:", f"{_OWN_ZONE};")):
                yield _OWN_ZONE, line.strip().partition(":")[2]
        if kind or is_open:
            raise damaged(self._name, "calendar")

    def _lines(self) -> Iterator[str]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self._encoding)
        try:
            yield from iter(lambda: text.readline(_LONGEST_BLOCK), "")
        except UnicodeError:
            raise damaged(self._name, "calendar") from None
        finally:
            text.detach()

    def rows(self) -> Iterator[list[str]]:
        """Give the header and a row for each event; nothing for one that is told again elsewhere."""
        yield self._without_nobody(list(HEADER))
        for kind, block in self._blocks():
            if kind != EVENT:
                continue
            event = parse(EVENT, block)
            if event is None:
                raise damaged(self._name, "calendar")
            yield self._without_nobody(self._row(event))

    def _without_nobody(self, row: list[str]) -> list[str]:
        """Leave out who called the meeting where no event says it, so that it can be said whose calendar it is."""
        if row and not self._has_organizer:
            del row[_ORGANIZER]
        return row

    def _row(self, event: "Component") -> list[str]:
        start = moment_of(event, "DTSTART")
        uid = text_of(event, "UID")
        again = moment_of(event, "RECURRENCE-ID")
        if "RRULE" in event or "RDATE" in event:
            self._counts["repeating"] += 1
            if start is not None and ((uid, absolute(start)) in self._moved or is_left_out(event, start)):
                return []
        is_day = start is not None and not isinstance(start, datetime)
        end = end_of(event, start)
        return [
            text_of(event, "SUMMARY"),
            raw_of(event, "DTSTART") if start is None else self._show(event, "DTSTART", start),
            raw_of(event, "DTEND") or raw_of(event, "DURATION") if end is None else self._show(event, "DTEND", end),
            str(is_day),
            organizer_of(event),
            text_of(event, "DESCRIPTION"),
            text_of(event, "STATUS").upper(),
            categories_of(event),
            uid if again is None else f"{uid} {again.isoformat()}",
        ]

    def _show(self, event: "Component", key: str, moment: Moment) -> str:
        """Give a moment as ISO text, a time in UTC as the clock of the calendar's own zone shows it."""
        if not isinstance(moment, datetime):
            return moment.isoformat()
        if moment.tzinfo is None:
            if key == "DTSTART" and "TZID" in getattr(first_of(event, key), "params", {}):
                self._counts["unknown zone"] += 1
            return moment.isoformat(" ")
        is_utc = str(moment.tzinfo) == "UTC"
        if is_utc and self._zone is not None:
            self._counts["UTC"] += 1
            moment, is_utc = moment.astimezone(self._zone), False
        offset = moment.utcoffset()
        if is_utc or offset is None or offset % timedelta(minutes=1):
            return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
        return moment.isoformat()

    def notes(self) -> list[Note]:
        """Say what was assumed and left out."""
        counts = self._counts
        told = []
        if not self._is_utf_8:
            told.append(("encoding", "read as Windows-1252 (cp1252), as it is not UTF-8"))
        if counts["repeating"]:
            events = count_of(counts["repeating"], "event")
            told.append(
                ("repeating-events", f"{events} repeated by a rule: only the first time is read, the others are not")
            )
        if counts["UTC"]:
            told.append(
                ("calendar-zone", f"times in UTC are read as {self._zone_name} shows them, the calendar's zone")
            )
        if counts["unknown zone"]:
            events = count_of(counts["unknown zone"], "event")
            told.append(("unknown-zone", f"{events} in a time zone that is not known, read as the clock there shows"))
        if counts["other"]:
            told.append(("no-events", f"{count_of(counts['other'], 'task')} or the like left out: no events"))
        return [Note(code, message, self._name) for code, message in told]


def _true_encoding(file: BinaryIO, encoding: str) -> str:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding)
    try:
        while text.read(_LONGEST_BLOCK // 16):
            pass
    except UnicodeError:
        return "cp1252"
    finally:
        text.detach()
    return encoding
