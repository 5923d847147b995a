"""Reads any plain text and writes its record in the shape of score_seed.py.

python benchmarks/seed.py TEXT OUT.json [--date YYYY-MM-DD] [--score]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import run_scorer

import onrecord
from onrecord.records import Dispute, Event, Reading, Span


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _hull(spans: tuple[Span, ...]) -> list[int] | None:
    return [spans[0].start, spans[-1].end] if spans else None


def _event(event: Event, reading: Reading) -> dict[str, Any]:
    text = reading.article.text
    quantities = [quantity for quantity in reading.quantities if quantity.id in event.quantities]
    first = quantities[0] if quantities else None
    what = first.what.of(text) if first and first.what else None
    return {
        "span": _pair(event.span),
        "actor": [party.name for party in event.actors],
        "plover": event.type,
        "recipient": event.recipients[0].name if event.recipients else None,
        "modality": event.modality,
        "domain": list(event.domains),
        "quantity": first.low if first else None,
        "unit": what,
        "places": list(dict.fromkeys(_places(event, reading))),
    }


def _places(event: Event, reading: Reading) -> Iterator[str]:
    """Where an event is: each place by its name, an unknown one by its words."""
    names = {place.id: place.name for place in reading.places}
    for mention in reading.place_mentions:
        if mention.id in event.places:
            yield names.get(mention.place or "") or mention.span.of(reading.article.text)


def _dispute(dispute: Dispute) -> dict[str, Any]:
    accuser, denier = dispute.positions[0], dispute.positions[1]
    return {
        "claim": _pair(dispute.proposition),
        "denial": _pair(denier.span),
        "accuser": accuser.party.name,
        "denier": denier.party.name,
    }


def record(reading: Reading) -> dict[str, Any]:
    """Posts, statements and languages of a reading as plain data."""
    statements = [
        {
            "source": _hull(statement.source),
            "cue": _hull(statement.cue),
            "content": [_pair(span) for span in statement.content],
            "speaker": statement.speaker_name,
            "addressee": statement.addressee_name,
            "form": statement.form,
            "act": statement.act,
            "attribution": statement.attribution,
        }
        for statement in reading.statements
    ]
    posts = [{"heading": _pair(post.heading), "span": _pair(post.span)} for post in reading.article.posts]
    languages = [{"post": found.post, "language": found.language} for found in reading.languages]
    return {
        "posts": posts,
        "languages": languages,
        "statements": statements,
        "events": [_event(event, reading) for event in reading.events],
        "disputes": [_dispute(dispute) for dispute in reading.disputes],
        "cross_language": [],
    }


def main() -> None:
    """Reads TEXT, writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--date")
    parser.add_argument("--score", action="store_true", help="run score_seed.py beside TEXT")
    options = parser.parse_args()
    reading = onrecord.read(options.text.read_bytes().decode("utf-8"), date=options.date)
    options.out.write_text(json.dumps(record(reading), ensure_ascii=False, indent=1), encoding="utf-8")
    if options.score:
        run_scorer(options.text.parent / "score_seed.py", options.out)


if __name__ == "__main__":
    main()
