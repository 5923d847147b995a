"""Who does what to whom by the tree: a predicate with its logical subjects, objects and obliques.

The grammar's surface is undone here: passives, relative clauses, control and raising, coordination, participles,
nominal predicates and verbs that only carry a noun ("launched an attack"). What the arguments mean for a type of event
is not decided here. Relations are Universal Dependencies'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table

#: Steps up a tree at most: deep coordination and nesting end somewhere.
_MOST_STEPS = 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})


@dataclass(frozen=True, slots=True)
class Oblique:
    """A phrase that a preposition joins to the predicate: the preposition and the head of the phrase."""

    preposition: str
    head: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate and the heads of its arguments, in the order of the text; all are word numbers.

    `noun` is the noun that a light verb carries ("launched an *attack*"), `particle` the verb's ("call *off*").
    """

    predicate: int
    nominal: bool
    passive: bool
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    particle: str = ""
    noun: int | None = None

    def prepositional(self, *prepositions: str) -> tuple[int, ...]:
        """Heads of the obliques with one of these prepositions."""
        return tuple(oblique.head for oblique in self.obliques if oblique.preposition in prepositions)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("english/events")[name])


def frame_of(word: int, grammar: Grammar) -> Frame:
    """The frame of the predicate at `word`, a verb or a noun."""
    if grammar.tokens[word].upos in ("VERB", "AUX") or _is_participle(word, grammar):
        return _verb_frame(word, grammar)
    return _noun_frame(word, grammar)


def conjuncts(word: int, grammar: Grammar) -> tuple[int, ...]:
    """A word and what is joined to it: "Norway, Sweden and Denmark"."""
    return (word, *(child for child in grammar.dependants(word, "conj") if grammar.tokens[child].upos in _NOMINAL))


def infinitives(word: int, grammar: Grammar, *relations: str) -> Iterator[int]:
    """The clauses with "to" that a word governs: what somebody is to do ("told them to leave"), not what is said."""
    for clause in grammar.dependants(word, *(relations or ("xcomp", "ccomp", "advcl"))):
        if _has_to(clause, grammar):
            yield clause


def _is_participle(word: int, grammar: Grammar) -> bool:
    return grammar.relation(word) in ("acl", "advcl", "acl:relcl") and "VerbForm=" in grammar.tokens[word].features


def _verb_frame(word: int, grammar: Grammar) -> Frame:
    passive = is_passive(word, grammar)
    subjects, objects = _own_arguments(word, passive, grammar)
    obliques = list(_obliques(word, grammar))
    particle = " ".join(grammar.lemma(child) for child in grammar.dependants(word, "compound:prt"))
    noun = _carried(word, objects, grammar)
    if noun is not None:
        obliques += _noun_obliques(noun, grammar)
        objects = tuple(n for n in objects if n != noun)
    return Frame(word, False, passive, subjects, objects, tuple(obliques), particle, noun)


def _own_arguments(word: int, passive: bool, grammar: Grammar) -> tuple[tuple[int, ...], tuple[int, ...]]:
    subject = surface_subject(word, passive, grammar)
    surface = _expanded(subject, grammar) if subject is not None else ()
    direct = [n for child in grammar.dependants(word, "obj", "iobj") for n in _expanded(child, grammar)]
    if passive:
        agents = [n for n in _agents(word, grammar) for n in _expanded(n, grammar)]
        return tuple(agents), tuple(dict.fromkeys((*surface, *direct)))
    return surface, tuple(direct)


