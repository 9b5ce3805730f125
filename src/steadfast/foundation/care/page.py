"""The page "Care": backups, restore tests, work that was given up, the disk, versions; for who keeps the server."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from steadfast.foundation import clock, events, health
from steadfast.foundation.access import Request, access
from steadfast.foundation.care import chores, condition, places, plan_form, proof, runs, told, wall, warning
from steadfast.foundation.care import plan as plans
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.jobs import execution
from steadfast.foundation.models import PRACTICE_CHAIN, Job

BEGUN = {"backup": chores.back_up, "restore-test": chores.test_restore, "verification": chores.check}


@access("care.view")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show how the practice's data is kept, and how the server is."""
    return _page(request, None)


@access("care.manage")
@require_POST
@proof.recent
def plan(request: Request) -> HttpResponse:
    """Change when and where backups are made, and how many are kept."""
    now = clock.now()
    form = plan_form.PlanForm(request.POST, fixed=plans.read(now=now).fixed, initial=_initial())
    if not form.is_valid():
        return _page(request, form, status=422)
    said = {name: form.cleaned_data[name] for name in ("is_on", "at", "place")}
    plans.change(**said, keep=form.keep, actor=request.actor, now=now)
    messages.success(request, _("The plan is changed."))
    return redirect("care")


@access("care.manage")
@require_POST
def begin(request: Request, what: str) -> HttpResponse:
    """Have the worker make a backup, test one, or check everything, now."""
    if what not in BEGUN:
        raise Http404
    job = BEGUN[what].using(unique_key=f"care.{what}")
    job.enqueue(request.actor.person_id)
    messages.success(request, _("It begins as soon as a worker is free. This page tells how far it is."))
    return redirect("care")


@access("care.manage")
@require_POST
def retry(request: Request, job_id: int) -> HttpResponse:
    """Try a job again that was given up."""
    job = get_object_or_404(Job, pk=job_id, dead=True)
    execution.revive(job, now=clock.exactly())
    messages.success(request, _("It is tried again."))
    return redirect("care")


@access("care.manage")
@require_safe
@proof.recent
def download(request: Request, name: str) -> HttpResponseBase:
    """Give a backup of this practice out, as an event: it holds everything, the secret among it."""
    planned = plans.read(now=clock.now())
    place = places.named(planned.place)
    if settings.DEMO or not isinstance(place, places.Folder):
        raise Http404
    kept = next((each for each in place.kept(planned.mark) if each.name == name), None)
    if kept is None:
        raise Http404
    event = events.NewEvent(PRACTICE_CHAIN, "care.backup_downloaded", clock.now(), None, {"name": name})
    events.append(event, actor=request.actor, now=clock.now())
    file = place.path / name
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type="application/gzip")


def _page(request: Request, form: plan_form.PlanForm | None, status: int = 200) -> HttpResponse:
    now = clock.now()
    planned = plans.read(now=now)
    shown = form or plan_form.PlanForm(fixed=planned.fixed, initial=_initial())
    latest = condition.runs_shown()
    context = {
        "now": now,
        "plan": planned,
        "form": shown,
        "zone": str(wall.zone()),
        "warning": warning.of(request.actor, now=now),
        "wrong": told.wrong(request.actor, now),
        "latest": latest,
        "restored_of": condition.restored_of(latest["restore"]),
        "under_way": [run for run in latest.values() if run and not run.done_at and now - run.started_at < runs.LOST],
        "work": condition.work(now=now),
        "outbox_lag": condition.outbox_lag(now=now),
        "seen": health.seen(),
        "troubles": health.troubles(now=now),
        "disk": condition.disk(),
        "cleared": condition.last_of(chores.REMOVE),
        "versions": condition.versions(),
        "may": request.actor.may("care.manage"),
        "demo": settings.DEMO,
        **_kept(planned),
    }
    return render(request, "care/care.html", context, status=status)


def _kept(planned: plans.Plan) -> dict[str, Any]:
    """Return the backups that are kept, or why they cannot be listed."""
    try:
        place = places.named(planned.place)
        found = place.kept(planned.mark)
    except Refused as refused:
        return {"place": planned.place, "kept": [], "trouble": str(refused)}
    same = isinstance(place, places.Folder) and place.path.is_relative_to(settings.DATA)
    gives_out = isinstance(place, places.Folder) and not settings.DEMO
    return {"place": place.words, "kept": found, "is_folder": gives_out, "same_disk": same}


def _initial() -> dict[str, Any]:
    row = plans.row(now=clock.now())
    return plan_form.initial(plans.of(row), row.at, is_on=row.is_on and not settings.DEMO)
