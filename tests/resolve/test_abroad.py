"""Countries named in languages that are not read whole, and who holds an office on a day."""

from __future__ import annotations

import pytest

import onrecord


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        (
            "Der Kanzler reiste am Montag in die Ukraine. Auch Frankreich und Polen wollen in nächster Zeit helfen",
            "de",
            {"Ukraine": "Ukraine", "Frankreich": "France", "Polen": "Poland"},
        ),
        (
            "Ministri tha se Shqipëria do të ndihmojë Ukrainën dhe se NATO do të mblidhet së shpejti në Bruksel.",
            "sq",
            {"Shqipëria": "Albania", "Ukrainën": "Ukraine", "NATO": "NATO"},
        ),
        (
            "Президент України заявив у вівторок, що Німеччина надішле нові танки вже наступного місяця.",
            "uk",
            {"України": "Ukraine", "Німеччина": "Germany"},
        ),
    ],
)
def test_countries_are_known_by_their_names_in_the_text(text: str, language: str, named: dict[str, str]) -> None:
    reading = onrecord.read(text, date="2023-01-25", language=language)
    assert [found.language for found in reading.languages] == [language]
    entities = {entity.id: entity for entity in reading.entities}
    told = {mention.span.of(text): entities[mention.entity or ""].name for mention in reading.mentions}
    assert told == named
    places = {place.id: place.name for place in reading.places}
    on_map = {mention.span.of(text): places[mention.place or ""] for mention in reading.place_mentions}
    assert on_map == {form: name for form, name in named.items() if form != "NATO"}


def test_small_letters_and_other_languages_name_nothing() -> None:
    reading = onrecord.read(
        "Die ukraine und das frankreich der anderen: so schreibt es heute wohl niemand.", language="de"
    )
    assert reading.entities == () and reading.place_mentions == ()


@pytest.mark.parametrize(
    ("day", "name"), [("2022-03-24", "Boris Johnson"), ("2023-06-01", "Rishi Sunak"), ("2025-01-15", "Keir Starmer")]
)
def test_an_office_is_held_by_somebody_else_on_another_day(day: str, name: str) -> None:
    (statement,) = onrecord.read("The British prime minister said the pact was ready.", date=day).statements
    assert statement.speaker_name == name
    assert any(reason.rule == "speaker.holder" and day in reason.detail for reason in statement.why)


@pytest.mark.parametrize(
    "words", ["The former British prime minister", "A British prime minister", "The deputy British prime minister"]
)
def test_an_office_that_is_narrowed_has_no_known_holder(words: str) -> None:
    (statement,) = onrecord.read(f"{words} said the pact was ready.", date="2022-03-24").statements
    assert statement.speaker_name not in ("Boris Johnson", None)


def test_without_a_day_nobody_is_in_office() -> None:
    (statement,) = onrecord.read("The British prime minister said the pact was ready.").statements
    assert statement.speaker_name == "British prime minister"
