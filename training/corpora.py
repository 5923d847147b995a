"""Reads the treebanks, names and attributions into windows with labels."""

from __future__ import annotations

import gzip
import json
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from act_sentences import ActSentence

from onrecord.language.lemmas import script
from onrecord.language.quotes import quotations
from onrecord.language.sentences import paragraphs, sentences
from onrecord.language.tokens import words
from onrecord.language.windows import MAX_WINDOW, PLACES, Window, WordSentence, case_of, pack, window
from onrecord.records import Span

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-EVT", "I-EVT", "B-OBJ", "I-OBJ")
IGNORE = -100
NONE = -1
#: Words of a sentence that may be set as a headline, at most.
LONGEST_HEADLINE = 16
TITLES = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "mr",
        "mrs",
        "ms",
        "dr.",
        "dr",
        "prof.",
        "professor",
        "president",
        "senator",
        "sen.",
        "prime",
        "minister",
        "secretary",
        "general",
        "gen.",
        "judge",
        "justice",
        "king",
        "queen",
        "prince",
        "princess",
        "captain",
        "capt.",
        "sir",
        "lord",
        "lady",
        "director",
        "chancellor",
        "governor",
        "gov.",
        "mayor",
        "ambassador",
        "colonel",
        "col.",
        "major",
        "lieutenant",
        "lt.",
        "sergeant",
        "sgt.",
        "rep.",
        "representative",
        "chairman",
        "commissioner",
        "archbishop",
        "bishop",
        "pope",
        "saint",
        "reverend",
        "rev.",
        "father",
        "vice",
        "deputy",
        "former",
    ]
)


@dataclass(slots=True)
class Tree:
    """A gold sentence: the UD columns that are learned, and its names where they are known."""

    forms: list[str]
    blank_after: list[bool]
    morphology: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    opens_paragraph: bool
    names: list[str] | None = None


@dataclass(slots=True)
class TreeDocument:
    """A treebank document: its rebuilt text and its sentences in it."""

    trees: list[Tree]
    text: str = ""
    sentences: list[WordSentence] = field(default_factory=list)
    names_open: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's first word, and the first and last word of its source: NONE where it has none, IGNORE where unseen."""

    word: int
    source: tuple[int, int]


@dataclass(slots=True)
class Labelled:
    """A window and what is to be learned of it; IGNORE where nothing is known.

    `acts` are indices into CLASSES at marked predicates. `owners` says of each word whose content it is: NONE, 0 for a
    cue outside the window, else 1 + the index of a cue.
    """

    window: Window
    morphology: list[int] | None = None
    lemmas: list[int] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    names: list[int] | None = None
    names_open: bool = False
    roles: list[int] | None = None
    cues: list[Cue] = field(default_factory=list)
    owners: list[int] | None = None
    acts: list[int] | None = None


@dataclass(slots=True)
class Classes:
    """The class lists of the heads, most frequent first."""

    morphology: list[str]
    lemmas: list[str]
    relations: list[str]

    @classmethod
    def of(cls, documents: list[TreeDocument], least: int = 2) -> Classes:
        """The classes seen at least `least` times in the training documents."""
        morphology: Counter[str] = Counter()
        lemmas: Counter[str] = Counter()
        relations: Counter[str] = Counter()
        for document in documents:
            for tree in document.trees:
                morphology.update(tree.morphology)
                relations.update(tree.relations)
                lemmas.update(script(form, lemma) for form, lemma in zip(tree.forms, tree.lemmas, strict=True))
        return cls(*(_frequent(counts, n) for counts, n in ((morphology, least), (lemmas, 4), (relations, 1))))


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return [name for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count >= least]


