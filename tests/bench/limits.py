"""Peak memory and time for files that are no logs, or hardly: a line of 1 GB, 100,000 columns, a bomb.

Run by hand: ``python tests/bench/limits.py``. The aim: at most 300 MiB, and a message of at most three lines.
"""

import gzip
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

MIB = 1024 * 1024
AIM_MIB = 300
_HEADER = b"person,date,minutes,activity\n"


class Spent(NamedTuple):
    seconds: float
    mib: float
    code: int
    said: str


def sparse_line(path: Path) -> None:
    """Make a file of 1 GB without a line end in it, all of it a hole but for the header."""
    with path.open("wb") as file:
        file.write(_HEADER + b"Ann,2025-03-17,30,")
        file.truncate(1024 * MIB)


def long_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(_HEADER + b"Ann,2025-03-17,30,")
        for _ in range(1024):
            file.write(b"x" * MIB)


def only_line(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(1024):
            file.write(b"Ann " * (MIB // 4))


def many_columns(path: Path) -> None:
    names = [b"person", b"date", b"minutes", b"activity"]
    names += [b"column %d" % number for number in range(100_000 - len(names))]
    row = [b"Ann", b"2025-03-17", b"30", b"Call"] + [b""] * (100_000 - 4)
    path.write_bytes(b"\n".join([b",".join(names), *[b",".join(row)] * 20]) + b"\n")


def many_known_columns(path: Path) -> None:
    names = [b"person", b"date", b"minutes", b"activity"] + [b"notes"] * (100_000 - 4)
    row = [b"Ann", b"2025-03-17", b"30", b"Call"] + [b"x"] * (100_000 - 4)
    path.write_bytes(b"\n".join([b",".join(names), *[b",".join(row)] * 20]) + b"\n")


def only_delimiters(path: Path) -> None:
    path.write_bytes(_HEADER + b"," * (15 * MIB) + b"\n")


def large_cell(path: Path) -> None:
    path.write_bytes(_HEADER + b"Ann,2025-03-17,30," + b"x" * (16 * MIB - 30) + b"\n")


def large_cell_of_signs(path: Path) -> None:
    """Make a cell of as many characters, each of which takes four bytes."""
    path.write_bytes(_HEADER + b"Ann,2025-03-17,30," + "\U0001f600".encode() * (16 * MIB - 30) + b"\n")


def large_cell_of_fewer_signs(path: Path) -> None:
    path.write_bytes(_HEADER + b"Ann,2025-03-17,30," + "\U0001f600".encode() * (8 * MIB - 100) + b"\n")


def cell_of_short_lines(path: Path) -> None:
    path.write_bytes(_HEADER + b'Ann,2025-03-17,30,"' + b",\n" * (MIB // 2 - 100) + b'"\n')


def rejects_of_15_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.write(_HEADER)
        for _ in range(4):
            file.write(b"Ann,no date,30," + b"x" * (15 * MIB) + b"\n")


def entries_of_15_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.write(_HEADER)
        for _ in range(30):
            file.write(b"Ann,2025-03-17,30," + b"x" * (15 * MIB) + b"\n")


def large_cell_of_lines(path: Path) -> None:
    path.write_bytes(_HEADER + b'Ann,2025-03-17,30,"' + b"one line and another\n" * (16 * MIB // 21 - 2) + b'"\n')


def open_quote(path: Path) -> None:
    path.write_bytes(_HEADER + b'Ann,2025-03-17,30,"' + b"Ann,2025-03-17,30,Call\n" * (100 * MIB // 23))


def many_long_lines(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(60):
            file.write(b"no header, " * (15 * MIB // 11) + b"\n")


def gzip_bomb(path: Path) -> None:
    """Make 10 GB of rows packed by gzip into 10 MB; one megabyte is packed, and stands in it 10,240 times."""
    path.write_bytes(gzip.compress(_HEADER) + b"".join(_packed(10 * 1024, MIB)))


def _packed(times: int, size: int) -> Iterator[bytes]:
    block = (b"Ann,2025-03-17,30,Call\n" * (size // 23 + 1))[: size // 23 * 23]
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    yield from [packer.compress(block) + packer.flush()] * times


CASES: dict[str, Callable[[Path], None]] = {
    "1 GB line, sparse": sparse_line,
    "1 GB line": long_line,
    "1 GB, no header": only_line,
    "100,000 columns": many_columns,
    "100,000 notes": many_known_columns,
    "15 M delimiters": only_delimiters,
    "16 MB cell": large_cell,
    "16 M signs": large_cell_of_signs,
    "8 M signs": large_cell_of_fewer_signs,
    "1 MB of lines": cell_of_short_lines,
    "rejects of 15 MB": rejects_of_15_mb,
    "entries of 15 MB": entries_of_15_mb,
    "16 MB of lines": large_cell_of_lines,
    "quote never closed": open_quote,
    "60 lines of 15 MB": many_long_lines,
    "10 GB gzip bomb": gzip_bomb,
}


def measure(command: list[str], stdin: Path | None = None) -> Spent:
    """Run a command and give what its process took at most."""
    with tempfile.TemporaryFile() as said, open(stdin or os.devnull, "rb") as given:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
        return Spent(time.perf_counter() - start, _mib(used), child.returncode, text)


def _mib(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (MIB if sys.platform == "darwin" else 1024)


def main() -> None:
    program = [sys.executable, "-m", "faceaudit", "report"]
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        for name, make in CASES.items():
            if wanted and not any(word in name for word in wanted):
                continue
            maker = multiprocessing.Process(target=make, args=(path,))  # a child is measured with its parent's peak
            maker.start()
            maker.join()
            for way, spent in (("file", measure([*program, str(path)])), ("stdin", measure(program, path))):
                over = "  MORE THAN THE AIM" if spent.mib > AIM_MIB else ""
                print(f"{name:20} {way:5} {spent.mib:6.0f} MiB {spent.seconds:6.2f} s  exit {spent.code}{over}")
                print("".join(f"    {line[:150]}\n" for line in spent.said.splitlines()[:3]), end="", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
