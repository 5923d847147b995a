"""Teams: a country's name that means its team is told from the country, and teams do nothing that states do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import onrecord
from onrecord.records import Entity, Reading
from onrecord.resolve.entities.teams import is_team

CASES = yaml.load((Path(__file__).parent / "cases" / "teams.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def meant(reading: Reading, words: str) -> Entity:
    entities = {entity.id: entity for entity in reading.entities}
    text = reading.article.text
    return next(
        entities[mention.entity]
        for mention in reading.mentions
        if mention.entity and mention.span.of(text).removeprefix("the ") == words
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[1]}: {case[0]}")
def test_a_team_is_told_from_its_country(case: list[str]) -> None:
    text, words, wanted = case
    entity = meant(onrecord.read(text, language="en"), words)
    assert is_team(entity) == (wanted == "team"), entity.why
    if wanted == "team":
        assert (entity.name, entity.type, entity.country, entity.same_as) == (f"{words} (team)", "ORG", None, None)


def test_a_team_says_what_told_so() -> None:
    entity = meant(onrecord.read("Ireland beat Italy 3-1 on Sunday.", language="en"), "Ireland")
    assert entity.why[0].rule == "entity.team"
    assert "contest: beat" in (entity.why[0].detail or "") and "3-1" in (entity.why[0].detail or "")


def test_one_article_may_have_the_country_and_its_team() -> None:
    text = "Norway beat Spain 2-0 in the final.\n\nThe minister said that Norway would send soldiers to Mali."
    entities = onrecord.read(text, language="en").entities
    assert {"Norway", "Norway (team)"} <= {entity.name for entity in entities}


@pytest.mark.parametrize(
    "text",
    [
        "Norway attacked from the start and beat Spain 2-0 in the final.",
        "Wales crushed Scotland 40-3 in the rugby match.",
    ],
)
def test_what_teams_do_is_no_act_of_states(text: str) -> None:
    reading = onrecord.read(text, language="en")
    assert not [event for event in reading.events if any(party.country for party in event.actors)]


def test_what_states_do_stays() -> None:
    reading = onrecord.read("Russia attacked Ukraine on Thursday, and Poland closed its border.", language="en")
    assert {(event.type, event.actors[0].country) for event in reading.events} >= {("ASSAULT", "RUS")}
