"""What a page says of itself: title, dates, authors, publisher, language, address; the most deliberate place first."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from onrecord.records import DateValue, fold_name
from onrecord.sources.dates import date_in_address, parse_date, plausible
from onrecord.sources.jsonld import JsonLd, Node, address_of, as_list, clean_line, text_of, types_of, web_address
from onrecord.sources.tables import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^LiveBlogPosting$|^Report$|^SocialMediaPosting$")
_TITLE_PARTS = re.compile(r"(\s+[|–—•·»-]\s+)")
_LISTED = re.compile(r"\s*(?:[;|]|,(?!\s*(?:Jr|Sr|MD|PhD|M\.D|Ph\.D)\b))\s*")
_JOINED = re.compile(r"\s+(?:&|/|and|und|et|dhe|og|och)\s+")
_BYLINE = re.compile(r"^(?:(?:written\s+)?by|von|par|nga|por|da|di)\s+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-_]+)?")
_CHANGED = re.compile(r"modif|updat|edited|changed", re.IGNORECASE)
#: Letters that a tab's title may add to a site's name: "News", ".com".
_SITE_EXTRA = 6
_MAX_NAME = 80
_MAX_BYLINE = 1_000
_MAX_AUTHORS = 20


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; whatever it does not say stays None."""

    title: str | None = None
    published: DateValue | None = None
    modified: DateValue | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    canonical: str | None = None


def read_metadata(tree: HtmlElement, json_ld: JsonLd, address: str | None, now: datetime) -> Metadata:
    """The metadata of a page. Dates after `now` are refused, and no modified date stands for a published one."""
    page = _Page(tree, json_ld, address, now)
    publisher = page.publisher()
    return Metadata(
        title=page.title(publisher),
        published=page.published(),
        modified=page.modified(),
        authors=page.authors(),
        publisher=publisher,
        language=page.language(),
        canonical=page.canonical,
    )


