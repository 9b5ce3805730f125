"""Boxes: the list, one with how it is, setting one up, trying it step by step, letting it rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.desk import queries as desk
from steadfast.apps.mail import operations, trying
from steadfast.apps.mail.forms.boxes import BoxForm
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.queries import boxes as queries
from steadfast.apps.mail.queries import preview
from steadfast.apps.mail.sending import wording
from steadfast.apps.mail.signing_in import providers
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.addresses import number_of


@access("mail.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the boxes with how each is."""
    rows = queries.boxes_visible_to(request.actor).select_related("team").order_by("name")[:200]
    return render(request, "mail/boxes.html", {"boxes": rows, "now": clock.now()})


@sensitive_post_parameters("imap_password", "smtp_password")
@access("mail.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Set a box up."""
    key = request.GET.get("sign_in", "password")
    said = {"sign_in": key, **providers.SERVERS[key]} if key in providers.SERVERS else {}
    return _edit(request, None, said)


@sensitive_post_parameters("imap_password", "smtp_password")
@access("mail.manage")
@require_http_methods(["GET", "POST"])
def edit(request: Request, box_id: int) -> HttpResponse:
    """Change a box."""
    return _edit(request, _box(request, box_id), {})


@access("mail.manage")
@require_safe
def show(request: Request, box_id: int) -> HttpResponse:
    """Show a box: how it is, how its mail comes and leaves."""
    return _page(request, _box(request, box_id))


@access("mail.manage")
@require_POST
def attempt(request: Request, box_id: int) -> HttpResponse:
    """Try both ways of a box and tell which step failed; nothing is read and nothing is sent."""
    box = _box(request, box_id)
    tried = trying.attempt(box)
    return _page(request, box, tried=tried, status=200 if all(line.is_good for line in tried) else 409)


@access("mail.manage")
@require_POST
def pause(request: Request, box_id: int) -> HttpResponse:
    """Let a box rest, or go on (`act` is resume)."""
    box, paused = _box(request, box_id), request.POST.get("act") != "resume"
    operations.pause_box(box, paused=paused, actor=request.actor, now=clock.now())
    return redirect("mail:box", box.pk)


def _edit(request: Request, box: Box | None, said: dict[str, Any]) -> HttpResponse:
    form = BoxForm(request.POST if request.method == "POST" else None, box=box, initial=said)
    if form.is_valid():
        kept = operations.keep_box(box, form.values(), actor=request.actor, now=clock.now())
        if box is None:
            messages.success(request, _("It is set up. Try it before the first mail."))
        else:
            messages.success(request, _("It is changed."))
        return redirect("mail:box", kept.pk)
    named = get_object_or_404(queries.boxes_visible_to(request.actor), pk=box.pk) if box is not None else None
    variables = [(f"{{{{{name}}}}}", words) for name, (words, _value) in wording.VARIABLES.items()]
    context = {"form": form, "box": named, "variables": variables}
    return render(request, "mail/edit_box.html", context, status=422 if form.is_bound else 200)


def _page(request: Request, box: Box, *, status: int = 200, **more: Any) -> HttpResponse:
    provider = providers.of(box.sign_in) if box.sign_in != "password" else None
    context = {"box": box, "now": clock.now(), "tally": queries.tally(box), "provider": provider, **more}
    return render(request, "mail/box.html", {**context, **_previewed(request, box)}, status=status)


def _previewed(request: Request, box: Box) -> dict[str, Any]:
    """Return how a reply on the chosen ticket leaves; on the newest where none is chosen."""
    given = request.GET.get("ticket", "").replace("\0", "").strip()[:20]
    number = number_of(given.upper().removeprefix("T-")) if given else None
    ticket = desk.find(number, request.actor) if number else None
    if not given:
        ticket = preview.newest(request.actor)
    wrong = _("There is no such ticket.") if given and ticket is None else ""
    shown = preview.of(box, ticket, _name(request), now=clock.now()) if ticket is not None else None
    return {"preview": shown, "chosen": given or (ticket.subject.label if ticket else ""), "wrong": wrong}


def _name(request: Request) -> str:
    person = getattr(request.user, "person", None)
    return person.name if person is not None else ""


def _box(request: Request, box_id: int) -> Box:
    return get_object_or_404(queries.boxes_visible_to(request.actor).select_related("team"), pk=box_id)
