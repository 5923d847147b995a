"""How fast the whole of `read` is, beside spaCy's small CNN pipeline on the same text and in the same run.

    python benchmarks/speed.py [TEXTS.jsonl] [--train TRAIN.conllu.gz] [--cores N]

Prints one JSON object: `words_per_second` (a core, the whole of `read`), `ratio_to_spacy`, `peak_mb`, and how they
came about. spaCy's
side is tok2vec (HashEmbedCNN, width 96, depth 4), morphologizer, parser and NER, trained for a few hundred steps on
TRAIN, so that its
parser works on real trees; speed does not depend on how good they are. Each side runs in a process of its own, in
turns, and the best
turn counts. Needs spacy (the `bench` extra).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
WORDS = 25_000
TURNS = 3
STEPS = 300


def texts(path: Path) -> list[str]:
    """The first texts of the file, WORDS words of them."""
    from common import open_text

    found, words = [], 0
    with open_text(path) as lines:
        for line in lines:
            text = json.loads(line)["text"]
            found.append(text)
            words += len(text.split())
            if words >= WORDS:
                break
    return found


def measure_onrecord(path: Path) -> dict[str, float]:
    """Words a second and peak memory of `read`; words are what blanks part, the same for both sides."""
    import onrecord

    listed = texts(path)
    onrecord.read(listed[0])
    begin = time.perf_counter()
    for text in listed:
        onrecord.read(text)
    spent = time.perf_counter() - begin
    return {"words_per_second": sum(len(text.split()) for text in listed) / spent, "peak_mb": _peak()}


def measure_spacy(path: Path, model: Path) -> dict[str, float]:
    """Words a second of the trained spaCy pipeline."""
    import spacy

    nlp = spacy.load(model)
    listed = texts(path)
    list(nlp.pipe(listed[:1]))
    begin = time.perf_counter()
    for _ in nlp.pipe(listed):
        pass
    spent = time.perf_counter() - begin
    return {"words_per_second": sum(len(text.split()) for text in listed) / spent, "peak_mb": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def train_spacy(source: Path, target: Path) -> None:
    """A few hundred steps of spaCy's small CNN pipeline on a treebank; PROPN runs stand for names."""
    import spacy
    from spacy.training import Example
    from spacy.util import minibatch

    nlp = spacy.blank("en")
    tok2vec = {
        "model": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 96,
            "depth": 4,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        }
    }
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    nlp.add_pipe("tok2vec", config=tok2vec)
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp.add_pipe("parser", config={"model": {**parser, "state_type": "parser", "extra_state_tokens": False}})
    nlp.add_pipe("ner", config={"model": {**parser, "state_type": "ner", "extra_state_tokens": False}})
    examples = [Example.from_dict(_doc(nlp, rows), _gold(rows)) for rows in _sentences(source)]
    nlp.initialize(lambda: examples[:500])
    chooser = random.Random(0)
    optimizer = nlp.resume_training()
    for _ in range(STEPS):
        for batch in minibatch(chooser.sample(examples, 24), 24):
            nlp.update(batch, sgd=optimizer, drop=0.1)
    nlp.to_disk(target)


def _sentences(path: Path, most: int = 3000) -> list[list[list[str]]]:
    from common import open_text

    found: list[list[list[str]]] = [[]]
    with open_text(path) as lines:
        for line in lines:
            if line[:1].isdigit() and line.split("\t")[0].isdigit():
                found[-1].append(line.rstrip("\n").split("\t"))
            elif not line.strip() and found[-1]:
                found.append([])
                if len(found) > most:
                    break
    return [rows for rows in found if rows]


def _doc(nlp, rows: list[list[str]]):  # type: ignore[no-untyped-def]
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=[row[1] for row in rows])


def _gold(rows: list[list[str]]) -> dict[str, list[object]]:
    entities, before = [], ""
    for row in rows:
        name = row[3] == "PROPN"
        entities.append(("I-ORG" if before == "PROPN" else "B-ORG") if name else "O")
        before = row[3]
    return {
        "pos": [row[3] for row in rows],
        "morphs": ["" if row[5] == "_" else row[5] for row in rows],
        "heads": [int(row[6]) - 1 if row[6] != "0" else n for n, row in enumerate(rows)],
        "deps": [row[7].split(":")[0] if row[6] != "0" else "ROOT" for row in rows],
        "entities": entities,
    }


def run_side(side: str, options: argparse.Namespace, model: Path) -> dict[str, float]:
    """One side in a fresh process with one thread."""
    environment = os.environ | {
        name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ONRECORD_THREADS")
    }
    command = [sys.executable, __file__, str(options.texts), "--side", side, "--model", str(model)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Measures both sides in turns and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="?", default=DATA / "news/text/wikinews_en_2019_2020.jsonl")
    parser.add_argument("--train", type=Path, default=DATA / "ud/en/ewt/train.conllu.gz")
    parser.add_argument("--side", choices=["onrecord", "spacy"], help=argparse.SUPPRESS)
    parser.add_argument("--model", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        found = (
            measure_onrecord(options.texts)
            if options.side == "onrecord"
            else measure_spacy(options.texts, options.model)
        )
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "spacy"
        train_spacy(options.train, model)
        turns = [(run_side("onrecord", options, model), run_side("spacy", options, model)) for _ in range(TURNS)]
    ours = max(turn[0]["words_per_second"] for turn in turns)
    theirs = max(turn[1]["words_per_second"] for turn in turns)
    figures = {
        "words_per_second": round(ours),
        "ratio_to_spacy": round(ours / theirs, 3),
        "peak_mb": round(max(turn[0]["peak_mb"] for turn in turns)),
        "spacy_words_per_second": round(theirs),
        "turns": [[round(turn[0]["words_per_second"]), round(turn[1]["words_per_second"])] for turn in turns],
        "load_average": os.getloadavg()[0],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
