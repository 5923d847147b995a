"""Telling a page that shows only the start of its text from one that is just short."""

from __future__ import annotations

from functools import cache

from onrecord.sources.jsonld import JsonLd, as_list
from onrecord.sources.tables import table

#: A page that says it is not free, and shows less than this, shows a stub: pages with the whole text say the same.
MARKED_STUB = 1_200
#: A page that says nothing but asks for a subscription shows a stub below this.
ASKING_STUB = 700
#: Scripts without blanks say about this many times as much with a character.
_DENSE = 2.5


def is_stub(text: str, page_text: str, json_ld: JsonLd) -> bool:
    """Whether `text`, taken from a page that shows `page_text` in all, is only what a paywall lets through."""
    size = sum(_DENSE if "\u3040" <= char <= "\uffdc" else 1.0 for char in text)
    if size < MARKED_STUB and _says_not_free(json_ld):
        return True
    return size < ASKING_STUB and _asks_for_subscription(page_text)


def _says_not_free(json_ld: JsonLd) -> bool:
    """Whether schema.org's isAccessibleForFree is false for the page or a part of it."""
    values = (value for node in json_ld.nodes for value in as_list(node.get("isAccessibleForFree")))
    return any(str(value).strip().lower().rsplit("/", 1)[-1] in ("false", "0", "no") for value in values)


def _asks_for_subscription(page_text: str) -> bool:
    folded = " ".join(page_text.lower().split())
    return any(phrase in folded for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(phrase for rows in table("paywall")["phrases"].values() for phrase in rows)
