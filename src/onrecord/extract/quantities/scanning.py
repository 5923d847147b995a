"""Numbers in running text: digits and number words, ranges and fractions, as values with their words.

One pass over the words of a sentence, each looked at a fixed number of times. No sense is made of a number here; what
is a date, a name or a count is decided by `find`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.quantities.lexicon import Lexicon, lexicon
from onrecord.extract.words import DASHES, Word

#: Longer runs of digits are no number that anybody reports.
_MOST_DIGITS = 18
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?\Z")
_PLAIN = re.compile(r"\d*(?:\.\d+)?\Z")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3}){1,5},\d{1,2}\Z|\d{1,3}(?:\.\d{3}){2,5}\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its words (last included), its ends, and whether it is written in digits or in words."""

    first: int
    last: int
    low: float
    high: float
    digits: bool
    vague: bool = False
    scaled: bool = False
    fraction: bool = False


def value_of(digits: str) -> float | None:
    """What digits with points and commas say, in the English manner, or in the European where only that fits."""
    if len(digits) > _MOST_DIGITS + 6 or (not digits.isascii() and not digits.isdecimal()):
        return None
    if _EUROPEAN.match(digits):
        return float(digits.replace(".", "").replace(",", "."))
    if _GROUPED.match(digits):
        return float(digits.replace(",", ""))
    if _PLAIN.match(digits) and len(digits) <= _MOST_DIGITS:
        return float(digits)
    return None


