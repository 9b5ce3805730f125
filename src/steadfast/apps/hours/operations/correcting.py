"""Correct: a new version of an entry with a reason; the old one is kept and stands no longer.

To settle is to change why it is billed or not; the minutes stay.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.operations.booking import Work, write
from steadfast.apps.hours.queries.terms import reason_for
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.hours.reasons import OF_CLIENTS
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

KEPT = (
    "person_id", "ticket_id", "client_id", "day", "started_at", "ended_at", "minutes", "note", "reason",
    "settled_by_id", "how",
)  # fmt: skip


@transaction.atomic
def correct(entry_id: int, work: Work, *, why: str, actor: Actor, now: datetime) -> Entry:
    """Replace an entry by what it should have said. Its reason follows anew where the work is another's.

    From and to stay only where neither the day nor the minutes changed.
    """
    old = _held(entry_id)
    client, ticket_id = work.of_client, work.ticket.pk if work.ticket else None
    changed: dict[str, Any] = {
        "ticket_id": ticket_id,
        "client_id": client.pk if client else None,
        "day": work.day,
        "minutes": work.minutes,
        "note": work.note,
    }
    if (old.day, old.minutes) != (work.day, work.minutes):
        changed |= {"started_at": None, "ended_at": None}
    if (old.ticket_id, old.client_id) != (ticket_id, changed["client_id"]):
        reason = reason_for(work.ticket, changed["client_id"], work.day)
        changed |= {"reason": reason.key, "settled_by_id": None}
    return _replace(old, "time.corrected", changed, why=why, actor=actor, now=now)


@transaction.atomic
def take_away(entry_id: int, *, why: str, actor: Actor, now: datetime) -> Entry:
    """Let an entry count for nothing."""
    gone = {"minutes": 0, "started_at": None, "ended_at": None}
    return _replace(_held(entry_id), "time.corrected", gone, why=why, actor=actor, now=now)


@transaction.atomic
def settle(entry_ids: Iterable[int], *, reason: str, why: str = "", actor: Actor, now: datetime) -> list[Entry]:
    """Give entries of clients another reason; those that have it already are left alone."""
    if reason not in OF_CLIENTS:
        raise Refused(say("That is no reason of work for a client."))
    rows = [_held(key) for key in sorted(set(entry_ids))]
    if any(row.client_id is None for row in rows):
        raise Refused(say("Time inside the practice has no bill."))
    said = {"reason": reason, "settled_by_id": actor.person_id}
    return [_replace(row, "time.settled", said, why=why, actor=actor, now=now) for row in rows if row.reason != reason]


def _held(entry_id: int) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",), no_key=True).select_related("client")
    entry = rows.get(pk=entry_id)
    if not entry.stands or not entry.minutes:
        raise Refused(say("Somebody corrected that entry meanwhile. Look at it again."))
    return entry


def _replace(old: Entry, kind: str, changed: dict[str, Any], *, why: str, actor: Actor, now: datetime) -> Entry:
    new = Entry(**{name: getattr(old, name) for name in KEPT} | changed, replaces=old, why=why)
    Entry.objects.filter(pk=old.pk).update(stands=False)
    return write(new, kind, {"replaces": old.event_id}, actor=actor, now=now)
