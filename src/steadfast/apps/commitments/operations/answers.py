"""An answer to a proposal, of another date or of longer times: given once, in time, and kept with the words of it."""

from datetime import datetime

from steadfast.apps.commitments.models import Proposal
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


def refuse_late(proposal: Proposal, *, yes: bool, over: str, now: datetime) -> None:
    """Refuse a second answer, and a yes that comes too late to change anything; `over` says what has passed."""
    if proposal.answer:
        raise Refused(say("It was taken back.") if proposal.answer == "taken back" else say("It was answered already."))
    if yes and proposal.expires_at < now:
        raise Refused(over)


def write(
    proposal: Proposal, by: Person, *, yes: bool, words: str, how: str, actor: Actor, now: datetime
) -> dict[str, object]:
    """Write the answer onto the proposal, which the caller saves with its event; return what that event tells."""
    proposal.answer, proposal.answered_at, proposal.answered_by = "yes" if yes else "no", now, by
    proposal.recorded_by_id = actor.person_id if how == "recorded" else None
    proposal.words = words
    return {"answer": proposal.answer, "by": by.pk, "recorded_by": proposal.recorded_by_id, "how": how}
