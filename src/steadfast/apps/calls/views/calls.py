"""The calls that were, those of nobody we know, the one that rings, and the telephone systems."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.calls import operations, queries
from steadfast.apps.calls.forms import ExtensionForm, SystemForm
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access

RINGS = "rings"  # in the session: whether the pages of this member ask who rings


@access("calls.take")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the calls, newest first, and above them the missed ones of numbers that nobody knows."""
    extension = queries.extension_of(request.actor.person_id or 0)
    if request.session.get(RINGS, False) != bool(extension):
        request.session[RINGS] = bool(extension)
    return _page(request, ExtensionForm(initial={"number": extension}))


@access("calls.take")
@require_POST
def extension(request: Request) -> HttpResponse:
    """Say at which extension one's own telephone rings."""
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        operations.set_extension(form.cleaned_data["number"], actor=request.actor)
    except operations.NameTaken as error:
        form.add_error("number", str(error))
        return _page(request, form, 422)
    request.session[RINGS] = bool(form.cleaned_data["number"])
    messages.success(request, _("Your extension is kept."))
    return redirect("calls:list")


@access("calls.take")
@require_POST
def see_to(request: Request, call_id: int) -> HttpResponse:
    """Note that a missed call of nobody we know is seen to."""
    call = get_object_or_404(queries.visible_to(request.actor), pk=call_id)
    operations.see_to(call.pk, actor=request.actor, now=clock.now())
    return redirect("commitments:today" if request.POST.get("to") == "today" else "calls:list")


@access("calls.take")
@require_safe
def ringing(request: Request) -> HttpResponse:
    """Answer who rings at the reader's telephone; nothing where nobody does."""
    call = queries.ringing_for(request.actor.person_id or 0, now=clock.now())
    return render(request, "calls/ringing.html", {"call": call})


@access("calls.manage")
@require_http_methods(["GET", "POST"])
def systems(request: Request) -> HttpResponse:
    """List the telephone systems, and add one; its address is shown once."""
    form = SystemForm(request.POST if request.method == "POST" else None)
    token = ""
    if form.is_valid():
        said = form.cleaned_data
        try:
            _row, token = operations.add_system(
                said["name"], team=said["team"], key=said["key"], actor=request.actor, now=clock.now()
            )
        except operations.NameTaken as error:
            form.add_error("name", str(error))
    return _systems(request, form if not token else SystemForm(), token, 422 if form.is_bound and not token else 200)


@access("calls.manage")
@require_POST
def renew(request: Request, system_id: int) -> HttpResponse:
    """Give a telephone system another address."""
    system = get_object_or_404(queries.systems_visible_to(request.actor), pk=system_id)
    token = operations.renew_token(system.pk, actor=request.actor, now=clock.now())
    return _systems(request, SystemForm(), token, 200)


@access("calls.manage")
@require_POST
def pause(request: Request, system_id: int) -> HttpResponse:
    """Pause it, or let it go on (`act` is resume)."""
    system = get_object_or_404(queries.systems_visible_to(request.actor), pk=system_id)
    paused = request.POST.get("act") != "resume"
    operations.pause_system(system.pk, paused=paused, actor=request.actor, now=clock.now())
    return redirect("calls:systems")


def _page(request: Request, form: ExtensionForm, status: int = 200) -> HttpResponse:
    rows = queries.visible_to(request.actor)
    context = {
        "page": pages.page(rows, order=("-at", "-pk"), after=request.GET.get("after")),
        "unknown": queries.unknown(request.actor),
        "form": form,
        "now": clock.now(),
    }
    return render(request, "calls/list.html", context, status=status)


def _systems(request: Request, form: SystemForm, token: str, status: int) -> HttpResponse:
    context = {
        "systems": list(queries.systems_visible_to(request.actor)),
        "form": form,
        "token": token,
        "hook": request.build_absolute_uri("/hooks/calls/"),
        "troubles": queries.troubles(request.actor),
    }
    answer = render(request, "calls/systems.html", context, status=status)
    if token:
        answer["Cache-Control"] = "no-store"
    return answer
