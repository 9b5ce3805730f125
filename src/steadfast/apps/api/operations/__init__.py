"""Writes of tokens: made, revoked, counted, forgotten."""

from steadfast.apps.api.operations.pace import Pace, spend
from steadfast.apps.api.operations.tokens import make_token, revoke_token

__all__ = ["Pace", "make_token", "revoke_token", "spend"]
