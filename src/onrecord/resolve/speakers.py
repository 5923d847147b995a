"""Who speaks: from the words of a source to an entity of this article, or to an explicit unknown, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.live import is_live_report
from onrecord.extract.relations import Relation, Run
from onrecord.language.analysis import Analysis
from onrecord.language.grammar import Grammar
from onrecord.records import Article, Entity, Mention, MentionKind, Reason
from onrecord.resolve.entities import Linked, day_of
from onrecord.resolve.finding import Finder
from onrecord.resolve.genders import genders_of
from onrecord.resolve.holders import Holders
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import core_of, kind_at, noun_at
from onrecord.resolve.phrases import completed, trimmed
from onrecord.resolve.relatives import noun_run
from onrecord.resolve.scene import Occurrence, Referent, Scene
from onrecord.resolve.voices import Voices

#: How deep a quotation in a quotation is followed to its speaker.
_DEEPEST = 3
#: The ways of finding somebody that are sure enough for those who take part in an act.
_TAKEN_UP = frozenset(
    {"speaker.name", "speaker.pronoun", "speaker.role", "speaker.holder", "speaker.body", "speaker.relative"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source was resolved to.

    `entity` is None for an explicit unknown; `name` is then the source's own words, or None.
    """

    entity: Entity | None
    name: str | None
    reason: Reason


