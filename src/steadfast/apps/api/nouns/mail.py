"""Mail: what left and whether it arrived, and what came and waits for somebody to sort it. No box tells its secrets."""

from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.api.nouns import clients, tickets
from steadfast.apps.api.nouns.tickets import TicketOut
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Incoming, Sent
from steadfast.apps.mail.queries import incoming
from steadfast.apps.mail.queries import sent as queries
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["mail"])
PLAIN = ("kind", "to", "subject", "state", "attempts", "error", "queued_at", "next_at", "ended_at")
CAME = ("outcome", "why", "sender", "sender_name", "subject", "files", "came_at", "sent_at")
AT = "/mail/triage/{number:mail_id}"


class SentOut(Schema):
    """A mail of ours. `state`: queued, sent, failed or bounced; `error`: why it has not left or did not arrive."""

    id: int
    kind: str
    ticket: int | None
    message: int | None
    to: list[str]
    subject: str
    state: str
    attempts: int
    error: str
    queued_at: Instant
    next_at: Instant | None
    ended_at: Instant | None


class IncomingOut(Schema):
    """A mail that came. `outcome`: what became of it; while it waits triage, capped or unreadable, and `why`."""

    id: int
    outcome: str
    why: str
    sender: str
    sender_name: str
    subject: str
    text: str
    files: int
    came_at: Instant
    sent_at: Instant | None
    proposed_client: Named | None
    proposed_ticket: int | None
    ticket: int | None


class Left(Paging):
    """Which mail that left."""

    state: Literal["", "queued", "sent", "failed", "bounced"] = ""


class Waits(Paging):
    """For which reason it waits."""

    why: Literal["", "triage", "capped", "unreadable"] = ""


class Whose(Given):
    """Whose it is; `contact`: who wrote it becomes a contact of theirs."""

    client: Id
    contact: bool = False


class Where(Given):
    """On which ticket it belongs, by its number."""

    ticket: Id


@reads(routes, "/mail/sent", "mail.sent", page_of(SentOut))
def list_sent_mail(request: Request, asked: Query[Left]) -> Told:
    """List the mail on tickets that left, waits or did not arrive, newest first."""
    rows = queries.sent_visible_to(request.actor).select_related("ticket__subject", "message")
    rows = rows.filter(state=asked.state) if asked.state else rows
    saw(request, "mail that left")
    return Told(paged(rows, ("-id",), asked, _sent))


@writes(routes, "/mail/sent/{number:sent_id}/again", "mail.sent", SentOut)
def send_mail_again(request: Request, sent_id: int) -> Told:
    """Send once more what failed or came back."""
    rows = queries.sent_visible_to(request.actor).select_related("ticket__subject", "message").filter(pk=sent_id)
    if not rows.exists():
        raise Http404
    if not operations.send_again(sent_id, actor=request.actor, now=clock.now()):
        raise Refused("This one cannot be sent again.")
    return Told(_sent(rows.get()))


@reads(routes, "/mail/triage", "mail.triage", page_of(IncomingOut))
def list_mail_to_sort(request: Request, asked: Query[Waits]) -> Told:
    """List the mail that waits for somebody, newest first."""
    saw(request, "mail to sort")
    return Told(paged(incoming.waiting(request.actor, asked.why), ("-came_at", "-raw_id"), asked, _came))


@reads(routes, AT, "mail.triage", IncomingOut)
def get_mail_to_sort(request: Request, mail_id: int) -> Told:
    """Read one mail that came."""
    row = _find(request, mail_id)
    saw(request, "mail that came", mail_id)
    return Told(_came(row))


@writes(routes, f"{AT}/open", "mail.triage", TicketOut, status=201)
def open_ticket_from_mail(request: Request, mail_id: int, typed: Whose) -> Told:
    """Say whose it is: it opens a ticket of theirs, whose promises count from when the mail came."""
    row, client = _find(request, mail_id), clients.find(request, typed.client)
    said = {"client_id": client.pk, "makes_contact": typed.contact}
    ticket = operations.open_for(row.pk, **said, actor=request.actor, now=clock.now())
    return tickets.one(request, ticket.subject.number, status=201)


@writes(routes, f"{AT}/add", "mail.triage", TicketOut)
def add_mail_to_ticket(request: Request, mail_id: int, typed: Where) -> Told:
    """Add it to a ticket."""
    row, ticket = _find(request, mail_id), tickets.find(request, typed.ticket)
    operations.add_to(row.pk, ticket_id=ticket.pk, actor=request.actor, now=clock.now())
    return tickets.one(request, typed.ticket)


@writes(routes, f"{AT}/dismiss", "mail.triage", IncomingOut)
def dismiss_mail(request: Request, mail_id: int) -> Told:
    """Say that it is not for us; it stays in the store of mail."""
    operations.dismiss(_find(request, mail_id).pk, actor=request.actor, now=clock.now())
    return Told(_came(_find(request, mail_id)))


def _sent(row: Sent) -> dict[str, Any]:
    number = row.ticket.subject.number if row.ticket else None
    message = row.message.event_id if row.message else None
    return {"id": row.pk, **{name: getattr(row, name) for name in PLAIN}, "ticket": number, "message": message}


def _came(row: Incoming) -> dict[str, Any]:
    whole = row.text + (f"\n{row.folded}" if row.folded else "")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in CAME},
        "text": whole,
        "proposed_client": someone(row.proposed_client),
        "proposed_ticket": row.proposed_ticket.subject.number if row.proposed_ticket else None,
        "ticket": row.ticket.subject.number if row.ticket else None,
    }


def _find(request: Request, mail_id: int) -> Incoming:
    row = incoming.visible_to(request.actor).filter(pk=mail_id).first()
    if row is None:
        raise Http404
    return row
