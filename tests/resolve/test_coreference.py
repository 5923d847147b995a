"""Whom the pronouns of an article mean, beyond those that are sources."""

from __future__ import annotations

import onrecord


def chains(text: str) -> dict[str, list[str]]:
    """For each entity the words that mean it, in the order of the text."""
    reading = onrecord.read(text, date="2024-01-01", language="en")
    names = {entity.id: entity.name for entity in reading.entities}
    found: dict[str, list[str]] = {}
    for mention in reading.mentions:
        found.setdefault(names[mention.entity or ""], []).append(mention.span.of(text))
    return found


def test_he_and_she_are_whom_the_text_speaks_of() -> None:
    found = chains("Anna Berg opened the port on Monday. Her ships left at noon, and she followed them.")
    assert found["Anna Berg"] == ["Anna Berg", "Her", "she"]


def test_a_first_person_is_who_says_it() -> None:
    found = chains("“I will open my port,” Anna Berg said. “Marko Lind helped me.”")
    assert found["Anna Berg"] == ["I", "my", "Anna Berg", "me"]


def test_a_speech_has_a_first_person_without_a_name() -> None:
    text = "I stand here today. I thank you all. My friends, I will never forget this day. It made me proud."
    found = chains(text)
    assert found["who says “I” here"] == ["I", "I", "My", "I", "me"]


def test_what_fits_nobody_is_left_unknown() -> None:
    found = chains("Mrs Berg spoke on Monday. He left early, and the board thanked him.")
    assert found["Berg"] == ["Berg"]
    assert all("him" not in words for words in found.values())


def test_it_is_mostly_a_thing() -> None:
    found = chains("The Harbour Board met on Monday. It was raining, and it rained all night.")
    assert all(word.lower() != "it" for words in found.values() for word in words)
