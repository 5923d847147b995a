"""Whether a saying took place: negated, planned, possible, refused, requested, by the grammar around its cue.

A cue's verbs are a chain, the outermost first: in "may decline to comment" `decline`, which has `may`, governs
`comment`. The outermost word that takes something away from the saying decides. Negations are counted over the whole
chain, for "did not fail to mention" says that it was mentioned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.relations import Relation
from onrecord.language.grammar import Grammar
from onrecord.records import Modality, Polarity, Reason
from onrecord.resolve.cue_verbs import chain_of, governs, grouped, is_answer, is_one, is_saying, listed, within

#: Most words that a reason repeats as they stand.
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """How a saying stands: its modality, its polarity, and the words that decided them."""

    modality: Modality = "made"
    polarity: Polarity = "positive"
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A modality with the words that give it; `negations` are those that are a part of it ("would not say")."""

    modality: Modality
    words: tuple[int, ...]
    negations: tuple[int, ...] = ()


def standing_of(relation: Relation, grammar: Grammar) -> Standing:
    """How the saying of a relation stands; made and positive where there is no cue or nothing says otherwise."""
    chain = chain_of(relation, grammar)
    if not chain:
        return Standing()
    sign = next(_signs(chain, relation, grammar), None)
    negations = [word for word in _negations(chain, relation, grammar) if sign is None or word not in sign.negations]
    why = []
    if sign is not None:
        why.append(Reason(f"modality.{sign.modality}", _told((*sign.words, *sign.negations, chain[-1]), grammar)))
    if len(negations) % 2:
        why.append(Reason("polarity.negative", _told((*negations, chain[-1]), grammar)))
    return Standing(sign.modality if sign else "made", "negative" if len(negations) % 2 else "positive", tuple(why))


def _told(words: Sequence[int], grammar: Grammar) -> str:
    """These words as the text has them with what stands between, where that is short, and the auxiliary before."""
    first, last = min(words), max(words)
    if first and grammar.tokens[first - 1].upos == "AUX":
        first -= 1
    if last - first < _SHORT:
        return grammar.words(first, last)
    return " … ".join(grammar.form(word) for word in sorted(set(words)))


def _signs(chain: Sequence[int], relation: Relation, grammar: Grammar) -> Iterator[_Sign]:
    """What says that the saying was not simply made, from the outermost word inwards."""
    question = _question(chain[0], relation, grammar)
    if question is not None:
        yield _Sign("possible", (question,))
    for place, word in enumerate(chain):
        yield from _sign_of_mark(word, relation, grammar)
        yield from _sign_of_auxiliary(word, chain, grammar)
        if place + 1 < len(chain):
            yield from _sign_of_governor(word, chain, grammar)
    if _is_imperative(chain[0], relation, grammar):
        yield _Sign("requested", (chain[0],))


def _sign_of_mark(word: int, relation: Relation, grammar: Grammar) -> Iterator[_Sign]:
    for child in grammar.dependants(word, "mark", "advmod"):
        known = listed("conditions") if grammar.relation(child) == "mark" else listed("doubts")
        if (
            grammar.tokens[word].upos == "VERB"
            and grammar.lemma(child) in known
            and child < word
            and not within(child, relation.content)
        ):
            yield _Sign("possible", (child,))


def _sign_of_auxiliary(word: int, chain: Sequence[int], grammar: Grammar) -> Iterator[_Sign]:
    for child in _auxiliaries(word, grammar):
        form = _auxiliary_form(child, grammar)
        modality = next((name for name in _MODALITIES if form in grouped("auxiliaries", name)), None)
        if modality is None or _is_own_manner(chain[-1], grammar):
            continue
        negations = tuple(_negations_of(word, grammar))
        if negations and form in listed("withholding") and _keeps_back(word, chain, grammar):
            yield _Sign("refused", (child,), negations)
        elif form == "must" and any(grammar.form(n).lower() == "have" for n in _auxiliaries(word, grammar)):
            yield _Sign("possible", (child,))
        elif form == "would" and _is_promised(word, grammar):
            yield _Sign("planned", (child,))
        elif not _takes_place(form, word, bool(negations), grammar):
            yield _Sign(modality, (child,))


def _sign_of_governor(word: int, chain: Sequence[int], grammar: Grammar) -> Iterator[_Sign]:
    if grammar.dependants(word, "compound:prt"):
        return  # "went on to say", "set up to highlight": another verb
    for name, (modality, holds) in _GOVERNED.items():
        if governs(word, name, grammar) and holds(word, chain[-1], grammar):
            yield _Sign(modality, (word,))
            return


