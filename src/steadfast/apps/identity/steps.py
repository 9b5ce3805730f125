"""The first steps that identity knows: the practice itself, and a colleague."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import first_steps
from steadfast.foundation.first_steps import Step


def register() -> None:
    first_steps.register(
        Step(
            "practice",
            _("Name, zone and currency"),
            _("Your months begin and end in this zone."),
            "identity:practice",
            "practice.manage",
            10,
            lambda _actor: True,  # the page that founds a practice asks for them
        )
    )
    first_steps.register(
        Step(
            "colleague",
            _("Invite a colleague"),
            _("You give them a link. Tickets that you bring in later find them by their name."),
            "identity:new_member",
            "people.manage",
            32,  # before the import, whose tickets find their owners among the members
            lambda _actor: Person.objects.filter(party_id=PRACTICE_ID).count() > 1,
        )
    )
    first_steps.register(
        Step(
            "factor",
            _("A passkey of your own"),
            _("You sign in by your finger or your key from then on; codes from an app do as well."),
            "identity:security",
            "people.manage",
            60,
            lambda actor: Authenticator.objects.filter(user__person=actor.person_id).exists(),
        )
    )
