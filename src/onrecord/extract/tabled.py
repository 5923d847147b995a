"""Direct quotes with a named speaker, by small tables: for languages whose grammar is not parsed.

Precision goes before recall, as in the European Media Monitor's quotation recogniser: a quotation is taken only where a
reporting verb and a name stand in one of a few fixed orders around it. Everything else stays unread. The tables are in
`onrecord/ontology/quotes/`; docs/language.md has what was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.tabled_marks import Marked, marked
from onrecord.extract.tabled_patterns import QuoteTable, languages, plain, quote_table
from onrecord.language.sentences import paragraphs
from onrecord.records import Span

__all__ = ["TabledQuote", "languages", "tabled_quotes"]

#: How far before a quotation its speaker may stand.
WINDOW = 300
#: How far behind a quotation its reporting verb may begin.
REACH = 200
#: Enough characters for an article and the first letter behind it.
ARTICLE_REACH = 8
#: A shorter quotation without a colon before it or an attribution behind it is a nickname, a title or a scare quote.
FEWEST_WORDS = 3

_ENDS = re.compile(r"[.!?…][\"“”»’)]*$")
_FULL_STOP = re.compile(r"(?<=[.!?…])[\"“”»’)]*\s+(?=[^\W\d_a-zà-ÿ]|[„“”\"«])")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|[A-Z][a-z]{1,3}|z|znj|dr|prof)\.$")
_GOES_ON = re.compile(r"[^.!?\n„“”\"«»]{0,80}[,:]\s*\Z")
_NEXT_SENTENCE = re.compile(r"[^.!?\n„“”\"«»]{0,80}[.]\s*\Z")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?)–—]|$)")


@dataclass(frozen=True, slots=True)
class TabledQuote:
    """A direct quotation and who says it; `content` has the quote marks, `rule` is the pattern that found it."""

    source: Span
    cue: Span
    content: tuple[Span, ...]
    act: str
    rule: str
    speaker_name: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What all steps look at: the text, its table, the names that stand in it in full."""

    text: str
    table: QuoteTable
    surnames: frozenset[str]
    quotations: tuple[Marked, ...]


def tabled_quotes(text: str, span: Span, language: str) -> list[TabledQuote]:
    """The direct quotes with a named speaker in `text[span]`, in order; none where `language` has no table."""
    if language not in languages():
        return []
    table = quote_table(language)
    quotations = tuple(marked(text, paragraphs(text, span.start, span.end), table.marks))
    page = _Page(text, table, _surnames(text, span, table), quotations)
    found: list[TabledQuote] = []
    for index, quotation in enumerate(quotations):
        if any(piece.covers(quotation.pieces[0]) for quote in found[-1:] for piece in quote.content):
            continue
        quote = _attributed(page, index) or _same_speaker(page, index, found[-1] if found else None)
        if quote is not None:
            found.append(_with_following(page, index, quote))
    return found


def _attributed(page: _Page, index: int) -> TabledQuote | None:
    """The quotation by what stands before it, else behind it, else within it."""
    quotation = page.quotations[index]
    return _from_before(page, quotation) or _from_behind(page, quotation) or _from_inside(page, quotation)


def _from_before(page: _Page, quotation: Marked) -> TabledQuote | None:
    start = _sentence_start(page.text, quotation)
    if not page.table.reports.search(page.text, start, quotation.start):
        return None
    for pattern in page.table.before:
        match = pattern.expression.search(page.text, start, quotation.start)
        if match is None or not _may_begin(page, match, start, pattern.rule):
            continue
        loose = pattern.rule == "verb-name-quote" or match.start("source") == start
        if _is_speaker(page, match, loose=loose) and _fits(page, quotation, match):
            return _quote(page, match, pattern.rule, quotation.pieces)
    return None


