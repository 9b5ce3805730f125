"""Merge: two tickets about one thing become one. Nothing is deleted, and it can be taken apart again.

The messages stay where they were said and are shown in the ticket that stays. Its replies and its resolution answer
what is owed on both. The merged ticket is closed without having been resolved.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.queries import merging as queries
from steadfast.apps.desk.queries.merging import Fated
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


def merge(
    ticket_id: int, into_id: int, *, seen: Seen = UNSEEN, into_seen: Seen = UNSEEN, actor: Actor, now: datetime
) -> None:
    """Merge one ticket into another of the same client; each promise fares as `queries.merging.preview` shows."""
    if ticket_id == into_id:
        raise Refused(_("A ticket cannot be merged into itself."))
    with _both(ticket_id, into_id, seen, into_seen, actor=actor, now=now) as (held, into):
        refused = queries.refusal(held.ticket, into.ticket)
        if refused:
            raise Refused(refused)
        register.overtake(ticket_id, actor=actor, now=now)
        plan = queries.planned(into.ours(), held.ours(), into.ticket, now=now)
        held.record("ticket.merged", _told(held, into, plan))
        into.record("ticket.absorbed", _last_said(held.ticket, into.ticket))
        for fated in plan:
            _settle(held, into, fated)
        _later_said(held.ticket, into.ticket)
        ticket = held.ticket
        ticket.state, ticket.closed_at, ticket.merged_into = "closed", now, into.ticket
        into.joined.append(ticket_id)
        _write_now(ticket)


def take_apart(ticket_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Take a merged ticket out again, as long as nothing was written on the other since."""
    into_id = Ticket.objects.values_list("merged_into_id", flat=True).get(pk=ticket_id)
    if into_id is None:
        raise Refused(_("It is not merged into another ticket."))
    with _both(ticket_id, into_id, UNSEEN, seen, actor=actor, now=now) as (held, into):
        ticket, told = held.ticket, merged_by(held.ticket)
        if ticket.merged_into_id != into_id or told is None or told.data.get("version") != into.ticket.version:
            words = _("Something was written on %(that)s since. What belongs elsewhere can be split from it.")
            raise Refused(words % {"that": into.ticket.subject.label})
        data = told.data
        held.record("ticket.unmerged", {"from": into_id, "state": data["state"]})
        into.record("ticket.gave_back", {"ticket": ticket_id, "number": ticket.subject.number, **data["before"]})
        ticket.state, ticket.closed_at, ticket.merged_into = data["state"], None, None
        into.joined.remove(ticket_id)
        _write_now(ticket)
        _take_back(data, actor=actor, now=now)
        into.ticket.last_said_by = data["before"]["said_by"]
        into.ticket.last_said_at = _instant(data["before"]["said_at"])


def merged_by(ticket: Ticket) -> Event | None:
    """Return the event that merged a ticket, None for one that is not."""
    if ticket.merged_into_id is None:
        return None
    rows = Event.objects.filter(subject_id=ticket.pk, kind="ticket.merged").select_related("text")
    return rows.order_by("-id").first()


@contextmanager
def _both(
    ticket_id: int, into_id: int, seen: Seen, into_seen: Seen, *, actor: Actor, now: datetime
) -> Iterator[tuple[Held, Held]]:
    """Hold both tickets, locked in the order of their keys."""
    by = {"actor": actor, "now": now, "merged": True}
    asked = {ticket_id: seen, into_id: into_seen}
    first, second = sorted(asked)
    with (
        transaction.atomic(),
        hold(first, asked[first], **by) as one,  # type: ignore[arg-type]
        hold(second, asked[second], **by) as other,  # type: ignore[arg-type]
    ):
        yield (one, other) if first == ticket_id else (other, one)


def _told(held: Held, into: Held, plan: Sequence[Fated]) -> dict[str, Any]:
    """Return what the event tells: all that taking it apart needs."""
    return {
        "into": into.ticket.pk,
        "number": into.ticket.subject.number,
        "state": held.ticket.state,
        "version": into.ticket.version + 1,
        "void": [fated.row.pk for fated in plan if fated.instead],
        "owners": {str(fated.row.pk): fated.row.owner_id for fated in plan if fated.passes},
        "before": {"said_at": _text(into.ticket.last_said_at), "said_by": into.ticket.last_said_by},
    }


def _settle(held: Held, into: Held, fated: Fated) -> None:
    """Let a promise fare as planned."""
    by: dict[str, Any] = {"actor": held.actor, "now": held.now}
    if fated.instead is not None:
        this, that = held.ticket.subject.label, into.ticket.subject.label
        reason = f"{this} was merged into {that}; {fated.instead} owes the same, no later"
        register.void(fated.row, reason=reason, **by)
    elif fated.passes and into.ticket.owner_id is not None:
        register.reassign(fated.row, owner_id=into.ticket.owner_id, **by)


def _take_back(data: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "subject", "terms__calendar_version"
    )
    for row in rows.filter(pk__in=data["void"], closed_as="void").order_by("pk"):
        register.revive(row, actor=actor, now=now)
    for row in rows.filter(pk__in=[int(key) for key in data["owners"]], closed_at=None).order_by("pk"):
        register.reassign(row, owner_id=data["owners"][str(row.pk)], actor=actor, now=now)


def _write_now(ticket: Ticket) -> None:
    """Write the tie at once, whichever of both tickets is written first when they are let go."""
    columns = {"merged_into": ticket.merged_into, "state": ticket.state, "closed_at": ticket.closed_at}
    Ticket.objects.filter(pk=ticket.pk).update(**columns)


def _last_said(ticket: Ticket, into: Ticket) -> dict[str, Any]:
    """Return what tells the ticket that stays who came to it, and who spoke last on both."""
    later = _spoke_later(ticket, into)
    said = {"said_at": _text(later.last_said_at), "said_by": later.last_said_by}
    return {"ticket": ticket.pk, "number": ticket.subject.number, **said}


def _later_said(ticket: Ticket, into: Ticket) -> None:
    later = _spoke_later(ticket, into)
    into.last_said_at, into.last_said_by = later.last_said_at, later.last_said_by


def _spoke_later(ticket: Ticket, into: Ticket) -> Ticket:
    if ticket.last_said_at is None or (into.last_said_at is not None and into.last_said_at >= ticket.last_said_at):
        return into
    return ticket


def _text(at: datetime | None) -> str | None:
    return instants.text(at) if at else None


def _instant(text: str | None) -> datetime | None:
    return instants.parse(text) if text else None
