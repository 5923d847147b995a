"""What the words of a source stand for: one named, several named together, a pronoun or a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.relations import Relation, Run
from onrecord.language.grammar import Grammar
from onrecord.records import Entity, Reason, entity_id
from onrecord.resolve.descriptions import Descriptions
from onrecord.resolve.holders import Holders
from onrecord.resolve.lexicon import PronounKind, lexicon
from onrecord.resolve.names import NameTable, named_entity
from onrecord.resolve.nouns import kind_at, noun_at
from onrecord.resolve.phrases import Segment, coordinated, person_in, segments
from onrecord.resolve.pronouns import TAKES, Pronouns
from onrecord.resolve.relatives import antecedent, noun_run
from onrecord.resolve.roles import Roles
from onrecord.resolve.scene import Found, Referent, Scene

#: How deep owners of owners and antecedents of antecedents are followed.
_DEEPEST = 3
#: An untagged name of more words than this is none.
_LONGEST_PERSON = 4
_CLOSING = frozenset({",", "(", ".", "—", "–", ";"})
_TOGETHER = frozenset({"himself", "herself", "itself", "themselves", "both", "all", "too", "also", "then", "each"})


@dataclass(slots=True)
class Finder:
    """Finds what runs of words stand for, in the order of the text."""

    article: str
    grammar: Grammar
    names: NameTable
    scene: Scene
    roles: Roles
    holders: Holders
    _depth: int = 0
    _pronouns: Pronouns = field(init=False)
    _descriptions: Descriptions = field(init=False)

    def __post_init__(self) -> None:
        self._pronouns = Pronouns(self.grammar, self.names, self.scene)
        self._descriptions = Descriptions(
            self.article, self.grammar, self.names, self.scene, self.roles, self.holders, self._owner
        )

    def find(self, run: Run, relation: Relation | None = None) -> Found:
        """What a run of words stands for."""
        listed = segments(run, self.grammar, self.names)
        members = coordinated(listed)
        if members:
            return self._together(members, listed, run)
        kind = self.pronoun_of(run)
        if kind == "relative":
            return self._relative(run[0])
        if kind in TAKES:
            return self._pronouns.take_up(run[0], kind, self._named_in(relation))
        person = person_in(listed)
        if person is not None and person.entity is not None:
            return self._person(person, listed)
        if listed and listed[0].part == "body" and listed[0].entity is not None:
            return self.scene.called(listed[0].entity)
        body = self._body_apposed(listed)
        if body is not None:
            return self.scene.called(body)
        unlisted = self._unlisted(listed) or self._apposed(run, listed)
        if unlisted is not None:
            return unlisted
        return self._descriptions.find(listed[0].run if listed else run)

    def _person(self, person: Segment, listed: Sequence[Segment]) -> Found:
        """The one person named in a source; another's name that only describes the head is passed over."""
        first = listed[0]
        described = first is not person and first.part in ("plural", "body") and not person.comma
        if described and first.entity is None:
            return self._descriptions.find(first.run)
        entity = person.entity
        return self.scene.called(entity) if entity else self._descriptions.find(first.run)

    def _unlisted(self, listed: Sequence[Segment]) -> Found | None:
        """A person whose name the name head passed over: behind a title, or beside an office and a comma."""
        for before, segment in zip((None, *listed), listed, strict=False):
            office = before is not None and segment.comma and kind_at(before.head, self.grammar) == "person"
            name = self._name_in(segment, beside_office=office)
            if name is not None:
                form = self.grammar.words(*name)
                known = self.names.called(form)
                person = known if known and known.type == "PER" else named_entity("PER", [form])
                return self.scene.called(person)
        return None

    def _name_in(self, segment: Segment, *, beside_office: bool) -> Run | None:
        """The capitalised words of a part that can only be a person's name."""
        first, last = segment.core
        begin = max((word + 1 for word in range(first, last) if self._is_title(word)), default=first)
        opening = self.grammar.form(begin).lower()
        if segment.part not in ("bare", "body") or (segment.entity and opening not in lexicon().first_names):
            return None
        if not all(self.grammar.form(word)[:1].isupper() for word in range(begin, last + 1)):
            return None
        length = last - begin + 1
        least = 1 if begin > first else 2
        return (begin, last) if (beside_office or begin > first) and least <= length <= _LONGEST_PERSON else None

    def _is_title(self, word: int) -> bool:
        form = self.grammar.form(word)
        title = form.lower().rstrip(".") in lexicon().honorifics or noun_at(word, self.grammar) in lexicon().persons
        return title and form[:1].isupper()

    def _body_apposed(self, listed: Sequence[Segment]) -> Entity | None:
        """ "Its parent company, NAME": the body named beside a noun for a body."""
        if len(listed) < 2 or listed[0].part not in ("owned", "determined", "bare", "plural"):
            return None
        beside = listed[1]
        named = beside.entity is not None and beside.entity.type == "ORG" and beside.comma and not beside.joined
        return beside.entity if named and kind_at(listed[0].head, self.grammar) == "body" else None

    def _apposed(self, run: Run, listed: Sequence[Segment]) -> Found | None:
        """ "[Her son], filmmaker NAME (...)": a source that stops before the name beside it."""
        last = self.grammar.sentence_bounds(self.grammar.sentence[run[1]])[1]
        if len(listed) != 1 or run[1] + 2 > last or self.grammar.form(run[1] + 1) != ",":
            return None
        if kind_at(listed[0].head, self.grammar) != "person" or listed[0].part not in ("owned", "determined"):
            return None
        word = run[1] + 2
        while word < min(last, run[1] + 6) and word not in self.names.by_word:
            if self.grammar.tokens[word].upos not in ("NOUN", "ADJ", "PROPN"):
                return None
            word += 1
        entity = self.names.at(word)
        if entity is None or entity.type != "PER":
            return None
        behind = self.names.runs[self.names.by_word[word]][1] + 1
        return self.scene.called(entity) if behind > last or self.grammar.form(behind) in _CLOSING else None

    def pronoun_of(self, run: Run) -> PronounKind | None:
        """The kind of pronoun that a run of words is ("he", "they all")."""
        rest = {self.grammar.form(word).lower() for word in range(run[0] + 1, run[1] + 1)}
        return lexicon().pronoun(self.grammar.form(run[0])) if rest <= _TOGETHER else None

    def _relative(self, word: int) -> Found:
        """`who` stands for the noun its clause belongs to."""
        noun = antecedent(word, self.grammar, self.names)
        if noun is None or self._depth >= _DEEPEST:
            return Found(None, None, Reason("speaker.relative", "the noun before it could not be made out"))
        self._depth += 1
        found = self.find(noun_run(noun, word, self.grammar, self.names))
        self._depth -= 1
        return found

    def _together(self, members: Sequence[Segment], listed: Sequence[Segment], run: Run) -> Found:
        """Several named together: a group, with the names of its members."""
        names = [self._member(member, listed) for member in members]
        shown = f"{', '.join(names[:-1])} and {names[-1]}"
        if all(member.entity is None and member.part != "pronoun" for member in members):
            shown = self.grammar.words(*run)
        people = [name for name, member in zip(names, members, strict=True) if member.entity]
        proper = len(people) == len(members)
        entity = Entity(
            entity_id("GROUP", shown, "" if proper else self.article),
            shown,
            "GROUP",
            tuple(dict.fromkeys((self.grammar.words(*run), shown, *people))),
        )
        referent = self.scene.referent(entity, "group")
        return Found(referent, shown, Reason("speaker.group", f"several named together: {'; '.join(names)}"))

    def _member(self, member: Segment, listed: Sequence[Segment]) -> str:
        if member.entity is not None:
            return member.entity.name
        behind = next((segment for segment in listed if segment.run[0] > member.run[1]), None)
        apposed = behind is not None and behind.comma and not behind.joined and behind.part == "person"
        if apposed and behind is not None and behind.entity is not None:
            return behind.entity.name
        if self.pronoun_of(member.run) == "person":
            found = self._pronouns.take_up(member.run[0], "person")
            return found.name or self.grammar.words(*member.run)
        return self.grammar.words(*member.run)

    def _owner(self, run: Run) -> Referent | None:
        """Who an owner's words stand for ("her", "the ministry"); None for the first and second person."""
        if self._depth >= _DEEPEST or self.pronoun_of(run) in ("first", "second", "relative"):
            return None
        self._depth += 1
        found = self.find(run)
        self._depth -= 1
        return found.referent

    def _named_in(self, relation: Relation | None) -> frozenset[str]:
        """The entities named in the words that a relation attributes."""
        runs = relation.content if relation else ()
        return frozenset(entity.id for run in runs for _, entity in self.names.within(*run))
