"""Teams: make one, change one. They are listed with the people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import TeamForm
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("teams.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Make a team."""
    form = TeamForm(sent(request))
    if not form.is_valid():
        return team_page(request, form)
    team = operations.make_team(**form.cleaned_data, actor=request.actor, now=clock.now())
    messages.success(request, f"{team.duty_owner.name} is on duty for {team.name}.")
    return redirect("identity:people")


@access("teams.manage")
@require_http_methods(["GET", "POST"])
def edit(request: Request, team_id: int) -> HttpResponse:
    """Change a team's name, duty owner or members."""
    team = get_object_or_404(queries.teams(), pk=team_id)
    members = [member.person_id for member in team.members.all()]
    present = {"name": team.name, "duty_owner": team.duty_owner_id, "members": members}
    form = TeamForm(sent(request), team=team, initial=present)
    if not form.is_valid():
        return team_page(request, form)
    operations.change_team(team, **form.cleaned_data, actor=request.actor, now=clock.now())
    messages.success(request, f"{team.duty_owner.name} is on duty for {team.name}.")
    return redirect("identity:people")


def team_page(request: Request, form: TeamForm) -> HttpResponse:
    """Return the form of a team."""
    return render(
        request, "identity/team.html", {"form": form, "team": form.team}, status=422 if form.is_bound else 200
    )
