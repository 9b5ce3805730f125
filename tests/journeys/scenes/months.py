"""A scene of a month that is over: its promises met every end that there is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations
from steadfast.apps.identity import queries as identity
from steadfast.foundation.actor import Actor
from tests import cast, factories

TICKETS = 36  # two promises each, so that what fell due fills more than a page
HOUR = timedelta(hours=1)


def last_month(now: datetime) -> date:
    """Return the first day of the month before this one, in the practice's zone."""
    first = now.astimezone(ZoneInfo(cast.ZONE)).date().replace(day=1)
    return (first - timedelta(days=1)).replace(day=1)


def one_that_is_over(*, now: datetime) -> None:
    """Thirty-six tickets of the first ten days of last month: each sixth was kept, late, left, or ended otherwise."""
    ines = factories.actor(factories.member(cast.INES))
    first = datetime.combine(last_month(now), time(10), ZoneInfo(cast.ZONE))
    for number in range(TICKETS):
        at = first + timedelta(days=number % 10)
        ticket = factories.ticket(f"Phone {number + 1} drops the line", now=at)
        _end(number % 6, ticket.pk, at, actor=ines)


@transaction.atomic  # an end of a promise is written inside what caused it
def _end(way: int, ticket: int, at: datetime, *, actor: Actor) -> None:
    if way < 2:  # kept, or kept late
        done = at + (timedelta(days=20) if way else HOUR)
        operations.reply(ticket, text="I look into it.", actor=actor, now=done)
        operations.resolve(ticket, text="A loose plug.", actor=actor, now=done + HOUR)
        return
    resolution = Commitment.objects.select_related("subject").get(subject=ticket, kind="resolution")
    said = {"actor": identity.operator(), "now": at + HOUR}
    if way == 3:
        register.withdraw(resolution, reason="the vendor has none", **said)
    elif way == 4:
        register.void(resolution, reason="opened twice", **said)
    elif way == 5:
        register.release(resolution, evidence="“Never mind, we sold it.”", **said)
