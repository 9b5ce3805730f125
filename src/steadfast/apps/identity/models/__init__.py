"""Who there is: parties, persons, their roles, teams, absences and turns of duty, and the accounts that sign in."""

from steadfast.apps.identity.models.absence import Absence
from steadfast.apps.identity.models.audit_entry import AuditEntry
from steadfast.apps.identity.models.duty_turn import DutyTurn
from steadfast.apps.identity.models.leaving import Leaving
from steadfast.apps.identity.models.left_step import LeftStep
from steadfast.apps.identity.models.link import SetUpLink
from steadfast.apps.identity.models.party import Party
from steadfast.apps.identity.models.person import Person
from steadfast.apps.identity.models.practice import Practice
from steadfast.apps.identity.models.role import OwnRole, RoleHeld
from steadfast.apps.identity.models.saved_view import FirstView, SavedView
from steadfast.apps.identity.models.sign_in import ProviderSubject, SignInProvider, SignInRules
from steadfast.apps.identity.models.team import Team, TeamMember
from steadfast.apps.identity.models.user import User

__all__ = [
    "Absence",
    "AuditEntry",
    "DutyTurn",
    "FirstView",
    "Leaving",
    "LeftStep",
    "OwnRole",
    "Party",
    "Person",
    "Practice",
    "ProviderSubject",
    "RoleHeld",
    "SavedView",
    "SetUpLink",
    "SignInProvider",
    "SignInRules",
    "Team",
    "TeamMember",
    "User",
]
