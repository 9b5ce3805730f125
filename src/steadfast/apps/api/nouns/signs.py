"""The watch: which tickets may go wrong and why, and which clients are at risk, with what was promised about it."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns import clients, commitments
from steadfast.apps.api.nouns.commitments import CommitmentOut
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.watch import operations
from steadfast.apps.watch.models import Sign
from steadfast.apps.watch.queries import risk, signs
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.signs import DETECTORS
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["watch"])


class SignOut(Schema):
    """`detector` speaks since an instant: `why`, and what to do (`act`). Without a ticket it is about the person."""

    id: int
    detector: str
    name: str
    why: str
    act: str
    since: Instant
    ticket: int | None
    client: str
    person: Named | None
    later_until: Instant | None


class AtRiskOut(Schema):
    """A client, the lines that say why, who owns the relationship, and the promises about it that are open."""

    client: Named
    lines: list[str]
    relationship_owner: Named | None
    actions: list[int]


class Wanted(Paging):
    """Whose signs, of which detector."""

    mine: bool = False
    detector: str = Field("", max_length=40, description=f"one of: {', '.join(DETECTORS)}")


class Later(Given):
    """Until when it stays off Today."""

    until: Instant


class Action(Given):
    """What is done about it, and by when."""

    what: str = Field(min_length=1, max_length=200, pattern=r"\S")
    due_at: Instant


@reads(routes, "/signs", "watch.view", page_of(SignOut))
def list_signs(request: Request, asked: Query[Wanted]) -> Told:
    """List signs, those to look at first first."""
    if asked.detector and asked.detector not in DETECTORS:
        raise Refused("There is no such detector.")
    rows = signs.visible_to(request.actor).select_related("subject__ticket__client", "person")
    rows = rows.filter(person=request.actor.person_id) if asked.mine else rows
    rows = rows.filter(detector=asked.detector) if asked.detector else rows
    saw(request, "signs")
    return Told(paged(rows, signs.ORDER, asked, _told))


@writes(routes, "/signs/{number:sign_id}/later", "watch.view", SignOut)
def put_sign_off(request: Request, sign_id: int, typed: Later) -> Told:
    """Keep a sign of one's own off Today for a while; it stays on the page of all signs."""
    rows = signs.visible_to(request.actor).select_related("subject__ticket__client", "person").filter(pk=sign_id)
    row = rows.filter(person=request.actor.person_id).first()
    if row is None:
        raise Http404
    _refuse_past(typed.until)
    operations.put_off(row, until=typed.until)
    row.later_until = typed.until
    return Told(_told(row))


@reads(routes, "/clients-at-risk", "risk.view", list[AtRiskOut])
def list_clients_at_risk(request: Request) -> Told:
    """Read which clients are at risk, those with most lines first, at most 100."""
    rows, _ = risk.at_risk(request.actor, now=clock.now())
    saw(request, "clients at risk")
    return Told([_at_risk(row) for row in rows])


@writes(routes, "/clients/{number:client_id}/at-risk/actions", "risk.view", CommitmentOut, status=201)
def promise_action(request: Request, client_id: int, typed: Action) -> Told:
    """Promise what is done about a client at risk; whoever's token it is owes it."""
    client = clients.find(request, client_id)
    row = operations.act(client, typed.what, due_at=typed.due_at, actor=request.actor, now=clock.now())
    return commitments.one(request, row.pk, status=201)


def _refuse_past(until: datetime) -> None:
    if until <= clock.now():
        raise Refused("Name an instant that lies ahead.")


def _told(row: Sign) -> dict[str, Any]:
    shown = signs.shown(row)
    return {
        "id": row.pk,
        "detector": row.detector,
        "name": shown.said.name,
        "why": shown.said.why,
        "act": shown.said.act,
        "since": row.since,
        "ticket": row.subject.number if row.subject else None,
        "client": shown.client,
        "person": someone(row.person),
        "later_until": row.later_until,
    }


def _at_risk(row: risk.AtRisk) -> dict[str, Any]:
    return {
        "client": someone(row.client),
        "lines": list(row.lines),
        "relationship_owner": someone(row.client.relationship_owner),
        "actions": [action.pk for action in row.actions],
    }
