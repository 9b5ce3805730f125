"""What is found of tickets: one document with all that was said on it, notes apart, where no contact finds them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.apps.imports import queries as imports
from steadfast.foundation import subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sight, sources
from steadfast.foundation.search.sources import OPEN, Document, Hit, Source, Watch

Said = Mapping[int, list[tuple[str, str]]]
ABOUT = ("subject", "client", "contact")
COLUMNS = (
    "category", "source_key", "batch", "opened_at", "last_said_at", "subject__kind", "subject__number",
    "subject__title", "client__name", "contact__name", "state",
)  # fmt: skip


def register() -> None:
    sources.register(TICKETS)


def documents(refs: Sequence[int]) -> list[Document]:
    said = _said(refs)
    rows = Ticket.objects.filter(pk__in=refs).select_related(*ABOUT).only(*ABOUT, *COLUMNS)
    return [_document(row, said.get(row.pk, [])) for row in rows]


def _document(row: Ticket, said: Sequence[tuple[str, str]]) -> Document:
    return Document(
        row.pk,
        (row.subject.label, row.subject.title),
        (row.client.name, row.contact.name if row.contact else ""),
        (row.category, *(text for kind, text in said if kind != "inside")),
        (row.source_key, *(text for kind, text in said if kind == "inside")),
        (sight.client_token(row.client_id), OPEN, *imports.tokens_of(row.batch_id)),
        row.last_said_at or row.opened_at,
    )


def _said(refs: Sequence[int], *, inside: bool = True) -> Said:
    """Return what was said on tickets, newest first, as (kind, text)."""
    rows = Message.objects.filter(ticket__in=refs).order_by("ticket_id", "-at", "-id")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for ticket, kind, text in rows.values_list("ticket_id", "kind", "text"):
        if inside or kind != "inside":
            found[ticket].append((kind, text))
    return found


def hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    rows = list(visible_to(actor).filter(pk__in=refs).select_related(*ABOUT).only(*ABOUT, *COLUMNS))
    inside = actor.client_id is None
    said = _said([row.pk for row in rows], inside=inside)
    return {
        row.pk: Hit(
            row.subject.title,
            subjects.url_of(row.subject),
            number=row.subject.label,
            about=" · ".join(filter(None, (row.client.name, row.contact.name if row.contact else "", row.state))),
            at=row.last_said_at or row.opened_at,
            texts=(*(text for _, text in said.get(row.pk, [])), row.category, row.source_key if inside else ""),
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
    rows="SELECT subject_id FROM desk_ticket",
    watches=(
        Watch(
            "desk_ticket",
            "SELECT row.subject_id",
            ("client_id", "contact_id", "category", "source_key", "batch_id", "last_said_at"),
            key="subject_id",
        ),
        Watch("desk_message", "SELECT row.ticket_id", ("ticket_id", "kind", "text")),
        Watch("foundation_subject", "SELECT row.id", ("title",), when="row.kind = 'ticket'", is_named_elsewhere=True),
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
