"""A bulk change in four steps, each a page of its own address: choose, say what, look at the preview, apply; undo."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.queries import offers
from steadfast.apps.desk.forms.bulk import DONE, FIELDS, LABELS, BulkForm
from steadfast.apps.desk.models import BulkRun
from steadfast.apps.desk.operations import bulk
from steadfast.apps.desk.operations.bulk.acts import ACTS
from steadfast.apps.desk.operations.bulk.running import UNDO_WITHIN
from steadfast.apps.desk.operations.handing import PERMISSION
from steadfast.apps.desk.queries import bulk as queries
from steadfast.apps.desk.queries import filters as reading
from steadfast.domain.working_time.next_day import close_of_next_day
from steadfast.foundation import clock, lists, local_moment, moments
from steadfast.foundation.access import Request, access
from steadfast.foundation.addresses import number_of

BULK = "tickets.bulk"


@access(BULK)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """List one's own bulk changes, or begin one with what the list sent."""
    now = clock.now()
    if request.method != "POST":
        return render(request, "desk/bulk_runs.html", {"runs": _told(request), "now": now})
    chosen = [key for text in request.POST.getlist("ticket")[: bulk.LIMIT + 1] if (key := number_of(text))]
    known = lists.find("tickets")
    query = known.kept_text(request.POST.get("query", "")) if known else ""
    matching = reading.of_text(query) if request.POST.get("all") else None
    try:
        run = bulk.choose(chosen, matching=matching, query=query if matching else "", actor=request.actor, now=now)
    except bulk.NothingChosen:
        messages.warning(request, _("Choose tickets first: tick the box before each."))
        return redirect(known.address(query) if known else "desk:tickets")
    act = request.POST.get("act", "")
    found = redirect("desk:bulk_run", run.pk)
    found["Location"] += f"?act={act}" if act in ACTS else ""
    return found


@access(BULK)
@require_http_methods(["GET", "POST"])
def show(request: Request, number: int) -> HttpResponse:
    """Show how far it is; a POST says what is to be done and tries it."""
    run, now = _find(request, number), clock.now()
    if run.phase == "choosing" or (run.phase == "tried" and "act" in request.GET) or request.method == "POST":
        return _say(request, run, now)
    page = queries.page(run, after=request.GET.get("after") or request.GET.get("before"))
    ends = run.applied_at + UNDO_WITHIN if run.applied_at else None
    context = {
        **_head(run, now),
        "page": page,
        "rows": [queries.told(row) for row in page.rows],
        "undo_ends": ends if ends and now <= ends and run.phase == "applied" else None,
    }
    return render(request, "desk/bulk.html", context)


@access(BULK)
@require_POST
def apply(request: Request, number: int) -> HttpResponse:
    """Do what was tried."""
    return _begin(request, _find(request, number), "applying")


@access(BULK)
@require_POST
def undo(request: Request, number: int) -> HttpResponse:
    """Take back what was done, where nothing happened after."""
    return _begin(request, _find(request, number), "undoing")


def _say(request: Request, run: BulkRun, now: datetime) -> HttpResponse:
    """Ask what is to be done, or take it and begin to try."""
    act = request.POST.get("act") or request.GET.get("act") or run.act or "take"
    if act not in ACTS or not request.actor.may(ACTS[act].permission):
        raise Http404(act[:20])
    choices = offers.choices(PERMISSION, now=now) if act == "offer" else None
    sent = request.POST if request.method == "POST" else None
    form = BulkForm(sent, act=act, choices=choices, now=now, zone=request.actor.zone)
    if act == "wait":
        until = close_of_next_day(agreements.hours_of(agreements.usual_version()), now)
        form.initial["expires_at"] = local_moment.typed(until, moments.zone_of(request.actor.zone))
    if form.is_valid():
        if bulk.settle(run, act, form.settings):
            return _begin(request, run, "trying")
        return redirect("desk:bulk_run", run.pk)
    soonest = now + timedelta(minutes=5)
    acts = [(key, words) for key, words in LABELS.items() if request.actor.may(ACTS[key].permission)]
    context = {**_head(run, now), "form": form, "acts": acts, "chosen_act": act, "soonest": soonest}
    context["label"] = LABELS[act]
    context["has_fields"] = bool(FIELDS[act])
    return render(request, "desk/bulk_what.html", context, status=422 if form.is_bound else 200)


def _begin(request: Request, run: BulkRun, phase: str) -> HttpResponse:
    """Begin a phase; what is little is done before the answer."""
    try:
        begun = bulk.begin(run.pk, phase, actor=request.actor, now=clock.now())
    except bulk.NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:bulk_run", run.pk)
    if not bulk.is_for_a_job(begun):
        while bulk.carry_on(run.pk, actor=request.actor, now=clock.now()):
            pass
    return redirect("desk:bulk_run", run.pk)


def _told(request: Request) -> list[BulkRun]:
    """Return one's bulk changes with what each did, in words."""
    runs = queries.recent(request.actor)
    for run in runs:
        run.label = LABELS.get(run.act, run.act)  # type: ignore[attr-defined]
    return runs


def _head(run: BulkRun, now: datetime) -> dict[str, object]:
    counted = queries.counts(run)
    ahead = {"trying": "untried", "applying": "would", "undoing": "to_undo"}.get(run.phase)
    words = {"label": LABELS.get(run.act, ""), "done_label": DONE.get(run.act, "")}
    return {
        "run": run,
        "now": now,
        "counted": counted,
        "ahead": counted[ahead] if ahead else 0,
        "limit": bulk.LIMIT,
        "speaks": run.act in ACTS and ACTS[run.act].speaks,
        **words,
    }


def _find(request: Request, number: int) -> BulkRun:
    return get_object_or_404(queries.visible_to(request.actor), pk=number)
