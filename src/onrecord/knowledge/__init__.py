"""What is known beforehand: countries, regions and towns, with where each row comes from."""

from onrecord.knowledge.gazetteer import Gazetteer, GazetteerRow, gazetteer

__all__ = ["Gazetteer", "GazetteerRow", "gazetteer"]
