"""English words, cut as the Universal Dependencies treebanks EWT and GUM cut them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.ontology.tables import table

#: A "word" longer than this is cut: no reader needs it, and nothing after it may take more than linear time.
MAX_WORD = 200

_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]{1,2000}                 # addresses
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+           # mail addresses
  | [A-Za-z][\w-]{0,62}\.(?:com|org|net|edu|gov|info|news|co|hu|uk|de|fr|ua|ru|al|eu|tv|io)(?![\w-])   # Portfolio.hu
  | (?:[A-Za-z]\.){2,10}                                  # U.S., a.m.
  | \d+(?:[.,:/]\d+)+(?:st|nd|rd|th|s)?                   # 40,000  3.5  18:05  9/11
  | \#?\w+(?:['’]\w+)*                                    # words, with the clitics still on
  | \.{2,} | -{2,} | [!?]{2,}
  | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_JOINED = re.compile(r"^(?:(can)(not)|(gon)(na)|(wan)(na)|(got)(ta))$", re.IGNORECASE)


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of `text[start:end]` as pairs of offsets, in order, none empty, none overlapping.

    >>> text = "Nato’s 40,000 troops can't stay, he said."
    >>> [text[a:b] for a, b in words(text, 0, len(text))]
    ['Nato', '’s', '40,000', 'troops', 'ca', "n't", 'stay', ',', 'he', 'said', '.']
    """
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        if last - first == 1:
            found.append((first, last))
        elif last - first > MAX_WORD:
            found.extend((cut, min(cut + MAX_WORD, last)) for cut in range(first, last, MAX_WORD))
        else:
            found.extend(_split_clitics(text, first, last))
    return _join(text, found)


def _split_clitics(text: str, first: int, last: int) -> list[tuple[int, int]]:
    form = text[first:last]
    clitic = _CLITIC.search(form)
    if clitic and clitic.start() > 0 and form[0].isalnum():
        cut = first + clitic.start()
        return [(first, cut), (cut, last)]
    joined = _JOINED.match(form)
    if joined:
        cut = first + joined.end(joined.lastindex - 1 if joined.lastindex else 0)
        return [(first, cut), (cut, last)]
    return [(first, last)]


@cache
def _abbreviations() -> frozenset[str]:
    tokens = table("english/tokens")
    return frozenset(tokens["abbreviations"]) | frozenset(tokens["titles"])


@cache
def _hyphen_prefixes() -> frozenset[str]:
    return frozenset(table("english/tokens")["hyphen_prefixes"])


def _join(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Puts back together what belongs together: `Mr` + `.`, `J` + `.`, `pre` + `-` + `war`."""
    out: list[tuple[int, int]] = []
    index = 0
    while index < len(found):
        first, last = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if following and following[0] == last:
            sign = text[following[0] : following[1]]
            if sign == "." and _is_abbreviation(text[first:last]):
                out.append((first, following[1]))
                index += 2
                continue
            after = found[index + 2] if index + 2 < len(found) else None
            if sign == "-" and after and after[0] == following[1] and text[first:last].lower() in _hyphen_prefixes():
                out.append((first, after[1]))
                index += 3
                continue
        out.append((first, last))
        index += 1
    return out


def _is_abbreviation(form: str) -> bool:
    return (len(form) == 1 and form.isalpha() and form.isupper()) or form.lower() + "." in _abbreviations()
