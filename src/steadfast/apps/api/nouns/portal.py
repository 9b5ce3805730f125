"""A contact's way into the portal: whether they may sign in and how much they see. No link ever stands in an answer:
whoever had it could come in as the contact, so an invitation goes to their own mailbox alone."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema

from steadfast.apps.api.nouns import contacts
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Instant
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.apps.portal import operations
from steadfast.apps.portal.queries import ways_in
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["contacts"])
NEEDS, AT = "portal.invite", "/contacts/{number:contact_id}/portal"


class WayOut(Schema):
    """`open`: they may sign in; `own_only`: they see their own tickets, else those of their company."""

    open: bool
    own_only: bool
    invited_until: Instant | None
    last_came: Instant | None


class Sight(Given):
    """How much they see."""

    own_only: bool


@reads(routes, AT, NEEDS, WayOut)
def get_way_in(request: Request, contact_id: int) -> Told:
    """Read how a contact stands to the portal."""
    _, person = _contact(request, contact_id)
    return _told(person)


@writes(routes, AT, NEEDS, WayOut, method="PUT")
def change_sight(request: Request, contact_id: int, typed: Sight) -> Told:
    """Say whether they see their whole company or just what is their own."""
    client, person = _contact(request, contact_id)
    operations.set_sight(client, person, own_only=typed.own_only, actor=request.actor, now=clock.now())
    return get_way_in(request, contact_id)


@writes(routes, f"{AT}/invite", NEEDS, WayOut)
def invite_contact(request: Request, contact_id: int, typed: Sight) -> Told:
    """Let them in, and send them a link that signs in once within a week; an older invitation dies."""
    client, person = _contact(request, contact_id)
    if not operations.can_send():
        raise Refused("No mail can leave: set up a box first, or hand a link over on the page of the contact.")
    now = clock.now()
    token = operations.invite(client, person, own_only=typed.own_only, actor=request.actor, now=now)
    operations.send_invitation(person, _address(request, token), translation.get_language(), now=now)
    return get_way_in(request, contact_id)


@writes(routes, f"{AT}/close", NEEDS, WayOut)
def close_way_in(request: Request, contact_id: int) -> Told:
    """Close their way in at once and everywhere; what they wrote stays."""
    client, person = _contact(request, contact_id)
    operations.shut_out(client, person, actor=request.actor, now=clock.now())
    return get_way_in(request, contact_id)


def _address(request: Request | HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("portal:enter", args=[token]))


def _contact(request: Request, contact_id: int) -> tuple[Client, Person]:
    person = contacts.find(request, contact_id)
    saw(request, "person", contact_id)
    return Client.objects.get(pk=person.party_id), person


def _told(person: Person) -> Told:
    row = Person.objects.select_related("user").get(pk=person.pk)
    way = ways_in.way_of(row, now=clock.now())
    found: dict[str, Any] = {name: getattr(way, name) for name in ("open", "invited_until", "last_came")}
    return Told({**found, "own_only": row.own_only})
