"""What is taken for a statement, on sentences of our own; each test names what it is about."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.records import Statement


def read(text: str) -> list[tuple[str | None, str, str]]:
    """(speaker's name, form, content) of each statement."""
    return [_told(statement, text) for statement in onrecord.read(text).statements]


def _told(statement: Statement, text: str) -> tuple[str | None, str, str]:
    return statement.speaker_name, statement.form, " … ".join(span.of(text) for span in statement.content)


def test_a_direct_quote_with_its_marks() -> None:
    text = "“The bridge is safe,” Maria Example said on Tuesday."
    assert read(text) == [("Maria Example", "direct", "“The bridge is safe,”")]


def test_an_indirect_statement_leaves_the_stop_out() -> None:
    text = "Maria Example said on Tuesday that the bridge was safe."
    assert read(text) == [("Maria Example", "indirect", "that the bridge was safe")]


def test_a_mixed_statement() -> None:
    text = "Maria Example said the bridge was “safe for another winter”."
    assert read(text)[0][:2] == ("Maria Example", "mixed")


def test_a_quote_around_its_cue_is_one_statement() -> None:
    text = "“The bridge is safe,” said Maria Example. “Nobody needs to worry about it.”"
    found = read(text)
    assert len(found) == 1
    assert found[0][2] == "“The bridge is safe,” … “Nobody needs to worry about it.”"


def test_the_surname_means_the_full_name() -> None:
    text = "Maria Example, the mayor, opened the bridge. “It will last,” Example said."
    assert ("Maria Example", "direct", "“It will last,”") in read(text)


def test_a_pronoun_takes_up_the_last_person() -> None:
    text = "Maria Example opened the bridge on Monday. She said it would last a century."
    assert read(text)[0][0] == "Maria Example"


def test_a_document_speaks() -> None:
    text = "The ministers signed a joint statement in Vienna. The statement said the border would open in May."
    assert any(speaker == "joint statement" for speaker, _, _ in read(text))


def test_according_to() -> None:
    text = "The river rose by two metres, according to the city council."
    found = read(text)
    assert len(found) == 1
    assert found[0][2] == "The river rose by two metres"


def test_a_statement_inside_a_statement_has_a_parent() -> None:
    text = "Maria Example said the ministry accused the council of hiding the report."
    statements = onrecord.read(text).statements
    inner = [statement for statement in statements if statement.parent]
    assert [statement.act for statement in inner] == ["accuse"]
    assert inner[0].parent == next(statement.id for statement in statements if not statement.parent)
    assert inner[0].according_to[-1] == "Maria Example"


def test_no_statement_in_a_plain_report() -> None:
    assert read("The bridge opened on Monday. It is two kilometres long and cost 40 million euros.") == []


@pytest.mark.parametrize(
    "text",
    [
        "She said “the bridge is safe and left.",
        "“““ He said so. ”",
        "'Tis the season, said the clerk's cousin's 'friend'.",
        '"A" "B" "C said "D" "',
        "“First paragraph of a long speech.\n“Second paragraph of it,” she said.\n“",
        "‘He told me: “They said ‘no’ to it”,’ she said.",
        "said said said said",
        "“",
        "He said: \u202eRTL\u202c “ok”.",
        "e\u0301 said “e\u0301”.",
    ],
)
def test_odd_marks_never_break_a_reading(text: str) -> None:
    reading = onrecord.read(text)
    for statement in reading.statements:
        for span in statement.evidence:
            assert span.of(text).strip()


def test_words_in_another_language_are_left_unread_and_say_so() -> None:
    text = "Министр заявил, что мост безопасен и простоит ещё сто лет без ремонта."
    reading = onrecord.read(text)
    assert reading.statements == ()
    assert [(found.language, found.read) for found in reading.languages] == [("ru", "none")]


def test_a_speaker_who_goes_on_is_inferred() -> None:
    text = (
        "Bridge to close for repairs\n"
        "Mayor Maria Example says the bridge will close in June.\n"
        "It would be “a danger to every driver” to leave it open.\n"
        "Harbour festival moves\n"
        "The harbour festival moves to the old town this year.\n"
        "It begins on Friday.\n"
    )
    inferred = [statement for statement in onrecord.read(text).statements if statement.attribution == "inferred"]
    assert [statement.speaker_name for statement in inferred] == ["Maria Example"]
    assert inferred[0].why[0].rule == "inferred.goes-on"
