"""The weapons and equipment of an article; names and nouns that are also something else only among words of war."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.equipment.lexicon import lexicon
from onrecord.extract.equipment.matching import Match, SentenceWords
from onrecord.knowledge import gazetteer
from onrecord.records import Article, Equipment, Reason, Sentence, Span, Token, record_id

#: So many words before a name or noun, or behind a noun, a verb may stand that makes it equipment.
_REACH_BEFORE, _REACH_BEHIND = 8, 4
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class FoundEquipment:
    """The equipment in the order of the text, and the words that may mean some but stand alone, each with why."""

    equipment: tuple[Equipment, ...] = ()
    left: tuple[tuple[Span, Reason], ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A match in its sentence, and what makes it sure; None while nothing does. `own`: its own words do."""

    match: Match
    sentence: Sentence
    sure: Reason | None
    confidence: float
    own: bool = False


def find_equipment(article: Article, sentences: Sequence[Sentence]) -> FoundEquipment:
    """The equipment that the English sentences name.

    An ambiguous name that is sure in one sentence of the article is the same in the others.
    """
    found = [
        candidate
        for sentence in sentences
        if sentence.language == _LANGUAGE
        for candidate in _Weighing(article.text, sentence).candidates()
    ]
    named = {item.match.name.row.name for item in found if item.own and item.match.name is not None}
    settled = [_by_article(candidate, named) for candidate in found]
    return FoundEquipment(
        tuple(_record(article, candidate) for candidate in settled if candidate.sure is not None),
        tuple((it.match.span, _unsure(it.match)) for it in settled if it.sure is None),
    )


def _by_article(candidate: _Candidate, named: set[str]) -> _Candidate:
    name = candidate.match.name
    if candidate.sure is None and name is not None and any(_is_same(name.row.name, other) for other in named):
        return replace(candidate, sure=Reason("equipment.article", f"{name.row.name} is equipment elsewhere"))
    return candidate


def _is_same(name: str, other: str) -> bool:
    """Whether a longer name has the shorter one in it ("Leopard", "Leopard 2")."""
    return f" {name} " in f" {other} "


def _unsure(match: Match) -> Reason:
    word = match.name.row.row if match.name is not None else " ".join(match.noun.words if match.noun else ())
    return Reason("equipment.unknown", f"{word}: also something else, and nothing beside it speaks of weapons")


def _record(article: Article, candidate: _Candidate) -> Equipment:
    match = candidate.match
    reasons = [Reason("equipment.name", match.name.row.row)] if match.name is not None else []
    if match.noun is not None:
        reasons.append(Reason("equipment.noun", f"{' '.join(match.noun.words)}: {match.noun.of.name}"))
    if match.carrier is not None:
        reasons.append(Reason("equipment.noun", match.carrier))
    if candidate.sure is not None and candidate.sure not in reasons:
        reasons.append(candidate.sure)
    return Equipment(
        id=record_id(article.id, "equipment", (match.span,)),
        article=article.id,
        post=candidate.sentence.post,
        span=match.span,
        name=match.stem if match.name is None else match.name.row.name,
        classes=match.of.classes,
        domain=match.of.domain,
        maker=match.name.row.maker if match.name is not None else None,
        confidence=candidate.confidence,
        why=tuple(reasons),
    )


