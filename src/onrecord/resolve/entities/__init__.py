"""Who an article's names stand for in the world: countries, governments, bodies and people of the tables."""

from onrecord.resolve.entities.linking import Linked, body_entity, country_entity, day_of, link_entities

__all__ = ["Linked", "body_entity", "country_entity", "day_of", "link_entities"]
