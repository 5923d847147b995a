"""From the names of an article to who they are in the world: a row of the tables, or an explicit unknown.

A name is linked where the tables know it and nothing in the article speaks against it; otherwise it keeps an id of its
own. A country, its government and its capital are three: "Russia" is the country, "Moscow said" and "the Kremlin" its
government, "in Moscow" the town.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.knowledge import Gazetteer, GazetteerRow, gazetteer
from onrecord.knowledge.actors import Actors, Body, actors
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import Article, Entity, Place, PlaceMention, Reason, Span, entity_id
from onrecord.resolve.entities.known import with_areas, with_countries, with_known_names
from onrecord.resolve.entities.people import Evidence, People
from onrecord.resolve.entities.teams import Teams, is_team, team_entity
from onrecord.resolve.names import NameTable, name_table
from onrecord.resolve.places import ResolvedPlaces
from onrecord.resolve.roles import Role, Roles, roles_of

#: Nouns for those who govern a country.
GOVERNMENTS = frozenset({"government", "administration"})


@dataclass(frozen=True, slots=True)
class Linked:
    """The names of an article with their spans and the entities they stand for, and the nouns that take these up.

    `actors` are the tables they were looked up in.
    """

    names: NameTable
    spans: tuple[Span, ...]
    roles: Roles
    actors: Actors


def link_entities(
    article: Article, analysis: Analysis, grammar: Grammar, placed: ResolvedPlaces, known: Actors | None = None
) -> Linked:
    """The names of an article, each with the entity it stands for: one of the tables' where it surely is."""
    tables = Tables(gazetteer(), known or actors())
    # Those who act or suffer in eastern Ukraine are of Ukraine.
    placed = placed.wholes or placed
    known_names = with_known_names(with_areas(analysis, grammar, placed), grammar, tables.actors)
    found = with_countries(known_names, grammar, placed, tables.places).names
    names = name_table(found, grammar)
    roles = roles_of(grammar, names)
    linked = _Linker(names, roles, grammar, placed, day_of(article), tables).linked()
    by_old = _by_old(names, linked)
    table = replace(names, of=tuple(linked), by_form=_forms(names, linked))
    moved = {
        noun: [replace(role, entity=by_old.get(role.entity.id, role.entity)) for role in listed]
        for noun, listed in roles.items()
    }
    return Linked(table, tuple(name.span for name in found), _with_known_roles(moved, table, tables), tables.actors)


