"""The day as scenes tell it: open hours before and after now, the people of the cast, and tickets that they open."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.clients.models import Client
from steadfast.apps.demo.cast import cast
from steadfast.apps.demo.operations.before import before
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor

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
