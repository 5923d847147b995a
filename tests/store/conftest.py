from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# So that `store_readings` can be imported by tests and by the child processes that they start.
sys.path.insert(0, str(Path(__file__).parent))

from onrecord.store import RecordBook, open_book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[RecordBook]:
    with open_book(tmp_path / "test.db") as opened:
        yield opened
