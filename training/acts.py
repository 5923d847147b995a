"""Teaches the typing head of acts from the sentences in training/events, on the encoder that ships.

    python training/acts.py --model src/onrecord/language/model [--folds 5] [--write]

Reads every sentence as `onrecord read` would (several unrelated ones a text, each a paragraph), takes the encoder's
vectors of each marked predicate and of its object, subject and oblique by the tree, and learns a network with one
hidden layer. Unmarked verbs and nouns count as NONE, with less weight. With --folds it says first how well predicates
of held-out lemmas and held-out sentences are typed; with --write the head goes into heads.npz. Needs torch.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from act_sentences import FOLDER, ActSentence, read_sentences

from onrecord.extract.events.frames import frame_of
from onrecord.extract.events.learned import CLASSES, NONE, arguments
from onrecord.language.analysis import analyse, default_parts
from onrecord.language.encoder import Encoder
from onrecord.language.grammar import Grammar

#: Width of Scores.act_vectors.
WIDTH = 768
SEED, HIDDEN, MEMBERS, EPOCHS = 20261128, 64, 3, 30
#: Weight of a word that nobody marked, as NONE.
UNMARKED = 0.15
Array = np.ndarray


@dataclass(frozen=True)
class Example:
    """A predicate: vectors of it and its arguments [4, width] (zeros where there is none), class, weight, lemma."""

    vectors: Array
    label: int
    weight: float
    lemma: str
    sentence: int


def examples(sentences: list[ActSentence], reader: Encoder, chooser: random.Random) -> Iterator[Example]:
    """The predicates of the sentences, read in texts of one to five of them in a shuffled order."""
    order = list(range(len(sentences)))
    chooser.shuffle(order)
    while order:
        group = [order.pop() for _ in range(min(len(order), chooser.randint(1, 5)))]
        text, begins = "", []
        for number in group:
            begins.append(len(text))
            text += sentences[number].text + "\n\n"
        analysis = analyse(text, default_parts(text), reader)
        grammar = Grammar(analysis)
        labels = {
            begin + at: (label, number)
            for begin, number in zip(begins, group, strict=True)
            for at, label in sentences[number].marks
        }
        for word, token in enumerate(grammar.tokens):
            label, number = labels.get(token.start, (None, group[0]))
            if label is None and token.upos not in ("VERB", "NOUN"):
                continue
            vectors = _vectors(word, grammar, analysis.act_vectors)
            weight = UNMARKED if label is None else 1.0
            yield Example(vectors, CLASSES.index(NONE) if label is None else label, weight, grammar.lemma(word), number)


def _vectors(word: int, grammar: Grammar, vectors: Array) -> Array:
    out = np.zeros((4, vectors.shape[1]), np.float32)
    for role, at in enumerate((word, *arguments(frame_of(word, grammar)))):
        if at is not None:
            out[role] = vectors[at]
    return out


class Typing(nn.Module):
    """One hidden layer over four vectors."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.parts = nn.Linear(4 * width, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(CLASSES))

    def forward(self, vectors: Tensor) -> Tensor:
        vectors = functional.dropout(vectors, 0.1, self.training)
        whole = functional.dropout1d(vectors, 0.15, self.training)  # now and then an argument is not found
        vectors = torch.cat([vectors[:, :1], whole[:, 1:]], 1)
        return self.out(functional.dropout(self.parts(vectors.flatten(1)).relu(), 0.3, self.training))  # type: ignore[no-any-return]


