"""A living day on top of the past: promises due soon, a client's yes, a breach that explains itself.

Times are told in open hours before now, so that the day is alive at any hour: "95 minutes ago" on a Sunday night means
95 minutes of desk hours. A demo that was left for a day gets a new day at its next start.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.clients.models import Client
from steadfast.apps.demo.cast import cast
from steadfast.apps.demo.operations.before import before
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor

STALE = timedelta(hours=20)
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Day:
    """The hours of the desk and the instant that it is seen from."""

    hours: Hours
    now: datetime

    def ago(self, seconds: int) -> datetime:
        """Return the instant since which the desk has been open for `seconds`."""
        return before(self.hours, self.now, seconds)

    def ahead(self, seconds: int) -> datetime:
        """Return the instant until which the desk will be open for `seconds`."""
        return self.hours.due(self.now, seconds)


def happen(*, now: datetime) -> None:
    """Let the day happen, unless one did lately."""
    newest = Ticket.objects.filter(batch=None).order_by("-opened_at").first()
    if newest is not None and now - newest.opened_at < STALE:
        return
    version = agreements.applies_to(None, now)
    if version is None:
        raise LookupError("The demo needs its agreement; load the people first.")
    day = Day(agreements.hours_of(agreements.current_version(version.calendar)), now.replace(microsecond=0))
    with transaction.atomic():
        for scene in SCENES:
            scene(day)


def member(name: str) -> Actor:
    return identity.actor_of(Person.objects.get(party_id=PRACTICE_ID, name=name))


def open_for(
    day: Day,
    who: str,
    contact: str,
    title: str,
    text: str,
    ago: int,
    *,
    impact: int,
    urgency: int,
    kind: str = "incident",
) -> int:
    """Open a ticket of a client, as the duty owner writes it down from the phone; return its key."""
    client = Client.objects.get(name=who)
    opening = desk.Opening(
        client_id=client.pk,
        title=title,
        text=text,
        kind=kind,
        impact=impact,
        urgency=urgency,
        channel="phone",
        contact_id=Person.objects.get(party_id=client.pk, name=contact).pk,
        site_id=client.sites.order_by("id").values_list("id", flat=True)[0],
        team_id=Team.objects.get(name=cast().TEAM).pk,
    )
    ticket = desk.open_ticket(opening, actor=member("Theo"), now=day.ago(ago))
    return ticket.subject_id


def breach(day: Day) -> None:
    """A first response that is 35 minutes late, and still owed."""
    ticket = open_for(
        day, "Kestrel Dental", "Amara Ruiz", "Practice software drops the line",
        "Every ten minutes or so the practice software loses the server, in all three rooms.",
        95 * MINUTE, impact=2, urgency=1,
    )  # fmt: skip
    desk.take(ticket, actor=member("Ines"), now=day.ago(88 * MINUTE))
    desk.note(
        ticket, text="Switch log shows the uplink flapping. Going through the ports now.",
        actor=member("Ines"), now=day.ago(70 * MINUTE),
    )  # fmt: skip


def due_soon(day: Day) -> None:
    """A critical incident under way: next update in half an hour, resolution in an hour."""
    kofi = member("Kofi")
    ticket = open_for(
        day, "Marlow Freight", "Jo Marlow", "Scanners at gate 4 lose the network",
        "Nothing leaves the yard while the scanners are down. Please hurry.",
        3 * HOUR, impact=1, urgency=1,
    )  # fmt: skip
    desk.take(ticket, actor=kofi, now=day.ago(3 * HOUR - 4 * MINUTE))
    desk.reply(
        ticket, text="I have it. The access point at gate 4 does not answer; I restart it from here and tell you.",
        next_update_at=day.ago(2 * HOUR), actor=kofi, now=day.ago(3 * HOUR - 9 * MINUTE),
    )  # fmt: skip
    desk.note(ticket, text="Power injector is dead. Spare one is in the depot.", actor=kofi, now=day.ago(140 * MINUTE))
    desk.reply(
        ticket, text="The power injector is broken. A spare one goes in now; I write again when the scanners are back.",
        next_update_at=day.ahead(30 * MINUTE), actor=kofi, now=day.ago(125 * MINUTE),
    )  # fmt: skip


def waited_and_went_on(day: Day) -> None:
    """A clock that stood still for an hour and a half while the client looked something up."""
    ines = member("Ines")
    lena = Person.objects.get(name="Lena Brandt")
    ticket = open_for(
        day, "Old Mill Bakery", "Lena Brandt", "Mailboxes of the shop arrive twice",
        "Since Friday the shop gets every mail twice.", 9 * HOUR, impact=2, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=ines, now=day.ago(9 * HOUR - 10 * MINUTE))
    desk.wait(
        ticket, reason="client", words="the list of accounts", on_person_id=lena.pk, expires_at=day.ahead(2 * HOUR),
        text="Could you send me the list of accounts that are concerned?", actor=ines, now=day.ago(8 * HOUR),
    )  # fmt: skip
    desk.hear(
        ticket, text="Here is the list. Shop and bakery both get everything twice.", by_person_id=lena.pk, how="mail",
        actor=ines, now=day.ago(6 * HOUR + 30 * MINUTE),
    )  # fmt: skip
    desk.reply(
        ticket, text="The second delivery comes from an old forwarding rule. I remove it and watch it for a while.",
        next_update_at=day.ahead(3 * HOUR), actor=ines, now=day.ago(5 * HOUR),
    )  # fmt: skip


def their_yes(day: Day) -> None:
    """A client who said yes to a date: what we asked for is their commitment now."""
    kofi = member("Kofi")
    okafor = Person.objects.get(name="Sam Okafor")
    ticket = open_for(
        day, "Marlow Freight", "Sam Okafor", "New switch at the depot asks for a password",
        "The new switch is in the rack, but we cannot reach its settings.", 5 * HOUR, impact=2, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=kofi, now=day.ago(5 * HOUR - 20 * MINUTE))
    desk.wait(
        ticket, reason="client", words="Sam Okafor sends the switch password", on_person_id=okafor.pk,
        expires_at=day.ahead(30 * HOUR), text="The password is on a label under the switch. When can you look?",
        actor=kofi, now=day.ago(4 * HOUR),
    )  # fmt: skip
    desk.say_yes(ticket, due_at=day.ahead(12 * HOUR), actor=kofi, now=day.ago(3 * HOUR))


def kept_late(day: Day) -> None:
    """Resolved over an hour after it was due, and waiting for the client's yes."""
    ines = member("Ines")
    ticket = open_for(
        day, "Kestrel Dental", "Amara Ruiz", "X-ray workstation prints blank pages",
        "Blank pages since this morning; patients wait for their pictures.", 22 * HOUR, impact=2, urgency=1,
    )  # fmt: skip
    desk.take(ticket, actor=ines, now=day.ago(22 * HOUR - 5 * MINUTE))
    desk.reply(
        ticket, text="I am on it. The driver changed over night.", actor=ines, now=day.ago(22 * HOUR - 20 * MINUTE)
    )
    desk.resolve(
        ticket, text="The old driver is back and pictures print. It took longer than promised; I am sorry for that.",
        actor=ines, now=day.ago(22 * HOUR - 9 * HOUR - 10 * MINUTE),
    )  # fmt: skip


