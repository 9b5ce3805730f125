"""The card of alerts beside a ticket that they opened."""

from steadfast.apps.alerts.queries import of_ticket
from steadfast.apps.desk.cards import Card
from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor


def draw(ticket: Ticket, actor: Actor) -> Card | None:
    """Return the card of a ticket that came by alerts, for who may see them."""
    if ticket.channel != "alert" or not actor.may("alerts.view"):
        return None
    rows, counts = of_ticket(ticket.pk, actor)
    return ("alerts/card.html", {"alerts": rows, "counts": counts}) if rows else None
