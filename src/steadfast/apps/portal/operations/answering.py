"""What a contact says on a ticket: an answer to what we asked, a word more, or that it is not solved after all."""

from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Seen
from steadfast.apps.desk.operations.attaching import Files
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

HOW = "portal"
WHY = "The client says in the portal that it is not solved."  # inside, beside their own words


def answer(
    ticket: Ticket, *, text: str, files: Files = (), answers: bool, seen: Seen, actor: Actor, now: datetime
) -> None:
    """Write down what they say; `answers`: it holds what we asked for, and ends our wait. A closed ticket is over."""
    if ticket.state == "closed":
        raise Refused(say("%(label)s is closed; open a new request instead.", label=ticket.subject.label))
    told: dict[str, Any] = {"by_person_id": actor.person_id, "actor": actor, "now": now}
    desk.hear(ticket.pk, text=text, files=files, how=HOW, answered=answers, seen=seen, **told)


@transaction.atomic
def not_solved(ticket: Ticket, *, text: str, files: Files = (), seen: Seen, actor: Actor, now: datetime) -> None:
    """Reopen it with their words; what was promised runs on, where the agreement gave the time to say so."""
    desk.reopen(ticket.pk, reason=WHY, seen=seen, actor=actor, now=now)
    told: dict[str, Any] = {"by_person_id": actor.person_id, "actor": actor, "now": now}
    desk.hear(ticket.pk, text=text, files=files, how=HOW, answered=False, **told)
