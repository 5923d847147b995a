"""Events as PLOVER has them and promises as trackers do: from records, whatever the reader would find."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from onrecord.export import write_plover, write_tracker
from onrecord.export.plover import plover_type
from onrecord.export.tracker import TRACKER_COLUMNS
from onrecord.records import (
    Commitment,
    DateValue,
    Equipment,
    Event,
    Participant,
    Place,
    PlaceMention,
    Producer,
    Quantity,
    Reason,
    Span,
    TimeMention,
)
from onrecord.store import CodedRow, WordedEquipment, WordedPlace, WordedQuantity, WordedTime

SENTENCE = "=Norway will send 20 to 25 tanks worth $800m to Kenya by June if asked."
ACT = Span(8, len(SENTENCE) - 1)
NORWAY = Participant(Span(1, 7), "Norway", "Q20", "NOR")
KENYA = Participant(Span(49, 54), "Kenya", "Q114", "KEN")


def row(record: Event | Commitment) -> CodedRow:
    place = Place("Q114", "Kenya", "country", 1.0, 38.0, "KEN")
    tanks = Quantity("q1", "a1", 0, Span(18, 32), 20.0, 25.0, "range", unit="tank", what=Span(27, 32))
    money = Quantity("q2", "a1", 0, Span(39, 44), 8e8, 8e8, quantity_kind="money", currency="USD")
    june = TimeMention("t1", "a1", 0, Span(58, 62), "date", "2023-06", None, "2023-07-01", modality="by")
    return CodedRow(
        id=record.id,
        kind=record.kind,
        record=record,
        text=ACT.of(SENTENCE),
        parties="",
        article="a1",
        title="Tanks",
        address="https://example.org/tanks",
        publisher="Example Courier",
        date=DateValue("2023-03-20T10:00:00+01:00", "minute", "meta"),
        sentence=SENTENCE,
        sentence_span=Span(0, len(SENTENCE)),
        post_address=None,
        post_heading=None,
        producer=Producer("onrecord", "1.0"),
        places=(WordedPlace("Kenya", place, PlaceMention("p1", "a1", 0, Span(49, 54), "Q114")),),
        times=(WordedTime("by June", june),),
        quantities=(WordedQuantity("20 to 25 tanks", "tanks", tanks), WordedQuantity("$800m", None, money)),
        equipment=(
            WordedEquipment("tanks", Equipment("k1", "a1", 0, Span(27, 32), None, ("tank", "vehicle"), "land")),
            WordedEquipment("Leopard", Equipment("k2", "a1", 0, Span(27, 32), "Leopard", ("tank",), "land", "DEU")),
        ),
    )


def event(**fields: Any) -> Event:
    given: dict[str, Any] = {"type": "AID", "modality": "planned", "actors": (NORWAY,), "recipients": (KENYA,)} | fields
    return Event("v1", "a1", 0, ACT, Span(13, 17), **given)


def promise() -> Commitment:
    at = SENTENCE.index("if asked")
    condition = Span(at, at + len("if asked"))
    return Commitment(
        "c1", "a1", 0, ACT, "v1", "AID", (NORWAY,), (KENYA,), object=Span(18, 32), deadline="t1", condition=condition
    )


@pytest.mark.parametrize(
    ("fields", "type_"),
    [
        ({}, "AGREE"),
        ({"modality": "occurred"}, "AID"),
        ({"modality": "offered"}, "AGREE"),
        ({"modality": "occurred", "polarity": "negative"}, "REJECT"),
        ({"type": "ASSAULT"}, "THREATEN"),
        ({"type": "ASSAULT", "modality": "alleged"}, "ASSAULT"),
        ({"type": "SANCTION", "modality": "threatened"}, "THREATEN"),
        ({"type": "MOBILIZE", "why": (Reason("event.agreed", "agreed"),)}, "AGREE"),
        ({"type": "CONSULT"}, "CONSULT"),
    ],
)
def test_plover_codes_the_act_as_it_stands(fields: dict[str, Any], type_: str) -> None:
    assert plover_type(event(**fields)) == type_


def test_a_plover_record_has_the_words_and_the_codes() -> None:
    stream = io.StringIO()
    assert write_plover([row(event()), row(promise())], stream) == 1
    (record,) = map(json.loads, stream.getvalue().splitlines())
    assert record["date"] == "2023-03-20" and record["event"] == ["AGREE"]
    assert record["actor"] == [{"entity_text": "Norway", "code": "NOR", "sector": None, "identifier_id": "Q20"}]
    assert record["event_loc"][0]["latitude"] == 1.0
    info = record["text_info"]
    assert record["text"][info["start"] : info["end"]] == record["event_text"]
    assert record["onrecord"]["act"] == "AID" and record["onrecord"]["equipment"] == ["tank", "tank"]


def test_a_tracker_row_has_every_column_that_is_told() -> None:
    stream = io.StringIO(newline="")
    assert write_tracker([row(event()), row(promise())], stream) == 1
    (line,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert tuple(line) == TRACKER_COLUMNS
    assert line["promiser"] == "Norway" and line["beneficiary"] == "Kenya" and line["item"] == "20 to 25 tanks"
    # One class of two pieces of equipment is told once; what has no name or maker is left out.
    assert (line["item_class"], line["item_name"], line["item_maker"]) == ("tank", "Leopard", "DEU")
    assert (line["quantity"], line["amount"], line["currency"]) == ("20–25", "800000000", "USD")
    assert (line["deadline"], line["condition"]) == ("2023-07-01", "if asked")
    assert line["sentence"] == SENTENCE and line["url"] == "https://example.org/tanks"


def test_a_safe_row_holds_no_formula() -> None:
    stream = io.StringIO(newline="")
    write_tracker([row(promise())], stream, safe=True)
    (line,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert line["sentence"] == f"'{SENTENCE}"


def test_nothing_gives_a_header_and_no_line() -> None:
    stream = io.StringIO(newline="")
    assert write_tracker([], stream) == 0 and stream.getvalue() == ",".join(TRACKER_COLUMNS) + "\r\n"
    assert write_plover([], stream) == 0
