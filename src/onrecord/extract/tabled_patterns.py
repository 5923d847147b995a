"""Turns a language's table of direct quotes into the patterns that find who speaks.

Each pattern has the groups `cue` (what reports), `source` (the speaker as written, with article and title) and `name`.
Patterns of `behind` are matched right behind a quotation, those of `before` must end right before one, and those of
`inside` are looked for within one. What a single expression can not say is checked by `onrecord.extract.tabled`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.ontology.tables import table

#: A letter that is not one of the common small ones; whether it is a capital is checked afterwards.
_CAPITAL = "[^\\W\\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
_WORD = r"[^\s,.;:!?()„“”\"«»‹›‘‚]+"
_STOP = r"(?!\w)"
_JOIN = r"\s*[,;]?\s*(?:[–—-]\s*)?"

#: A pattern's rule and its expression, not yet compiled.
_Draft = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One order of quote, verb and name."""

    rule: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class QuoteTable:
    """One language's table, compiled."""

    language: str
    marks: Mapping[str, str]
    behind: tuple[Pattern, ...]
    before: tuple[Pattern, ...]
    inside: tuple[Pattern, ...]
    pronoun_behind: tuple[Pattern, ...]
    reports: re.Pattern[str]
    title: re.Pattern[str]
    full_name: re.Pattern[str]
    titled_name: re.Pattern[str]
    acts: Mapping[tuple[str, ...], str]
    words: Mapping[str, frozenset[str]]
    not_subject: tuple[tuple[str, str], ...]


def languages() -> frozenset[str]:
    """The languages that have a table."""
    names = (entry.name for entry in files("onrecord.ontology").joinpath("quotes").iterdir())
    return frozenset(name.removesuffix(".yaml") for name in names if re.fullmatch(r"[a-z]{2,3}\.yaml", name))


@cache
def quote_table(language: str) -> QuoteTable:
    """The compiled table of `language`; KeyError where it has none."""
    rows = table(f"quotes/{language}")
    parts = _Parts(rows)
    return QuoteTable(
        language=language,
        marks=rows["quote_marks"],
        behind=_compiled(_behind(parts), rows["patterns"]),
        before=_compiled(_before(parts), rows["patterns"]),
        inside=_compiled(_inside(parts), rows["patterns"]),
        pronoun_behind=_compiled(_pronouns(parts), rows["patterns"]),
        reports=re.compile(parts.any_form),
        title=re.compile(parts.title),
        full_name=re.compile(rf"(?<![\w-]){parts.name(2)}"),
        titled_name=re.compile(rf"(?<![\w-]){parts.title}\s{parts.name(1)}"),
        acts=dict(_acts(rows)),
        words={
            key: frozenset(rows.get(key, ())) for key in ("negations", "clitics", "conjunctions", "articles_behind")
        },
        not_subject=tuple((first, ending) for first, ending in rows.get("not_subject", ())),
    )


def plain(words: str) -> str:
    """Words of a text as the tables write them: single blanks, straight apostrophes."""
    return " ".join(words.replace("’", "'").split())


