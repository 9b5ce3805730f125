"""What merging would do, promise by promise, for the page that asks first; the operation asks the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries import tickets
from steadfast.apps.desk.queries.merged import joined_to
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.merging import Fate, Owed, fates
from steadfast.foundation.actor import Actor

OFFERED = 50  # tickets to choose from
PERSONAL = ("promise", "visit")  # somebody's own word stays with who gave it


@dataclass(frozen=True, slots=True)
class Fated:
    """A promise with what becomes of it. `instead`: what is owed in its place; `passes`: it gets the other's owner."""

    row: Commitment
    instead: Commitment | None
    passes: bool


def planned(staying: Sequence[Commitment], coming: Sequence[Commitment], into: Ticket, *, now: datetime) -> list[Fated]:
    """Return what becomes of our open promises on both tickets."""
    rows, came = {row.pk: row for row in [*staying, *coming]}, {row.pk for row in coming}
    decided = fates([_owed(row) for row in staying], [_owed(row) for row in coming], now=now)
    return [_fated(fate, rows, fate.owed.key in came, into.owner_id) for fate in decided]


def preview(ticket: Ticket, into: Ticket, *, now: datetime) -> list[Fated]:
    """Return what merging would do now; nothing is locked and nothing is written."""
    rows = Commitment.objects.filter(debtor_id=PRACTICE_ID, closed_at=None).order_by("due_at", "id")
    whole = rows.select_related("subject", "creditor", "creditor_person", "owner", "terms")
    staying = list(whole.filter(subject_id__in=[into.pk, *joined_to(into)]))
    return planned(staying, list(whole.filter(subject_id=ticket.pk)), into, now=now)


def refusal(ticket: Ticket, into: Ticket) -> str:
    """Return why one cannot be merged into the other, or nothing."""
    names = {"this": ticket.subject.label, "that": into.subject.label}
    if ticket.pk == into.pk:
        return _("A ticket cannot be merged into itself.")
    if ticket.client_id != into.client_id:
        return _("%(this)s and %(that)s are of two clients; link them instead.") % names
    if ticket.state == "waiting":
        return _("%(this)s waits for somebody. End that wait first, so that its clock is right.") % names
    if joined_to(ticket):
        return _("Others were merged into %(this)s. Merge %(that)s into it instead, or take it apart first.") % names
    return _over(ticket) or _over(into)


def _over(one: Ticket) -> str:
    if one.merged_into is not None:
        names = {"one": one.subject.label, "root": one.merged_into.subject.label}
        return _("%(one)s was merged into %(root)s.") % names
    if one.state not in UNRESOLVED:
        return _("%(one)s is over; link them as duplicates instead.") % {"one": one.subject.label}
    return ""


def candidates(ticket: Ticket, actor: Actor) -> QuerySet[Ticket]:
    """Return into which tickets one could be merged: the open ones of its client, newest first."""
    rows = tickets.visible_to(actor).filter(client_id=ticket.client_id, closed_at=None, state__in=UNRESOLVED)
    return rows.exclude(pk=ticket.pk).select_related("subject").order_by("-opened_at", "-pk")[:OFFERED]


def _owed(row: Commitment) -> Owed:
    by_clause = row.terms is not None and row.terms.agreement_version_id is not None
    return Owed(row.pk, row.kind, row.creditor_id, row.creditor_person_id, row.due_at, by_clause)


def _fated(fate: Fate, rows: dict[int, Commitment], came: bool, owner_id: int | None) -> Fated:
    row = rows[fate.owed.key]
    passes = came and not fate.is_void and row.kind not in PERSONAL and owner_id not in (None, row.owner_id)
    return Fated(row, rows[fate.instead.key] if fate.instead else None, passes)
