"""Who speaks, through the whole reader: openings, governments, sections, initials. All people are invented."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.resolve.names import _beginnings_are


def speaker_names(text: str) -> dict[str, str | None]:
    """The speaker of each outermost statement, by the words of its source."""
    reading = onrecord.read(text, date="2024-03-05")
    return {
        statement.source[0].of(text): statement.speaker_name
        for statement in reading.statements
        if statement.parent is None and statement.source
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The government in Berlin", "Government of Germany"),
        ("The German government", "Government of Germany"),
        ("The government of Poland", "Government of Poland"),
        ("The former government in Berlin", "government"),
        ("The government in Riverton", "government"),
    ],
)
def test_a_government_is_that_of_the_country_named(words: str, name: str) -> None:
    found = speaker_names(f"{words} said that it would send the boats.")[words]
    assert found is not None and found.endswith(name)


@pytest.mark.parametrize("title", ["U.S. Rep.", "Former U.S. Rep.", "U.S. Sen.", "State Rep."])
def test_a_title_does_not_split_a_name(title: str) -> None:
    assert set(speaker_names(f"{title} Jane Orr said the bill was dead.").values()) == {"Jane Orr"}


class TestOpenings:
    def test_a_woman_who_opens_an_article_is_named_when_she_speaks_again(self) -> None:
        text = (
            "A woman who lost her boat has revealed that she was never told of the storm.\n\n"
            "Maria Example, a mother from Riverton, says the harbour was closed too late."
        )
        assert speaker_names(text)["A woman who lost her boat"] == "Maria Example"

    def test_an_office_shows_that_somebody_else_speaks(self) -> None:
        text = (
            "A woman has revealed that she was never told of the storm.\n\n"
            "Detective Maria Example says the harbour was closed too late."
        )
        assert speaker_names(text)["A woman"] == "woman"

    def test_a_man_is_not_named_maria(self) -> None:
        text = (
            "A man has revealed that he was never told of the storm.\n\nMaria Example says the harbour closed too late."
        )
        assert speaker_names(text)["A man"] == "man"


class TestReports:
    def test_the_one_quoted_is_not_the_one_who_tells_of_it(self) -> None:
        text = 'According to Mayor Jane Orr, the general said: "We will bomb the port."'
        assert speaker_names(text)["the general"] == "general"

    def test_a_clause_before_a_name_introduces_nobody(self) -> None:
        text = 'Jane Orr arrived late. "We will bomb the port," the army\'s chief wrote, Orr said.'
        assert speaker_names(text)["the army's chief"] != "Jane Orr"

    def test_whose_threat_it_is_stays_open_where_nobody_knows(self) -> None:
        text = "\"He told me, 'I will kill you,'\" Jane Orr told the court."
        (event,) = [event for event in onrecord.read(text).events if event.type == "ASSAULT"]
        assert "Jane Orr" not in {actor.name for actor in event.actors}

    def test_a_message_quoted_in_a_report_is_its_writers(self) -> None:
        text = 'Police said the man had texted his wife "I will kill you" before the fire.'
        inner = [statement for statement in onrecord.read(text).statements if statement.parent]
        assert [statement.speaker_name for statement in inner] == ["man"]


class TestSections:
    def test_headings_that_are_names_make_no_live_report(self) -> None:
        text = (
            "Maria Example said the harbour was closed.\n\nReforms\n\nThe harbour will have to be rebuilt, she said."
            " The plan will be costly.\n\nWords of wisdom\n\nThe ferry will sail in May."
        )
        contents = [span.of(text) for statement in onrecord.read(text).statements for span in statement.content]
        assert "The ferry will sail in May" not in contents

    def test_a_noun_in_quote_marks_is_nobodys_statement(self) -> None:
        text = 'The mayor said the bridge was safe. The plan was met with "widespread public outrage" on Monday.'
        assert len(onrecord.read(text).statements) == 1


class TestAbbreviations:
    def test_it_is_made_of_the_beginnings_of_words(self) -> None:
        assert _beginnings_are("HarFire", "Harbour Office of Fire Prevention")
        assert _beginnings_are("Riverpol", "Riverton Police")

    def test_other_words_are_none(self) -> None:
        assert not _beginnings_are("Fire", "Harbour Office of Fire Prevention")
        assert not _beginnings_are("Monday", "Harbour Office of Fire Prevention")
        assert not _beginnings_are("Harbour", "Harbour Office")


def test_initials_of_a_person_named_open_a_turn() -> None:
    text = (
        "Professor Maria Sample counts storms.\n\n((WN))  What did you find?\n\n"
        "MS We found that they are longer.\n\n"
        "((WN))  What surprised you?\n\nMS We were surprised that nobody had counted them.\n"
    )
    assert speaker_names(text)["We"] == "Maria Sample"
