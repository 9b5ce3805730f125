"""Updates: where the agreement says how soon the client hears from us again, every reply promises the next one.

A reply keeps the promise before it and begins a new one; resolving ends the row of them, reopening takes it up again.
"""

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.operations.holding import Held
from steadfast.apps.desk.operations.opening import promises


def promise_next(held: Held) -> None:
    """Promise the next update from now on, unless one that a clause promises is still open."""
    if any(starts_at_reply(row) for row in held.ours()):
        return
    drafts = promises(held.ticket, held.now, starts="replied")
    if drafts:
        rows = register.promise(held.ticket.subject, drafts, actor=held.actor, now=held.now)
        waits = commitments.waits_of(held.ticket.pk)
        register.restamp(rows, waits, reason="waiting", actor=held.actor, now=held.now)


def starts_at_reply(row: Commitment) -> bool:
    """Whether a reply of ours starts its clock, by a clause of the agreement."""
    return row.terms is not None and row.terms.body["starts"] == "replied"
