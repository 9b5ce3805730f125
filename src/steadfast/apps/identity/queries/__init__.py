"""Reads of identity: the practice, its people and teams, and who is acting."""

from steadfast.apps.identity.queries.actors import account, actor_of, actor_of_user
from steadfast.apps.identity.queries.practice import NotSetUp, practice

__all__ = ["NotSetUp", "account", "actor_of", "actor_of_user", "practice"]
