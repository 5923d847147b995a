"""What a noun phrase stands for that is no name: somebody spoken of before, or somebody new called by these words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.acts import cue_lemma, reporting_verbs
from onrecord.extract.relations import Run
from onrecord.language.grammar import Grammar
from onrecord.records import Entity, Reason, entity_id, fold_name
from onrecord.resolve.holders import Holders
from onrecord.resolve.lexicon import lexicon
from onrecord.resolve.names import NameTable
from onrecord.resolve.nouns import (
    TYPES,
    Kind,
    core_of,
    gender_of_noun,
    head_of,
    is_possessive,
    kind_at,
    noun_at,
)
from onrecord.resolve.roles import Role
from onrecord.resolve.scene import Asked, Found, Referent, Scene, Scored

#: So many sentences after an article's opening may name whom it opens with.
_LEAD = 3
#: A description longer than this is cut where it serves as a name.
_LONGEST_NAME = 80
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "said"})
_NEW = frozenset({"a", "an", "another", "other", "some", "any", "one"})
_PAST = frozenset({"former", "ex", "late", "then"})
_BELONGING = frozenset({"of", "for"})
#: What agreement of nouns and modifiers adds to the score of somebody spoken of.
_SAME_NOUN, _WIDER_NOUN, _MODIFIER, _OTHER_MODIFIER, _OTHER_TIME = 2.0, 1.6, 0.8, -1.5, -1.2
#: So many introductions by one noun are compared.
_ROLES = 60
#: How much better than the second the best must be, for a noun that introduced somebody and for one that did not.
_ROLE_MARGIN, _EPITHET_MARGIN = 0.5, 0.6
#: A noun that introduced nobody takes up what is at least this near.
_EPITHET_LEAST = 0.4


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase in its parts: head noun, kind, modifiers, the article before it, and the owner's words."""

    run: Run
    core: Run
    head: int
    noun: str
    kind: Kind
    determiner: str
    modifiers: frozenset[str]
    owner: Run | None = None

    @property
    def definite(self) -> bool:
        """Whether it means somebody already known."""
        return self.determiner in _DEFINITE


#: Finds what the words of an owner ("her", "the ministry's") stand for.
Resolve = Callable[[Run], Referent | None]


