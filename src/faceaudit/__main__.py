"""The program: sets up how it ends before anything else is loaded, then hands over to the command line.

Exit codes: 0 done, 1 somebody is flagged and ``--check`` was asked, 2 could not do it, 130 and 143 interrupted,
141 the reader of a pipe went away.
"""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
TERMINATED = 143
PIPE_CLOSED = 141
FAILED = 2


class Terminated(BaseException):
    """SIGTERM came; raised so that temporary files are taken away on the way out."""


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def main() -> NoReturn:
    """Run faceaudit and end the process."""
    code = FAILED
    try:
        signal.signal(signal.SIGTERM, _terminate)
        from faceaudit.cli import run

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Terminated:
        code = TERMINATED
    except BrokenPipeError:
        code = PIPE_CLOSED
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
