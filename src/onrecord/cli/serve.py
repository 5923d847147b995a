"""`onrecord serve`: the pages of a book, on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from onrecord.cli import exits, talk
from onrecord.cli.options import book_option, json_option, quiet_option, together
from onrecord.errors import UsageError

_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


@click.command()
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The port to listen on; 0 takes a free one.")
@click.option("--allow-host", metavar="NAME", multiple=True, help="Answer to this host name too; may be repeated.")
@together(book_option, json_option, quiet_option)
def serve(host: str, port: int, allow_host: tuple[str, ...], book: Path, as_json: bool, quiet: bool) -> int:
    """Serve a book's pages until Ctrl-C.

    There is no log-in: keep it on this machine (127.0.0.1), or put a server that asks for a password before it.
    """
    import uvicorn

    from onrecord.web import create_app

    app = create_app(book, allowed_hosts=(host, *allow_host))
    listener = _listen(host, port)
    address = _address(host, listener.getsockname()[1])
    if host not in _THIS_MACHINE:
        talk.say("Everyone who can reach this machine can read the book.", quiet=as_json)
    if as_json:
        talk.say_json({"kind": "server", "address": address, "book": str(book)})
    else:
        talk.say(f"Serving {book} on {address} (Ctrl-C stops)", quiet=quiet)
    level = "warning" if quiet or as_json else "info"
    uvicorn.Server(uvicorn.Config(app, log_level=level)).run(sockets=[listener])
    return exits.DONE


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens before anything is said: a taken port is a clear error, and who comes early waits."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise UsageError(
            "U007", value=f"{host}:{port}", hint="It is taken or not ours; choose another --port."
        ) from error
    return listener


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