def learn(listed: list[Example], seed: int) -> Typing:
    """A network taught on these examples."""
    torch.manual_seed(seed)
    network = Typing()
    vectors = torch.from_numpy(np.stack([example.vectors for example in listed]))
    labels = torch.tensor([example.label for example in listed])
    counts = Counter(labels.tolist())
    share = torch.tensor([(len(listed) / counts[example.label]) ** 0.25 for example in listed])
    weights = torch.tensor([example.weight for example in listed]) * share
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=0.05)
    steps = EPOCHS * (len(listed) // 64 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, steps)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(listed)).split(64):
            losses = functional.cross_entropy(
                network(vectors[rows]), labels[rows], reduction="none", label_smoothing=0.05
            )
            optimizer.zero_grad()
            (losses * weights[rows]).mean().backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def folded(listed: list[Example], folds: int, by: str) -> None:
    """Says how well held-out marks are typed: of sentences (`by` "sentence") or lemmas ("lemma") not learned from."""
    chooser = random.Random(SEED)
    keys = sorted({getattr(example, by) for example in listed})
    chooser.shuffle(keys)
    fold_of = {key: n % folds for n, key in enumerate(keys)}
    pairs = []
    for fold in range(folds):
        kept = [example for example in listed if fold_of[getattr(example, by)] != fold]
        held = [example for example in listed if fold_of[getattr(example, by)] == fold and example.weight == 1]
        scores = learn(kept, SEED + fold)(torch.from_numpy(np.stack([example.vectors for example in held])))
        shares = scores.softmax(-1).detach().numpy()
        for example, row in zip(held, shares, strict=True):
            pairs.append((example.label, int(row.argmax()), float(row.max()), float(row[-1])))
    right = sum(gold == said for gold, said, _, _ in pairs)
    none = CLASSES.index(NONE)
    print(f"by {by}: {right / len(pairs):.3f} right of {len(pairs)}")
    for least in (0.5, 0.7, 0.8, 0.9):
        sure = [(gold, said) for gold, said, share, _ in pairs if said != none and share >= least]
        kept = sum(gold == said for gold, said in sure)
        acts = sum(gold != none for gold, _, _, _ in pairs)
        print(f"  a type from {least}: precision {kept / max(1, len(sure)):.3f} recall {kept / acts:.3f}", end="")
        ruled = [gold for gold, _, _, share in pairs if share >= least]
        real = sum(gold != none for gold in ruled)
        rest = sum(gold == none for gold, _, _, _ in pairs)
        print(f"   none from {least}: {1 - real / max(1, len(ruled)):.3f} recall {(len(ruled) - real) / rest:.3f}")


def head(networks: list[Typing]) -> dict[str, Array]:
    """The mean of several networks as one, wide by all their hidden layers."""
    parts = np.stack([network.parts.weight.detach().numpy() for network in networks])  # [n, hidden, 4 * width]
    width = parts.shape[-1] // 4
    # [4 roles, width, n * hidden], the roles side by side
    by_role = parts.reshape(len(networks), HIDDEN, 4, width).transpose(2, 3, 0, 1).reshape(4, width, -1)
    return {
        "act_parts": np.concatenate(list(by_role), 1),
        "act_hidden": np.concatenate([network.parts.bias.detach().numpy() for network in networks]),
        "act_out": np.concatenate([network.out.weight.detach().numpy().T for network in networks]) / len(networks),
        "act_bias": np.mean([network.out.bias.detach().numpy() for network in networks], 0),
    }


def main() -> None:
    """Reads the sentences, judges by folds, and writes the head."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, default=FOLDER)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    listed = list(examples(sentences, Encoder(options.model, 2), random.Random(SEED)))
    marks = Counter(CLASSES[example.label] for example in listed if example.weight == 1)
    print(f"{len(sentences)} sentences, {sum(marks.values())} marks: {dict(marks)}", flush=True)
    if options.folds:
        folded(listed, options.folds, "sentence")
        folded(listed, options.folds, "lemma")
    if options.write:
        made = head([learn(listed, SEED + n) for n in range(MEMBERS)])
        path = options.model / "heads.npz"
        with np.load(path) as old:
            kept = {name: old[name] for name in old.files if not name.startswith("act_")}
        np.savez(path, **kept, **{name: value.astype(np.float16) for name, value in made.items()})


if __name__ == "__main__":
    main()
