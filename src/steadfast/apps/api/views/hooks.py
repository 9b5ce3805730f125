"""Webhooks: which programs are told what, what was sent to each, and how it answered."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.api import sending
from steadfast.apps.api.forms.hook import HookForm
from steadfast.apps.api.hook_kinds import KINDS
from steadfast.apps.api.models import Hook
from steadfast.apps.api.operations import hooks as operations
from steadfast.apps.api.queries import hooks as queries
from steadfast.apps.identity import proof
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access

PERMISSION = queries.PERMISSION
SIZE = 50


@access(PERMISSION)
@never_cache
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def index(request: Request) -> HttpResponse:
    """List the webhooks, and make one; its secret is shown then."""
    form = _form(request)
    if form.is_valid():
        try:
            hook, secret = operations.make_hook(**_typed(form), actor=request.actor, now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _page(request, hook, secret=secret)
    rows = queries.hooks_visible_to(request.actor).order_by("name", "id")
    context = {"hooks": rows, "form": form, "now": clock.now()}
    return render(request, "api/hooks.html", context, status=422 if form.is_bound else 200)


@access(PERMISSION)
@never_cache
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def show(request: Request, hook_id: int) -> HttpResponse:
    """Show one with what was sent to it, and change it."""
    hook = _find(request, hook_id)
    if request.method != "POST":
        return _page(request, hook)
    form = _form(request)
    if form.is_valid():
        try:
            operations.change_hook(hook, **_typed(form), actor=request.actor, now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The webhook is changed."))
            return redirect("api:hook", hook_id)
    return _page(request, hook, form=form)


@access(PERMISSION)
@require_POST
def switch(request: Request, hook_id: int) -> HttpResponse:
    """Switch it off, or on: from now on, or with what it missed."""
    hook, said = _find(request, hook_id), request.POST.get("on", "")
    on, missed = said in {"1", "missed"}, said == "missed"
    operations.switch_hook(hook, on=on, missed=missed, actor=request.actor, now=clock.now())
    again = _("It is told again, and sent what it missed.") if missed else _("It is told again from now on.")
    messages.success(request, again if on else _("It is told nothing any more."))
    return redirect("api:hook", hook_id)


@access(PERMISSION)
@require_POST
def test(request: Request, hook_id: int) -> HttpResponse:
    """Send a test."""
    try:
        operations.try_hook(_find(request, hook_id), actor=request.actor, now=clock.now())
        messages.success(request, _("A test is on its way; its answer stands here in a moment."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("api:hook", hook_id)


@access(PERMISSION)
@never_cache
@require_POST
@proof.recently_proved
def secret(request: Request, hook_id: int) -> HttpResponse:
    """Change the secret, and show the new one."""
    hook = _find(request, hook_id)
    made = operations.change_secret(hook, actor=request.actor, now=clock.now())
    return _page(request, _find(request, hook_id), secret=made)


@access(PERMISSION)
@require_POST
def again(request: Request, hook_id: int, delivery_id: int) -> HttpResponse:
    """Send a message again."""
    row = queries.deliveries_of(_find(request, hook_id)).filter(pk=delivery_id).first()
    if row is None:
        raise Http404
    operations.send_again(row, actor=request.actor, now=clock.now())
    messages.success(request, _("It is sent again in a moment."))
    return redirect("api:hook", hook_id)


def _page(request: Request, hook: Hook, *, form: HookForm | None = None, secret: str = "") -> HttpResponse:
    now, status = clock.now(), 200 if form is None else 422
    known = {"name": hook.name, "url": hook.url, "kinds": hook.told, "client": hook.client_id}
    rows = queries.deliveries_of(hook)
    page = pages.page(rows, order=("-made_at", "-id"), after=request.GET.get("after"), size=SIZE)
    for row in page.rows:
        row.said = KINDS.get(row.kind, _("a test"))  # type: ignore[attr-defined]
    context = {
        "hook": hook,
        "form": form or HookForm(initial=known, refuse=_refuse()),
        "page": page,
        "secret": secret,
        "both": bool(hook.old_secret) and hook.old_until is not None and now < hook.old_until,
        "missed": queries.missed_by(hook).count() if hook.off_at else 0,
        "now": now,
    }
    return render(request, "api/hook.html", context, status=status)


def _form(request: Request) -> HookForm:
    return HookForm(request.POST if request.method == "POST" else None, refuse=_refuse())


def _refuse() -> Any:
    return partial(operations.refuse_address, loopback=sending.is_loopback_allowed())


def _typed(form: HookForm) -> dict[str, Any]:
    typed = form.cleaned_data
    client = typed["client"]
    return {**{k: typed[k] for k in ("name", "url", "kinds")}, "client_id": client.pk if client else None}


def _find(request: Request, hook_id: int) -> Hook:
    row = queries.hooks_visible_to(request.actor).filter(pk=hook_id).first()
    if row is None:
        raise Http404
    return row
