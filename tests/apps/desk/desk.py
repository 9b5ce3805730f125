"""One ticket in the hands of the cast, for the tests of the desk: Kestrel Dental, opened on a Monday at ten."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Opening
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event
from tests import cast, factories

LONDON = ZoneInfo(cast.ZONE)


def at(day: int, clock: str) -> datetime:
    """Return an instant of March 2026 in London; the 2nd is a Monday."""
    hour, minute = clock.split(":")
    return datetime(2026, 3, day, int(hour), int(minute), tzinfo=LONDON)


@dataclass
class Desk:
    """The practice with an agreement, its people as actors, and a way to open tickets."""

    ines: Actor = field(init=False)
    kofi: Actor = field(init=False)
    theo: Actor = field(init=False)

    def __post_init__(self) -> None:
        factories.team()
        factories.agreement()
        factories.client()
        self.ines = factories.actor(factories.member(cast.INES))
        self.kofi = factories.actor(factories.member(cast.KOFI))
        self.theo = factories.actor(factories.member(cast.THEO))

    def open(self, **said: object) -> Ticket:
        """Open a P3 ticket of Kestrel Dental at Monday ten; give `now`, `of` or any field of Opening to differ."""
        now = said.pop("now", at(2, "10:00"))
        of = said.pop("of", cast.KESTREL)
        opening: dict[str, object] = {
            "client_id": factories.client(of).pk,  # type: ignore[arg-type]
            "contact_id": factories.contact(of).pk,  # type: ignore[arg-type]
            "title": "Phones drop the line",
            "text": "Every call ends after a minute.",
            "impact": 2,
            "urgency": 2,
            **said,
        }
        return operations.open_ticket(Opening(**opening), actor=self.ines, now=now)  # type: ignore[arg-type]


def owed(ticket: Ticket, kind: str) -> Commitment:
    """Return the latest commitment of a kind on a ticket."""
    return Commitment.objects.filter(subject_id=ticket.pk, kind=kind).latest("id")


def kinds(ticket: Ticket) -> list[str]:
    """Return the kinds of a ticket's events in order."""
    return list(Event.objects.filter(subject_id=ticket.pk).order_by("id").values_list("kind", flat=True))


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("subject").get(pk=ticket.pk)
