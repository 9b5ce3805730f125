"""Tickets as somebody may see them."""

from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from steadfast.apps.commitments.models import HandOver, Wait
from steadfast.apps.desk import along
from steadfast.apps.desk.models import Ticket, TicketLink
from steadfast.apps.imports import queries as imports
from steadfast.apps.imports import shadows
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

UNRESOLVED = ("new", "in progress", "waiting")
SWEEP = 500  # tickets that one run of a periodic task works on
WITH = (
    "subject", "client", "site", "contact", "owner", "team__duty_owner", "follows__subject",
    "agreement_version__agreement", "agreement_version__calendar", "batch",
)  # fmt: skip

OWN = (
    "kind", "client", "site", "contact", "team", "owner", "agreement_version", "impact", "urgency", "priority",
    "channel", "category", "state", "version", "opened_at", "taken_at", "first_response_at", "resolved_at", "closed_at",
    "follows", "merged_into", "reopened", "batch", "source_key", "source_owner", "source_kept",
)  # fmt: skip
NAMES = (
    "subject__kind", "subject__number", "subject__title", "subject__chain", "client__name", "site__name",
    "contact__name", "contact__email", "contact__left_at", "owner__name", "team__name", "team__duty_owner__name",
    "follows__subject__kind", "follows__subject__number", "agreement_version__body",
    "agreement_version__agreement__name", "agreement_version__calendar__subject", "batch__file_name",
)  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Ticket]:
    """Return what an actor may see: members all, a client's contact their own client's, or just their own."""
    return narrowed(shown(), actor)


def narrowed(rows: QuerySet[Ticket], actor: Actor) -> QuerySet[Ticket]:
    """Return of `shown` rows those that an actor may see, for a query that is put together once for everybody."""
    return _seen_by(actor, rows.all()) if actor.may("tickets.view") else rows.none()


def sees_all(actor: Actor) -> bool:
    """Tell whether an actor sees every ticket, as members do."""
    return actor.client_id is None and actor.may("tickets.view")


@cache  # putting it together costs more than asking
def shown() -> QuerySet[Ticket]:
    """Return the tickets of no hidden batch, to be narrowed; never to be read as it is."""
    return Ticket.objects.filter(imports.IsShown("batch"))


def find(number: int, actor: Actor) -> Ticket | None:
    """Return the ticket of a human number with all that its page names, or None when the actor sees no such ticket."""
    if not actor.may("tickets.view"):
        return None
    sight = {} if actor.client_id is None else {"client": actor.client_id}
    if actor.own_only:
        sight["contact"] = actor.person_id or 0
    reads = {"reader": actor.person_id or 0} if along.is_asked() and actor.client_id is None else {}
    found = _numbered(*reads, *sight).rows(number=number, **reads, **sight)
    return found[0] if found else None


def offered(ticket: Ticket) -> bool:
    """Tell whether an offer waits, as `find` saw along; True where nobody looked."""
    return getattr(ticket, "offered", True)


def _seen_by(actor: Actor, rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return _seen(rows, actor.client_id, (actor.person_id or 0) if actor.own_only else None)


def _seen(rows: QuerySet[Ticket], client: int | None = None, contact: int | None = None) -> QuerySet[Ticket]:
    """Return all, or of a client's contact those of the client, or of themselves alone."""
    of = {"client_id": client, "contact_id": contact}
    return rows.filter(**{name: key for name, key in of.items() if key is not None})


@cache
def _numbered(*given: str) -> Rows[Ticket]:
    def build(number: int, reader: int | None = None, **of: int) -> QuerySet[Ticket]:
        rows = _seen(_whole(), **of).filter(subject__kind="ticket", subject__number=number)
        return rows if reader is None else rows.annotate(**along.read(reader))

    return Rows(build, ["number", *given])


def _whole() -> QuerySet[Ticket]:
    """Return tickets with all that their pages name; `offered`, `followed` …: whether it needs to be asked by whom."""
    offered = Exists(HandOver.objects.filter(subject=OuterRef("pk"), answered_at=None))
    followed = Exists(Ticket.objects.filter(follows=OuterRef("pk")))
    rows = Ticket.objects.filter(imports.IsShown("batch")).select_related(*WITH)
    linked = TicketLink.objects.filter(ended_at=None)
    from_it, to_it = Exists(linked.filter(from_ticket=OuterRef("pk"))), Exists(linked.filter(to_ticket=OuterRef("pk")))
    joins = Exists(Ticket.objects.filter(merged_into=OuterRef("pk")))
    along = {"offered": offered, "followed": followed, "joins": joins, "links_from": from_it, "links_to": to_it}
    return rows.annotate(**along, led_by=shadows.name_of("batch__source")).only(*OWN, *NAMES)


def expired(now: datetime) -> list[int]:
    """Return tickets whose wait should be over, at most SWEEP, oldest expiry first, but for what a source leads."""
    rows = Wait.objects.filter(until=None, expires_at__lte=now, subject__ticket__merged_into__isnull=True)
    rows = rows.filter(subject__kind="ticket").filter(~Q(subject__ticket__batch__in=shadows.batches()))
    return list(rows.order_by("expires_at", "id").values_list("subject_id", flat=True)[:SWEEP])
