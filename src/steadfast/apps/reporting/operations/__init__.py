"""Writes of frozen figures: months are stated when they close, and anew when a later fact changed a count."""

from steadfast.apps.reporting.operations.stating import Stated, close_months, restate_all, restate_months

__all__ = ["Stated", "close_months", "restate_all", "restate_months"]
