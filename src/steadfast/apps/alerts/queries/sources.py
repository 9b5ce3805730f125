"""The sources of alerts, how they fare, and which one a token belongs to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from steadfast.apps.alerts.models import Alert, AlertSource, Arrival
from steadfast.apps.identity.queries.links import hashed
from steadfast.foundation.actor import Actor

LATEST = 20


@dataclass(frozen=True, slots=True)
class Fares:
    """How a source fares: what arrived last, the last that had trouble, and how many fire and are refused."""

    last: Arrival | None
    troubled: Arrival | None
    waiting: int
    unreadable: int
    firing: int
    refused: int


def sources_visible_to(actor: Actor) -> QuerySet[AlertSource]:
    """Return the sources, for who sets them up."""
    rows = AlertSource.objects.select_related("client", "team").order_by("name")
    return rows if actor.may("alerts.manage") else rows.none()


def by_token(token: str) -> AlertSource | None:
    """Return the source whose address or bearer token this is, unless it is paused.

    It is looked up by the hash of 256 random bits: how long that takes tells nothing of a token.
    """
    return AlertSource.objects.filter(token_hash=hashed(token), paused_at=None).only("pk", "name").first()


def with_last(rows: QuerySet[AlertSource]) -> QuerySet[AlertSource]:
    """Return sources with `last_at`, `troubled` (the id of the last arrival with trouble) and `firing_n`."""
    arrived = Arrival.objects.filter(source=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        last_at=Subquery(arrived.values("at")[:1]),
        trouble=Subquery(arrived.exclude(trouble="").values("trouble")[:1]),
        trouble_at=Subquery(arrived.exclude(trouble="").values("at")[:1]),
        firing_n=Count("alerts", filter=Q(alerts__firing=True)),
    )


def fares(source: AlertSource) -> Fares:
    """Return how a source fares."""
    arrived = Arrival.objects.filter(source=source).order_by("-pk").defer("body")
    counts = arrived.order_by().values_list("state").annotate(n=Count("pk"))
    by_state = dict(counts.filter(state__in=("waiting", "unreadable")))
    alerts = Alert.objects.filter(source=source, current=True)
    return Fares(
        last=arrived.first(),
        troubled=arrived.exclude(trouble="").first(),
        waiting=by_state.get("waiting", 0),
        unreadable=by_state.get("unreadable", 0),
        firing=alerts.filter(firing=True).count(),
        refused=alerts.filter(fate="refused", firing=True).count(),
    )


def arrivals_of(source: AlertSource) -> list[Arrival]:
    """Return what arrived last, without the bodies."""
    return list(Arrival.objects.filter(source=source).order_by("-pk").defer("body")[:LATEST])


def sample_of(source: AlertSource) -> bytes:
    """Return the body that arrived last, b"" where none did."""
    row = Arrival.objects.filter(source=source).order_by("-pk").values_list("body", flat=True).first()
    return bytes(row) if row is not None else b""


def old_arrivals(now: datetime) -> QuerySet[Arrival]:
    """Return the bodies that nobody needs any longer: read two weeks ago, or unreadable for three months."""
    read = Q(state="read", at__lt=now - timedelta(days=14))
    return Arrival.objects.filter(read | Q(state="unreadable", at__lt=now - timedelta(days=90)))
