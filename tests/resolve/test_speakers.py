"""Who a source stands for, and the reason that is kept."""

from __future__ import annotations

import onrecord
from onrecord.records import Statement


def last(text: str) -> Statement:
    return onrecord.read(text).statements[-1]


def reason(statement: Statement) -> str:
    return next(step.rule for step in statement.why if step.rule.startswith("speaker."))


def test_a_name_beside_an_office() -> None:
    found = last("Energy Minister Maria Example said the pipeline was closed.")
    assert found.speaker_name == "Maria Example"
    assert reason(found) == "speaker.name"


def test_a_pronoun_looks_back() -> None:
    found = last("Maria Example visited the plant on Friday. She said the pipeline was closed.")
    assert found.speaker_name == "Maria Example"
    assert reason(found) == "speaker.pronoun"


def test_a_spokesman_is_not_the_one_he_speaks_for() -> None:
    found = last("A spokesman for Maria Example said the pipeline was closed.")
    assert found.speaker is None
    assert found.speaker_name == "spokesman for Maria Example"
    assert reason(found) == "speaker.unnamed"


def test_a_group_is_named_by_its_body() -> None:
    found = last("Leaders of the European Union said they would meet again in May.")
    assert found.speaker_name == "leaders of European Union"


def test_nobody_is_an_answer() -> None:
    found = last("The pipeline was reportedly closed on Friday, it is said.")
    assert found.speaker is None


def test_a_relative_pronoun_means_its_noun() -> None:
    found = last("The dam was built by Maria Example, who says it will hold for a century.")
    assert found.speaker_name == "Maria Example"


def test_mentions_of_speakers_are_kept() -> None:
    text = "Maria Example visited the plant. She said the pipeline was closed."
    reading = onrecord.read(text)
    kinds = {mention.kind for mention in reading.mentions if mention.entity == reading.statements[0].speaker}
    assert kinds == {"name", "pronoun"}
