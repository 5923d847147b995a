"""Trains the encoder with all its heads; stops and goes on at any time.

    python training/train.py --data ../shared/data --minilm FOLDER --out build/model [--device cuda]

Treebanks (EWT, GUM), names (UNER EWT, derived GUM) and attributions (PolNeAR) are read in turn, batch by batch, in an
order that the seed alone decides. A checkpoint is written every few minutes; the same command resumes from it. Needs
torch, tokenizers, safetensors.
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

import torch
from tokenizers import Tokenizer
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from act_sentences import read_sentences
from corpora import (
    NAMES,
    ROLES,
    AttributionDocument,
    Classes,
    Labelled,
    TreeDocument,
    act_windows,
    attribution_windows,
    headlined,
    read_conllu,
    read_polnear,
    single_quoted,
    tree_windows,
)
from losses import Batch, Pieces, act_loss, batches, collate, role_loss, tree_loss
from names import Pool, known_names, swap_names
from network import Network, Sizes, load_minilm

from onrecord.language.windows import CASES, PLACES, QUOTES

CHECKPOINT_EVERY = 100
TELL_EVERY = 25
#: What the parts of the attribution head were called in the weights of 0.1.0.
RENAMED = {
    "source_link": "attribution.source_start",
    "content_link": "attribution.content",
    "source_none": "attribution.source_none",
    "content_none": "attribution.elsewhere",
}
#: Share of the old weights that the running mean keeps at each step of the last part of the training.
MEAN_KEEPS, MEAN_FROM, MEAN_EVERY = 0.997, 0.4, 4


@dataclass(frozen=True)
class Plan:
    """How much is read, and how fast is learned."""

    tree_epochs: int = 6
    attribution_epochs: int = 3
    act_epochs: int = 0
    subtokens: int = 1500
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    layers: int = 6
    name_weight: float = 1.0
    derived_name_weight: float = 0.6
    swapped_names: float = 0.0
    warm_up: int = 300
    frozen_layers: int = 0
    masked_words: float = 0.0
    headlines: float = 0.0
    seed: int = 20220324


def schedule(
    plan: Plan, trees: list, articles: list, acts: list, classes: Classes, pieces: Pieces, known: Pool
) -> Iterator[tuple[str, list[Labelled]]]:  # type: ignore[type-arg]
    """Every batch of the whole training in its order."""
    rounds = max(plan.tree_epochs, plan.attribution_epochs, plan.act_epochs)
    listed: dict[str, list[list[Labelled]]] = {"tree": [], "role": [], "act": []}
    for epoch in range(rounds):
        chooser = random.Random(plan.seed + epoch)
        if epoch < plan.tree_epochs:
            windows = swap_names(list(tree_windows(trees, classes, chooser)), known, chooser, plan.swapped_names)
            windows = [headlined(made, chooser) if chooser.random() < plan.headlines else made for made in windows]
            listed["tree"] += batches(windows, pieces, plan.subtokens, chooser)
        if epoch < plan.attribution_epochs:
            windows = list(attribution_windows(articles, chooser))
            windows = [single_quoted(made) if chooser.random() < 0.1 else made for made in windows]
            windows = [headlined(made, chooser) if chooser.random() < plan.headlines / 2 else made for made in windows]
            listed["role"] += batches(windows, pieces, plan.subtokens, chooser)
        if epoch < plan.act_epochs:
            windows = list(act_windows(acts, chooser))
            listed["act"] += batches(windows, pieces, plan.subtokens, chooser)
    yield from _interleave(listed)


def _interleave(listed: dict[str, list[list[Labelled]]]) -> Iterator[tuple[str, list[Labelled]]]:
    """All tasks' batches, each task spread evenly over the whole."""
    placed = [
        ((n + 0.5) / len(own), order, task, made)
        for order, (task, own) in enumerate(listed.items())
        for n, made in enumerate(own)
    ]
    yield from ((task, made) for _, _, task, made in sorted(placed, key=lambda entry: entry[:2]))


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
    """The whole training, from the last checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    trees, articles = read_corpora(options.data)
    classes = Classes.of(trees)
    pieces = Pieces(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    pieces.tokenizer.no_truncation()
    pieces.tokenizer.no_padding()
    counts = (classes.morphology, classes.lemmas, NAMES, ROLES, classes.relations, CASES, QUOTES, PLACES)
    sizes = Sizes(*map(len, counts), plan.layers)
    (options.out / "classes.json").write_text(
        json.dumps({"classes": asdict(classes), "sizes": asdict(sizes), "plan": asdict(plan)}, indent=1)
    )
    network = Network(sizes)
    load_minilm(network, options.minilm)
    if options.start:
        begin_from(network, torch.load(options.start, map_location="cpu"))
    network.words.weight.requires_grad_(False)
    acts = read_sentences() if plan.act_epochs else []
    planned = list(schedule(plan, trees, articles, acts, classes, pieces, known_names(options.data / "knowledge")))
    learner = Learner(network.to(options.device), plan, pieces, options.out / "checkpoint.pt")
    print(
        f"{len(trees)} tree documents, {len(articles)} articles, {len(planned)} steps from {learner.step}", flush=True
    )
    learner.learn(planned, options.stop_after)
    torch.save(network.state_dict(), options.out / "last.pt")
    torch.save(network.state_dict() | learner.mean.weights, options.out / "network.pt")


def read_corpora(data: Path) -> tuple[list[TreeDocument], list[AttributionDocument]]:
    """The training halves: EWT and GUM with their names, PolNeAR."""
    files = (("ewt", "ewt"), ("gum", "gum_derived"))
    trees = [
        document
        for bank, names in files
        for document in read_conllu(data / f"ud/en/{bank}/train.conllu.gz", data / f"ner/en/{names}/train.bio.gz")
    ]
    return trees, read_polnear(data / "polnear/train.jsonl.gz")


class Learner:
    """Network, optimizer, running mean and place in the plan: what a checkpoint holds."""

    def __init__(self, network: Network, plan: Plan, pieces: Pieces, checkpoint: Path) -> None:
        self.network, self.plan, self.pieces, self.checkpoint = network, plan, pieces, checkpoint
        self.optimizer = _optimizer(network, plan)
        if plan.frozen_layers:
            freeze(network, plan.frozen_layers)
        self.mean = Mean(network)
        self.step = 0
        self.running: dict[str, float] = {}
        self._resume()

    def learn(self, planned: list[tuple[str, list[Labelled]]], stop_after: int | None) -> None:
        """Every step from here to the end of the plan."""
        self.network.train()
        device = self.network.words.weight.device
        began, seen = time.time(), 0
        for task, windows in planned[self.step : stop_after]:
            torch.manual_seed(self.plan.seed + self.step)
            chooser = random.Random(self.plan.seed + self.step)
            batch = collate(windows, self.pieces, device, self.plan.masked_words, chooser)
            self._descend(task, batch, len(planned))
            self._average(len(planned))
            self.step += 1
            seen += sum(len(labelled.window) for labelled in windows)
            if self.step % TELL_EVERY == 0:
                told = " ".join(f"{name} {value:.3f}" for name, value in self.running.items())
                print(f"step {self.step}/{len(planned)} {seen / (time.time() - began):.0f} words/s {told}", flush=True)
            if self.step % CHECKPOINT_EVERY == 0:
                self._save()

    def _descend(self, task: str, batch: Batch, total: int) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate(self.step, total, self.plan.warm_up)
        device = batch.tensors["ids"].device.type
        with torch.autocast(device, dtype=torch.bfloat16, enabled=halved(device)):
            if task == "tree":
                losses = tree_loss(self.network, batch, self.plan.name_weight, self.plan.derived_name_weight)
            elif task == "act":
                losses = act_loss(self.network, batch)
            else:
                losses = role_loss(self.network, batch)
        loss = torch.stack(list(losses.values())).sum()
        if not math.isfinite(loss.item()):
            return
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        for name, value in losses.items():
            self.running[name] = 0.95 * self.running.get(name, value.item()) + 0.05 * value.item()

    def _average(self, total: int) -> None:
        if self.step < MEAN_FROM * total <= self.step + 1:
            self.mean = Mean(self.network)
        elif self.step >= MEAN_FROM * total and self.step % MEAN_EVERY == 0:
            self.mean.follow(self.network, MEAN_KEEPS**MEAN_EVERY)

    def _save(self) -> None:
        saved = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean.weights,
            "step": self.step,
        }
        torch.save(saved, self.checkpoint.with_suffix(".tmp"))
        self.checkpoint.with_suffix(".tmp").replace(self.checkpoint)

    def _resume(self) -> None:
        if self.checkpoint.exists():
            saved = torch.load(self.checkpoint, map_location="cpu")
            self.network.load_state_dict(saved["network"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.mean.weights, self.step = saved["mean"], int(saved["step"])


def halved(device: str) -> bool:
    """Whether this machine multiplies in bfloat16 of its own; elsewhere it only costs time."""
    return device != "cpu" or bool(torch.cpu._is_avx512_bf16_supported())


def begin_from(network: Network, weights: dict[str, Tensor]) -> None:
    """Takes over earlier weights; what has grown since keeps its new rows, what is new its beginning."""
    own = network.state_dict()
    with torch.no_grad():
        for old, value in weights.items():
            name = RENAMED.get(old, old)
            if name in own:
                own[name][tuple(slice(0, size) for size in value.shape)] = value


def freeze(network: Network, layers: int) -> None:
    """Leaves the embeddings and the lowest layers as they are: what was learned stays, and time is saved."""
    tables = (network.positions, network.cases, network.quotes, network.places, network.embedding_norm)
    for module in (*tables, *network.layers[:layers]):
        module.requires_grad_(False)


class Mean:
    """The running mean of the weights: steadier than the last ones (Polyak & Juditsky 1992)."""

    def __init__(self, network: Network) -> None:
        self.weights = {
            name: value.detach().clone() for name, value in network.named_parameters() if value.requires_grad
        }

    @torch.no_grad()
    def follow(self, network: Network, keeps: float) -> None:
        """Moves towards the network's weights."""
        own = dict(network.named_parameters())
        torch._foreach_lerp_([*self.weights.values()], [own[name] for name in self.weights], 1 - keeps)


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (encoder if name.startswith(("positions", "embedding_norm", "layers")) else heads).append(parameter)
    groups = [{"params": encoder, "peak": plan.encoder_rate}, {"params": heads, "peak": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


if __name__ == "__main__":
    main()
