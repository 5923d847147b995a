"""Whom "he", "it" and "they" take up: the best-scored mention before them, or the subject that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.grammar import Grammar
from onrecord.records import Reason
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
            ahead = (self._ahead(word) or self._introduced(word)) if kind == "person" else None
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

    def _introduced(self, word: int) -> Found | None:
        """An article that opens with "she" and names her in one of the next sentences: the first that it may be."""
        here = self.grammar.sentence[word]
        if here > _LEAD or any(mention.referent.kind == "person" for mention in self.scene.before(word)):
            return None
        last = self.grammar.sentence_bounds(min(here + _LEAD, len(self.grammar.starts) - 1))[1]
        form = self.grammar.form(word).lower()
        wanted = lexicon().pronoun_genders.get(form)
        for begin, entity in self.names.within(word + 1, last):
            gender = self.scene.genders.get(entity.id)
            run = self.names.runs[self.names.by_word[begin]]
            subject = self.grammar.relation(self.grammar.top(*run)).startswith("nsubj")
            if entity.type == "PER" and subject and gender in (None, wanted):
                detail = f"'{form}' is {entity.name}, named just after"
                return Found(self.scene.known(entity), entity.name, Reason("speaker.pronoun", detail))
        return None

    def _ahead(self, word: int) -> Found | None:
        """ "Before he left, NAME said": the subject of the clause that the pronoun's own clause belongs to."""
        node = self.grammar.head[word]
        for _ in range(4):
            if node < 0 or self.grammar.relation(node).startswith("advcl"):
                break
            node = self.grammar.head[node]
        main = self.grammar.head[node] if node >= 0 else -1
        subject = self.grammar.subject(main) if main > node else None
        entity = self.names.at(subject) if subject is not None and subject > word else None
        if entity is None or entity.type != "PER":
            return None
        form = self.grammar.form(word).lower()
        detail = f"'{form}' is {entity.name}, the subject of the clause that follows"
        return Found(self.scene.known(entity), entity.name, Reason("speaker.pronoun", detail))
