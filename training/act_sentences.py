"""Reads the sentences of training/events: texts whose predicates are marked with the type of act they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.extract.events.learned import CLASSES

FOLDER = Path(__file__).parent / "events"
MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class ActSentence:
    """A sentence without its marks, and its marks: offset of the word, index of its type in CLASSES."""

    text: str
    marks: tuple[tuple[int, int], ...]


def read_sentences(folder: Path = FOLDER) -> list[ActSentence]:
    """Every sentence of the folder's .txt files; raises ValueError for a label that is no type."""
    lines = [line.strip() for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return [parsed(line) for line in lines if line and not line.startswith("#")]


def parsed(line: str) -> ActSentence:
    """A line with its marks taken out: "The navy {shelled|ASSAULT} it." """
    text, marks, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        if mark[2] not in CLASSES:
            raise ValueError(f"{mark[2]} is no type: {line}")
        marks.append((len(text), CLASSES.index(mark[2])))
        text += mark[1]
        at = mark.end()
    return ActSentence(text + line[at:], tuple(marks))
