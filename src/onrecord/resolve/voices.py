"""Who "I" and "we" are: whoever is quoted, whoever's turn it is in an interview, or the writer of the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from onrecord.extract.relations import Relation
from onrecord.language.grammar import Grammar
from onrecord.records import Article, Entity, Reason
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.names import NameTable, named_entity

#: What opens a turn: "NAME:", "((NAME))", "NAME —" at the head of a paragraph.
_LABEL = re.compile(r"(?:\(\()?([A-Z][^\W\d]*(?:[ .'’-]+[A-Z]?[^\W\d]+\.?){0,3})(?:\)\)|:)(?=\s)")
#: An interview has two labels at least, each more than once.
_TURNS, _LABELS = 2, 2
#: "MS We found ...": the initials of who answers, with no mark behind them.
_INITIALS = re.compile(r"([A-Z]{2,3})(?= +[\"“‘'(\[]?[A-Z])")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}$")
#: "I" is the writer only where one person signs.
_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who a first or second person stands for, or an explicit unknown."""

    entity: Entity | None
    name: str | None
    reason: Reason
    relation: int | None = None


@dataclass(slots=True)
class Voices:
    """The first and second persons of one article."""

    article: Article
    grammar: Grammar
    names: NameTable
    relations: Sequence[Relation]
    _said: list[tuple[int, int, int]] = field(init=False)
    _turns: list[tuple[int, Entity]] = field(init=False)
    _partners: list[Entity] = field(init=False)

    def __post_init__(self) -> None:
        outer = [(number, relation) for number, relation in enumerate(self.relations) if relation.parent is None]
        self._said = sorted((first, last, number) for number, relation in outer for first, last in relation.content)
        self._turns = self._read_turns()
        self._partners = list({entity.id: entity for _, entity in self._turns}.values())

    def voice(self, word: int, number: int | None) -> Voice:
        """Who a first or second person at a word is; `number` is the relation whose source it is."""
        form = self.grammar.form(word)
        kind = lexicon().pronoun(form)
        around = self._around(word, number)
        if kind == "first" and around is not None:
            return Voice(None, None, Reason("speaker.first-person", f"'{form}' is who is quoted"), around)
        turn = self._turn(word, other=kind == "second" and around is None)
        if turn is not None:
            return Voice(turn, turn.name, Reason("speaker.turn", f"'{form}' is {turn.name} in this interview"))
        if kind == "second":
            return Voice(None, None, Reason("speaker.second-person", f"'{form}' is whoever is spoken to"))
        return self._writer(form)

    def _around(self, word: int, number: int | None) -> int | None:
        """The relation in whose words a word lies: its parent, else the outer one whose content covers it."""
        if number is not None and self.relations[number].parent is not None:
            return self.relations[number].parent
        at = bisect_right(self._said, word, key=lambda run: run[0]) - 1
        return self._said[at][2] if at >= 0 and word <= self._said[at][1] else None

    def _turn(self, word: int, *, other: bool) -> Entity | None:
        """Whose turn it is at a word of an interview; with `other`, the one who is spoken to."""
        turns = self._turns
        start = self.grammar.tokens[word].start
        last = bisect_right(turns, start, key=lambda turn: turn[0]) - 1
        if last < 0 or not other:
            return turns[last][1] if last >= 0 else None
        others = [entity for entity in self._partners if entity.id != turns[last][1].id]
        return others[0] if len(others) == 1 else None

    def _read_turns(self) -> list[tuple[int, Entity]]:
        text = self.grammar.text
        people = {initials for entity in self.names.of for initials in _initials(entity)}
        found = [(match.start(), match[1]) for match in _paragraph_labels(text, people)]
        counts = Counter(label for _, label in found)
        often = {label for label, count in counts.items() if count >= _TURNS}
        if len(often) < _LABELS:
            return []
        entities = {label: self._labelled(label) for label in sorted(often)}
        return [(at, entities[label]) for at, label in found if label in often]

    def _labelled(self, label: str) -> Entity:
        known = self.names.called(label)
        if label.isupper() and (known is None or known.type != "PER"):
            people = [entity for entity in dict.fromkeys(self.names.of) if label in _initials(entity)]
            known = people[0] if len(people) == 1 else known
        return known or named_entity("PER", [label])

    def _writer(self, form: str) -> Voice:
        authors = [name for name in self.article.authors if _NAME.match(name)]
        if form.lower() in _SINGULAR and len(authors) == 1 and len(self.article.authors) == 1:
            author = self.names.called(authors[0]) or named_entity("PER", authors)
            return Voice(author, author.name, Reason("speaker.writer", f"'{form}' is {author.name}, who signs"))
        publisher = self.article.publisher
        if form.lower() not in _SINGULAR and publisher:
            outlet = self.names.called(publisher) or named_entity("ORG", [publisher])
            return Voice(outlet, outlet.name, Reason("speaker.writer", f"'{form}' is the outlet, {outlet.name}"))
        return Voice(None, None, Reason("speaker.first-person", f"'{form}' is the writer or whoever is quoted"))


def _paragraph_labels(text: str, initials: Set[str]) -> list[re.Match[str]]:
    """What opens a turn in each line that one does; bare initials only where a person named has them."""
    at = 0
    found = []
    for line in text.splitlines(keepends=True):
        match = _LABEL.match(text, at, at + len(line)) or _INITIALS.match(text, at, at + len(line))
        if match and (match.re is _LABEL or match[1] in initials):
            found.append(match)
        at += len(line)
    return found


def _initials(entity: Entity) -> frozenset[str]:
    """The initials of a person, with and without those of middle names."""
    if entity.type != "PER":
        return frozenset()
    letters = [word[0] for word in entity.name.split()]
    return frozenset(("".join(letters), letters[0] + letters[-1]))
