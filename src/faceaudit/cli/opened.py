"""Logs that a command goes through as a whole before it says anything, with the settings and the place of the result.

Loads no scoring.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from faceaudit.cli.given import list_files, read_config, read_options, take_look
from faceaudit.cli.output import guard_files, show_report
from faceaudit.config import Config
from faceaudit.errors import Note
from faceaudit.logs import Entry, Reading, key_people, read_logs
from faceaudit.rejects import RejectBook
from faceaudit.render import Look
from faceaudit.tables import Report
from faceaudit.units import count_of


class Opened(NamedTuple):
    """Logs, opened and understood."""

    config: Config
    reading: Reading
    rejects: RejectBook
    people: Mapping[str, str]
    """Names asked for, by person key; none means everybody."""
    look: Look
    output: str | None

    def batches(self) -> Iterator[list[Entry]]:
        """Give the entries of those asked for; otherwise like :meth:`all_batches`."""
        return map(self.asked, self.all_batches())

    def all_batches(self) -> Iterator[list[Entry]]:
        """Give all entries, each exactly once.

        Raises:
            FaceauditError: once all are given, where somebody asked for has none, or no row could be read.
        """
        met: dict[str, str] = {}
        for batch in self.reading.batches():
            for reject in batch.rejects:
                self.rejects.add(reject)
            met.update((entry.person, entry.name) for entry in batch.entries)
            yield batch.entries
        self.reading.refuse_strangers(self.people, met)
        if not met and not self.reading.left_out:
            self.rejects.refuse_all()

    def asked(self, entries: list[Entry]) -> list[Entry]:
        """Give those of the entries that are of people asked for."""
        return [entry for entry in entries if entry.person in self.people] if self.people else entries

    def show(self, report: Report) -> None:
        """Write the result, with what was noticed about the logs."""
        report.notes.extend(self.reading.notes)
        if self.rejects.total:
            said = f"{count_of(self.rejects.total, 'row')} cannot be read; faceaudit check tells which and why"
            report.notes.append(Note("rejected", said))
        show_report(report, self.look, self.output)


def open_logs(logs: Sequence[str], given: dict[str, Any]) -> Opened:
    """Open logs as the options say, and take these options away.

    Raises:
        FaceauditError: an option makes no sense, or a log or the settings cannot be read.
    """
    config = read_config(given)
    options = read_options(given)
    look, output = take_look(given, "text")
    people = key_people(given.pop("people"), config.aliases)
    reading = read_logs(logs, options._replace(hints=config.columns, aliases=config.aliases))
    reading.asked = people
    guard_files([output], list_files(reading, config))
    return Opened(config, reading, RejectBook(keep=False), people, look, output)
