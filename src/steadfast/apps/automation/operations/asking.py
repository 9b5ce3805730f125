"""Ask by a form: a ticket with what was answered, its checklist, and the question to who must approve."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.automation.operations import checking
from steadfast.apps.automation.queries import forms
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Opening, Seen, sent_forms
from steadfast.apps.desk.operations.opening import LONGEST_TITLE
from steadfast.domain.automation import questions
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

ACTOR = Actor(None, None, "Request forms", frozenset())
APPROVED_WITHIN = 40 * 3600  # working seconds for which the ticket waits for the yes


@transaction.atomic
def ask(
    form_id: int,
    answers: Mapping[str, str],
    *,
    client: Client,
    contact_id: int | None = None,
    approver_id: int | None = None,
    channel: str = "",
    seen: Seen,
    actor: Actor,
    now: datetime,
) -> Ticket:
    """Open the ticket of a form and return it; one form sent twice gives back that of the first time.

    `answers` by the keys of the questions; of a person or a device the key. Refused names what is missing.
    """
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)  # two sendings of one form queue here
    before = sent_forms.ticket_of(seen.key)
    if before is not None:
        return before
    form = forms.forms_for(client).filter(pk=form_id).first()
    if form is None:
        raise Refused(say("This form is not offered any longer."))
    asked = forms.questions_of(form)
    said = forms.named(asked, client, answers)
    if wrong := questions.missing(asked, said):
        raise Refused(say("Answer this first: %(labels)s.", labels=", ".join(wrong)))
    if form.needs_approval and approver_id not in {one.pk for one in forms.people(client)}:
        raise Refused(say("Say who approves it."))
    opening = Opening(
        client_id=client.pk,
        title=questions.title(form.name, asked, said, LONGEST_TITLE),
        text=questions.told(asked, said),
        kind=form.kind,
        impact=form.impact,
        urgency=form.urgency,
        channel=channel,
        category=form.category,
        contact_id=contact_id,
        team_id=form.team_id,
    )
    ticket = desk.open_ticket(opening, seen=seen, actor=actor, now=now)
    if form.checklist_id is not None:
        checking.add(ticket.pk, form.checklist_id, actor=ACTOR, now=now)
    if form.needs_approval:
        _ask_for_a_yes(ticket, form, approver_id, now)
    return ticket


def _ask_for_a_yes(ticket: Ticket, form: ServiceForm, approver_id: int | None, now: datetime) -> None:
    """Wait for the contact who must approve: a request of an answer, which the ticket shows them."""
    until = agreements.hours_of(agreements.usual_version()).due(now, APPROVED_WITHIN)
    words = f"Approve {ticket.subject.title}"[:300]
    desk.wait(ticket.pk, reason="client", words=words, expires_at=until, on_person_id=approver_id, actor=ACTOR, now=now)
