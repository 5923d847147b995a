"""Trains the encoder with all its heads; stops and goes on at any time.

    python training/train.py --data ../shared/data --minilm FOLDER --out build/model [--device cuda]

Treebanks (EWT, GUM), names (UNER EWT, derived GUM) and attributions (PolNeAR) are read in turn, batch by batch, in
an order that the
seed alone decides. A checkpoint is written every few minutes; the same command resumes from it. Needs torch,
tokenizers, safetensors.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from corpora import (
    IGNORE,
    NAMES,
    ROLES,
    Classes,
    Labelled,
    attribution_windows,
    read_conllu,
    read_polnear,
    single_quoted,
    swap_names,
    tree_windows,
)
from network import Network, Sizes, load_minilm

from onrecord.language.windows import CASES, PLACES, QUOTES

SEED = 20220324
CHECKPOINT_EVERY = 150


@dataclass(frozen=True)
class Plan:
    """How much is read, and how fast is learned."""

    tree_epochs: int = 6
    attribution_epochs: int = 3
    subtokens: int = 1500
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    layers: int = 6
    name_weight: float = 1.0
    derived_name_weight: float = 0.6
    swapped_names: float = 0.0
    warm_up: int = 300


@dataclass
class Batch:
    """Padded windows of one task."""

    windows: list[Labelled]
    tensors: dict[str, Tensor]


class Pieces:
    """Word to subtokens, each word looked up once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, list[int]] = {}
        self.unknown = tokenizer.token_to_id("[UNK]")

    def __call__(self, form: str) -> list[int]:
        if form not in self.known:
            self.known[form] = self.tokenizer.encode(form, add_special_tokens=False).ids[:8] or [self.unknown]
        return self.known[form]


def collate(windows: list[Labelled], pieces: Pieces, device: torch.device) -> Batch:
    """Pads windows into tensors."""
    rows = [[pieces(form) for form in labelled.window.forms] for labelled in windows]
    length = max(sum(map(len, row)) for row in rows) + 2
    width = max(map(len, rows))
    arrays = {name: np.zeros((len(rows), length), dtype=np.int64) for name in ("ids", "cases", "quotes", "places")}
    first = np.zeros((len(rows), width), dtype=np.int64)
    sentences = np.full((len(rows), width), -1, dtype=np.int64)
    for n, (row, labelled) in enumerate(zip(rows, windows, strict=True)):
        arrays["ids"][n, 0] = 101
        at = 1
        made = labelled.window
        for word, ids in enumerate(row):
            first[n, word] = at
            end = at + len(ids)
            arrays["ids"][n, at:end] = ids
            arrays["cases"][n, at:end] = made.cases[word]
            arrays["quotes"][n, at:end] = made.quotes[word]
            arrays["places"][n, at:end] = made.places[word]
            at = end
        arrays["ids"][n, at] = 102
        sentences[n, : len(row)] = made.sentences
    tensors = {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
    tensors |= {"first": torch.from_numpy(first).to(device), "sentences": torch.from_numpy(sentences).to(device)}
    for name in ("morphology", "lemmas", "heads", "relations", "names", "roles"):
        if getattr(windows[0], name) is not None:
            padded = np.full((len(rows), width), IGNORE, dtype=np.int64)
            for n, labelled in enumerate(windows):
                padded[n, : len(labelled.window)] = getattr(labelled, name)
            tensors[name] = torch.from_numpy(padded).to(device)
    return Batch(windows, tensors)


def batches(windows: list[Labelled], pieces: Pieces, limit: int, chooser: random.Random) -> list[list[Labelled]]:
    """Windows of like length together, at most `limit` subtokens (padding counted) a batch, in a shuffled order."""
    sized = sorted(windows, key=lambda labelled: (sum(len(pieces(f)) for f in labelled.window.forms), chooser.random()))
    out: list[list[Labelled]] = []
    longest = 0
    for labelled in sized:
        size = sum(len(pieces(f)) for f in labelled.window.forms) + 2
        longest = max(longest, size)
        if not out or longest * (len(out[-1]) + 1) > limit:
            out.append([])
            longest = size
        out[-1].append(labelled)
    chooser.shuffle(out)
    return out


def tree_loss(network: Network, batch: Batch, plan: Plan) -> dict[str, Tensor]:
    """Losses of morphology, lemma, arcs, labels and names."""
    tensors = batch.tensors
    vectors = network.encode(*(tensors[name] for name in ("ids", "cases", "quotes", "places", "first")))
    dropped = network.head_dropout(vectors)
    arc_dependent, arc_head, label_dependent, label_head, *_ = network.project(vectors)
    scores = network.arcs(arc_dependent, arc_head).float()
    sentences = tensors["sentences"]
    same = sentences[:, :, None] == sentences[:, None, :]
    allowed = functional.pad(same, (1, 0), value=True)
    scores = scores.masked_fill(~allowed, -1e4)
    heads = tensors["heads"]
    known = heads != IGNORE
    losses = {"arc": functional.cross_entropy(scores[known], heads[known])}
    root = network.label_root.to(label_head.dtype).expand(label_head.shape[0], 1, -1)
    governors = torch.cat([root, label_head], 1)
    governors = governors.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, governors.shape[-1]))
    labels = network.labels(label_dependent[known], governors[known]).float()
    losses["label"] = functional.cross_entropy(labels, tensors["relations"][known], ignore_index=IGNORE)
    losses["morphology"] = _entropy(network.morphology(dropped), tensors["morphology"])
    losses["lemma"] = 0.5 * _entropy(network.lemma(dropped), tensors["lemmas"])
    losses["name"] = plan.name_weight * _name_loss(network.name(dropped).float(), batch, plan.derived_name_weight)
    return losses


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def _name_loss(scores: Tensor, batch: Batch, derived: float) -> Tensor:
    """EWT marks PER, ORG and LOC only: its O may hide events and objects, so there O means `none of the three`."""
    gold = batch.tensors["names"]
    logs = functional.log_softmax(scores, -1)
    open_rows = torch.tensor([labelled.names_open for labelled in batch.windows], device=gold.device)
    hidden = torch.logsumexp(logs[..., [0, 7, 8, 9, 10]], -1)
    chosen = logs.gather(-1, gold.clamp(min=0)[..., None])[..., 0]
    chosen = torch.where(open_rows[:, None] & (gold == 0), hidden, chosen)
    weight = torch.where(open_rows, 1.0, derived)[:, None] * (gold != IGNORE)
    return -(chosen * weight).sum() / weight.sum().clamp(min=1)


