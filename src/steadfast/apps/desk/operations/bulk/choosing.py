"""Choose the tickets of a bulk change, and say what is to be done with them. Nothing is tried yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from steadfast.apps.desk.models import BulkRow, BulkRun
from steadfast.apps.desk.queries.filters import Filters, listed
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.foundation.actor import Actor

LIMIT = 500
KEPT = timedelta(days=30)


class NothingChosen(Exception):
    """No ticket in sight was chosen."""


@transaction.atomic
def choose(
    ticket_ids: Sequence[int], *, matching: Filters | None = None, query: str = "", actor: Actor, now: datetime
) -> BulkRun:
    """Begin a bulk change of some tickets, or of all that match filters; at most LIMIT, in the order of the list."""
    if matching is not None:
        keys = list(listed(matching, actor).order_by(*matching.order).values_list("pk", flat=True)[: LIMIT + 1])
    else:
        seen = set(visible_to(actor).filter(pk__in=ticket_ids[: LIMIT + 1]).values_list("pk", flat=True))
        keys = [key for key in dict.fromkeys(ticket_ids) if key in seen]
    if not keys:
        raise NothingChosen
    run = BulkRun.objects.create(
        person_id=actor.person_id or 0, query=query[:500], is_cut=len(keys) > LIMIT, made_at=now
    )
    BulkRow.objects.bulk_create(BulkRow(run=run, ticket_id=key, place=n) for n, key in enumerate(keys[:LIMIT], 1))
    return run


@transaction.atomic
def settle(run: BulkRun, act: str, settings: Mapping[str, Any]) -> bool:
    """Say what is to be done; what was tried before is forgotten. Tell whether it may still be said."""
    fresh = BulkRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if fresh.phase not in ("choosing", "tried"):
        return False
    BulkRow.objects.filter(run=fresh).update(outcome="", why="", before={}, after={}, version=None)
    fresh.act, fresh.settings, fresh.phase = act, dict(settings), "choosing"
    fresh.save(update_fields=["act", "settings", "phase"])
    return True


def forget_drafts(*, now: datetime) -> int:
    """Delete bulk changes that were never applied and are a month old; return how many."""
    old = BulkRun.objects.filter(made_at__lt=now - KEPT, phase__in=("choosing", "tried"))
    return old.delete()[1].get("desk.BulkRun", 0)