def _from_behind(page: _Page, quotation: Marked) -> TabledQuote | None:
    near = min(quotation.end + REACH, quotation.paragraph.end)
    if not _begins_sentence(page.text, quotation) or not page.table.reports.search(page.text, quotation.end, near):
        return None
    for pattern in page.table.behind:
        match = pattern.expression.match(page.text, quotation.end, quotation.paragraph.end)
        if match and _is_speaker(page, match, loose=pattern.rule == "quote-name-verb"):
            return _quote(page, match, pattern.rule, quotation.pieces)
    return None


def _from_inside(page: _Page, quotation: Marked) -> TabledQuote | None:
    """The French way: « It is time, said the minister, to act. »"""
    if len(quotation.pieces) > 1 or not _begins_sentence(page.text, quotation):
        return None
    for pattern in page.table.inside:
        match = pattern.expression.search(page.text, quotation.start, quotation.end)
        if match and _is_speaker(page, match, loose=False):
            rest = Span(match.end(), quotation.end)
            pieces = [Span(quotation.start, match.start()), rest]
            return _quote(page, match, pattern.rule, tuple(piece for piece in pieces if _words(piece.of(page.text))))
    return None


def _same_speaker(page: _Page, index: int, last: TabledQuote | None) -> TabledQuote | None:
    """A quotation followed by "he said", right after one whose speaker is named, in the same paragraph."""
    quotation = page.quotations[index]
    if last is None or not quotation.paragraph.covers(last.source) or not _begins_sentence(page.text, quotation):
        return None
    since = max(last.content[-1].end, last.source.end)
    if since > quotation.start or page.table.full_name.search(page.text, since, quotation.start):
        return None
    for pattern in page.table.pronoun_behind:
        match = pattern.expression.match(page.text, quotation.end, quotation.paragraph.end)
        if match and not _is_negated(page, match) and _is_cue(page, match):
            quote = _quote(page, match, pattern.rule, quotation.pieces)
            return replace(quote, speaker_name=last.speaker_name)
    return None


def _with_following(page: _Page, index: int, quote: TabledQuote) -> TabledQuote:
    """`quote` with the next quotation as its further piece, where its attribution stands between both."""
    if index + 1 >= len(page.quotations) or quote.source.start < page.quotations[index].end:
        return quote
    following = page.quotations[index + 1]
    end = max(quote.source.end, quote.cue.end)
    between = page.text[end : following.start]
    if following.start < end or not page.quotations[index].paragraph.covers(following.pieces[0]):
        return quote
    own = _attributed(page, index + 1) or any(
        pattern.expression.match(page.text, following.end, following.paragraph.end)
        for pattern in page.table.pronoun_behind
    )
    whole = (
        _ENDS.search(following.pieces[-1].of(page.text)) and _words(following.pieces[0].of(page.text)) > FEWEST_WORDS
    )
    if own or not (_GOES_ON.match(between) or (whole and _NEXT_SENTENCE.match(between))):
        return quote
    return replace(quote, content=(*quote.content, *following.pieces))


def _quote(page: _Page, match: re.Match[str], rule: str, content: tuple[Span, ...]) -> TabledQuote:
    return TabledQuote(
        source=Span(*match.span("source")),
        cue=Span(*match.span("cue")),
        content=content,
        act=_act(page.table, match),
        rule=f"{page.table.language}:{rule}",
        speaker_name=" ".join(match["name"].split()),
    )


def _act(table: QuoteTable, match: re.Match[str]) -> str:
    groups = {name: plain(found) for name, found in match.groupdict().items() if found}
    if "particle" in groups:
        return table.acts[(groups["verb"], groups["particle"])]
    kind = next(kind for kind in ("verb", "participle", "according") if kind in groups)
    return table.acts[(kind, groups[kind])]


def _is_speaker(page: _Page, match: re.Match[str], *, loose: bool) -> bool:
    """Whether the name found can be the one who speaks; in a loose place, one word must be known from elsewhere."""
    words = match["name"].split()
    if _is_negated(page, match) or _is_object(page.table, match) or _goes_on(page, match.end("name")):
        return False
    if any(page.table.title.fullmatch(word) for word in words) or not (words[0][0].isupper() and _is_cue(page, match)):
        return False
    if len(words) > 1:
        return True
    if match["gap"] or (len(words[0]) > 1 and words[0].isupper()) or _is_adjective(page, match):
        return False
    loose = loose or bool(match.groupdict().get("according"))
    return bool(match["title"]) or not loose or words[0] in page.surnames