class Scanner:
    """Reads the numbers of one sentence."""

    def __init__(self, words: Sequence[Word], known: Lexicon | None = None) -> None:
        self.words = words
        self.lower = [word.text.lower() for word in words]
        self.known = known or lexicon()

    def numbers(self) -> list[Number]:
        """Every number in the order of the text; ranges are not yet joined."""
        found: list[Number] = []
        at = 0
        while at < len(self.words):
            number = self._number(at)
            if number is None:
                at += 1
            else:
                found.append(number)
                at = number.last + 1
        return found

    def _number(self, at: int) -> Number | None:
        text = self.words[at].text
        if text[0].isdigit() or (text[0] == "." and len(text) > 1):
            return self._digits(at)
        if text in self.known.fraction_signs:
            value = self.known.fraction_signs[text]
            return Number(at, at, value, value, True, fraction=True)
        if self.lower[at] in self.known.vague:
            return self._vague(at)
        return self._written(at)

    def _digits(self, at: int) -> Number | None:
        value = value_of(self.words[at].text)
        if value is None:
            return None
        sign = self._minus(at)
        number = Number(at - (sign < 0), at, sign * value, sign * value, True)
        over = self._over(at, value)
        if over is not None:
            return over
        mark = self.words[at + 1].text if at + 1 < len(self.words) else ""
        if mark in self.known.fraction_signs:
            value += self.known.fraction_signs[mark]
            number = replace(number, last=at + 1, low=value, high=value)
        return self._multiplied(number)

    def _minus(self, at: int) -> int:
        """-1 where a minus sign stands before the digits: glued to them and to nothing before it."""
        words = self.words
        signed = at and words[at - 1].text in DASHES and words[at].glued and not words[at - 1].glued
        return -1 if signed and (at < 2 or words[at - 2].text not in "$€£") else 1

    def _over(self, at: int, value: float) -> Number | None:
        """ "1/2": a fraction in digits, glued, with a small denominator."""
        if at + 2 >= len(self.words) or self.words[at + 1].text != "/" or not self.words[at + 2].glued:
            return None
        below = value_of(self.words[at + 2].text) if self.words[at + 2].text[0].isdigit() else None
        if below is None or not 1 < below <= 16 or value >= below or value != int(value):
            return None
        return Number(at, at + 2, value / below, value / below, True, fraction=True)

    def _multiplied(self, number: Number) -> Number:
        """The number with the scales behind it: "1.2 billion", "25k", "3 hundred thousand"."""
        last, factor = number.last, 1.0
        while last + 1 < len(self.words):
            following = self.lower[last + 1]
            behind = self.words[last + 1]
            if behind.glued and last == number.last and following in self.known.suffixes:
                factor *= self.known.suffixes[following]
            elif following in self.known.scales and (not behind.glued or following not in self.known.suffixes):
                factor *= self.known.scales[following]
            elif following in DASHES and last + 2 < len(self.words) and self.lower[last + 2] in self.known.scales:
                factor *= self.known.scales[self.lower[last + 2]]
                last += 1
            else:
                break
            last += 1
        if last == number.last or number.high * factor > 1e18:
            return number
        return replace(number, last=last, low=number.low * factor, high=number.high * factor, scaled=True)

    def _vague(self, at: int) -> Number | None:
        """ "Dozens", "hundreds of thousands": from one of the scale to where the next one begins."""
        low, high = self.known.vague[self.lower[at]]
        last = at
        if at + 2 < len(self.words) and self.lower[at + 1] == "of" and self.lower[at + 2] in self.known.vague:
            more, _ = self.known.vague[self.lower[at + 2]]
            low, high, last = low * more, high * more, at + 2
        elif self.lower[at] in ("tens", "scores") and self.lower[at + 1 : at + 2] != ["of"]:
            return None
        return Number(at, last, low, high, False, vague=True, scaled=True)

    def _written(self, at: int) -> Number | None:
        """A number in words: "two hundred and fifty", "half a million", "a dozen", "three and a half"."""
        article = self._article(at)
        if article is not None:
            return article
        value, last = self._below_hundred(at)
        if last < at:
            return self._fraction_word(at)
        total, group, last = self._grouped(value, last)
        number = Number(at, last, total + group, total + group, False, scaled=last > at)
        return self._with_fraction(number)

    def _below_hundred(self, at: int) -> tuple[float, int]:
        """The number below a hundred that begins at a word, and its last word; a last word before `at` for none."""
        known, word = self.known, self.lower[at] if at < len(self.lower) else ""
        if word in known.ones:
            return known.ones[word], at
        if word in known.tens:
            step = at + 1
            if step < len(self.lower) and self.words[step].text in DASHES:
                step += 1
            if step < len(self.lower) and 0 < known.ones.get(self.lower[step], 0) < 10:
                return known.tens[word] + known.ones[self.lower[step]], step
            return known.tens[word], at
        return 0.0, at - 1

    def _grouped(self, value: float, last: int) -> tuple[float, float, int]:
        total, group = 0.0, value
        while last + 1 < len(self.lower):
            following = self.lower[last + 1]
            if following in self.known.scales and following != "dozen":
                scale = self.known.scales[following]
                if scale == 100:
                    group *= 100
                else:
                    total, group = total + group * scale, 0.0
                last += 1
            elif following == "and" and self.lower[last] in ("hundred", "thousand"):
                more, end = self._below_hundred(last + 2)
                if end <= last + 1:
                    break
                group, last = group + more, end
            elif self.lower[last] in self.known.scales:
                more, end = self._below_hundred(last + 1)
                if end <= last:
                    break
                group, last = group + more, end
            else:
                break
        return total, group, last

    def _article(self, at: int) -> Number | None:
        """ "A million", "a dozen", "half a million", "a third of"."""
        known, lower = self.known, self.lower
        begin = at
        factor = 1.0
        if lower[at] == "half" and lower[at + 1 : at + 2] in (["a"], ["an"]):
            factor, at = 0.5, at + 1
        if lower[at] in ("a", "an") and at + 1 < len(lower):
            following = lower[at + 1]
            if following in known.scales:
                value = factor * known.scales[following]
                return replace(self._multiplied(Number(begin, at + 1, value, value, False)), scaled=True)
            if (
                factor == 1.0
                and following in known.fractions
                and following != "second"
                and lower[at + 2 : at + 3] == ["of"]
            ):
                value = known.fractions[following]
                return Number(begin, at + 1, value, value, False, fraction=True)
        return None

    def _fraction_word(self, at: int) -> Number | None:
        """ "Half of the", "half the": as a number only before what is halved."""
        if self.lower[at] == "half" and self.lower[at + 1 : at + 2] in (["of"], ["the"], ["its"], ["their"]):
            return Number(at, at, 0.5, 0.5, False, fraction=True)
        return None

    def _with_fraction(self, number: Number) -> Number:
        """ "Two-thirds", "three and a half", "one in five" are told here; "two and a half million" too."""
        lower, last = self.lower, number.last
        step = last + 1
        if step < len(lower) and self.words[step].text in DASHES:
            step += 1
        if step < len(lower) and lower[step] in self.known.fractions and number.low < 20 and lower[step] != "half":
            value = number.low * self.known.fractions[lower[step]]
            return Number(number.first, step, value, value, False, fraction=True)
        if lower[last + 1 : last + 4] in (["and", "a", "half"], ["and", "a", "quarter"]):
            value = number.low + self.known.fractions[lower[last + 3]]
            return self._multiplied(Number(number.first, last + 3, value, value, False))
        return number
