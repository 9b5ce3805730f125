"""Tickets by who answers for them: those that a person owns, and those that nobody took and whose duty has changed."""

from datetime import datetime

from django.db.models import Q

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import SWEEP, UNRESOLVED
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.models.party import PRACTICE_ID


def open_owned_by(person_id: int) -> list[int]:
    """Return the tickets that a person owns and on which there is something left to do."""
    owed = Commitment.objects.filter(debtor_id=PRACTICE_ID, closed_at=None, owner_id=person_id).values("subject_id")
    rows = Ticket.objects.filter(owner_id=person_id, closed_at=None)
    open_still = Q(state__in=UNRESOLVED) | Q(state="resolved", pk__in=owed)
    return list(rows.filter(open_still).order_by("pk").values_list("pk", flat=True))


def astray(now: datetime) -> list[int]:
    """Return tickets that nobody has taken and whose owner is not who is on duty now, at most SWEEP.

    What was imported stays as the source left it.
    """
    found: list[int] = []
    for team in Team.objects.select_related("duty_owner").order_by("id"):
        duty = identity.duty_owner_of(team, now)
        rows = Ticket.objects.filter(team=team, taken_at=None, batch=None, state__in=UNRESOLVED, owner__isnull=False)
        found += rows.exclude(owner=duty).order_by("pk").values_list("pk", flat=True)[:SWEEP]
    return found[:SWEEP]
