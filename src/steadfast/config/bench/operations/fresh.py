"""Fresh tickets: all opened within the last minutes, both promises open, a wait on every tenth."""

from dataclasses import replace
from datetime import datetime, timedelta

from steadfast.apps.commitments.models import Wait
from steadfast.apps.desk.models import Ticket
from steadfast.config.bench import world
from steadfast.config.bench.operations.people import People
from steadfast.config.bench.operations.tickets import bring_in
from steadfast.foundation import bulk

LATELY = 600  # seconds within which they were opened
TENTH = 10
WAITS = timedelta(hours=3)
WAIT = ("subject_id", "reason", "words", "since", "expires_at")


def bring_in_fresh(count: int, people: People, *, now: datetime) -> None:
    """Write `count` tickets, none of them due yet."""
    until = int(now.timestamp())
    told = (
        replace(one, opened=until - LATELY + number * LATELY // count, state="new", said=(), resolved=None, closed=None)
        for number, one in enumerate(world.tickets(count, until))
    )
    bring_in(told, people, now=now)
    waiting = Ticket.objects.order_by("pk").values_list("pk", flat=True)[::TENTH]
    bulk.insert(Wait, WAIT, [(key, "client", "a list", now, now + WAITS) for key in waiting])
