"""Acts and who takes part in them, coded in PLOVER 2.0 from the tree."""

from onrecord.extract.events.find import EventFinder, find_events
from onrecord.extract.events.found import FoundEvent

__all__ = ["EventFinder", "FoundEvent", "find_events"]
