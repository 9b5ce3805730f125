"""What Today tells the owner of a promise whose creditor said no to another date: the first date holds."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.commitments.queries.offers import commitment_url
from steadfast.domain.language import say
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor

LATELY, LIMIT = timedelta(days=3), 12  # over a weekend


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return the noes to a member that came lately, while the promise is open and no other date was asked for."""
    again = Proposal.objects.filter(commitment=OuterRef("commitment"), pk__gt=OuterRef("pk"))
    mine = Proposal.objects.filter(commitment__owner=actor.person_id, commitment__closed_at=None)
    rows = mine.filter(~Exists(again), answer="no", answered_at__gt=now - LATELY)
    return [_no(row, actor, now) for row in rows.select_related("commitment", "creditor", "answered_by")[:LIMIT]]


def _no(row: Proposal, actor: Actor, now: datetime) -> Nudge:
    promise, zone = row.commitment, moments.zone_of(actor.zone)
    assert promise is not None and row.to_due is not None and row.answered_at is not None
    who = row.answered_by.name if row.answered_by else row.creditor.name
    holds = moments.dated(promise.due_at, now, zone)
    return Nudge(
        what=say(
            "%(who)s said no to %(time)s: %(what)s",
            who=who,
            time=moments.dated(row.to_due, now, zone),
            what=promise.what,
        ),
        label=f"C-{promise.pk}",
        url=commitment_url(promise.pk),
        about=say("it holds for %(time)s, “%(words)s”", time=holds, words=row.words)
        if row.words
        else say("it holds for %(time)s", time=holds),
        at=row.answered_at,
    )
