"""Checking a quotation against a book: the verdicts, whose words they are, and what nobody must miss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_readings import Said, reading_of, span_of

from onrecord.errors import StoreError, UsageError
from onrecord.records import Article, Reading, Span, Statement, entity_id
from onrecord.store import Check, RecordBook, difference_in_words, open_book, side_by_side
from onrecord.store.checking import check

#: Persons and events are made up.
HARBOUR = (
    "Harbour talks\n"
    "“We will keep the northern quay open,” Ilse Maran said, “and we will pay for it ourselves.” "
    "“Nobody will lose their job,” she added.\n"
    "Tomas Brandt denied that the union had asked for ten cranes. The talks lasted until Friday night.\n"
    "Ole Maran said that Tomas Brandt promised a report by Monday.\n"
    "An official warned that the quay was not safe. Two dockers said that they had seen nothing.\n"
)
HARBOUR_SAID = (
    Said(
        "Ilse Maran",
        "said",
        ("We will keep the northern quay open,", "and we will pay for it ourselves."),
        form="direct",
    ),
    Said("Ilse Maran", "said", "Nobody will lose their job,", form="direct"),
    Said("Tomas Brandt", "denied", "that the union had asked for ten cranes", act="deny"),
    Said("Ole Maran", "said", "that Tomas Brandt promised a report by Monday"),
    Said("Tomas Brandt", "promised", "a report by Monday", act="commit", parent=3),
    Said("An official", "warned", "that the quay was not safe", act="warn"),
    Said("Two dockers", "said", "that they had seen nothing"),
)
BUDGET = "Budget\nIlse Maran said that the port needs 40 million euros. Finance clerk Ada Lund did not say how much.\n"
BUDGET_SAID = (
    Said("Ilse Maran", "said", "that the port needs 40 million euros"),
    Said("Ada Lund", "say", "how much"),
)


def harbour() -> Reading:
    """The talks: the official has no entity, the dockers none with a name of its own."""
    reading = reading_of(HARBOUR, HARBOUR_SAID, address="https://news.example/talks", title="Harbour talks")
    *first, official, dockers = reading.statements
    statements = (*first, replace(official, speaker=None, speaker_name=None), _unnamed(dockers, reading.article))
    named = tuple(
        replace(entity, id=_unnamed_id(reading.article)) if entity.name == "Two dockers" else entity
        for entity in reading.entities
    )
    mentions = tuple(mention for mention in reading.mentions if mention.entity in {entity.id for entity in named})
    return replace(reading, statements=statements, entities=named, mentions=mentions)


def _unnamed(statement: Statement, article: Article) -> Statement:
    return replace(statement, speaker=_unnamed_id(article), speaker_name="Two dockers")


def _unnamed_id(article: Article) -> str:
    return entity_id("PER", "Two dockers", article.id)


def budget() -> Reading:
    reading = reading_of(BUDGET, BUDGET_SAID, address="https://other.example/budget", title="Budget")
    first, second = reading.statements
    return replace(reading, statements=(first, replace(second, polarity="negative")))


def fill(book: RecordBook) -> RecordBook:
    book.deadline_ms = 60_000
    book.add(harbour())
    book.add(budget())
    return book


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordBook]:
    """A book that is only asked."""
    with open_book(tmp_path_factory.mktemp("checking") / "talks.db") as opened:
        yield fill(opened)


@pytest.fixture
def own(book: RecordBook) -> RecordBook:
    """The same, to put something in."""
    return fill(book)


def rules(found: Check) -> list[str]:
    return [reason.rule for reason in found.places[0].cautions]


def proves_itself(book: RecordBook, found: Check) -> None:
    """Every span of a check is a slice of the stored text, and every difference one of text and quotation."""
    for place in found.places:
        stored = book.article(place.article)
        assert stored is not None
        assert " … ".join(span.of(stored.text) for span in place.spans) == place.text
        assert place.context_span.of(stored.text) == place.context
        assert all(place.context_span.covers(span) for span in place.spans)
        for difference in place.differences:
            assert difference.found.of(stored.text) == difference.found_text
            assert difference.quoted.of(found.quote) == difference.quoted_text


# ---- the verdicts


@pytest.mark.parametrize(
    ("quote", "said_by", "verdict", "speaker"),
    [
        ("We will keep the northern quay open", None, "verbatim here", "Ilse Maran"),
        ("“we WILL keep the\u00a0northern quay open!”", "Ilse Maran", "verbatim here", "Ilse Maran"),
        ("We will keep the northern quay open", "Tomas Brandt", "said, but by someone else", "Ilse Maran"),
        ("We will keep the northern quay open", "Frida Storm", "said, but by someone else", "Ilse Maran"),
        ("The talks lasted until Friday night", None, "verbatim elsewhere", None),
        ("The talks lasted until Friday night", "Ilse Maran", "verbatim elsewhere", None),
        ("the quay was not safe", None, "verbatim here", None),
        ("the quay was not safe", "Ilse Maran", "verbatim elsewhere", None),
        ("they had seen nothing", "Ilse Maran", "verbatim elsewhere", "Two dockers"),
        ("We will keep the southern quay open", "Ilse Maran", "close to", "Ilse Maran"),
        ("Nothing of the kind was ever heard in this place", None, "nowhere", None),
    ],
)
def test_verdicts(talks: RecordBook, quote: str, said_by: str | None, verdict: str, speaker: str | None) -> None:
    found = talks.check(quote, said_by)
    assert found.verdict == verdict
    assert (found.places[0].speaker_name if found.places else None) == speaker
    assert (found.quote, found.said_by) == (quote, said_by)
    proves_itself(talks, found)


def test_nowhere_says_so(talks: RecordBook) -> None:
    found = talks.check("Nothing of the kind was ever heard in this place")
    assert (found.places, found.complete) == ((), True)
    assert [reason.rule for reason in found.why] == ["place.none"]


def test_here_is_the_article_that_was_named(talks: RecordBook) -> None:
    here, other = harbour().article.id, budget().article.id
    quote = "Nobody will lose their job"
    assert talks.check(quote, "Ilse Maran", article=here).verdict == "verbatim here"
    found = talks.check(quote, "Ilse Maran", article=other)
    assert (found.verdict, found.places[0].holder, found.places[0].article) == ("verbatim elsewhere", "asked", here)
    assert talks.check(quote, "Tomas Brandt", article=other).verdict == "said, but by someone else"
    assert talks.check(quote, article=other).verdict == "verbatim elsewhere"
    with pytest.raises(UsageError, match="U002"):
        talks.check(quote, article="a" + "0" * 20)


def test_a_quotation_that_takes_more_than_the_statement_is_not_in_it(talks: RecordBook) -> None:
    found = talks.check("and we will pay for it ourselves.” “Nobody will lose their job,” she added")
    assert (found.verdict, found.places[0].holder) == ("verbatim elsewhere", "none")
    assert [reason.rule for reason in found.places[0].why] == ["place.outside", "place.partly"]


# ---- gaps


def test_the_outlets_words_between_two_pieces_are_passed_over_and_told(talks: RecordBook) -> None:
    found = talks.check("We will keep the northern quay open, and we will pay for it ourselves", "Ilse Maran")
    assert (found.verdict, len(found.places[0].spans)) == ("verbatim here", 2)
    (difference,) = found.places[0].differences
    assert (difference.kind, difference.found_text) == ("interrupted", "Ilse Maran said")
    proves_itself(talks, found)


def test_two_statements_of_one_speaker_that_follow_one_another_are_one_speech(talks: RecordBook) -> None:
    found = talks.check("we will pay for it ourselves. Nobody will lose their job", "Ilse Maran")
    assert (found.verdict, len(found.places[0].statements)) == ("verbatim here", 2)


def test_an_omission_is_told(talks: RecordBook) -> None:
    found = talks.check("We will keep … quay open", "Ilse Maran")
    assert found.verdict == "verbatim here"
    (difference,) = found.places[0].differences
    assert (difference.kind, difference.quoted_text, difference.found_text) == ("omitted", "…", "the northern")
    assert difference_in_words(difference) == "the quotation leaves out “the northern” and says so"


def test_an_omission_that_hides_a_not_is_a_caution(talks: RecordBook) -> None:
    found = talks.check("the quay was … safe")
    assert found.verdict == "verbatim here"
    assert "difference.negation" in rules(found)


def test_pieces_of_two_speakers_are_no_quotation_of_either(talks: RecordBook) -> None:
    found = talks.check("Nobody will lose their job … the union had asked for ten cranes")
    assert (found.verdict, found.places[0].holder) == ("verbatim elsewhere", "none")


# ---- close to


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ("that the quay was safe", "difference.negation"),
        ("We will not keep the northern quay open", "difference.negation"),
        ("that the port needs 14 million euros", "difference.number"),
        ("that the port needs 40 billion euros", "difference.number"),
        ("that the union had asked for twelve cranes", "difference.number"),
    ],
)
def test_what_turns_a_quotation_into_another_statement_is_a_caution(talks: RecordBook, quote: str, rule: str) -> None:
    found = talks.check(quote)
    assert found.verdict == "close to"
    assert rules(found)[0] == rule
    proves_itself(talks, found)


def test_the_difference_is_shown_in_place(talks: RecordBook) -> None:
    found = talks.check("We will surely keep the quay closed")
    pieces = [
        piece if isinstance(piece, str) else (piece.quoted_text, piece.found_text)
        for piece in side_by_side(found.quote, found.places[0].differences)
    ]
    assert pieces == ["We will ", ("surely", ""), " keep the", ("", "northern"), " quay ", ("closed", "open"), ""]
    assert [difference_in_words(difference) for difference in found.places[0].differences] == [
        "the quotation adds “surely”",
        "the quotation leaves out “northern” and does not say so",
        "the quotation has “closed” where the text has “open”",
    ]


def test_what_was_said_by_the_one_asked_for_comes_first(own: RecordBook) -> None:
    text = "Echo\nAda Lund said that we must keep the northern quay open.\n"
    said = (Said("Ada Lund", "said", "that we must keep the northern quay open"),)
    own.add(reading_of(text, said, address="https://news.example/echo"))
    quote = "that we can keep the northern quay open"
    assert own.check(quote, "Lund").places[0].speaker_name == "Ada Lund"
    assert own.check(quote, "Ilse Maran").places[0].speaker_name == "Ilse Maran"


# ---- cautions


def test_a_denial_in_the_outlets_words_is_a_caution(talks: RecordBook) -> None:
    found = talks.check("the union had asked for ten cranes", "Brandt")
    assert found.verdict == "verbatim here"
    assert rules(found) == ["statement.turned", "statement.wording"]
    assert "denied" in found.places[0].cautions[0].detail


def test_what_was_not_said_is_a_caution(talks: RecordBook) -> None:
    found = talks.check("how much", "Ada Lund")
    assert found.verdict == "verbatim here"
    assert rules(found)[0] == "statement.negated"


def test_quoted_words_need_no_caution(talks: RecordBook) -> None:
    found = talks.check("Nobody will lose their job")
    assert (found.places[0].in_quote_marks, rules(found)) == (True, [])


def test_an_inferred_speaker_is_a_caution(own: RecordBook) -> None:
    text = "Late\nIlse Maran spoke. The gates close at nine sharp.\n"
    reading = reading_of(text, (Said("Ilse Maran", "spoke", "The gates close at nine sharp"),), address="file:late")
    own.add(replace(reading, statements=(replace(reading.statements[0], attribution="inferred"),)))
    assert "statement.inferred" in rules(own.check("The gates close at nine sharp", "Maran"))


def test_what_one_says_that_another_said_is_the_others(talks: RecordBook) -> None:
    found = talks.check("a report by Monday", "Tomas Brandt")
    assert (found.verdict, found.places[0].told_by) == ("verbatim here", "Ole Maran")
    assert "statement.told" in rules(found)
    assert talks.check("a report by Monday", "Ole Maran").verdict == "said, but by someone else"
    assert talks.check("Tomas Brandt promised a report by Monday", "Ole Maran").verdict == "verbatim here"


# ---- whom a name means


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Tomas Brandt", "speaker.name"),
        ("tomas brandt", "speaker.name"),
        ("Mr. Tomas Brandt", "speaker.name"),
        ("Brandt", "speaker.part"),
        ("President Brandt", "speaker.part"),
        ("Tomas K. Brandt", "speaker.middle"),
        (entity_id("PER", "Tomas Brandt"), "speaker.id"),
    ],
)
def test_a_speaker_is_known_by_name_surname_or_id(talks: RecordBook, name: str, rule: str) -> None:
    found = talks.check("the union had asked for ten cranes", name)
    assert found.verdict == "verbatim here"
    assert [reason.rule for reason in found.places[0].why] == [rule]
    assert [(who.label, who.count) for who in found.meant] == [("Tomas Brandt", 2)]


@pytest.mark.parametrize("name", ["Tom", "randt", "Anna Brandt", "Tomas Brandtson"])
def test_another_name_is_another_person(talks: RecordBook, name: str) -> None:
    found = talks.check("the union had asked for ten cranes", name)
    assert found.verdict == "said, but by someone else"
    assert [reason.rule for reason in found.why] == ["speaker.absent"]


def test_a_surname_of_two_is_told(talks: RecordBook) -> None:
    found = talks.check("Nobody will lose their job", "Maran")
    assert found.verdict == "verbatim here"
    assert [who.label for who in found.meant] == ["Ilse Maran", "Ole Maran"]
    assert [reason.detail for reason in found.why] == ["“Maran” may mean Ilse Maran, Ole Maran"]


def test_an_article_that_names_a_surname_only_may_mean_the_person(own: RecordBook) -> None:
    text = "Ferry\nStorm said that the ferry sails at noon.\n"
    own.add(reading_of(text, (Said("Storm", "said", "that the ferry sails at noon"),), address="file:ferry"))
    found = own.check("the ferry sails at noon", "Frida Storm")
    assert (found.verdict, found.places[0].why[0].rule) == ("verbatim here", "speaker.short")


def test_a_body_is_known_by_its_whole_name_only(own: RecordBook) -> None:
    text = "Tide\nHarbour Board of Norhaven said that the tide was high.\n"
    reading = reading_of(
        text, (Said("Harbour Board of Norhaven", "said", "that the tide was high"),), address="file:tide"
    )
    body = replace(reading.entities[0], type="ORG")
    own.add(replace(reading, entities=(body,)))
    assert own.check("the tide was high", "the Harbour Board of Norhaven").verdict == "verbatim here"
    assert own.check("the tide was high", "Harbour Board").verdict == "said, but by someone else"


@pytest.mark.parametrize(
    ("name", "code"), [("", "U007"), (" . ", "U007"), ("x" * 501, "U007"), ("e" + "0" * 20, "U002")]
)
def test_nobody_is_refused(talks: RecordBook, name: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        talks.check("Nobody will lose their job", name)


# ---- texts and books


def test_a_soft_hyphen_in_the_text_hides_nothing(own: RecordBook) -> None:
    text = "Notice\nThe har\u00adbour is closed to all fishing boats until further notice is given.\n"
    own.add(reading_of(text, (), address="file:notice"))
    found = own.check("The harbour is closed to all fishing boats until further notice")
    assert (found.verdict, found.places[0].text[:13]) == ("verbatim elsewhere", "The har\u00adbour ")
    proves_itself(own, found)


def test_what_a_newer_reader_withdrew_is_in_no_statement(own: RecordBook) -> None:
    reading = reading_of(HARBOUR, HARBOUR_SAID[:1], address="https://news.example/talks", version="2.0", title="Talks")
    own.add(reading)
    assert own.check("Nobody will lose their job").verdict == "verbatim elsewhere"


def test_the_best_places_are_given_and_the_rest_told(own: RecordBook) -> None:
    for number in range(4):
        own.add(reading_of(HARBOUR, HARBOUR_SAID, address=f"https://copy.example/{number}"))
    found = own.check("Nobody will lose their job", limit=3)
    assert (len(found.places), found.complete) == (3, False)
    assert own.check("Nobody will lose their job", limit=5).complete
    with pytest.raises(UsageError, match="U007"):
        own.check("Nobody will lose their job", limit=0)


def test_a_check_reads_no_more_than_its_share(own: RecordBook, monkeypatch: pytest.MonkeyPatch) -> None:
    own.add(reading_of(HARBOUR, HARBOUR_SAID, address="https://copy.example/1"))
    monkeypatch.setattr(check, "MOST_CHARACTERS", 10)
    found = own.check("Nobody will lose their job")
    assert (len(found.places), found.complete) == (1, False)


def test_a_check_has_a_deadline(own: RecordBook, monkeypatch: pytest.MonkeyPatch) -> None:
    own.deadline_ms = -1
    monkeypatch.setattr("onrecord.store.connection._STEPS_BETWEEN_CHECKS", 1)
    with pytest.raises(StoreError, match="S007"):
        own.check("Nobody will lose their job")


def test_a_check_writes_nothing(talks: RecordBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a check must not write")

    monkeypatch.setattr("onrecord.store.book.write_transaction", refuse)
    assert talks.check("Nobody will lose their job", "Maran").verdict == "verbatim here"


def test_an_empty_book_has_nothing(tmp_path: Path) -> None:
    with open_book(tmp_path / "empty.db") as empty:
        assert empty.check("Nobody will lose their job", "Maran").verdict == "nowhere"


@settings(max_examples=60, deadline=None)
@given(quote=st.text(max_size=40), said_by=st.none() | st.text(max_size=10))
def test_any_text_is_answered_or_refused_with_a_code(talks: RecordBook, quote: str, said_by: str | None) -> None:
    try:
        found = talks.check(quote, said_by)
    except UsageError as error:
        assert error.code in ("U002", "U007", "U008")
        return
    proves_itself(talks, found)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_stretch_of_a_text_is_found_where_it_stands(talks: RecordBook, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(HARBOUR) - 1))
    end = data.draw(st.integers(start + 1, len(HARBOUR)))
    words = [span for span in _words(HARBOUR) if start <= span.start and span.end <= end]
    if not words:
        return
    whole = Span(words[0].start, words[-1].end)
    found = talks.check(whole.of(HARBOUR), limit=1_000)
    assert found.verdict in ("verbatim here", "verbatim elsewhere")
    places = {(place.spans[0].start, place.spans[-1].end) for place in found.places if place.title == "Harbour talks"}
    assert (whole.start, whole.end) in places


def _words(text: str) -> list[Span]:
    spans, at = [], 0
    for word in text.replace("“", " ").replace("”", " ").replace(",", " ").replace(".", " ").split():
        span = span_of(text, word, at)
        spans.append(span)
        at = span.end
    return spans
