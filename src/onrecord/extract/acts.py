"""Which act a statement is: by its cue, and by its content where the cue says no more than `say`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.extract.relations import Relation, Run
from onrecord.language.grammar import Grammar
from onrecord.ontology.tables import table
from onrecord.records import Reason


@dataclass(frozen=True, slots=True)
class Act:
    """An act of ontology/acts.yaml, ready for looking up."""

    name: str
    cues: frozenset[str]
    words: frozenset[str]
    frame: str


@cache
def acts() -> tuple[Act, ...]:
    """All acts in the order in which they are tried."""
    return tuple(
        Act(
            entry["name"],
            frozenset(entry["cues"]),
            frozenset(entry.get("content", {}).get("words", ())),
            entry.get("content", {}).get("frame", ""),
        )
        for entry in table("acts")["acts"]
    )


@cache
def reporting_verbs() -> frozenset[str]:
    """Every single-word cue of the table: what may report speech inside a statement."""
    return frozenset(cue for act in acts() for cue in act.cues if " " not in cue)


@cache
def _wording(key: str) -> frozenset[str]:
    return frozenset(table("english/wording")[key])


def act_of(relation: Relation, grammar: Grammar) -> tuple[str, Reason]:
    """The act of a relation, with the cue or the words of the content that decided it."""
    by_cue, cue = _by_cue(relation, grammar)
    if by_cue not in _wording("plain_acts"):
        return by_cue, Reason("act.cue", cue)
    following = _by_infinitive(relation, grammar)
    if following:
        return following[0], Reason("act.cue", following[1])
    content = _by_content(relation, grammar)
    if content:
        return content[0], Reason("act.content", content[1])
    return by_cue, Reason("act.cue", cue or "no cue")


def _by_cue(relation: Relation, grammar: Grammar) -> tuple[str, str]:
    lemmas = [cue_lemma(word, grammar) for first, last in relation.cue for word in range(first, last + 1)]
    if not lemmas:
        return "say", ""
    following = _following(relation, grammar)
    pairs = [f"{first} {second}" for first, second in zip(lemmas, [*lemmas[1:], following], strict=True)]
    return _first_fit([*pairs, *lemmas]) or ("say", " ".join(lemmas))


def _first_fit(phrases: list[str]) -> tuple[str, str] | None:
    for act in acts():
        for phrase in phrases:
            if phrase in act.cues:
                return act.name, phrase
    return None


def cue_lemma(word: int, grammar: Grammar) -> str:
    """The lemma of a cue word; by its ending where the lemma head gives no word of the table ("praised", "prais")."""
    lemma = grammar.lemma(word)
    if grammar.tokens[word].upos != "VERB" or lemma in _verbs_of_speech():
        return lemma
    return _inflected().get(grammar.form(word).lower(), lemma)


@cache
def _verbs_of_speech() -> frozenset[str]:
    return reporting_verbs().union(table("english/structure")["voices"])


@cache
def _inflected() -> dict[str, str]:
    """The regular forms of every verb of speech, back to the verb."""
    forms: dict[str, str] = {}
    for verb in sorted(_verbs_of_speech()):
        stem = verb[:-1] if verb[-1] in "ey" else verb
        endings = ("ies", "ied", "ying") if verb[-1] == "y" else ("es", "ed", "ing", verb[-1] + "ed", verb[-1] + "ing")
        for form in (verb + "s", *(stem + ending for ending in endings)):
            forms.setdefault(form, verb)
    return forms


def _by_infinitive(relation: Relation, grammar: Grammar) -> tuple[str, str] | None:
    """ "The letter goes on [to warn ...]": the act is the infinitive's that opens the content."""
    first, last = relation.content[0]
    cue = {grammar.lemma(word) for begin, end in relation.cue for word in range(begin, end + 1)}
    if last <= first or grammar.form(first).lower() != "to" or not cue & _wording("saying_on"):
        return None
    found = _first_fit([cue_lemma(first + 1, grammar)])
    return found if found and found[0] in _wording("goes_on_to") else None


def _following(relation: Relation, grammar: Grammar) -> str:
    after = relation.cue[-1][1] + 1
    return grammar.lemma(after) if after < len(grammar.tokens) else ""


def _by_content(relation: Relation, grammar: Grammar) -> tuple[str, str] | None:
    for act in acts():
        if act.frame:
            for run in relation.content:
                found = _FRAMES[act.frame](act, run, grammar)
                if found:
                    return act.name, found
    return None


def _claim_is(act: Act, run: Run, grammar: Grammar) -> str | None:
    """ "Those accusations are false": a copular clause that calls a claim untrue."""
    for word in range(run[0], run[1] + 1):
        if grammar.lemma(word) in act.words and grammar.dependants(word, "cop") and grammar.dependants(word, "nsubj"):
            return grammar.form(word)
    return None


def _modal_or_copula(act: Act, run: Run, grammar: Grammar) -> str | None:
    """Danger named of what may come or of what is: the clause's head has a modal or a copula, and a word of danger."""
    main = grammar.top(*run)
    auxiliaries = {grammar.lemma(child) for child in grammar.dependants(main, "aux")}
    if not auxiliaries & _wording("danger_modals") and not grammar.dependants(main, "cop"):
        return None
    for word in range(run[0], run[1] + 1):
        if grammar.lemma(word) in act.words:
            return grammar.form(word)
    return None


def _own_future(act: Act, run: Run, grammar: Grammar) -> str | None:
    """`will` with a verb by which one binds oneself, neither denied nor conditional."""
    for word in range(run[0], run[1] + 1):
        if grammar.lemma(word) not in act.words or (grammar.dependants(word, "advmod") and _negated(word, grammar)):
            continue
        forms = {grammar.form(child).lower() for child in grammar.dependants(word, "aux", "aux:pass", "cop")}
        if forms & _wording("own_future") and not _conditional(word, grammar) and _clause_of(word, run, grammar):
            return grammar.form(word)
    return None


def _negated(word: int, grammar: Grammar) -> bool:
    return any(grammar.lemma(child) in _wording("negations") for child in grammar.dependants(word, "advmod"))


def _conditional(word: int, grammar: Grammar) -> bool:
    return any(grammar.lemma(child) in _wording("conditions") for child in grammar.dependants(word, "mark"))


def _clause_of(word: int, run: Run, grammar: Grammar) -> bool:
    """Whether a verb stands in the main clause of its run, alone or coordinated."""
    main = grammar.top(*run)
    while word != main and grammar.relation(word) in ("conj", "ccomp", "parataxis", "cop"):
        word = grammar.head[word]
    return word == main or not run[0] <= grammar.head[word] <= run[1]


def _obliges(act: Act, run: Run, grammar: Grammar) -> str | None:
    """`must`, `should`, `need to` in the main clause, said of somebody else than the speaker."""
    main = grammar.top(*run)
    for child in [main, *grammar.dependants(main, "aux")]:
        if grammar.lemma(child) in act.words:
            return grammar.form(child)
    return None


_FRAMES = {"claim_is": _claim_is, "modal_or_copula": _modal_or_copula, "own_future": _own_future, "obliges": _obliges}
