"""Forecasts from the practice's own past, each with the cases it stands on and its interval. Too few say nothing."""

from steadfast.domain.forecast.history import BINS, Chance, History, place_of

__all__ = ["BINS", "Chance", "History", "place_of"]
