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
from steadfast.apps.identity.queries.factors import Passkey, Ways, user_of, ways_of
from steadfast.apps.identity.queries.links import good_link
from steadfast.apps.identity.queries.people import (
    belongs,
    first_team,
    members_with,
    oneself,
    team,
    teams,
    visible_to,
    with_roles,
    working_members,
)
from steadfast.apps.identity.queries.practice import NotSetUp, practice
from steadfast.apps.identity.queries.sessions import sessions_of
from steadfast.apps.identity.queries.sign_in import (
    Stranger,
    doors,
    lacks_second_factor,
    must_have_second_factor,
    provider,
    providers,
    rules,
    takes_passwords,
)

__all__ = [
    "NotSetUp",
    "Passkey",
    "Stranger",
    "Ways",
    "absences_of",
    "account",
    "actor_of",
    "actor_of_user",
    "answers_for",
    "beginning_absences",
    "belongs",
    "doors",
    "duty_owner_of",
    "first_team",
    "good_link",
    "lacks_second_factor",
    "members_with",
    "must_have_second_factor",
    "names_of",
    "now_on_duty",
    "oneself",
    "operator",
    "practice",
    "provider",
    "providers",
    "rules",
    "running_absences",
    "sessions_of",
    "stands_in_for",
    "takes_passwords",
    "team",
    "teams",
    "user_of",
    "visible_to",
    "ways_of",
    "with_duty",
    "with_roles",
    "with_stand_ins",
    "working_members",
]
