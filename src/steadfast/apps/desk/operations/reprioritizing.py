"""Change the priority: other terms for what is open, counted from the same start. Both due times stay to be seen.

What has ended keeps the priority it ended under. A promise whose kind has no target at the new priority keeps its
terms: a lower priority is no release. A kind that was promised nothing so far and has a target now is promised now.
"""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.opening import promises
from steadfast.apps.desk.operations.updating import promise_next
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import priority
from steadfast.foundation.actor import Actor


def reprioritize(
    ticket_id: int, *, impact: int, urgency: int, reason: str, seen: Seen = UNSEEN, actor: Actor, now: datetime
) -> None:
    """Set impact and urgency, and by them the priority; `reason` is for us, inside."""
    if not reason.strip():
        raise Refused(say("Say why the priority changes."))
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        ticket = held.ticket
        held.refuse_when("resolved", "closed")
        if (ticket.impact, ticket.urgency) == (impact, urgency):
            raise Refused(say("It has this priority already."))
        before, ticket.impact, ticket.urgency = ticket.priority, impact, urgency
        ticket.priority = priority(impact, urgency)
        body = {"impact": impact, "urgency": urgency, "priority": ticket.priority, "from": before}
        held.record("ticket.reprioritized", body, reason=reason)
        held.write("inside", reason, held.record("ticket.noted", {}, text=reason))  # an event keeps a digest only
        if ticket.priority != before:
            follow(held, reason)
            _promise_anew(held)
            if ticket.first_response_at is not None:
                promise_next(held)


def follow(held: Held, reason: str) -> None:
    """Let the open promises of ours on a ticket follow its priority."""
    for row in held.ours():
        if row.priority != held.ticket.priority:
            register.reclassify(
                row, held.waits_of(row), to_priority=held.ticket.priority, reason=reason, actor=held.actor, now=held.now
            )


def _promise_anew(held: Held) -> None:
    """Promise, from now on, what the agreement promises at this priority and nobody has promised or done yet."""
    ticket = held.ticket
    known = set(
        Commitment.objects.filter(subject_id=ticket.pk).exclude(closed_as="void").values_list("kind", flat=True)
    )
    if ticket.first_response_at is not None:
        known.add("first response")
    drafts = [draft for draft in promises(ticket, held.now) if draft.kind not in known]
    if drafts:
        rows = register.promise(ticket.subject, drafts, actor=held.actor, now=held.now)
        register.restamp(rows, commitments.waits_of(ticket.pk), reason="waiting", actor=held.actor, now=held.now)
