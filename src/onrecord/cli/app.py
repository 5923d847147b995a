"""The command `onrecord`: its verbs, and what each way of ending means to the shell."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from onrecord import __version__
from onrecord.cli import exits, talk
from onrecord.cli.add import add
from onrecord.cli.check import check
from onrecord.cli.completion import completion
from onrecord.cli.doctor import doctor
from onrecord.cli.events import events
from onrecord.cli.explain import explain
from onrecord.cli.export import export
from onrecord.cli.export_events import export_events
from onrecord.cli.merge import merge
from onrecord.cli.read import read
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.verify import verify
from onrecord.errors import OnRecordError

PREFIX = "ONRECORD"


class Verbs(click.Group):
    """A group whose every ending has an exit code, and whose errors can be read by people and by programs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which one meets them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the verb; a pipe that was closed is no error (click's own `main` would make it one)."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return _leave_the_pipe()

    def main(self, args: Sequence[str] | None = None, *ignored: Any, **extra: Any) -> NoReturn:
        """Runs the command line and exits with 0, 1, 2, 3, 4 or 130."""
        arguments = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        try:
            outcome = super().main(arguments, *ignored, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            outcome = _leave_the_pipe()
        except (click.Abort, KeyboardInterrupt):
            talk.say("onrecord: stopped.")
            outcome = exits.INTERRUPTED
        except click.ClickException as error:
            outcome = _say_usage(error, as_json=_wants_json(arguments))
        except OnRecordError as error:
            talk.say_error(error, as_json=_wants_json(arguments))
            outcome = error.exit_code
        except OSError as error:
            outcome = _say_plainly("system", error.strerror or str(error), as_json=_wants_json(arguments))
        sys.exit(outcome if isinstance(outcome, int) else exits.DONE)


@click.group(
    cls=Verbs,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": PREFIX,
        "show_default": True,
        "max_content_width": 110,
    },
)
@click.version_option(__version__, "-V", "--version", prog_name="onrecord", message="%(prog)s %(version)s")
def command() -> None:
    """Put news on record: who said what, with the characters that prove it.

    Exit codes: 0 done, 1 problems found, 2 wrong use, 3 partly failed, 4 not on record, 130 interrupted.
    """
    talk.forgiving_streams()


for verb in (
    read,
    add,
    search,
    events,
    check,
    show,
    export,
    export_events,
    merge,
    serve,
    verify,
    explain,
    doctor,
    completion,
):
    command.add_command(verb)


def main() -> NoReturn:
    """The console script."""
    command.main(prog_name="onrecord")


def _wants_json(arguments: Sequence[str]) -> bool:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options or os.environ.get(f"{PREFIX}_JSON", "").lower() in {"1", "true", "yes", "on"}


def _say_usage(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        _say_plainly("usage", error.format_message(), as_json=True)
    else:
        error.show()
    return error.exit_code


def _say_plainly(code: str, message: str, *, as_json: bool) -> int:
    """Says what has no code of ours: a wrong option, or a disk that is full while data is printed."""
    if as_json:
        plain = {"kind": "error", "code": code, "locator": None, "message": message, "hint": None}
        click.echo(talk.encoded(plain) + b"\n", err=True, nl=False)
    else:
        talk.say(f"onrecord: {message}")
    return exits.PROBLEMS_FOUND


def _leave_the_pipe() -> int:
    # The reader (head, less) has what it wants. Python flushes once more at exit: let it flush nowhere.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return exits.DONE
