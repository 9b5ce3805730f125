"""Mail that waits for somebody: whose it is, on which ticket it belongs, or that it is not for us."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.clients import queries as clients
from steadfast.apps.desk import queries as desk
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import HELD, OUTCOMES, Incoming
from steadfast.apps.mail.queries import incoming as queries
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access
from steadfast.foundation.addresses import number_of
from steadfast.foundation.files import store
from steadfast.foundation.files.store import NoRoom

OFFERED = 500
SEALED = "default-src 'none'; sandbox"  # tighter than the policy of pages: it is saved, and nothing shows it


@access("mail.triage")
@require_safe
def index(request: Request) -> HttpResponse:
    """List what waits, the newest first; `why` narrows it."""
    why = request.GET.get("why", "")
    page = pages.page(
        queries.waiting(request.actor, why), order=("-came_at", "-pk"), after=request.GET.get("after"), size=50
    )
    kinds = [(name, OUTCOMES[name]) for name in HELD]
    return render(request, "mail/triage.html", {"page": page, "now": clock.now(), "why": why, "kinds": kinds})


@access("mail.triage")
@require_safe
def show(request: Request, mail_id: int) -> HttpResponse:
    """Show one mail with what can be done about it."""
    return _page(request, _find(request, mail_id))


@access("mail.triage")
@require_POST
def open_ticket(request: Request, mail_id: int) -> HttpResponse:
    """Open a ticket for a client."""
    row, given = _find(request, mail_id), request.POST.get("client", "").replace("\0", "").strip()[:200]
    named = list(clients.visible_to(request.actor).filter(name__iexact=given, retired_at=None)[:2]) if given else []
    if len(named) != 1:
        return _page(request, row, client=given, trouble=_("Choose a client by its whole name."))
    said: dict[str, Any] = {"client_id": named[0].pk, "makes_contact": bool(request.POST.get("contact"))}
    return _decide(request, row, lambda: operations.open_for(row.pk, actor=request.actor, now=clock.now(), **said))


@access("mail.triage")
@require_POST
def add(request: Request, mail_id: int) -> HttpResponse:
    """Add it to a ticket, by its number."""
    row, given = _find(request, mail_id), request.POST.get("ticket", "").strip().upper().removeprefix("T-")[:20]
    number = number_of(given)
    ticket = desk.find(number, request.actor) if number else None
    if ticket is None:
        return _page(request, row, trouble=_("There is no such ticket."))
    said: dict[str, Any] = {"ticket_id": ticket.pk, "actor": request.actor, "now": clock.now()}
    return _decide(request, row, lambda: operations.add_to(row.pk, **said))


@access("mail.triage")
@require_POST
def dismiss(request: Request, mail_id: int) -> HttpResponse:
    """Say that it is not for us."""
    row = _find(request, mail_id)
    try:
        operations.dismiss(row.pk, actor=request.actor, now=clock.now())
    except Refused as refusal:
        return _page(request, row, trouble=str(refusal))
    messages.success(request, _("Put aside. It stays in the store of mail."))
    return redirect("mail:triage")


@access("mail.triage")
@require_POST
def again(request: Request, mail_id: int) -> HttpResponse:
    """Read it again, and let it in though its sender writes often."""
    row = operations.replay(_find(request, mail_id).pk, now=clock.now(), uncapped=True)
    if row.ticket is not None:
        messages.success(request, say("%(label)s has it now.", label=row.ticket.subject.label))
        return redirect("desk:ticket", row.ticket.subject.number)
    messages.info(request, _("It was read again."))
    return redirect("mail:triaged", row.pk) if row.is_held else redirect("mail:triage")


@access("mail.read")
@require_safe
def original(request: Request, mail_id: int) -> HttpResponse:
    """Send the mail as it came, to be saved: nothing in it runs or is shown here."""
    row = _find(request, mail_id)
    try:
        content = store.read(row.raw.digest)
    except FileNotFoundError as missing:
        raise Http404("The mail is missing in the folder of the practice") from missing
    answer: Any = FileResponse(content, as_attachment=True, filename=f"mail-{row.pk}.eml")
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SEALED
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[no-any-return]  # a page of pieces, which Django takes as it takes any


def _find(request: Request, mail_id: int) -> Incoming:
    return get_object_or_404(queries.visible_to(request.actor), pk=mail_id)


def _decide(request: Request, row: Incoming, does: Callable[[], Any]) -> HttpResponse:
    try:
        ticket = does()
    except Refused as refusal:
        return _page(request, row, trouble=str(refusal))
    except NoRoom as full:
        return _page(request, row, trouble=_("The files could not be stored: %(why)s.") % {"why": full})
    messages.success(request, say("%(label)s has it now.", label=ticket.subject.label))
    return redirect("desk:ticket", ticket.subject.number)


def _page(request: Request, row: Incoming, *, client: str = "", trouble: str = "") -> HttpResponse:
    offered = clients.visible_to(request.actor).filter(retired_at=None).order_by("name")[:OFFERED]
    proposed = row.proposed_client.name if row.proposed_client is not None else ""
    context = {
        "mail": row,
        "now": clock.now(),
        "clients": offered,
        "client": client or proposed,
        "trouble": trouble,
        "is_read": row.outcome != "unreadable",
    }
    return render(request, "mail/triaged.html", context, status=422 if trouble else 200)
