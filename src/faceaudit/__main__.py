"""The program: sets up how it ends before anything else is loaded, then hands over to the command line.

Exit codes: 0 done, 1 somebody is flagged and ``--check`` was asked, 2 could not do it, 130 and 143 interrupted, 141 the
reader of a pipe went away.
"""

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

FAILED = 2
_LITTER = 100_000
"""Objects made between two searches for garbage: entries leave hardly any, so that searching often is waiting."""
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


class Stopped(BaseException):
    """A signal came; raised so that temporary files are taken away on the way out.

    Args:
        code: the exit code to end with.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(CODES[signal.Signals(number)])


def main() -> NoReturn:
    """Run faceaudit and end the process."""
    code = FAILED
    try:
        gc.set_threshold(_LITTER)
        for number in CODES:
            signal.signal(number, _stop)
        from faceaudit.cli import run

        code = run()
    except Stopped as stopped:
        code = stopped.code
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: whatever was to be written has been; nothing must fail in a late flush."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        pass
    os._exit(code)


if __name__ == "__main__":
    main()
