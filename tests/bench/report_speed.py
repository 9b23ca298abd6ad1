"""How long a 200-row report takes, as a ratio to ``python -c "import pandas"`` in the same run.

Run by hand: ``python tests/bench/report_speed.py``. The aims: JSON at most 0.35, text at most 0.4.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "field_team.csv"
REPEATS = 15


def milliseconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.csv"
        log.write_text("".join(SAMPLE.read_text().splitlines(keepends=True)[:201]))
        program = [sys.executable, "-m", "faceaudit"]
        commands = {
            "import pandas": [sys.executable, "-c", "import pandas"],
            "--help": [*program, "--help"],
            "report, json": [*program, "report", str(log), "--format", "json"],
            "report, text": [*program, "report", str(log)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(REPEATS):
            for name, command in commands.items():
                times[name].append(milliseconds(command))
    peer = statistics.median(times["import pandas"])
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:15} {median:7.1f} ms  {median / peer:5.2f} x import pandas")


if __name__ == "__main__":
    main()