def _is_next(word: int, _saying: int, grammar: Grammar) -> bool:
    """ "Appeared to confirm", but not "appeared before reporters to confirm"."""
    return any(grammar.form(n).lower() == "to" for n in range(word + 1, min(word + 3, len(grammar.tokens))))


def _is_no_comparison(word: int, _saying: int, grammar: Grammar) -> bool:
    """ "Are likely to say", but not "were more likely to say", which some did."""
    return grammar.form(word).lower() != "likely" or not any(
        grammar.form(n).lower() in listed("degrees") for n in grammar.dependants(word, "advmod")
    )


def _is_still_owed(word: int, _saying: int, grammar: Grammar) -> bool:
    """ "Has to explain", but not "had to explain", "has yet to explain" and "has a plan to explain"."""
    objects = [n for n in grammar.dependants(word, "obj") if n > word]
    return grammar.form(word).lower() != "had" and _yet(word, grammar) is None and not objects


#: For each group of governing words the modality they give, and when they do.
_GOVERNED: dict[str, tuple[Modality, Callable[[int, int, Grammar], bool]]] = {
    "refused": ("refused", lambda _, saying, grammar: is_answer(saying, grammar)),
    "planned": ("planned", _is_no_comparison),
    "wanted": ("planned", lambda _, saying, grammar: is_saying(saying, grammar)),
    "possible": ("possible", _is_next),
    "obliged": ("requested", _is_still_owed),
    "requested": ("requested", lambda _, saying, grammar: is_saying(saying, grammar)),
}

_MODALITIES: tuple[Modality, ...] = ("planned", "possible", "requested")


def _auxiliary_form(word: int, grammar: Grammar) -> str:
    """An auxiliary as written; a shortened `would` ("he'd say") in full, where the lemma head sees it."""
    form = grammar.form(word).lower()
    return "would" if form in ("'d", "’d") and grammar.lemma(word) == "would" else form


def _auxiliaries(word: int, grammar: Grammar) -> list[int]:
    """The auxiliaries of a verb; of an infinitive behind "and" or "or" those of the first verb."""
    own = grammar.dependants(word, "aux")
    if own or not _shares_auxiliaries(word, grammar):
        return own
    return grammar.dependants(grammar.head[word], "aux")


def _shares_auxiliaries(word: int, grammar: Grammar) -> bool:
    """Whether a verb is a second one under the auxiliaries of the first ("would not confirm or deny")."""
    bare = "VerbForm=Inf" in grammar.tokens[word].features and not grammar.dependants(word, "mark", "nsubj", "aux")
    return bare and grammar.relation(word) == "conj" and grammar.tokens[grammar.head[word]].upos == "VERB"


def _keeps_back(word: int, chain: Sequence[int], grammar: Grammar) -> bool:
    """Whether a negated `will` or `would` before this verb is a refusal: a verb of answering, active, unconditional."""
    if word != chain[-1] or not is_one(word, grammar, "answering"):
        return False
    if any(grammar.lemma(child) in ("have", "be") for child in grammar.dependants(word, "aux", "aux:pass")):
        return False
    clauses = grammar.dependants(word, "advcl")
    return not any(
        grammar.lemma(mark) in listed("conditions") for n in clauses for mark in grammar.dependants(n, "mark")
    )


def _is_promised(word: int, grammar: Grammar) -> bool:
    """Whether `would` is the future as seen from a saying in the past: "announced that he would endorse"."""
    head = grammar.head[word]
    if head < 0 or grammar.relation(word) != "ccomp" or not is_saying(head, grammar):
        return False
    return "Tense=Past" in grammar.tokens[head].features


def _takes_place(auxiliary: str, word: int, negated: bool, grammar: Grammar) -> bool:
    """Whether what an auxiliary stands before is so all the same."""
    adverbs = {grammar.lemma(child) for child in grammar.dependants(word, "advmod", "compound")}
    if auxiliary == "would":
        return is_one(word, grammar, "held_politely") or bool(
            adverbs & (listed("told_later") | listed("held_politely"))
        )
    if auxiliary in listed("ability"):
        perceived = is_one(word, grammar, "perceived") and not grammar.dependants(word, "aux:pass")
        return negated or perceived or "only" in adverbs
    return False


def _is_own_manner(word: int, grammar: Grammar) -> bool:
    """ "I must say", "I would argue": who speaks so, says it."""
    subject = grammar.subject(word)
    return subject is not None and grammar.lemma(subject) == "i" and is_saying(word, grammar)


def _yet(word: int, grammar: Grammar) -> int | None:
    """The `yet` of "have yet to say"."""
    after = word + 1
    follows = after + 1 < len(grammar.tokens) and grammar.form(after).lower() == "yet"
    return after if follows and grammar.form(after + 1).lower() == "to" else None


