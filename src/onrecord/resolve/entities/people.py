"""Which people of an article are leaders that the tables know, and what offices the others hold by its words.

A full name is linked where a term of that person speaks for it: the article names the country or the body, calls the
person by the office, or lies in the term. A surname alone needs the office before it, or the country and the term.
Two people who fit are an explicit unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.knowledge.actors import Actors, Term
from onrecord.records import Entity, Reason, entity_id
from onrecord.resolve.roles import Role, Roles


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article shows that may speak for a person: countries (alpha-3) and bodies it names, and its day."""

    countries: Counter[str]
    bodies: frozenset[str]
    day: str | None


@dataclass(slots=True)
class People:
    """Links the people of one article."""

    actors: Actors
    roles: Roles
    evidence: Evidence

    def link(self, entity: Entity) -> Entity:
        """The person with the id and the offices that the tables or the article's words give."""
        roles = self._roles_of(entity)
        full = " " in entity.name
        terms = self.actors.terms_of(entity.name) if full else self.actors.surname(entity.name, self.evidence.day)
        fitting = [term for term in terms if self._speaks(term, roles, full)]
        people = {_key(term) for term in fitting}
        if len(people) == 1:
            return self._known(entity, fitting)
        by_words = self._by_words(entity, roles)
        if len(people) > 1:
            told = "; ".join(f"{term.person} ({term.row})" for term in fitting[:4])
            return replace(by_words, why=(*by_words.why, Reason("entity.ambiguous", told)))
        return by_words

    def _roles_of(self, entity: Entity) -> list[Role]:
        return [role for listed in self.roles.values() for role in listed if role.entity.id == entity.id]

    def _speaks(self, term: Term, roles: Sequence[Role], full: bool) -> bool:
        """Whether anything in the article speaks for a term, and nothing against it."""
        named = term.of in self.evidence.bodies or self.evidence.countries[term.of or ""] > 0
        titled = any(self._same_office(role, term) for role in roles)
        near = self._years_from(term)
        if full:
            return named or titled or near == 0
        return near is not None and (
            (titled and near <= 1 and (named or not self.evidence.countries)) or (named and near == 0)
        )

    def _same_office(self, role: Role, term: Term) -> bool:
        known = self.actors.office(role.noun)
        return (known is not None and known.name == term.office) or role.noun in term.office.lower()

    def _years_from(self, term: Term) -> int | None:
        """Years between the article and the term; 0 inside it, None where either is not known."""
        if self.evidence.day is None:
            return None
        year = int(self.evidence.day[:4])
        begin = int(term.begin[:4]) if term.begin else year
        end = int(term.end[:4]) if term.end else max(year, begin)
        return max(0, begin - year, year - end)

    def _known(self, entity: Entity, terms: Sequence[Term]) -> Entity:
        ordered = sorted(terms, key=lambda term: term.begin or "")
        current = [term for term in ordered if self._years_from(term) == 0]
        past = [term for term in ordered if not current and self._is_over(term)][-1:]
        first = (current or past or ordered)[0]
        qid = next((term.qid for term in terms if term.qid), None)
        return replace(
            entity,
            id=qid or entity_id("PER", first.person),
            name=first.person if " " in first.person else entity.name,
            same_as=qid,
            country=first.country,
            sector=first.sector,
            offices=tuple(dict.fromkeys((*map(_shown, current), *(f"former {_shown(term)}" for term in past)))),
            why=tuple(Reason("entity.leader", term.row) for term in (current or [first])),
        )

    def _is_over(self, term: Term) -> bool:
        return self.evidence.day is not None and term.end is not None and term.end[:4] < self.evidence.day[:4]

    def _by_words(self, entity: Entity, roles: Sequence[Role]) -> Entity:
        """The offices that the article's words give, and the country and sector these show."""
        if not roles:
            return entity
        known = [(role, office) for role in roles if (office := self.actors.office(role.noun)) is not None]
        countries = [country for role in roles for country in self._countries_of(role.modifiers)]
        sector = next((office.sector for _, office in known if countries or not office.anywhere), None)
        offices = tuple(dict.fromkeys(_phrase(role) for role in roles))
        # "Russia's ambassador to Denmark" names two; which of them is his own, the words of a role do not keep.
        country = countries[0] if len(set(countries)) == 1 else None
        return replace(
            entity,
            country=country,
            sector=sector,
            offices=offices,
            why=(Reason("entity.role", "; ".join(offices)),),
        )

    def _countries_of(self, words: Iterable[str]) -> list[str]:
        return [code for word in sorted(words) if (code := self.actors.country_by_word(word)) is not None]


def leader_entity(term: Term) -> Entity:
    """The entity of a leader of the tables whom the article need not name."""
    return Entity(
        term.qid or entity_id("PER", term.person),
        term.person,
        "PER",
        (term.person,),
        same_as=term.qid,
        country=term.country,
        sector=term.sector,
        offices=(_shown(term),),
        why=(Reason("entity.leader", term.row),),
    )


def _shown(term: Term) -> str:
    begin, end = (term.begin or "")[:4], (term.end or "")[:4]
    return f"{term.title} ({begin}–{end})"


def _key(term: Term) -> str:
    return term.qid or term.person


def _phrase(role: Role) -> str:
    """An office as the article has it; the order of its other words is not kept by a role."""
    return role.noun
