"""Tables line up, fit the terminal, and are whole in a pipe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import table

ROWS = [("2024-05-06", "Anna Berg", "The pact is ready"), ("", "Marko Lind", "We will send ten trucks " * 8)]


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    table.say_table(("DATE", "SPEAKER", "WORDS"), ROWS)
    return capsys.readouterr().out.splitlines()


def test_columns_line_up_and_nothing_is_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    head, first, second = printed(capsys)
    assert head == "DATE        SPEAKER     WORDS"
    assert first == "2024-05-06  Anna Berg   The pact is ready"
    assert second == "            Marko Lind  " + ROWS[1][2].strip()


@pytest.mark.parametrize("width", [90, 120])
def test_lines_fit_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr(table, "_terminal_width", lambda: width)
    lines = printed(capsys)
    assert len(lines) == 3
    assert max(map(len, lines)) <= width
    assert lines[2].endswith("…")


def test_words_get_their_own_line_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "_terminal_width", lambda: 50)
    lines = printed(capsys)
    assert lines[1:3] == ["2024-05-06  Anna Berg", "    The pact is ready"]
    assert max(map(len, lines)) <= 50


def test_fields_leave_out_what_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    table.say_fields([("act", "say"), ("to", None), ("speaker", "Anna\nBerg")])
    assert capsys.readouterr().out == "act      say\nspeaker  Anna Berg\n"


def columns_of(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


@given(st.text(alphabet=st.characters(categories=["L", "M", "P", "Zs"])), st.integers(1, 40))
def test_cut_never_takes_more_than_its_room(text: str, width: int) -> None:
    kept = table.cut(text, width)
    assert sum(map(columns_of, kept)) <= width
    assert kept == text or kept.endswith("…")
