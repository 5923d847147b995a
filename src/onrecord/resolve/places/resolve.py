"""From names of places to records: the places, and each mention with the one it means and how it is used."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.knowledge import Gazetteer, GazetteerRow, gazetteer
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import Article, Place, PlaceMention, record_id
from onrecord.resolve.places.choosing import Choice, Chooser
from onrecord.resolve.places.finding import PlaceName, place_names
from onrecord.resolve.places.use import use_of


@dataclass(frozen=True, slots=True)
class ResolvedPlaces:
    """The places of an article and the mentions of them, in the order of the text."""

    places: tuple[Place, ...] = ()
    mentions: tuple[PlaceMention, ...] = ()


def resolve_places(
    article: Article, analysis: Analysis, grammar: Grammar, known: Gazetteer | None = None
) -> ResolvedPlaces:
    """Every name of a place with the place it means, or an explicit unknown."""
    known = known or gazetteer()
    found = place_names(analysis, grammar, known)
    chooser = Chooser(found, grammar, known)
    choices = {name: chooser.choose(name) for name in chooser.by_name}
    places: dict[str, Place] = {}
    mentions = []
    for name in found:
        choice = choices[name.name]
        if choice.row is not None:
            places.setdefault(choice.row.id, place_of(choice.row, known))
        mentions.append(_mention(article, analysis, grammar, name, choice))
    unique = {mention.id: mention for mention in mentions}
    return ResolvedPlaces(tuple(places.values()), tuple(sorted(unique.values(), key=lambda mention: mention.span)))


def _mention(article: Article, analysis: Analysis, grammar: Grammar, name: PlaceName, choice: Choice) -> PlaceMention:
    span = grammar.span(name.first, name.last)
    use, told = use_of(name, grammar)
    return PlaceMention(
        id=record_id(article.id, "place", (span,)),
        article=article.id,
        post=analysis.sentences[grammar.sentence[name.first]].post,
        span=span,
        place=choice.row.id if choice.row else None,
        use=use,
        confidence=choice.confidence,
        why=(*choice.why, told),
    )


def place_of(row: GazetteerRow, known: Gazetteer) -> Place:
    """The place that a row of the gazetteer describes."""
    country = known.country(row.country)
    division = known.division(row.country, row.division) if row.kind == "town" else None
    return Place(
        id=row.id,
        name=row.name,
        precision=row.kind,
        latitude=row.latitude,
        longitude=row.longitude,
        country=country.alpha3 if country else None,
        region=division.name if division else None,
        qid=row.qid,
        geonames=row.geonames,
    )
