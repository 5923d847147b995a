"""Who the parties of an event are: from the head of a phrase to an entity with its country and sector."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.extract.events.parties import Parties, Run
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Entity, Mention, Participant, Span, Statement
from onrecord.resolve.entities.teams import is_team
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.speakers import SpeakerResolver

_FIRST = frozenset({"we", "us", "our", "i", "me", "my", "ourselves"})


@cache
def _sectors() -> dict[str, str]:
    return {noun: sector for sector, nouns in table("english/sectors")["sectors"].items() for noun in nouns}


def _plain(name: str) -> str:
    """A name as names are compared: without case and article."""
    return " ".join(name.casefold().removeprefix("the ").split())


class ParticipantFinder:
    """Finds the participants of one article's events."""

    def __init__(
        self,
        grammar: Grammar,
        parties: Parties,
        resolver: SpeakerResolver,
        entities: Iterable[Entity],
        statements: Iterable[Statement] = (),
        mentions: Iterable[Mention] = (),
    ) -> None:
        self.grammar, self.parties, self.resolver = grammar, parties, resolver
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self._by_name = {_plain(entity.name): entity for entity in self.entities.values()}
        #: Entities that only an act speaks of, to be put on record with it.
        self.met: dict[str, Entity] = {}
        self._pronouns = {mention.span: mention.entity for mention in mentions if mention.kind == "pronoun"}
        #: Statements by where their source begins: a party that is the source of one is its speaker.
        self._sources = {statement.source[0].start: statement for statement in statements if statement.source}

    def of(self, heads: Sequence[int], statement: Statement | None) -> tuple[Participant, ...]:
        """The participants that these heads of phrases stand for, each once."""
        found: dict[tuple[str, str | None], Participant] = {}
        for head in heads:
            participant = self._one(head, statement)
            found.setdefault((participant.name, participant.entity), participant)
        return tuple(found.values())

    def of_teams(self, parties: Sequence[Participant]) -> bool:
        """Whether all of these are teams that play."""
        known = [self.entities.get(party.entity or "") or self.met.get(party.entity or "") for party in parties]
        return bool(known) and all(entity is not None and is_team(entity) for entity in known)

    def speaker(self, statement: Statement) -> Participant | None:
        """Who makes a statement, as one who takes part; a document stands for those who issued it."""
        if statement.speaker_name is None:
            return None
        entity = self.entities.get(statement.speaker or "")
        issuer = self._issuer(entity) if entity is not None and entity.type == "DOC" else None
        shown = issuer or self._shown(None, statement.speaker_name, entity)
        if entity is None or entity.type not in ("ORG", "GROUP") or not statement.source:
            return shown
        return self._placed(shown, self._run(statement.source[0]))

    def spoken_for(self, statement: Statement) -> Participant | None:
        """For whom a speaker binds: the body or country whose office the person holds, else the speaker."""
        entity = self.entities.get(statement.speaker or "")
        if entity is not None and entity.type == "PER":
            for office in entity.offices:
                holder = office.rpartition(" (")[0].partition(" of ")[2]
                other = next((known for known in self.entities.values() if holder and known.name == holder), None)
                if other is not None:
                    return self._shown(None, other.name, other)
        return self.speaker(statement)

    def _one(self, head: int, statement: Statement | None) -> Participant:
        run = self.parties.phrase(head)
        span = self.grammar.span(*run)
        words = self.grammar.words(*run)
        if self.grammar.form(head).lower() in _FIRST and statement is not None:
            speaker = self.speaker(statement)
            if speaker is not None:
                return Participant(span, speaker.name, speaker.entity, speaker.country, speaker.sector)
        entity = self._entity(head, run)
        if entity is None:
            return self._by_words(span, words, head, run)
        issuer = self._issuer(entity) if entity.type == "DOC" else None
        if issuer is not None:
            return replace(issuer, span=span)
        if entity.id not in self.entities:
            self.met[entity.id] = entity
        known = self.entities.get(entity.id, entity)
        shown = self._shown(span, words, known)
        return self._placed(shown, run) if known.type in ("ORG", "GROUP") else shown

    def _placed(self, party: Participant, run: Run) -> Participant:
        """A body or group of no table with the country and sector that its words show ("the government in Berlin")."""
        if party.country is not None or party.sector is not None or self.of_teams((party,)):
            return party
        words = range(run[0], run[1] + 1)
        countries = [code for word in words if (code := self._country(word)) is not None]
        sector = next((sector for word in words if (sector := _sectors().get(self.grammar.lemma(word)))), None)
        return replace(party, country=countries[0] if countries else None, sector=sector)

    def _country(self, word: int) -> str | None:
        """The country that a word names, or whose seat it is."""
        seat = self.resolver.linked.actors.seat(self.grammar.form(word))
        return self.parties.country(word) or (seat.country if seat is not None else None)

    def _run(self, span: Span) -> Run:
        """The words of a span."""
        first = bisect_left(self.grammar.tokens, span.start, key=lambda token: token.start)
        last = bisect_left(self.grammar.tokens, span.end, key=lambda token: token.start) - 1
        return first, max(first, last)

    def _entity(self, head: int, run: Run) -> Entity | None:
        """Whom a phrase means: by its name, by what it says elsewhere, or taken up from before."""
        span = self.grammar.span(*run)
        named = self.resolver.names.at(head) or self._speaking(span)
        named = named or self._by_name.get(_plain(self.grammar.words(*run)))
        if named is not None:
            return named
        if self.grammar.tokens[head].upos == "PRON":
            return self._meant(head)
        return self._described(head, run)

    def _meant(self, pronoun: int) -> Entity | None:
        """Whom a pronoun means: as it was resolved before, or what a relative one belongs to."""
        known = self.entities.get(self._pronouns.get(self.grammar.span(pronoun, pronoun)) or "")
        kind = lexicon().pronoun(self.grammar.form(pronoun))
        if known is not None or kind in ("first", "second"):
            return known
        return self.resolver.taken_up((pronoun, pronoun), plain=False)

    def _speaking(self, phrase: Span) -> Entity | None:
        """Who says something in these very words ("The ministers deplored": the ministers of the bloc)."""
        statement = self._sources.get(phrase.start)
        if statement is None or statement.source[0].end != phrase.end:
            return None
        return self.entities.get(statement.speaker or "")

    def _described(self, head: int, run: Run) -> Entity | None:
        """Whom "the alliance" or "the minister" takes up; None for people and things called by what they are."""
        form = self.grammar.form(run[0]).lower()
        return self.resolver.taken_up(run) if form in ("the", "this", "that") and run[1] - run[0] <= 2 else None

    def _shown(self, where: Span | None, words: str, entity: Entity | None) -> Participant:
        if entity is None:
            return Participant(where, words)
        return Participant(where, entity.name, entity.id, entity.country, entity.sector)

    def _by_words(self, span: Span, words: str, head: int, run: Run) -> Participant:
        """A phrase that is no entity: its words, with the country and sector that they show."""
        named = [entity for _, entity in self.resolver.names.within(*run)]
        playing = any(is_team(entity) for entity in named)
        words_here = () if playing else range(run[0], run[1] + 1)
        countries = [code for word in words_here if (code := self.parties.country(word))]
        sector = _sectors().get(self.grammar.lemma(head))
        return Participant(span, words, None, countries[0] if countries else None, sector)

    def _issuer(self, document: Entity) -> Participant | None:
        """Who issued a document: "statement issued by X", "X's statement"."""
        grammar = self.grammar
        noun = document.name.split()[-1].lower()
        for word, token in enumerate(grammar.tokens):
            if token.lemma.lower() != noun:
                continue
            owners = [n for n in grammar.dependants(word, "nmod") if self._brings(n) & {"by", "of", "from"}]
            owners += grammar.dependants(word, "nmod:poss")
            for clause in grammar.dependants(word, "acl"):
                owners += [n for n in grammar.dependants(clause, "obl") if "by" in self._brings(n)]
            for owner in owners:
                if self.parties.is_actor(owner) and not self._is_document(owner):
                    return self._one(owner, None)
        return None

    def _is_document(self, head: int) -> bool:
        """Whether a phrase is itself called by a document, whose issuer would have to be looked for in turn."""
        entity = self._entity(head, self.parties.phrase(head))
        return entity is not None and entity.type == "DOC"

    def _brings(self, word: int) -> set[str]:
        return {self.grammar.lemma(case) for case in self.grammar.dependants(word, "case")}
