"""What Harbor IT does the same way each time: a checklist on a ticket, and a form that puts it on."""

from datetime import datetime

from steadfast.apps.automation.operations import checking, checklists, forms
from steadfast.apps.identity.models import Person
from steadfast.domain.automation.questions import Question
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories


def new_starters(*, now: datetime) -> None:
    """Ticket 1 of Kestrel Dental with a checklist of two, one of which must be done; and the form for the next one."""
    said = {"actor": SYSTEM, "now": now}
    lines = "! Make the account\nCall after the first day"
    kept = checklists.keep(None, checklists.Kept(name="New starter", lines=lines), **said)  # type: ignore[arg-type]
    ticket = factories.ticket("New hygienist needs an account", now=now)
    ines = factories.actor(factories.member(cast.INES))
    checking.add(ticket.pk, kept.pk, actor=ines, now=now)
    factories.contact(cast.KESTREL)
    columns = {
        "name": "New starter",
        "intro": "Tell us a week before.",
        "kind": "request",
        "impact": 3,
        "urgency": 3,
        "category": "accounts",
        "team_id": factories.team().pk,
        "checklist_id": kept.pk,
        "needs_approval": False,
    }
    asked = [Question("", "Who starts", required=True), Question("", "First day", "date", required=True)]
    forms.keep(None, forms.Kept(columns=columns, questions=asked), **said)  # type: ignore[arg-type]


def a_yes_is_needed(*, now: datetime) -> None:
    """A form that a contact must approve, and two contacts of Marlow Freight who can sign in."""
    client = factories.client(cast.MARLOW)
    factories.contact(cast.MARLOW)
    factories.account(Person.objects.get(party=client.party, name=cast.MARLOW.contacts[1].name))
    columns = {
        "name": "Another laptop",
        "intro": "Somebody who may spend the money says yes.",
        "kind": "request",
        "impact": 3,
        "urgency": 3,
        "category": "hardware",
        "team_id": factories.team().pk,
        "checklist_id": None,
        "needs_approval": True,
    }
    kept = forms.Kept(columns=columns, questions=[Question("", "For whom", required=True)])
    forms.keep(None, kept, actor=SYSTEM, now=now)
