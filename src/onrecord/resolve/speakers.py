"""Who speaks: from the words of a source to an entity of this article, or to an explicit unknown, with the reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.extract.relations import Relation, Run
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Entity, Mention, Reason, entity_id
from onrecord.resolve.names import NameTable

#: How many sentences back a pronoun looks.
_REACH = 8
#: The type of somebody who speaks and has no name ("the minister"); never leaves this module.
_UNNAMED = "unnamed"
#: Words before a description that are no part of it as a name.
_LEADING = frozenset({"a", "an", "the", "and", "but", ","})
#: A description longer than this is cut where it serves as a name.
_LONGEST_NAME = 80
#: Relations by which a name stands beside the noun that introduces it.
_BESIDE = ("appos", "flat", "nmod:desc", "compound")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source was resolved to.

    `entity` is None for an explicit unknown; `name` is then the source's own words, or None.
    """

    entity: Entity | None
    name: str | None
    reason: Reason


@dataclass(slots=True)
class _Heard:
    """Something that can be taken up again: an entity, at a word, with what it is."""

    entity: Entity
    word: int
    post: int
    weight: int
    plural: bool


@dataclass(slots=True)
class SpeakerResolver:
    """Resolves the sources of one article in the order of the text, remembering who was spoken of.

    A pronoun takes up the last fitting one of its post (people for `he`, bodies and documents for `it`, groups for
    `they`),
    subjects and speakers before others; a description takes up what was introduced by the same noun.
    """

    article: str
    grammar: Grammar
    names: NameTable
    posts: Sequence[int]
    mentions: list[Mention] = field(default_factory=list)
    _heard: list[_Heard] = field(default_factory=list)
    _nouns: dict[str, Entity] = field(default_factory=dict)
    _titles: dict[str, dict[str, Entity]] | None = None
    _told: int = 0

    def resolve(self, relation: Relation) -> Speaker:
        """The speaker of a relation that has a source; relations must come in the order of the text."""
        if not relation.source:
            return Speaker(None, None, Reason("speaker.none", "no source is written"))
        run = relation.source[0]
        self._listen(run[0])
        speaker = self._of_run(run)
        nameless = speaker.reason.rule == "speaker.unnamed" and speaker.name
        if nameless and self.grammar.lemma(self.grammar.top(*run)) not in _sources()["body_nouns"]:
            self._hear(Entity("", speaker.name or "", _UNNAMED), run[0], 3, self._plural(run))
        if speaker.entity is not None:
            self._hear(speaker.entity, run[0], 3, self._plural(run))
            kind = (
                "pronoun" if self._is_pronoun(run) else ("name" if self.names.at(self.grammar.top(*run)) else "nominal")
            )
            self.mentions.append(Mention(self.grammar.span(*run), kind, speaker.entity.type, speaker.entity.id))  # type: ignore[arg-type]
        return speaker

    def named(self, run: Run) -> Entity | None:
        """The entity that a run of words names or takes up (for addressees); None where that is not plain."""
        return self._of_run(run).entity

    def _of_run(self, run: Run, depth: int = 0) -> Speaker:
        if self._is_pronoun(run):
            return self._pronoun(run, depth)
        head = self.grammar.top(*run)
        people = [(word, entity) for word, entity in self.names.within(*run) if entity.type == "PER"]
        near = [(word, entity) for word, entity in people if self._heads(word, head, run)]
        near = (
            near or [(word, entity) for word, entity in people if not self._belongs(self.grammar.top(word, word))][:1]
        )
        if len({entity.id for _, entity in near}) > 1:
            return self._group(run, "several people")
        if near:
            return Speaker(near[0][1], near[0][1].name, Reason("speaker.name", near[0][1].name))
        body = self.names.at(head)
        if body is not None:
            return Speaker(body, body.name, Reason("speaker.name", body.name))
        return self._description(run, head)

    def _heads(self, word: int, head: int, run: Run) -> bool:
        """Whether a name heads its noun phrase or stands beside the head ("the mayor, Maria Example")."""
        steps = 0
        while word != head and steps < 8:
            relation = self.grammar.relation(word).split(":")[0]
            if relation not in (
                "flat",
                "appos",
                "compound",
                "conj",
                "list",
                "dep",
                "parataxis",
                "nmod",
            ) or self._belongs(word):
                return False
            word = self.grammar.head[word]
            steps += 1
            if not run[0] <= word <= run[1]:
                return False
        return True

    def _belongs(self, word: int) -> bool:
        """A name in a genitive or prepositional phrase ("a spokesman for Putin", "Putin's aide") is not the speaker."""
        relation = self.grammar.relation(word)
        if relation == "nmod:desc":
            return False
        return relation.startswith("nmod") or bool(self.grammar.dependants(word, "case"))

    def _is_pronoun(self, run: Run) -> bool:
        return run[0] == run[1] and self.grammar.form(run[0]).lower() in _pronouns()

    def _plural(self, run: Run) -> bool:
        head = self.grammar.top(*run)
        return "Number=Plur" in self.grammar.tokens[head].features or bool(self.grammar.dependants(head, "conj"))

    def _pronoun(self, run: Run, depth: int) -> Speaker:
        word = run[0]
        form = self.grammar.form(word).lower()
        kind = _pronouns()[form]
        if kind == "relative" and depth < 3:
            return self._relative(word, depth)
        if kind == "first":
            return Speaker(None, None, Reason("speaker.first-person", f"'{form}' is the writer or whoever is quoted"))
        found = self._take_up(kind, word)
        if found is None:
            return Speaker(None, None, Reason("speaker.pronoun", f"nobody in reach fits '{form}'"))
        name = found.entity.name
        if found.entity.type == _UNNAMED:
            return Speaker(None, name, Reason("speaker.pronoun", f"'{form}' takes up '{name}', who is not named"))
        return Speaker(found.entity, name, Reason("speaker.pronoun", f"'{form}' takes up {name}"))

    def _relative(self, word: int, depth: int) -> Speaker:
        """`who` stands for the noun its clause belongs to."""
        node = word
        for _ in range(8):
            node = self.grammar.head[node]
            if node < 0:
                break
            if self.grammar.relation(node).startswith(("acl", "advcl:relcl")):
                noun = self._person_noun(self.grammar.head[node], word)
                return self._of_run(self._noun_run(noun, word), depth + 1)
        before = word - 2 if self.grammar.form(word - 1) in (",", "–", "—") else word - 1
        if word > 0 and before >= 0 and self.grammar.tokens[before].upos in ("NOUN", "PROPN"):
            return self._of_run(self._noun_run(before, word), depth + 1)
        return Speaker(None, None, Reason("speaker.relative", "the noun before it could not be made out"))

    def _person_noun(self, noun: int, word: int) -> int:
        """`who` means people: where the tree hangs it on a document, the nearest people before it are meant."""
        if (
            self.grammar.form(word).lower() not in ("who", "whom")
            or self.grammar.lemma(noun) not in _sources()["documents"]
        ):
            return noun
        for before in range(word - 1, noun, -1):
            named = self.names.at(before)
            if self.grammar.lemma(before) in _sources()["groups"] or (named is not None and named.type == "PER"):
                return before
        return noun

    def _noun_run(self, noun: int, before: int) -> Run:
        first, last = noun, noun
        for child in self.grammar.children[noun]:
            if not self.grammar.relation(child).startswith(("acl", "advcl", "punct", "parataxis")) and child < before:
                low, high = self.grammar.subtree(child)
                if high < before:
                    first, last = min(first, low), max(last, high)
        name = self.names.by_word.get(noun)
        if name is not None:
            first, last = min(first, self.names.runs[name][0]), max(last, self.names.runs[name][1])
        return first, last

    def _description(self, run: Run, head: int) -> Speaker:
        lemma = self.grammar.lemma(head)
        tables = _sources()
        if lemma in tables["documents"]:
            return self._noun_entity(run, head, "DOC")
        plural = "Number=Plur" in self.grammar.tokens[head].features
        if plural or lemma in tables["groups"]:
            return self._noun_entity(run, head, "GROUP") if plural else self._role(run, head)
        if lemma in tables["body_nouns"]:
            taken = self._take_up("thing", head)
            if taken is not None and self._definite(head) and taken.entity.type == "ORG":
                return Speaker(
                    taken.entity, taken.entity.name, Reason("speaker.body", f"'{lemma}' takes up {taken.entity.name}")
                )
        return self._role(run, head)

    def _noun_entity(self, run: Run, head: int, kind: str) -> Speaker:
        """A document or a group: the one already spoken of by this noun, or a new one named by its own words."""
        lemma = self.grammar.lemma(head)
        known = self._nouns.get(f"{kind} {lemma}")
        specific = self._specifies(head)
        if known is not None and self._definite(head) and not specific:
            return Speaker(known, known.name, Reason("speaker.description", f"'{lemma}' takes up {known.name}"))
        entity = self._made(head, kind, run)
        if known is not None and known.id == entity.id:
            entity = known
        return Speaker(
            entity,
            entity.name,
            Reason("speaker.description", self.grammar.words(*run)),
        )

    def _made(self, head: int, kind: str, run: Run) -> Entity:
        owner = self._owner(head)
        if kind == "GROUP" and owner is None:
            name = self._words(run)
        else:
            name = self._noun_name(head) + (f" of {owner.name}" if owner else "")
        entity = Entity(entity_id(kind, name, "" if owner else self.article), name, kind, (name,))
        self._nouns[f"{kind} {self.grammar.lemma(head)}"] = entity
        return entity

    def _noun_name(self, head: int) -> str:
        """A short name for a noun: the adjectives and nouns before it, and itself."""
        words = [
            n
            for n in self.grammar.children[head]
            if n < head and self.grammar.relation(n).split(":")[0] in ("amod", "compound", "nummod") and head - n < 6
        ]
        chosen = [*words, head]
        parts = [self.grammar.form(n) for n in chosen]
        if parts[0].istitle() and self.grammar.tokens[chosen[0]].upos != "PROPN":
            parts[0] = parts[0].lower()
        return " ".join(parts)

    def _owner(self, head: int) -> Entity | None:
        if self.grammar.lemma(head) in _sources()["documents"]:
            return None
        for child in self.grammar.dependants(head, "nmod"):
            possessive = self.grammar.relation(child) == "nmod:poss"
            prepositions = {self.grammar.lemma(n) for n in self.grammar.dependants(child, "case")}
            if possessive or "of" in prepositions:
                named = [entity for _, entity in self.names.within(*self.grammar.subtree(child))]
                if len({entity.id for entity in named}) == 1:
                    return named[0]
        return None

    def _specifies(self, head: int) -> bool:
        return bool(self.grammar.dependants(head, "nmod", "amod", "compound", "acl", "nummod"))

    def _definite(self, head: int) -> bool:
        articles = {self.grammar.lemma(n) for n in self.grammar.dependants(head, "det")}
        return bool(articles & {"the", "this", "that", "these", "those", "both", "all"})

    def _role(self, run: Run, head: int) -> Speaker:
        """ "the minister": the person who was introduced by that noun, if exactly one was."""
        lemma = self.grammar.lemma(head)
        if self._definite(head) or self.grammar.tokens[head].upos == "PROPN":
            titled = self._titled(lemma)
            if len(titled) == 1:
                entity = titled[0]
                return Speaker(
                    entity, entity.name, Reason("speaker.role", f"'{lemma}' is {entity.name} in this article")
                )
        return Speaker(None, self._words(run), Reason("speaker.unnamed", "the article gives no name for this source"))

    def _words(self, run: Run) -> str:
        """The words of a run as a name: without the article before them, and not without end."""
        first, last = run
        while first < last and self.grammar.lemma(first) in _LEADING:
            first += 1
        words = self.grammar.words(first, last)
        return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"

    def _titled(self, lemma: str) -> list[Entity]:
        if self._titles is None:
            self._titles = self._collect_titles()
        return list(self._titles.get(lemma, {}).values())

    def _collect_titles(self) -> dict[str, dict[str, Entity]]:
        """The nouns beside each person's name ("President X", "X, the president"), with the people they introduce."""
        found: dict[str, dict[str, Entity]] = {}
        for entity, (first, last) in zip(self.names.of, self.names.runs, strict=True):
            if entity.type != "PER":
                continue
            top = self.grammar.top(first, last)
            beside = self.grammar.dependants(top, "compound", "appos", "nmod:desc", "flat")
            if self.grammar.relation(top).startswith(_BESIDE):
                beside.append(self.grammar.head[top])
            for word in beside:
                if not first <= word <= last:
                    found.setdefault(self.grammar.lemma(word), {})[entity.id] = entity
        return found

    def _group(self, run: Run, reason: str) -> Speaker:
        name = self._words(run)
        entity = Entity(entity_id("GROUP", name, self.article), name, "GROUP", (name,))
        return Speaker(entity, name, Reason("speaker.group", reason))

    def _take_up(self, kind: str, word: int) -> _Heard | None:
        wanted = {"person": {"PER", _UNNAMED}, "thing": {"ORG", "DOC", "LOC"}, "many": {"GROUP", "ORG"}}[kind]
        sentence, post = self.grammar.sentence[word], self.posts[self.grammar.sentence[word]]
        best: tuple[float, int] | None = None
        for index in range(bisect_left(self._heard, word, key=lambda heard: heard.word) - 1, -1, -1):
            heard = self._heard[index]
            distance = sentence - self.grammar.sentence[heard.word]
            if distance > _REACH and heard.post != post:
                break
            fits = heard.entity.type in wanted and not (
                kind == "many" and heard.entity.type == "ORG" and not heard.plural and heard.weight < 3
            )
            if fits and not self._in_same_clause(heard.word, word):
                score = heard.weight - 0.8 * distance - (2.0 if heard.post != post else 0.0)
                if kind == "many" and heard.entity.type == "GROUP":
                    score += 1
                if best is None or score > best[0]:
                    best = (score, index)
            if distance > 40:
                break
        return self._heard[best[1]] if best else None

    def _in_same_clause(self, other: int, word: int) -> bool:
        return (
            self.grammar.sentence[other] == self.grammar.sentence[word]
            and self.grammar.head[other] == self.grammar.head[word]
        )

    def _hear(self, entity: Entity, word: int, weight: int, plural: bool) -> None:
        self._heard.append(_Heard(entity, word, self.posts[self.grammar.sentence[word]], weight, plural))

    def _listen(self, until: int) -> None:
        """Takes note of the names, documents and groups up to a word."""
        for word in range(self._told, until):
            index = self.names.by_word.get(word)
            token = self.grammar.tokens[word]
            if index is not None and self.names.runs[index][0] == word:
                top = self.grammar.top(*self.names.runs[index])
                self._hear(
                    self.names.of[index], word, 2 if self.grammar.relation(top).startswith("nsubj") else 1, False
                )
            elif index is None and token.upos == "NOUN":
                self._listen_noun(word)
        self._told = max(self._told, until)

    def _listen_noun(self, word: int) -> None:
        lemma, plural = self.grammar.lemma(word), "Number=Plur" in self.grammar.tokens[word].features
        kind = (
            "DOC"
            if lemma in _sources()["documents"]
            else ("GROUP" if plural and lemma in _sources()["groups"] else None)
        )
        if kind is None or (kind == "DOC" and not self._specifies(word) and f"DOC {lemma}" in self._nouns):
            return
        subject = self.grammar.relation(word).startswith("nsubj")
        entity = self._nouns.get(f"{kind} {lemma}") if not self._specifies(word) else None
        run = self.grammar.subtree(word)
        self._hear(entity or self._made(word, kind, run), word, 2 if subject else 0, plural)


@cache
def _sources() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("english/sources").items() if name != "pronouns"}


@cache
def _pronouns() -> dict[str, str]:
    return {word: kind for kind, words in table("english/sources")["pronouns"].items() for word in words}
