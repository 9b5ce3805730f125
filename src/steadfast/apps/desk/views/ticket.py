"""The page of a ticket."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk import beneath, cards, queries
from steadfast.apps.desk.forms.composer import Composer
from steadfast.apps.desk.models import CannedReply, Ticket
from steadfast.apps.desk.queries import links, promises
from steadfast.apps.desk.queries.hands import hands
from steadfast.apps.desk.queries.proposed_wait import proposed
from steadfast.apps.desk.queries.thread import origins, thread
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES, in_words
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request, access
from steadfast.foundation.actor import Actor
from steadfast.foundation.files.fields import limits
from steadfast.foundation.frames import framed
from steadfast.foundation.local_moment import SHAPE, typed

LARGEST = 2**63 - 1


@access("tickets.view")
@require_safe
def show(request: Request, number: int) -> HttpResponse:
    """Show a ticket with its thread, its deadline and its promises."""
    ticket = find(request, number)
    if ticket.merged_into is not None:
        names = {"this": ticket.subject.label, "that": ticket.merged_into.subject.label}
        messages.info(request, _("%(this)s was merged into %(that)s. What was said there stands here.") % names)
        return redirect("desk:ticket", ticket.merged_into.subject.number)
    return page(request, ticket, now=clock.now())


def find(request: Request, number: int) -> Ticket:
    """Return a ticket that the reader may see, or answer 404."""
    ticket = queries.find(number, request.actor) if number <= LARGEST else None
    if ticket is None:
        raise Http404("No such ticket")
    return ticket


def page(
    request: Request,
    ticket: Ticket,
    *,
    now: datetime,
    form: Composer | None = None,
    act: str = "",
    canned: Sequence[CannedReply] = (),
    status: int = 200,
) -> HttpResponse:
    """Render the page; a bound form keeps what was typed and says what is wrong with it."""
    actor = request.actor
    joined = origins(ticket)
    there = [ticket.pk, *joined]
    rows, waits = promises.rows_of(there, actor), promises.waits_of(there)
    before = request.GET.get("before", "")
    told = thread(ticket, rows, waits, actor, joined=joined, before=int(before) if _is_id(before) else None, now=now)
    waiting = next((wait for wait in waits if wait.until is None and wait.subject_id == ticket.pk), None)
    seen = form.cleaned_data.get("newest") if form is not None else None
    refusal = queries.refuses_reopening(ticket, now)
    context: dict[str, Any] = {
        "ticket": ticket,
        "now": now,
        "thread": told,
        "stale": status == 409,
        "since": told.since(seen) if status == 409 and seen is not None else [],
        **_owed(request, rows, waits, now),
        **promises.asked_of_others(rows, waiting),
        "waiting": waiting,
        "hands": hands(ticket, rows, told, actor, now=now),
        "followers": queries.followers_of(ticket),
        "links": links.of(ticket, actor),
        "joined": joined.values(),
        "window": queries.window_ends(ticket),
        "no_reopening": refusal,
        "form": form,
        "stray": _stray(form) if form is not None and act in _without_place(ticket, waiting, refusal) else [],
        "act": act,
        "canned": canned,
        "limits": limits(),
        "key": uuid4(),
        **_choices(ticket, waiting, actor, now),
        **_proposed(ticket, rows, waits, waiting, actor, now),
        "cards": cards.beside(ticket, actor),
        "inside": actor.client_id is None,
        "works": actor.may("tickets.work") and ticket.state != "closed",
        "notes": actor.may("tickets.note"),
        "mine": ticket.owner_id == actor.person_id and ticket.taken_at is not None,
    }
    return framed(request, "desk/ticket.html", context, status=status)


def _owed(request: Request, rows: list[Commitment], waits: list[Wait], now: datetime) -> dict[str, Any]:
    """Return the promises, the one that is explained, and what stands beside each."""
    zone, beside = request.actor.zone, promises.all_beside(rows)
    deadline = promises.explained_one(rows, waits, chosen=request.GET.get("why", ""), now=now, zone=zone)
    return {
        "deadline": deadline,
        "beside": beside[deadline.shown.row.pk] if deadline else None,
        "promises": [(p, beside[p.row.pk]) for p in promises.told_all(rows, waits, now=now, zone=zone)],
    }


def _choices(ticket: Ticket, waiting: Wait | None, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return what the fields offer; suppliers where one can be named."""
    works = actor.may("tickets.work") and ticket.state != "closed"
    if waiting is None:
        names_supplier = works and ticket.state != "resolved"
    else:
        names_supplier = works and waiting.reason == "supplier" and waiting.on_party is None
    people, suppliers = queries.choices(ticket, suppliers=names_supplier) if works else ([], [])
    leaves = beneath.leaves()
    return {
        "leaves": leaves,
        "whither": beneath.whither(ticket) if works and leaves else "",
        "is_demo": settings.DEMO,
        "people": people,
        "suppliers": suppliers,
        "soonest": now.astimezone(moments.zone_of(actor.zone)).strftime(SHAPE),
        "why": in_words(ticket.impact, ticket.urgency),
        "impacts": [(level, say(words)) for level, words in IMPACTS.items()],
        "urgencies": [(level, say(words)) for level, words in URGENCIES.items()],
    }


def _proposed(
    ticket: Ticket, rows: list[Commitment], waits: list[Wait], waiting: Wait | None, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Return the end that is proposed for a wait, where one can be begun."""
    if waiting is not None or ticket.state in ("resolved", "closed") or not actor.may("tickets.work"):
        return {}
    found = proposed(ticket, rows, waits, now=now)
    return {"proposed": found, "proposed_until": typed(found.until, moments.zone_of(actor.zone))}


def _without_place(ticket: Ticket, waiting: Wait | None, no_reopening: str) -> set[str]:
    """Return the acts that the page does not offer now; what they have to say stands at the top instead."""
    over = ticket.state in ("resolved", "closed")
    asked = waiting.reason if waiting is not None and waiting.answer_id is None else ""
    offered = {
        "yes": asked == "client",
        "supplier": asked == "supplier",
        "again": waiting is not None,
        "wait": waiting is None and not over,
        "reopen": not no_reopening,
        "priority": not over,
    }
    return {act for act, is_offered in offered.items() if not is_offered}


def _stray(form: Composer) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= LARGEST