@dataclass(slots=True)
class Descriptions:
    """Resolves the noun phrases of one article against what it spoke of so far."""

    article: str
    grammar: Grammar
    names: NameTable
    scene: Scene
    roles: Mapping[str, Sequence[Role]]
    holders: Holders
    owner_of: Resolve

    def describe(self, run: Run) -> Description:
        """The parts of a noun phrase."""
        grammar = self.grammar
        named = frozenset(word for word in range(run[0], run[1] + 1) if word in self.names.by_word)
        core = core_of(run, grammar, named)
        head = head_of(core, grammar)
        noun = noun_at(head, grammar)
        opening = grammar.form(core[0]).lower() if grammar.tokens[core[0]].upos in ("DET", "NUM", "PRON") else ""
        content = {
            grammar.form(word).lower()
            for word in range(core[0], head)
            if grammar.tokens[word].upos in ("NOUN", "PROPN", "ADJ") and not is_possessive(word, grammar)
        }
        modifiers = frozenset(content - set(noun.split()) - lexicon().minor_modifiers)
        return Description(
            run, core, head, noun, kind_at(head, grammar), opening, modifiers, self._owner(core, head, run)
        )

    def find(self, run: Run) -> Found:
        """What a noun phrase stands for."""
        it = self.describe(run)
        nobody = self._nobody(it)
        if nobody is not None:
            return nobody
        if it.definite and (it.noun in lexicon().pairs or it.determiner == "both"):
            pair = self._best(it, {"group": 0.0}, lambda referent: 1.0 if " and " in referent.entity.name else None)
            if pair:
                return self._taken(it, pair[0], "speaker.description")
        if it.determiner in _NEW:
            return self._named_soon(it) or self._new(it)
        return self._government(it) or self._holder(it) or self._known(it) or self._new(it)

    def _government(self, it: Description) -> Found | None:
        """ "The government in Riverton": that of the country whose seat it is."""
        held = self.holders.government(it.run, it.head, it.noun) if it.kind == "body" else None
        if held is None:
            return None
        entity, reason = held
        return Found(self.scene.known(entity), entity.name, reason)

    def _named_soon(self, it: Description) -> Found | None:
        """ "A woman told ... Maria Example, 37, said ...": whom an article opens with and names when she speaks again.

        Only a noun for people at large is taken up so, and only by the first person that is a subject behind it.
        """
        grammar, gender = self.grammar, gender_of_noun(it.noun)
        here = grammar.sentence[it.head]
        at_large = it.noun.endswith("-year-old") or (gender and it.noun in lexicon().at_large)
        if it.kind != "person" or not at_large or here > _LEAD:
            return None
        if any(
            mention.referent.kind == "person" and mention.referent.named for mention in self.scene.before(it.run[0])
        ):
            return None
        low, high = grammar.sentence_bounds(here)
        inside = {entity.id for _, entity in self.names.within(low, high)}
        last = grammar.sentence_bounds(min(here + _LEAD, len(grammar.starts) - 1))[1]
        for word, entity in self.names.within(high + 1, last):
            top = grammar.top(*self.names.runs[self.names.by_word[word]])
            if entity.type != "PER" or grammar.relation(top) != "nsubj" or entity.id in inside:
                continue
            speaks = cue_lemma(grammar.head[top], grammar) in reporting_verbs()
            agrees = gender in (None, self.scene.genders.get(entity.id, gender))
            if not speaks or not agrees or not self._may_be(it.noun, entity):
                return None
            told = Reason("speaker.role", f"'{it.noun}' is {entity.name}, named just after")
            return Found(self.scene.known(entity), entity.name, told)
        return None

    def _may_be(self, noun: str, entity: Entity) -> bool:
        """Whether nothing that somebody is introduced by says that they are somebody else than a `noun`."""
        nouns = {role for role, listed in self.roles.items() if any(it.entity.id == entity.id for it in listed)}
        others = {role for role in nouns if not role.endswith("-year-old")}
        return all(lexicon().stands_for(noun, role) or role in lexicon().at_large for role in others)

    def _holder(self, it: Description) -> Found | None:
        """ "The French president": whoever surely was that on the article's day."""
        held = self.holders.holder(it.run, it.head, it.noun) if it.kind == "person" else None
        if held is None:
            return None
        entity, reason = held
        return Found(self.scene.known(entity), entity.name, reason)

    def _nobody(self, it: Description) -> Found | None:
        words = self._words(it.run)
        form = self.grammar.form(it.head).lower()
        if it.determiner in lexicon().nobody or form in lexicon().nobody:
            return Found(None, words, Reason("speaker.nobody", f"'{words}' says that nobody speaks"))
        alone = it.core == it.run and it.core[0] == it.core[1]
        if form in lexicon().anybody and (alone or form != "one"):
            return Found(None, words, Reason("speaker.anybody", f"'{words}' may be anybody"))
        return None

    def _known(self, it: Description) -> Found | None:
        if it.kind == "person":
            return self._person(it)
        if it.kind == "body":
            return self._body(it)
        specific = it.modifiers or it.owner or it.core[1] != it.run[1]
        if it.definite and not specific:
            found = self._best(it, {it.kind: 0.0}, lambda referent: _SAME_NOUN if it.noun in referent.nouns else None)
            if found:
                return self._taken(it, found[0], "speaker.description")
        return None

    def _person(self, it: Description) -> Found | None:
        titled = not it.determiner and self.grammar.form(it.head)[:1].isupper()
        if not (it.definite or titled or it.owner):
            return None
        if it.noun in lexicon().kin or (it.owner and it.noun in lexicon().attached):
            return None
        ranked = self._best(it, {"person": 0.0}, lambda referent: self._role_fit(it, referent))
        if len(ranked) > 1 and ranked[0].score - ranked[1].score < _ROLE_MARGIN:
            return self._ambiguous(it, ranked)
        if ranked:
            return self._taken(it, ranked[0], "speaker.role")
        return self._only_holder(it) or self._epithet(it)

    def _role_fit(self, it: Description, referent: Referent) -> float | None:
        """How well somebody's introductions agree with a description; None where they do not."""
        if it.noun in referent.nouns and not referent.named:
            return _SAME_NOUN
        fits = [
            self._agreement(it, role)
            for noun, listed in self._narrower(it.noun)
            for role in listed
            if role.entity.id == referent.entity.id
        ]
        best = max(fits, default=None)
        return None if best is None or (it.owner and best < _WIDER_NOUN) else best

    def _narrower(self, noun: str) -> list[tuple[str, Sequence[Role]]]:
        nouns = [noun, *sorted(lexicon().kinds.get(noun, ()))]
        return [(narrow, self.roles[narrow][:_ROLES]) for narrow in nouns if narrow in self.roles]

    def _agreement(self, it: Description, role: Role) -> float:
        score = _SAME_NOUN if role.noun == it.noun else _WIDER_NOUN
        modifiers = it.modifiers | self._owner_words(it)
        known = role.modifiers | set(fold_name(role.entity.name).split())
        shared = sum(any(_alike(word, other) for other in known) for word in modifiers)
        score += _MODIFIER * shared + (_OTHER_MODIFIER if shared < len(modifiers) else 0.0)
        past = {self.grammar.form(word).lower() for word in range(it.core[0], it.head)} & _PAST
        return score + (_OTHER_TIME if bool(past) != bool(role.modifiers & _PAST) else 0.0)

    def _owner_words(self, it: Description) -> frozenset[str]:
        words = range(it.owner[0], it.owner[1] + 1) if it.owner else ()
        nouns = (word for word in words if self.grammar.tokens[word].upos in ("NOUN", "PROPN", "ADJ"))
        return frozenset(self.grammar.form(word).lower() for word in nouns)

    def _only_holder(self, it: Description) -> Found | None:
        """Somebody whom only a later sentence introduces by this very noun."""
        listed = self.roles.get(it.noun, ())[:_ROLES]
        holders = {role.entity.id: role for role in listed if role.entity.type == "PER"}
        if len(holders) != 1:
            return None
        role = next(iter(holders.values()))
        if self._agreement(it, role) < _WIDER_NOUN:
            return None
        referent = self.scene.known(role.entity)
        return Found(
            referent, role.entity.name, Reason("speaker.role", f"'{it.noun}' is {role.entity.name} further on")
        )

    def _epithet(self, it: Description) -> Found | None:
        """ "The actress": the person spoken of, where nothing but the noun says so and nobody else is near."""
        if it.owner or not it.definite or not (it.noun in lexicon().bearers or it.noun.endswith("-year-old")):
            return None
        ranked = self._best(it, {"person": 0.0}, lambda referent: 0.0 if referent.named else None)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0].score - ranked[1].score >= _EPITHET_MARGIN)
        if clear and ranked[0].score >= _EPITHET_LEAST:
            return self._taken(it, ranked[0], "speaker.epithet")
        return None

    def _body(self, it: Description) -> Found | None:
        capital = self.grammar.form(it.head)[:1].isupper()
        named = self.names.called(self._words(it.core)) if capital else None
        if named is not None:
            return self.scene.called(named)
        if not (it.definite or capital or it.noun == "police") or it.owner:
            return None
        ranked = self._best(it, {"body": 0.5, "place": -0.3}, lambda referent: self._body_fit(it, referent))
        if not ranked:
            return None
        certain = ranked[0].referent.nouns or _has_noun(ranked[0].referent, it.noun)
        second = ranked[1].score if len(ranked) > 1 else -9.0
        if not certain and (ranked[0].score < _EPITHET_LEAST or ranked[0].score - second < _EPITHET_MARGIN):
            return None
        return self._taken(it, ranked[0], "speaker.body")

    def _body_fit(self, it: Description, referent: Referent) -> float | None:
        """How well the name and nouns of a body agree with a description; None where they do not."""
        name = referent.words
        if any(not any(_alike(word, other) for other in name) for word in it.modifiers):
            return None
        called = it.noun in referent.nouns or any(
            role.entity.id == referent.entity.id for role in self.roles.get(it.noun, ())[:_ROLES]
        )
        if called or _has_noun(referent, it.noun):
            return _SAME_NOUN
        if referent.kind == "place":
            return 0.0 if it.noun in lexicon().places else None
        other = any(word in lexicon().bodies and word != it.noun for word in name | referent.nouns)
        broad = it.noun in lexicon().broad_bodies and referent.kind == "body" and referent.named
        return None if other or not broad else 0.0

    def _best(
        self, it: Description, kinds: dict[Kind, float], fits: Callable[[Referent], float | None]
    ) -> list[Scored]:
        gender = gender_of_noun(it.noun) if it.kind == "person" else None
        return self.scene.ranked(Asked(it.run[0], kinds, gender, fits=fits))

    def _taken(self, it: Description, best: Scored, rule: str) -> Found:
        entity = best.referent.entity
        return Found(best.referent, entity.name, Reason(rule, f"'{it.noun}' takes up {best.told()}", best.score))

    def _ambiguous(self, it: Description, ranked: Sequence[Scored]) -> Found:
        told = "; ".join(scored.told() for scored in ranked[:3])
        return Found(None, self._words(it.run), Reason("speaker.ambiguous", f"'{it.noun}' fits several: {told}"))

    def _new(self, it: Description) -> Found:
        """Somebody or something new, called by these words, with the owner's name for the owner's pronoun.

        A person without a name is one in this article only, but for those who speak for a body wherever they do.
        """
        owner = self.owner_of(it.owner) if it.owner else None
        name = self._name(it, owner)
        kind = it.kind
        lasting = kind != "person" or it.noun in lexicon().spokespeople
        proper = lasting and (bool(owner and owner.named) or self._proper(it))
        entity = Entity(entity_id(TYPES[kind], name, "" if proper else self.article), name, TYPES[kind], (name,))
        referent = self.scene.referent(entity, kind, gender_of_noun(it.noun), named=kind != "person" and proper)
        referent.nouns.add(it.noun)
        rule = "speaker.unnamed" if kind == "person" else "speaker.description"
        detail = f"{name}: the article gives no name for this source" if kind == "person" else name
        return Found(referent, name, Reason(rule, detail))

    def _proper(self, it: Description) -> bool:
        words = [word for word in range(it.core[0], it.core[1] + 1) if self.grammar.tokens[word].upos != "DET"]
        opening = {first for first, _ in (self.grammar.sentence_bounds(self.grammar.sentence[it.head]),)}
        return any(self.grammar.form(word)[:1].isupper() and word not in opening for word in words)

    def _name(self, it: Description, owner: Referent | None) -> str:
        if owner is None or it.owner is None:
            return self._words(it.run if it.kind in ("group", "person") else it.core)
        if it.owner[0] <= it.core[0]:
            begin = it.owner[1] + 1
            while is_possessive(begin, self.grammar) and begin < it.run[1]:
                begin += 1
            end = it.run[1] if it.kind in ("group", "person") else it.core[1]
            mark = "'" if owner.entity.name.endswith("s") and owner.kind == "group" else "'s"
            return f"{owner.entity.name}{mark} {self._words((begin, max(begin, end)))}"
        link = self.grammar.form(it.core[1] + 1).lower()
        return f"{self._words(it.core)} {link} {owner.entity.name}"

    def _owner(self, core: Run, head: int, run: Run) -> Run | None:
        """The words of an owner: a pronoun or genitive before the head, or what "of" or "for" brings behind it."""
        grammar = self.grammar
        first = core[0]
        if grammar.tokens[first].upos == "PRON" and first < head and lexicon().pronoun(grammar.form(first)):
            return first, first
        for word in range(head - 1, first, -1):
            if is_possessive(word, grammar):
                return first, word - 1
        behind = core[1] + 1
        if behind >= run[1] or grammar.form(behind).lower() not in _BELONGING:
            return None
        return behind + 1, core_of((behind + 1, run[1]), grammar, frozenset(self.names.by_word))[1]

    def _words(self, run: Run) -> str:
        """The words of a run as a name: without the article before them, and not without end."""
        first, last = run
        while first < last and self.grammar.form(first).lower() in lexicon().leading:
            first += 1
        words = self.grammar.words(first, last)
        if self.grammar.tokens[first].upos in ("NOUN", "ADJ", "DET", "NUM") and self._opens_sentence(first, run[0]):
            small = first == last or self.grammar.form(first + 1)[:1].islower()
            words = words[0].lower() + words[1:] if words[1:2].islower() and small else words
        return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"

    def _opens_sentence(self, first: int, begin: int) -> bool:
        opening = self.grammar.sentence_bounds(self.grammar.sentence[first])[0]
        return first == begin and (first == opening or not self.grammar.form(first - 1)[-1:].isalnum())


def _alike(word: str, other: str) -> bool:
    """Whether two modifiers are of one stem ("Poland", "Polish" are not; "Riverton", "Rivertonian" are)."""
    short, long = sorted((word, other), key=len)
    return long == short or (len(short) > 4 and long.startswith(short[:-1]))


def _has_noun(referent: Referent, noun: str) -> bool:
    return noun in referent.words or f"{noun}s" in referent.words
