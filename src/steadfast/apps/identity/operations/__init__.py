"""Writes of identity: founding the practice, its members and teams, absences, turns of duty, one-time links."""

from steadfast.apps.identity.operations.absences import (
    begin_absence,
    cancel_absence,
    finish_absence,
    name_deputy,
    plan_absence,
)
from steadfast.apps.identity.operations.accounts import AddressTaken, open_account
from steadfast.apps.identity.operations.forgetting import forget_old_sessions
from steadfast.apps.identity.operations.founding import FOUNDED, Founding, found, set_up
from steadfast.apps.identity.operations.links import LinkNotGood, set_up_link
from steadfast.apps.identity.operations.members import (
    LastOwner,
    StillAnswers,
    accept_invitation,
    add_member,
    come_back,
    invite,
    leave,
    set_roles,
)
from steadfast.apps.identity.operations.parties import name_supplier
from steadfast.apps.identity.operations.profile import set_profile
from steadfast.apps.identity.operations.reading import set_reading
from steadfast.apps.identity.operations.rota import add_turns, remove_turn
from steadfast.apps.identity.operations.saved_views import change_view, delete_view, keep_view, open_with
from steadfast.apps.identity.operations.teams import change_team, make_team

__all__ = [
    "FOUNDED",
    "AddressTaken",
    "Founding",
    "LastOwner",
    "LinkNotGood",
    "StillAnswers",
    "accept_invitation",
    "add_member",
    "add_turns",
    "begin_absence",
    "cancel_absence",
    "change_team",
    "change_view",
    "come_back",
    "delete_view",
    "finish_absence",
    "forget_old_sessions",
    "found",
    "invite",
    "keep_view",
    "leave",
    "make_team",
    "name_deputy",
    "name_supplier",
    "open_account",
    "open_with",
    "plan_absence",
    "remove_turn",
    "set_profile",
    "set_reading",
    "set_roles",
    "set_up",
    "set_up_link",
]
