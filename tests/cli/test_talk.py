"""What is printed can be trusted: nothing from a page steers the terminal, and JSON is always JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import talk


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred"),
        ("\x9b2J", "\N{REPLACEMENT CHARACTER}2J"),
        ("Minister\u00adpräsident", "Ministerpräsident"),
        ("a\u202eb", "a\N{REPLACEMENT CHARACTER}b"),
        ("“Një fjalë”", "“Një fjalë”"),
        ("half \ud800", "half \N{REPLACEMENT CHARACTER}"),
    ],
)
def test_printable(raw: str, shown: str) -> None:
    assert talk.printable(raw) == shown


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_printable_is_one_line_without_controls(raw: str) -> None:
    shown = talk.printable(raw)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    shown.encode("utf-8")


def test_style_is_left_out_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert talk.styled("words", bold=True) == "\x1b[1mwords\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert talk.styled("words", bold=True) == "words"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_encoded_is_one_line_of_json_that_reads_back(raw: str) -> None:
    line = talk.encoded({"text": raw})
    assert b"\n" not in line
    assert json.loads(line) == {"text": raw}
