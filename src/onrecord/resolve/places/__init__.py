"""Names of places become places on the map, or an explicit unknown."""

from onrecord.resolve.places.resolve import ResolvedPlaces, place_of, resolve_places

__all__ = ["ResolvedPlaces", "place_of", "resolve_places"]