class _Parts:
    """The pieces of expression that all patterns of a language share."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self._set_names(rows)
        self._set_speaker(rows)
        self._set_verbs(rows)
        self.modifiers = rf"(?:,?\s(?:{_any(rows['modifiers'])}){_STOP},?){{0,3}}"
        self.that = _joined(rows["that"])
        self.according = _any(rows["according_to"])
        self.pronouns = _any(rows["pronouns"])
        self.inversion = bool(rows.get("inversion"))
        self.around = bool(rows.get("auxiliary_around_subject"))

    def _set_names(self, rows: Mapping[str, Any]) -> None:
        prefixes = rows["title_prefixes"]
        prefix = r"[\w.-]{0,40}" if prefixes == "any" else rf"(?:{_any(prefixes)}-?\s?)?"
        self.title = rf"(?:{prefix}(?i:{_any(rows['titles'])})){_STOP}"
        self._word = (
            rf"(?!(?:{_any(rows['not_names'])}){_STOP})"
            rf"(?:{_CAPITAL}\.(?:\s?{_CAPITAL}\.)*|(?:[dDlLO]['’]|[aAeE]l-)?{_CAPITAL}\w*(?:['’-]\w+){{0,3}})"
        )
        self._particles = _any(rows["name_particles"])

    def _set_speaker(self, rows: Mapping[str, Any]) -> None:
        """The speaker as written: article, adjectives, title, what belongs to the title, name."""
        not_names, unprepositional = _any(rows["not_names"]), rf"(?!(?:{_any(rows['prepositions'])}){_STOP})"
        determiner = rf"(?i:{_joined(rows['determiners'])})"
        possessive = rf"(?:{_CAPITAL}\w+s\s)?" if rows.get("possessive_before_title") else ""
        last = rf"(?:{unprepositional}(?!{_CAPITAL}){_WORD}|(?:{not_names}){_STOP}{_genitive(rows)})"
        without_comma = "" if rows.get("gap_needs_comma") else rf"|(?:\s{_WORD}){{0,7}}?\s{last},?"
        gap = rf"(?P<gap>(?:\s{_WORD}){{1,8}}?,{without_comma})?,?"
        lead = rf"(?:{unprepositional}[a-zà-ÿ]\w*\s){{0,3}}"
        titled = rf"(?P<determiner>{determiner})?{lead}{possessive}(?P<title>{self.title}){gap}\s"
        self.speaker = rf"(?P<source>(?:{titled})?(?P<name>{self.name(1)}))"
        self.titled = rf"{determiner}{lead}{possessive}{self.title}"
        self.free = rf"(?:\s{_WORD}){{0,7}}?\s{unprepositional}{_WORD}"

    def _set_verbs(self, rows: Mapping[str, Any]) -> None:
        """The reporting verbs: in one piece, with an auxiliary, in two halves around their subject."""
        verbs, participles = _any(_all(rows["verbs"])), _any(_all(rows["participles"]))
        pairs = [pair for halves in rows.get("separable", {}).values() for pair in halves]
        self.modifier = rf"(?:\s(?:{_any(rows['modifiers'])}){_STOP}){{0,2}}"
        self.auxiliary, self.participle, self.verbs = _any(rows["auxiliaries"]), participles, verbs
        self.halves = sorted({(first, second) for first, second in pairs})
        joined = rf"(?:{self.auxiliary}){self.modifier}\s(?P<participle>{participles})"
        self.cue = rf"(?<![\w'’-])(?P<cue>(?P<verb>{verbs})|{joined}){_STOP}"
        alone = _any([*rows["according_to"], *(first for first, _ in pairs)])
        self.any_form = rf"(?<!\w)(?:{verbs}|{participles}|{alone}){_STOP}"

    def name(self, least: int) -> str:
        """A name of `least` to five words."""
        return rf"{self._word}(?:\s(?:(?:{self._particles})\s|d['’]){{0,2}}{self._word}){{{least - 1},4}}"

    def split_cues(self) -> Iterator[tuple[str, str]]:
        """The halves of what stands around its subject: auxiliary and participle, verb and particle."""
        if self.around:
            yield rf"(?:{self.auxiliary}){_STOP}", rf"(?P<cue>(?P<participle>{self.participle})){_STOP}"
        if self.halves:
            verbs, particles = (_any(half) for half in zip(*self.halves, strict=True))
            yield rf"(?<![\w-])(?P<cue>(?P<verb>{verbs})){_STOP}", rf"(?P<particle>{particles})(?=\s*(?:[.,:;)]|$))"


def _behind(parts: _Parts) -> Iterator[_Draft]:
    free = rf"(?:{parts.modifiers}\s|{parts.free}\s(?={parts.titled}))"
    yield "quote-verb-name", rf"{_JOIN}{parts.cue}{free}{parts.speaker}"
    for first, second in parts.split_cues():
        yield "quote-verb-name", rf"{_JOIN}{first}{parts.modifiers}\s{parts.speaker}(?:\s{_WORD}){{0,8}}?\s{second}"
    yield "quote-verb-name", rf"\s*,\s*(?P<cue>(?P<according>{parts.according}))\s{parts.speaker}"
    ending = rf"{parts.modifiers}(?=\s*(?:[.;]|$))"
    yield "quote-name-verb", rf"\s*,\s*{parts.speaker}\s{parts.cue}{ending}"


def _before(parts: _Parts) -> Iterator[_Draft]:
    trail = r"(?:\s?\([^()\n]{1,40}\))?(?:,[^,\n!?;:„“”\"«»]{1,60},)?"
    colon = rf"(?:\s{_WORD}){{0,12}}?\s*(?P<colon>:)\s*\Z"
    links = rf"(?:{colon}|{parts.modifiers},?(?:\s(?:{parts.that})|\s*)\Z)"
    yield "name-verb-quote", rf"{parts.speaker}{trail},?\s{parts.cue}{links}"
    yield "verb-name-quote", rf"{parts.cue}{parts.modifiers}\s{parts.speaker}{trail}{colon}"
    for first, second in parts.split_cues():
        middle = rf"(?:\s{_WORD}){{0,8}}?\s{second}"
        yield "name-verb-quote", rf"{parts.speaker}{trail},?\s{first}{middle}{colon}"
        yield "verb-name-quote", rf"{first}{parts.modifiers}\s{parts.speaker}{trail}{middle}{colon}"


def _inside(parts: _Parts) -> Iterator[_Draft]:
    yield "verb-name-inside", rf",\s{parts.cue}{parts.modifiers}\s{parts.speaker}[,.]\s"


def _pronouns(parts: _Parts) -> Iterator[_Draft]:
    pronoun = rf"(?P<source>(?P<name>{parts.pronouns})){_STOP}"
    if parts.inversion:
        participle = rf"(?P<cue>(?P<participle>{parts.participle})){_STOP}"
        yield "quote-verb-pronoun", rf"{_JOIN}(?:{parts.auxiliary})-t-{pronoun}{parts.modifier}\s{participle}"
        yield "quote-verb-pronoun", rf"{_JOIN}(?P<cue>(?P<verb>{parts.verbs}))-(?:t-)?{pronoun}"
        return
    yield "quote-verb-pronoun", rf"{_JOIN}{parts.cue}\s{pronoun}"
    for first, second in parts.split_cues():
        yield "quote-verb-pronoun", rf"{_JOIN}{first}\s{pronoun}(?:\s{_WORD}){{0,8}}?\s{second}"


def _compiled(drafts: Iterable[_Draft], wanted: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(Pattern(rule, re.compile(expression)) for rule, expression in drafts if rule in wanted)


def _acts(rows: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each reporting form with its act: ("verb", form), ("participle", form), (verb, particle)."""
    for act, forms in rows["verbs"].items():
        yield from ((("verb", form), act) for form in forms)
    for act, forms in rows["participles"].items():
        yield from ((("participle", form), act) for form in forms)
    for act, pairs in rows.get("separable", {}).items():
        yield from (((first, second), act) for first, second in pairs)
    yield from ((("according", form), "say") for form in rows["according_to"])


def _genitive(rows: Mapping[str, Any]) -> str:
    """A country or body in the genitive may end the words between title and name: "presidenti i Francës"."""
    endings = rows.get("genitive_endings")
    return rf"|{_CAPITAL}\w+(?:{_any(endings)}){_STOP}" if endings else ""


def _joined(words: Iterable[str]) -> str:
    """One of `words` with the blank behind it; an elided one ("l'") has none."""
    return "|".join(_literal(word) + ("" if word.endswith("'") else r"\s") for word in words)


def _all(by_act: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for forms in by_act.values():
        yield from forms


def _any(words: Iterable[str]) -> str:
    """One of `words`, the longer ones first."""
    return "|".join(_literal(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _literal(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s")
