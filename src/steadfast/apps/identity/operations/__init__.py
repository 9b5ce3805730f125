"""Writes of identity: founding the practice, its members and teams, absences, turns of duty, one-time links."""

from steadfast.apps.identity.operations.absences import (
    begin_absence,
    cancel_absence,
    finish_absence,
    name_deputy,
    plan_absence,
)
from steadfast.apps.identity.operations.accounts import AddressTaken, open_account
from steadfast.apps.identity.operations.auditing import (
    Origin,
    forget_old_entries,
    note_door,
    note_export,
    note_looks,
    note_refused,
)
from steadfast.apps.identity.operations.bounds import BeyondYou
from steadfast.apps.identity.operations.factors import (
    OnlyWayIn,
    Required,
    TooMany,
    add_app,
    add_passkey,
    remove_app,
    remove_passkey,
    rename_passkey,
    renew_codes,
)
from steadfast.apps.identity.operations.first_hour import change_practice, end_first_hour, leave_step, take_up_step
from steadfast.apps.identity.operations.forgetting import forget_old_sessions
from steadfast.apps.identity.operations.founding import FOUNDED, Founding, found, set_up
from steadfast.apps.identity.operations.invitations import accept_by_passkey, accept_invitation, account_to_be
from steadfast.apps.identity.operations.leaving import cancel_leaving, carry_leaving, plan_leaving
from steadfast.apps.identity.operations.links import LinkNotGood, set_up_link
from steadfast.apps.identity.operations.members import (
    LastOwner,
    StillAnswers,
    add_member,
    come_back,
    invite,
    leave,
    set_roles,
)
from steadfast.apps.identity.operations.own_account import (
    NoPasswords,
    add_password,
    change_address,
    chose_password,
    remove_password,
)
from steadfast.apps.identity.operations.parties import name_supplier
from steadfast.apps.identity.operations.profile import set_profile
from steadfast.apps.identity.operations.reading import set_reading
from steadfast.apps.identity.operations.roles import NameTaken, TooManyRoles, change_role, make_role, retire_role
from steadfast.apps.identity.operations.rota import add_turns, remove_turn
from steadfast.apps.identity.operations.saved_views import change_view, delete_view, keep_view, open_with
from steadfast.apps.identity.operations.sessions import end_other_sessions, end_session, note_session, see_session
from steadfast.apps.identity.operations.sign_in import (
    IssuerTaken,
    NoOtherWay,
    enter_by_provider,
    keep_provider,
    remove_provider,
    set_rules,
)
from steadfast.apps.identity.operations.teams import change_team, make_team

__all__ = [
    "FOUNDED",
    "AddressTaken",
    "BeyondYou",
    "Founding",
    "IssuerTaken",
    "LastOwner",
    "LinkNotGood",
    "NameTaken",
    "NoOtherWay",
    "NoPasswords",
    "OnlyWayIn",
    "Origin",
    "Required",
    "StillAnswers",
    "TooMany",
    "TooManyRoles",
    "accept_by_passkey",
    "accept_invitation",
    "account_to_be",
    "add_app",
    "add_member",
    "add_passkey",
    "add_password",
    "add_turns",
    "begin_absence",
    "cancel_absence",
    "cancel_leaving",
    "carry_leaving",
    "change_address",
    "change_practice",
    "change_role",
    "change_team",
    "change_view",
    "chose_password",
    "come_back",
    "delete_view",
    "end_first_hour",
    "end_other_sessions",
    "end_session",
    "enter_by_provider",
    "finish_absence",
    "forget_old_entries",
    "forget_old_sessions",
    "found",
    "invite",
    "keep_provider",
    "keep_view",
    "leave",
    "leave_step",
    "make_role",
    "make_team",
    "name_deputy",
    "name_supplier",
    "note_door",
    "note_export",
    "note_looks",
    "note_refused",
    "note_session",
    "open_account",
    "open_with",
    "plan_absence",
    "plan_leaving",
    "remove_app",
    "remove_passkey",
    "remove_password",
    "remove_provider",
    "remove_turn",
    "rename_passkey",
    "renew_codes",
    "retire_role",
    "see_session",
    "set_profile",
    "set_reading",
    "set_roles",
    "set_rules",
    "set_up",
    "set_up_link",
    "take_up_step",
]