@dataclass(slots=True)
class SpeakerResolver:
    """Resolves the sources of one article in the order of the text, remembering who and what was spoken of.

    Names stand for themselves; a pronoun takes up the best-scored mention of its kind and gender, a description whom
    it introduced or was introduced by; a first person is whoever is quoted. What fits nobody is an explicit unknown.
    """

    article: Article
    analysis: Analysis
    grammar: Grammar
    linked: Linked
    relations: Sequence[Relation]
    mentions: list[Mention] = field(default_factory=list)
    _told: int = 0
    _sources: set[int] = field(default_factory=set)
    _scene: Scene = field(init=False)
    _finder: Finder = field(init=False)
    _voices: Voices = field(init=False)

    def __post_init__(self) -> None:
        live = is_live_report(self.article, self.analysis)
        posts = [sentence.post if live else 0 for sentence in self.analysis.sentences]
        quotation = _quotation_of(self.analysis, self.grammar)
        roles = self.linked.roles
        genders = genders_of(self.grammar, self.names, roles, quotation)
        self._scene = Scene(self.grammar, posts, self.analysis.paragraphs, quotation, genders)
        holders = Holders(self.grammar, self.linked.actors, day_of(self.article))
        self._finder = Finder(self.article.id, self.grammar, self.names, self._scene, roles, holders)
        self._voices = Voices(self.article, self.grammar, self.names, self.relations)

    @property
    def names(self) -> NameTable:
        """The names of the article with the entities they stand for."""
        return self.linked.names

    def speakers(self) -> list[Speaker]:
        """The speaker of each relation, in the order of the relations.

        Sources are resolved in the order of the text; first and second persons afterwards, when it is known who is
        quoted; who goes on speaking is taken over from the relation that began.
        """
        found: dict[int, Speaker] = {}
        numbers = range(len(self.relations))
        for number in sorted(numbers, key=lambda n: (self.relations[n].source or self.relations[n].content)[0]):
            relation = self.relations[number]
            if not relation.source:
                found[number] = Speaker(None, None, Reason("speaker.none", "no source is written"))
            elif not self._is_voice(relation.source[0]):
                found[number] = self._resolved(number)
        for number in numbers:
            if number not in found:
                found[number] = self._voiced(number, found, 0)
        for number in numbers:
            going_on = self.relations[number].speaker_of
            if self.relations[number].inferred and going_on is not None:
                found[number] = found[going_on]
        return [found[number] for number in numbers]

    def named(self, run: Run) -> Entity | None:
        """The entity that a run of words names or takes up (for addressees); None where that is not plain."""
        found = self._finder.find(trimmed(run, self.grammar))
        plain = found.reason.rule in _TAKEN_UP - {"speaker.relative"}
        return found.referent.entity if found.referent and plain else None

    def taken_up(self, run: Run, *, plain: bool = True, least: float | None = None) -> Entity | None:
        """The entity that a pronoun or a definite phrase takes up; None where that is not `plain` (if it must be).

        With `least`, what has a lower score is not taken up.
        To be asked once all speakers are resolved: what is spoken of behind the words is then known too, and not used.
        """
        self._listen(len(self.grammar.tokens))
        found = self._finder.find(run)
        sure = found.referent is not None and (not plain or found.reason.rule in _TAKEN_UP)
        if least is not None and (found.reason.score or 0.0) < least:
            return None
        return found.referent.entity if sure and found.referent is not None else None

    def voice(self, word: int) -> Entity | None:
        """Whom a first or second person in nobody's words means: whose turn it is, or who signs; None if nobody."""
        return self._voices.voice(word, None).entity

    def _resolved(self, number: int) -> Speaker:
        relation = self.relations[number]
        taken = (*relation.cue, *relation.content)
        run = completed(trimmed(relation.source[0], self.grammar), self.grammar, taken, self.names)
        self._listen(run[0])
        found = self._finder.find(run, relation)
        if found.referent is None:
            return Speaker(None, found.name, found.reason)
        spoke = relation.parent is None
        self._sources.update(range(run[0], run[1] + 1))
        self._scene.hear(
            Occurrence(found.referent, run[0], subject=True, quotation=self._scene.quotation[run[0]], spoke=spoke)
        )
        entity = found.referent.entity
        self.mentions.append(Mention(self.grammar.span(*run), self._mention_kind(run), entity.type, entity.id))
        return Speaker(entity, found.name, found.reason)

    def _mention_kind(self, run: Run) -> MentionKind:
        if self._finder.pronoun_of(run):
            return "pronoun"
        return "name" if any(word in self.names.by_word for word in range(run[0], run[1] + 1)) else "nominal"

    def _is_voice(self, run: Run) -> bool:
        first, _ = trimmed(run, self.grammar)
        return self._finder.pronoun_of((first, first)) in ("first", "second")

    def _voiced(self, number: int, found: Mapping[int, Speaker], depth: int) -> Speaker:
        """The speaker of a relation whose source is a first or second person."""
        word = trimmed(self.relations[number].source[0], self.grammar)[0]
        voice = self._voices.voice(word, number)
        if voice.relation is None:
            self._mention(number, voice.entity)
            return Speaker(voice.entity, voice.name, voice.reason)
        quoted = found.get(voice.relation)
        if quoted is None and depth < _DEEPEST:
            quoted = self._voiced(voice.relation, found, depth + 1)
        if quoted is None or quoted.entity is None:
            return Speaker(None, quoted.name if quoted else None, voice.reason)
        self._mention(number, quoted.entity)
        detail = f"{voice.reason.detail}: {quoted.name}"
        return Speaker(quoted.entity, quoted.name, replace(voice.reason, detail=detail))

    def _mention(self, number: int, entity: Entity | None) -> None:
        if entity is not None:
            span = self.grammar.span(*trimmed(self.relations[number].source[0], self.grammar))
            self.mentions.append(Mention(span, "pronoun", entity.type, entity.id))

    def _listen(self, until: int) -> None:
        """Takes note of names, of pronouns that are subjects, and of people, bodies and documents up to a word."""
        for word in range(self._told, until):
            if word in self._sources:
                continue
            index = self.names.by_word.get(word)
            if index is not None:
                if self.names.runs[index][0] == word:
                    self._hear(self._scene.known(self.names.of[index]), word, self.grammar.top(*self.names.runs[index]))
                    self._listen_pair(index)
            elif self.grammar.tokens[word].upos in ("NOUN", "PROPN"):
                self._listen_noun(word)
            elif self._scene.quotation[word] < 0 and self.grammar.form(word).lower() in ("he", "she"):
                found = self._finder.find((word, word))
                if found.referent is not None:
                    self._hear(found.referent, word, word)
        self._told = max(self._told, until)

    def _listen_pair(self, index: int) -> None:
        """Two people named with "and" between them may be taken up together."""
        first, last = self.names.runs[index]
        before = self.names.by_word.get(first - 2)
        if before is None or self.grammar.form(first - 1).lower() not in ("and", "&"):
            return
        if {self.names.of[before].type, self.names.of[index].type} == {"PER"}:
            found = self._finder.find((self.names.runs[before][0], last))
            if found.referent is not None and found.referent.kind == "group":
                self._hear(found.referent, first, self.grammar.top(*self.names.runs[before]))

    def _hear(self, referent: Referent, word: int, top: int) -> None:
        relation = self.grammar.relation(top)
        subject = relation.startswith("nsubj")
        oblique = not subject and (relation.startswith("nmod") or bool(self.grammar.dependants(top, "case")))
        clause = self.grammar.relation(self.grammar.head[top]) if self.grammar.head[top] >= 0 else "root"
        main = clause.split(":")[0] in ("root", "conj", "parataxis")
        self._scene.hear(Occurrence(referent, word, subject, main, oblique, self._scene.quotation[word]))

    def _listen_noun(self, word: int) -> None:
        """A noun for people, a body or a document, as far as it may be taken up again."""
        relation = self.grammar.relation(word)
        if self._scene.quotation[word] >= 0 or relation.split(":")[0] in ("compound", "flat", "appos", "amod"):
            return
        if not lexicon().is_noun(noun_at(word, self.grammar)):
            return
        if not relation.startswith("nsubj") and kind_at(word, self.grammar) not in ("person", "group", "document"):
            return
        run = noun_run(word, len(self.grammar.tokens), self.grammar, self.names)
        if any(entity.type == "PER" for _, entity in self.names.within(*core_of(run, self.grammar))):
            return
        found = self._finder.find(run)
        if found.referent is not None:
            self._hear(found.referent, word, word)


def _quotation_of(analysis: Analysis, grammar: Grammar) -> list[int]:
    """For each word the number of the quotation it stands in, or -1."""
    out = [-1] * len(grammar.tokens)
    at = 0
    for number, quotation in enumerate(analysis.quotations):
        while at < len(out) and grammar.tokens[at].start < quotation.span.start:
            at += 1
        while at < len(out) and grammar.tokens[at].end <= quotation.span.end:
            out[at] = number
            at += 1
    return out
