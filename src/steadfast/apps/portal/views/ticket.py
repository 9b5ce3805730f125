"""A ticket as the client sees it: what was said in public, what is promised, whose turn it is, and what they can do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from steadfast.apps.commitments.queries import proposals
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries import promises
from steadfast.apps.desk.queries.thread import origins, thread
from steadfast.apps.portal.dates import offered
from steadfast.apps.portal.queries.next_step import step
from steadfast.foundation import clock, local_moment, moments
from steadfast.foundation.access import Request, access
from steadfast.foundation.actor import Actor
from steadfast.foundation.files.fields import limits

LARGEST = 2**63 - 1


@access("portal.use")
@require_safe
def show(request: Request, number: int) -> HttpResponse:
    ticket = find(request, number)
    into = ticket.merged_into
    if into is not None and desk.find(into.subject.number, request.actor) is not None:
        return redirect("portal:ticket", into.subject.number)
    return page(request, ticket, now=clock.now())


def find(request: Request, number: int) -> Ticket:
    """Return a ticket that the contact may see, or answer 404."""
    ticket = desk.find(number, request.actor) if number <= LARGEST else None
    if ticket is None:
        raise Http404("No such ticket")
    return ticket


def page(
    request: Request, ticket: Ticket, *, now: datetime, form: Form | None = None, act: str = "", status: int = 200
) -> HttpResponse:
    """Render the page; a bound form keeps what was typed and says what is wrong with it."""
    actor, zone = request.actor, moments.zone_of(request.actor.zone)
    joined = _seen(origins(ticket), actor)
    there = [ticket.pk, *joined]
    rows, waits = promises.rows_of(there, actor), promises.waits_of(there)
    before = request.GET.get("before", "")
    until = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    waiting = next((wait for wait in waits if wait.until is None and wait.subject_id == ticket.pk), None)
    mine = waiting is not None and waiting.takes_answer_of(actor.person_id, contact_id=ticket.contact_id)
    deadline = promises.explained_one(rows, waits, chosen=request.GET.get("why", ""), now=now, zone=actor.zone)
    beside = promises.all_beside(rows)
    next_due = min((row for row in rows if _ours_open(row)), key=lambda row: row.due_at, default=None)
    asked = [one for one in proposals.asked_of(actor, ticket.client_id, now=now) if one.commitment in rows]
    context: dict[str, Any] = {
        "ticket": ticket,
        "now": now,
        "thread": thread(ticket, rows, waits, actor, joined=joined, before=until, now=now),
        "deadline": deadline,
        "beside": beside[deadline.shown.row.pk] if deadline else None,
        "promises": [(p, beside[p.row.pk]) for p in promises.told_all(rows, waits, now=now, zone=actor.zone)],
        "follows": _one_seen(ticket.follows, actor),
        "followers": [row for row in desk.followers_of(ticket) if _one_seen(row, actor)],
        "waiting": waiting if waiting is not None and waiting.reason == "client" else None,
        "asks_another": not mine,
        "step": step(ticket, next_due.kind if next_due else "", waiting),
        "asked": asked,
        "window": desk.window_ends(ticket),
        "no_reopening": desk.refuses_reopening(ticket, now),
        "form": form,
        "act": act,
        "stale": status == 409,
        "limits": limits(),
        "key": uuid4(),
        "soonest": local_moment.typed(now, zone),
        "dates": offered(now, zone),
    }
    return render(request, "portal/ticket.html", context, status=status)


def _seen(joined: Mapping[int, Ticket], actor: Actor) -> Mapping[int, Ticket]:
    """Return of the tickets that were merged into one those that the contact sees: another's words stay another's."""
    if not joined or not actor.own_only:
        return joined
    seen = set(desk.visible_to(actor).filter(pk__in=joined).values_list("pk", flat=True))
    return {key: row for key, row in joined.items() if key in seen}


def _one_seen(other: Ticket | None, actor: Actor) -> Ticket | None:
    """Return a ticket beside this one where the contact sees it."""
    return desk.find(other.subject.number, actor) if other is not None and actor.own_only else other


def _ours_open(row: Any) -> bool:
    return row.direction == "ours" and row.closed_at is None
