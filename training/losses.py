"""Windows put together as tensors, and what each head's mistakes cost."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from attribution import Places, chain_loss
from corpora import IGNORE, ROLES, Labelled
from network import Network
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.language.windows import PLACES

CUE_TAG = ROLES.index("B-cue")
#: Words that look like cues and are none, at most so many a window, at least so likely.
RIVALS, RIVAL_SHARE = 3, 0.1
CONTENT_WEIGHT, ACT_WEIGHT = 1.5, 0.7
#: The vocabulary's piece for a hidden word.
MASK = 103


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


def collate(
    windows: list[Labelled],
    pieces: Pieces,
    device: torch.device,
    masked: float = 0.0,
    chooser: random.Random | None = None,
) -> Batch:
    """Pads windows into tensors. A share `masked` of the words is hidden, so that what stands around them is used."""
    chooser = chooser or random.Random(0)
    rows = [
        [[MASK] if masked and chooser.random() < masked else pieces(form) for form in labelled.window.forms]
        for labelled in windows
    ]
    length = max(sum(map(len, row)) for row in rows) + 2
    width = max(map(len, rows))
    arrays = {name: np.zeros((len(rows), length), dtype=np.int64) for name in ("ids", "cases", "quotes", "places")}
    pool = np.zeros((len(rows), width + 1, length), dtype=np.float32)
    pool[:, 0, 0] = 1.0
    sentences = np.full((len(rows), width), -1, dtype=np.int64)
    paragraphs = np.zeros((len(rows), width), dtype=np.int64)
    for n, (row, labelled) in enumerate(zip(rows, windows, strict=True)):
        arrays["ids"][n, 0] = 101
        at = 1
        made = labelled.window
        for word, ids in enumerate(row):
            end = at + len(ids)
            pool[n, word + 1, at:end] = 1 / len(ids)
            arrays["ids"][n, at:end] = ids
            arrays["cases"][n, at:end] = made.cases[word]
            arrays["quotes"][n, at:end] = made.quotes[word]
            arrays["places"][n, at:end] = made.places[word]
            at = end
        arrays["ids"][n, at] = 102
        sentences[n, : len(row)] = made.sentences
        paragraphs[n, : len(row)] = np.cumsum(np.array(made.places) >= PLACES.index("paragraph"))
    tensors = {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
    for name, array in (("pool", pool), ("sentences", sentences), ("paragraphs", paragraphs)):
        tensors[name] = torch.from_numpy(array).to(device)
    for name in ("morphology", "lemmas", "heads", "relations", "names", "roles", "owners", "acts"):
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


def tree_loss(network: Network, batch: Batch, name_weight: float, derived_names: float) -> dict[str, Tensor]:
    """Losses of morphology, lemma, arcs, labels and names."""
    tensors = batch.tensors
    vectors = network.encode(*(tensors[name] for name in ("ids", "cases", "quotes", "places", "pool")))
    dropped = network.head_dropout(vectors)
    parts = network.project(vectors)
    scores = network.arcs(parts["arc_dependent"], parts["arc_head"]).float()
    sentences = tensors["sentences"]
    same = sentences[:, :, None] == sentences[:, None, :]
    allowed = functional.pad(same, (1, 0), value=True)
    scores = scores.masked_fill(~allowed, -1e4)
    heads = tensors["heads"]
    known = heads != IGNORE
    losses = {"arc": functional.cross_entropy(scores[known], heads[known])}
    label_head = parts["label_head"]
    root = network.label_root.to(label_head.dtype).expand(label_head.shape[0], 1, -1)
    governors = torch.cat([root, label_head], 1)
    governors = governors.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, governors.shape[-1]))
    labels = network.labels(parts["label_dependent"][known], governors[known]).float()
    losses["label"] = functional.cross_entropy(labels, tensors["relations"][known], ignore_index=IGNORE)
    losses["morphology"] = _entropy(network.morphology(dropped), tensors["morphology"])
    losses["lemma"] = 0.5 * _entropy(network.lemma(dropped), tensors["lemmas"])
    losses["name"] = name_weight * _name_loss(network.name(dropped).float(), batch, derived_names)
    return losses


def act_loss(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Loss of the types of acts; a word that nobody marked says none, and counts little."""
    tensors = batch.tensors
    vectors = network.encode(*(tensors[name] for name in ("ids", "cases", "quotes", "places", "pool")))
    scores = network.act(network.head_dropout(vectors)).float()
    marked = tensors["acts"] != IGNORE
    plain = (tensors["sentences"] >= 0) & ~marked
    none = scores[plain].log_softmax(-1)[:, -1]
    known = functional.cross_entropy(scores[marked], tensors["acts"][marked], label_smoothing=0.05)
    return {"act": ACT_WEIGHT * known, "no_act": -0.1 * none.mean()}


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
    """Losses of attribution roles, and of the sources and contents of the cues."""
    tensors = batch.tensors
    vectors = network.encode(*(tensors[name] for name in ("ids", "cases", "quotes", "places", "pool")))
    roles = network.role(network.head_dropout(vectors)).float()
    losses = {"role": _entropy(roles, tensors["roles"])}
    cues, real, sources = _cues(batch, roles.detach())
    parts = network.project(vectors)
    known = tensors["sentences"] >= 0
    places = Places(cues, tensors["sentences"], tensors["paragraphs"])
    head = network.attribution
    scores = head.contents(network.head_dropout(vectors), parts, cues, places)
    listed = functional.pad(real >= 0, (1, 0), value=True)
    scores = scores.masked_fill(~listed[:, None], -1e4)
    chain = chain_loss(scores, head.changes(vectors), tensors["owners"], known)
    losses["content"] = CONTENT_WEIGHT * chain / known.sum()
    firsts, lasts = head.sources(parts, cues, places)
    chosen = (real > 0) & (sources[..., 0] != IGNORE)
    firsts = firsts.masked_fill(~functional.pad(known, (1, 0), value=True)[:, None], -1e4)
    losses["source"] = 0.3 * functional.cross_entropy(firsts[chosen], sources[chosen][:, 0] + 1)
    named = chosen & (sources[..., 0] >= 0)
    if named.any():
        allowed = _after(sources[..., 0], tensors["sentences"])[named]
        last = sources[named][:, 1]
        last = last.masked_fill(~allowed.gather(1, last[:, None])[:, 0], IGNORE)
        losses["last"] = 0.3 * functional.cross_entropy(lasts[named].masked_fill(~allowed, -1e4), last)
    return losses