class _Page:
    def __init__(self, tree: HtmlElement, json_ld: JsonLd, address: str | None, now: datetime) -> None:
        self.tree = tree
        self.json_ld = json_ld
        self.now = now
        self.meta = _meta_values(tree)
        self.by_id = {str(node["@id"]): node for node in json_ld.nodes if "@id" in node and len(node) > 1}
        self.canonical = self._canonical(address)
        self.address = self.canonical or address
        self.node = self._article_node()

    def title(self, publisher: str | None) -> str | None:
        if words := text_of(self.node.get("headline")):
            return words
        for written in self._from_meta("title"):
            return _without_site(written, (publisher, host_of(self.address)))
        headings = [clean_line(element.text_content()) for element in self.tree.iter("h1")]
        if len(headings) == 1 and headings[0]:
            return headings[0]
        for element in self.tree.iterfind(".//head/title"):
            if words := clean_line(element.text_content()):
                return _without_site(words, (publisher, host_of(self.address)))
        return None

    def published(self) -> DateValue | None:
        for found in self._published_candidates():
            if date := plausible(found, self.now):
                return date
        return None

    def _published_candidates(self) -> Iterator[DateValue | None]:
        yield parse_date(text_of(self.node.get("datePublished")), "json-ld")
        for written in self._from_meta("published"):
            yield parse_date(written, "meta")
        yield parse_date(text_of(self.node.get("dateCreated")), "json-ld")
        for node in self.json_ld.of_type("WebPage", "ItemPage", "VideoObject"):
            yield parse_date(text_of(node.get("datePublished")), "json-ld")
        for element in self.tree.xpath("//time[@pubdate] | //*[@itemprop='datePublished']"):
            yield parse_date(element.get("datetime") or element.get("content") or element.text_content(), "visible")
        yield date_in_address(self.address)
        yield self._visible_date()

    def _visible_date(self) -> DateValue | None:
        """The date shown on the page, found by htmldate; whatever names itself a change is taken out before."""
        from htmldate import find_date

        body = copy.deepcopy(self.tree)
        for element in body.xpath("//head | //script | //style"):
            _remove(element)
        for element in body.xpath("//time | //*[@class or @itemprop]"):
            if _CHANGED.search(f"{element.get('class')} {element.get('itemprop')}"):
                _remove(element)
        found = find_date(body, original_date=True, extensive_search=False, max_date=self.now)
        return parse_date(found, "visible")

    def modified(self) -> DateValue | None:
        values: list[Any] = [text_of(self.node.get("dateModified")), *self._from_meta("modified")]
        for index, written in enumerate(values):
            if date := plausible(parse_date(written, "meta" if index else "json-ld"), self.now):
                return date
        return None

    def authors(self) -> tuple[str, ...]:
        named = self._names(self.node.get("author")) or self._names(self.node.get("creator"))
        if not named:
            named = list(self._from_meta("author"))
        if not named:
            named = [element.text_content() for element in self.tree.xpath("//*[@rel='author' or @itemprop='author']")]
        return author_names(named)

    def publisher(self) -> str | None:
        for name in self._names(self.node.get("publisher")):
            return name
        for written in self._from_meta("publisher"):
            if not written.startswith(("http:", "https:", "@", "//")) and len(written) <= _MAX_NAME:
                return written
        for node in self.json_ld.of_type("NewsMediaOrganization"):
            if name_ := text_of(node.get("name")):
                return name_
        return None

    def language(self) -> str | None:
        declared = [self.tree.get(name) for name in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")]
        for written in (*declared, *self._from_meta("language"), text_of(self.node.get("inLanguage"))):
            if language := language_code(written):
                return language
        return None

    def _canonical(self, address: str | None) -> str | None:
        links = [element.get("href") for element in self.tree.xpath("//link[@rel='canonical'][@href]")]
        for written in (*links, *self.meta.get("og:url", [])):
            found = web_address(written or "", address)
            # a canonical address that is the front page is a mistake many sites make on all their pages
            if found and urlsplit(found).path.strip("/"):
                return found
        return None

    def _article_node(self) -> Node:
        """The node on this page's own article: pages describe those they link to as well."""
        updates = {id(update) for node in self.json_ld.nodes for update in as_list(node.get("liveBlogUpdate"))}
        nodes = (node for node in self.json_ld.nodes if id(node) not in updates)
        articles = [node for node in nodes if any(_ARTICLE.search(name) for name in types_of(node))]
        own = [node for node in articles if self._is_own(node)]
        with_text = [node for node in articles if node.get("articleBody")]
        dated = [node for node in articles if node.get("headline") or node.get("datePublished")]
        return next(iter([*own, *with_text, *dated]), {})

    def _is_own(self, node: Node) -> bool:
        if self.address is None or not (node.get("headline") or node.get("datePublished")):
            return False
        named = (address_of(node.get(key), self.address) for key in ("url", "mainEntityOfPage", "@id"))
        return any(_same_page(one, self.address) for one in named)

    def _names(self, value: Any) -> list[str]:
        nodes = (self.by_id.get(str(one.get("@id")), one) if isinstance(one, dict) else one for one in as_list(value))
        names = [name for node in nodes for name in _written_names(node)]
        return [name for name in names if name]

    def _from_meta(self, kind: str) -> Iterator[str]:
        for name in table("metadata")[kind]:
            yield from (clean_line(value) for value in self.meta.get(name, []) if clean_line(value))


def author_names(written: Iterable[str]) -> tuple[str, ...]:
    """Bylines as names, each once: "By Jane Doe and John Roe" is two.

    >>> author_names(["By Jane Doe and John Roe", "https://example.org/jane"])
    ('Jane Doe', 'John Roe')
    """
    names: dict[str, str] = {}
    for line in (one for one in written if len(one) <= _MAX_BYLINE):
        for name in _parts_of_byline(clean_line(line)):
            if name and len(name) <= _MAX_NAME and "@" not in name and re.search(r"[^\W\d_]", name):
                names.setdefault(fold_name(name), name)
    return tuple(names.values())[:_MAX_AUTHORS]


def _parts_of_byline(line: str) -> Iterator[str]:
    """The names in a byline. "and" parts what can be two full names; the Telegram & Gazette is one."""
    line = re.sub(r"\S+://\S+", ";", line)
    for listed in _LISTED.split(_BYLINE.sub("", line)):
        joined = _JOINED.split(listed)
        parts = joined if all(" " in part.strip() for part in joined) else [listed]
        yield from (_BYLINE.sub("", part).strip(" .,-–—") for part in parts)


def language_code(written: str | None) -> str | None:
    """The language of a tag such as en-GB or sq_AL, in lower case; None where it is no tag."""
    match = _LANGUAGE.fullmatch((written or "").strip().split(",")[0])
    return match[1].lower() if match else None


def host_of(address: str | None) -> str | None:
    """The host of an address without its www, as the publisher's name of last resort."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _meta_values(tree: HtmlElement) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        if not content or len(content) > 2_000:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(key):
                values.setdefault(name.strip().lower(), []).append(content)
    return values


def _written_names(value: Any) -> list[str]:
    if isinstance(value, dict) and "name" not in value and value.get("familyName"):
        return [clean_line(f"{value.get('givenName') or ''} {value['familyName']}")]
    if isinstance(value, dict):
        value = value.get("name")
    return [clean_line(one) for one in as_list(value) if isinstance(one, str) and "://" not in one]


def _without_site(title: str, sites: Iterable[str | None]) -> str:
    """A title without the site's name that browsers' tabs show before or after it."""
    names = [re.sub(r"\W", "", fold_name(site)) for site in sites if site]
    parts = _TITLE_PARTS.split(title)
    while len(parts) > 1:
        if _is_site(parts[-1], names):
            parts = parts[:-2]
        elif _is_site(parts[0], names):
            parts = parts[2:]
        else:
            break
    return "".join(parts)


def _is_site(part: str, names: list[str]) -> bool:
    plain = re.sub(r"\W", "", fold_name(part))
    if len(plain) < 5:
        return plain in names
    return any(plain in name or (name in plain and len(plain) <= len(name) + _SITE_EXTRA) for name in names)


def _same_page(one: str | None, other: str) -> bool:
    return one is not None and _page_key(one) == _page_key(other)


def _page_key(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
