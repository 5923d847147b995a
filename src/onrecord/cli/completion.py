"""`onrecord completion`: the script that makes a shell complete verbs and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from onrecord.cli import exits, talk
from onrecord.cli.options import json_option, quiet_option, together

_FILES = {
    "bash": "~/.local/share/bash-completion/completions/onrecord",
    "zsh": "a folder of your $fpath, as _onrecord",
    "fish": "~/.config/fish/completions/onrecord.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_FILES)))
@together(json_option, quiet_option)
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool, quiet: bool) -> int:
    """Print the completion script of a shell.

    For bash: onrecord completion bash > ~/.local/share/bash-completion/completions/onrecord
    """
    completer = get_completion_class(shell)
    if completer is None:
        raise click.BadParameter(shell)
    script = completer(context.find_root().command, {}, "onrecord", "_ONRECORD_COMPLETE").source()
    if as_json:
        talk.say_json({"kind": "completion", "shell": shell, "script": script})
    else:
        talk.say_data(script)
        talk.say(f"Save this as {_FILES[shell]}", quiet=quiet)
    return exits.DONE
