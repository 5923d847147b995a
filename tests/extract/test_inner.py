"""Statements inside statements, on sentences of our own; each test names the form it is about."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.records import Statement


def inner(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of each statement with a parent."""
    statements = onrecord.read(text).statements
    assert any(statement.parent is None for statement in statements)
    return [_told(statement, text) for statement in statements if statement.parent]


def _told(statement: Statement, text: str) -> tuple[str, str, str]:
    source, cue, content = (
        " … ".join(span.of(text) for span in spans) for spans in (statement.source, statement.cue, statement.content)
    )
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Maria Example said the ministry accused the council of hiding the report.",
            ("the ministry", "accused", "the council of hiding the report"),
        ),
        (
            "“Jo Lee told me that the bridge was safe,” Maria Example said.",
            ("Jo Lee", "told", "that the bridge was safe"),
        ),
        (
            "Maria Example said the council was accused by the ministry of hiding the report.",
            ("the ministry", "was accused", "the council … of hiding the report"),
        ),
        (
            "“People who say that the bridge is unsafe are wrong,” Maria Example said.",
            ("who", "say", "that the bridge is unsafe"),
        ),
        (
            "Maria Example said that the ministry's claim that the bridge was safe was wrong.",
            ("the ministry's", "claim", "that the bridge was safe"),
        ),
        (
            "Maria Example said the bridge is believed to be unsafe.",
            ("", "is believed", "the bridge … to be unsafe"),
        ),
        (
            "Maria Example said Jo Lee had refused to close the bridge.",
            ("Jo Lee", "had refused", "to close the bridge"),
        ),
    ],
)
def test_a_statement_inside_a_statement(text: str, found: tuple[str, str, str]) -> None:
    assert found in inner(text)


def test_the_parent_is_the_smallest_statement_around() -> None:
    text = "“Jo Lee claimed that the council had promised to repair the bridge,” Maria Example said."
    statements = {statement.cue[0].of(text): statement for statement in onrecord.read(text).statements}
    assert statements["said"].parent is None
    assert statements["claimed"].parent == statements["said"].id
    assert statements["had promised"].parent == statements["claimed"].id


@pytest.mark.parametrize(
    "text",
    [
        "“I think the bridge is safe,” Maria Example said.",
        "“You know that the bridge is safe,” Maria Example said.",
        "Maria Example said the council must reject the plan.",
        "Maria Example said she wanted to see the bridge.",
    ],
)
def test_what_is_the_speakers_own_manner_is_no_inner_statement(text: str) -> None:
    assert inner(text) == []
