"""Exit codes of work on many items."""

import pytest

from onrecord.cli import exits


@pytest.mark.parametrize(("succeeded", "failed", "code"), [(3, 0, 0), (0, 0, 0), (2, 1, 3), (0, 1, 1)])
def test_of_items(succeeded: int, failed: int, code: int) -> None:
    assert exits.of_items(succeeded, failed) == code