def role_loss(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Losses of attribution roles and of the links between sources, cues and contents."""
    tensors = batch.tensors
    vectors = network.encode(*(tensors[name] for name in ("ids", "cases", "quotes", "places", "first")))
    losses = {"role": _entropy(network.role(network.head_dropout(vectors)), tensors["roles"])}
    *_, cue_of_source, source, content, cue_of_content = network.project(vectors)
    listed = (
        ("source_links", network.source_links(cue_of_source, source)),
        ("content_links", network.content_links(content, cue_of_content)),
    )
    for name, scores in listed:
        places = [(n, at, target) for n, labelled in enumerate(batch.windows) for at, target in getattr(labelled, name)]
        if not places:
            continue
        rows, words, targets = torch.tensor(places, device=scores.device).T
        chosen = scores[rows, words].float()
        padding = functional.pad(tensors["sentences"] < 0, (1, 0), value=False)[rows]
        losses[name] = 0.3 * functional.cross_entropy(chosen.masked_fill(padding, -1e4), targets)
    return losses


def schedule(
    plan: Plan, trees: list, articles: list, classes: Classes, pieces: Pieces
) -> Iterator[tuple[str, list[Labelled]]]:  # type: ignore[type-arg]
    """Every batch of the whole training in its order."""
    rounds = max(plan.tree_epochs, plan.attribution_epochs)
    tree_batches: list[tuple[str, list[Labelled]]] = []
    role_batches: list[tuple[str, list[Labelled]]] = []
    for epoch in range(rounds):
        chooser = random.Random(SEED + epoch)
        if epoch < plan.tree_epochs:
            windows = swap_names(list(tree_windows(trees, classes, chooser)), chooser, plan.swapped_names)
            tree_batches += [("tree", made) for made in batches(windows, pieces, plan.subtokens, chooser)]
        if epoch < plan.attribution_epochs:
            windows = list(attribution_windows(articles, chooser))
            windows = [single_quoted(made) if chooser.random() < 0.1 else made for made in windows]
            role_batches += [("role", made) for made in batches(windows, pieces, plan.subtokens, chooser)]
    yield from _interleave(tree_batches, role_batches)


def _interleave(left: list, right: list) -> Iterator[tuple[str, list[Labelled]]]:  # type: ignore[type-arg]
    placed = [((n + 0.5) / len(left), 0, item) for n, item in enumerate(left)]
    placed += [((n + 0.5) / len(right), 1, item) for n, item in enumerate(right)]
    yield from (item for _, _, item in sorted(placed, key=lambda entry: entry[:2]))


def rate(step: int, total: int, warm_up: int) -> float:
    """Warm-up, then linear decay to nothing."""
    return min((step + 1) / warm_up, max(0.0, (total - step) / max(1, total - warm_up)))


def main() -> None:
    """Reads the corpora, trains, and leaves `network.pt` and `classes.json` in --out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument(
        "--start", type=Path, help="begin from this network.pt instead of MiniLM (a second, shorter round)"
    )
    parser.add_argument("--stop-after", type=int, help="end after this many steps (for trials)")
    for name, value in asdict(Plan()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    options = parser.parse_args()
    plan = Plan(**{name: getattr(options, name) for name in asdict(Plan())})
    train(options, plan)


def train(options: argparse.Namespace, plan: Plan) -> None:
    """The training loop, from the last checkpoint where there is one."""
    torch.manual_seed(SEED)
    device = torch.device(options.device)
    options.out.mkdir(parents=True, exist_ok=True)
    tree_files = [
        ("ewt", options.data / "ner/en/ewt/train.bio.gz"),
        ("gum", options.data / "ner/en/gum_derived/train.bio.gz"),
    ]
    trees = [
        d for bank, names in tree_files for d in read_conllu(options.data / f"ud/en/{bank}/train.conllu.gz", names)
    ]
    articles = read_polnear(options.data / "polnear/train.jsonl.gz")
    classes = Classes.of(trees)
    pieces = Pieces(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    pieces.tokenizer.no_truncation()
    pieces.tokenizer.no_padding()
    sizes = Sizes(
        len(classes.morphology),
        len(classes.lemmas),
        len(NAMES),
        len(ROLES),
        len(classes.relations),
        len(CASES),
        len(QUOTES),
        len(PLACES),
        plan.layers,
    )
    (options.out / "classes.json").write_text(
        json.dumps({"classes": asdict(classes), "sizes": asdict(sizes), "plan": asdict(plan)}, indent=1)
    )
    network = Network(sizes)
    load_minilm(network, options.minilm)
    if options.start:
        network.load_state_dict(torch.load(options.start, map_location="cpu"))
    network.words.weight.requires_grad_(False)
    network.to(device)
    planned = list(schedule(plan, trees, articles, classes, pieces))
    optimizer = _optimizer(network, plan)
    start = _resume(options.out / "checkpoint.pt", network, optimizer)
    print(
        f"{len(trees)} tree documents, {len(articles)} articles, {len(planned)} steps, starting at {start}", flush=True
    )
    _loop(network, optimizer, planned, start, options, pieces, device, plan)
    torch.save(network.state_dict(), options.out / "network.pt")


def _loop(
    network: Network,
    optimizer: torch.optim.Optimizer,
    planned: list,
    start: int,
    options: argparse.Namespace,
    pieces: Pieces,
    device: torch.device,
    plan: Plan,
) -> None:  # type: ignore[type-arg]
    network.train()
    running: dict[str, float] = {}
    began, seen = time.time(), 0
    for step, (task, windows) in enumerate(planned):
        if step < start:
            continue
        if options.stop_after and step >= options.stop_after:
            break
        torch.manual_seed(SEED + step)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * rate(step, len(planned), plan.warm_up)
        batch = collate(windows, pieces, device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            losses = tree_loss(network, batch, plan) if task == "tree" else role_loss(network, batch)
        loss = torch.stack(list(losses.values())).sum()
        if not math.isfinite(loss.item()):
            continue
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        seen += sum(len(w.window) for w in windows)
        for name, value in losses.items():
            running[name] = 0.95 * running.get(name, value.item()) + 0.05 * value.item()
        if step % 25 == 24:
            told = " ".join(f"{name} {value:.3f}" for name, value in running.items())
            pace = seen / (time.time() - began)
            print(f"step {step + 1}/{len(planned)} {pace:.0f} words/s {told}", flush=True)
        if step % CHECKPOINT_EVERY == CHECKPOINT_EVERY - 1:
            _save(options.out / "checkpoint.pt", network, optimizer, step + 1)


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (encoder if name.startswith(("positions", "embedding_norm", "layers")) else heads).append(parameter)
    groups = [{"params": encoder, "peak": plan.encoder_rate}, {"params": heads, "peak": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, step: int) -> None:
    torch.save(
        {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, path.with_suffix(".tmp")
    )
    path.with_suffix(".tmp").replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    saved = torch.load(path, map_location="cpu")
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    return int(saved["step"])


if __name__ == "__main__":
    main()
