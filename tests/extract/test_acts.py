"""The table of acts is sound, and its frames decide what they are meant to decide."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.extract.acts import acts, reporting_verbs
from onrecord.ontology.tables import table


def test_every_act_has_a_name_a_label_a_description_and_cues() -> None:
    entries = table("acts")["acts"]
    for entry in entries:
        assert set(entry) <= {"name", "label", "description", "cues", "content"}
        assert entry["name"] and entry["label"] and entry["description"].endswith(".") and entry["cues"]
        assert all(isinstance(cue, str) and cue == cue.lower() for cue in entry["cues"])
    names = [entry["name"] for entry in entries]
    assert len(set(names)) == len(names)
    assert names[-1] == "say"


def test_frames_are_known() -> None:
    from onrecord.extract.acts import _FRAMES

    assert {act.frame for act in acts() if act.frame} <= set(_FRAMES)


def test_reporting_verbs_are_single_words() -> None:
    assert "say" in reporting_verbs()
    assert not any(" " in verb for verb in reporting_verbs())


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister denied that the dam had been mined.", "deny"),
        ("The ministry accused the militia of shelling the harbour.", "accuse"),
        ("The commissioner urged all sides to hold their fire.", "demand"),
        ("The alliance pledged to send more trucks to the border.", "commit"),
        ("The governor warned that the bridge could fall.", "warn"),
        ("The mayor praised the firefighters.", "praise"),
        ("The union condemned the decision.", "condemn"),
        ("The spokesman refused to say who had signed the paper.", "refuse"),
        ("The government said it will send 200 generators to the region.", "commit"),
        ("The chairman said the talks lasted two hours.", "say"),
    ],
)
def test_the_act_of_a_sentence(text: str, act: str) -> None:
    statements = onrecord.read(text).statements
    assert act in [statement.act for statement in statements]
