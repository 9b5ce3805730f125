"""The first steps that agreements knows: when the practice is open, and whom it serves by which agreement."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.clients.models import Client
from steadfast.foundation import first_steps
from steadfast.foundation.first_steps import Step


def register() -> None:
    first_steps.register(
        Step(
            "hours",
            _("Office hours and holidays"),
            _("Every promise counts in them."),
            "agreements:first_hours",
            "agreements.manage",
            20,
            lambda _actor: CalendarVersion.objects.filter(no__gt=1).exists(),
        )
    )
    first_steps.register(
        Step(
            "client",
            _("A first client"),
            _("With somebody to talk to there, and what you promise them."),
            "agreements:first_client",
            "agreements.manage",
            30,
            lambda _actor: Client.objects.exists(),
        )
    )