def day_of(article: Article) -> str | None:
    """The day of an article: its own, else that of its first post that has one."""
    dates = (article.published, *(post.date for post in article.posts))
    return next((date.begin[:10] for date in dates if date is not None), None)


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known of the world: places, and those who act."""

    places: Gazetteer
    actors: Actors


class _Linker:
    """Links the names of one article; people last, when it is known which countries and bodies it speaks of."""

    def __init__(
        self,
        names: NameTable,
        roles: Roles,
        grammar: Grammar,
        placed: ResolvedPlaces,
        day: str | None,
        tables: Tables,
    ) -> None:
        self.names, self.grammar, self.tables = names, grammar, tables
        self.places = {place.id: place for place in placed.places}
        self.mentions = {mention.span.end: mention for mention in placed.mentions}
        self.roles = roles
        self.day = day
        self.forms = [grammar.words(*run) for run in names.runs]
        self.teams = Teams(grammar)

    def linked(self) -> list[Entity]:
        """The entity of each name, in the order of the names."""
        out: list[Entity | None] = [self._no_person(number) for number in range(len(self.names.of))]
        people = People(self.tables.actors, self.roles, Evidence(self._countries(), self._bodies(out), self.day))
        found: dict[str, Entity] = {}
        for entity in self.names.of:
            if entity.type == "PER" and entity.id not in found:
                found[entity.id] = people.link(entity)
        shared = self._shared(out)
        linked = [
            new or shared.get(old.id) or found.get(old.id, old) for new, old in zip(out, self.names.of, strict=True)
        ]
        return _joined(linked, self.forms)

    def _shared(self, out: Sequence[Entity | None]) -> dict[str, Entity]:
        """What a body's other names stand for ("AU", of the African Union), where all that are known agree."""
        found: dict[str, dict[str, Entity]] = {}
        for new, old in zip(out, self.names.of, strict=True):
            if new is not None and old.type == "ORG":
                found.setdefault(old.id, {})[new.id] = new
        return {old: next(iter(new.values())) for old, new in found.items() if len(new) == 1}

    def _no_person(self, number: int) -> Entity | None:
        """The entity of a name that is a place or a body of the tables; None for people and what no table has."""
        entity, form = self.names.of[number], self.forms[number]
        seat = self.tables.actors.seat(form)
        strong = seat is not None and seat.use == "strong"
        if entity.type == "PER" and not strong:
            return None
        mention = self._place_of(number)
        if seat is not None and (strong or (mention is not None and mention.use == "metonym")):
            return self._government(seat.country, Reason("entity.seat", f"{form} ({seat.row})"))
        place = self.places.get(mention.place) if mention is not None and mention.place else None
        team = self._team(number, form, mention, place) if entity.type != "PER" else None
        if team is not None:
            return team
        if place is not None and place.precision == "country":
            return self._country(place, mention)
        government = self._government_named(form)
        if government is not None:
            return government
        body = self.tables.actors.body(form)
        if body is not None and (place is None or entity.type != "LOC"):
            return body_entity(body)
        return _place_entity(place, mention) if place is not None and entity.type == "LOC" else None

    def _place_of(self, number: int) -> PlaceMention | None:
        first, last = self.names.runs[number]
        mention = self.mentions.get(self.grammar.tokens[last].end)
        # "The United States" at the start of a sentence is a name with its article, and elsewhere one without.
        starts = [self.grammar.tokens[first].start]
        if first > 0 and self.grammar.tokens[first - 1].upos == "DET":
            starts.append(self.grammar.tokens[first - 1].start)
        while first < last and self.grammar.tokens[first].upos == "DET":
            first += 1
            starts.append(self.grammar.tokens[first].start)
        return mention if mention is not None and mention.span.start in starts else None

    def _team(self, number: int, form: str, mention: PlaceMention | None, place: Place | None) -> Entity | None:
        """The team that a place's name means; the name head takes many a team for a body of its own."""
        row = next(iter(self.tables.places.named(form)), None) if place is None else None
        if mention is not None and place is not None:
            name, use, precision = place.name, mention.use, place.precision
        elif mention is None and row is not None and row.kind in ("country", "region"):
            name, use, precision = row.name, "metonym", row.kind
        else:
            return None
        reason = self.teams.reason(*self.names.runs[number], use, precision)
        return team_entity(name, reason) if reason is not None else None

    def _country(self, place: Place, mention: PlaceMention | None) -> Entity | None:
        if mention is not None and self._is_adjective(mention):
            return None
        row = next((reason.detail for reason in mention.why if reason.rule == "place.row"), "") if mention else ""
        return country_entity(place, row)

    def _is_adjective(self, mention: PlaceMention) -> bool:
        form = mention.span.of(self.grammar.text)
        return self.tables.places.adjective(form) is not None and not self.tables.places.named(form)

    def _government_named(self, form: str) -> Entity | None:
        """ "US government", "Ukraine's government", "the Spanish administration"."""
        country, _, noun = form.rpartition(" ")
        if noun.lower() not in GOVERNMENTS:
            return None
        for ending in ("'s", "’s"):
            country = country.removesuffix(ending)
        code = self.tables.actors.country_by_word(country)
        return self._government(code, Reason("entity.government", form)) if code else None

    def _government(self, alpha3: str, reason: Reason) -> Entity | None:
        country = self.tables.places.by_alpha3(alpha3)
        return government_entity(country, reason) if country is not None else None

    def _countries(self) -> Counter[str]:
        """How often the article names each country, by its name, its adjectives, its towns or its seats."""
        counts: Counter[str] = Counter()
        for mention in self.mentions.values():
            place = self.places.get(mention.place or "")
            if place is not None and place.country:
                counts[place.country] += 1
        return counts

    def _bodies(self, out: Sequence[Entity | None]) -> frozenset[str]:
        found = (self.tables.actors.body(form) for form in dict.fromkeys(self.forms))
        return frozenset(body.id for body in found if body is not None)


