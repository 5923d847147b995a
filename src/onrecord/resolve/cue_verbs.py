"""The verbs of a cue as a chain, the outermost first: `declined`, then `comment`, of "declined to comment".

What the words of a chain do to the saying stands in ontology/english/modality.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.extract.relations import Relation, Run
from onrecord.language.grammar import Grammar
from onrecord.language.lemmas import regular_forms
from onrecord.ontology.tables import table

#: How an infinitive hangs on the word that governs it.
_GOVERNED = ("xcomp", "ccomp", "acl", "advcl", "csubj")
#: Longest way up or down a chain; longer ones are a slip of the parser.
_LONGEST = 5
#: What may be the word that a cue's chain begins with, the likeliest first.
_KINDS = ("VERB", "AUX", "ADJ", "NOUN", "ADV")


@cache
def listed(key: str) -> frozenset[str]:
    """A list of the table."""
    return frozenset(table("english/modality")[key])


@cache
def grouped(key: str, name: str) -> frozenset[str]:
    """A list of a group of the table."""
    return frozenset(table("english/modality")[key][name])


@cache
def _forms(key: str, name: str = "") -> frozenset[str]:
    """Every form of the verbs in a list: the lemma head is too often wrong about verbs ("declin", "mad")."""
    verbs = grouped(key, name) if name else listed(key)
    irregular = table("english/modality")["irregular"]
    return frozenset(form for verb in verbs for form in (*regular_forms(verb), *irregular.get(verb, ())))


def is_one(word: int, grammar: Grammar, key: str) -> bool:
    """Whether a word is a form of one of the verbs in a list."""
    return grammar.form(word).lower() in _forms(key)


def chain_of(relation: Relation, grammar: Grammar) -> list[int]:
    """The words that govern one another down to the saying, the outermost first."""
    if not relation.cue:
        return []
    top = _top(relation.cue[-1], grammar)
    if grammar.tokens[top].upos not in _KINDS:
        return []
    chain = [top]
    while len(chain) < _LONGEST and (above := _governor_above(chain[0], relation, grammar)) is not None:
        chain.insert(0, above)
    while len(chain) < 2 * _LONGEST and (below := _governed_below(chain[-1], relation, grammar)) is not None:
        chain.append(below)
    return chain


def _top(run: Run, grammar: Grammar) -> int:
    """The verb of a cue that nothing else in it governs, else such an adjective, noun or adverb.

    A cue that ends in an auxiliary ("will gladly") goes on in the content: its verb is the one the auxiliary stands by.
    """
    tops = [word for word in range(run[0], run[1] + 1) if not run[0] <= grammar.head[word] <= run[1]]
    for kind in _KINDS:
        found = [word for word in tops if grammar.tokens[word].upos == kind]
        main = [word for word in found if not is_one(word, grammar, "supporting")]
        if found:
            word = _supported((main or found)[0], run, grammar)
            return grammar.head[word] if kind == "AUX" and grammar.relation(word) == "aux" else word
    return grammar.top(*run)


def _supported(word: int, run: Run, grammar: Grammar) -> int:
    """The verb that a word only supports, where the tree has that word as the verb ("never" in "never mentioned")."""
    if grammar.form(word).lower() not in listed("negations") | listed("ability"):
        return word
    below = [child for child in grammar.dependants(word, "xcomp", "ccomp") if word < child <= run[1]]
    return below[0] if below else word


def _governor_above(word: int, relation: Relation, grammar: Grammar) -> int | None:
    head = grammar.head[word]
    if head < 0 or within(head, relation.content) or not _is_governor(head, grammar):
        return None
    if grammar.relation(word).split(":")[0] == "xcomp" or _is_held_back(head, word, grammar):
        return head
    return None


def _is_held_back(noun: int, word: int, grammar: Grammar) -> bool:
    """ "His refusal to comment": a noun that keeps its infinitive back."""
    kept = governs(noun, "refused", grammar) or governs(noun, "unsaid", grammar)
    return kept and _is_noun(noun, grammar) and _is_infinitive(word, grammar)


def _governed_below(word: int, relation: Relation, grammar: Grammar) -> int | None:
    """What a governing word of the cue governs; behind a refusal also the infinitive that opens the content."""
    if not _is_governor(word, grammar):
        return None
    refusal = governs(word, "refused", grammar) or governs(word, "unsaid", grammar)
    for child in sorted(_infinitives(word, grammar)):
        if within(child, relation.cue):
            return child
        opens = any(first <= child <= first + 3 for first, _ in relation.content)
        if refusal and opens and is_answer(child, grammar):
            return child
    return None


def _infinitives(word: int, grammar: Grammar) -> list[int]:
    """The clauses without a subject of their own that a word governs, directly or from its object."""
    holders = [word, *(child for child in grammar.dependants(word, "obj") if _is_noun(child, grammar))]
    found = [child for holder in holders for child in grammar.dependants(holder, *_GOVERNED) if child > word]
    return [
        child
        for child in found
        if (grammar.tokens[child].upos == "VERB" or _is_governor(child, grammar))
        and not grammar.dependants(child, "nsubj")
        and (grammar.relation(child) == "xcomp" or _is_infinitive(child, grammar))
    ]


def _is_infinitive(word: int, grammar: Grammar) -> bool:
    return any(grammar.lemma(child) == "to" for child in grammar.dependants(word, "mark"))


def _is_noun(word: int, grammar: Grammar) -> bool:
    return grammar.tokens[word].upos == "NOUN"


def is_saying(word: int, grammar: Grammar) -> bool:
    """Whether a word is a verb that gives words."""
    return is_one(word, grammar, "saying")


def is_answer(word: int, grammar: Grammar) -> bool:
    """Whether a word is a verb of saying or answering: what a refusal keeps back."""
    return is_saying(word, grammar) or is_one(word, grammar, "answering")


@cache
def _governors() -> dict[str, frozenset[str]]:
    """What each form of a governing word may do to its infinitive."""
    found: dict[str, frozenset[str]] = {}
    for name in table("english/modality")["governors"]:
        for form in _forms("governors", name):
            found[form] = found.get(form, frozenset()) | {name}
    return found


def _is_governor(word: int, grammar: Grammar) -> bool:
    return grammar.form(word).lower() in _governors()


def governs(word: int, name: str, grammar: Grammar) -> bool:
    """Whether a word is one of a group of those that have an infinitive behind them."""
    return name in _governors().get(grammar.form(word).lower(), ())


def within(word: int, runs: Sequence[Run]) -> bool:
    """Whether a word lies in one of these runs."""
    return any(first <= word <= last for first, last in runs)
