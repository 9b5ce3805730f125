"""Hand in a week: its person says that it is complete. Taking it back is as easy; corrections stay possible."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from steadfast.apps.hours.models import Entry, WeekHandedIn
from steadfast.apps.hours.models.entry import STANDS
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

WEEK = timedelta(days=7)


@transaction.atomic
def hand_in(monday: date, *, actor: Actor, now: datetime) -> WeekHandedIn:
    """Hand in the week of who acts; once is enough."""
    if monday.weekday() != 0:
        raise Refused(say("A week begins on a Monday."))
    rows = Entry.objects.filter(STANDS, person_id=actor.person_id or 0, day__gte=monday, day__lt=monday + WEEK)
    minutes = rows.aggregate(sum=Sum("minutes"))["sum"] or 0
    said = {"minutes": minutes, "at": now}
    row, made = WeekHandedIn.objects.get_or_create(person_id=actor.person_id or 0, monday=monday, defaults=said)
    if made:
        _record("time.week_handed_in", monday, minutes, actor=actor, now=now)
    return row


@transaction.atomic
def take_back(monday: date, *, actor: Actor, now: datetime) -> bool:
    """Take a week back that one has handed in; tell whether it was."""
    row = WeekHandedIn.objects.filter(person_id=actor.person_id or 0, monday=monday).first()
    if row is None:
        return False
    row.delete()
    _record("time.week_taken_back", monday, row.minutes, actor=actor, now=now)
    return True


def _record(kind: str, monday: date, minutes: int, *, actor: Actor, now: datetime) -> None:
    body = {"person": actor.person_id, "monday": monday.isoformat(), "minutes": minutes}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
