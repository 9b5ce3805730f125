"""Sources: those that are known, how each comes by itself, its runs; try the connection, run it now, pause it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.identity.sealing import CannotOpen
from steadfast.apps.imports import connectors
from steadfast.apps.imports.connectors import Trouble
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.forms import FeedForm
from steadfast.apps.imports.forms.feeds import initial, told_of
from steadfast.apps.imports.models import Feed, Source
from steadfast.apps.imports.models.feed import FOLDER
from steadfast.apps.imports.operations import feeds
from steadfast.apps.imports.pulling import from_folder, sittings
from steadfast.apps.imports.queries import feeds as queries
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access


@access("imports.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the sources, with how each comes and how its last run went."""
    told = queries.told(queries.sources_visible_to(request.actor))
    return render(request, "imports/sources.html", {"told": told, "now": clock.now(), "labels": _labels()})


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Choose a system, or a folder, and set it up."""
    name = request.GET.get("connector", "")
    if name not in _labels():
        return render(request, "imports/choose_source.html", {"labels": _labels()})
    said = {"owner": request.actor.person_id, "name": "" if name == FOLDER else name, "at": "02:00"}
    form = FeedForm(request.POST if request.method == "POST" else None, connector=name, initial=said)
    if form.is_valid():
        try:
            feed = feeds.add_feed(form.cleaned_data["name"], name, form.said(), actor=request.actor, now=clock.now())
        except feeds.Taken as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("It is set up. Try the connection before the first night."))
            return redirect("imports:source", feed.source_id)
    return _form(request, form, name, None)


@access("imports.manage")
@require_safe
def show(request: Request, source_id: int) -> HttpResponse:
    """Show a source: how it comes, who leads, its runs."""
    return _page(request, _source(request, source_id))


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def edit(request: Request, source_id: int) -> HttpResponse:
    """Change how a source comes."""
    source = _source(request, source_id)
    feed = _feed(source)
    data = request.POST if request.method == "POST" else None
    form = FeedForm(data, connector=feed.connector, feed=feed, initial=dict(initial(feed)))
    if form.is_valid():
        feeds.change_feed(feed, form.said(), actor=request.actor, now=clock.now())
        messages.success(request, _("It is changed."))
        return redirect("imports:source", source.pk)
    return _form(request, form, feed.connector, source)


@access("imports.manage")
@require_POST
def attempt(request: Request, source_id: int) -> HttpResponse:
    """Try the connection and show what came back; nothing is written."""
    source = _source(request, source_id)
    feed = _feed(source)
    try:
        if feed.connector == FOLDER:
            tried: dict[str, Any] = {"file": from_folder.tried(feed)}
        else:
            said = {**feed.said, **feeds.secrets_of(feed)}
            counts, names = sittings.tried(feed.connector, said, clock=clock.now)
            tried = {"counts": counts, "names": names}
    except (Trouble, Fault, CannotOpen, LookupError, OSError) as error:
        return _page(request, source, trouble=str(error.args[0] if error.args else error), status=409)
    return _page(request, source, tried=tried)


@access("imports.manage")
@require_POST
def run(request: Request, source_id: int) -> HttpResponse:
    """Have it run now."""
    source = _source(request, source_id)
    try:
        feeds.want_run(_feed(source), "page", actor=request.actor, now=clock.now())
    except feeds.Running as error:
        messages.warning(request, str(error))
    return redirect("imports:source", source.pk)


@access("imports.manage")
@require_POST
def pause(request: Request, source_id: int) -> HttpResponse:
    """Pause it, or let it go on (`act` is resume)."""
    source = _source(request, source_id)
    paused = request.POST.get("act") != "resume"
    feeds.pause_feed(_feed(source), paused=paused, actor=request.actor, now=clock.now())
    return redirect("imports:source", source.pk)


def _source(request: Request, source_id: int) -> Source:
    return get_object_or_404(queries.sources_visible_to(request.actor), pk=source_id)


def _feed(source: Source) -> Feed:
    feed = queries.feed_of(source)
    if feed is None:
        raise Http404
    return feed


def _page(request: Request, source: Source, *, status: int = 200, **more: Any) -> HttpResponse:
    feed = queries.feed_of(source)
    found = pages.page(queries.runs_of(feed), order=("-pk",), after=request.GET.get("after"), size=20) if feed else None
    runs = found.rows if found else []
    context = {
        "source": source,
        "feed": feed,
        "label": _labels().get(feed.connector, feed.connector) if feed else "",
        "facts": told_of(feed) if feed else [],
        "page": found,
        "running": bool(runs) and runs[0].state == "running",
        "now": clock.now(),
        **more,
    }
    return render(request, "imports/source.html", context, status=status)


def _form(request: Request, form: FeedForm, connector: str, source: Source | None) -> HttpResponse:
    context = {"form": form, "label": _labels().get(connector, connector), "source": source, "connector": connector}
    return render(request, "imports/edit_source.html", context, status=422 if form.is_bound else 200)


def _labels() -> dict[str, str]:
    return {one.name: one.label for one in connectors.all_connectors()} | {FOLDER: _("A watched folder")}