class _Weighing:
    """Weighs the matches of one sentence."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text, self.sentence, self.known = text, sentence, lexicon()
        self.words = SentenceWords(text, sentence.span, self.known)
        self.starts = [token.start for token in sentence.tokens]
        self.military = [n for n, word in enumerate(self.words.lower) if word in self.known.military]

    def candidates(self) -> Iterator[_Candidate]:
        """The matches that no rule takes out, with what makes them sure."""
        matches = [match for match in self.words.matches() if not self._is_other(match)]
        sure = next((match for match in matches if self._is_sure(match)), None)
        for match in matches:
            if self._is_sure(match):
                yield _Candidate(match, self.sentence, self._own(match), 0.95 if match.name is not None else 0.9, True)
            else:
                yield _Candidate(match, self.sentence, self._context(match, sure), 0.8)

    def _is_sure(self, match: Match) -> bool:
        if match.noun is not None and match.noun.in_context:
            named = match.name is not None and (not match.name.row.in_context or match.name.of.fits(match.noun.of))
            return named or (match.name is None and match.stem is not None)
        if match.noun is not None:
            return True
        if match.carrier is not None or (match.name is None and match.stem is not None):
            return True
        return match.name is not None and not match.name.row.in_context

    def _own(self, match: Match) -> Reason | None:
        if match.noun is not None:
            return Reason("equipment.noun", f"{' '.join(match.noun.words)}: {match.noun.of.name}")
        if match.name is not None:
            return Reason("equipment.name", match.name.row.row)
        return Reason("equipment.ship", match.stem) if match.stem is not None else None

    def _is_other(self, match: Match) -> bool:
        """Whether the words around say that something else is meant."""
        behind = self.words.behind(match.span.end)
        if behind.lower() in self.known.not_before:
            return True
        if match.noun is not None:
            return match.stem is None and (self._is_other_noun(match) or not self._is_noun(match.span))
        return match.name is not None and match.name.row.in_context and self._is_part_of_name(match, behind)

    def _is_other_noun(self, match: Match) -> bool:
        assert match.noun is not None
        before = self.words.before(match.span.start).lower()
        first = self.text[match.span.start]
        written_small = first.islower() or match.span.start == self.sentence.span.start
        return before in match.noun.not_behind or (match.noun.in_context and not written_small)

    def _is_noun(self, span: Span) -> bool:
        token = self._token(span.end - 1)
        return token is None or token.upos in ("NOUN", "PROPN", "X")

    def _is_part_of_name(self, match: Match, behind: str) -> bool:
        """ "New England Patriots", "the Patriot Act", "Tiger Woods": a longer name that is none of ours; "in Grad"."""
        before = self.words.before(match.span.start)
        is_first = match.span.start == self.sentence.span.start
        at_start = self.words.index(match.span.start) <= 1
        led = before[:1].isupper() and not at_start and gazetteer().adjective(before) is None
        if match.carrier is not None:
            return False
        if before.lower() in self.known.places or self._is_settlement(match.span):
            return True
        return (led and not is_first) or (behind[:1].isupper() and not behind.isupper())

    def _is_settlement(self, span: Span) -> bool:
        """ "The town of Grad"."""
        at = self.words.index(span.start)
        return at > 1 and self.words.lower[at - 1] == "of" and self.words.lower[at - 2] in self.known.settlements

    def _context(self, match: Match, sure: Match | None) -> Reason | None:
        """What in the sentence makes an ambiguous word equipment, or None."""
        if sure is not None:
            return Reason("equipment.beside", sure.span.of(self.text))
        if match.noun is None and self._describes(match.span):
            return None
        if match.noun is None and self._is_counted(match.span):
            return Reason("equipment.counted", self.words.before(match.span.start))
        verb = self._verb(match)
        if verb is not None:
            return Reason("equipment.verb", verb)
        own = range(self.words.index(match.span.start), self.words.index(match.span.end))
        word = next((self.words.lower[n] for n in self.military if n not in own), None)
        return Reason("equipment.military", word) if word is not None else None

    def _describes(self, span: Span) -> bool:
        """ "A former Patriot mine": the name only describes another noun, which is no equipment."""
        token = self._token(span.end - 1)
        head = self.sentence.tokens[token.head] if token is not None and token.head >= 0 else None
        return token is not None and head is not None and head.start >= span.end and head.upos in ("NOUN", "PROPN")

    def _is_counted(self, span: Span) -> bool:
        before = self._token(span.start - 2)
        return before is not None and before.upos == "NUM" and before.end == span.start - 1

    def _verb(self, match: Match) -> str | None:
        at = bisect_left(self.starts, match.span.start)
        tokens = self.sentence.tokens
        verbs = self.known.verbs if match.noun is None else match.noun.verbs
        behind = 0 if match.noun is None else _REACH_BEHIND
        reach = tokens[max(0, at - _REACH_BEFORE) : at + behind]
        return next((token.lemma for token in reach if token.upos == "VERB" and token.lemma in verbs), None)

    def _token(self, offset: int) -> Token | None:
        at = bisect_left(self.starts, offset + 1) - 1
        token = self.sentence.tokens[at] if 0 <= at < len(self.starts) else None
        return token if token is not None and token.end > offset else None
