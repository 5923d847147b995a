"""Names of places become places on the map, or an explicit unknown."""

from onrecord.resolve.places.resolve import ResolvedPlaces, resolve_places

__all__ = ["ResolvedPlaces", "resolve_places"]
