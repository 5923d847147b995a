"""Acts and who takes part in them, coded in PLOVER 2.0 from the tree."""

from onrecord.extract.events.find import EventFinder, FoundEvent, find_events

__all__ = ["EventFinder", "FoundEvent", "find_events"]
