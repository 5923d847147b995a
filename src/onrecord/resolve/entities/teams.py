"""Whether the name of a country or region means its team ("England beat Italy 3-1"), by the words of sport around it.

Every sign counts, for or against: what stands at the name itself (a captain, a match, a score), what its sentence
speaks of, the sentences beside it, the article. A name that means the ground ("in Russia"), and one that hosts or bans,
is no team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Entity, PlaceUse, Reason, entity_id

#: From this sum on a name is a team's.
_ENOUGH = 3
#: What each sign weighs; "name" is a word of sport at the name itself.
_WEIGHTS = {"name": 3, "contest": 2, "against": 2, "score": 2, "sport": 2, "perhaps": 1, "beside": 1, "article": 2}
#: Signs that no state gives: without one of them a sum of the others is no team.
_SURE = frozenset({"name", "score", "sport", "beside", "article"})
_POLITICS, _POLITICS_BESIDE_A_SCORE = -2, -1
#: At most so many words of a kind count in one sentence.
_MOST = 2
#: Different words of sport (the surest count twice) that make an article one on sports, unless politics has more.
_OF_SPORTS = 6
#: Words behind a name within which the noun that it belongs to stands ("Brazil's 2002 World Cup win").
_REACH = 5
#: Behind these a name is a party of a result: "a win over Italy".
_OF_PARTIES = frozenset({"over", "against", "for", "to", "with", "by", "v", "vs", "versus", "past"})
_GENITIVES = ("'s", "’s", "'", "’")
_SCORE = re.compile(r"(?<![\w.,$€£-])\d{1,3} ?[-–] ?\d{1,3}(?![\w-])")
#: So many characters beside a name or a score are looked at.
_NEAR = 20


@cache
def sports_words(name: str) -> frozenset[str]:
    """A list of the table english/sports."""
    return frozenset(table("english/sports")[name])


def is_team(entity: Entity) -> bool:
    """Whether an entity is the team of a country or region."""
    return any(reason.rule == "entity.team" for reason in entity.why)


def team_entity(name: str, reason: Reason) -> Entity:
    """The entity of a place's team: a body of its own, of no country."""
    shown = f"{name} (team)"
    return Entity(entity_id("ORG", shown), shown, "ORG", why=(reason,))