def _question(word: int, relation: Relation, grammar: Grammar) -> int | None:
    """The word that opens a question of the text's own whether it was said: `Did` of "Did she say so?"."""
    last = grammar.sentence_bounds(grammar.sentence[word])[1]
    if grammar.form(last) != "?" or within(last, relation.content):
        return None
    subjects = grammar.dependants(word, "nsubj")
    inverted = [aux for aux in grammar.dependants(word, "aux", "cop") if subjects and aux < subjects[0]]
    if not inverted:
        return None
    first = min(inverted)
    asks_more = any(grammar.form(n).lower() in listed("question_words") for n in grammar.children[word] if n < first)
    return None if asks_more else first


def _is_imperative(word: int, relation: Relation, grammar: Grammar) -> bool:
    """Whether the text bids its reader to say or think it: "Note that ..."."""
    bare = "Mood=Imp" in grammar.tokens[word].features and not relation.source
    return (
        bare
        and is_one(word, grammar, "bidden")
        and grammar.relation(word) == "root"
        and not grammar.dependants(word, "nsubj", "aux")
    )


def _negations(chain: Sequence[int], relation: Relation, grammar: Grammar) -> list[int]:
    """The words of the chain and around it that each turn the saying into its opposite."""
    found: list[int] = []
    for place, word in enumerate(chain):
        if not is_one(word, grammar, "negated_means_made"):
            found += _negations_of(word, grammar)
            found += _negating_nouns(word, relation, grammar)
        found += _negating_marks(word, relation, grammar)
        last = place + 1 == len(chain)
        if governs(word, "unsaid", grammar) and (not last or is_one(word, grammar, "avoiding")):
            found.append(word)
        found += [n for n in grammar.dependants(word, "advmod", "xcomp") if _stops_short(word, n, grammar)]
        found += [n for n in (_yet(word, grammar),) if n is not None]
    return list(dict.fromkeys(found))


def _negations_of(word: int, grammar: Grammar) -> list[int]:
    """The negations that hang on a verb, on the first of several under the same auxiliaries, or stand right before."""
    heads = [word, grammar.head[word]] if _shares_auxiliaries(word, grammar) else [word]
    heads += [child for head in heads for child in grammar.dependants(head, "aux", "cop")]
    found = [child for head in heads for child in grammar.children[head] if _is_negation(child, grammar)]
    before = word - 1
    while before >= 0 and (grammar.tokens[before].upos in ("AUX", "ADV", "PART") or _is_never(before, grammar)):
        found += [before] if _is_negation(before, grammar) or _is_never(before, grammar) else []
        before -= 1
    return list(dict.fromkeys(found))


def _is_never(word: int, grammar: Grammar) -> bool:
    """Whether a negation is taken for a verb by the tree."""
    return grammar.tokens[word].upos == "VERB" and grammar.form(word).lower() in listed("negations")


def _stops_short(word: int, after: int, grammar: Grammar) -> bool:
    """ "Stopped short of calling for"."""
    return is_one(word, grammar, "stopping") and grammar.form(after).lower() == "short"


def _is_negation(word: int, grammar: Grammar) -> bool:
    if grammar.form(word).lower() == "longer" and word and grammar.form(word - 1).lower() == "no":
        return True
    if grammar.form(word).lower() not in listed("negations"):
        return False
    if grammar.relation(word).split(":")[0] not in ("advmod", "neg", "aux", "cc"):
        return False
    return word + 1 >= len(grammar.tokens) or grammar.lemma(word + 1) not in listed("not_negated_by")


def _negating_marks(word: int, relation: Relation, grammar: Grammar) -> list[int]:
    marks = [n for n in grammar.dependants(word, "mark", "case", "cc") if n < word and not within(n, relation.content)]
    phrases = listed("negating_marks")
    return [n for n in marks if grammar.form(n).lower() in phrases or grammar.words(n, n + 1).lower() in phrases]


def _negating_nouns(word: int, relation: Relation, grammar: Grammar) -> list[int]:
    """`no` before the subject ("no witness said") or before an object within the cue ("made no mention of")."""
    found = [n for n in grammar.dependants(word, "nsubj") if grammar.lemma(n) in listed("negating_subjects")]
    objects = [n for n in grammar.dependants(word, "obj") if within(n, relation.cue)]
    for noun in [*grammar.dependants(word, "nsubj"), *objects]:
        if not is_one(noun, grammar, "positive_nouns"):
            found += [
                child
                for child in grammar.dependants(noun, "det")
                if grammar.lemma(child) in listed("negating_determiners")
            ]
    return found
