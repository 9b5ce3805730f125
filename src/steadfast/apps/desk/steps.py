"""The first step that the desk knows: a ticket, to see a promise begin."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.models import Ticket
from steadfast.foundation import first_steps
from steadfast.foundation.first_steps import Step


def register() -> None:
    first_steps.register(
        Step(
            "ticket",
            _("A first ticket"),
            _("See what it promises, until when, and why then."),
            "desk:new",
            "tickets.open",
            40,
            lambda: Ticket.objects.exists(),
        )
    )