def _is_negated(page: _Page, match: re.Match[str]) -> bool:
    reported = plain(match.group().replace(match["name"], " "))
    if page.table.words["negations"] & set(re.split(r"[\s,:]+|(?<=')", reported)):
        return True
    before = plain(page.text[max(match.start("cue") - 12, 0) : match.start("cue")]).split(" ")[-1]
    return before in page.table.words["clitics"] | page.table.words["negations"]


def _is_cue(page: _Page, match: re.Match[str]) -> bool:
    """Whether verb and particle belong together."""
    halves = match.groupdict()
    return not halves.get("particle") or (plain(halves["verb"]), plain(halves["particle"])) in page.table.acts


def _is_object(table: QuoteTable, match: re.Match[str]) -> bool:
    determiner, title = (match["determiner"] or "").strip(), match["title"] or ""
    return any(determiner == first and title.endswith(ending) for first, ending in table.not_subject)


def _is_adjective(page: _Page, match: re.Match[str]) -> bool:
    """Whether an article behind the word shows that it belongs to the title: "ministri rus i Energjisë"."""
    following = page.text[match.end("name") : match.end("name") + ARTICLE_REACH].split(" ")
    return len(following) > 2 and following[1] in page.table.words["articles_behind"] and following[2][:1].isupper()


def _goes_on(page: _Page, end: int) -> bool:
    """Whether a capitalised word follows the name, which then is not what it seemed."""
    following = page.text[end : end + 2]
    return following[:1].isspace() and following[1:].isupper()


def _fits(page: _Page, quotation: Marked, match: re.Match[str]) -> bool:
    """Whether the quotation can be all that the verb before it reports: behind a colon, or with enough words."""
    if match["colon"]:
        return True
    enough = _words(quotation.pieces[0].of(page.text)) >= FEWEST_WORDS
    return enough and _CLAUSE_END.match(page.text, quotation.end, quotation.paragraph.end) is not None


def _may_begin(page: _Page, match: re.Match[str], start: int, rule: str) -> bool:
    """Whether a new clause may begin where the pattern does, so that the name is its subject."""
    before = page.text[start : match.start()].rstrip()
    if rule == "verb-name-quote" or not before or before[-1] in ",;–—(":
        return True
    return plain(before).split(" ")[-1].lower() in page.table.words["conjunctions"]


def _begins_sentence(text: str, quotation: Marked) -> bool:
    """Whether nothing of the same sentence stands before the quotation: else it is a fragment of one."""
    before = text[quotation.paragraph.start : quotation.start].rstrip() if len(quotation.pieces) == 1 else ""
    return not before or before[-1] in ":–—-•" or _ENDS.search(before) is not None


def _sentence_start(text: str, quotation: Marked) -> int:
    """Where the sentence that leads to the quotation begins."""
    first = quotation.pieces[0].start
    paragraph_start = quotation.paragraph.start if len(quotation.pieces) == 1 else _line_start(text, first)
    start = max(paragraph_start, first - WINDOW)
    for match in _FULL_STOP.finditer(text, start, first):
        if match.end() < first and not _ABBREVIATED.search(text[start : match.start()]):
            start = match.end()
    return start


def _line_start(text: str, position: int) -> int:
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def _surnames(text: str, span: Span, table: QuoteTable) -> frozenset[str]:
    """The last words of all full names, and names behind a title: what may stand alone later."""
    return frozenset(name.split()[-1] for name in _names(text, span, [table.full_name, table.titled_name]))


def _names(text: str, span: Span, expressions: Sequence[re.Pattern[str]]) -> Iterator[str]:
    for expression in expressions:
        for match in expression.finditer(text, span.start, span.end):
            yield match.group()


def _words(quoted: str) -> int:
    return len(re.findall(r"\w+", quoted))
