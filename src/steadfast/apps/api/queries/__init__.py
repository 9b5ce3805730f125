"""Reads of tokens. `visible_to` is the only door for people; `bearer` is that of programs."""

from steadfast.apps.api.queries.tokens import bearer, visible_to

__all__ = ["bearer", "visible_to"]
