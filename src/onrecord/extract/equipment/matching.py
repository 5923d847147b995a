"""Names and nouns of equipment at the words of one sentence, with what stands between and around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from onrecord.extract.equipment.lexicon import ClassNoun, EquipmentClass, EquipmentLexicon, EquipmentName
from onrecord.records import Span

_WORD = re.compile(r"[^\W_]+")
#: What may follow a designation and still be it: "T-72" B3, "Leopard 2" A6, "Su-27" UBK.
_VARIANT = re.compile(r"(?:[-/]?[A-Z0-9]+)*(?: [A-Z]{1,2}\d[A-Z0-9]*)?(?!\w)")
_VARIANTS = re.compile(r"(?:[-/]?[A-Z0-9]+)*s(?!\w)")
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,8}-?\d+[A-Za-z0-9]*(?:-[A-Z0-9]+)*(?!\w)")
_SHIP = re.compile(r"[A-Za-z]+(?: (?:(?:de|of|the|von|van) )?(?:[A-Z][a-z]+|[A-Z]\.)(?![\w.])){1,4}")
_CALIBRE = re.compile(r"\d+mm\Z")
_JOINTS = (" ", "-", "‑")
_MOST_MODIFIERS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A name, a noun, or both at these characters; `stem` is what stands before the noun ("Leopard 2 A6").

    `carrier` is a noun that says no class but that a name of equipment stands before ("Patriot *batteries*").
    """

    span: Span
    of: EquipmentClass
    stem: str | None = None
    name: EquipmentName | None = None
    noun: ClassNoun | None = None
    carrier: str | None = None


