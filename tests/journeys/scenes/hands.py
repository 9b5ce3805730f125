"""A ticket on its way through three pairs of hands, over the weekend before now."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from steadfast.apps.commitments.operations import To
from steadfast.apps.desk import operations
from tests import cast, factories


def over_the_weekend(*, now: datetime) -> None:
    """Opened on a Friday at 16:00, taken by Ines at 16:40, offered to Kofi at 16:50; he declines on Monday at 9:30."""
    ines, kofi = (factories.actor(factories.member(who)) for who in (cast.INES, cast.KOFI))
    friday = last_friday(now)
    monday = friday + timedelta(days=3)
    ticket = factories.ticket("Scanners at gate 4 stopped", of=cast.MARLOW, now=at(friday, 16, 0))
    operations.take(ticket.pk, actor=ines, now=at(friday, 16, 40))
    to = To(person_id=kofi.person_id)
    found = operations.offer(ticket.pk, to, reason="I am off from five", actor=ines, now=at(friday, 16, 50))
    words = "I am at Old Mill Bakery all day"
    operations.decline(ticket.pk, found.pk, words=words, actor=kofi, now=at(monday, 9, 30))


def last_friday(now: datetime) -> datetime:
    """Return the Friday whose Monday lies wholly before now."""
    today = now.astimezone(ZoneInfo(cast.ZONE))
    return today - timedelta(days=(today.weekday() + 3) % 7 + (7 if today.weekday() in (0, 4, 5, 6) else 0))


def at(day: datetime, hour: int, minute: int) -> datetime:
    return datetime.combine(day.date(), time(hour, minute), ZoneInfo(cast.ZONE))
