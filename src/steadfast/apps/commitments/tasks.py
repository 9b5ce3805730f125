"""What the register does by itself: it carries applied amendments to open commitments, part by part.

Both jobs may be killed at any moment: a part is one transaction, and what it changed is no longer ahead of the next.
"""

from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations import amending
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock, outbox
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event


@task()
def carry_out_amendment(amendment_id: int) -> int:
    """Carry an amendment to all that is open; return how many commitments it changed so far."""
    actor = _actor(Amendment.objects.select_related("applied_by").get(pk=amendment_id).applied_by)
    ahead = True
    while ahead:  # once more: somebody may have promised something under the old terms meanwhile
        ahead = False
        for keys in amending.parts(amendment_id):
            ahead = True
            amending.carry_on(amendment_id, keys, actor=actor, now=clock.now())
    amending.finish(amendment_id, actor=actor, now=clock.now())
    return Amendment.objects.values_list("changed", flat=True).get(pk=amendment_id)


@task()
def extend_promises(proposal_id: int) -> None:
    """Give a creditor who said yes the longer times of an amendment, where they are not due yet."""
    proposal = Proposal.objects.select_related("amendment", "recorded_by").get(pk=proposal_id)
    actor = _actor(proposal.recorded_by or proposal.answered_by)
    for keys in amending.parts(proposal.amendment_id or 0, creditor_id=proposal.creditor_id):
        amending.extend(proposal_id, keys, actor=actor, now=clock.now())


@outbox.subscribe("amendment.applied", "commitments.carry_out")
def carry_out(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin to carry out what was applied."""
    if data["reaches_open"]:
        key = f"amendment:{data['amendment']}"
        carry_out_amendment.using(unique_key=key).enqueue(data["amendment"])


@outbox.subscribe("proposal.answered", "commitments.extend")
def extend(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin to carry out what a creditor agreed to; before the edit is applied there is nothing to do yet."""
    if "amendment" not in data or data["answer"] != "yes":
        return
    applied = Amendment.objects.filter(
        pk=data["amendment"], applied_at__isnull=False, state__in=("applying", "applied")
    )
    if applied.exists():
        proposal = Proposal.objects.get(uid=data["proposal"])
        extend_promises.using(unique_key=f"proposal:{proposal.pk}").enqueue(proposal.pk)


@task()
def carry_absences() -> int:
    """Pass what is open with whoever is away, bring back what is with deputies at the end; return how many moved."""
    now = clock.now()
    return sum(operations.carry(absence, now=now) for absence in identity.running_absences(now))


@outbox.subscribe("absence.began", "commitments.absence_began")
@outbox.subscribe("absence.cut", "commitments.absence_cut")
def carry_absence(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Carry at once what the schedule would carry within a minute."""
    carry_absences.using(unique_key="absences").enqueue()


schedule.every(timedelta(minutes=1), carry_absences, name="commitments.carry_absences")


def _actor(person: Person | None) -> Actor:
    return identity.actor_of(person) if person is not None else SYSTEM
