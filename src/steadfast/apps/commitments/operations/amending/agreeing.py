"""Answer for a creditor whose promises an amendment makes longer. Their yes is kept with their words, as an event.

It may be said before the edit is applied, on its preview, or after. A no leaves their promises under the old terms.
"""

from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations import answers
from steadfast.apps.commitments.operations.amending import asking
from steadfast.apps.commitments.operations.amending.telling import of_amendment
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor


@transaction.atomic
def answer_amendment(
    proposal_id: int,
    *,
    yes: bool,
    by_id: int | None,
    words: str = "",
    how: str = "page",
    actor: Actor,
    now: datetime,
) -> Proposal:
    """Answer a standing question; `how` tells whether the creditor did, or we wrote it down with the words."""
    amendment = _amendment(Proposal.objects.values_list("amendment_id", flat=True).get(pk=proposal_id))
    one = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("creditor").get(pk=proposal_id)
    return _answered(amendment, one, yes=yes, by_id=by_id, words=words, how=how, actor=actor, now=now)


@transaction.atomic
def record_answer(
    amendment_id: int,
    creditor_id: int,
    *,
    yes: bool,
    by_id: int | None,
    words: str,
    until: datetime,
    actor: Actor,
    now: datetime,
) -> Proposal:
    """Write down a creditor's answer with the words that prove it, also before the edit is applied.

    `until` is the last due time that it could change, for a creditor who was not asked yet.
    """
    amendment = _amendment(amendment_id)
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("creditor")
    one = rows.filter(amendment=amendment, creditor=creditor_id).exclude(answer="taken back").first()
    if one is None:
        made = asking.proposal(amendment, creditor_id, until, actor=actor, now=now)
        made.save(force_insert=True)
        events.append(asking.asked(amendment, made, now), actor=actor, now=now)
        one = rows.get(pk=made.pk)
    return _answered(amendment, one, yes=yes, by_id=by_id, words=words, how="recorded", actor=actor, now=now)


def _amendment(key: int | None) -> Amendment:
    rows = Amendment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "calendar__subject", "agreement__subject"
    )
    found = rows.get(pk=key or 0)
    if found.state == "dropped":
        raise Refused(say("This edit was dropped; there is nothing left to agree to."))
    return found


def _answered(
    amendment: Amendment,
    one: Proposal,
    *,
    yes: bool,
    by_id: int | None,
    words: str,
    how: str,
    actor: Actor,
    now: datetime,
) -> Proposal:
    over = say("All that it would change has fallen due; a due time grows longer only before.")
    answers.refuse_late(one, yes=yes, over=over, now=now)
    by = Person.objects.filter(pk=by_id or 0, party=one.creditor_id, left_at=None).first()
    if by is None:
        raise Refused(say("Say who of %(name)s answered; only they can agree to longer times.", name=one.creditor.name))
    if how == "recorded" and not words.strip():
        raise Refused(say("Write what %(name)s said, or where they said so: it is the evidence.", name=by.name))
    said = answers.write(one, by, yes=yes, words=words, how=how, actor=actor, now=now)
    body = {"proposal": str(one.uid), "creditor": one.creditor_id, **said}
    told = of_amendment(amendment, "proposal.answered", body, now, words=words)
    one.evidence_event = events.append(told, actor=actor, now=now)
    one.save()
    return one
