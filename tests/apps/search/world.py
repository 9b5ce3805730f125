"""A practice in which a few planted words stand in every kind of text, and what each reader should find of them.

The oracle reads rows through `visible_to` and splits their texts itself; it knows nothing of the index.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.operations import add_device
from steadfast.apps.commitments import queries as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries import tickets
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports.models import Batch
from steadfast.foundation.actor import SYSTEM, Actor
from tests import cast, factories

PLANTED = ("toner", "firewall", "backup", "müller", "xylograph", "lantern", "gate")
OF_A_TICKET = ("first response", "resolution", "next update")
Key = tuple[str, int]


def build(seed: int = 7) -> None:
    """Make clients, tickets with messages and notes, devices, promises, agreements, and tickets of two imports."""
    random = Random(seed)
    ines = factories.actor(factories.member(cast.INES))
    for place, who in enumerate(cast.CLIENTS):
        client = factories.client(who)
        add_device(client, {"name": f"{_some(random)} {place}", "kind": "printer"}, actor=SYSTEM, now=factories.NOW)
        for number in range(6):
            now = factories.NOW + timedelta(minutes=7 * number)
            ticket = factories.ticket(f"{_some(random)} {number}", of=who, now=now)
            desk.note(ticket.pk, text=_some(random), actor=ines, now=now + timedelta(minutes=1))
            desk.reply(ticket.pk, text=_some(random), actor=ines, now=now + timedelta(minutes=2))
    factories.agreement(f"Lantern {cast.KESTREL.name}", of=factories.client(cast.KESTREL), calendar_name="Surgery")
    for state in ("shown", "undone"):
        batch = Batch.objects.create(
            kind="tickets", mapping="uci", state=state, created_at=factories.NOW, file_hash=state, file_name=state
        )
        ticket = factories.ticket(f"{PLANTED[0]} {state}", of=cast.MARLOW)
        Ticket.objects.filter(pk=ticket.pk).update(batch=batch)
    _promises(random)


def _some(random: Random) -> str:
    return " ".join(random.sample(PLANTED, k=2))


def _promises(random: Random) -> None:
    """Put words of their own into promises of ours, of clients, and of a client to nobody here."""
    own = Commitment.objects.order_by("id")
    for number, row in enumerate(own[:9]):
        party = row.client_id if number % 3 == 0 else PRACTICE_ID
        Commitment.objects.filter(pk=row.pk).update(
            kind="promise", what=_some(random), creditor_id=party or PRACTICE_ID
        )


def expected(words: tuple[str, ...], actor: Actor) -> set[Key]:
    """Return what an actor should find that has all of some words."""
    return {key for key, text in _texts(actor) if set(words) <= set(re.findall(r"\w+", text.lower()))}


def _texts(actor: Actor) -> Iterator[tuple[Key, str]]:
    inside = actor.client_id is None
    for ticket in tickets.visible_to(actor).select_related("subject", "client", "contact"):
        said = " ".join(m.text for m in ticket.messages.all() if inside or m.kind != "inside")
        who = f"{ticket.client.name} {ticket.contact.name if ticket.contact else ''}"
        yield ("ticket", ticket.pk), f"{ticket.subject.title} {who} {said}"
    for client in clients.visible_to(actor):
        yield ("client", client.pk), client.name
        if inside:
            yield from ((("site", site.pk), f"{site.name} {client.name}") for site in client.sites.all())
            for person in Person.objects.filter(party_id=client.pk):
                yield ("contact", person.pk), f"{person.name} {person.email} {client.name}"
    for device in clients.devices_visible_to(actor):
        yield ("device", device.pk), f"{device.name} {device.client.name}"
    for agreement in agreements.visible_to(actor):
        yield ("agreement", agreement.pk), f"{agreement.name} {agreement.client.name if agreement.client else ''}"
    for row in register.visible_to(actor).exclude(kind__in=OF_A_TICKET).select_related("debtor", "creditor"):
        names = " ".join(party.name for party in (row.debtor, row.creditor) if party.pk != PRACTICE_ID)
        person = row.creditor_person.name if row.creditor_person else ""
        yield ("commitment", row.pk), f"{row.what} {names} {person}"
