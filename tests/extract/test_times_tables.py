"""The tables of words for times: every list that the code asks for is there, and every word of them can be found."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import onrecord.extract.times
import onrecord.resolve.times
from onrecord.extract.times.lexicon import LANGUAGES, time_words
from onrecord.extract.words import split
from onrecord.ontology.tables import table

ASKED = re.compile(r"""(?:is_in\([^()]*(?:\([^()]*\))?[^()]*, |listed\(|valued\()"([a-z_]+)"\)""")
#: Asked for by German alone.
ELSEWHERE = {"never_capital"}


def sources() -> str:
    folders = (onrecord.extract.times, onrecord.resolve.times)
    files = (path for folder in folders for path in sorted(Path(str(folder.__file__)).parent.glob("*.py")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_list_that_the_code_asks_for_is_in_the_english_table() -> None:
    asked = set(ASKED.findall(sources()))
    assert len(asked) > 40
    assert asked - set(table("times/en")) - ELSEWHERE == set()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_list_of_a_table_is_asked_for(language: str) -> None:
    code = sources()
    assert [name for name in table(f"times/{language}") if f'"{name}"' not in code] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_words_are_lower_case_strings(language: str) -> None:
    for name, rows in table(f"times/{language}").items():
        for word in rows:
            assert isinstance(word, str) and word == word.lower() and split(word), (language, name, word)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_months_and_weekdays_are_whole(language: str) -> None:
    words = time_words(language)
    assert set(words.valued("months").values()) == set(range(1, 13))
    assert set(words.valued("weekdays").values()) == set(range(1, 8))


def test_rules_of_holidays_and_wars_are_well_formed() -> None:
    rows = table("times/en")
    assert all(re.fullmatch(r"easter[+-]\d+|\d+-[1-7]-(-1|[1-5])", rule) for rule in rows["moving"].values())
    assert all(re.fullmatch(r"\d\d-\d\d", str(day)) for day in rows["holidays"].values())
    for rule in rows["periods"].values():
        first, last = rule.split("/")
        assert first < last and len(first) == len(last) in (4, 10)
        if len(first) == 10:
            assert date.fromisoformat(first) < date.fromisoformat(last)
