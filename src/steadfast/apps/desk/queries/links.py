"""How a ticket hangs together with others, as its reader may see it: each link as this side reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.models import Ticket, TicketLink
from steadfast.apps.desk.queries import tickets
from steadfast.foundation.actor import Actor

MOST = 50  # links on a page

# By kind how the first ticket stands to the second, and the second to the first.
WORDS: Mapping[str, tuple[Promise | str, Promise | str]] = {
    "relates to": (_("relates to"), _("relates to")),
    "caused by": (_("is caused by"), _("causes")),
    "duplicates": (_("duplicates"), _("is duplicated by")),
    "child of": (_("child of"), _("parent of")),
    "split from": (_("split from"), _("split into")),
}
CHOICES = {  # what a form offers: kind, and whether this ticket is the first
    "relates": ("relates to", True),
    "caused": ("caused by", True),
    "causes": ("caused by", False),
    "duplicates": ("duplicates", True),
    "duplicated": ("duplicates", False),
    "child": ("child of", True),
    "parent": ("child of", False),
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link from one ticket's side: how it stands to the other one."""

    link: TicketLink
    words: Promise | str
    other: Ticket

    @property
    def can_be_taken_away(self) -> bool:
        return self.link.kind != "split from"


def of(ticket: Ticket, actor: Actor) -> list[Linked]:
    """Return the links to tickets that the actor sees, in one query; none where `find` saw that there are none."""
    if not getattr(ticket, "links_from", True) and not getattr(ticket, "links_to", True):
        return []
    rows = TicketLink.objects.filter(Q(from_ticket=ticket) | Q(to_ticket=ticket), ended_at=None)
    seen = tickets.visible_to(actor).values("pk")
    rows = rows.filter(from_ticket__in=seen, to_ticket__in=seen)
    rows = rows.select_related("from_ticket__subject", "to_ticket__subject")
    return [_seen_from(ticket, row) for row in rows.order_by("kind", "id")[:MOST]]


def words_of(kind: str, *, first: bool) -> str:
    """Return how a ticket stands to the other one."""
    return str(WORDS[kind][0 if first else 1])


def choices() -> list[tuple[str, Promise | str]]:
    """Return what a form offers."""
    return [(key, WORDS[kind][0 if first else 1]) for key, (kind, first) in CHOICES.items()]


def _seen_from(ticket: Ticket, row: TicketLink) -> Linked:
    first = row.from_ticket_id == ticket.pk
    return Linked(row, WORDS[row.kind][0 if first else 1], row.to_ticket if first else row.from_ticket)
