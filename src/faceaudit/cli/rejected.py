"""The file of rejected rows, for ``--rejects``."""

from collections.abc import Iterable, Iterator

from faceaudit.cli.output import write_file
from faceaudit.logs import Reject
from faceaudit.render import Look, Stream, render_stream
from faceaudit.tables import COUNT, TEXT, Cell, Column

_HEADER = ("file", "line", "column", "value", "reason", "problem")


def write_rejects(rejects: Iterable[Reject], path: str, *, raw: bool) -> None:
    """Write rejected rows as CSV: where, why, and the row's own cells behind that."""
    kept = list(rejects)
    widest = max((len(reject.cells) for reject in kept), default=0)
    names = (*_HEADER, *(f"cell_{i + 1}" for i in range(widest)))
    columns = tuple(Column(name, name, COUNT if name == "line" else TEXT) for name in names)
    rows: Iterator[tuple[Cell, ...]] = (
        (
            reject.file, reject.line, reject.column, reject.value, reject.code, f"{reject.problem}. {reject.remedy}",
            *(cell.encode("utf-8", "backslashreplace").decode("utf-8") for cell in reject.cells),
            *[""] * (widest - len(reject.cells)),
        )
        for reject in kept
    )  # fmt: skip
    stream = Stream("faceaudit.rejects/1", "rejects", columns, rows, ())
    write_file(render_stream(stream, Look("csv", raw=raw)), path)
