"""Which of an article's forms of names are one person's: full names by their words, short ones by whom they follow."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.resolve.lexicon import Gender, lexicon
from onrecord.resolve.variants import name_words, same_person, sound

#: Bearers of one surname that a new full name is compared with; more of them are a list, not a story.
_COMPARED = 40
#: A short name means the one who was named in full this many sentences before, or nearer.
_NEAR = 1


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as it stands in one place: its form, the title's gender if it shows one, and the sentence."""

    form: str
    gender: Gender | None = None
    sentence: int = 0


@dataclass(slots=True)
class _Bearer:
    """Somebody named in full, with the sentences of the full name."""

    number: int
    forms: list[tuple[str, ...]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    gender: Gender | None = None


def persons_of(listed: Sequence[PersonName]) -> list[int]:
    """For each name, in the order of the text, the number of the person it names.

    A short form means the one fuller name that it ends or begins. Where it fits several people, a title's gender
    decides, then who was known by it before the other was named; where neither does, it is nobody's but its own.
    """
    bearers = _Bearers(listed)
    return [bearers.person(name) for name in listed]


class _Bearers:
    """The people of one article, found by the first and last words of their names."""

    def __init__(self, listed: Sequence[PersonName]) -> None:
        self._words = {form: name_words(form) for form in {name.form for name in listed}}
        self._by_last: dict[str, list[_Bearer]] = defaultdict(list)
        self._by_first: dict[str, list[_Bearer]] = defaultdict(list)
        self._full: dict[tuple[str, ...], _Bearer] = {}
        self._own: dict[tuple[str, ...], int] = {}
        self._settled: dict[tuple[str, ...], _Bearer] = {}
        self._count = 0
        for name in listed:
            if len(self._words[name.form]) > 1:
                self._introduce(name)
        self._join_short()

    def person(self, name: PersonName) -> int:
        """The number of the person that a name stands for where it stands."""
        words = self._words[name.form]
        if words in self._full:
            return self._full[words].number
        fitting = self._fitting(words)
        chosen = fitting[0] if len(fitting) == 1 else self._choose(words, fitting, name)
        if chosen is not None:
            return chosen.number
        if words not in self._own:
            self._own[words] = self._next()
        return self._own[words]

    def _introduce(self, name: PersonName) -> None:
        words = self._words[name.form]
        bearer = self._full.get(words) or self._known(words)
        if bearer is None:
            bearer = _Bearer(self._next())
        if words not in self._full:
            self._full[words] = bearer
            bearer.forms.append(words)
            self._by_last[sound(words[-1])].append(bearer)
            self._by_first[words[0]].append(bearer)
        bearer.sentences.append(name.sentence)
        bearer.gender = bearer.gender or name.gender or lexicon().first_names.get(words[0])

    def _known(self, words: tuple[str, ...]) -> _Bearer | None:
        candidates = [*self._by_last[sound(words[-1])][:_COMPARED], *self._by_first[words[0]][:_COMPARED]]
        fitting = {
            bearer.number: bearer
            for bearer in candidates
            if any(same_person(words, form) for form in bearer.forms[:_COMPARED])
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _join_short(self) -> None:
        """ "de Example" is no full name where "Maria de Example" is there."""
        for words, bearer in list(self._full.items()):
            longer = [
                other
                for other in self._by_last[sound(words[-1])][:_COMPARED]
                if other is not bearer
                and any(len(form) > len(words) and form[-len(words) :] == words for form in other.forms)
            ]
            if len({other.number for other in longer}) == 1 and len(bearer.forms) == 1:
                self._full[words] = longer[0]

    def _fitting(self, words: tuple[str, ...]) -> list[_Bearer]:
        if len(words) != 1:
            return []
        last = {bearer.number: bearer for bearer in self._by_last.get(sound(words[0]), [])[:_COMPARED]}
        first = {bearer.number: bearer for bearer in self._by_first.get(words[0], [])[:_COMPARED]}
        found = last or first
        return [bearer for bearer in found.values() if self._full[bearer.forms[0]] is bearer]

    def _choose(self, words: tuple[str, ...], fitting: list[_Bearer], name: PersonName) -> _Bearer | None:
        if name.gender:
            agreeing = [bearer for bearer in fitting if bearer.gender in (None, name.gender)]
            if len(agreeing) == 1:
                return agreeing[0]
            fitting = agreeing
        before = [bearer for bearer in fitting if bearer.sentences[0] <= name.sentence]
        if len(before) == 1:
            self._settled[words] = before[0]
            return before[0]
        settled = self._settled.get(words)
        rivals = [bearer for bearer in before if bearer is not settled and _named_near(bearer, name.sentence)]
        return settled if settled in before and not rivals else None

    def _next(self) -> int:
        self._count += 1
        return self._count - 1


def _named_near(bearer: _Bearer, sentence: int) -> bool:
    at = bisect_right(bearer.sentences, sentence) - 1
    return at >= 0 and bearer.sentences[at] >= sentence - _NEAR
