"""Places: each case in the table, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.analysis import Analysis, Name, analyse, default_parts
from onrecord.language.grammar import Grammar
from onrecord.records import Article, Sentence, Span, Token
from onrecord.resolve.places import ResolvedPlaces, resolve_places
from onrecord.sources import article_from_text

CASES = yaml.load((Path(__file__).parent / "cases" / "places.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def places(text: str) -> ResolvedPlaces:
    article = article_from_text(text)
    analysis = analyse(article.text, default_parts(article.text))
    return resolve_places(article, analysis, Grammar(analysis))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_name_means_its_place(case: list[str]) -> None:
    text, words, *wanted = case
    found = places(text)
    known = {place.id: place for place in found.places}
    told = {}
    for mention in found.mentions:
        place = known.get(mention.place or "")
        facts = [place.name, place.precision, place.country, place.region] if place else [None] * 4
        told[mention.span.of(text).removeprefix("the ")] = [*facts, mention.use]
    if wanted[0] == "-":
        assert told.get(words, [None])[0] is None
    else:
        assert told.get(words) == [None if value == "-" else value for value in wanted], told


def test_a_name_means_one_place_in_one_article() -> None:
    found = places("Paris, Texas, has a tower. Paris is proud of it.")
    named = [
        mention.place for mention in found.mentions if mention.span.of("Paris, Texas, has a tower. Paris is") == "Paris"
    ]
    assert len(named) == 2 and len(set(named)) == 1


def test_what_is_ambiguous_stays_unknown_and_says_so() -> None:
    found = places("The mayor of Clinton met the mayor of Clinton.")
    unknown = [mention for mention in found.mentions if mention.place is None]
    assert all(mention.why[0].rule in ("place.unknown", "place.ambiguous") for mention in unknown)


def test_every_place_says_its_row() -> None:
    for mention in places("They met in Vienna, Austria.").mentions:
        assert [reason.rule for reason in mention.why] == ["place.row", "place.candidates", "place.use"]


def made(forms: list[str]) -> tuple[Article, Analysis]:
    """Words in a row, each a name, with a flat tree: whatever the model may say."""
    text, tokens, at = " ".join(forms), [], 0
    for number, form in enumerate(forms):
        tokens.append(Token(at, at + len(form), form, form, "PROPN", "_", number - 1, "nsubj" if number else "root"))
        at += len(form) + 1
    sentence = Sentence(Span(0, len(text)), 0, "en", tuple(tokens))
    names = tuple(Name(Span(token.start, token.end), "LOC", n, n) for n, token in enumerate(tokens))
    return article_from_text(text), Analysis(text, (sentence,), (0,), (0,), names)


FORMS = st.sampled_from(
    ["Paris", ",", "Texas", "of", "the", "Georgia", "U.S.", "Kyiv", "French", "x" * 300, "ﷺ", "(", "and"]
)


@given(st.lists(FORMS, min_size=1, max_size=30))
@settings(max_examples=100, deadline=None)
def test_names_in_any_order_do_no_harm(forms: list[str]) -> None:
    article, analysis = made(forms)
    found = resolve_places(article, analysis, Grammar(analysis))
    known = {place.id for place in found.places}
    for mention in found.mentions:
        assert mention.place is None or mention.place in known
        assert mention.span.of(article.text)


def test_a_flood_of_names_takes_linear_time() -> None:
    import time

    def spent(count: int) -> float:
        article, analysis = made(["Springfield", ",", "Paris", "Texas"] * count)
        grammar = Grammar(analysis)
        begin = time.perf_counter()
        resolve_places(article, analysis, grammar)
        return time.perf_counter() - begin

    spent(50)
    assert min(spent(400) for _ in range(3)) < 12 * max(min(spent(100) for _ in range(3)), 0.002)
