"""Who was woken, and the one tap that answers a call; by what one is woken, and the practice's rules."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.waking import RulesForm, WaysForm
from steadfast.apps.hours.models import Wake
from steadfast.apps.hours.operations.waking import MACHINE
from steadfast.apps.hours.queries import waking
from steadfast.apps.identity.queries.links import hashed
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access

MOST = 50


@access("wakes.answer")
@require_safe
def index(request: Request) -> HttpResponse:
    """Show the calls that the reader may see, newest first."""
    rows = waking.visible_to(request.actor).prefetch_related("tries").order_by("-woken_at", "-pk")[:MOST]
    context = {"wakes": rows, "manages": request.actor.may("wakes.manage"), "now": clock.now()}
    return render(request, "hours/wakes.html", context)


@access("wakes.answer")
@require_POST
def awake(request: Request, wake_id: int) -> HttpResponse:
    """Note that the reader is awake, and lead to the ticket."""
    wake = get_object_or_404(waking.visible_to(request.actor), pk=wake_id)
    operations.answer(wake.pk, person_id=request.actor.person_id, actor=request.actor, now=clock.now())
    messages.success(request, say("Noted that you are awake; nobody else is woken."))
    return redirect("desk:ticket", wake.ticket.subject.number)


@access(PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a call without signing in: a page with one button, since programs that scan mail open every link."""
    rows = Wake.objects.select_related("ticket__subject", "person").filter(token_hash=hashed(token))
    wake = rows.first()
    if wake is None:
        raise Http404("No such call")
    if request.method == "POST":
        operations.answer(wake.pk, person_id=wake.person_id, actor=MACHINE, now=clock.now())
        wake = rows.get()
    return render(request, "hours/awake.html", {"wake": wake, "now": clock.now()})


@access("wakes.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request) -> HttpResponse:
    """Show and keep by what one is woken."""
    row = waking.ways_of(request.actor.person_id or 0)
    said = {"by_mail": row.by_mail, "by_gateway": row.by_gateway}
    form = WaysForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        operations.keep_ways(**form.cleaned_data, actor=request.actor, now=clock.now())
        messages.success(request, say("Kept."))
        return redirect("hours:my_waking")
    context = {"form": form, "rules": waking.rules(), "now": clock.now()}
    return render(request, "hours/my_waking.html", context, status=422 if form.is_bound else 200)


@access("wakes.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: Request) -> HttpResponse:
    """Show and keep the rules of the practice."""
    row = waking.rules()
    said = {
        "on": row.on,
        "priorities": row.priorities.split(","),
        "patience": row.patience,
        "gateway": row.gateway,
    }
    form = RulesForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        typed = form.cleaned_data
        fresh = "" if row.secret or typed["secret"] or not typed["gateway"] else form.new_secret()
        operations.keep_rules(
            on=typed["on"],
            priorities=",".join(typed["priorities"]),
            patience=typed["patience"],
            gateway=typed["gateway"],
            secret=typed["secret"] or fresh,
            origin=request.build_absolute_uri("/").rstrip("/"),
            actor=request.actor,
            now=clock.now(),
        )
        messages.success(request, say("Kept."))
        if fresh:
            messages.info(request, say("The secret of the gateway, shown once: %(secret)s", secret=fresh))
        return redirect("hours:ways")
    context = {"form": form, "now": clock.now()}
    return render(request, "hours/ways.html", context, status=422 if form.is_bound else 200)
