"""The same said in another way is the same record: a sample of the pairs that benchmarks/invariance.py makes."""

from __future__ import annotations

import importlib.util
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

PAIRS = 40


@pytest.fixture(scope="module")
def invariance() -> ModuleType:
    path = Path(__file__).parent.parent / "benchmarks" / "invariance.py"
    specification = importlib.util.spec_from_file_location("invariance", path)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["voices", "paraphrases"])
def test_two_ways_of_saying_it_give_one_record(invariance: ModuleType, kind: str) -> None:
    for one, other in islice(getattr(invariance, kind)(), 0, None, 320 // PAIRS):
        assert invariance.record_of(one) == invariance.record_of(other) != (), (one, other)


def test_two_countries_swapped_only_swap_places(invariance: ModuleType) -> None:
    for one, other, a, b in islice(invariance.swaps(), 0, None, 320 // PAIRS):
        assert invariance.record_of(one, {a: b, b: a}) == invariance.record_of(other) != (), (one, other)


def test_the_order_of_the_lexicon_changes_nothing(invariance: ModuleType) -> None:
    sentences = [one for one, _ in islice(invariance.paraphrases(), 0, None, 320 // PAIRS)]
    for before, after in invariance.in_another_order(sentences):
        assert before == after != ()
