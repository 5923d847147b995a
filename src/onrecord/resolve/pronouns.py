"""Whom "he", "it" and "they" take up: the best-scored mention before them, or the subject that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.grammar import Grammar
from onrecord.records import Entity, Reason
from onrecord.resolve.lexicon import PronounKind, lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import Kind
from onrecord.resolve.scene import MARGIN, Asked, Found, Scene, Scored

#: What each kind of pronoun takes up, and which it likes better.
TAKES: dict[PronounKind, dict[Kind, float]] = {
    "person": {"person": 0.0},
    "thing": {"body": 0.5, "document": -0.3, "place": -0.6},
    "many": {"group": 0.5, "body": -0.7},
}
#: A pronoun takes up nothing whose score is below this.
_LEAST: dict[PronounKind, float] = {"person": -3.5, "thing": -2.0, "many": -1.3}
#: An article's opening: so many sentences in which somebody may be spoken of before they are named.
_LEAD = 3
#: The pronouns that an article may open with, and the kind and type of what they then are.
_OPENS: dict[PronounKind, tuple[Kind, str]] = {"person": ("person", "PER"), "thing": ("body", "ORG")}
_POSSESSIVES = frozenset({"his", "her"})
#: A phrase that stands before its sentence's subject begins within this many words.
_OPENING = 4


@dataclass(slots=True)
class Pronouns:
    """Resolves the third persons of one article."""

    grammar: Grammar
    names: NameTable
    scene: Scene

    def take_up(self, word: int, kind: PronounKind, said: frozenset[str] = frozenset()) -> Found:
        """What the pronoun at a word takes up; `said` are the entities named in the words attributed to it."""
        form = self.grammar.form(word).lower()
        fronted = self._fronted(word) if form in _POSSESSIVES else None
        if fronted is not None:
            return fronted
        asked = Asked(word, TAKES[kind], lexicon().pronoun_genders.get(form), said)
        ranked = self.scene.ranked(asked)
        if not ranked or ranked[0].score < _LEAST[kind]:
            ahead = self._ahead(word) if kind == "person" else None
            ahead = ahead or (self._introduced(word, kind) if kind in _OPENS else None)
            if ahead is not None:
                return ahead
            return Found(None, None, Reason("speaker.pronoun", f"nobody in reach fits '{form}'"))
        if len(ranked) > 1 and ranked[0].score - ranked[1].score < MARGIN:
            return self._undecided(form, ranked)
        best = ranked[0]
        others = f"; then {ranked[1].told()}" if len(ranked) > 1 else ""
        detail = f"'{form}' takes up {best.told()}{others}"
        return Found(best.referent, best.referent.entity.name, Reason("speaker.pronoun", detail, best.score))

    def _undecided(self, form: str, ranked: Sequence[Scored]) -> Found:
        told = "; ".join(scored.told() for scored in ranked[:3])
        return Found(None, None, Reason("speaker.ambiguous", f"'{form}' fits several: {told}"))

    def _fronted(self, word: int) -> Found | None:
        """ "According to his agent, NAME ...": the subject of the sentence that the phrase opens."""
        low, high = self.grammar.sentence_bounds(self.grammar.sentence[word])
        if word - low > _OPENING:
            return None
        roots = [n for n in range(low, high + 1) if self.grammar.head[n] < 0]
        subject = self.grammar.subject(roots[0]) if roots else None
        entity = self.names.at(subject) if subject is not None and subject > word + 1 else None
        gender = lexicon().pronoun_genders.get(self.grammar.form(word).lower())
        if entity is None or entity.type != "PER" or gender != self.scene.genders.get(entity.id, gender):
            return None
        detail = f"'{self.grammar.form(word).lower()}' is {entity.name}, the subject that follows"
        return Found(self.scene.known(entity), entity.name, Reason("speaker.pronoun", detail))

    def _introduced(self, word: int, kind: PronounKind) -> Found | None:
        """An article that opens with "she" or "it" and names what that is soon after: the first that it may be."""
        here = self.grammar.sentence[word]
        wanted_kind, wanted_type = _OPENS[kind]
        if here > _LEAD or any(mention.referent.kind == wanted_kind for mention in self.scene.before(word)):
            return None
        last = self.grammar.sentence_bounds(min(here + _LEAD, len(self.grammar.starts) - 1))[1]
        form = self.grammar.form(word).lower()
        wanted = lexicon().pronoun_genders.get(form)
        for begin in range(word + 1, last + 1):
            entity = self._subject_named(begin)
            gender = self.scene.genders.get(entity.id) if entity is not None else None
            if entity is not None and entity.type == wanted_type and gender in (None, wanted):
                detail = f"'{form}' is {entity.name}, named just after"
                return Found(self.scene.known(entity), entity.name, Reason("speaker.pronoun", detail))
        return None

    def _subject_named(self, begin: int) -> Entity | None:
        """The entity of a name that begins at a word and is a subject; one known from elsewhere needs no tag here."""
        index = self.names.by_word.get(begin)
        if index is None:
            form = self.grammar.form(begin)
            entity = self.names.called(form) if self.grammar.tokens[begin].upos == "PROPN" else None
            return entity if entity is not None and self.grammar.relation(begin).startswith("nsubj") else None
        run = self.names.runs[index]
        starts = begin == run[0]
        subject = self.grammar.relation(self.grammar.top(*run)).startswith("nsubj")
        return self.names.of[index] if starts and subject else None

    def _ahead(self, word: int) -> Found | None:
        """ "Before he left, NAME said": the subject of the clause that the pronoun's own clause belongs to."""
        node = self.grammar.head[word]
        for _ in range(4):
            if node < 0 or self.grammar.relation(node).startswith("advcl"):
                break
            node = self.grammar.head[node]
        else:
            return None
        main = self.grammar.head[node] if node >= 0 else -1
        subject = self.grammar.subject(main) if main > node else None
        entity = self.names.at(subject) if subject is not None and subject > word else None
        form = self.grammar.form(word).lower()
        gender = lexicon().pronoun_genders.get(form)
        if entity is None or entity.type != "PER" or gender != self.scene.genders.get(entity.id, gender):
            return None
        detail = f"'{form}' is {entity.name}, the subject of the clause that follows"
        return Found(self.scene.known(entity), entity.name, Reason("speaker.pronoun", detail))
