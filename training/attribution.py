"""The attribution head: which words each cue's source and contents are, decided over the whole window at once.

Contents are the states of one chain over the words of a window: outside, content of a cue that lies elsewhere, or
content of cue k. A state's score comes from the pair of word and cue, a change of state from the word at which it
happens; so a word belongs to one cue at most, and contents begin and end where words say so. The source is a first
and a last word, chosen for each cue.

The chain is a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) with one state a cue.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LINK = 128
#: Width of the pair scorer that says whether a word is content of a cue.
PAIR = 128
#: Kinds of change between two words: into content, out of it, on with the same cue, over to another cue.
CHANGES = 4
DISTANCES, SENTENCES, PARAGRAPHS = 17, 7, 5
_FAR = -1e4


class AttributionHead(nn.Module):
    """Scores sources and contents of given cues, and learns from given ones."""

    def __init__(self) -> None:
        super().__init__()
        self.source_start = nn.Parameter(torch.zeros(LINK + 1, LINK))
        self.source_last = nn.Parameter(torch.zeros(LINK + 1, LINK))
        self.content = nn.Parameter(torch.zeros(LINK + 1, LINK))
        self.source_none = nn.Parameter(torch.randn(LINK) * 0.05)
        self.elsewhere = nn.Parameter(torch.randn(LINK) * 0.05)
        self.pair_word = nn.Linear(WIDTH, PAIR)
        self.pair_cue = nn.Linear(WIDTH, PAIR, bias=False)
        self.pair_elsewhere = nn.Parameter(torch.zeros(PAIR))
        self.pair_distance = nn.Embedding(DISTANCES, PAIR)
        self.pair_sentence = nn.Embedding(SENTENCES, PAIR)
        self.pair_paragraph = nn.Embedding(PARAGRAPHS, PAIR)
        self.pair_out = nn.Linear(PAIR, 1)
        self.source_distance = nn.Embedding(DISTANCES, 1)
        self.source_sentence = nn.Embedding(SENTENCES, 1)
        self.changes = nn.Linear(WIDTH, CHANGES)
        for table in (self.source_start, self.source_last, self.content):
            nn.init.xavier_uniform_(table)
        for embedding in (self.pair_distance, self.pair_sentence, self.pair_paragraph):
            nn.init.normal_(embedding.weight, std=0.1)
        for embedding in (self.source_distance, self.source_sentence):
            nn.init.zeros_(embedding.weight)

    def contents(self, vectors: Tensor, parts: dict[str, Tensor], cues: Tensor, places: Places) -> Tensor:
        """State scores [batch, words, 1 + cues]; column 0 is content of a cue elsewhere. `cues` [batch, cues]."""
        ends = _rows(parts["content_cue"], cues)
        none = self.elsewhere.to(ends.dtype).expand(len(ends), 1, -1)
        left = functional.pad(parts["content_word"], (0, 1), value=1.0) @ self.content
        scores = left @ torch.cat([none, ends], 1).transpose(1, 2)
        cue_side = self.pair_cue(_rows(vectors, cues))
        near = self.pair_distance(places.distance) + self.pair_sentence(places.sentence)
        near = near + self.pair_paragraph(places.paragraph)
        word_side = self.pair_word(vectors)[:, :, None]
        hidden = torch.cat([word_side + self.pair_elsewhere, word_side + cue_side[:, None] + near], 2).relu()
        return (scores + self.pair_out(hidden)[..., 0]).float()

    def sources(self, parts: dict[str, Tensor], cues: Tensor, places: Places) -> tuple[Tensor, Tensor]:
        """First-word scores [batch, cues, 1 + words], column 0 `no source`; last-word scores [batch, cues, words]."""
        cue_side = functional.pad(_rows(parts["source_cue"], cues), (0, 1), value=1.0)
        start = parts["source_start"]
        start = torch.cat([self.source_none.to(start.dtype).expand(len(start), 1, -1), start], 1)
        near = (self.source_distance(places.distance) + self.source_sentence(places.sentence))[..., 0].transpose(1, 2)
        firsts = cue_side @ self.source_start @ start.transpose(1, 2)
        lasts = cue_side @ self.source_last @ parts["source_last"].transpose(1, 2)
        return (firsts + functional.pad(near, (1, 0))).float(), lasts.float()


class Places:
    """How far each word stands from each cue, as classes [batch, words, cues]."""

    def __init__(self, cues: Tensor, sentences: Tensor, paragraphs: Tensor) -> None:
        words = torch.arange(sentences.shape[1], device=cues.device)[None, :, None]
        away = words - cues[:, None]
        size = away.abs()
        bucket = torch.where(size < 3, size, 2 + torch.log2(size.clamp(min=2).float() - 1).ceil().long()).clamp(max=8)
        self.distance = 8 + away.sign() * bucket
        self.sentence = (sentences[:, :, None] - sentences.gather(1, cues)[:, None]).clamp(-3, 3) + 3
        self.paragraph = (paragraphs[:, :, None] - paragraphs.gather(1, cues)[:, None]).clamp(-2, 2) + 2


def chain_loss(scores: Tensor, changes: Tensor, gold: Tensor, known: Tensor) -> Tensor:
    """Negative log likelihood of the gold states, summed. `gold` [batch, words]: -1 outside, else a column."""
    into, out, stay, over = changes.float().unbind(-1)
    total = torch.zeros(len(scores), device=scores.device)
    outside, inside = total.clone(), scores[:, 0] + into[:, :1]
    for n in range(1, scores.shape[1]):
        whole = inside.logsumexp(-1)
        next_outside = torch.logaddexp(outside, whole + out[:, n])
        entered = torch.logaddexp(outside + into[:, n], whole + over[:, n])[:, None]
        next_inside = scores[:, n] + torch.logaddexp(entered, inside + stay[:, n, None])
        here = known[:, n]
        outside = torch.where(here, next_outside, outside)
        inside = torch.where(here[:, None], next_inside, inside)
    total = torch.logaddexp(outside, inside.logsumexp(-1))
    return (total - _path(scores, (into, out, stay, over), gold, known)).sum()


def _path(scores: Tensor, changes: tuple[Tensor, ...], gold: Tensor, known: Tensor) -> Tensor:
    into, out, stay, over = changes
    before = functional.pad(gold[:, :-1], (1, 0), value=-1)
    is_in, was_in = gold >= 0, before >= 0
    # "over to another cue" leads to the same cue too: what stays may come by either way, as in the recursion above.
    same = torch.logaddexp(stay, over)
    change = torch.where(was_in, torch.where(gold == before, same, over), into) * is_in + out * (was_in & ~is_in)
    state = scores.gather(2, gold.clamp(min=0)[..., None])[..., 0] * is_in
    return ((change + state) * known).sum(1)


def _rows(values: Tensor, places: Tensor) -> Tensor:
    return values.gather(1, places[:, :, None].expand(-1, -1, values.shape[-1]))
