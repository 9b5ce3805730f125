"""Alerts of monitoring: what fires, and where it comes from; never the address at which it is taken."""

from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.alerts import queries
from steadfast.apps.alerts.models import Alert
from steadfast.apps.alerts.queries.shown import WAYS
from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads
from steadfast.apps.api.serving.shapes import Id, Instant, Named, Paging, page_of, paged, someone
from steadfast.foundation.access import Request

routes = Router(tags=["alerts"])
PLAIN = (
    "fingerprint", "name", "severity", "host", "summary", "link", "fate", "refusal", "firing", "first_at", "last_at",
    "recovered_at", "told", "returns",
)  # fmt: skip


class AlertOut(Schema):
    """`fate`: where it is: on a ticket, in maintenance, recovered or refused with why (`refusal`)."""

    id: int
    source: Named
    fingerprint: str
    name: str
    severity: str
    host: str
    summary: str
    link: str
    client: Named | None
    site: Named | None
    device: int | None
    fate: str
    refusal: str
    ticket: int | None
    firing: bool
    first_at: Instant
    last_at: Instant
    recovered_at: Instant | None
    told: int
    returns: int


class SourceOut(Schema):
    """Where alerts come from; `trouble`: what of the last arrivals could not be read."""

    id: int
    name: str
    format: str
    client: Named | None
    team: Named | None
    paused_at: Instant | None
    last_at: Instant | None
    trouble: str
    trouble_at: Instant | None
    firing: int


class Wanted(Paging):
    """Which alerts: those that fire on tickets, in maintenance, refused ones, or all there were."""

    which: Literal["firing", "maintenance", "refused", "all"] = "firing"
    client: Id | None = None
    source: Id | None = None


@reads(routes, "/alerts", "alerts.view", page_of(AlertOut))
def list_alerts(request: Request, asked: Query[Wanted]) -> Told:
    """List alerts, those told of last first."""
    rows = queries.visible_to(request.actor)
    rows = rows if asked.which == "all" else rows.filter(WAYS[asked.which], current=True)
    kept = {"client_id": asked.client, "source_id": asked.source}
    rows = rows.filter(**{name: value for name, value in kept.items() if value is not None})
    saw(request, "alerts")
    return Told(paged(rows, ("-last_at", "-id"), asked, _told))


@reads(routes, "/alerts/{number:alert_id}", "alerts.view", AlertOut)
def get_alert(request: Request, alert_id: int) -> Told:
    """Read one alert."""
    row = queries.visible_to(request.actor).filter(pk=alert_id).first()
    if row is None:
        raise Http404
    saw(request, "alerts")
    return Told(_told(row))


@reads(routes, "/tickets/{number:number}/alerts", "alerts.view", list[AlertOut])
def list_alerts_of_ticket(request: Request, number: int) -> Told:
    """Read the alerts of a ticket, those that fire first, at most 100."""
    rows, _ = queries.of_ticket(tickets.find(request, number).pk, request.actor)
    return Told([_told(row) for row in rows])


@reads(routes, "/alert-sources", "alerts.manage", list[SourceOut])
def list_alert_sources(request: Request) -> Told:
    """Read where alerts come from and how each fares."""
    return Told([_source(row) for row in queries.with_last(queries.sources_visible_to(request.actor))])


def _told(row: Alert) -> dict[str, Any]:
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        **{name: someone(getattr(row, name)) for name in ("source", "client", "site")},
        "device": row.device.subject.number if row.device else None,
        "ticket": row.trouble.ticket.subject.number if row.trouble else None,
    }


def _source(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in ("name", "format", "paused_at", "last_at", "trouble_at")},
        **{name: someone(getattr(row, name)) for name in ("client", "team")},
        "trouble": row.trouble or "",
        "firing": row.firing_n,
    }
