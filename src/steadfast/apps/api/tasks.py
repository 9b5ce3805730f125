"""What the interface for programs does by itself: it tells webhooks, tries again, and forgets what is old."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from steadfast.apps.api import hook_kinds, sending
from steadfast.apps.api.models import HookDelivery
from steadfast.apps.api.operations import answering_once, telling
from steadfast.foundation import clock, outbox
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event


def tell_hooks(event: Event, data: dict[str, Any], *, now: Any) -> None:
    """Put an event on the lists of the webhooks that want it."""
    for row in telling.enqueue(event, now=now):
        send_message.using(unique_key=f"hook:{row.pk}:0").enqueue(row.pk)


for _kind in hook_kinds.KINDS:
    outbox.subscribe(_kind, "api.tell_hooks")(tell_hooks)


@outbox.subscribe("hook.sent_again", "api.send_again")
def send_again(event: Event, data: dict[str, Any], *, now: Any) -> None:
    """Send a message once more, because a person asked for it."""
    send_message.using(unique_key=f"hook:{data['delivery']}:again").enqueue(data["delivery"])


@outbox.subscribe("hook.switched", "api.send_what_waited")
def send_what_waited(event: Event, data: dict[str, Any], *, now: Any) -> None:
    """Send what came due while a webhook was off, once it is on again; what is due later has its job still."""
    waiting = HookDelivery.objects.filter(hook=data["hook"], hook__off_at=None, next_at__lte=now, done_at=None)
    for key in waiting.filter(given_up_at=None).order_by("pk").values_list("pk", flat=True):
        send_message.using(unique_key=f"hook:{key}:again").enqueue(key)


@outbox.subscribe("hook.tested", "api.send_test")
def send_test(event: Event, data: dict[str, Any], *, now: Any) -> None:
    """Send the message of a test."""
    for key in HookDelivery.objects.filter(event=event).values_list("pk", flat=True):
        send_message.using(unique_key=f"hook:{key}:0").enqueue(key)


@task()
def send_message(delivery_id: int) -> str:
    """Try once to hand a message over; the next try is another job."""
    row = HookDelivery.objects.select_related("hook").filter(pk=delivery_id, done_at=None, given_up_at=None).first()
    if row is None or row.hook.off_at is not None:
        return "nothing to send"
    found = sending.send(row, now=clock.now())
    now = clock.now()
    if found.is_taken:
        telling.taken(row, found.status or 0, found.answer, now=now)
        return "taken"
    with transaction.atomic():  # either it is written that it failed and will be tried, or neither
        again = telling.failed(row, found.status, found.answer, pause=found.pause, now=now)
        if again is not None:
            key = f"hook:{row.pk}:{row.tries + 1}"
            send_message.using(unique_key=key, run_after=again).enqueue(row.pk)
    return f"failed: {found.status or found.answer[:80]}"


@task()
def forget_answers() -> int:
    """Delete kept answers that are over a day old and messages over a month; return how many."""
    now = clock.now()
    return answering_once.forget_answers(now=now) + telling.forget_deliveries(now=now)


schedule.every(timedelta(hours=6), forget_answers, name="api.forget_answers", offset=timedelta(minutes=17))
