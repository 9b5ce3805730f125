"""Saved views of lists: keep what a list shows, and a page on which they are named, shared, ordered and deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms.saved_views import KeepForm, ViewForm
from steadfast.apps.identity.models import SavedView
from steadfast.apps.identity.queries import saved_views
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import lists
from steadfast.foundation.access import Request, access

KEEP = "views.keep"


@access(KEEP)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """List the views by their lists, or keep another one."""
    if request.method != "POST":
        return _page(request)
    form = KeepForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _page(request, trouble=said, status=422)
    typed = form.cleaned_data
    shared = "everyone" if typed["everyone"] else "own"
    try:
        view = operations.keep_view(
            typed["list"], name=typed["name"], query=typed["query"], shared=shared, actor=request.actor
        )
    except Refused as refusal:
        return _page(request, trouble=str(refusal), status=422)
    messages.success(request, _("“%(name)s” is kept.") % {"name": view.name})
    known = lists.find(view.list)
    return redirect(known.address(view.query or "view=all") if known else "identity:views")


@access(KEEP)
@require_POST
def change(request: Request, view_id: int) -> HttpResponse:
    """Change one's own view, or a shared one."""
    view = _changeable(request, view_id)
    form = ViewForm(request.POST, teams=queries.teams(), auto_id=f"view{view.pk}_%s")
    if form.is_valid():
        typed = form.cleaned_data
        try:
            operations.change_view(view, name=typed["name"], order=typed["order"], **form.circle, actor=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” is changed.") % {"name": view.name})
            return redirect("identity:views")
    return _page(request, bound=(view.pk, form), status=422)


@access(KEEP)
@require_POST
def delete(request: Request, view_id: int) -> HttpResponse:
    view = _changeable(request, view_id)
    operations.delete_view(view)
    messages.success(request, _("The view “%(name)s” is deleted. No row of the list is.") % {"name": view.name})
    return redirect("identity:views")


@access(KEEP)
@require_POST
def first(request: Request, view_id: int) -> HttpResponse:
    """Let a list open with a view, or no longer."""
    view = get_object_or_404(saved_views.visible_to(request.actor), pk=view_id)
    known = lists.find(view.list)
    label = {"list": known.label if known else view.list, "name": view.name}
    if operations.open_with(view, actor=request.actor):
        messages.success(request, _("%(list)s opens with “%(name)s” for you.") % label)
    else:
        messages.success(request, _("%(list)s opens as it is.") % label)
    return redirect("identity:views")


def _changeable(request: Request, view_id: int) -> SavedView:
    """Return a view that one may change; 404 for one that is out of sight."""
    return get_object_or_404(saved_views.changeable_by(request.actor), pk=view_id)


def _page(
    request: Request, *, bound: tuple[int, ViewForm] | None = None, trouble: str = "", status: int = 200
) -> HttpResponse:
    teams, may = list(queries.teams()), set(saved_views.changeable_by(request.actor).values_list("pk", flat=True))
    found = saved_views.with_first(request.actor)
    groups: list[tuple[lists.List, list[Any]]] = []
    for known in lists.every():
        rows = [
            (view, _form(view, teams, bound) if view.pk in may else None) for view in found if view.list == known.name
        ]
        if rows and request.actor.may(known.permission):
            groups.append((known, [(view, form, known.address(view.query or "view=all")) for view, form in rows]))
    context = {"groups": groups, "trouble": trouble, "shares": request.actor.may("views.share")}
    return render(request, "identity/views.html", context, status=status)


def _form(view: SavedView, teams: list[Any], bound: tuple[int, ViewForm] | None) -> ViewForm:
    if bound is not None and bound[0] == view.pk:
        return bound[1]
    shared = f"t{view.team_id}" if view.shared == "team" else view.shared
    initial = {"name": view.name, "shared": shared, "order": view.order}
    return ViewForm(None, teams=teams, initial=initial, auto_id=f"view{view.pk}_%s")
