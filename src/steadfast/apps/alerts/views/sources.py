"""Sources of alerts: how each fares; set one up, try its mapping on a body, change, pause, renew, read again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.alerts import operations, queries, waking
from steadfast.apps.alerts.forms import SourceForm
from steadfast.apps.alerts.models import AlertSource
from steadfast.domain.alerts import formats
from steadfast.domain.alerts.formats import FORMATS
from steadfast.domain.alerts.notice import Unreadable
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

TRIED = 20  # alerts of a sample that are shown
LONGEST = 100_000


@access("alerts.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the sources, with what came last and what was wrong with it."""
    rows = queries.with_last(queries.sources_visible_to(request.actor))
    context = {"sources": [(row, FORMATS[row.format].label) for row in rows], "now": clock.now()}
    return render(request, "alerts/sources.html", context)


@access("alerts.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Choose a format, then set the source up; its address is shown once."""
    name = request.GET.get("format", "")
    if name not in FORMATS:
        return render(request, "alerts/choose_format.html", {"formats": FORMATS})
    form = SourceForm(request.POST if request.method == "POST" else None, format=name)
    if form.is_valid() and request.POST.get("act") != "try":
        try:
            source, token = operations.add_source(name, form.said(), actor=request.actor, now=clock.now())
        except operations.NameTaken as error:
            form.add_error("name", str(error))
        else:
            return _page(request, source, token=token)
    return _form(request, form, name, None)


@access("alerts.manage")
@require_safe
def show(request: Request, source_id: int) -> HttpResponse:
    """Show how a source fares and what came last."""
    return _page(request, _source(request, source_id))


@access("alerts.manage")
@require_http_methods(["GET", "POST"])
def edit(request: Request, source_id: int) -> HttpResponse:
    """Change it; `act` try reads the sample by what is typed and writes nothing."""
    source = _source(request, source_id)
    form = SourceForm(request.POST if request.method == "POST" else None, format=source.format, source=source)
    if form.is_valid() and request.POST.get("act") != "try":
        try:
            operations.change_source(source.pk, form.said(), actor=request.actor, now=clock.now())
        except operations.NameTaken as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("It is changed."))
            return redirect("alerts:source", source.pk)
    return _form(request, form, source.format, source)


@access("alerts.manage")
@require_POST
def renew(request: Request, source_id: int) -> HttpResponse:
    """Give it another address; the old one stops working."""
    source = _source(request, source_id)
    token = operations.renew_token(source.pk, actor=request.actor, now=clock.now())
    return _page(request, source, token=token)


@access("alerts.manage")
@require_POST
def pause(request: Request, source_id: int) -> HttpResponse:
    """Pause it, or let it go on (`act` is resume)."""
    source = _source(request, source_id)
    paused = request.POST.get("act") != "resume"
    operations.pause_source(source.pk, paused=paused, actor=request.actor, now=clock.now())
    return redirect("alerts:source", source.pk)


@access("alerts.manage")
@require_POST
def read_again(request: Request, source_id: int) -> HttpResponse:
    """Read again what could not be read."""
    source, now = _source(request, source_id), clock.now()
    count = operations.read_again(source.pk, actor=request.actor, now=now)
    waking.wake(now=now)
    said = ngettext("%(n)s body is read again.", "%(n)s bodies are read again.", count) % {"n": count}
    messages.success(request, said)
    return redirect("alerts:source", source.pk)


def _source(request: Request, source_id: int) -> AlertSource:
    return get_object_or_404(queries.sources_visible_to(request.actor), pk=source_id)


def _page(request: Request, source: AlertSource, token: str = "") -> HttpResponse:
    refused = queries.visible_to(request.actor).filter(source=source, fate="refused", firing=True, current=True)
    context = {
        "source": source,
        "label": FORMATS[source.format].label,
        "fares": queries.fares(source),
        "arrivals": queries.arrivals_of(source),
        "refused": list(refused.order_by("-last_at", "-pk")[:50]),
        "token": token,
        "hook": request.build_absolute_uri("/hooks/alerts/"),
        "now": clock.now(),
    }
    answer = render(request, "alerts/source.html", context)
    if token:
        answer["Cache-Control"] = "no-store"
    return answer


def _form(request: Request, form: SourceForm, format: str, source: AlertSource | None) -> HttpResponse:
    sample = request.POST.get("sample", "")[:LONGEST]
    if not form.is_bound and source is not None:
        sample = queries.sample_of(source)[:LONGEST].decode(errors="replace")
    trying = form.is_bound and request.POST.get("act") == "try"
    context: dict[str, Any] = {
        "form": form,
        "source": source,
        "format": format,
        "label": FORMATS[format].label,
        "sample": sample,
        **(_tried(form, format, sample) if trying else {}),
    }
    status = 422 if form.is_bound and not (trying and form.is_valid()) else 200
    return render(request, "alerts/source_form.html", context, status=status)


def _tried(form: SourceForm, format: str, sample: str) -> dict[str, Any]:
    form.is_valid()
    try:
        notices, left_out = formats.read(format, sample.encode(errors="replace"), form.mapping())
    except Unreadable as error:
        return {"trouble": str(error)}
    return {"tried": notices[:TRIED], "tried_all": len(notices), "left_out": left_out[:TRIED]}