def read_conllu(path: Path, names: Path | None = None) -> list[TreeDocument]:
    """The documents of a CoNLL-U file, with names from a BIO file of the same sentences."""
    tags = _read_bio(names) if names else {}
    documents: list[TreeDocument] = []
    identity, opens, rows = "", False, []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") or not documents:
                documents.append(TreeDocument([], names_open="ewt" in str(path)))
            if line.startswith("# sent_id"):
                identity = line.split("=", 1)[1].strip()
            opens = opens or line.startswith("# newpar")
            if line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                documents[-1].trees.append(_tree(rows, opens, tags.get(identity)))
                opens, rows = False, []
    for document in documents:
        _rebuild(document)
    return [document for document in documents if document.trees]


def _tree(rows: list[list[str]], opens: bool, names: list[str] | None) -> Tree:
    glued: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update({index: False for index in range(first, last)})
            glued[last] = "SpaceAfter=No" not in row[9]
    rows = [row for row in rows if row[0].isdigit()]
    if names is not None and len(names) != len(rows):
        names = None
    return Tree(
        forms=[row[1] for row in rows],
        blank_after=[glued.get(int(row[0]), "SpaceAfter=No" not in row[9]) for row in rows],
        morphology=[f"{row[3]}|{row[5]}" for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[int(row[6]) - 1 for row in rows],
        relations=[row[7] for row in rows],
        opens_paragraph=opens,
        names=names,
    )


def _read_bio(path: Path) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    current: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                current = out.setdefault(line.split("=", 1)[1].strip(), [])
            elif line.strip():
                word, tag = line.rstrip("\n").split("\t")
                current.append(f"{tag}\x1f{word}")
    return {identity: _without_titles(rows) for identity, rows in out.items()}


def _without_titles(rows: list[str]) -> list[str]:
    """The derived GUM names keep titles inside; UNER leaves them out, and so do we."""
    tags = [row.split("\x1f")[0] for row in rows]
    forms = [row.split("\x1f", 1)[1] for row in rows]
    for index, tag in enumerate(tags):
        if tag == "B-PER" and forms[index].lower() in TITLES:
            at = index
            while (
                at < len(tags)
                and tags[at].endswith("-PER")
                and forms[at].lower() in TITLES
                and (at == index or tags[at][0] == "I")
            ):
                tags[at] = "O"
                at += 1
            if at < len(tags) and tags[at] == "I-PER":
                tags[at] = "B-PER"
    return tags


def _rebuild(document: TreeDocument) -> None:
    text, spans = "", []
    for tree in document.trees:
        text += "\n" if tree.opens_paragraph and text else ""
        offsets = []
        for form, blank in zip(tree.forms, tree.blank_after, strict=True):
            offsets.append((len(text), len(text) + len(form)))
            text += form + (" " if blank else "")
        spans.append(tuple(offsets))
        text += "" if text.endswith((" ", "\n")) else " "
    document.text = text
    paragraph = -1
    for tree, offsets in zip(document.trees, spans, strict=True):
        paragraph += tree.opens_paragraph or paragraph < 0
        span = Span(offsets[0][0], offsets[-1][1])
        ends = text[span.end - 1] in ".!?…\"”’')"
        document.sentences.append(WordSentence(span, offsets, paragraph, tree.opens_paragraph, not ends))


def tree_windows(documents: list[TreeDocument], classes: Classes, chooser: random.Random | None) -> Iterator[Labelled]:
    """Windows of whole sentences; with a `chooser` their sizes vary, as the texts that will be read do."""
    indices = [
        {name: n for n, name in enumerate(names)} for names in (classes.morphology, classes.lemmas, classes.relations)
    ]
    for document in documents:
        marks = quotations(document.text, _paragraph_spans(document.sentences))
        limit = chooser.choice((30, 60, 100, MAX_WINDOW)) if chooser else MAX_WINDOW
        for group in pack(document.sentences, limit):
            for part in _cut(group, document, limit):
                yield _label_trees(document, part, marks, indices)


def _cut(group: list[int], document: TreeDocument, limit: int) -> list[list[int]]:
    return [[i for i in group if len(document.sentences[i].words) <= 2 * MAX_WINDOW]] if group else []


def _paragraph_spans(listed: list[WordSentence]) -> list[Span]:
    out: list[Span] = []
    for sentence in listed:
        if sentence.opens_paragraph or not out:
            out.append(sentence.span)
        else:
            out[-1] = Span(out[-1].start, sentence.span.end)
    return out


def _label_trees(document: TreeDocument, group: list[int], marks: list, indices: list[dict[str, int]]) -> Labelled:  # type: ignore[type-arg]
    made = window(document.text, [document.sentences[i] for i in group], marks)
    labelled = Labelled(made, [], [], [], [], [], document.names_open)
    offset = 0
    for index in group:
        tree = document.trees[index]
        labelled.morphology += [indices[0].get(value, IGNORE) for value in tree.morphology]
        labelled.lemmas += [
            indices[1].get(script(form, lemma), IGNORE) for form, lemma in zip(tree.forms, tree.lemmas, strict=True)
        ]
        labelled.heads += [0 if head < 0 else head + offset + 1 for head in tree.heads]
        labelled.relations += [indices[2].get(value, IGNORE) for value in tree.relations]
        labelled.names += [NAMES.index(tag) for tag in tree.names] if tree.names else [IGNORE] * len(tree.forms)
        offset += len(tree.forms)
    return labelled


@dataclass(slots=True)
class AttributionDocument:
    """A PolNeAR article cut into sentences: roles over its words, the source of each cue, the cue of each content."""

    text: str
    sentences: list[WordSentence]
    roles: dict[int, int]
    sources: dict[int, tuple[int, int]]
    owners: dict[int, int]


def word_sentences(text: str) -> tuple[list[WordSentence], list[Span]]:
    """The sentences of a plain text as words, and its paragraphs."""
    out: list[WordSentence] = []
    spans = paragraphs(text)
    for number, paragraph in enumerate(spans):
        heading = text[paragraph.end - 1] not in ".!?…\"”’')"
        for order, sentence in enumerate(sentences(text, paragraph)):
            cut = tuple(words(text, sentence.start, sentence.end))
            out.append(WordSentence(sentence, cut, number, order == 0, heading))
    return out, spans


def read_polnear(path: Path) -> list[AttributionDocument]:
    """The articles of a PolNeAR file (main annotator), roles as word tags, links from first word to first word."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            out.append(_attributed(json.loads(line)))
    return out


def _attributed(article: dict) -> AttributionDocument:  # type: ignore[type-arg]
    text = article["text"]
    listed, _ = word_sentences(text)
    offsets = [word for sentence in listed for word in sentence.words]
    line_of = [sentence.paragraph for sentence in listed for _ in sentence.words]
    ends = [end for _, end in offsets]
    document = AttributionDocument(text, listed, {}, {}, {})
    for relation in article["attributions"]:
        covered = {
            role: _mark(document, relation.get(role) or [], role, offsets, ends, line_of)
            for role in ("source", "cue", "content")
        }
        cue = covered["cue"][0] if covered["cue"] else NONE
        if cue >= 0:
            document.sources[cue] = _first_run(covered["source"])
        for word in covered["content"]:
            document.owners[word] = cue
    return document


def _first_run(words: list[int]) -> tuple[int, int]:
    if not words:
        return NONE, NONE
    last = words[0]
    while last + 1 in words:
        last += 1
    return words[0], last


def _mark(
    document: AttributionDocument,
    pairs: list[list[int]],
    role: str,
    offsets: list[tuple[int, int]],
    ends: list[int],
    line_of: list[int],
) -> list[int]:
    begin, inside = ROLES.index(f"B-{role}"), ROLES.index(f"I-{role}")
    covered: set[int] = set()
    for start, end in pairs:
        at = bisect_left(ends, start + 1)
        while at < len(offsets) and offsets[at][0] < end:
            covered.add(at)
            at += 1
    previous = -2
    for at in sorted(covered):
        starts = at != previous + 1 or line_of[at] != line_of[previous]
        document.roles[at] = begin if starts else inside
        previous = at
    return sorted(covered)


def attribution_windows(documents: list[AttributionDocument], chooser: random.Random | None) -> Iterator[Labelled]:
    """Windows of up to MAX_WINDOW words; with a `chooser` each article starts at another place each time."""
    for document in documents:
        _, spans = document, _paragraph_spans(document.sentences)
        marks = quotations(document.text, spans)
        begins, total = [], 0
        for sentence in document.sentences:
            begins.append(total)
            total += len(sentence.words)
        limit = chooser.randint(110, MAX_WINDOW) if chooser else MAX_WINDOW
        for group in pack(document.sentences, limit):
            made = window(document.text, [document.sentences[i] for i in group], marks)
            if 0 < len(made) <= 2 * MAX_WINDOW:
                yield _label_roles(document, made, begins[group[0]])


def _label_roles(document: AttributionDocument, made: Window, base: int) -> Labelled:
    span = range(base, base + len(made))
    cues = [at for at in span if at in document.sources]
    order = {at: n for n, at in enumerate(cues, 1)}
    owners = [order.get(document.owners[at], 0) if at in document.owners else NONE for at in span]
    listed = [Cue(at - base, _within(document.sources[at], span)) for at in cues]
    return Labelled(made, roles=[document.roles.get(at, 0) for at in span], cues=listed, owners=owners)


def _within(run: tuple[int, int], span: range) -> tuple[int, int]:
    if run[0] == NONE:
        return run
    return (run[0] - span.start, run[1] - span.start) if run[0] in span and run[1] in span else (IGNORE, IGNORE)


def act_windows(listed: list[ActSentence], chooser: random.Random) -> Iterator[Labelled]:
    """Windows of one to five unrelated sentences, each a paragraph or all one, with their acts."""
    order = list(range(len(listed)))
    chooser.shuffle(order)
    while order:
        group = [listed[order.pop()] for _ in range(min(len(order), chooser.randint(1, 5)))]
        between, text = chooser.choice((" ", "\n")), ""
        labels = {}
        for sentence in group:
            labels |= {len(text) + at: label for at, label in sentence.marks}
            text += sentence.text + between
        cut, spans = word_sentences(text)
        made = window(text, cut, quotations(text, spans))
        starts = [start for sentence in cut for start, _ in sentence.words]
        if len(made) <= 2 * MAX_WINDOW:
            yield Labelled(made, acts=[labels.get(start, IGNORE) for start in starts])


def single_quoted(labelled: Labelled) -> Labelled:
    """The same window in the British manner, with single marks for double ones."""
    made = labelled.window
    if "'" in made.forms or "’" in made.forms or "‘" in made.forms:
        return labelled
    swap = {"“": "‘", "”": "’", '"': "'"}
    changed = Window(
        [swap.get(form, form) for form in made.forms],
        made.cases,
        [2 if q in (1, 3) else q for q in made.quotes],
        made.places,
        made.sentences,
    )
    return replace(labelled, window=changed)


def headlined(labelled: Labelled, chooser: random.Random) -> Labelled:
    """The same window with one of its short sentences set as headlines are: In Title Case, or IN CAPITALS."""
    made = labelled.window
    runs = [[n for n, of in enumerate(made.sentences) if of == number] for number in sorted(set(made.sentences))]
    short = [run for run in runs if 3 <= len(run) <= LONGEST_HEADLINE]
    if not short:
        return labelled
    run, capitals = chooser.choice(short), chooser.random() < 0.3
    cases, places = list(made.cases), list(made.places)
    for n in run:
        form = made.forms[n]
        if form.isalpha() and (capitals or len(form) > 3 or n == run[0] or chooser.random() < 0.3):
            cases[n] = case_of(form.upper() if capitals else form.capitalize())
    places[run[0]] = PLACES.index("heading")
    return replace(labelled, window=Window(made.forms, cases, made.quotes, places, made.sentences))
