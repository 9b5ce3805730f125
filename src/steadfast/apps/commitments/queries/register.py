"""The register as somebody may see it. `visible_to` is the only door."""

from functools import cache

from django.db.models import Q, QuerySet

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports import queries as imports
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Counted, Rows, counting

FEW = 3  # a ticket with those that were merged into it
WHOM = ("subject", "client", "creditor", "creditor_person")  # what a row of one's own says
WITH = (*WHOM, "debtor", "owner")  # what a row of anybody's says
OWN = (
    "kind", "what", "direction", "terms", "promised_at", "due_at", "warn_at", "waiting_since", "moves", "priority",
    "done_at", "closed_at", "closed_as", "verdict",
)  # fmt: skip


def told(rows: QuerySet[Commitment], related: tuple[str, ...] = WITH) -> QuerySet[Commitment]:
    """Return rows with just the columns that a page tells of them; the rest costs as much as the page."""
    names = [f"{name}__name" for name in related if name != "subject"]
    return rows.select_related(*related).only(
        *OWN, *related, "subject__kind", "subject__number", "subject__title", *names
    )


def visible_to(actor: Actor) -> QuerySet[Commitment]:
    """Return what an actor may see: members all, a client's contact what their own client owes or is owed."""
    return narrowed(Commitment.objects.all(), actor)


def narrowed(rows: QuerySet[Commitment], actor: Actor) -> QuerySet[Commitment]:
    """Return of some rows those that an actor may see, for a query that is put together once for everybody."""
    rows = rows.filter(imports.IsShown("batch"))
    if actor.client_id is not None:  # a supplier's promise to us is about their ticket, too, and none of theirs
        party = actor.client_id
        rows = rows.filter(Q(debtor_id=party) | Q(creditor_id=party), client_id=party)
        return rows.filter(_about(actor.person_id or 0)) if actor.own_only else rows
    return rows if actor.may("register.view") else rows.none()


def _about(person_id: int) -> Q:
    """Return the condition of what is owed to one person, or by them."""
    return Q(creditor_person_id=person_id) | Q(owner_id=person_id)


def sees_all(actor: Actor) -> bool:
    """Tell whether an actor sees the whole register."""
    return actor.client_id is None and actor.may("register.view")


def own(actor: Actor) -> QuerySet[Commitment]:
    """Return an actor's own open commitments, in no order, to be counted."""
    return visible_to(actor).filter(owner_id=actor.person_id, closed_at__isnull=True)


def own_of(person_id: int) -> QuerySet[Commitment]:
    """Return the open commitments of a member who sees the whole register."""
    return shown_rows().filter(owner_id=person_id, closed_at__isnull=True).order_by()


def shown_rows() -> QuerySet[Commitment]:
    """Return what who `sees_all` may see."""
    return Commitment.objects.filter(imports.IsShown("batch"))


def count_mine(actor: Actor) -> int:
    """Return how many open commitments an actor owns."""
    if not sees_all(actor):
        return own(actor).count()
    return _count_of_member().row(person=actor.person_id or 0)[0]


@cache
def _count_of_member() -> Counted:
    return Counted(lambda person: counting(own_of(person)), "person")


def owed_to_member(person_id: int) -> QuerySet[Commitment]:
    """Return what others owe us on subjects on which a member has open promises, and what colleagues owe them."""
    subjects = (
        Commitment.objects.filter(owner_id=person_id, closed_at__isnull=True, debtor_id=PRACTICE_ID)
        .order_by()
        .values("subject_id")
    )
    theirs = Q(direction="theirs", subject_id__in=subjects)
    colleagues = Q(direction="inside", creditor_person=person_id) & ~Q(owner=person_id)
    rows = shown_rows().filter(theirs | colleagues, direction__in=("theirs", "inside"), closed_at__isnull=True)
    return told(rows).order_by("due_at", "id")


def open_ours_of(*subject_ids: int) -> list[Commitment]:
    """Return our open commitments on subjects, locked for writing."""
    return _open_ours().rows(subjects=subject_ids)


def open_theirs_of(*subject_ids: int) -> list[Commitment]:
    """Return what others owe us on subjects and have not done, locked for writing."""
    return _open_theirs().rows(subjects=subject_ids)


@cache
def _open_ours() -> Rows[Commitment]:
    rows = _open().filter(debtor_id=PRACTICE_ID)
    return Rows(lambda subjects: rows.filter(subject_id__in=subjects), lists={"subjects": FEW})


@cache
def _open_theirs() -> Rows[Commitment]:
    rows = _open().filter(creditor_id=PRACTICE_ID).exclude(debtor_id=PRACTICE_ID)
    return Rows(lambda subjects: rows.filter(subject_id__in=subjects), lists={"subjects": FEW})


def _open() -> QuerySet[Commitment]:
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).filter(closed_at=None)
    return rows.select_related("subject", "terms__calendar_version").order_by("id")
