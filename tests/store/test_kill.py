"""Killed at any moment, a book has lost nothing it acknowledged, holds nothing in part, and nothing twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest
from adding_child import numbered_reading

from onrecord.store import RecordBook, open_book

KILLS = 50

Job = tuple[str, int, int, str]


class Adders:
    """The process that adds, and the lines it says."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("adding_child.py")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self.process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def start(self, *jobs: Job) -> None:
        self._pipe(self.process.stdin).write(json.dumps(jobs) + "\n")
        self._pipe(self.process.stdin).flush()

    def lines(self) -> Iterator[tuple[str, str]]:
        """What the workers say, until they have ended."""
        for line in self._pipe(self.process.stdout):
            if line == "ended\n":
                return
            word, _, value = line.strip().partition(" ")
            yield word, value

    def close(self) -> None:
        self._pipe(self.process.stdin).close()
        self._pipe(self.process.stdout).close()
        assert self.process.wait(timeout=60) == 0

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@pytest.fixture
def adders() -> Iterator[Adders]:
    started = Adders()
    yield started
    started.close()


def test_fifty_kills_lose_nothing(adders: Adders, tmp_path: Path) -> None:
    chance = random.Random(2022)
    path = tmp_path / "killed.db"
    acknowledged: dict[str, int] = {}
    ids = {numbered_reading(number, "1.0").article.id: number for number in range(KILLS * 8)}
    for _ in range(KILLS):
        # Some of what is there already comes again, now and then from a newer reader.
        first = max(0, len(acknowledged) - chance.randrange(3))
        adders.start((str(path), first, 8, chance.choice(("1.0", "1.0", "1.1"))))
        for article in _killed_after(adders, chance.randrange(7), chance.random() * 0.02):
            acknowledged[article] = ids[article]

    with open_book(path, create=False) as book:
        assert list(book.verify()) == []
        stored = {row.id for row in book.all_articles()}
        assert acknowledged.keys() <= stored
        assert len(acknowledged) >= KILLS
        for article in stored:
            _assert_whole(book, article, ids[article])
        assert book.counts().articles == len(stored)


def _killed_after(adders: Adders, acknowledgements: int, delay: float) -> Iterator[str]:
    """Kills the worker some moments after so many acknowledgements; yields all that it gave."""
    worker, given = 0, 0
    for word, value in adders.lines():
        if word == "pid":
            worker = int(value)
        else:
            given += 1
            yield value
        if worker and given == acknowledgements:
            time.sleep(delay)
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
            worker = 0


def _assert_whole(book: RecordBook, article: str, number: int) -> None:
    reading = book.reading(article)
    assert reading is not None
    assert reading == numbered_reading(number, reading.producer.version)
    stored = book.article(article)
    assert stored is not None
    assert [row.id for row in stored.statements] == [statement.id for statement in reading.statements]
    assert len(stored.captures) == 1


def test_two_processes_write_at_once(adders: Adders, tmp_path: Path) -> None:
    path = str(tmp_path / "shared.db")
    adders.start((path, 0, 20, "1.0"), (path, 10, 20, "1.0"))
    said = [value for word, value in adders.lines() if word == "added"]
    expected = {numbered_reading(number, "1.0").article.id for number in range(30)}
    assert (len(said), set(said)) == (40, expected)
    with open_book(path, create=False) as book:
        counts = book.counts()
        assert (counts.articles, counts.statements, counts.superseded) == (30, 90, 0)
        assert list(book.verify()) == []
