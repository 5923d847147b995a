"""`onrecord serve`: the pages on this machine, in a process of its own."""

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).parent / "onrecord"


def test_pages_are_served_until_interrupted(book: Path) -> None:
    command = [PROGRAM, "serve", "--book", book, "--port", "0", "--json", "--allow-host", "records.example"]
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs ignore interrupts
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed
    ) as server:
        try:
            assert server.stdout is not None
            started = json.loads(server.stdout.readline())
            assert started["book"] == str(book)
            assert started["address"].startswith("http://127.0.0.1:")
            with urllib.request.urlopen(started["address"], timeout=120) as answer:
                assert answer.status == 200
                assert "text/html" in answer.headers["content-type"]
            assert _status(started["address"], host="records.example") == 200
            assert _status(started["address"], host="other.example") == 421
            server.send_signal(signal.SIGINT)
            _, talk = server.communicate(timeout=120)
        finally:
            server.kill()
    assert server.returncode == 130
    assert "Traceback" not in talk


def _status(address: str, *, host: str) -> int:
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_taken_port_is_a_clear_error(run: Any, book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--book", book, "--port", str(port))
    assert result.exit_code == 2
    assert f"127.0.0.1:{port}" in result.stderr
    assert "choose another --port" in result.stderr


def test_missing_book_is_not_served(run: Any, tmp_path: Path) -> None:
    result = run("serve", "--book", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "[S005]" in result.stderr
