"""Reads of identity: the practice, its people and teams, one-time links, and who is acting."""

from steadfast.apps.identity.queries.actors import account, actor_of, actor_of_user, operator
from steadfast.apps.identity.queries.links import good_link
from steadfast.apps.identity.queries.people import oneself, teams, visible_to, with_roles, working_members
from steadfast.apps.identity.queries.practice import NotSetUp, practice

__all__ = [
    "NotSetUp",
    "account",
    "actor_of",
    "actor_of_user",
    "good_link",
    "oneself",
    "operator",
    "practice",
    "teams",
    "visible_to",
    "with_roles",
    "working_members",
]
