"""Write recurring tickets, and open what is due.

A time that passed while nothing ran is not made up for one by one: the last of them is opened, named late, and the ones
before it are kept as missed. Five equal tickets on a Monday morning help nobody (docs/decisions/0026).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from steadfast.apps.automation.models import Recurrence, RecurrenceTime
from steadfast.apps.automation.operations import checking
from steadfast.apps.automation.queries import recurring
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Opening
from steadfast.domain.automation import recurrence
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import known, say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale

CHANNEL = known("plan")
ACTOR = Actor(None, None, "Recurring tickets", frozenset())
COLUMNS = (
    "title", "text", "kind", "impact", "urgency", "category", "team_id", "checklist_id", "unit", "every", "weekdays",
    "monthday", "at", "calendar_id", "holiday", "begins", "ends",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A recurring ticket as it shall be: the columns of its row, and whom it is for."""

    columns: dict[str, Any]
    client_ids: Sequence[int]


@transaction.atomic
def keep(recurrence_id: int | None, said: Kept, *, seen: str = "", actor: Actor, now: datetime) -> Recurrence:
    """Write it, a new one without an id; it comes from now on. Raise Stale when it is not the one that was `seen`."""
    row = Recurrence()
    if recurrence_id is not None:
        row = Recurrence.objects.select_for_update(no_key=True).get(pk=recurrence_id)
        refuse_stale(seen, present(row))
    if not said.client_ids:
        raise Refused(say("Choose at least one client."))
    for name in COLUMNS:
        setattr(row, name, said.columns[name])
    row.considered_at = row.changed_at = now
    _set_next(row)
    if row.next_at is None:
        raise Refused(say("It would never come: look at its days."))
    row.save()
    row.clients.set(said.client_ids)
    _record("recurrence.changed" if recurrence_id else "recurrence.made", row, actor=actor, now=now)
    return row


@transaction.atomic
def pause(recurrence_id: int, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Let it rest, or let it come again; what its days were meanwhile is not made up for."""
    row = Recurrence.objects.select_for_update(no_key=True).get(pk=recurrence_id)
    if (row.paused_at is not None) == paused:
        return
    row.paused_at, row.considered_at = (now, row.considered_at) if paused else (None, now)
    _set_next(row)
    row.save()
    _record("recurrence.paused" if paused else "recurrence.went_on", row, actor=actor, now=now)


@transaction.atomic
def remove(recurrence_id: int, *, actor: Actor, now: datetime) -> None:
    """End it for ever: it comes no more, and the tickets that it opened stay."""
    row = Recurrence.objects.select_for_update(no_key=True).get(pk=recurrence_id)
    if row.removed_at is None:
        row.removed_at, row.paused_at = now, row.paused_at or now
        row.save(update_fields=["removed_at", "paused_at"])
        _record("recurrence.removed", row, actor=actor, now=now)


def open_due(recurrence_id: int, *, now: datetime) -> int:
    """Open what is due, each client in a transaction of its own; return how many tickets. Repeating it opens none.

    What goes wrong for one client keeps no other from its ticket; it is raised once all had their turn, and its time
    is not considered done, so that it is tried again.
    """
    row = recurring.all_of_them().get(pk=recurrence_id)
    opens, zone = recurring.on_calendar(row.calendar)
    due = recurrence.between(recurring.pattern_of(row), opens, row.at, zone, row.considered_at, now)
    clients = [client for client in row.clients.order_by("pk") if client.retired_at is None]
    made, wrong = 0, None
    for client in clients if due else []:
        late = now.astimezone(zone).date() > due[-1]
        try:
            made += _open(row, client, due[-1], due[:-1], late=late, now=now)
        except Exception as error:
            wrong = error
    if wrong is not None:
        raise wrong
    _considered(row, now)
    return made


@transaction.atomic
def _open(row: Recurrence, client: Client, day: date, missed: Sequence[date], *, late: bool, now: datetime) -> bool:
    """Open the ticket of a day and note the days before it; tell whether it was opened now."""
    locked = Recurrence.objects.select_for_update(no_key=True).get(pk=row.pk)
    if locked.paused_at is not None or locked.changed_at != row.changed_at:
        return False
    known = set(RecurrenceTime.objects.filter(recurrence=row, client=client).values_list("day", flat=True))
    said = {"recurrence": row, "client": client, "at": now}
    RecurrenceTime.objects.bulk_create(
        RecurrenceTime(day=before, outcome="missed", **said) for before in missed if before not in known
    )
    if day in known:
        return False
    try:
        with transaction.atomic():
            ticket = _ticket(row, client, day, late=late, now=now)
    except Refused as refusal:
        RecurrenceTime.objects.create(day=day, outcome="refused", why=str(refusal)[:300], **said)
        return False
    RecurrenceTime.objects.create(day=day, outcome="late" if late else "made", ticket=ticket, **said)
    return True


def _ticket(row: Recurrence, client: Client, day: date, *, late: bool, now: datetime) -> Ticket:
    opening = Opening(
        client_id=client.pk,
        title=row.title,
        kind=row.kind,
        impact=row.impact,
        urgency=row.urgency,
        channel=CHANNEL,
        category=row.category,
        team_id=row.team_id,
    )
    ticket = desk.open_ticket(opening, actor=ACTOR, now=now)
    named = f"Planned for {day.isoformat()}, opened late." if late else ""
    text = "\n\n".join(part for part in (named, row.text.strip()) if part)
    if text:
        desk.note(ticket.pk, text=text, actor=ACTOR, now=now)
    if row.checklist_id is not None:
        checking.add(ticket.pk, row.checklist_id, actor=ACTOR, now=now)
    return ticket


@transaction.atomic
def _considered(row: Recurrence, now: datetime) -> None:
    """Note that all up to now is done, unless somebody changed it meanwhile."""
    locked = Recurrence.objects.select_for_update(no_key=True).get(pk=row.pk)
    if locked.changed_at == row.changed_at and locked.paused_at is None:
        locked.considered_at = now
        _set_next(locked)
        locked.save(update_fields=["considered_at", "next_at"])


def _set_next(row: Recurrence) -> None:
    _, zone = recurring.on_calendar(row.calendar)
    found = recurring.next_days(recurring.pattern_of(row), row.calendar, row.at, row.considered_at)
    row.next_at = recurrence.instant(found[0], row.at, zone) if found else None


def present(row: Recurrence) -> dict[str, Any]:
    """Return what a form shows of it."""
    shown = {name.removesuffix("_id"): getattr(row, name) for name in COLUMNS}
    clients = list(row.clients.order_by("pk").values_list("pk", flat=True))
    return {
        **shown,
        "at": f"{row.at:%H:%M}",
        "clients": clients,
        "checklist": row.checklist_id or "",
        "ends": row.ends or "",
    }


def _record(kind: str, row: Recurrence, *, actor: Actor, now: datetime) -> None:
    said = {name: value if isinstance(value, int | list) else str(value) for name, value in present(row).items()}
    told = events.NewEvent(PRACTICE_CHAIN, kind, now, None, {"recurrence": row.pk, **said})
    events.append(told, actor=actor, now=now)
