"""Plan maintenance and end it. What still fires when it is over gets its place."""

from datetime import datetime
from itertools import groupby

from django.db import transaction

from steadfast.apps.alerts.models import Alert, AlertSource, Maintenance
from steadfast.apps.alerts.operations.book import CHANGED
from steadfast.apps.alerts.operations.placing import place
from steadfast.apps.alerts.operations.reading import lock
from steadfast.apps.alerts.queries import running, silenced
from steadfast.apps.clients.models import Client, Device
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

SWEEP = 2000


@transaction.atomic
def plan_maintenance(
    what: str,
    *,
    client: Client | None = None,
    device: Device | None = None,
    source: AlertSource | None = None,
    starts_at: datetime,
    ends_at: datetime,
    actor: Actor,
    now: datetime,
) -> Maintenance:
    """Plan it; what fires in it is noted and opens nothing."""
    row = Maintenance.objects.create(
        what=what,
        client=client,
        device=device,
        source=source,
        starts_at=starts_at,
        ends_at=ends_at,
        planned_by_id=actor.person_id,
    )
    body = {
        "maintenance": row.pk,
        "client": row.client_id,
        "device": row.device_id,
        "source": row.source_id,
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
    }
    _tell("maintenance.planned", body, actor=actor, now=now)
    return row


@transaction.atomic
def end_maintenance(maintenance_id: int, *, actor: Actor, now: datetime) -> None:
    """End it now, or call it off where it has not begun; doing it twice changes nothing."""
    row = Maintenance.objects.select_for_update(of=("self",), no_key=True).get(pk=maintenance_id)
    if row.ended_at is not None or row.ends_at <= now:
        return
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _tell("maintenance.ended", {"maintenance": row.pk}, actor=actor, now=now)


@transaction.atomic
def after_maintenance(*, actor: Actor, now: datetime) -> int:
    """Give a place to what fires still and is in no maintenance any longer; return how many that were."""
    sources = lock()
    rows = Alert.objects.filter(fate="maintenance", firing=True, current=True).exclude(silenced(running(now)))
    loud = list(rows.select_related("client", "device").order_by("source_id", "pk")[:SWEEP])
    for key, found in groupby(loud, key=lambda row: row.source_id):
        place_again(sources[key], list(found), actor=actor, now=now)
    return len(loud)


def place_again(source: AlertSource, alerts: list[Alert], *, actor: Actor, now: datetime) -> None:
    """Give alerts their place anew, as if they had come now, and write them."""
    for row in alerts:
        row.fate, row.refusal, row.last_at = "", "", now
    place(source, alerts, follows={}, actor=actor, now=now)
    Alert.objects.bulk_update(alerts, CHANGED, batch_size=200)


def _tell(kind: str, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
