"""The first step that the desk knows: a ticket, opened here, to see a promise begin."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.models import Ticket
from steadfast.foundation import first_steps
from steadfast.foundation.first_steps import Step

NEWEST = 1_000  # tickets looked at, by an index: an import may have brought a million


def register() -> None:
    first_steps.register(
        Step(
            "ticket",
            _("A first ticket"),
            _("See what it promises, until when, and why then."),
            "desk:new",
            "tickets.open",
            40,
            lambda _actor: opened_here(),
        )
    )


def opened_here() -> bool:
    """Tell whether one of the newest tickets came by no import: of an imported one nobody saw how it promises."""
    return None in Ticket.objects.order_by("-opened_at", "-subject").values_list("batch_id", flat=True)[:NEWEST]
