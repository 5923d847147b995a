"""From names of places to records: the places, and each mention with the one it means and how it is used."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from onrecord.knowledge import Gazetteer, GazetteerRow, gazetteer
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import Article, Place, PlaceMention, Reason, record_id
from onrecord.resolve.places.areas import area_names
from onrecord.resolve.places.choosing import Choice, Chooser
from onrecord.resolve.places.finding import PlaceName, place_names
from onrecord.resolve.places.parts import Part, part_of, part_place
from onrecord.resolve.places.use import use_of


@dataclass(frozen=True, slots=True)
class ResolvedPlaces:
    """The places of an article and the mentions of them, in the order of the text.

    `wholes` is the same with the whole in the place of each part: "Ukraine" where the text has "eastern Ukraine". Those
    who act or suffer there are of the whole.
    """

    places: tuple[Place, ...] = ()
    mentions: tuple[PlaceMention, ...] = ()
    wholes: ResolvedPlaces | None = None


def resolve_places(
    article: Article, analysis: Analysis, grammar: Grammar, known: Gazetteer | None = None
) -> ResolvedPlaces:
    """Every name of a place with the place it means, or an explicit unknown."""
    known = known or gazetteer()
    found = place_names(analysis, grammar, known, area_names(analysis, grammar, known))
    chooser = Chooser(found, grammar, known)
    choices = {name: chooser.choose(name) for name in chooser.by_name}
    whole, parted = _Made(article, analysis, grammar), _Made(article, analysis, grammar)
    for name in found:
        choice = choices[name.name]
        place = place_of(choice.row, known) if choice.row is not None else None
        part = part_of(name, choice.row, grammar) if choice.row is not None else None
        whole.add(name, choice, place)
        parted.add(name, choice, place, part)
    return replace(parted.resolved(), wholes=whole.resolved())


@dataclass(slots=True)
class _Made:
    """The records of an article as they are made."""

    article: Article
    analysis: Analysis
    grammar: Grammar
    places: dict[str, Place] = field(default_factory=dict)
    mentions: dict[str, PlaceMention] = field(default_factory=dict)

    def add(self, name: PlaceName, choice: Choice, place: Place | None, part: Part | None = None) -> None:
        """A mention, with the place that it means."""
        why = choice.why
        first, last = name.first, name.last
        if place is not None and part is not None:
            why = (*why, Reason("place.part", f"{part.direction} of {place.name}"))
            place, first, last = part_place(part, place), part.first, part.last
        span = self.grammar.span(first, last)
        use, told = use_of(name, self.grammar)
        if place is not None:
            self.places.setdefault(place.id, place)
        mention = PlaceMention(
            id=record_id(self.article.id, "place", (span,)),
            article=self.article.id,
            post=self.analysis.sentences[self.grammar.sentence[name.first]].post,
            span=span,
            place=place.id if place is not None else None,
            use=use,
            confidence=choice.confidence,
            why=(*why, told),
        )
        self.mentions[mention.id] = mention

    def resolved(self) -> ResolvedPlaces:
        """Every mention once, in the order of the text, without the bare "Northern" of "Northern Chile"."""
        ordered: list[PlaceMention] = []
        for mention in sorted(self.mentions.values(), key=lambda mention: (mention.span.start, -mention.span.end)):
            if ordered and mention.place is None and ordered[-1].span.covers(mention.span):
                continue
            ordered.append(mention)
        return ResolvedPlaces(tuple(self.places.values()), tuple(ordered))


def place_of(row: GazetteerRow, known: Gazetteer) -> Place:
    """The place that a row of the gazetteer describes."""
    country = known.country(row.country)
    division = known.division(row.country, row.division) if row.kind == "town" else None
    return Place(
        id=row.id,
        name=row.name,
        precision="region" if row.kind == "area" else row.kind,
        latitude=row.latitude,
        longitude=row.longitude,
        country=country.alpha3 if country else None,
        region=division.name if division else None,
        qid=row.qid,
        geonames=row.geonames,
    )
