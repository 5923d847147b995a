"""The encoder with its heads: windows of words in, scores of every head out, in one pass on the CPU."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.language.windows import Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

#: Subtokens in a batch, padding counted. Small ones stay in the cache: 4,400 words/s were measured with 200, 4,200
#: with 1,024 and 3,750 with 2,048.
BATCH = 200
#: Pieces of one word that are looked at; the first one stands for the word.
MAX_PIECES = 8
_BEGIN, _END = 101, 102
_POSITIONS = 512


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of one window, row by row its words."""

    morphology: Integers
    lemma: Integers
    name: Floats
    role: Floats
    arc_dependent: Floats
    arc_head: Floats
    label_dependent: Floats
    label_head: Floats
    source_cue: Floats
    source_end: Floats
    content_end: Floats
    content_cue: Floats


@dataclass(frozen=True, slots=True)
class Classes:
    """The class lists of the heads, in the order of their scores."""

    morphology: tuple[str, ...]
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]


_OUTPUTS = tuple(Scores.__dataclass_fields__)


class Encoder:
    """The model file, opened. Use `encoder()`; opening takes a tenth of a second.

    Raises ModelError where the files are missing (M001) or broken (M002).
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if not (folder / "encoder.onnx").is_file():
            raise ModelError("M001", str(folder))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session, self._relations = (
                onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                for name in ("encoder.onnx", "relations.onnx")
            )
            described = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
            self.classes = Classes(*(tuple(described[name]) for name in ("morphology", "lemmas", "relations")))
            with np.load(folder / "heads.npz") as heads:
                self.heads: dict[str, Floats] = {name: heads[name].astype(np.float32) for name in heads.files}
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except ModelError:
            raise
        except Exception as error:  # the libraries raise whatever they like for a damaged file
            raise ModelError("M002", str(folder)) from error
        self._unknown: int = self._tokenizer.token_to_id("[UNK]") or 0
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, form: str) -> tuple[int, ...]:
        """The subtokens of a word."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
            ids = self._tokenizer.encode(form, add_special_tokens=False).ids if len(form) <= 100 else []
            known = self._known[form] = tuple(ids[:MAX_PIECES]) or (self._unknown,)
        return known

    def relations(self, dependent: Floats, governor: Floats) -> Integers:
        """The best relation of each word (an index into the relations), from its vector and its governor's."""
        one = np.ones((len(dependent), 1), np.float32)
        feeds = {"dependent": np.concatenate([dependent, one], 1), "governor": np.concatenate([governor, one], 1)}
        found: Integers = self._relations.run(None, feeds)[0]
        return found

    def run(self, windows: Sequence[Window]) -> list[Scores]:
        """The scores of each window, in the order given. Windows of like length are read together."""
        rows = [[self.pieces(form) for form in window.forms] for window in windows]
        sizes = [min(sum(map(len, row)) + 2, _POSITIONS) for row in rows]
        found: list[Scores | None] = [None] * len(windows)
        for batch in _batches(sizes):
            outputs = self._session.run(_OUTPUTS, _feeds([rows[n] for n in batch], [windows[n] for n in batch]))
            at = 0
            for n in batch:
                end = at + len(windows[n])
                found[n] = Scores(*(output[at:end] for output in outputs))
                at = end
        return [scores for scores in found if scores is not None]


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in sorted(range(len(sizes)), key=lambda n: (-sizes[n], n)):
        if batch and sizes[batch[0]] * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _feeds(rows: Sequence[Sequence[tuple[int, ...]]], windows: Sequence[Window]) -> dict[str, NDArray[Any]]:
    length = min(max(sum(map(len, row)) for row in rows) + 2, _POSITIONS)
    shape = (len(rows), length)
    ids, cases, quotes, places = (np.zeros(shape, np.int32) for _ in range(4))
    lengths = np.zeros(len(rows), np.int32)
    first: list[int] = []
    for n, (row, window) in enumerate(zip(rows, windows, strict=True)):
        counts = [len(pieces) for pieces in row]
        flat = [piece for pieces in row for piece in pieces][: length - 2]
        end = len(flat) + 1
        ids[n, 0] = _BEGIN
        ids[n, 1:end] = flat
        ids[n, end] = _END
        for target, values in ((cases, window.cases), (quotes, window.quotes), (places, window.places)):
            target[n, 1:end] = np.repeat(values, counts)[: length - 2]
        lengths[n] = end + 1
        starts = np.minimum(np.cumsum([1, *counts[:-1]]), length - 2) + n * length
        first.extend(starts.tolist())
    return {
        "ids": ids,
        "places_in_text": np.tile(np.arange(length, dtype=np.int32), (len(rows), 1)),
        "cases_in": cases,
        "quotes_in": quotes,
        "places_in": places,
        "lengths": lengths,
        "first": np.array(first, np.int64),
    }


@cache
def encoder() -> Encoder:
    """The encoder that ships with the package, opened once. `ONRECORD_THREADS` sets its threads (1)."""
    threads = os.environ.get("ONRECORD_THREADS", "1")
    with as_file(files("onrecord.language").joinpath("model")) as folder:
        return Encoder(Path(folder), int(threads) if threads.isdigit() and int(threads) else 1)
