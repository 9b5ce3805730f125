"""The practice of the world: a duty owner, technicians, clients with contacts, one agreement with everybody."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients import operations as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models import Person, Team, User
from steadfast.apps.identity.operations import accounts
from steadfast.apps.identity.queries import actor_of
from steadfast.config.bench import world
from steadfast.foundation.actor import Actor

ZONE = "Atlantic/Reykjavik"  # without summer time: what is moved on by whole weeks keeps its hours


@dataclass(frozen=True, slots=True)
class People:
    """Who there is; `contacts` are those of each client in the order of `clients`."""

    duty: Actor
    team: Team
    agreement: Agreement
    technicians: list[Actor]
    clients: list[Client]
    contacts: list[list[Person]]
    account: User


@transaction.atomic
def move_in(*, now: datetime) -> People:
    """Found the practice; the first technician gets an account to sign in with."""
    founding = identity.Founding("Bench", ZONE, "GBP", "Duty owner", "duty@bench.example")
    duty = identity.found(founding, now=now)
    owner = _actor(duty)
    agreement = agreements.found(ZONE, actor=owner, now=now)
    members = [_member(number, owner, now) for number in range(world.TECHNICIANS)]
    team = identity.make_team(name="Desk", duty_owner=duty, members=members, actor=owner, now=now)
    served = [_client(number, owner, now) for number in range(world.CLIENTS)]
    return People(
        duty=owner,
        team=team,
        agreement=agreement,
        technicians=[_actor(member) for member in members],
        clients=served,
        contacts=[_contacts(client, owner, now) for client in served],
        account=accounts.open_account(members[0], token_urlsafe(20)),
    )


def known() -> People:
    """Return who there is in a practice that was moved into before."""
    team = Team.objects.get(name="Desk")
    members = Person.objects.filter(email__startswith="technician").order_by("pk")
    served = list(Client.objects.order_by("pk"))
    contacts: dict[int, list[Person]] = {client.pk: [] for client in served}
    for person in Person.objects.filter(party__in=contacts).order_by("pk"):
        contacts[person.party_id].append(person)
    return People(
        duty=_actor(Person.objects.get(email="duty@bench.example")),
        team=team,
        agreement=Agreement.objects.get(),
        technicians=[_actor(member) for member in members],
        clients=served,
        contacts=[contacts[client.pk] for client in served],
        account=User.objects.get(person=members[0]),
    )


def leading_account(people: People) -> User:
    """Give the duty owner, who founded the practice, an account to sign in with, and return it."""
    return accounts.open_account(Person.objects.get(pk=people.duty.person_id or 0), token_urlsafe(20))


def _actor(person: Person) -> Actor:
    return actor_of(person)


def _member(number: int, owner: Actor, now: datetime) -> Person:
    email = f"technician{number + 1}@bench.example"
    person, _ = identity.add_member(
        name=f"Technician {number + 1}", email=email, roles=["technician"], zone=ZONE, actor=owner, now=now
    )
    return person


def _client(number: int, owner: Actor, now: datetime) -> Client:
    return clients.make_client(f"Client {number + 1:03}", ZONE, actor=owner, now=now)


def _contacts(client: Client, owner: Actor, now: datetime) -> list[Person]:
    return [
        clients.add_contact(
            client,
            f"Contact {number + 1} of {client.name}",
            email=f"contact{number + 1}@client{client.pk}.example",
            actor=owner,
            now=now,
        )
        for number in range(world.CONTACTS)
    ]
