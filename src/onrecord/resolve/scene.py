"""Who and what an article has spoken of so far, and which of it a pronoun or a noun takes up, with a score."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from onrecord.language.grammar import Grammar
from onrecord.records import Entity, Reason, fold_name
from onrecord.resolve.lexicon import Gender
from onrecord.resolve.nouns import Kind

_KINDS: dict[str, Kind] = {
    "PER": "person",
    "ORG": "body",
    "LOC": "place",
    "GPE": "place",
    "DOC": "document",
    "GROUP": "group",
}
#: How many sentences back anything is taken up, in its own post and from an earlier one.
REACH, REACH_OTHER_POST = 30, 6
#: No more than this many mentions are weighed, however long the sentences are.
_MOST = 120
#: What each sign of a mention adds to its score.
_SUBJECT, _INNER_SUBJECT, _OBLIQUE, _SPOKE, _QUOTED, _UNNAMED = 1.0, 0.5, -0.6, 0.5, -1.5, -0.4
_OTHER_SENTENCE, _SENTENCE, _PARAGRAPH, _POST = -0.5, -0.55, -0.4, -2.0
#: However far back, distance costs no more than this: the person an article is about stays there.
_FARTHEST = -6.0
_LAST_SPEAKER, _AGREES, _OFTEN, _MOST_OFTEN = 0.7, 0.5, 0.3, 1.2
#: The subject of the nearest main clause that has one of the wanted kind: who the text is at.
_CENTRE = 1.0
#: Somebody named in the words said is seldom the one who says them.
_IN_CONTENT = -1.5
#: Two candidates whose scores lie nearer than this can not be told apart.
MARGIN = 0.3


@dataclass(slots=True)
class Referent:
    """Something that can be taken up again.

    `words` are those of its name, folded; `nouns` those it was called by; `heard` says how often it was spoken of.
    """

    entity: Entity
    kind: Kind
    gender: Gender | None = None
    named: bool = True
    words: frozenset[str] = frozenset()
    heard: int = 0
    nouns: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """What words stand for; `referent` is None for an explicit unknown, and `name` then how the words name it."""

    referent: Referent | None
    name: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention of a referent at a word, with the part it has in its sentence and the quotation it lies in, or -1."""

    referent: Referent
    word: int
    subject: bool = False
    main: bool = True
    oblique: bool = False
    quotation: int = -1
    spoke: bool = False


