"""Tokens by which programs act for a person, the answers that their writes got, and webhooks with what was sent."""

from steadfast.apps.api.models.hook import Hook, HookDelivery
from steadfast.apps.api.models.kept_answer import KeptAnswer
from steadfast.apps.api.models.token import Token

__all__ = ["Hook", "HookDelivery", "KeptAnswer", "Token"]
