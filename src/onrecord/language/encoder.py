"""The encoder with its heads: windows of words in, scores of every head out, in one pass on the CPU."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
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
    source_start: Floats
    source_last: Floats
    content_word: Floats
    content_cue: Floats
    pair_word: Floats
    pair_cue: Floats
    changes: Floats
    act_vectors: Floats


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
        #: Words that the vocabulary has whole: they exist.
        self.vocabulary = frozenset(word for word in self._tokenizer.get_vocab() if word.isalpha())
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
        """The scores of each window, in the order given.

        Each window is read by itself: nothing is padded, it stays in the processor's cache, and what is said of it does
        not depend on what is read beside it (dynamic quantization looks at a whole batch).
        """
        return [Scores(*self._session.run(_OUTPUTS, self._feeds(window))) for window in windows]

    def _feeds(self, window: Window) -> dict[str, NDArray[Any]]:
        pieces = [self.pieces(form) for form in window.forms]
        counts = [len(found) for found in pieces]
        flat = [piece for found in pieces for piece in found][: _POSITIONS - 2]
        length = len(flat) + 2
        feeds: dict[str, NDArray[Any]] = {
            "ids": np.array([[_BEGIN, *flat, _END]], np.int32),
            "places_in_text": np.arange(length, dtype=np.int32)[None],
            "pool": _pool(counts, length),
        }
        for name, values in (("cases_in", window.cases), ("quotes_in", window.quotes), ("places_in", window.places)):
            marks = np.zeros((1, length), np.int32)
            marks[0, 1:-1] = np.repeat(values, counts)[: length - 2]
            feeds[name] = marks
        return feeds


def _pool(counts: Sequence[int], length: int) -> Floats:
    """Which subtokens each word is the mean of [1 + words, subtokens]; row 0 is the opening mark.

    A word whose subtokens lie beyond the positions that the model knows is read from the last one that does not.
    """
    out = np.zeros((len(counts) + 1, length), np.float32)
    out[0, 0] = 1.0
    at = 1
    for row, count in enumerate(counts, 1):
        first, end = min(at, length - 2), min(at + count, length - 1)
        out[row, first : max(end, first + 1)] = 1 / max(end - first, 1)
        at += count
    return out


@cache
def encoder() -> Encoder:
    """The encoder that ships with the package, opened once. `ONRECORD_THREADS` sets its threads (1)."""
    threads = os.environ.get("ONRECORD_THREADS", "1")
    with as_file(files("onrecord.language").joinpath("model")) as folder:
        return Encoder(Path(folder), int(threads) if threads.isdigit() and int(threads) else 1)
