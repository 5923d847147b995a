"""Articles of our own and what is put on record from them, reviewed by reading.

`python tests/golden/test_golden.py` writes the records again; read the difference before you keep it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import onrecord

FOLDER = Path(__file__).parent
ARTICLES = sorted(FOLDER.glob("*.txt"))


def records(path: Path) -> list[dict[str, Any]]:
    """The statements of an article as a reviewer wants to see them: words, not offsets."""
    reading = onrecord.read(path.read_text(encoding="utf-8"), date="2024-05-02", address=f"file:{path.name}")
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


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_record_is_what_was_reviewed(path: Path) -> None:
    assert records(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_golden_articles() -> None:
    assert len(ARTICLES) >= 3


if __name__ == "__main__":
    for article in ARTICLES:
        article.with_suffix(".json").write_text(json.dumps(records(article), ensure_ascii=False, indent=1) + "\n")
