"""The sentences that teach the types of acts are well formed, balanced, and none of those that test them."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.extract.events.learned import CLASSES, NONE

ROOT = Path(__file__).resolve().parent.parent.parent
#: Marks of each type that the sentences hold at least, in all and of the test.
LEAST, LEAST_TESTED = 150, 20


@pytest.fixture(scope="module")
def reader() -> ModuleType:
    specification = importlib.util.spec_from_file_location("act_sentences", ROOT / "training" / "act_sentences.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["act_sentences"] = module
    specification.loader.exec_module(module)
    return module


def _counts(listed: list[object]) -> Counter[str]:
    return Counter(CLASSES[label] for sentence in listed for _, label in sentence.marks)  # type: ignore[attr-defined]


def test_every_type_has_its_sentences(reader: ModuleType) -> None:
    counts = _counts(reader.read_sentences())
    assert set(counts) == set(CLASSES)
    assert all(count >= LEAST for count in counts.values()), counts
    assert counts[NONE] > 5 * LEAST


def test_the_test_sentences_are_others(reader: ModuleType) -> None:
    lines = (ROOT / "benchmarks" / "acts" / "sentences.txt").read_text(encoding="utf-8").splitlines()
    tested = [reader.parsed(line) for line in lines if line and not line.startswith("#")]
    assert all(count >= LEAST_TESTED for count in _counts(tested).values())
    assert not {sentence.text for sentence in tested} & {sentence.text for sentence in reader.read_sentences()}


def test_marks_are_taken_out_and_counted(reader: ModuleType) -> None:
    found = reader.parsed("The navy {moved|MOBILIZE} out and {shelled|ASSAULT} it.")
    assert found.text == "The navy moved out and shelled it."
    assert [(found.text[start:].split()[0], CLASSES[label]) for start, label in found.marks] == [
        ("moved", "MOBILIZE"),
        ("shelled", "ASSAULT"),
    ]


def test_a_label_that_is_no_type_is_told(reader: ModuleType) -> None:
    with pytest.raises(ValueError, match="WAR is no type"):
        reader.parsed("They {fought|WAR} on.")