class SentenceWords:
    """The words of a sentence, and what of equipment begins at each."""

    def __init__(self, text: str, span: Span, known: EquipmentLexicon) -> None:
        self.text, self.span, self.known = text, span, known
        found = list(_WORD.finditer(text, span.start, span.end))
        self.words = [match.group() for match in found]
        self.lower = [word.lower() for word in self.words]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def matches(self) -> list[Match]:
        """All that stands in the sentence, in its order, the longest first; none overlaps another."""
        out, at = [], 0
        while at < len(self.words):
            match = self._at(at)
            if match is not None:
                out.append(match)
                at = self.index(match.span.end)
            else:
                at += 1
        return out

    def index(self, offset: int) -> int:
        """The first word that begins at a character or behind it."""
        return bisect_left(self.starts, offset)

    def before(self, start: int) -> str:
        """The word right before a character, a blank or hyphen between; else ""."""
        at = self.index(start) - 1
        return self.words[at] if at >= 0 and self.text[self.ends[at] : start] in _JOINTS else ""

    def behind(self, end: int) -> str:
        """The word right behind a character, a blank or hyphen between; else ""."""
        at = self.index(end)
        there = at < len(self.words) and self.text[end : self.starts[at]] in _JOINTS
        return self.words[at] if there else ""

    def _at(self, at: int) -> Match | None:
        found = self._name(at)
        if found is not None:
            name, end = found
            written = self.text[self.starts[at] : end]
            return self._with_noun(at, end, written, name) or self._alone(at, end, written, name)
        ship = _SHIP.match(self.text, self.starts[at], self.span.end) if self.words[at] in self.known.ships else None
        if ship is not None:
            return Match(Span(*ship.span()), self.known.classes["warship"], ship.group())
        capital = self.words[at][0].isupper()
        designation = _DESIGNATION.match(self.text, self.starts[at], self.span.end) if capital else None
        if designation is not None:
            return self._with_noun(at, designation.end(), designation.group(), None)
        noun = self._noun_from(at)
        return Match(Span(self.starts[at], noun[1]), noun[0].of, noun=noun[0]) if noun is not None else None

    def _alone(self, at: int, end: int, written: str, name: EquipmentName) -> Match:
        """A name without a noun that says its class, with the noun behind it that says none."""
        behind = self.behind(end)
        if behind.lower() in self.known.carriers:
            return Match(Span(self.starts[at], self.ends[self.index(end)]), name.of, written, name, carrier=behind)
        return Match(Span(self.starts[at], end), name.of, written, name)

    def _with_noun(self, at: int, end: int, stem: str, name: EquipmentName | None) -> Match | None:
        """A name with the noun behind it: the noun says what it is, the name which, where both agree."""
        found = self._noun_from(self.index(end)) if self.behind(end) else None
        if found is None:
            return None
        noun, end = found
        if noun.in_context and not self.text[end - len(noun.words[-1])].islower():
            return None
        told = name is not None and (noun.of.behind_names or noun.of.name in name.of.classes)
        of = name.of if name is not None and told else noun.of
        return Match(Span(self.starts[at], end), of, stem, name, noun)

    def _name(self, at: int) -> tuple[EquipmentName, int] | None:
        start = self.starts[at]
        if start > self.span.start and self.text[start - 1] in "-/'’" and self.text[start - 2 : start - 1].isalnum():
            return None
        for name in self.known.names.get(self.words[at], self._plurals(at)):
            if not self.text.startswith(name.written, start):
                continue
            end = self._name_end(name, start + len(name.written))
            if end is not None:
                return name, end
        return None

    def _plurals(self, at: int) -> tuple[EquipmentName, ...]:
        """Names of which a word is the plural ("Leopards", "Javelins")."""
        return self.known.names.get(self.words[at].removesuffix("s"), ())

    def _name_end(self, name: EquipmentName, end: int) -> int | None:
        if any(char.isdigit() for char in name.written):
            found = _VARIANT.match(self.text, end, self.span.end) or _VARIANTS.match(self.text, end, self.span.end)
            return self._past_nickname(name, found.end()) if found else None
        following = self.text[end : end + 2]
        if following[:1] == "s" and not following[1:].isalnum():
            return end + 1
        return None if following[:1].isalnum() else end

    def _past_nickname(self, name: EquipmentName, end: int) -> int:
        for nickname in name.nicknames:
            if self.text.startswith(nickname, end):
                behind = end + len(nickname)
                behind += self.text.startswith("s", behind)
                if not self.text[behind : behind + 1].isalnum():
                    return behind
        return end

    def _noun_from(self, at: int) -> tuple[ClassNoun, int] | None:
        """The first noun from a word on with nothing but modifiers before it, and where it ends."""
        for _ in range(_MOST_MODIFIERS):
            if at >= len(self.words):
                break
            noun = self._noun(at)
            if noun is not None:
                return noun, self.ends[at + len(noun.words) - 1]
            length = self._modifier(at)
            if not length:
                break
            at += length
        return None

    def _modifier(self, at: int) -> int:
        if self.lower[at] not in self.known.modifier_starts and not self.lower[at][0].isdigit():
            return 0
        for length in (3, 2, 1):
            words = tuple(self.lower[at : at + length])
            known = words in self.known.modifiers or (length == 1 and words and _CALIBRE.match(words[0]))
            if known and self._joined(at, at + length + 1):
                return length
        return 0

    def _noun(self, at: int) -> ClassNoun | None:
        for noun in self.known.nouns.get(self.lower[at], ()):
            length = len(noun.words)
            words = self.words[at : at + length]
            if len(words) == length and self._joined(at, at + length) and all(map(_is_form, words, noun.words)):
                return noun
        return None

    def _joined(self, first: int, last: int) -> bool:
        """Whether nothing but a blank or a hyphen stands between the words of a run (`last` is not of it)."""
        if last > len(self.words):
            return False
        return all(self.text[self.ends[n - 1] : self.starts[n]] in _JOINTS for n in range(first + 1, last))


def _is_form(word: str, known: str) -> bool:
    """Whether a word is this one of the tables; abbreviations are met in capitals alone."""
    abbreviated = len(known) > 1 and known.removesuffix("s").isupper()
    return word == known if abbreviated else word.lower() == known.lower()
