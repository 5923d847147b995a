"""The process that reads what strangers wrote: `python -m onrecord.sources.worker`.

It takes one job after another from its standard input and answers each on its standard output; isolation.py is its
other end. It holds no files and no connections, has a cap on its memory, and may be killed at any moment.
"""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import struct
import sys
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

from onrecord.errors import InputError, ParseError
from onrecord.sources.feeds import read_feed
from onrecord.sources.limits import Limits
from onrecord.sources.page import read_page

_LENGTH = struct.Struct(">Q")


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write one length-prefixed message."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read one length-prefixed message; None where the other end is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def answer(job: dict[str, Any], markup: str) -> dict[str, Any]:
    """The answer to one job as plain data: {"page": ...}, {"entries": [...]} or {"error": code, "detail": {...}}."""
    limits = Limits(**job["limits"])
    now = datetime.fromisoformat(job["now"])
    try:
        if job["kind"] == "feed":
            return {"entries": [asdict(entry) for entry in read_feed(markup, job["address"], limits, now)]}
        return {"page": asdict(read_page(markup, job["address"], limits, now))}
    except InputError as error:
        return {"error": error.code, "detail": error.detail}
    except (MemoryError, RecursionError):
        return {"error": "P004", "detail": {}}
    except Exception as error:
        # libraries fall over hostile pages in ways that nobody can list; one page is lost, and the reason is kept
        logging.getLogger(__name__).warning("worker: %s", type(error).__name__)
        return {"error": ParseError("P004").code, "detail": {}}


def main() -> None:
    """Answer jobs until standard input ends."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    _warm_up()
    write_frame(answers, b"ready")
    while (head := read_frame(jobs)) is not None and (markup := read_frame(jobs)) is not None:
        job = json.loads(head)
        _cap_memory(job["limits"]["max_memory"])
        reply = answer(job, markup.decode("utf-8"))
        write_frame(answers, json.dumps(reply).encode("ascii"))


def _warm_up() -> None:
    """Load what pages need before the first one's time starts to count."""
    import lxml.html
    import trafilatura  # noqa: F401

    lxml.html.document_fromstring("<html><body><p>warm</p></body></html>")


def _cap_memory(limit: int) -> None:
    """Hold this process to `limit` bytes where the system can; never raise a limit that was set from outside."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


if __name__ == "__main__":
    main()
