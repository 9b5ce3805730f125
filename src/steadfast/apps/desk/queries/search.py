"""What is found of tickets: one document with all that was said on it, notes apart, where no contact finds them.

A ticket that was merged has none of its own: what was said there is found by the ticket in which it stands now.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.models import STANDS, Attachment, Message, Ticket
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.apps.imports import queries as imports
from steadfast.domain.language import say
from steadfast.foundation import subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sight, sources
from steadfast.foundation.search.sources import OPEN, Document, Hit, Source, Watch

INSIDE = "inside"
ABOUT = ("subject", "client", "contact")
COLUMNS = (
    "category", "source_key", "batch", "opened_at", "last_said_at", "subject__kind", "subject__number",
    "subject__title", "client__name", "contact__name", "state",
)  # fmt: skip
ROOT = "SELECT coalesce(t.merged_into_id, t.subject_id) FROM desk_ticket t WHERE t.subject_id = "
Said = Mapping[int, list[tuple[str, str]]]


def register() -> None:
    sources.register(TICKETS)


def documents(refs: Sequence[int]) -> list[Document]:
    said = _said(refs)
    rows = Ticket.objects.filter(pk__in=refs, merged_into=None).select_related(*ABOUT).only(*ABOUT, *COLUMNS)
    return [_document(row, said.get(row.pk, [])) for row in rows]


def _document(row: Ticket, said: Sequence[tuple[str, str]]) -> Document:
    return Document(
        row.pk,
        (row.subject.label, row.subject.title),
        (row.client.name, row.contact.name if row.contact else ""),
        (row.category, *(text for kind, text in said if kind != INSIDE)),
        (row.source_key, *(text for kind, text in said if kind == INSIDE)),
        (sight.client_token(row.client_id), OPEN, *imports.tokens_of(row.batch_id)),
        row.last_said_at or row.opened_at,
    )


def _said(refs: Sequence[int]) -> Said:
    """Return what was said on tickets and on those merged into them, newest first: (kind, text)."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    merged = dict(Ticket.objects.filter(merged_into__in=refs).values_list("pk", "merged_into_id"))
    keys = [*refs, *merged]
    rows = Message.objects.filter(STANDS, ticket__in=keys).order_by("ticket_id", "-at", "-id")
    with_files = []
    for key, ticket, kind, text, files in rows.values_list("pk", "ticket_id", "kind", "text", "files"):
        found[merged.get(ticket, ticket)].append((kind, text))
        with_files += [key] if files else []
    if merged:
        for key, title in Ticket.objects.filter(pk__in=merged).values_list("pk", "subject__title"):
            found[merged[key]].append(("public", title))
    if with_files:
        files_of = Attachment.objects.filter(message__in=with_files).order_by("message_id", "no")
        root = Coalesce("message__ticket__merged_into_id", "message__ticket_id")
        for ticket, kind, name in files_of.values_list(root, "message__kind", "name"):
            found[ticket].append((kind, name))
    return found


def hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    rows = list(visible_to(actor).filter(pk__in=refs).select_related(*ABOUT).only(*ABOUT, *COLUMNS))
    inside = actor.client_id is None
    said = _said([row.pk for row in rows])
    return {
        row.pk: Hit(
            row.subject.title,
            subjects.url_of(row.subject),
            number=row.subject.label,
            about=" · ".join(filter(None, (row.client.name, row.contact.name if row.contact else "", say(row.state)))),
            at=row.last_said_at or row.opened_at,
            texts=(
                *(text for kind, text in said.get(row.pk, []) if inside or kind != INSIDE),
                row.category,
                row.source_key if inside else "",
            ),
        )
        for row in rows
    }


def numbered(number: int, actor: Actor) -> int | None:
    rows = visible_to(actor).filter(subject__kind="ticket", subject__number=number)
    return rows.values_list("pk", flat=True).first()


def _may(actor: Actor) -> bool:
    return actor.may("tickets.view")


TICKETS = Source(
    code=1,
    name="ticket",
    label=_("Tickets"),
    may=_may,
    rows="SELECT subject_id FROM desk_ticket WHERE merged_into_id IS NULL",
    watches=(
        Watch(
            "desk_ticket",
            "SELECT row.subject_id UNION SELECT row.merged_into_id",
            ("client_id", "contact_id", "category", "source_key", "batch_id", "last_said_at", "merged_into_id"),
            key="subject_id",
        ),
        Watch("desk_message", f"{ROOT}row.ticket_id", ("ticket_id", "kind", "text", "gone_at")),
        Watch(
            "desk_attachment",
            f"{ROOT}(SELECT m.ticket_id FROM desk_message m WHERE m.id = row.message_id)",
            ("message_id", "name"),
        ),
        Watch("foundation_subject", f"{ROOT}row.id", ("title",), when="row.kind = 'ticket'", is_named_elsewhere=True),
        Watch(
            "clients_client",
            "SELECT t.subject_id FROM desk_ticket t WHERE t.client_id = row.party_id",
            ("name",),
            key="party_id",
            is_named_elsewhere=True,
        ),
        Watch(
            "identity_person",
            "SELECT t.subject_id FROM desk_ticket t WHERE t.client_id = row.party_id AND t.contact_id = row.id",
            ("name",),
            is_named_elsewhere=True,
        ),
    ),
    documents=documents,
    hits=hits,
    prefix="T",
    is_plain_number=True,
    numbered=numbered,
)
