"""Trees over gold tokens: reads CoNLL-U, writes CoNLL-U with our analysis, and prints the scores.

    python benchmarks/parse.py GOLD.conllu[.gz] OUT.conllu

UAS and LAS count every word, punctuation too; LAS compares relations without subtypes (the CoNLL 2018 shared task's
LAS). Sentences are given as
in gold and read in windows of their document, as `read` does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from common import open_text

from onrecord.language.analysis import Part, analyse_words
from onrecord.language.windows import WordSentence
from onrecord.records import Sentence, Span

Rows = list[list[str]]


def read_documents(path: Path) -> list[list[tuple[list[str], Rows, bool]]]:
    """Documents as lists of sentences: comment lines, rows, and whether a paragraph opens."""
    documents: list[list[tuple[list[str], Rows, bool]]] = []
    comments: list[str] = []
    rows: Rows = []
    with open_text(path) as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                if line.startswith("# newdoc"):
                    documents.append([])
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                documents = documents or [[]]
                documents[-1].append((comments, rows, any(c.startswith("# newpar") for c in comments)))
                comments, rows = [], []
    return documents


def rebuild(document: list[tuple[list[str], Rows, bool]]) -> tuple[str, list[WordSentence]]:
    """The document's text from its words and blanks, and its sentences in it."""
    text, out, paragraph = "", [], -1
    for _, rows, opens in document:
        opens = opens or paragraph < 0
        paragraph += opens
        text += "\n" if opens and text else ""
        offsets: list[tuple[int, int]] = []
        for form, blank in surface(rows):
            offsets.append((len(text), len(text) + len(form)))
            text += form + (" " if blank else "")
        span = Span(offsets[0][0], offsets[-1][1])
        out.append(WordSentence(span, tuple(offsets), paragraph, opens, text[span.end - 1] not in ".!?…\"”’')"))
        text += "" if text.endswith((" ", "\n")) else " "
    return text, out


def surface(rows: Rows) -> list[tuple[str, bool]]:
    """The syntactic words of a sentence and whether a blank follows each."""
    joined: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            joined.update(dict.fromkeys(range(first, last), False))
            joined[last] = "SpaceAfter=No" not in row[9]
    return [(row[1], joined.get(int(row[0]), "SpaceAfter=No" not in row[9])) for row in rows if row[0].isdigit()]


def paragraph_spans(sentences: list[WordSentence]) -> tuple[Span, ...]:
    """The paragraphs of a document's sentences."""
    spans: dict[int, Span] = {}
    for sentence in sentences:
        begin = spans[sentence.paragraph].start if sentence.paragraph in spans else sentence.span.start
        spans[sentence.paragraph] = Span(begin, sentence.span.end)
    return tuple(spans.values())


class Tally:
    """Right answers by measure."""

    def __init__(self) -> None:
        self.words = 0
        self.right = {"UAS": 0, "LAS": 0, "LAS with subtypes": 0, "UPOS": 0, "features": 0, "lemmas": 0}

    def add(self, gold: Rows, found: Sentence) -> None:
        """Compares one sentence word by word."""
        for row, token in zip(gold, found.tokens, strict=True):
            self.words += 1
            head = token.head + 1 == int(row[6])
            self.right["UAS"] += head
            self.right["LAS"] += head and token.deprel.split(":")[0] == row[7].split(":")[0]
            self.right["LAS with subtypes"] += head and token.deprel == row[7]
            self.right["UPOS"] += token.upos == row[3]
            self.right["features"] += token.features == row[5]
            self.right["lemmas"] += token.lemma == row[2]

    def scores(self) -> dict[str, float]:
        """Percentages."""
        return {name: round(100 * right / max(1, self.words), 2) for name, right in self.right.items()}


def main() -> None:
    """Reads GOLD, writes OUT, prints scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    tally = Tally()
    with options.out.open("w", encoding="utf-8") as out:
        for document in read_documents(options.gold):
            text, listed = rebuild(document)
            part = Part(0, Span(0, len(text)), paragraph_spans(listed))
            analysis = analyse_words(text, [(part, listed)])
            for (comments, rows, _), sentence in zip(document, analysis.sentences, strict=True):
                words = [row for row in rows if row[0].isdigit()]
                tally.add(words, sentence)
                out.write("\n".join(comments) + "\n" if comments else "")
                out.writelines(
                    _row(row, token, n) for n, (row, token) in enumerate(zip(words, sentence.tokens, strict=True), 1)
                )
                out.write("\n")
    print(json.dumps({"gold": str(options.gold), "words": tally.words, **tally.scores()}))


def _row(row: list[str], token, number: int) -> str:  # type: ignore[no-untyped-def]
    columns = [
        str(number),
        row[1],
        token.lemma,
        token.upos,
        row[4],
        token.features or "_",
        str(token.head + 1),
        token.deprel,
        "_",
        "_",
    ]
    return "\t".join(columns) + "\n"


if __name__ == "__main__":
    main()
