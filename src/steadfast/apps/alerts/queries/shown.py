"""Alerts as their page and the page of a ticket show them. `visible_to` is the only door."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from steadfast.apps.alerts.models import Alert
from steadfast.foundation.actor import Actor

MOST = 500  # alerts on the page of what fires now
ON_TICKET = 100
WAYS = {
    "firing": Q(firing=True, fate="ticket"),
    "maintenance": Q(firing=True, fate="maintenance"),
    "refused": Q(firing=True, fate="refused"),
}


@dataclass(slots=True)
class OfClient:
    """The alerts of one client on the page; `more` are not shown."""

    name: str
    alerts: list[Alert] = field(default_factory=list)


def visible_to(actor: Actor) -> QuerySet[Alert]:
    """Return all alerts, for who may see them; a client's contact sees none."""
    rows = Alert.objects.select_related("source", "client", "site", "device__subject", "trouble__ticket__subject")
    return rows if actor.may("alerts.view") else rows.none()


def counts(actor: Actor) -> dict[str, int]:
    """Return how many fire now, by where they are."""
    rows = visible_to(actor).filter(firing=True, current=True).order_by().values_list("fate").annotate(n=Count("pk"))
    found = dict(rows)
    return {"firing": found.get("ticket", 0), **{name: found.get(name, 0) for name in ("maintenance", "refused")}}


def firing(actor: Actor, way: str) -> QuerySet[Alert]:
    """Return what fires now and is on a ticket, in maintenance, or refused."""
    return visible_to(actor).filter(WAYS[way], current=True)


def by_client(rows: Sequence[Alert]) -> list[OfClient]:
    """Return alerts by client, the names in order and those of nobody last."""
    found: dict[tuple[bool, str], OfClient] = {}
    for alert in rows:
        name = alert.client.name if alert.client else ""
        found.setdefault((not name, name.lower()), OfClient(name)).alerts.append(alert)
    return [found[key] for key in sorted(found)]


def of_ticket(ticket_id: int, actor: Actor) -> tuple[list[Alert], dict[str, int]]:
    """Return the alerts of a ticket, those that fire first, and how many fire and recovered."""
    rows = visible_to(actor).filter(trouble=ticket_id)
    counted = rows.order_by().aggregate(all=Count("pk"), firing=Count("pk", filter=Q(firing=True)))
    return list(rows.order_by("-firing", "-last_at", "-pk")[:ON_TICKET]) if counted["all"] else [], counted