class Teams:
    """Tells teams from countries in one article."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.lemmas = [token.lemma.lower() for token in grammar.tokens]
        sport = 2 * len(self._found("sure", 0, len(self.lemmas) - 1))
        sport += len(self._found("likely", 0, len(self.lemmas) - 1))
        politics = len(set(self.lemmas) & sports_words("politics"))
        self.on_sports = sport >= _OF_SPORTS and sport > 2 * politics

    def reason(self, first: int, last: int, use: PlaceUse, precision: str) -> Reason | None:
        """Why a place's name (its first and last word) means a team; None where it means the place.

        A town's name needs a sign of its own: "MADRID —" before a report on sports is where it was written.
        """
        if self._is_no_player(first, last):
            return None
        signs = list(self._at_name(first, last))
        subject = self.grammar.relation(self.grammar.top(first, last)) == "nsubj"
        acts = bool(signs) or (precision != "town" and (subject or use == "metonym"))
        signs += self._around(self.grammar.sentence[first], {word for _, word in signs})
        if not acts or _SURE.isdisjoint(sign for sign, _ in signs):
            return None
        bounds = self.grammar.sentence_bounds(self.grammar.sentence[first])
        politics = sorted(self._found("politics", *bounds))[:_MOST]
        against = _POLITICS_BESIDE_A_SCORE if {"contest", "score"} <= {sign for sign, _ in signs} else _POLITICS
        weight = sum(_WEIGHTS[sign] for sign, _ in signs) + against * len(politics)
        if weight < _ENOUGH:
            return None
        told = [f"{sign}: {word}" for sign, word in signs] + [f"politics: {word}" for word in politics]
        return Reason("entity.team", "; ".join(told), float(weight))

    def _is_no_player(self, first: int, last: int) -> bool:
        """Whether the name is the ground, or does or suffers what only a state does ("Qatar hosts the World Cup")."""
        grammar = self.grammar
        head = grammar.top(first, last)
        cases = {grammar.lemma(case) for case in grammar.dependants(head, "case")}
        if cases & sports_words("of_the_ground"):
            return True
        governor = grammar.head[head]
        relation = grammar.relation(head).split(":")[0]
        return (
            governor >= 0
            and relation in ("nsubj", "obj", "iobj")
            and grammar.lemma(governor) in sports_words("of_hosts")
            and grammar.tokens[governor].upos == "VERB"
        )

    def _at_name(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        noun = self._noun_behind(last) or self._score_beside(first, last)
        if noun is not None:
            yield "name", noun
        grammar = self.grammar
        head = self._joined_to(grammar.top(first, last))
        governor = grammar.head[head]
        relation = grammar.relation(head).split(":")[0]
        if governor < 0:
            return
        words = [self.lemmas[word] for word in (governor, *grammar.dependants(governor, "conj"))]
        contests = [word for word in words if word in sports_words("contests")]
        cases = {grammar.lemma(case) for case in grammar.dependants(head, "case")}
        if relation in ("nsubj", "obj", "obl") and contests and (not cases or cases & _OF_PARTIES):
            yield "contest", contests[0]
        elif relation in ("nmod", "obl") and cases & _OF_PARTIES and words[0] in sports_words("results"):
            yield "against", words[0]

    def _joined_to(self, head: int) -> int:
        """The first of names joined together: "Ireland and Wales drew"."""
        for _ in range(_REACH):
            if self.grammar.relation(head) != "conj" or self.grammar.head[head] < 0:
                break
            head = self.grammar.head[head]
        return head

    def _noun_behind(self, last: int) -> str | None:
        """What the name belongs to, where a team has it: "France captain", "Italy's third goal"."""
        grammar, at = self.grammar, last + 1
        end = min(len(self.lemmas), last + 1 + _REACH, grammar.sentence_bounds(grammar.sentence[last])[1] + 1)
        if at < end and grammar.form(at) in _GENITIVES:
            at += 1
        for word in range(at, end):
            if grammar.tokens[word].upos not in ("NOUN", "PROPN", "ADJ", "NUM", "PUNCT") or grammar.form(word) == ",":
                return None
            pair = " ".join(self.lemmas[word : word + 2])
            for found in (pair, self.lemmas[word]):
                if found in sports_words("of_teams"):
                    return found
        return None

    def _score_beside(self, first: int, last: int) -> str | None:
        """The score right behind or before a name: "Wales 21-16 Scotland"."""
        text, tokens = self.grammar.text, self.grammar.tokens
        behind = _SCORE.match(text, tokens[last].end + 1)
        if behind is not None and not self._counts(text[behind.end() : behind.end() + _NEAR]):
            return behind.group()
        begin = max(0, tokens[first].start - _NEAR)
        before = [found for found in _SCORE.finditer(text, begin, tokens[first].start)]
        return before[-1].group() if before and text[before[-1].end() : tokens[first].start] == " " else None

    def _around(self, number: int, counted: set[str]) -> Iterator[tuple[str, str]]:
        first, last = self.grammar.sentence_bounds(number)
        score = self._score(number)
        if score is not None:
            yield "score", score
        sure = sorted(self._found("sure", first, last) - counted)
        likely = sorted(self._found("likely", first, last) - counted - set(sure))
        yield from (("sport", word) for word in sure[:_MOST])
        yield from (("perhaps", word) for word in likely[:_MOST])
        for other in (number - 1, number + 1):
            if 0 <= other < len(self.grammar.starts) and self._same_post(other, number):
                beside = sorted(self._found("sure", *self.grammar.sentence_bounds(other)))
                if beside:
                    yield "beside", beside[0]
                    break
        if self.on_sports:
            yield "article", "on sports"

    def _same_post(self, other: int, number: int) -> bool:
        """Whether nothing but blanks and few line breaks stand between two sentences."""
        one, two = sorted((other, number))
        begin = self.grammar.tokens[self.grammar.sentence_bounds(one)[1]].end
        end = self.grammar.tokens[self.grammar.starts[two]].start
        return self.grammar.text.count("\n", begin, end) <= 2

    def _score(self, number: int) -> str | None:
        """The score of a match in a sentence ("3-1"); a vote and an age have another word behind them."""
        first, last = self.grammar.sentence_bounds(number)
        words = self.grammar.words(first, last)
        for found in _SCORE.finditer(words):
            if not self._counts(words[found.end() : found.end() + _NEAR]):
                return found.group()
        return None

    def _counts(self, behind: str) -> bool:
        """Whether what stands behind two numbers makes them no score: votes, years, distances."""
        unit = behind.split()
        return bool(unit) and unit[0].rstrip("s.,;").lower() in sports_words("not_scores")

    def _found(self, name: str, first: int, last: int) -> set[str]:
        """The words and pairs of words of a list between two words of the text."""
        words = sports_words(name)
        here = self.lemmas[first : last + 1]
        pairs = {f"{one} {other}" for one, other in pairwise(here)}
        return (set(here) | pairs) & words
