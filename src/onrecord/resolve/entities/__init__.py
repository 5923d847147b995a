"""Who an article's names stand for in the world: countries, governments, bodies and people of the tables."""

from onrecord.resolve.entities.linking import Linked, link_entities

__all__ = ["Linked", "link_entities"]
