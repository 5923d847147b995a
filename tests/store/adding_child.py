"""A process that adds readings to a book in forked workers, to be killed at random moments.

It is started once, so that starting a worker costs a fork and not an interpreter. Each line on standard input is a JSON
list of jobs `[book, first, count, version]`, done side by side. A worker says `pid PID` first and `added ID` after each
commit; after a line of jobs has ended, killed or not, the parent of the workers says `ended`.
"""

from __future__ import annotations

import json
import os
import sys
import traceback

from store_readings import SUMMIT, SUMMIT_SAID, reading_of

from onrecord.records import Reading
from onrecord.store import open_book


def numbered_reading(number: int, version: str) -> Reading:
    """The reading with this number; the newer version finds one statement less."""
    said = SUMMIT_SAID if version == "1.0" else SUMMIT_SAID[:2]
    return reading_of(f"{SUMMIT}Part {number}.\n", said, address=f"https://example.org/{number}", version=version)


def work(path: str, first: int, count: int, version: str) -> None:
    say(f"pid {os.getpid()}")
    with open_book(path, wait_ms=60_000) as book:
        for number in range(first, first + count):
            say(f"added {book.add(numbered_reading(number, version)).article}")


def say(line: str) -> None:
    """One write, so that the lines of two workers do not mix."""
    os.write(1, f"{line}\n".encode())


def fork(job: list[object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work(*job)  # type: ignore[arg-type]
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    return child


def main() -> None:
    for line in sys.stdin:
        for child in [fork(job) for job in json.loads(line)]:
            os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
