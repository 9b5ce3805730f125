"""Keep a word: what somebody promised on the ticket was done. Ours and theirs alike."""

from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.waiting import open_wait, stop_waiting
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.terms import BY_WORD
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


def keep_word(ticket_id: int, commitment_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Fulfil a promise that no reply and no resolution fulfils by itself; the awaited one ends its wait."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        row = _find(held, commitment_id)
        event = held.record("ticket.word_kept", {"commitment": row.pk})
        register.fulfil(row, at=now, evidence=held.prove(row, event), actor=actor, now=now)
        waiting = open_wait(held)
        if waiting is not None and waiting.answer_id == row.pk:
            stop_waiting(held)


def _find(held: Held, commitment_id: int) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "subject", "terms__calendar_version"
    )
    row = rows.filter(pk=commitment_id, subject_id__in=held.subjects, closed_at=None).first()
    if row is None:
        raise Refused(say("That promise is not open on this ticket."))
    if row.terms is None or row.terms.body["stops"] not in BY_WORD:
        raise Refused(say("A reply or the resolution fulfills this one; it cannot be ticked off."))
    return row
