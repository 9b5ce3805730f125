"""Reads of identity: the practice, its people and teams."""

from steadfast.apps.identity.queries.practice import NotSetUp, practice

__all__ = ["NotSetUp", "practice"]
