"""Records as plain data for `--json`: one object a record, with its kind, its offsets and the words at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from onrecord.records import (
    Article,
    DateValue,
    Entity,
    Equipment,
    Place,
    PlaceMention,
    Post,
    PostLanguage,
    Producer,
    Quantity,
    Reason,
    Span,
    TimeMention,
)

if TYPE_CHECKING:
    from onrecord.records import Reading
    from onrecord.store import Check, Difference, StatementRow, StoredArticle, StoredEntity
    from onrecord.store import Place as CheckedPlace

Data = dict[str, Any]


def of_article(article: Article, producer: Producer, languages: Iterable[PostLanguage]) -> Data:
    """An article without its text: what its outlet says of it, and what was read in each post."""
    return {
        "kind": "article",
        "id": article.id,
        "address": article.address,
        "title": article.title,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": of_date(article.published),
        "modified": of_date(article.modified),
        "language": article.language,
        "characters": len(article.text),
        "posts": [_of_post(post, article.text) for post in article.posts],
        "languages": [_of_language(language) for language in languages],
        "producer": f"{producer.name} {producer.version}",
    }


def of_statement(row: StatementRow) -> Data:
    """A statement with the columns that `onrecord export` gives it."""
    from onrecord.export import columns

    return {"kind": "statement", **{column.name: column.of(row) for column in columns()}}


def of_entity(entity: Entity | StoredEntity) -> Data:
    """A person, body or place as one article, or all of a book, speaks of it."""
    return {
        "kind": "entity",
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "names": list(entity.names),
        "same_as": entity.same_as,
        "country": entity.country,
        "sector": entity.sector,
        "offices": list(entity.offices),
        "why": of_reasons(entity.why),
    }


def of_place(place: Place) -> Data:
    """A place with its point and what it lies in."""
    return {
        "kind": "place",
        "id": place.id,
        "name": place.name,
        "precision": place.precision,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "region": place.region,
        "qid": place.qid,
        "geonames": place.geonames,
    }


def of_place_mention(mention: PlaceMention, text: str) -> Data:
    """Words that name a place, with the place's id and their use."""
    return {
        **_value("place mention", mention, text),
        "place": mention.place,
        "use": mention.use,
        "confidence": mention.confidence,
        "why": of_reasons(mention.why),
    }


def of_values(found: Reading | StoredArticle) -> dict[str, list[Data]]:
    """The places, their mentions, the times, the quantities and the equipment of an article, each as plain data."""
    text = found.article.text
    return {
        "places": [of_place(place) for place in found.places],
        "place_mentions": [of_place_mention(mention, text) for mention in found.place_mentions],
        "times": [of_time(time, text) for time in found.times],
        "quantities": [of_quantity(quantity, text) for quantity in found.quantities],
        "equipment": [of_equipment(item, text) for item in found.equipment],
    }


def _value(kind: str, found: PlaceMention | TimeMention | Quantity | Equipment, text: str) -> Data:
    """What every place, time, quantity and piece of equipment says first."""
    return {
        "kind": kind,
        "id": found.id,
        "article": found.article,
        "span": [found.span.start, found.span.end],
        "text": found.span.of(text),
    }


def of_time(time: TimeMention, text: str) -> Data:
    """A time with its words, its TIMEX3 value and its interval [begin, end)."""
    return {
        **_value("time", time, text),
        "type": time.type,
        "value": time.value,
        "begin": time.begin,
        "end": time.end,
        "precision": time.precision,
        "anchor": time.anchor,
        "modality": time.modality,
        "confidence": time.confidence,
        "why": of_reasons(time.why),
    }


def of_quantity(quantity: Quantity, text: str) -> Data:
    """A quantity with its words, its ends, its unit and what it counts."""
    what = quantity.what
    return {
        **_value("quantity", quantity, text),
        "low": quantity.low,
        "high": quantity.high,
        "bound": quantity.bound,
        "of": quantity.quantity_kind,
        "change": quantity.change,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "what": what.of(text) if what else None,
        "what_span": [what.start, what.end] if what else None,
        "confidence": quantity.confidence,
        "why": of_reasons(quantity.why),
    }


def of_equipment(item: Equipment, text: str) -> Data:
    """Weapons or equipment with its name, its classes, the narrowest first, and its maker's country."""
    return {
        **_value("equipment", item, text),
        "name": item.name,
        "classes": list(item.classes),
        "domain": item.domain,
        "maker": item.maker,
        "confidence": item.confidence,
        "why": of_reasons(item.why),
    }


def of_check(found: Check) -> Data:
    """A check of a quotation with all its places."""
    return {
        "kind": "check",
        "verdict": found.verdict,
        "quote": found.quote,
        "said_by": found.said_by,
        "article": found.article,
        "meant": [{"id": who.value, "name": who.label, "statements": who.count} for who in found.meant],
        "complete": found.complete,
        "why": of_reasons(found.why),
        "places": [_of_place(place) for place in found.places],
    }


def _of_place(place: CheckedPlace) -> Data:
    return {
        "verdict": place.verdict,
        "similarity": round(place.similarity, 3),
        "speaker": place.speaker_name,
        "speaker_id": place.speaker,
        "holder": place.holder,
        "told_by": place.told_by,
        "text": place.text,
        "spans": [[span.start, span.end] for span in place.spans],
        "context": place.context,
        "context_span": [place.context_span.start, place.context_span.end],
        "in_quote_marks": place.in_quote_marks,
        "article": place.article,
        "title": place.title,
        "publisher": place.publisher,
        "date": of_date(place.date),
        "address": place.address,
        "differences": [_of_difference(difference) for difference in place.differences],
        "cautions": of_reasons(place.cautions),
        "why": of_reasons(place.why),
        "statements": [of_statement(row) for row in place.statements],
    }


def _of_difference(difference: Difference) -> Data:
    return {
        "kind": difference.kind,
        "concern": difference.concern,
        "quoted": {"start": difference.quoted.start, "end": difference.quoted.end, "text": difference.quoted_text},
        "found": {"start": difference.found.start, "end": difference.found.end, "text": difference.found_text},
    }


def of_date(date: DateValue | None) -> Data | None:
    """A date with its precision and where it was found."""
    if date is None:
        return None
    return {"begin": date.begin, "end": date.end, "precision": date.precision, "basis": date.basis}


def of_reasons(reasons: Iterable[Reason]) -> list[Data]:
    """The steps of a decision."""
    return [{"rule": reason.rule, "detail": reason.detail, "score": reason.score} for reason in reasons]


def of_span(span: Span, text: str) -> Data:
    """A span with the words at it."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _of_post(post: Post, text: str) -> Data:
    return {
        "index": post.index,
        "start": post.span.start,
        "end": post.span.end,
        "heading": of_span(post.heading, text) if post.heading else None,
        "date": of_date(post.date),
        "address": post.address,
        "author": post.author,
    }


def _of_language(language: PostLanguage) -> Data:
    return {
        "post": language.post,
        "language": language.language,
        "confidence": language.confidence,
        "runner_up": language.runner_up,
        "read": language.read,
    }
