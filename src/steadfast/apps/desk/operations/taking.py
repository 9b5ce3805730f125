"""Take: from now on the taker answers, for the ticket and for all that we owe on it."""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import HandOver
from steadfast.apps.commitments.operations import handing
from steadfast.apps.desk.operations.handing import accept_held
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


def take(ticket_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Make the actor the owner, accepted now. Taking what is one's own already changes nothing."""
    if actor.person_id is None:
        raise Refused(say("Only a person can answer for a ticket."))
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        ticket = held.ticket
        held.refuse_when("closed")
        if ticket.owner_id == actor.person_id and ticket.taken_at is not None:
            held.idle = True
            return
        if _was_asked(held):
            return
        register.overtake(ticket.pk, actor=actor, now=now)
        held.record("ticket.taken", {"from": ticket.owner_id, "owner": actor.person_id})
        for row in held.ours():
            register.reassign(row, owner_id=actor.person_id, actor=actor, now=now)
        ticket.owner_id, ticket.taken_at = actor.person_id, now
        if ticket.state == "new":
            ticket.state = "in progress"


def _was_asked(held: Held) -> bool:
    """Accept the open offer of the ticket where it is the actor's to answer: taking it is the yes to it."""
    rows = HandOver.objects.select_for_update(of=("self",), no_key=True).select_related("subject", "team")
    found = rows.filter(subject_id=held.ticket.pk, commitment=None, answered_at=None).first()
    if found is None or held.actor.person_id not in handing.answering(found, held.now):
        return False
    if held.actor.person_id == held.ticket.owner_id:
        return False
    accept_held(held, found)
    return True
