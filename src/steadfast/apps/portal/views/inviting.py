"""A contact's way into the portal, for the members who answer for it: what they see, and the link that lets them in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.proof import recently_proved
from steadfast.apps.portal import operations
from steadfast.apps.portal.forms.ways_in import SightForm
from steadfast.apps.portal.queries import ways_in
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("portal.invite")
@never_cache
@require_http_methods(["GET", "POST"])
@recently_proved
def show(request: Request, party_id: int, person_id: int) -> HttpResponse:
    """Show how a contact stands to the portal; keep what they see, send them a link, or show one to hand over."""
    client, person = _contact(request, party_id, person_id)
    form = SightForm(request.POST or None, initial={"sees": "own" if person.own_only else "company"})
    if form.is_valid():
        if request.POST.get("act") == "keep":
            operations.set_sight(client, person, own_only=form.own_only, actor=request.actor, now=clock.now())
            messages.success(request, say("%(name)s sees this from the next page on.", name=person.name))
            return redirect("portal:invite", client.pk, person.pk)
        try:
            return _invite(request, client, person, own_only=form.own_only)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, client, person, form)


@access("portal.invite")
@require_POST
@recently_proved
def close(request: Request, party_id: int, person_id: int) -> HttpResponse:
    """Close a contact's way in."""
    client, person = _contact(request, party_id, person_id)
    operations.shut_out(client, person, actor=request.actor, now=clock.now())
    messages.success(request, say("%(name)s can no longer sign in.", name=person.name))
    return redirect("portal:invite", client.pk, person.pk)


def _invite(request: Request, client: Client, person: Person, *, own_only: bool) -> HttpResponse:
    """Let them in; the link stands in this answer or in the mail alone."""
    now = clock.now()
    token = operations.invite(client, person, own_only=own_only, actor=request.actor, now=now)
    url = request.build_absolute_uri(reverse("portal:enter", args=[token]))
    if request.POST.get("act") == "mail" and operations.can_send():
        operations.send_invitation(person, url, translation.get_language(), now=now)
        messages.success(request, say("The invitation of %(name)s is on its way.", name=person.name))
        return redirect("portal:invite", client.pk, person.pk)
    return _page(request, client, person, SightForm(initial={"sees": "own" if own_only else "company"}), url=url)


def _page(request: Request, client: Client, person: Person, form: SightForm, url: str = "") -> HttpResponse:
    now = clock.now()
    person = Person.objects.select_related("user").get(pk=person.pk)
    context = {
        "client": client,
        "person": person,
        "form": form,
        "way": ways_in.way_of(person, now=now),
        "sends": operations.can_send(),
        "url": url,
        "now": now,
    }
    return render(request, "portal/invite.html", context, status=422 if form.errors else 200)


def _contact(request: Request, party_id: int, person_id: int) -> tuple[Client, Person]:
    client = get_object_or_404(clients.visible_to(request.actor), pk=party_id)
    return client, get_object_or_404(clients.contacts_of(client), pk=person_id)
