"""The rota of a team: twelve weeks of turns, a new one, a series, and taking a future one away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import SeriesForm, TurnForm
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.queries.rota import rota
from steadfast.domain.commitment.duty import rota as turns
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say, say_n, weekday
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

USUAL = {"at": "09:00", "weeks": 1, "count": 8}


@access("people.view")
@require_safe
def show(request: Request, team_id: int) -> HttpResponse:
    """Show the next twelve weeks."""
    return _page(request, _found(team_id), clock.now())


@access("teams.manage")
@require_POST
def turn(request: Request, team_id: int) -> HttpResponse:
    """Add one turn."""
    team, now = _found(team_id), clock.now()
    form = TurnForm(request.POST, members=_members(team))
    if form.is_valid() and _added(request, team, form, now):
        return redirect("identity:rota", team_id)
    return _page(request, team, now, turn=form, status=422)


@access("teams.manage")
@require_POST
def series(request: Request, team_id: int) -> HttpResponse:
    """Add turns of some weeks each, member after member."""
    team, now = _found(team_id), clock.now()
    form = SeriesForm(request.POST, members=_members(team), auto_id="s_%s")
    if form.is_valid() and _added(request, team, form, now):
        return redirect("identity:rota", team_id)
    return _page(request, team, now, series=form, status=422)


@access("teams.manage")
@require_POST
def remove(request: Request, team_id: int, turn_id: int) -> HttpResponse:
    """Take a turn away that has not begun."""
    team = _found(team_id)
    try:
        operations.remove_turn(team, turn_id, actor=request.actor, now=clock.now())
        messages.success(request, say("That turn is away; %(name)s answers then.", name=team.duty_owner.name))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("identity:rota", team_id)


def _added(request: Request, team: Team, form: TurnForm | SeriesForm, now: datetime) -> bool:
    """Write what the form says; False, with the reason on the form, where it does not fit."""
    try:
        made = operations.add_turns(team, _turns(form, now), actor=request.actor, now=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, say_n("The turn is added.", "%(n)s turns are added.", len(made)))
    return True


def _turns(form: TurnForm | SeriesForm, now: datetime) -> list[turns.Turn]:
    said, zone = form.cleaned_data, queries.practice().zone
    if isinstance(form, TurnForm):
        return [turns.turn(said["person"].pk, said["first"], said["last"], said["at"], zone, now=now)]
    persons = [person.pk for person in said["members"]]
    return turns.series(persons, said["begins"], said["weeks"], said["count"], said["at"], zone, now=now)


def _found(team_id: int) -> Team:
    return get_object_or_404(queries.teams(), pk=team_id)


def _members(team: Team) -> Sequence[int]:
    return [member.person_id for member in team.members.all()]


def _page(
    request: Request,
    team: Team,
    now: datetime,
    *,
    turn: TurnForm | None = None,
    series: SeriesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    members = _members(team)
    answers, zone = queries.duty_owner_of(team, now), queries.practice().zone
    context: dict[str, Any] = {
        "team": team,
        "zone": zone,
        "today": weekday(now.astimezone(ZoneInfo(zone))),
        "weeks": rota(team, zone=zone, now=now),
        "answers": answers,
        "form": turn or TurnForm(None, members=members, initial=USUAL),
        "series": series or SeriesForm(None, members=members, initial={**USUAL, "members": members}, auto_id="s_%s"),
        "manages": request.actor.may("teams.manage"),
        "now": now,
    }
    return render(request, "identity/rota.html", context, status=status)
