"""The command line: arguments in, calls, an exit code out. No arithmetic.

Commands are modules of this package, loaded when they are asked for.
"""

import importlib
import os
import sys
from typing import Any

import click

from faceaudit import __version__
from faceaudit.errors import FaceauditError, Faults, PipeClosed, escape

COMMANDS = (
    "report", "matrix", "causes", "trend", "benchmark", "classify", "explain",
    "check", "review", "rules", "words", "score", "init",
)  # fmt: skip
"""Commands in the order in which help lists them; each is a module here."""

FAILED = 2
PIPE_CLOSED = 141


class _Commands(click.Group):
    """Loads a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"faceaudit.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Commands are {', '.join(COMMANDS)}."
            if os.path.exists(args[0]):
                hint = f"To audit that log: faceaudit report {args[0]}"
            raise click.UsageError(f"there is no command '{args[0]}'. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Example: faceaudit report logs.csv",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """How much of the day is spent selling, and by whom.

    faceaudit reads salespeople's activity logs (CSV), sorts every entry by a
    codebook, and flags who spends less than 90 % of working time selling.
    """


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and give its exit code; what went wrong is said on stderr.

    Args:
        arguments: without the program's name; None means those of the process.
    """
    try:
        code = main.main(args=arguments, prog_name="faceaudit", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (PipeClosed, SystemExit):  # click ends so where the reader of its own output went away
        return PIPE_CLOSED
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if os.environ.get("FACEAUDIT_DEBUG"):
            raise
        _say(_explain(error))
        return FAILED
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> str:
    """Say what went wrong, in words for the person at the terminal; nobody is shown a traceback."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    if isinstance(error, click.UsageError):
        return _explain_usage(error)
    if isinstance(error, Faults):
        return "\n".join(f"Error: {fault}" for fault in error.faults)
    if isinstance(error, FaceauditError):
        return f"Error: {error}"
    if isinstance(error, click.ClickException):
        return f"Error: {error.format_message()}"
    if isinstance(error, MemoryError):
        return "Error: there is not enough memory for this. Give smaller logs, or fewer at once."
    if isinstance(error, OSError):
        return f"Error: {error.filename or 'the system'}: {error.strerror or error}."
    return f"Error: faceaudit failed in a way it should not: {error!r}. Set FACEAUDIT_DEBUG=1 to see where."


def _explain_usage(error: click.UsageError) -> str:
    message = "\n".join(map(escape, error.format_message().split("\n")))
    command = error.ctx.command_path if error.ctx else "faceaudit"
    end = "" if message.endswith((".", "?", "!")) else "."
    return f"Error: {message[:1].lower()}{message[1:]}{end}\nHelp: {command} --help"


def _say(message: str) -> None:
    """Say something on stderr; where there is none, the exit code has to do."""
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.buffer.write(f"{message.rstrip()}\n".encode("utf-8", "backslashreplace"))
        stream.flush()
    except (OSError, AttributeError):
        return
