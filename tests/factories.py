"""Rows for tests, made from the cast: each function takes a default that is always valid and gives back the row.

    practice()                          Harbor IT with Nora, its owner; asked for twice it is the same row
    member(cast.INES)                   a member with their role, and an account that signs in by PASSWORD
    client(cast.KESTREL)                a client with its chain, sites and contacts
    contact(cast.KESTREL)               that client's first contact, with an account
    team()                              the desk, Theo on duty
    calendar(), agreement()             office hours, and "Standard" on them, version 1 each
    ticket()                            a P3 ticket of a client, opened by Ines
    actor(person)                       the actor that the middleware would make of them
Operations are used where they exist; NOW is the instant of everything that a test does not time itself.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from steadfast.apps.agreements.models import Agreement, AgreementVersion, Calendar, CalendarVersion
from steadfast.apps.agreements.operations import make_agreement, make_calendar
from steadfast.apps.agreements.queries import current_version
from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import add_contact, add_site, make_client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Opening, open_ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person, Practice, RoleHeld, Team, User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.operations import Founding, found, invite, make_team
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM, Actor
from tests import cast

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday, ten in the morning in London
LONG_AGO = datetime(2016, 1, 1, tzinfo=UTC)
PASSWORD = "tide-lantern-42"

OFFICE_HOURS: Mapping[str, Any] = {
    "timezone": cast.ZONE,
    "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
}
HOUR = 3600
STANDARD: Mapping[str, Any] = {
    "kinds": {
        "first response": {
            "targets": {"P1": HOUR // 2, "P2": HOUR, "P3": 4 * HOUR, "P4": 8 * HOUR},
            "starts": "opened",
            "stops": "replied",
            "pauses_on": [],
            "clause": "§2",
        },
        "resolution": {
            "targets": {"P1": 4 * HOUR, "P2": 8 * HOUR, "P3": 24 * HOUR, "P4": 40 * HOUR},
            "starts": "opened",
            "stops": "resolved",
            "pauses_on": ["client", "resolved"],
            "clause": "§3",
        },
    },
    "warn_bp": 7500,
    "confirmation_s": 40 * HOUR,
}


def practice() -> Practice:
    """Return the practice, founding it at the first call."""
    if not Practice.objects.exists():
        nora = cast.NORA
        founding = Founding(cast.PRACTICE, cast.ZONE, cast.CURRENCY, nora.name, nora.email)
        account(found(founding, now=LONG_AGO))
        Practice.objects.update(settled_at=LONG_AGO)
    return identity.practice()


def member(who: cast.Member = cast.INES) -> Person:
    """Return a member of the practice who can sign in; Nora is there from the start."""
    practice()
    person, made = Person.objects.get_or_create(
        party_id=PRACTICE_ID, email=who.email, defaults={"name": who.name, "zone": cast.ZONE}
    )
    if made:
        RoleHeld.objects.create(person=person, role=who.role)
        account(person)
    return person


def account(person: Person) -> User:
    """Give a person an account that signs in by their address and PASSWORD."""
    user = User(email=person.email, password=_hashed(PASSWORD))
    user.save()
    person.user = user
    person.save(update_fields=["user"])
    return user


@cache
def _hashed(password: str) -> str:
    """Return a password as it is stored: worked out once, as that is slow by intent outside the tests of the apps."""
    return make_password(password)


def invitation(person: Person) -> str:
    """Return the token of a one-time link for a member."""
    return invite(person, actor=SYSTEM, now=clock.now())


def client(who: cast.Client = cast.KESTREL) -> Client:
    """Return a client with its sites and contacts, Mara answering for the relationship."""
    practice()
    known = Client.objects.filter(name=who.name).first()
    if known is not None:
        return known
    said: Mapping[str, Any] = {"actor": SYSTEM, "now": LONG_AGO}
    made = make_client(who.name, who.zone, since_on=date(2020, 1, 1), relationship_owner=member(cast.MARA), **said)
    for name in who.sites:
        add_site(made, name, **said)
    for one in who.contacts:
        add_contact(made, one.name, email=one.email, phone=one.phone, **said)
    return made


def contact(of: cast.Client = cast.KESTREL) -> Person:
    """Return the first contact of a client, who can sign in."""
    person = Person.objects.get(party=client(of).party, name=of.contacts[0].name)
    if person.user_id is None:
        account(person)
    return person


def team(name: str = cast.TEAM) -> Team:
    """Return a team with Theo on duty and Ines and Kofi in it."""
    known = Team.objects.filter(name=name).first()
    members = [member(cast.INES), member(cast.KOFI)]
    return known or make_team(name=name, duty_owner=member(cast.THEO), members=members, actor=SYSTEM, now=LONG_AGO)


def calendar(name: str = "Office hours", body: Mapping[str, Any] = OFFICE_HOURS) -> CalendarVersion:
    """Return the newest version of a calendar, made at the first call."""
    known = Calendar.objects.filter(name=name).first()
    return current_version(known or make_calendar(name, body, actor=SYSTEM, now=LONG_AGO))


def agreement(
    name: str = "Standard",
    *,
    of: Client | None = None,
    body: Mapping[str, Any] = STANDARD,
    valid_from: datetime = LONG_AGO,
    offered: bool = True,
    calendar_name: str = "Office hours",
) -> AgreementVersion:
    """Return version 1 of an agreement, of the whole practice unless `of` names a client."""
    practice()
    known = Agreement.objects.filter(name=name).first() or make_agreement(
        name, of, calendar(calendar_name).calendar, body, valid_from, offered=offered, actor=SYSTEM, now=LONG_AGO
    )
    return known.versions.get(no=1)


def ticket(title: str = "Phones drop the line", *, of: cast.Client = cast.KESTREL, now: datetime = NOW) -> Ticket:
    """Return a P3 ticket of a client, opened by Ines for its first contact under the agreement of that day."""
    team()
    agreement()
    opening = Opening(
        client_id=client(of).pk,
        contact_id=contact(of).pk,
        title=title,
        text="Every call ends after a minute.",
        impact=2,
        urgency=2,
    )
    return open_ticket(opening, actor=actor(member(cast.INES)), now=now)


def actor(person: Person) -> Actor:
    """Return the actor that the middleware would make of a person."""
    return identity.actor_of(person)
