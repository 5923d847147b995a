"""Reading pages and feeds in a process of their own, which is killed when one takes too long.

The extractors may run for ever or out of memory on a page made for that. A signal or a thread can not stop C code, so
the work is done by worker.py over two pipes: it starts with the first page, is used for all that follow, and costs
them little. It is run as a program of its own, so a caller's script needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import ParseError
from onrecord.records import DateValue
from onrecord.sources.feeds import Entry
from onrecord.sources.limits import Limits
from onrecord.sources.liveblog import Update
from onrecord.sources.metadata import Metadata
from onrecord.sources.page import PageContent
from onrecord.sources.worker import read_frame, write_frame

#: The extractor's caches grow by each page: a fresh process after so many keeps memory flat.
JOBS_PER_PROCESS = 400
#: Starting Python and loading the extractor, on a slow disk.
START_SECONDS = 120.0


def isolated_page(markup: str, address: str | None, limits: Limits) -> PageContent:
    """What page.read_page gives, or its ParseError; P010 where it took longer than `limits.max_seconds`."""
    page = _worker.run("page", markup, address, limits)["page"]
    metadata = page["metadata"] | _typed(page["metadata"])
    updates = tuple(Update(**row | {"date": _date(row["date"])}) for row in page["updates"])
    return PageContent(Metadata(**metadata), page["text"], updates, page["json_ld_broken"])


def isolated_feed(markup: str, address: str | None, limits: Limits) -> tuple[Entry, ...]:
    """What feeds.read_feed gives, or its ParseError; P010 where it took longer than `limits.max_seconds`."""
    rows = _worker.run("feed", markup, address, limits)["entries"]
    return tuple(Entry(**row | _typed(row)) for row in rows)


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """The fields that JSON flattens, as the record has them."""
    return {
        "published": _date(row["published"]),
        "modified": _date(row["modified"]),
        "authors": tuple(row["authors"]),
    }


def _date(row: dict[str, Any] | None) -> DateValue | None:
    return DateValue(**row) if row else None


class _Worker:
    """The one worker of this process, started when it is first needed; one job at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._jobs = 0

    def run(self, kind: Literal["page", "feed"], markup: str, address: str | None, limits: Limits) -> dict[str, Any]:
        """The worker's answer to one job."""
        job = {"kind": kind, "address": address, "limits": asdict(limits), "now": datetime.now(UTC).isoformat()}
        with self._lock:
            process = self._ready()
            frames = (json.dumps(job).encode("ascii"), markup.encode("utf-8", "replace"))
            reply = self._timed(process, limits.max_seconds, *frames)
            self._jobs += 1
        result: dict[str, Any] = json.loads(reply)
        if "error" in result:
            raise ParseError(result["error"], **result["detail"])
        return result

    def _timed(self, process: subprocess.Popen[bytes], seconds: float, *frames: bytes) -> bytes:
        """Send the frames and read one; the worker is killed when `seconds` are over, which ends the reading."""
        over = threading.Event()

        def kill() -> None:
            over.set()
            process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            reply = _exchange(process, frames)
        except BaseException:
            self.stop()  # an answer that is still on its way must not be taken for the next page's
            raise
        finally:
            timer.cancel()
        if reply is None:
            self.stop()
            raise ParseError("P010", limit=f"{seconds:g}") if over.is_set() else ParseError("P004")
        return reply

    def _ready(self) -> subprocess.Popen[bytes]:
        """A worker that waits for a job: the one there is, or a fresh one."""
        if self._owner != os.getpid():
            self._process = None  # after a fork the pipes belong to the parent
        if self._process is not None and (self._process.poll() is not None or self._jobs >= JOBS_PER_PROCESS):
            self.stop()
        if self._process is None:
            self._process = _start()
            self._owner = os.getpid()
            self._jobs = 0
            self._timed(self._process, START_SECONDS)
        return self._process

    def stop(self) -> None:
        """End the worker, if this process has one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "onrecord.sources.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """This process's environment, for the same packages to be found; with fixed hashing, for the same answers."""
    package_home = str(Path(__file__).resolve().parents[2])
    paths = [package_home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    fixed = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
    return {**os.environ, **fixed}


def _exchange(process: subprocess.Popen[bytes], frames: tuple[bytes, ...]) -> bytes | None:
    """One question and its answer; None where the worker is gone."""
    assert process.stdin is not None and process.stdout is not None
    try:
        for frame in frames:
            write_frame(process.stdin, frame)
        return read_frame(process.stdout)
    except (OSError, ValueError):
        return None


_worker = _Worker()
atexit.register(_worker.stop)
