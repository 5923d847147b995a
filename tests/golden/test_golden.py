"""Articles of our own and what is put on record from them, reviewed by reading.

`python tests/golden/test_golden.py` writes the records again; read the difference before you keep it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.ontology.modalities import standing_of
from onrecord.records import Commitment, Dispute, Event, Participant

FOLDER = Path(__file__).parent
ARTICLES = sorted(FOLDER.glob("*.txt"))


def records(path: Path) -> dict[str, list[dict[str, Any]]]:
    """What is on record in an article as a reviewer wants to see it: words, not offsets."""
    reading = onrecord.read(path.read_text(encoding="utf-8"), date="2024-05-02", address=f"file:{path.name}")
    text = reading.article.text
    return {
        "statements": statements(reading),
        "events": [event(record, text) | equipment(record, reading) for record in reading.events],
        "commitments": [commitment(record, text) | equipment(record, reading) for record in reading.commitments],
        "disputes": [dispute(record, text) for record in reading.disputes],
    }


def statements(reading: onrecord.Reading) -> list[dict[str, Any]]:
    text = reading.article.text
    ids = {statement.id: number for number, statement in enumerate(reading.statements)}
    return [
        {
            "speaker": statement.speaker_name,
            "source": [span.of(text) for span in statement.source],
            "cue": [span.of(text) for span in statement.cue],
            "content": [span.of(text) for span in statement.content],
            "addressee": statement.addressee_name,
            "form": statement.form,
            "act": statement.act,
            "attribution": statement.attribution,
            "language": statement.language,
            "parent": ids[statement.parent] if statement.parent else None,
            **({} if statement.modality == "made" else {"modality": statement.modality}),
            **({} if statement.polarity == "positive" else {"polarity": statement.polarity}),
        }
        for statement in reading.statements
    ]


def event(record: Event, text: str) -> dict[str, Any]:
    shown = {
        "type": record.type,
        "who": party_names(record.actors),
        "to whom": party_names(record.recipients),
        "stands": standing_of(record.modality, record.polarity),
        "words": record.span.of(text),
        "view": list(record.view),
        "domains": list(record.domains),
        "again": [span.of(text) for span in record.repeats],
        "condition": record.condition.of(text) if record.condition else None,
    }
    return {name: value for name, value in shown.items() if value}


def commitment(record: Commitment, text: str) -> dict[str, Any]:
    shown = {
        "who": party_names(record.promisers),
        "to whom": party_names(record.beneficiaries),
        "action": record.action,
        "item": record.object.of(text) if record.object else None,
        "how": [record.commitment_kind, record.bindingness, record.specificity, record.status],
        "deadline": bool(record.deadline),
        "quantities": len(record.quantities),
        "words": record.span.of(text),
    }
    return {name: value for name, value in shown.items() if value}


def equipment(record: Event | Commitment, reading: onrecord.Reading) -> dict[str, Any]:
    text = reading.article.text
    shown = [
        ", ".join(filter(None, (item.span.of(text), item.classes[0], item.maker)))
        for item in reading.equipment
        if item.id in record.equipment
    ]
    return {"equipment": shown} if shown else {}


def dispute(record: Dispute, text: str) -> dict[str, Any]:
    sides = [[position.party.name, position.stance, position.span.of(text)] for position in record.positions]
    return {"about": record.proposition.of(text), "sides": sides}


def party_names(parties: Sequence[Participant]) -> list[str]:
    return [" ".join(filter(None, (party.name, party.country, party.sector))) for party in parties]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_record_is_what_was_reviewed(path: Path) -> None:
    assert records(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_golden_articles() -> None:
    assert len(ARTICLES) >= 3


if __name__ == "__main__":
    for article in ARTICLES:
        article.with_suffix(".json").write_text(json.dumps(records(article), ensure_ascii=False, indent=1) + "\n")