def _after(first: Tensor, sentences: Tensor) -> Tensor:
    """Words of the sentence of `first` from there on: where a source that begins there may end."""
    words = torch.arange(sentences.shape[1], device=sentences.device)
    same = sentences[:, None] == sentences.gather(1, first.clamp(min=0))[:, :, None]
    return same & (words >= first[:, :, None])


def _cues(batch: Batch, roles: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Cue words [batch, cues], 1 for gold ones, 0 for rivals, -1 for padding, and their sources [batch, cues, 2].

    Rivals are words that the role head takes for cues and that are none: the chain learns to give them nothing.
    """
    share = roles.softmax(-1)[..., CUE_TAG].cpu()
    rows = []
    for n, labelled in enumerate(batch.windows):
        cues = [(cue.word, 1, cue.source) for cue in labelled.cues]
        taken = {cue.word for cue in labelled.cues}
        rivals = [at for at in share[n].topk(min(len(labelled.cues) + RIVALS, share.shape[1])).indices.tolist()]
        cues += [
            (at, 0, (IGNORE, IGNORE))
            for at in rivals
            if at not in taken and at < len(labelled.window) and share[n, at] > RIVAL_SHARE
        ][:RIVALS]
        rows.append(cues)
    width = max(1, *map(len, rows))
    words, real = torch.zeros(len(rows), width, dtype=torch.long), torch.full((len(rows), width), -1)
    sources = torch.full((len(rows), width, 2), IGNORE)
    for n, cues in enumerate(rows):
        for k, (word, kind, source) in enumerate(cues):
            words[n, k], real[n, k], sources[n, k] = word, kind, torch.tensor(source)
    device = roles.device
    return words.to(device), real.to(device), sources.to(device)
