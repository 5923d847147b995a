"""The console script as a shell sees it: streams, exit codes, signals, pipes, and how long the first answer takes."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "onrecord"

#: Seconds that a busy machine may take over what takes one.
PATIENCE = 120


def onrecord(*arguments: str | Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    command = [PROGRAM, *arguments]
    return subprocess.run(
        command, cwd=folder, env={**kept, **variables}, capture_output=True, check=False, timeout=PATIENCE
    )


def test_data_and_talk_go_their_own_ways(book: Path, tmp_path: Path) -> None:
    done = onrecord("search", "--book", book, folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[0].split()[0] == "DATE"
    assert done.stderr == b"2 of 2 statements.\n"


def test_there_is_no_colour_outside_a_terminal(book: Path, tmp_path: Path) -> None:
    done = onrecord("search", "--book", book, "--since", "frog", folder=tmp_path)
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--version"], 0), (["search", "--novelty"], 2), (["show", "frog"], 1), (["read", "none.txt"], 1), (["read"], 2)],
)
def test_exit_codes(tmp_path: Path, arguments: list[str], code: int) -> None:
    done = onrecord(*arguments, folder=tmp_path)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_json_is_utf_8_whatever_the_terminal_speaks(book: Path, tmp_path: Path) -> None:
    plain = onrecord("search", "--json", "--book", book, folder=tmp_path)
    latin = onrecord("search", "--json", "--book", book, folder=tmp_path, PYTHONIOENCODING="latin-1")
    assert latin.stdout == plain.stdout
    assert latin.returncode == 0


def test_a_terminal_that_lacks_a_character_ends_nothing(book: Path, tmp_path: Path) -> None:
    found = json.loads(onrecord("search", "pact", "--json", "--book", book, folder=tmp_path).stdout)
    done = onrecord("show", found["id"], "--book", book, folder=tmp_path, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert b"\\u201cThe pact is ready,\\u201d" in done.stdout


def test_reader_that_closes_the_pipe_is_no_error(book: Path, tmp_path: Path) -> None:
    script = f'"{PROGRAM}" export --book "{book}" | head -c 1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout == "{0\n"
    assert "Broken pipe" not in done.stderr
    assert "Traceback" not in done.stderr


def test_pipe_that_is_closed_before_anything_is_written(book: Path, tmp_path: Path) -> None:
    receiver, sender = os.pipe()
    os.close(receiver)
    command = [PROGRAM, "search", "--book", book]
    done = subprocess.run(command, stdout=sender, stderr=subprocess.PIPE, check=False, timeout=PATIENCE)
    os.close(sender)
    assert done.returncode == 0
    assert b"Broken pipe" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_full_disk_under_standard_output_is_said(book: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        command = [PROGRAM, "export", "--book", book]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_interrupt_while_waiting_for_input(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # A shell's background jobs ignore interrupts, and so would this process if the tests are one.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        [PROGRAM, "read", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed
    ) as process:
        try:
            writer = _open_when_read(pipe)
            time.sleep(1)  # between opening and reading an interrupt is only seen once something comes
            process.send_signal(signal.SIGINT)
            out, talk = process.communicate(timeout=PATIENCE)
            os.close(writer)
        finally:
            process.kill()
    assert process.returncode == 130
    assert out == b""
    assert talk.endswith(b"onrecord: stopped.\n")
    assert b"Traceback" not in talk


def _open_when_read(pipe: Path) -> int:
    """The writing end of a pipe, as soon as another process reads from it."""
    for _ in range(PATIENCE * 10):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(pipe)
