"""Harbor IT: its members, team, clients and the agreement under which it promises."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements.starters import CLAUSES
from steadfast.apps.clients import operations as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.demo.cast import cast
from steadfast.apps.demo.operations import wordings
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models import Person, Practice, User
from steadfast.apps.identity.queries import actor_of
from steadfast.apps.portal import operations as portal
from steadfast.foundation.actor import Actor

YEARS = timedelta(days=3 * 365)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS: dict[str, Any] = {
    "weekly": {day: [["07:00", "22:00"]] for day in DAYS},
    "annual_holidays": ["01-01", "12-25", "12-26"],
    "holiday_names": {"01-01": "New Year’s Day", "12-25": "Christmas Day", "12-26": "Boxing Day"},
}


@transaction.atomic
def move_in(*, now: datetime) -> None:
    """Found the practice three years ago and let its people in. Does nothing where there is a practice."""
    if Practice.objects.exists():
        return
    company, then = cast(), now - YEARS
    nora = company.NORA
    owner = identity.found(
        identity.Founding(company.PRACTICE, company.ZONE, company.CURRENCY, nora.name, nora.email), now=then
    )
    actor = actor_of(owner)
    members = {nora.name: owner}
    for member in company.MEMBERS[1:]:
        person, _ = identity.add_member(
            name=member.name, email=member.email, roles=[member.role], zone=company.ZONE, actor=actor, now=then
        )
        members[member.name] = person
    desk = [members[person.name] for person in (company.INES, company.KOFI)]
    identity.make_team(name=company.TEAM, duty_owner=members[company.THEO.name], members=desk, actor=actor, now=then)
    calendar = agreements.make_calendar("Desk hours", {"timezone": company.ZONE, **HOURS}, actor=actor, now=then)
    agreements.make_agreement("Standard", None, calendar, CLAUSES, then, actor=actor, now=then)
    identity.end_first_hour(actor=actor, now=then)
    wordings.keep(actor=actor_of(members[company.THEO.name]), now=then)
    for client in company.CLIENTS:
        _move_in_client(client, members[company.MARA.name], actor, then)
    for person in Person.objects.filter(user=None).exclude(email=""):
        _let_in(person)
    portal.show_numbers("everybody", actor=actor, now=then)
    others = [contact for client in company.CLIENTS for contact in client.contacts[1:]]
    for one in Person.objects.filter(email__in=[contact.email for contact in others]).select_related("party"):
        client = Client.objects.get(pk=one.party_id)
        portal.set_sight(client, one, own_only=True, actor=actor, now=then)  # the first one sees the whole company


def _move_in_client(who: Any, relationship: Person, actor: Actor, then: datetime) -> None:
    client = clients.make_client(
        name=who.name,
        zone=who.zone,
        since_on=then.date(),
        relationship_owner=relationship,
        actor=actor,
        now=then,
    )
    for site in who.sites:
        clients.add_site(client, name=site, actor=actor, now=then)
    for contact in who.contacts:
        clients.add_contact(client, name=contact.name, email=contact.email, phone=contact.phone, actor=actor, now=then)


def _let_in(person: Person) -> None:
    """Give a person of the cast an account without a password: on the demo one click signs in."""
    user = User(email=person.email)
    user.set_unusable_password()
    user.save()
    person.user = user
    person.save(update_fields=["user"])
