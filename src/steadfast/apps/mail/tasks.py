"""What mail does by itself: it reads what came, sends replies once they are written, and tries again what failed."""

from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.mail import operations, queries
from steadfast.foundation import clock, outbox
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event


@task(max_attempts=3)
def deliver(sent_id: int) -> str:
    """Hand one mail to its server, and those that wait for the same; return what became of it."""
    return operations.deliver_with_others(sent_id, clock=clock.now)


@task(max_attempts=3)
def deliver_due() -> int:
    """Try again what could not leave before; return how many were tried."""
    return operations.deliver_all(operations.due(now=clock.now()), clock=clock.now)


@task()
def read_mail(raw_id: int) -> str:
    """Read one mail that is kept; return what became of it."""
    return operations.read(raw_id, now=clock.now()).outcome


@task()
def read_left_behind() -> int:
    """Have mail read whose job was lost or given up; return how many."""
    left = queries.unread(before=clock.now() - timedelta(minutes=10))
    for raw_id in left:
        read_soon(raw_id)
    return len(left)


def read_soon(raw_id: int) -> None:
    """Enqueue the job that reads a mail, in the transaction that keeps it."""
    read_mail.using(unique_key=f"mail.read:{raw_id}").enqueue(raw_id)


@outbox.subscribe("ticket.replied", "mail.reply")
def mail_reply(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Queue the mail of a reply."""
    operations.mail_reply(event, now=now)


@outbox.subscribe("ticket.opened", "mail.acknowledge")
def acknowledge(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell who opened a ticket by mail that it came, where its box does so."""
    if data.get("channel") == "mail":
        operations.acknowledge(event, now=now)


@outbox.subscribe("mail.bounced", "mail.mark_bounced")
def mark_bounced(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Note at the mail that left that it did not arrive."""
    if event.subject_id is not None:
        operations.mark_bounced(event.subject_id, data, now=now)


def deliver_soon(sent_id: int) -> None:
    """Enqueue the job of one mail, in the transaction that writes it."""
    deliver.using(unique_key=f"mail.deliver:{sent_id}").enqueue(sent_id)


schedule.every(timedelta(minutes=1), deliver_due, name="mail.deliver_due")
operations.when_queued(deliver_soon)
schedule.every(timedelta(minutes=10), read_left_behind, name="incoming.read_unread")
operations.when_kept(read_soon)
