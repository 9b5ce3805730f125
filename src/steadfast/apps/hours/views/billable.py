"""What is billed: the month by client for who keeps the books, the reasons they may change, and the month as a file."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.settling import SettlingForm
from steadfast.apps.hours.queries import billable
from steadfast.apps.hours.queries.billable import Line, lines, sums
from steadfast.apps.hours.views.week import today
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say_n
from steadfast.foundation import clock, spreadsheet
from steadfast.foundation.access import Request, access

MONTH = re.compile(r"(20\d\d|21\d\d)-(0[1-9]|1[0-2])")
COLUMNS = ("day", "client", "ticket", "title", "people", "reason", "minutes", "billed_minutes", "notes")


@access("hours.bill")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request) -> HttpResponse:
    """Show the clients of a month, or the lines of one of them; change the reason of what is ticked."""
    now = clock.now()
    form = SettlingForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and _settled(request, form, now):
        return redirect(f"{reverse('hours:billable')}?{request.GET.urlencode()}")
    first, client = _month(request, now), _client(request)
    found = lines(first, after(first), client.pk if client else None)
    by_client = sums(found)
    context = {
        "now": now,
        "month": first,
        "before": after(first, -1),
        "after": after(first) if after(first) <= today(request.actor, now) else None,
        "client": client,
        "sums": by_client,
        "true": sum(one.true for one in by_client),
        "bill": sum(one.bill for one in by_client),
        "cut": billable.MOST if billable.is_cut(found) else 0,
        "lines": found if client else [],
        "form": form or SettlingForm(),
    }
    return render(request, "hours/billable.html", context, status=422 if form is not None else 200)


@access("hours.bill")
@require_safe
def export(request: Request) -> HttpResponse:
    """Send the lines of a month, of all clients or of one, as a file."""
    first, client = _month(request, clock.now()), _client(request)
    found = lines(first, after(first), client.pk if client else None)
    return spreadsheet.answer(spreadsheet.few(COLUMNS, _cells(found), form="csv"), f"hours-{first:%Y-%m}", form="csv")


def after(first: date, months: int = 1) -> date:
    """Return the first day of the month so many months later."""
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _cells(found: Sequence[Line]) -> Iterator[list[object]]:
    if billable.is_cut(found):
        yield [f"Only the first {billable.MOST} entries of this month are here; take the file of each client."]
    for line in found:
        one = line.first
        label, title = (one.ticket.subject.label, one.ticket.subject.title) if one.ticket else ("", "")
        client = one.client.name if one.client else ""
        people, notes = "; ".join(line.names), "; ".join(line.notes)
        yield [one.day.isoformat(), client, label, title, people, one.reason, line.minutes, line.on_bill, notes]


def _settled(request: Request, form: SettlingForm, now: datetime) -> bool:
    said = form.cleaned_data
    by: dict[str, Any] = {"actor": request.actor, "now": now}
    try:
        changed = operations.settle(said["entries"], reason=said["reason"], why=said["why"], **by)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, say_n("The reason of one entry is changed.", "%(n)s entries have that reason now.", len(changed))
    )
    return True


def _month(request: Request, now: datetime) -> date:
    """Return the first day of the month that is asked for, else of this one; 404 for what is no month."""
    text = request.GET.get("month", "")
    if not text:
        return today(request.actor, now).replace(day=1)
    found = MONTH.fullmatch(text)
    if found is None:
        raise Http404("No such month")
    return date(int(found[1]), int(found[2]), 1)


def _client(request: Request) -> Client | None:
    """Return the client that is asked for, None for all; 404 for one that is not there."""
    text = request.GET.get("client", "")
    if not text:
        return None
    is_key = text.isascii() and text.isdecimal() and len(text) < 16
    found = clients.find(int(text), request.actor) if is_key else None
    if found is None:
        raise Http404("No such client")
    return found
