"""Forms of identity."""

from steadfast.apps.identity.forms.absences import AbsenceForm, DeputyForm, SeriesForm, TurnForm
from steadfast.apps.identity.forms.me import ProfileForm
from steadfast.apps.identity.forms.members import MemberForm, RolesForm, TeamForm
from steadfast.apps.identity.forms.practice import PracticeForm
from steadfast.apps.identity.forms.set_up import PasswordForm, SetUpForm

__all__ = [
    "AbsenceForm",
    "DeputyForm",
    "MemberForm",
    "PasswordForm",
    "PracticeForm",
    "ProfileForm",
    "RolesForm",
    "SeriesForm",
    "SetUpForm",
    "TeamForm",
    "TurnForm",
]