def country_entity(place: Place, row: str = "") -> Entity:
    """The entity of a country."""
    return Entity(
        place.id,
        place.name,
        "LOC",
        same_as=place.qid,
        country=place.country,
        why=(Reason("entity.country", row or place.name),),
    )


def government_entity(country: GazetteerRow, reason: Reason) -> Entity:
    """The entity of a country's government, which its capital and its seats stand for."""
    name = f"Government of {country.name}"
    return Entity(entity_id("ORG", name), name, "ORG", country=country.alpha3, sector="GOV", why=(reason,))


def body_entity(body: Body) -> Entity:
    """The entity of a body of the tables."""
    identity = body.qid or entity_id("ORG", body.name)
    reason = Reason("entity.body", body.row)
    return Entity(identity, body.name, "ORG", same_as=body.qid, country=body.country, sector=body.sector, why=(reason,))


def _place_entity(place: Place, mention: PlaceMention | None) -> Entity:
    row = next((reason.detail for reason in mention.why if reason.rule == "place.row"), "") if mention else ""
    return Entity(
        place.qid or entity_id("LOC", place.id),
        place.name,
        "LOC",
        same_as=place.qid,
        country=place.country,
        why=(Reason("entity.place", row or place.name),),
    )


def _joined(linked: Sequence[Entity], forms: Sequence[str]) -> list[Entity]:
    """Entities of one id are one, with all the names they were found by in the order of the text."""
    names: dict[str, dict[str, None]] = {}
    for entity, form in zip(linked, forms, strict=True):
        names.setdefault(entity.id, {}).update(dict.fromkeys([*entity.names, form]))
    whole: dict[str, Entity] = {}
    for entity in linked:
        whole.setdefault(entity.id, replace(entity, names=tuple(names[entity.id])))
    return [whole[entity.id] for entity in linked]


def _by_old(names: NameTable, linked: Sequence[Entity]) -> dict[str, Entity]:
    """What each entity became; where a name is now a country and now its team, the country."""
    pairs = sorted(zip(names.of, linked, strict=True), key=lambda pair: not is_team(pair[1]))
    return {old.id: new for old, new in pairs}


def _forms(names: NameTable, linked: Sequence[Entity]) -> dict[str, Entity | None] | None:
    by_old = _by_old(names, linked)
    if names.by_form is None:
        return None
    return {form: by_old.get(entity.id, entity) if entity else None for form, entity in names.by_form.items()}


def _with_known_roles(roles: Mapping[str, Sequence[Role]], names: NameTable, tables: Tables) -> Roles:
    """The nouns of an article, and those that the tables know its bodies by ("the alliance", once it named NATO)."""
    out = {noun: list(listed) for noun, listed in roles.items()}
    seen: set[str] = set()
    for entity, run in zip(names.of, names.runs, strict=True):
        if entity.type != "ORG" or entity.id in seen:
            continue
        seen.add(entity.id)
        for noun in _nouns_of(entity, tables.actors):
            out.setdefault(noun, []).append(Role(noun, entity, frozenset(), run[0]))
    return out


def _nouns_of(entity: Entity, actors: Actors) -> Iterator[str]:
    row = next((reason.detail for reason in entity.why if reason.rule == "entity.body"), None)
    body = actors.by_row(row) if row else None
    for alias in body.context_aliases if body is not None else ():
        word = alias.lower().removeprefix("the ").split()[-1]
        yield word
