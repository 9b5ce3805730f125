"""Who works here: the list, a new member, and one member's page with the few things that an owner decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import MemberForm, RolesForm
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.proof import recently_proved
from steadfast.apps.identity.queries import roles as role_queries
from steadfast.apps.identity.views.sent import sent
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale


@access("people.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """All members and teams; a practice has dozens, not thousands."""
    people = list(queries.with_roles(queries.visible_to(request.actor))[:1000])
    here = [person for person in people if person.left_at is None]
    left = [person for person in people if person.left_at is not None]
    may = {"manages": request.actor.may("people.manage"), "manages_teams": request.actor.may("teams.manage")}
    now = queries.now_on_duty(people, clock.now())
    return render(request, "identity/people.html", {"here": here, "left": left, **now, **may})


@access("people.manage")
@never_cache
@require_http_methods(["GET", "POST"])
@recently_proved
def new(request: Request) -> HttpResponse:
    """Add a member and show the link of their invitation, this once."""
    form = MemberForm(sent(request), initial={"zone": queries.practice().zone, "roles": ["technician"]})
    if form.is_valid():
        try:
            person, token = operations.add_member(**form.typed, actor=request.actor, now=clock.now())
            return link_page(request, person, token)
        except operations.AddressTaken as error:
            form.add_error("email", str(error))
        except operations.BeyondYou as error:
            form.add_error("roles", str(error))
    return render(request, "identity/new_member.html", {"form": form}, status=422 if form.is_bound else 200)


@access("people.view")
@require_safe
def show(request: Request, person_id: int) -> HttpResponse:
    """One member."""
    return member_page(request, found(request, person_id))


@access("people.manage")
@require_POST
@recently_proved
def roles(request: Request, person_id: int) -> HttpResponse:
    """Give a member other roles."""
    person = found(request, person_id)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            wanted, seen = form.cleaned_data["roles"], form.seen_then
            operations.set_roles(person, wanted, seen=seen, actor=request.actor, now=clock.now())
            messages.success(request, say("%(name)s has the roles that you ticked.", name=person.name))
            return redirect("identity:person", person_id)
        except (operations.LastOwner, operations.BeyondYou) as error:
            form.add_error("roles", str(error))
        except Stale as stale:
            form.come_back(stale)
            return member_page(request, person, form=form, status=409)
    return member_page(request, person, form=form, status=422)


@access("people.manage")
@never_cache
@require_POST
@recently_proved
def link(request: Request, person_id: int) -> HttpResponse:
    """Make a new one-time link for a member, because the first one was lost or the password is forgotten."""
    person = found(request, person_id)
    if person.left_at is not None:
        return member_page(request, person, trouble=say("They left. Let them come back first."), status=409)
    try:
        return link_page(request, person, operations.invite(person, actor=request.actor, now=clock.now()))
    except operations.BeyondYou as error:
        return member_page(request, person, trouble=str(error), status=409)


@access("people.manage")
@require_POST
@recently_proved
def leave(request: Request, person_id: int) -> HttpResponse:
    """Mark a member as left, unless they still answer for something."""
    person = found(request, person_id)
    try:
        operations.leave(person, actor=request.actor, now=clock.now())
    except operations.StillAnswers as error:
        return member_page(request, person, trouble=str(error), holds=error.holds, status=409)
    except (operations.LastOwner, operations.BeyondYou) as error:
        return member_page(request, person, trouble=str(error), status=409)
    messages.success(request, say("%(name)s has left and can no longer sign in.", name=person.name))
    return redirect("identity:people")


@access("people.manage")
@never_cache
@require_POST
@recently_proved
def come_back(request: Request, person_id: int) -> HttpResponse:
    """Let a member who left back in."""
    person = found(request, person_id)
    try:
        return link_page(request, person, operations.come_back(person, actor=request.actor, now=clock.now()))
    except operations.BeyondYou as error:
        return member_page(request, person, trouble=str(error), status=409)


def found(request: Request, person_id: int) -> Person:
    """Return the member, or answer 404."""
    return get_object_or_404(queries.with_roles(queries.visible_to(request.actor)), pk=person_id)


def member_page(request: Request, person: Person, *, status: int = 200, **shown: object) -> HttpResponse:
    """Return a member's page, with a form for those who may change it."""
    held = sorted(role.key for role in person.roles.all())
    shown.setdefault("form", RolesForm(present={"roles": held}))
    areas = role_queries.of_person(person) if request.actor.may("people.manage") else []
    away = queries.stands_in_for(person.pk, clock.now())
    context = {
        "person": person,
        "areas": areas,
        "manages": request.actor.may("people.manage"),
        "plans": person.pk == request.actor.person_id or request.actor.may("absences.manage"),
        "answering": queries.names_of([away.person])[away.person] if away.over and not person.left_at else "",
        **shown,
    }
    return render(request, "identity/person.html", context, status=status)


def link_page(request: Request, person: Person, token: str) -> HttpResponse:
    """Show a one-time link. It is in this answer only: no redirect, no message, no store keeps it."""
    url = request.build_absolute_uri(reverse("identity:welcome", args=[token]))
    return render(request, "identity/link.html", {"person": person, "url": url})
