"""Teams: make one, change one. They are listed with the people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import TeamForm
from steadfast.apps.identity.queries import present
from steadfast.apps.identity.views.sent import sent
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale


@access("teams.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Make a team."""
    form = TeamForm(sent(request))
    if not form.is_valid():
        return team_page(request, form)
    team = operations.make_team(**form.typed, actor=request.actor, now=clock.now())
    messages.success(request, say("%(name)s is on duty for %(team)s.", name=team.duty_owner.name, team=team.name))
    return redirect("identity:people")


@access("teams.manage")
@require_http_methods(["GET", "POST"])
def edit(request: Request, team_id: int) -> HttpResponse:
    """Change a team's name, duty owner or members."""
    team = get_object_or_404(queries.teams(), pk=team_id)
    form = TeamForm(sent(request), team=team, present=present.team_of(team))
    if not form.is_valid():
        return team_page(request, form)
    try:
        operations.change_team(team, **form.typed, seen=form.seen_then, actor=request.actor, now=clock.now())
    except Stale as stale:
        form.come_back(stale)
        return team_page(request, form, status=409)
    messages.success(request, say("%(name)s is on duty for %(team)s.", name=team.duty_owner.name, team=team.name))
    return redirect("identity:people")


def team_page(request: Request, form: TeamForm, status: int = 0) -> HttpResponse:
    """Return the form of a team."""
    status = status or (422 if form.is_bound else 200)
    return render(request, "identity/team.html", {"form": form, "team": form.team}, status=status)
