"""Reads of identity: the practice, its people and teams, one-time links, and who is acting."""

from steadfast.apps.identity.queries.actors import account, actor_of, actor_of_user, operator
from steadfast.apps.identity.queries.duty import (
    absences_of,
    answers_for,
    beginning_absences,
    duty_owner_of,
    names_of,
    now_on_duty,
    running_absences,
    stands_in_for,
    with_duty,
    with_stand_ins,
)
from steadfast.apps.identity.queries.links import good_link
from steadfast.apps.identity.queries.people import oneself, roles_with, teams, visible_to, with_roles, working_members
from steadfast.apps.identity.queries.practice import NotSetUp, practice

__all__ = [
    "NotSetUp",
    "absences_of",
    "account",
    "actor_of",
    "actor_of_user",
    "answers_for",
    "beginning_absences",
    "duty_owner_of",
    "good_link",
    "names_of",
    "now_on_duty",
    "oneself",
    "operator",
    "practice",
    "roles_with",
    "running_absences",
    "stands_in_for",
    "teams",
    "visible_to",
    "with_duty",
    "with_roles",
    "with_stand_ins",
    "working_members",
]
