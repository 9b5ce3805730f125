"""The clock that somebody lets run, and when one that they forgot probably should have stopped."""

from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.hours.models import Timer
from steadfast.domain.hours import forgotten
from steadfast.foundation.models import Event


def running(person_id: int | None) -> Timer | None:
    """Return the clock of a person, with its ticket."""
    rows = Timer.objects.filter(person_id=person_id or 0).select_related("ticket__subject", "ticket__client")
    return rows.first()


def proposed_end(timer: Timer, now: datetime) -> datetime:
    """Return when the work under a forgotten clock probably ended."""
    deeds = Event.objects.filter(
        subject_id=timer.ticket_id or 0, actor_id=timer.person_id, at__gt=timer.started_at, at__lte=now
    )
    done = list(deeds.order_by("-id").values_list("at", flat=True)[:50]) if timer.ticket_id else []
    return forgotten.proposed_end(timer.started_at, now, deeds=done, closes=_closes(timer.started_at))


def _closes(at: datetime) -> datetime | None:
    hours = agreements.usual_hours()
    return hours.closes(at) if hours is not None and hours.open_at(at) else None
