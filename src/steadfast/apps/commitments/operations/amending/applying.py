"""Apply an amendment: its version is made in one short transaction; a job carries it to open commitments from there.

A newer version than the one it began from refuses it. Nothing that is open changes here.
"""

from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations.amending.telling import of_amendment
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor

LONGEST_REASON = 300


@transaction.atomic
def apply_amendment(amendment_id: int, *, reason: str, reaches_open: bool, actor: Actor, now: datetime) -> Amendment:
    """Make the version of a draft; afterwards the caller starts the job if it `reaches_open` commitments."""
    draft = agreements.hold(amendment_id)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Refused(
            say(
                "Say why, in 1 to %(longest_reason)s characters: the reason stands on every promise that changes.",
                longest_reason=LONGEST_REASON,
            )
        )
    if reaches_open and draft.valid_from is not None and draft.valid_from > now:
        raise Refused(say("What begins later holds for new work only; let it begin now to reach open promises."))
    _one_at_a_time(draft)
    version = agreements.make_version(draft, actor=actor, now=now)
    draft.reason, draft.reaches_open = reason, reaches_open
    draft.applied_by_id, draft.applied_at = actor.person_id, now
    draft.state = "applying" if reaches_open else "applied"
    draft.save()
    body = {"base": draft.base_no, "no": version.no, "reaches_open": reaches_open}
    told = [of_amendment(draft, "amendment.applied", body, now, reason=reason)]
    if reaches_open:
        told += [of_amendment(draft, "amendment.overtaken", {"creditor": one}, now) for one in _overtake(draft, now)]
    events.append_many(told, actor=actor, now=now)
    return draft


@transaction.atomic
def begin_again(amendment_id: int, *, actor: Actor, now: datetime) -> Amendment:
    """Put a draft onto the newest version; what creditors said to it as it was is asked anew."""
    draft = agreements.begin_again(amendment_id, actor=actor, now=now)
    Proposal.objects.filter(amendment=draft).exclude(answer="taken back").update(answer="taken back", answered_at=now)
    events.append(of_amendment(draft, "amendment.begun_again", {"base": draft.base_no}, now), actor=actor, now=now)
    return draft


def _one_at_a_time(draft: Amendment) -> None:
    same = Amendment.objects.filter(agreement=draft.agreement_id, calendar=draft.calendar_id, state="applying")
    if same.exists():
        raise Refused(say("The edit before it is still being carried out; apply this one when that is done."))


def _overtake(draft: Amendment, now: datetime) -> list[int]:
    """Take back the questions of earlier amendments of the same thing: what they asked for is no longer in force."""
    earlier = Amendment.objects.filter(agreement=draft.agreement_id, calendar=draft.calendar_id)
    open_ones = Proposal.objects.filter(amendment__in=earlier.exclude(pk=draft.pk), answer="")
    creditors = list(open_ones.order_by("pk").values_list("creditor_id", flat=True))
    open_ones.update(answer="taken back", answered_at=now)
    return creditors
