"""Reopen: the resolution did not hold. Inside the confirmation window the same commitment runs on.

After it the advice is a new ticket: what was promised and kept once is not judged anew.
"""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.waiting import record_resolved
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import STANDS, Message
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.updating import promise_next, starts_at_reply
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import Actor

ENDS = ("resolved", "closed")


def reopen(ticket_id: int, *, reason: str, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Put it back to work; the time since it was resolved becomes a wait of its own kind."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        ticket = held.ticket
        refusal = queries.refuses_reopening(ticket, now)
        if refusal:
            raise Refused(refusal)
        held.record("ticket.reopened", {}, reason=reason)
        held.write("inside", reason, held.record("ticket.noted", {}, text=reason))  # an event keeps a digest only
        for row in _undone(held):
            _run_on(held, row, reason)
        if ticket.resolved_at is not None:
            for subject in held.carrying():
                record_resolved(subject, since=ticket.resolved_at, actor=actor, now=now)
        if ticket.first_response_at is not None:
            promise_next(held)
        ticket.state, ticket.resolved_at, ticket.closed_at = "in progress", None, None
        ticket.reopened += 1


def _undone(held: Held) -> list[Commitment]:
    """Return the commitments that resolving or closing had fulfilled; a next update only if nobody replied since."""
    open_to = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "subject", "terms__calendar_version"
    )
    done = [at for at in (held.ticket.resolved_at, held.ticket.closed_at) if at is not None]
    found = open_to.filter(subject_id__in=held.subjects, debtor_id=PRACTICE_ID, closed_as="fulfilled", done_at__in=done)
    replies = Message.objects.filter(STANDS, ticket=held.ticket, kind="public")
    said = replies.filter(at__gt=min(done)).exists() if done else False
    rows = found.select_related("evidence_event").order_by("id")
    return [row for row in rows if row.terms and (row.terms.body["stops"] in ENDS or (_was_cut(row) and not said))]


def _was_cut(row: Commitment) -> bool:
    """Whether an update was promised by a clause and never given, because the ticket was resolved before."""
    event = row.evidence_event
    return starts_at_reply(row) and event is not None and event.data.get("kind", event.kind) != "ticket.replied"


def _run_on(held: Held, row: Commitment, reason: str) -> None:
    """Reopen one. History that was imported may name nobody; an open promise of ours needs somebody."""
    if row.owner_id is None:
        owner = queries.answerable(held.ticket, held.now)
        register.reassign(row, owner_id=owner, actor=held.actor, now=held.now)
    register.reopen(row, reason=reason, actor=held.actor, now=held.now)
