"""Tell webhooks what happened: a row for each, tried until it is taken, by the schedule of the specification.

The message is thin: what happened, with whose numbers. What it says stands in the API, for who may read it there.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from steadfast.apps.api.models import Hook, HookDelivery
from steadfast.apps.clients.models import Client
from steadfast.domain.language import known
from steadfast.foundation.models import Event

PAUSES = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)  # seconds between tries
PATIENCE = timedelta(days=5)  # of failing without a break; then it is switched off
LONGEST_ANSWER = 500
KEPT = timedelta(days=30)
GONE = 410


def enqueue(event: Event, *, now: datetime) -> list[HookDelivery]:
    """Write a message for each webhook that is told of an event; return them. Twice is once.

    One that was made or switched on after the event is not told of it, however late the outbox is. For one
    that failed until it was switched off the message is kept: who switches it on says whether it is still wanted.
    """
    there = Hook.objects.filter(Q(off_at=None) | ~Q(off_why=""), told_from__lte=event.recorded_at)
    hooks = [hook for hook in there if event.kind in hook.told]
    if not hooks:
        return []
    client = Client.objects.filter(chain_id=event.chain_id).values_list("pk", flat=True).first()
    write([hook for hook in hooks if hook.client_id in (None, client)], event, client, now=now)
    return list(HookDelivery.objects.filter(event=event, done_at=None, tries=0))


def write(hooks: Sequence[Hook], event: Event, client: int | None, *, now: datetime) -> None:
    """Write the message of an event for webhooks; what is written already stays."""
    body = json.dumps(_said(event, client), separators=(",", ":"))
    common: dict[str, Any] = {"event": event, "kind": event.kind, "body": body, "made_at": now, "next_at": now}
    rows = [HookDelivery(hook=hook, uid=f"msg_{uuid4().hex}", **common) for hook in hooks]
    HookDelivery.objects.bulk_create(rows, ignore_conflicts=True)


def _said(event: Event, client: int | None) -> dict[str, Any]:
    """Return the message: no text that anybody wrote is in it."""
    subject = event.subject
    data: dict[str, Any] = {"event": event.pk, "client": client, "by": event.actor_id}
    if subject is not None:
        data |= {subject.kind: subject.number, "label": subject.label}
    if event.commitment_id is not None:
        data["commitment"] = event.commitment_id
    at = event.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return {"type": event.kind, "timestamp": at, "data": data}


@transaction.atomic
def taken(delivery: HookDelivery, status: int, answer: str, *, now: datetime) -> None:
    """Write that it was taken; the webhook is well again."""
    told = {"status": status, "answer": _short(answer), "tried_at": now, "done_at": now, "next_at": None}
    HookDelivery.objects.filter(pk=delivery.pk).update(tries=delivery.tries + 1, **told)
    Hook.objects.filter(pk=delivery.hook_id).exclude(failing_since=None).update(failing_since=None)


@transaction.atomic
def failed(
    delivery: HookDelivery, status: int | None, answer: str, *, pause: float = 0, now: datetime
) -> datetime | None:
    """Write that it was not taken; return when to try again, None for never. `pause`: seconds that they asked for."""
    tries = delivery.tries + 1
    left = tries <= len(PAUSES) and status != GONE
    next_at = now + timedelta(seconds=max(PAUSES[tries - 1], min(pause, PAUSES[-1]))) if left else None
    HookDelivery.objects.filter(pk=delivery.pk).update(
        tries=tries,
        status=status,
        answer=_short(answer),
        tried_at=now,
        next_at=next_at,
        given_up_at=None if left else now,
    )
    _judge(delivery.hook_id, status, now)
    return next_at


def _judge(hook_id: int, status: int | None, now: datetime) -> None:
    """Note since when a webhook fails; switch off one that is gone, or has failed for days."""
    hooks = Hook.objects.filter(pk=hook_id)
    hooks.filter(failing_since=None).update(failing_since=now)
    off = hooks.filter(off_at=None)
    if status == GONE:
        off.update(off_at=now, off_why=known("its address is gone (410)"))
    off.filter(failing_since__lte=now - PATIENCE).update(off_at=now, off_why=known("it failed for five days"))


def forget_deliveries(*, now: datetime) -> int:
    """Delete messages that are over a month old; return how many."""
    over = Q(done_at__isnull=False) | Q(given_up_at__isnull=False) | Q(hook__off_at__isnull=False)
    return HookDelivery.objects.filter(over, made_at__lt=now - KEPT).delete()[0]


def _short(answer: str) -> str:
    return answer.replace("\0", "")[:LONGEST_ANSWER]