def kept(day: Day) -> None:
    """Resolved in time and confirmed by the client."""
    kofi = member("Kofi")
    ticket = open_for(
        day, "Old Mill Bakery", "Lena Brandt", "Till in the shop loses its card terminal",
        "Customers cannot pay by card.", 26 * HOUR, impact=1, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=kofi, now=day.ago(26 * HOUR - 3 * MINUTE))
    desk.resolve(
        ticket, text="The terminal has a fixed address now and stays connected.", actor=kofi,
        now=day.ago(23 * HOUR),
    )  # fmt: skip
    desk.confirm(ticket, actor=kofi, now=day.ago(20 * HOUR))


def untouched(day: Day) -> None:
    """New, and nobody has taken it yet: the duty owner answers."""
    open_for(
        day, "Kestrel Dental", "Amara Ruiz", "New hygienist needs an account",
        "She starts on the first and needs mail and the practice software.", 20 * MINUTE, impact=3, urgency=3,
        kind="request",
    )  # fmt: skip


def on_a_supplier(day: Day) -> None:
    """Waiting on a supplier, which does not stop the client's clock; and a promise made in a conversation."""
    theo = member("Theo")
    ticket = open_for(
        day, "Old Mill Bakery", "Lena Brandt", "Phone line of the bakery crackles",
        "Orders by phone are hard to understand.", 7 * HOUR, impact=2, urgency=3,
    )  # fmt: skip
    desk.take(ticket, actor=theo, now=day.ago(7 * HOUR - 15 * MINUTE))
    desk.wait(
        ticket, reason="supplier", words="the line test of the phone company", expires_at=day.ahead(10 * HOUR),
        text="The phone company tests the line. I keep at it.", actor=theo, now=day.ago(6 * HOUR),
    )  # fmt: skip
    desk.promise(
        ticket, what="Call Lena Brandt with the result of the line test", due_at=day.ahead(8 * HOUR), actor=theo,
        now=day.ago(2 * HOUR),
    )  # fmt: skip


SCENES = (kept, kept_late, waited_and_went_on, on_a_supplier, their_yes, due_soon, breach, untouched)
