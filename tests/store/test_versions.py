"""Which of two versions is the newer."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.versions import is_newer

IN_ORDER = (
    "unversioned",
    "0.1a2",
    "0.1rc1",
    "0.1.0",
    "0.1.0+model.2",
    "0.1.0+model.10",
    "0.1.1",
    "0.9",
    "0.10",
    "1.0-beta",
    "v1",
    "2022.3.24",
    "1!0.1",
)


@pytest.mark.parametrize(("older", "newer"), list(combinations(IN_ORDER, 2)))
def test_order(older: str, newer: str) -> None:
    assert is_newer(newer, than=older)
    assert not is_newer(older, than=newer)


@pytest.mark.parametrize(("one", "other"), [("1", "1.0"), ("1.0", "v1.0.0"), ("", ""), ("x", "X")])
def test_neither_is_newer(one: str, other: str) -> None:
    assert not is_newer(one, than=other)
    assert not is_newer(other, than=one)


versions = st.text(max_size=12) | st.text("0123456789.abrcdev+-!²٣", max_size=12)


@given(one=versions, other=versions)
def test_any_two_texts_have_an_order(one: str, other: str) -> None:
    assert not (is_newer(one, than=other) and is_newer(other, than=one))
    assert not is_newer(one, than=one)
