"""The thread of a ticket: what was said, newest first. Notes that stay inside need the scope "notes"."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from steadfast.apps.api import scopes
from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads
from steadfast.apps.api.serving.shapes import Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.desk.models import STANDS, Message
from steadfast.apps.desk.queries import files as attached
from steadfast.apps.desk.queries.thread import origins
from steadfast.apps.identity import auditing
from steadfast.apps.identity import operations as identity
from steadfast.apps.mail.queries import delivery
from steadfast.foundation import clock
from steadfast.foundation.access import Request
from steadfast.foundation.files import store, types

routes = Router(tags=["messages"])
ORDER = ("-event_id",)
SEALED = "default-src 'none'; sandbox"  # it is saved, and nothing in it runs on our address


class FileOut(Schema):
    """A file of a message; `media_type` by what is in it. `content` is its address of the API."""

    id: int
    name: str
    size: int
    media_type: str
    sha256: str
    content: str


class Delivery(Schema):
    """The mail of a message. Of ours `to` and its state: queued, sent, failed, bounced; of theirs `came` and `sender`.

    `error`: why ours has not left or did not arrive. `folded`: what theirs quotes, and its signature.
    """

    state: str
    to: list[str]
    sender: str
    at: Instant | None
    error: str
    folded: str


class MessageOut(Schema):
    """`kind` is public (to the client), heard (from the client) or inside. `by`: a name that is nobody's here."""

    id: int
    kind: str
    ticket: int
    author: Named | None
    by: str
    text: str
    at: Instant
    files: list[FileOut]
    mail: Delivery | None


@reads(routes, "/tickets/{number:number}/messages", "tickets.view", page_of(MessageOut))
def list_messages(request: Request, number: int, asked: Query[Paging]) -> Told:
    """Read what was said on a ticket, on those merged into it too."""
    ticket = tickets.find(request, number)
    rows = Message.objects.filter(STANDS, ticket_id__in=[ticket.pk, *origins(ticket)])
    if not _reads_notes(request):
        rows = rows.exclude(kind="inside")
    rows = rows.select_related("author", "ticket__subject").prefetch_related("attachments")
    saw(request, "ticket", number)
    page = paged(rows, ORDER, asked, told)
    mails = delivery.of_messages([one["id"] for one in page["items"]])
    for one in page["items"]:
        one["mail"] = mails.get(one["id"])
    return Told(page)


@reads(routes, "/files/{number:file_id}", "tickets.view", FileOut)
def get_file(request: Request, file_id: int) -> Told:
    """Read what is known of a file."""
    return Told(_file(_found(request, file_id)))


@reads(routes, "/files/{number:file_id}/content", "tickets.view", None)
def get_file_content(request: Request, file_id: int) -> HttpResponse:
    """Take a file along; the audit book says so before its first byte leaves."""
    row = _found(request, file_id)
    if wait := auditing.paced(request):
        return wait
    try:
        content = store.read(row.digest)
    except FileNotFoundError as missing:
        raise Http404 from missing
    now, origin = clock.now(), auditing.origin_of(request)
    identity.note_export(request.actor.person_id or 0, request.path, origin, now=now)
    answer: Any = FileResponse(content, as_attachment=True, filename=row.name, content_type=types.UNKNOWN)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SEALED
    return answer  # type: ignore[no-any-return]  # a page of pieces, which Django takes as it takes any


def told(row: Message) -> dict[str, Any]:
    """Return what is told of a message."""
    return {
        "id": row.event_id,
        "kind": row.kind,
        "ticket": row.ticket.subject.number,
        "author": someone(row.author),
        "by": row.by,
        "text": row.text,
        "at": row.at,
        "files": [_file(one) for one in sorted(row.attachments.all(), key=lambda one: one.no)] if row.files else [],
    }


def _file(row: Any) -> dict[str, Any]:
    plain = {"id": row.pk, "name": row.name, "size": row.size, "media_type": row.media_type, "sha256": row.digest}
    return {**plain, "content": reverse("api:v1:get_file_content", args=[row.pk])}


def _found(request: Request | HttpRequest, file_id: int) -> Any:
    """Return a file in sight; one of a note only to who reads notes."""
    actor = request.actor  # type: ignore[union-attr]
    row = attached.visible_to(actor).filter(pk=file_id).select_related("message__ticket__subject").first()
    if row is None or (row.message.kind == "inside" and not _reads_notes(request)):
        raise Http404
    return row


def _reads_notes(request: Request | HttpRequest) -> bool:
    """Tell whether a token is for reading notes: one for bulk changes only writes them."""
    may: bool = request.actor.may("tickets.note")  # type: ignore[union-attr]
    return may and scopes.reads(request.auth.held, "tickets.note")  # type: ignore[union-attr]