def is_passive(word: int, grammar: Grammar) -> bool:
    """Whether a verb is passive: by its subject, its auxiliary, or as a participle behind a noun ("troops sent to")."""
    if grammar.dependants(word, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    features = grammar.tokens[word].features
    if "Voice=Pass" in features:
        return not grammar.dependants(word, "nsubj") or bool(_agents(word, grammar))
    participle = "VerbForm=Part" in features and "Tense=Past" in features
    return participle and grammar.relation(word) in ("acl", "advcl") and not grammar.dependants(word, "obj")


def surface_subject(word: int, passive: bool, grammar: Grammar) -> int | None:
    """The grammatical subject of a verb: its own, or the one that control, raising or coordination lends it."""
    for _ in range(_MOST_STEPS):
        own = [n for n in grammar.dependants(word, "nsubj", "csubj") if not grammar.relation(n).endswith(":outer")]
        if own:
            return _antecedent(own[0], word, grammar)
        head, relation = grammar.head[word], grammar.relation(word).split(":")[0]
        if head < 0:
            return None
        if relation == "acl" and not _of_accusing(word, head, grammar):
            return _of_participle(word, head, passive, grammar)
        lender = _lender(word, head, relation, grammar)
        if lender is not None:
            return lender
        if relation not in ("xcomp", "conj", "advcl") or (relation == "advcl" and _has_own_clause(word, grammar)):
            return None
        passive = is_passive(head, grammar)
        word = head
    return None


def _lender(word: int, head: int, relation: str, grammar: Grammar) -> int | None:
    """Whom the verb above names as the doer of this one; None where it shares its own subject."""
    if relation in ("xcomp", "advcl", "acl") and _of_accusing(word, head, grammar):
        accused = grammar.dependants(head, "nsubj:pass") or grammar.dependants(head, "obj")
        if accused:
            return accused[0]
    controller = _controller(word, head, grammar) if relation == "xcomp" else None
    return _antecedent(controller, head, grammar) if controller is not None else None


def _of_accusing(word: int, head: int, grammar: Grammar) -> bool:
    """Whether a gerund is what somebody is accused of, or stopped from: its doer is the verb's object."""
    marks = {grammar.lemma(mark) for mark in grammar.dependants(word, "mark")}
    return grammar.lemma(head) in _words("accusing") and bool(marks & {"of", "for", "from", "with"})


def _has_own_clause(word: int, grammar: Grammar) -> bool:
    """A finite adverbial clause without a subject has lost it in the parse; nothing is lent to it."""
    return "VerbForm=Fin" in grammar.tokens[word].features


def _controller(word: int, head: int, grammar: Grammar) -> int | None:
    """Who does the embedded act: the object of "urged X to", the subject of "promised X to", of "was told to"."""
    if not is_passive(head, grammar) and grammar.lemma(head) not in _words("subject_control"):
        objects = [n for n in grammar.dependants(head, "obj", "iobj") if n < word]
        if not objects and grammar.dependants(head, "compound:prt", "obl"):
            objects = [
                n
                for n in grammar.dependants(head, "obl")
                if n < word and _prepositions(n, grammar) & {"on", "for", "upon", "to", "with"}
            ]
            objects = objects if grammar.lemma(head) in _words("called_upon") else []
        if objects:
            return objects[-1]
    return None


def _of_participle(word: int, noun: int, passive: bool, grammar: Grammar) -> int | None:
    """The subject of a clause that hangs on a noun: "troops sent", "rebels fighting", "the plan of Norway to send"."""
    if "VerbForm=Inf" not in grammar.tokens[word].features and not _has_to(word, grammar):
        return noun
    owners = grammar.dependants(noun, "nmod:poss")
    if owners:
        return owners[0]
    governor = grammar.head[noun]
    if governor >= 0 and grammar.relation(noun) in ("obj", "nsubj:pass", "obl", "xcomp"):
        return surface_subject(governor, is_passive(governor, grammar), grammar)
    return None


def _has_to(word: int, grammar: Grammar) -> bool:
    return any(grammar.lemma(n) == "to" for n in grammar.dependants(word, "mark"))


def _antecedent(subject: int, verb: int, grammar: Grammar) -> int:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    token = grammar.tokens[subject]
    if "PronType=Rel" in token.features or token.form.lower() in ("who", "which", "that"):
        clause = verb
        for _ in range(_MOST_STEPS):
            if grammar.relation(clause) == "acl:relcl":
                return grammar.head[clause]
            if grammar.head[clause] < 0:
                break
            clause = grammar.head[clause]
    return subject


def _agents(word: int, grammar: Grammar) -> list[int]:
    found = grammar.dependants(word, "obl:agent")
    return found or [
        n
        for n in grammar.dependants(word, "obl")
        if "by" in _prepositions(n, grammar) and grammar.tokens[n].upos != "NUM"
    ]


def _obliques(word: int, grammar: Grammar) -> Iterator[Oblique]:
    agents = set(_agents(word, grammar)) if is_passive(word, grammar) else set()
    for child in grammar.dependants(word, "obl", "nmod"):
        if child in agents:
            continue
        for preposition in sorted(_prepositions(child, grammar)) or [""]:
            yield from (Oblique(preposition, n) for n in _expanded(child, grammar))


def _prepositions(word: int, grammar: Grammar) -> set[str]:
    found = set()
    for case in grammar.dependants(word, "case"):
        fixed = [grammar.lemma(n) for n in grammar.dependants(case, "fixed")]
        found.add(" ".join([grammar.lemma(case), *fixed]))
    return found


def _carried(word: int, objects: Sequence[int], grammar: Grammar) -> int | None:
    """The noun that a light verb carries, where both are known to go together."""
    if grammar.lemma(word) not in _words("light_verbs"):
        return None
    nouns = [n for n in objects if grammar.tokens[n].upos == "NOUN"]
    return nouns[0] if nouns else None


def _noun_frame(word: int, grammar: Grammar) -> Frame:
    subjects: list[int] = []
    for owner in grammar.dependants(word, "nmod:poss"):
        subjects += _expanded(owner, grammar)
    subjects += [
        n
        for n in grammar.dependants(word, "amod", "compound")
        if grammar.tokens[n].upos in ("PROPN", "ADJ") and grammar.form(n)[:1].isupper()
    ]
    obliques = _noun_obliques(word, grammar)
    return Frame(
        word, True, False, tuple(subjects), tuple(o.head for o in obliques if o.preposition == "of"), tuple(obliques)
    )


def _noun_obliques(noun: int, grammar: Grammar) -> list[Oblique]:
    return [
        Oblique(preposition, n)
        for child in grammar.dependants(noun, "nmod", "obl")
        if grammar.relation(child) != "nmod:poss"
        for preposition in sorted(_prepositions(child, grammar))
        for n in _expanded(child, grammar)
    ]


def _expanded(word: int, grammar: Grammar) -> tuple[int, ...]:
    """A phrase's head with what is joined to it; of "dozens of protesters" the people rather than the number."""
    return conjuncts(word, grammar)
