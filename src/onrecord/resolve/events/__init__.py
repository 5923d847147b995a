"""From coded predicates to records: events, commitments and disputes with the entities that take part."""

from onrecord.resolve.events.resolve import CodedRecords, EventContext, resolve_events

__all__ = ["CodedRecords", "EventContext", "resolve_events"]
