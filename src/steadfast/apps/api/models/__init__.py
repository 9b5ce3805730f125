"""Tokens by which programs act for a person, and the answers that were given to their writes."""

from steadfast.apps.api.models.kept_answer import KeptAnswer
from steadfast.apps.api.models.token import Token

__all__ = ["KeptAnswer", "Token"]
