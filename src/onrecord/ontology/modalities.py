"""The table of modalities, and in plain words how a statement or an event stands that is not simply so."""

from __future__ import annotations

from functools import cache

from onrecord.ontology.tables import table


@cache
def _marks() -> dict[tuple[str, str], str]:
    """The mark of each modality and polarity; none for what was said."""
    return {
        (entry["name"], polarity): words
        for entry in table("modalities")["modalities"]
        for polarity, words in entry["marks"].items()
    }


def mark_of(act: str, modality: str, polarity: str) -> str | None:
    """What to show beside a statement whose saying is negated, to come, left open, refused or asked for; else None.

    >>> mark_of("say", "made", "negative"), mark_of("announce", "planned", "positive")
    ('did not say', 'will announce')
    """
    if (modality, polarity) == ("made", "positive"):
        return None
    words = _marks().get((modality, polarity))
    # A book made by a reader that knows more than this one is shown as it is.
    return words.replace("{act}", act) if words else f"{modality}, {polarity}"


#: Modalities of events that say themselves that the act is not, or is no longer.
_SAYING_NO = frozenset({"failed", "denied", "ended"})


def standing_of(modality: str, polarity: str) -> str:
    """How an event stands, in a word or two: "planned", "not occurred", "failed".

    >>> standing_of("occurred", "negative"), standing_of("failed", "negative")
    ('not occurred', 'failed')
    """
    return f"not {modality}" if polarity == "negative" and modality not in _SAYING_NO else modality
