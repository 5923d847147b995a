"""What stands right before and behind a number and says what it measures: currency signs, unit symbols, unit words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.quantities.lexicon import Unit
from onrecord.extract.quantities.scanning import Number, Scanner
from onrecord.extract.words import DASHES

_LONGEST_SIGN, _LONGEST_SYMBOL = 3, 4


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its unit; `first` and `last` take in the sign before and the unit behind."""

    number: Number
    first: int
    last: int
    unit: Unit | None = None
    per: str = ""

    @property
    def name(self) -> str | None:
        """The unit's plain name, with what it is counted by ("dollar per barrel")."""
        if self.unit is None:
            return None
        return f"{self.unit.name} per {self.per}" if self.per else self.unit.name


def measured(number: Number, scanner: Scanner) -> Measured:
    """The number with the unit that stands at it, if any."""
    sign = _sign_before(number, scanner)
    if sign is not None:
        first, unit = sign
        number = _millions(number, scanner)
        last = _past_country(number.last, scanner)
        return _by(Measured(number, first, last, unit), scanner)
    found = _behind(number, scanner)
    if found is None and _means_million(number, scanner):
        number = _millions(number, scanner)
        found = _behind(number, scanner)
    if found is None:
        return Measured(number, number.first, number.last)
    last, unit = found
    return _by(Measured(number, number.first, last, unit), scanner)


def _sign_before(number: Number, scanner: Scanner) -> tuple[int, Unit] | None:
    words, signs = scanner.words, scanner.known.currency_signs
    end = number.first
    if end and words[end - 1].text in DASHES and words[end].glued and end > 1 and words[end - 2].text in "$€£":
        end -= 1
    for length in range(min(_LONGEST_SIGN, end), 0, -1):
        joined = "".join(word.text for word in words[end - length : end])
        unit = signs.get(joined)
        letters = joined[-1:].isalpha() or joined[-1:] == "."
        if unit is not None and (words[end].glued or not letters or len(joined) > 2):
            return end - length, unit
    return None


def _millions(number: Number, scanner: Scanner) -> Number:
    """ "$800m", "£1.2b": the letter behind the digits of a sum is a scale."""
    at = number.last + 1
    if number.scaled or at >= len(scanner.words) or not scanner.words[at].glued:
        return number
    factor = scanner.known.money_suffixes.get(scanner.lower[at])
    if factor is None:
        return number
    return replace(number, last=at, low=number.low * factor, high=number.high * factor, scaled=True)


def _means_million(number: Number, scanner: Scanner) -> bool:
    """Whether the `m` behind digits is a million and no metre: "35m of its devices", but not "the 100m race"."""
    at = number.last + 1
    if at + 1 >= len(scanner.words) or scanner.lower[at] != "m" or not scanner.words[at].glued:
        return False
    following = scanner.lower[at + 1]
    return following.isalpha() and following not in scanner.known.lengths_behind and not _is_stop(following)


def _is_stop(word: str) -> bool:
    return word in ("and", "or", "in", "at", "to", "with", "by", "on", "as", "for", "after", "before", "the", "a")


def _past_country(last: int, scanner: Scanner) -> int:
    """ "$75 U.S.": the country behind the sum belongs to it."""
    lower = scanner.lower
    if lower[last + 1 : last + 5] == ["u", ".", "s", "."]:
        return last + 4
    return last


def _behind(number: Number, scanner: Scanner) -> tuple[int, Unit] | None:
    at = number.last + 1
    if at >= len(scanner.words):
        return None
    if (number.vague or number.scaled) and scanner.lower[at] == "of":
        found = scanner.known.unit_words.at(scanner.lower, at + 1)
        return (at + found[0], found[1]) if found else None
    symbol = _symbol(at, scanner)
    if symbol is not None:
        return symbol
    if scanner.words[at].text in DASHES and at + 1 < len(scanner.words):
        at += 1
    found = scanner.known.unit_words.at(scanner.lower, at)
    if found is None:
        return _symbol(at, scanner) if at > number.last + 1 else None
    length, unit = found
    return at + length - 1, unit


def _symbol(at: int, scanner: Scanner) -> tuple[int, Unit] | None:
    words = scanner.words
    if _means_million(Number(at - 1, at - 1, 0, 0, True), scanner):
        return None
    for length in range(min(_LONGEST_SYMBOL, len(words) - at), 0, -1):
        if any(not word.glued for word in words[at + 1 : at + length]) and length != 2:
            continue
        surface = "".join(
            (" " if n and not word.glued else "") + word.text for n, word in enumerate(words[at : at + length])
        )
        unit = scanner.known.unit_symbols.get(surface) or _sign_behind(surface, scanner)
        if unit is None or _runs_on(at + length, scanner) or _is_decade(surface, at, scanner):
            continue
        if len(surface) == 1 and surface.isalpha() and not words[at].glued:
            continue
        return at + length - 1, unit
    return None


def _is_decade(surface: str, at: int, scanner: Scanner) -> bool:
    """ "The 1990s", "2018s best": no seconds."""
    return surface == "s" and len(scanner.words[at - 1].text) == 4


def _sign_behind(surface: str, scanner: Scanner) -> Unit | None:
    """ "1,200€", "500 PLN": a currency's sign or code behind the sum."""
    unit = scanner.known.currency_signs.get(surface)
    return unit if unit is not None and (not surface.isalpha() or len(surface) == 3) else None


def _runs_on(at: int, scanner: Scanner) -> bool:
    """Whether the word goes on behind these letters ("5G-ready", "3D")."""
    return at < len(scanner.words) and scanner.words[at].glued and scanner.words[at].text[0].isalnum()


def _by(found: Measured, scanner: Scanner) -> Measured:
    """The quantity with what it is counted by: "per barrel", "a year", "/month"."""
    at = found.last + 1
    words, lower = scanner.words, scanner.lower
    if at + 1 >= len(words):
        return found
    if lower[at] == "/" and words[at].glued and words[at + 1].glued:
        unit = scanner.known.unit_symbols.get(words[at + 1].text) or _word_unit(at + 1, scanner)
        return replace(found, last=at + 1, per=unit.name) if unit else found
    if lower[at] in DASHES and lower[at + 1 : at + 3] == ["a", "-"]:
        at += 1
    if lower[at] not in scanner.known.per or lower[at] == "each":
        return found
    at += 1
    if at < len(words) and words[at].text in DASHES:
        at += 1
    known = scanner.known.unit_words.at(lower, at)
    if known is not None:
        return replace(found, last=at + known[0] - 1, per=known[1].name)
    symbol = _symbol(at, scanner)
    if symbol is not None:
        return replace(found, last=symbol[0], per=symbol[1].name)
    if lower[at - 1] == "per" and at < len(words) and words[at].text.isalpha():
        return replace(found, last=at, per=lower[at])
    return found


def _word_unit(at: int, scanner: Scanner) -> Unit | None:
    known = scanner.known.unit_words.at(scanner.lower, at)
    return known[1] if known else None
