"""A search as an address, and an address as a search: form, pages, exports and API share one set of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, ClassVar, Self
from urllib.parse import urlencode

from fastapi import Depends, Query

from onrecord.store import MAX_QUOTE, Check, CodedQuery, RecordBook, StatementQuery

#: Rows of one page of a search.
PAGE_ROWS = 25

#: Most characters of any one field; a longer one is a mistake or an attack.
MAX_FIELD = 500


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in a form of filters; an empty field is None."""

    #: The page that the form leads to.
    page: ClassVar[str]

    def address(self, path: str | None = None, *, cursor: str | None = None) -> str:
        """The address that leads to this search, on its own page or on another `path`."""
        pairs = [(field.name, getattr(self, field.name)) for field in fields(self)]
        given = [(name, "1" if value is True else value) for name, value in (*pairs, ("cursor", cursor)) if value]
        path = self.page if path is None else path
        return f"{path}?{urlencode(given)}" if given else path

    def but(self, **changes: str | bool | None) -> Self:
        """The same search with some fields changed; None takes one out."""
        return replace(self, **changes)

    def chips(self, headings: Mapping[str, str], in_words: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
        """The filters in use under their headings, each with the address of the search without it.

        `in_words` gives a reader's words for a field's name and value.
        """
        for name, heading in headings.items():
            value = getattr(self, name)
            if value:
                yield f"{heading}: {in_words(name, value)}", self.but(**{name: None}).address()

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows it."""
        return self == type(self)()


@dataclass(frozen=True, slots=True)
class Search(Form):
    """A search for statements. `replaced` adds records replaced by newer readers."""

    page = "/search"

    q: str | None = None
    speaker: str | None = None
    act: str | None = None
    form: str | None = None
    modality: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    language: str | None = None
    article: str | None = None
    about: str | None = None
    place: str | None = None
    when: str | None = None
    quantity: str | None = None
    unit: str | None = None
    replaced: bool = False

    def query(self, *, limit: int = PAGE_ROWS, cursor: str | None = None) -> StatementQuery:
        """The store's query; raises a UsageError where a field is not understood."""
        narrowing = {field.name: getattr(self, field.name) for field in fields(self)}
        text, replaced = narrowing.pop("q"), narrowing.pop("replaced")
        return StatementQuery(text=text, current=not replaced, limit=limit, cursor=cursor, **narrowing)


@dataclass(frozen=True, slots=True)
class EventSearch(Form):
    """A search for events, commitments and disputes. `replaced` adds records replaced by newer readers."""

    page = "/events"

    q: str | None = None
    kind: str | None = None
    type: str | None = None
    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    modality: str | None = None
    domain: str | None = None
    place: str | None = None
    equipment: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    article: str | None = None
    replaced: bool = False

    def query(self, *, limit: int = PAGE_ROWS, cursor: str | None = None) -> CodedQuery:
        """The store's query; raises a UsageError where a field is not understood."""
        narrowing = {field.name: getattr(self, field.name) for field in fields(self)}
        text, replaced = narrowing.pop("q"), narrowing.pop("replaced")
        return CodedQuery(text=text, current=not replaced, limit=limit, cursor=cursor, **narrowing)


def read_search(
    q: Annotated[
        str | None, Query(max_length=MAX_FIELD, description='Words, or "words in quotes" as a phrase.')
    ] = None,
    speaker: Annotated[str | None, Query(max_length=MAX_FIELD, description="Entity id, or part of a name.")] = None,
    act: Annotated[str | None, Query(max_length=MAX_FIELD, description="say, demand, accuse, deny, warn ...")] = None,
    form: Annotated[str | None, Query(max_length=MAX_FIELD, description="direct, indirect or mixed.")] = None,
    modality: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="made, planned, possible, refused or requested.")
    ] = None,
    since: Annotated[str | None, Query(max_length=MAX_FIELD, description="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Query(max_length=MAX_FIELD, description="Last day, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, Query(max_length=MAX_FIELD, description="The outlet's name.")] = None,
    language: Annotated[str | None, Query(max_length=MAX_FIELD, description="ISO 639-1 code.")] = None,
    article: Annotated[str | None, Query(max_length=MAX_FIELD, description="Article id.")] = None,
    about: Annotated[str | None, Query(max_length=MAX_FIELD, description="Id of an entity spoken about.")] = None,
    place: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="A place, or a country: Ukraine, UKR.")
    ] = None,
    when: Annotated[str | None, Query(max_length=MAX_FIELD, description="Days named: 2022-06-01..2022-06-30.")] = None,
    quantity: Annotated[str | None, Query(max_length=MAX_FIELD, description="A number: 40000, >=1000, 10..50.")] = None,
    unit: Annotated[str | None, Query(max_length=MAX_FIELD, description="What it counts: troops, euro ...")] = None,
    replaced: Annotated[bool, Query(description="Also records that newer readers have replaced.")] = False,
) -> Search:
    """The search that an address asks for; blank fields, which browsers send for empty inputs, are none."""
    return Search(
        q=_given(q),
        speaker=_given(speaker),
        act=_given(act),
        form=_given(form),
        modality=_given(modality),
        since=_given(since),
        until=_given(until),
        publisher=_given(publisher),
        language=_given(language),
        article=_given(article),
        about=_given(about),
        place=_given(place),
        when=_given(when),
        quantity=_given(quantity),
        unit=_given(unit),
        replaced=replaced,
    )


