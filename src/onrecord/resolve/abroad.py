"""Countries in texts whose grammar is not read, by their names there with their case forms; and bodies by acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.knowledge import GazetteerRow, gazetteer
from onrecord.knowledge.actors import Actors, actors
from onrecord.ontology.tables import table
from onrecord.records import Article, Entity, Mention, PlaceMention, PostLanguage, Reason, Span, record_id
from onrecord.resolve.entities import body_entity, country_entity
from onrecord.resolve.places import ResolvedPlaces, place_of

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ACRONYM = re.compile(r"(?<!\w)[A-Z]{3,8}(?!\w)")
#: A country's name has so many words at most ("Bosnje dhe Hercegovinë", "Republik Kongo").
_LONGEST = 5
#: Whether the place or those who act from it are meant, only grammar could tell; so sure is a bare name.
_SURE = 0.8


def countries_abroad(
    article: Article, languages: Sequence[PostLanguage], known: Actors | None = None
) -> tuple[ResolvedPlaces, tuple[Entity, ...], tuple[Mention, ...]]:
    """The countries and bodies named in the posts that are not read whole: places with their mentions, and entities."""
    found = [
        (post.index, span, row)
        for post, language in zip(article.posts, languages, strict=True)
        if language.read != "full"
        for span, row in _named(article.text, post.span, language.language, known or actors())
    ]
    places = {row.id: place_of(row, gazetteer()) for _, _, row in found}
    place_mentions = tuple(_mention(article, post, span, row) for post, span, row in found)
    forms: dict[str, list[str]] = {}
    for _, span, row in found:
        forms.setdefault(row.id, []).append(span.of(article.text))
    entities = {
        identity: replace(country_entity(places[identity], f"names_abroad:{names[0]}"), names=tuple(names))
        for identity, names in ((identity, list(dict.fromkeys(names))) for identity, names in forms.items())
    }
    mentions = [Mention(span, "name", "LOC", entities[row.id].id) for _, span, row in found]
    bodies: dict[str, Entity] = {}
    for post, language in zip(article.posts, languages, strict=True):
        for span, entity in _acronyms(article.text, post.span, known or actors()) if language.read != "full" else ():
            bodies[entity.id] = entity
            mentions.append(Mention(span, "name", "ORG", entity.id))
    return (
        ResolvedPlaces(tuple(places.values()), place_mentions),
        (*entities.values(), *bodies.values()),
        tuple(mentions),
    )


def _acronyms(text: str, within: Span, known: Actors) -> Iterator[tuple[Span, Entity]]:
    """Bodies by acronyms that many languages share ("NATO")."""
    for match in _ACRONYM.finditer(text, within.start, within.end):
        body = known.body(match.group())
        if body is not None:
            entity = body_entity(body)
            yield Span(*match.span()), replace(entity, names=(match.group(),))


def _named(text: str, within: Span, language: str, known: Actors) -> Iterator[tuple[Span, GazetteerRow]]:
    """The longest names of countries, from left to right; one that begins with a small letter is none."""
    words = [match.span() for match in _WORD.finditer(text, within.start, within.end)]
    at = 0
    while at < len(words):
        step = 1
        if text[words[at][0]].isupper():
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                span = Span(words[at][0], words[at + length - 1][1])
                row = _country(span.of(text), language, known)
                if row is not None:
                    yield span, row
                    step = length
                    break
        at += step


def _country(surface: str, language: str, known: Actors) -> GazetteerRow | None:
    """The country of a name in a language; one that is the same in English needs no row ("Ukraine" in German)."""
    code = known.country_abroad(surface, language)
    if code is not None:
        return gazetteer().by_alpha3(code)
    english = [] if surface in _doubtful() else [row for row in gazetteer().named(surface) if row.kind == "country"]
    return english[0] if len(english) == 1 else None


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(table("english/places")["doubtful"])


def _mention(article: Article, post: int, span: Span, row: GazetteerRow) -> PlaceMention:
    why = (Reason("place.abroad", f"{span.of(article.text)}: {row.name}"),)
    return PlaceMention(
        record_id(article.id, "place", (span,)), article.id, post, span, row.id, confidence=_SURE, why=why
    )
