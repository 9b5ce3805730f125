"""Tickets that belong together: link them, merge one into the other after a preview, take it apart again, split one."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.desk import operations
from steadfast.apps.desk.forms.together import LinkForm, MergeForm, SplitForm
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Changed, Seen, SentBefore
from steadfast.apps.desk.operations.splitting import Splitting
from steadfast.apps.desk.queries import links, merging
from steadfast.apps.desk.queries.entry import Entry
from steadfast.apps.desk.queries.thread import said_on
from steadfast.apps.desk.views.ticket import find
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

PERMISSION = "tickets.work"


@access(PERMISSION)
@require_http_methods(["GET", "POST"])
def link(request: Request, number: int) -> HttpResponse:
    """Ask how it stands to which ticket, and link them."""
    ticket, form = find(request, number), LinkForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        kind, first = links.CHOICES[form.cleaned_data["kind"]]
        pair = (ticket.pk, form.other.pk) if first else (form.other.pk, ticket.pk)
        try:
            operations.link(*pair, kind, actor=request.actor, now=clock.now())
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            return redirect("desk:ticket", number)
    context = {"ticket": ticket, "form": form, "near": merging.candidates(ticket, request.actor)}
    return render(request, "desk/link.html", context, status=422 if form.is_bound else 200)


@access(PERMISSION)
@require_POST
def unlink(request: Request, number: int, link_id: int) -> HttpResponse:
    """Take a link away that the reader sees on this ticket."""
    ticket = find(request, number)
    found = [one for one in links.of(ticket, request.actor) if one.link.pk == link_id and one.can_be_taken_away]
    if not found:
        raise Http404("No such link")
    operations.unlink(link_id, actor=request.actor, now=clock.now())
    return redirect("desk:ticket", number)


@access(PERMISSION)
@require_http_methods(["GET", "POST"])
def merge(request: Request, number: int) -> HttpResponse:
    """Ask into which ticket, show what happens to each promise, and do it when that is what was seen."""
    now, ticket = clock.now(), find(request, number)
    data = request.POST if request.method == "POST" else (request.GET if "number" in request.GET else None)
    form = MergeForm(data, actor=request.actor)
    if not form.is_valid():
        return _ask_which(request, ticket, form, 422 if form.is_bound else 200)
    into = form.other
    refused = merging.refusal(ticket, into)
    if refused:
        form.add_error("number", refused)
        return _ask_which(request, ticket, form, 422)
    if request.method == "POST" and form.cleaned_data["other_version"] is not None:
        seen, into_seen = Seen(form.cleaned_data["version"]), Seen(form.cleaned_data["other_version"])
        try:
            operations.merge(ticket.pk, into.pk, seen=seen, into_seen=into_seen, actor=request.actor, now=now)
        except Changed:
            return _preview(request, find(request, number), find(request, into.subject.number), now, 409)
        except Refused as refusal:
            form.add_error("number", str(refusal))
            return _ask_which(request, ticket, form, 422)
        words = _("%(this)s is merged into %(that)s. Until somebody writes here, it can be taken apart again.")
        messages.success(request, words % {"this": ticket.subject.label, "that": into.subject.label})
        return redirect("desk:ticket", into.subject.number)
    return _preview(request, ticket, into, now, 200)


@access(PERMISSION)
@require_POST
def take_apart(request: Request, number: int) -> HttpResponse:
    """Take a ticket out of the one into which it was merged."""
    ticket = find(request, number)
    into = ticket.merged_into
    try:
        operations.take_apart(ticket.pk, actor=request.actor, now=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:ticket", (into or ticket).subject.number)
    messages.success(request, _("%(this)s is a ticket of its own again.") % {"this": ticket.subject.label})
    return redirect("desk:ticket", number)


@access(PERMISSION)
@require_http_methods(["GET", "POST"])
def split(request: Request, number: int) -> HttpResponse:
    """Ask which messages make a new ticket, and open it."""
    now, ticket = clock.now(), find(request, number)
    said = said_on(ticket, request.actor, now=now)
    data = request.POST if request.method == "POST" else None
    first = {"key": uuid4(), "version": ticket.version, "contact": ticket.contact_id or ""}
    form = SplitForm(data, ticket=ticket, message_ids=[entry.message or 0 for entry in said], initial=first)
    if form.is_valid():
        typed = form.cleaned_data
        new = Splitting(title=" ".join(typed["title"].split()), contact_id=typed["contact"])
        seen = Seen(version=typed["version"], key=typed["key"])
        try:
            made = operations.split(ticket.pk, typed["messages"], new, seen=seen, actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except SentBefore:
            return redirect("desk:ticket", number)
        else:
            words = _("%(new)s is open. Its promises count from when the client said it.")
            messages.success(request, words % {"new": made.subject.label})
            return redirect("desk:ticket", made.subject.number)
    context = {"ticket": ticket, "form": form, "said": _chosen(said, form), "now": now}
    return render(request, "desk/split.html", context, status=422 if form.is_bound else 200)


def _chosen(said: list[Entry], form: SplitForm) -> list[tuple[Entry, bool]]:
    picked = set(form.data.getlist("messages")) if form.is_bound else set()  # type: ignore[attr-defined]
    return [(entry, str(entry.message) in picked) for entry in said]


def _ask_which(request: Request, ticket: Ticket, form: MergeForm, status: int) -> HttpResponse:
    near = merging.candidates(ticket, request.actor)
    return render(request, "desk/merge.html", {"ticket": ticket, "form": form, "near": near}, status=status)


def _preview(request: Request, ticket: Ticket, into: Ticket, now: datetime, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "ticket": ticket,
        "into": into,
        "plan": merging.preview(ticket, into, now=now),
        "stale": status == 409,
        "now": now,
    }
    return render(request, "desk/merge_preview.html", context, status=status)