def read_event_search(
    q: Annotated[str | None, Query(max_length=MAX_FIELD, description="Words of the act, sentence or parties.")] = None,
    kind: Annotated[str | None, Query(max_length=MAX_FIELD, description="event, commitment or dispute.")] = None,
    type: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="A PLOVER type: AID; of a commitment its action.")
    ] = None,
    actor: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="Entity id, country (UKR) or part of a name.")
    ] = None,
    recipient: Annotated[str | None, Query(max_length=MAX_FIELD, description="To whom it is done; as actor.")] = None,
    party: Annotated[str | None, Query(max_length=MAX_FIELD, description="On either side; as actor.")] = None,
    modality: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="How an event stands: occurred, planned, alleged ...")
    ] = None,
    domain: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="land, air, sea, cyber, economic ...")
    ] = None,
    place: Annotated[str | None, Query(max_length=MAX_FIELD, description="A place, or a country.")] = None,
    equipment: Annotated[
        str | None, Query(max_length=MAX_FIELD, description="A class of equipment (tank), or a name (Leopard).")
    ] = None,
    since: Annotated[str | None, Query(max_length=MAX_FIELD, description="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Query(max_length=MAX_FIELD, description="Last day, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, Query(max_length=MAX_FIELD, description="The outlet's name.")] = None,
    article: Annotated[str | None, Query(max_length=MAX_FIELD, description="Article id.")] = None,
    replaced: Annotated[bool, Query(description="Also records that newer readers have replaced.")] = False,
) -> EventSearch:
    """The search for events that an address asks for; blank fields are none."""
    return EventSearch(
        q=_given(q),
        kind=_given(kind),
        type=_given(type),
        actor=_given(actor),
        recipient=_given(recipient),
        party=_given(party),
        modality=_given(modality),
        domain=_given(domain),
        place=_given(place),
        equipment=_given(equipment),
        since=_given(since),
        until=_given(until),
        publisher=_given(publisher),
        article=_given(article),
        replaced=replaced,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in the form of a check; an empty field is None."""

    quote: str | None = None
    said_by: str | None = None
    article: str | None = None
    longest: int = MAX_QUOTE

    def check(self, book: RecordBook, *, limit: int) -> Check:
        """The book's answer; raises a UsageError where a field is not understood."""
        return book.check(self.quote or "", self.said_by, article=self.article, limit=limit)


def read_question(
    quote: Annotated[str | None, Query(description="The quotation, at most 2,000 characters.")] = None,
    said_by: Annotated[str | None, Query(max_length=MAX_FIELD, description="Name, surname or entity id.")] = None,
    article: Annotated[str | None, Query(max_length=MAX_FIELD, description="Article id.")] = None,
) -> Question:
    """The check that an address asks for."""
    return Question(_given(quote), _given(said_by), _given(article))


def _given(value: str | None) -> str | None:
    return (value or "").strip() or None


Searched = Annotated[Search, Depends(read_search)]
EventsSearched = Annotated[EventSearch, Depends(read_event_search)]
Asked = Annotated[Question, Depends(read_question)]
