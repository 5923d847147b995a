"""Every third and first person of an article, and bare nouns for somebody: who it is, where that is plain.

Sources were resolved before; this is the rest of the pronouns, by the same scene. A first person in somebody's words is
who says them; one in nobody's is whose turn it is, who signs, or the text's own first person, who may have no name (a
speech, an interview without labels). What fits nobody, or several alike, gets no mention: unknown is left unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.extract.relations import Relation
from onrecord.language.grammar import Grammar
from onrecord.records import Entity, Mention, entity_id
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.nouns import noun_at
from onrecord.resolve.speakers import Speaker, SpeakerResolver

#: Who speaks for a person alone, and who for several.
_ALONE = frozenset({"i", "me", "my", "mine", "myself"})
_TOGETHER = frozenset({"we", "us", "our", "ours", "ourselves"})
_ASKED = frozenset({"you", "your", "yours", "yourself"})
_DEFINITE = frozenset({"the", "this", "that"})
_MARKS = frozenset({'"', "“", "‘", "'", "`", "''", "«"})
_SEVERAL = frozenset({"ORG", "GROUP", "DOC"})
_THIRD = frozenset({"person", "thing", "many"})
#: A post has a first person of its own where it says "I" or "we" so often in nobody else's words.
_OWN_VOICE = 3
#: "It" takes up a body only where it is this likely: it is a thing far more often.
_LEAST_FOR_IT = 1.0


@dataclass(frozen=True, slots=True)
class PronounMentions:
    """The mentions by pronouns that are no source, and the first persons without a name that some of them mean."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def pronoun_mentions(
    grammar: Grammar, resolver: SpeakerResolver, relations: Sequence[Relation], speakers: Sequence[Speaker]
) -> PronounMentions:
    """The mentions by pronouns, in the order of the text."""
    chains = _Chains(grammar, resolver, _speaking(grammar, relations, speakers))
    mentions = tuple(chains.mentions())
    return PronounMentions(mentions, tuple(chains.persons.values()))


@dataclass(slots=True)
class _Chains:
    """The pronouns of one article."""

    grammar: Grammar
    resolver: SpeakerResolver
    quoted: dict[int, Entity]
    persons: dict[str, Entity] = field(default_factory=dict)
    _voices: Counter[tuple[int, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._voices = Counter(
            (self._post(word), number)
            for word in range(len(self.grammar.tokens))
            if word not in self.quoted and (number := self._number(word)) is not None
        )

    def mentions(self) -> Iterator[Mention]:
        """The mentions, one pronoun or definite noun at a time."""
        taken = {mention.span.start for mention in self.resolver.mentions}
        for word, token in enumerate(self.grammar.tokens):
            if token.upos not in ("PRON", "DET") or token.start in taken:
                continue
            entity = self._meant(word)
            if entity is not None:
                yield Mention(self.grammar.span(word, word), "pronoun", entity.type, entity.id)
            elif token.form.lower() in _DEFINITE:
                yield from self._described(word)

    def _described(self, word: int) -> Iterator[Mention]:
        """ "The alliance", "the minister": a bare noun for somebody or a body that takes up one with a name."""
        noun = self.grammar.head[word]
        if noun != word + 1 or not lexicon().is_noun(noun_at(noun, self.grammar)):
            return
        if any(child > noun for child in self.grammar.children[noun]) or noun in self.resolver.names.by_word:
            return
        entity = self.resolver.taken_up((word, noun))
        if entity is not None and entity.type in ("PER", "ORG"):
            yield Mention(self.grammar.span(word, noun), "nominal", entity.type, entity.id)

    def _meant(self, word: int) -> Entity | None:
        form = self.grammar.form(word).lower()
        if form in _ALONE or form in _TOGETHER or form in _ASKED:
            return self._first_or_second(word, form)
        kind = lexicon().pronoun(self.grammar.form(word))
        if kind not in _THIRD or self.grammar.relation(word).split(":")[0] == "expl":
            return None
        return self.resolver.taken_up((word, word), least=_LEAST_FOR_IT if kind == "thing" else None)

    def _first_or_second(self, word: int, form: str) -> Entity | None:
        speaker = self.quoted.get(word)
        if speaker is not None:
            several = speaker.type in _SEVERAL
            fits = (form in _TOGETHER and several) or (form in _ALONE and not several)
            return speaker if fits else None
        voice = self.resolver.voice(word)
        if voice is not None and (form not in _TOGETHER or voice.type in _SEVERAL):
            return voice
        post = self._post(word)
        if form in _TOGETHER:
            return self._person(post, "plural") if self._voices[post, "plural"] >= _OWN_VOICE else None
        if form in _ASKED and not self._is_asked(word):
            return None
        return self._person(post, "singular") if self._voices[post, "singular"] >= _OWN_VOICE else None

    def _person(self, post: int, number: str) -> Entity:
        """The first person of a post, who has no name: one for each number."""
        key = f"{post} {number}"
        if key not in self.persons:
            name, kind = ("those who say “we” here", "GROUP") if number == "plural" else ("who says “I” here", "PER")
            identity = entity_id(kind, name, f"{self.resolver.article.id} {post}")
            self.persons[key] = Entity(identity, name, kind, ("we" if number == "plural" else "I",))
        return self.persons[key]

    def _is_asked(self, word: int) -> bool:
        """Whether a question is put to somebody: an interview's "you" is who says "I" in the answers."""
        last = self.grammar.sentence_bounds(self.grammar.sentence[word])[1]
        return self.grammar.form(last) == "?"

    def _number(self, word: int) -> str | None:
        form = self.grammar.form(word).lower()
        if form in _ALONE and self.grammar.tokens[word].upos == "PRON":
            return "singular"
        return "plural" if form in _TOGETHER and not self.grammar.form(word).isupper() else None

    def _post(self, word: int) -> int:
        return self.resolver.analysis.sentences[self.grammar.sentence[word]].post


def _speaking(grammar: Grammar, relations: Sequence[Relation], speakers: Sequence[Speaker]) -> dict[int, Entity]:
    """For each word that somebody says in their own words, who it is: the innermost speaker."""
    found: dict[int, Entity] = {}
    for number in sorted(range(len(relations)), key=lambda n: relations[n].parent is not None):
        entity = speakers[number].entity
        for first, last in relations[number].content:
            if entity is not None:
                found |= dict.fromkeys(range(first, last + 1), entity)
            elif grammar.form(first) in _MARKS:
                # Nobody knows whose words these are; they are not those of the one who repeats them.
                for word in range(first, last + 1):
                    found.pop(word, None)
    return found
