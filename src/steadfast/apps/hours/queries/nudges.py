"""What Today tells of time: a clock that its person forgot. Only they are told, and of its length alone.

Who forgot one is looked up for all at once, since few do; then only theirs is read.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache
from django.urls import reverse

from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.hours.models import Timer
from steadfast.apps.hours.queries import timer
from steadfast.domain.hours.forgotten import LONGEST
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

FORGOTTEN, KEPT_S = "hours_forgotten", 30


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return the row of a member whose clock ran too long to be believed."""
    if not actor.may("hours.own"):
        return []
    people = cache.get_or_set(FORGOTTEN, lambda: _forgetful(now), KEPT_S) or set()
    clock = timer.running(actor.person_id) if actor.person_id in people else None
    return [_nudge(clock)] if clock is not None and clock.started_at < now - LONGEST else []


def _forgetful(now: datetime) -> set[int]:
    return set(Timer.objects.filter(started_at__lt=now - LONGEST).values_list("person_id", flat=True))


def _nudge(clock: Timer) -> Nudge:
    label = clock.ticket.subject.label if clock.ticket else say("Time")
    about = clock.ticket.subject.title if clock.ticket else say("work inside")
    what = say("Say how long it was: your clock still runs")
    return Nudge(what, label, reverse("hours:forgotten"), about, clock.started_at)
