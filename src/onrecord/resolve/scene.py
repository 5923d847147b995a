"""Who and what an article has spoken of so far, and which of it a pronoun or a noun takes up, with a score."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Scored:
    """A referent with its score and the signs that made it."""

    referent: Referent
    score: float
    signs: tuple[tuple[str, float], ...]

    def told(self) -> str:
        """The candidate as a reason shows it."""
        shown = ", ".join(f"{name} {weight:+.1f}" for name, weight in self.signs if weight)
        signs = f" ({shown})" if shown else ""
        return f"{self.referent.entity.name} {self.score:.1f}{signs}"


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
        sentence = self.grammar.sentence[word]
        at = bisect_left(self.occurrences, word, key=lambda occurrence: occurrence.word)
        for index in range(at - 1, max(-1, at - 1 - _MOST), -1):
            occurrence = self.occurrences[index]
            far = sentence - self.grammar.sentence[occurrence.word]
            same_post = self._post(occurrence.word) == self._post(word)
            if far > REACH or (not same_post and far > REACH_OTHER_POST):
                return
            yield occurrence

    def ranked(self, asked: Asked) -> list[Scored]:
        """The referents that fit, best first; each with the score of its best mention."""
        best: dict[str, Scored] = {}
        mentions = list(self.before(asked.word))
        centre = next((mention for mention in mentions if self._may_be_centre(mention, asked)), None)
        spoke_last = self._last_speaker(asked.word, centre)
        for occurrence in mentions:
            scored = self._scored(occurrence, asked, spoke_last, occurrence is centre)
            if scored is None:
                continue
            known = best.get(occurrence.referent.entity.id)
            if known is None or scored.score > known.score:
                best[occurrence.referent.entity.id] = scored
        return sorted(best.values(), key=lambda scored: (-scored.score, scored.referent.entity.name))

    def _may_be_centre(self, mention: Occurrence, asked: Asked) -> bool:
        """Whether a mention is the subject of a main clause and of a wanted kind and gender."""
        outside = mention.quotation in (-1, self.quotation[asked.word])
        wanted = mention.referent.kind in asked.kinds and not _at_odds(mention.referent.gender, asked.gender)
        return mention.subject and mention.main and outside and wanted

    def _scored(self, occurrence: Occurrence, asked: Asked, spoke_last: str | None, centre: bool) -> Scored | None:
        referent = occurrence.referent
        preference = asked.kinds.get(referent.kind)
        if preference is None or self._same_clause(occurrence.word, asked.word):
            return None
        if _at_odds(referent.gender, asked.gender):
            return None
        fit = asked.fits(referent) if asked.fits else 0.0
        if fit is None:
            return None
        signs = [
            *_signs(occurrence, self.quotation[asked.word]),
            *self._distance(occurrence, asked.word),
            ("subject last", _CENTRE if centre else 0.0),
            ("spoke last", _LAST_SPEAKER if referent.entity.id == spoke_last else 0.0),
            ("gender agrees", _AGREES if asked.gender and asked.gender == referent.gender else 0.0),
            ("spoken of often", min(_MOST_OFTEN, _OFTEN * log2(max(1, referent.heard)))),
            ("named in the words said", _IN_CONTENT if referent.entity.id in asked.said else 0.0),
            ("kind", preference),
            ("noun fits", fit),
        ]
        return Scored(referent, round(sum([weight for _, weight in signs]), 2), tuple(signs))

    def _distance(self, occurrence: Occurrence, word: int) -> Iterable[tuple[str, float]]:
        grammar = self.grammar
        here, there = grammar.sentence[word], grammar.sentence[occurrence.word]
        paragraphs = min(3, abs(self._paragraph(word) - self._paragraph(occurrence.word)))
        other = _OTHER_SENTENCE if here != there else 0.0
        lost = max(_FARTHEST, other + _SENTENCE * (here - there) + _PARAGRAPH * paragraphs)
        yield f"{here - there} sentences back", lost
        yield "in another post", _POST if self._post(word) != self._post(occurrence.word) else 0.0

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


def _signs(occurrence: Occurrence, quotation: int) -> Iterable[tuple[str, float]]:
    yield "subject", (_SUBJECT if occurrence.main else _INNER_SUBJECT) if occurrence.subject else 0.0
    yield "beside another noun", _OBLIQUE if occurrence.oblique else 0.0
    yield "spoke", _SPOKE if occurrence.spoke else 0.0
    yield "in quote marks", _QUOTED if occurrence.quotation not in (-1, quotation) else 0.0
    yield "without a name", 0.0 if occurrence.referent.named else _UNNAMED