#: What the weights of a candidate are for, in their order; {} is the distance.
_SIGNS = (
    "subject",
    "beside another noun",
    "spoke",
    "in quote marks",
    "without a name",
    "{} sentences back",
    "in another post",
    "subject last",
    "spoke last",
    "gender agrees",
    "spoken of often",
    "named in the words said",
    "kind",
    "noun fits",
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A referent with its score, how many sentences back it was mentioned, and the weights of the signs."""

    referent: Referent
    score: float
    back: int
    weights: tuple[float, ...]

    def told(self) -> str:
        """The candidate as a reason shows it."""
        signs = zip(_SIGNS, self.weights, strict=True)
        shown = ", ".join(f"{name.format(self.back)} {weight:+.1f}" for name, weight in signs if weight)
        return f"{self.referent.entity.name} {self.score:.1f}{f' ({shown})' if shown else ''}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: at which word, which kinds with what preference, and which gender.

    `said` are the entities named in the words that are attributed; `fits` scores how well a referent agrees with what
    is said of it besides, and is None where it does not.
    """

    word: int
    kinds: dict[Kind, float]
    gender: Gender | None = None
    said: frozenset[str] = frozenset()
    fits: Callable[[Referent], float | None] | None = None


@dataclass(slots=True)
class Scene:
    """The mentions of one article in the order of the text.

    `quotation` is, for each word, the number of the quotation it lies in, or -1; `genders` are those of named people.
    """

    grammar: Grammar
    posts: Sequence[int]
    paragraphs: Sequence[int]
    quotation: Sequence[int]
    genders: Mapping[str, Gender]
    occurrences: list[Occurrence] = field(default_factory=list)
    referents: dict[str, Referent] = field(default_factory=dict)
    speakers: list[Occurrence] = field(default_factory=list)

    def referent(self, entity: Entity, kind: Kind, gender: Gender | None = None, *, named: bool = True) -> Referent:
        """The referent of an entity, made where it is new."""
        found = self.referents.get(entity.id)
        if found is None:
            names = (entity.name,) if kind == "person" else (entity.name, *entity.names)
            words = frozenset(word for name in names for word in fold_name(name).split())
            found = self.referents[entity.id] = Referent(entity, kind, gender, named, words)
        return found

    def known(self, entity: Entity) -> Referent:
        """The referent of an entity that has a name."""
        return self.referent(entity, _KINDS.get(entity.type, "document"), self.genders.get(entity.id))

    def called(self, entity: Entity) -> Found:
        """An entity found by its own name."""
        return Found(self.known(entity), entity.name, Reason("speaker.name", entity.name))

    def hear(self, occurrence: Occurrence) -> None:
        """Takes note of a mention; mentions come in the order of the text."""
        occurrence.referent.heard += 1
        self.occurrences.append(occurrence)
        if occurrence.spoke:
            self.speakers.append(occurrence)

    def before(self, word: int) -> Iterator[Occurrence]:
        """The mentions in reach before a word, the nearest first."""
        sentences, posts = self.grammar.sentence, self.posts
        sentence = sentences[word]
        at = bisect_left(self.occurrences, word, key=lambda occurrence: occurrence.word)
        for occurrence in reversed(self.occurrences[max(0, at - _MOST) : at]):
            there = sentences[occurrence.word]
            far = sentence - there
            if far > REACH or (far > REACH_OTHER_POST and posts[there] != posts[sentence]):
                return
            yield occurrence

    def ranked(self, asked: Asked) -> list[Scored]:
        """The referents that fit, best first; each with the score of its best mention."""
        best: dict[str, Scored] = {}
        mentions = list(self.before(asked.word))
        centre = next((mention for mention in mentions if self._may_be_centre(mention, asked)), None)
        spoke_last = self._last_speaker(asked.word, centre)
        agreeing: dict[str, tuple[float, ...] | None] = {}
        for occurrence in mentions:
            referent = occurrence.referent
            identity = referent.entity.id
            if identity not in agreeing:
                agreeing[identity] = _agreement(referent, asked, spoke_last)
            about = agreeing[identity]
            if about is None or self._same_clause(occurrence.word, asked.word):
                continue
            back, weights = self._weights(occurrence, asked.word)
            weights = (*weights, _CENTRE if occurrence is centre else 0.0, *about)
            score = round(sum(weights), 2)
            known = best.get(identity)
            if known is None or score > known.score:
                best[identity] = Scored(referent, score, back, weights)
        return sorted(best.values(), key=lambda scored: (-scored.score, scored.referent.entity.name))

    def _may_be_centre(self, mention: Occurrence, asked: Asked) -> bool:
        """Whether a mention is the subject of a main clause and of a wanted kind and gender."""
        outside = mention.quotation in (-1, self.quotation[asked.word])
        wanted = mention.referent.kind in asked.kinds and not _at_odds(mention.referent.gender, asked.gender)
        return mention.subject and mention.main and outside and wanted

    def _weights(self, occurrence: Occurrence, word: int) -> tuple[int, tuple[float, ...]]:
        """How many sentences back a mention is, and what its part in its sentence and its distance add."""
        here, there = self.grammar.sentence[word], self.grammar.sentence[occurrence.word]
        paragraphs = min(3, abs(self.paragraphs[here] - self.paragraphs[there]))
        other = _OTHER_SENTENCE if here != there else 0.0
        return here - there, (
            (_SUBJECT if occurrence.main else _INNER_SUBJECT) if occurrence.subject else 0.0,
            _OBLIQUE if occurrence.oblique else 0.0,
            _SPOKE if occurrence.spoke else 0.0,
            _QUOTED if occurrence.quotation not in (-1, self.quotation[word]) else 0.0,
            0.0 if occurrence.referent.named else _UNNAMED,
            max(_FARTHEST, other + _SENTENCE * (here - there) + _PARAGRAPH * paragraphs),
            _POST if self.posts[here] != self.posts[there] else 0.0,
        )

    def _last_speaker(self, word: int, centre: Occurrence | None) -> str | None:
        """Who spoke last in this post and paragraph, or in one of the two before if this one is about nobody else."""
        at = bisect_left(self.speakers, word, key=lambda occurrence: occurrence.word) - 1
        if at < 0 or self._post(word) != self._post(self.speakers[at].word):
            return None
        last = self.speakers[at]
        back = self._paragraph(word) - self._paragraph(last.word)
        about = (
            centre.referent if centre is not None and self._paragraph(centre.word) == self._paragraph(word) else None
        )
        elsewhere = back > 0 and about is not None and about is not last.referent
        return None if back > 2 or elsewhere else last.referent.entity.id

    def _paragraph(self, word: int) -> int:
        return self.paragraphs[self.grammar.sentence[word]]

    def _same_clause(self, other: int, word: int) -> bool:
        heads = self.grammar.head
        return self.grammar.sentence[other] == self.grammar.sentence[word] and heads[other] == heads[word]

    def _post(self, word: int) -> int:
        return self.posts[self.grammar.sentence[word]]


def _at_odds(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _agreement(referent: Referent, asked: Asked, spoke_last: str | None) -> tuple[float, ...] | None:
    """What a referent adds wherever it was mentioned; None where it is not what is looked for."""
    preference = asked.kinds.get(referent.kind)
    if preference is None or _at_odds(referent.gender, asked.gender):
        return None
    fit = asked.fits(referent) if asked.fits else 0.0
    if fit is None:
        return None
    return (
        _LAST_SPEAKER if referent.entity.id == spoke_last else 0.0,
        _AGREES if asked.gender and asked.gender == referent.gender else 0.0,
        min(_MOST_OFTEN, _OFTEN * log2(max(1, referent.heard))),
        _IN_CONTENT if referent.entity.id in asked.said else 0.0,
        preference,
        fit,
    )
